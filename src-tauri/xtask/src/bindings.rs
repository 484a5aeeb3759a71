//! The contract's TypeScript.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::step::{Failure, output, run};
use crate::{cargo, root};

fn file() -> PathBuf {
    root().join("ui/src/bridge/bindings.ts")
}

fn generate() -> Result<String, Failure> {
    run(&mut cargo::workspace(&["build", "--example", "bindings"]))?;
    output(&mut Command::new(cargo::built("debug", "examples/bindings")))
}

/// Writes the file.
///
/// # Errors
/// When it cannot be generated or written.
pub(crate) fn write() -> Result<(), Failure> {
    let text = generate()?;
    fs::write(file(), text).map_err(Failure::io(file().display()))?;
    println!("  wrote {}", file().display());
    Ok(())
}

/// Checks that the file is what the contract says now.
///
/// # Errors
/// When it differs.
pub(crate) fn check() -> Result<(), Failure> {
    let written = fs::read_to_string(file()).map_err(Failure::io(file().display()))?;
    if written == generate()? {
        return Ok(());
    }
    Err(Failure::new("ui/src/bridge/bindings.ts is stale: run cargo xtask bindings"))
}
