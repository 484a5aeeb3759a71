//! The project's own chores: `cargo xtask setup | run | test | bench | bindings | bundle`.

mod command;
mod fonts;
mod gate;
mod run;
mod setup;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--demo] [--release]   install what is missing, build, open the window
cargo xtask test                       the whole gate
cargo xtask setup                      only install what is missing
cargo xtask bench                      measure, each figure against its peer
cargo xtask bindings                   write the TypeScript of the contract
cargo xtask bundle                     make packages for this system";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| words.iter().any(|word| word == name);
    let done = match words.first().map(String::as_str) {
        Some("run") => run::run(flag("--demo"), flag("--release")),
        Some("test") => gate::test(),
        Some("setup") => setup::setup(),
        Some("bench") => gate::bench(),
        Some("bindings") => gate::write_bindings(),
        Some("bundle") => run::bundle(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\n{reason}");
            ExitCode::FAILURE
        }
    }
}
