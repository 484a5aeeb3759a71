//! The project's own commands: `cargo xtask run`, `test`, `bench`, `bindings`, `bundle`, `fonts`,
//! `setup`. Standard library only, so that the first command a newcomer types compiles in seconds.
#![expect(clippy::print_stdout, reason = "telling what happens is what it is for")]

mod bench;
mod bindings;
mod bundle;
mod cargo;
mod deny;
mod fonts;
mod gate;
mod packages;
mod run;
mod setup;
mod step;
mod ui;

use std::path::PathBuf;
use std::process::ExitCode;

use step::Failure;

const HELP: &str = "\
cargo xtask COMMAND

  run [--demo] [--release]  install what is missing, build, open the window; --demo: a copy of the
                            sample office. Without a display: play the sample office under Xvfb and
                            leave pictures, slips and the ledger in target/demo/
  test                      the whole gate
  bench [NAME …]            the measurements: slips, office, window
  bindings                  write the contract's TypeScript to ui/src/bridge/bindings.ts
  bundle                    make packages for this system
  fonts                     gather the papers' fonts in target/fonts
  setup                     install missing packages, fonts and node modules";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", options @ ..] => {
            run::Options::parse(options).and_then(|options| run::run(&options))
        }
        ["test"] => gate::test(),
        ["bench", names @ ..] => bench::bench(names),
        ["bindings"] => bindings::write(),
        ["bundle"] => bundle::bundle(),
        ["fonts"] => fonts::gather(),
        ["setup"] => setup::setup(),
        ["help" | "--help" | "-h"] | [] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("unknown: {}\n\n{HELP}", other.join(" ")))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            println!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the folder of the workspace.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(PathBuf::from).unwrap_or(here)
}
