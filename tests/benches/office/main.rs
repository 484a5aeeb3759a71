//! What the office's clerk waits for, on 100,000 demands, each against a named peer in the same
//! run: `cargo bench -p reception-tests --bench office -- [export|save|pages]`.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

mod export;
mod pages;
mod sample;
mod save;

fn main() {
    // Cargo adds `--bench` to the words it was given.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let is_asked = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    reception_tests::measure::head();
    for (name, bench) in
        [("pages", pages::run as fn()), ("save", save::run), ("export", export::run)]
    {
        if is_asked(name) {
            bench();
        }
    }
}
