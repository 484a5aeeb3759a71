//! The gate: every check in order, each with its time.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::command::{Done, command, output, root, run, sh, succeeds, target};
use crate::setup;

/// Runs the whole gate and stops at the first failure.
///
/// # Errors
/// When a step fails.
pub(crate) fn test() -> Done {
    let mut gate = Gate { steps: Vec::new() };
    gate.step("set up", setup::setup)?;
    gate.step("format", || sh("cargo fmt --all --check"))?;
    gate.step("ui: types, lints, format", || sh("npm run --prefix ui check"))?;
    gate.step("ui: tests", || sh("npm run --prefix ui test"))?;
    gate.step("ui: build", || sh("npm run --prefix ui build"))?;
    gate.step("lints", || {
        sh("cargo clippy --workspace --all-targets --all-features --locked -- -D warnings")
    })?;
    gate.step("bindings", check_bindings)?;
    gate.step("build the programs", || sh("cargo build --locked -p reception-desk -p reception"))?;
    gate.step("tests", || tests(false))?;
    gate.step("the real window", || tests(true))?;
    gate.step("documentation", || {
        let mut doc = command("cargo doc --workspace --no-deps --locked");
        run(doc.env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    gate.step("licences, sources, bans", supply_chain)?;
    gate.summary();
    Ok(())
}

struct Gate {
    steps: Vec<(&'static str, Duration)>,
}

impl Gate {
    fn step(&mut self, name: &'static str, body: impl FnOnce() -> Done) -> Done {
        eprintln!("\n== {name}");
        let started = Instant::now();
        let done = body();
        self.steps.push((name, started.elapsed()));
        if done.is_err() {
            self.summary();
            eprintln!("failed at: {name}");
        }
        done
    }

    fn summary(&self) {
        eprintln!();
        for (name, time) in &self.steps {
            eprintln!("{:>7.1} s  {name}", time.as_secs_f64());
        }
        let total: Duration = self.steps.iter().map(|(_, time)| *time).sum();
        eprintln!("{:>7.1} s  in all", total.as_secs_f64());
    }
}

/// Runs the tests by nextest where it is installed, else by cargo. Windows open one at a time.
fn tests(is_window: bool) -> Done {
    let fonts = target().join("fonts");
    let line = if succeeds("cargo nextest --version") {
        if is_window {
            "cargo nextest run --locked -p reception-tests --features window --test e2e -j 1"
        } else {
            "cargo nextest run --locked --workspace"
        }
    } else if is_window {
        "cargo test --locked -p reception-tests --features window --test e2e -- --test-threads 1"
    } else {
        "cargo test --locked --workspace"
    };
    run(command(line).env("RECEPTION_FONTS", fonts))
}

fn bindings() -> Result<Vec<u8>, String> {
    output("cargo run --quiet --locked -p usecases --features bindings --example bindings")
}

const BINDINGS: &str = "ui/src/bridge/bindings.ts";

/// Writes the TypeScript of the contract.
///
/// # Errors
/// When it cannot be made or written.
pub(crate) fn write_bindings() -> Done {
    let text = bindings()?;
    fs::write(root().join(BINDINGS), text).map_err(|error| format!("{BINDINGS}: {error}"))
}

fn check_bindings() -> Done {
    let kept = fs::read(root().join(BINDINGS)).map_err(|error| format!("{BINDINGS}: {error}"))?;
    if kept == bindings()? {
        Ok(())
    } else {
        Err(format!("{BINDINGS} is not what the contract says: cargo xtask bindings"))
    }
}

/// The first version that reads today's lock files and manifests.
const DENY_VERSION: &str = "0.20";

/// Checks licences, sources and bans; all of it works without a network.
fn supply_chain() -> Done {
    let tools = target().join("tools");
    let deny = tools.join("bin/cargo-deny");
    if !deny.exists() && !succeeds("cargo deny --version") {
        eprintln!("Installing cargo-deny into target/tools");
        let mut install = command("cargo install cargo-deny --locked --no-default-features");
        run(install.args(["--version", DENY_VERSION, "--root"]).arg(&tools))?;
    }
    let mut check = if deny.exists() {
        let mut check = Command::new(deny);
        check.current_dir(root());
        check
    } else {
        command("cargo deny")
    };
    run(check.args(["--offline", "check", "bans", "licenses", "sources"]))
}

/// Runs every bench by name, in release.
///
/// # Errors
/// When one fails.
pub(crate) fn bench() -> Done {
    setup::setup()?;
    sh("cargo bench --locked -p sheets")?;
    sh("cargo run --release --locked -p papers --example pace -- 1000")
}
