//! What a machine must have before anything can be built.

use std::process::Command;

use crate::packages::{PACKAGES, Package};
use crate::step::{Failure, run, succeeds};
use crate::{fonts, ui};

/// Installs what is missing: packages, fonts, node modules.
///
/// # Errors
/// When something must be installed by hand, or an installation fails.
pub(crate) fn setup() -> Result<(), Failure> {
    if cfg!(target_os = "linux") {
        debian()?;
    } else {
        say_by_hand();
    }
    rust()?;
    node()?;
    fonts::gather()?;
    ui::install()
}

fn debian() -> Result<(), Failure> {
    if !succeeds("dpkg-query", &["--version"]) {
        let names: Vec<&str> = PACKAGES.iter().map(|package| package.name).collect();
        println!(
            "  This is no Debian: please have what these Debian packages hold.\n  {}",
            names.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&Package> =
        PACKAGES.iter().filter(|package| !is_installed(package.name)).collect();
    if missing.is_empty() {
        println!("  every Debian package is there");
        return Ok(());
    }
    println!("  installing from Debian:");
    for package in &missing {
        println!("    {:<24} {}", package.name, package.reason);
    }
    update()?;
    let mut install = apt(&["install", "-y", "-q", "--no-install-recommends"]);
    run(install.args(missing.iter().map(|package| package.name)))
}

/// Fetches Debian's lists of packages.
///
/// # Errors
/// When Debian cannot be reached.
pub(crate) fn update() -> Result<(), Failure> {
    run(&mut apt(&["update", "-q"]))
}

fn is_installed(package: &str) -> bool {
    let words = ["-W", "-f=${db:Status-Status}", package];
    let query = Command::new("dpkg-query").args(words).output();
    query.is_ok_and(|answer| answer.stdout == b"installed")
}

/// Returns `apt-get WORDS`, through sudo for anyone but root.
fn apt(words: &[&str]) -> Command {
    let is_root = is_root();
    let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
    if !is_root {
        // sudo passes no environment on.
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    }
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

/// Adds what a minimal toolchain lacks.
fn rust() -> Result<(), Failure> {
    let has_both = ["cargo-fmt", "cargo-clippy"].iter().all(|tool| succeeds(tool, &["--version"]));
    if has_both || !succeeds("rustup", &["--version"]) {
        return Ok(());
    }
    run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// The least Node.js the page is built with.
const NODE: (u32, u32) = (20, 19);

fn node() -> Result<(), Failure> {
    let told = Command::new("node").arg("--version").output();
    let version = told.ok().and_then(|answer| {
        let text = String::from_utf8(answer.stdout).ok()?;
        let mut parts = text.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    });
    if version.is_some_and(|version| version >= NODE) && succeeds(ui::NPM, &["--version"]) {
        return Ok(());
    }
    let (major, minor) = NODE;
    Err(Failure::new(format!(
        "Node.js {major}.{minor} or newer with npm is missing; please install it and run again"
    )))
}

fn say_by_hand() {
    if cfg!(target_os = "macos") {
        println!(
            "  macOS: please have the command line tools (xcode-select --install) and Node.js 20.19."
        );
    } else {
        println!(
            "  Windows: please have the Visual Studio Build Tools with C++, the WebView2 runtime \
             and Node.js 20.19."
        );
    }
}
