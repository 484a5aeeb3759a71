//! The gate: what must hold before a change lands.

use crate::step::{Failure, Steps, run, succeeds};
use crate::{bindings, cargo, deny, setup, ui};

/// Takes every step in order and stops at the first that fails.
///
/// # Errors
/// When a step fails.
pub(crate) fn test() -> Result<(), Failure> {
    let mut steps = Steps::default();
    steps.take("set-up", setup::setup)?;
    steps.take("format", || run(cargo::cargo().args(["fmt", "--all", "--check"])))?;
    // Before the lints: the shell's code embeds the built page.
    steps.take("page: check", || ui::script("check"))?;
    steps.take("page: tests", || ui::script("test"))?;
    steps.take("page: build", || ui::script("build"))?;
    steps.take("licences", deny::check)?;
    steps.take("lints", || {
        run(cargo::workspace(&["clippy", "--all-targets"]).args(["--", "-D", "warnings"]))
    })?;
    steps.take("documentation", || {
        run(cargo::workspace(&["doc", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    steps.take("bindings", bindings::check)?;
    steps.take("build", || run(&mut cargo::workspace(&["build", "--bins"])))?;
    steps.take("tests", tests)?;
    steps.take("doctests", || run(&mut cargo::workspace(&["test", "--doc"])))?;
    // One at a time: two windows at once on two cores only wait for each other.
    steps.take("window", || {
        run(cargo::workspace(&["test", "--test", "e2e"]).args(["--", "--test-threads=1"]))
    })?;
    steps.tell();
    println!("\nEvery step passed.");
    Ok(())
}

/// Every test but those of the window.
fn tests() -> Result<(), Failure> {
    if succeeds("cargo-nextest", &["--version"]) {
        let words = ["nextest", "run", "-E", "not binary(e2e)", "--status-level", "slow"];
        return run(&mut cargo::workspace(&words));
    }
    let words = ["test", "--lib", "--bins", "--test", "[!e]*"];
    run(&mut cargo::workspace(&words))
}
