//! Prints the TypeScript of the contract: `cargo run -p usecases --features bindings --example bindings`.

#[expect(clippy::print_stdout, reason = "standard output is what it is for")]
fn main() {
    print!("{}", usecases::bindings::typescript());
}
