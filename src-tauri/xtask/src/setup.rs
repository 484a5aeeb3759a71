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

fn node() -> Result<(), Failure> {
    if succeeds("node", &["--version"]) && succeeds(ui::NPM, &["--version"]) {
        return Ok(());
    }
    Err(Failure::new("Node.js 20 or newer with npm is missing; please install it and run again"))
}

fn say_by_hand() {
    if cfg!(target_os = "macos") {
        println!(
            "  macOS: please have the command line tools (xcode-select --install) and Node.js 20."
        );
    } else {
        println!(
            "  Windows: please have the Visual Studio Build Tools with C++, the WebView2 runtime \
             and Node.js 20."
        );
    }
}
