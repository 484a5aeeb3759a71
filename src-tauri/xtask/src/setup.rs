//! Everything a fresh machine lacks: system packages, fonts, the page's modules.

use std::process::Command;

use crate::command::{Done, output, root, run, sh, succeeds};
use crate::fonts;

/// Debian packages: to build the window, to drive it, to set papers, to read them in tests.
const PACKAGES: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libssl-dev",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "poppler-utils",
    "fonts-noto-cjk",
    "fonts-noto-cjk-extra",
    "fonts-lxgw-wenkai",
    "fonts-hanazono",
    "fonts-liberation",
];

/// Installs what is missing.
///
/// # Errors
/// On systems other than Debian and its kin, with what to install by hand.
pub(crate) fn setup() -> Done {
    packages()?;
    fonts::gather()?;
    modules()
}

fn packages() -> Done {
    if cfg!(target_os = "macos") {
        return Err("On macOS install by hand: Xcode command line tools, Node 20, poppler, and \
                    the fonts named in src-tauri/crates/papers/FONTS.md (put them in \
                    target/fonts). Then: npm ci --prefix ui && cargo run -p reception-desk"
            .to_owned());
    }
    if cfg!(windows) {
        return Err("On Windows install by hand: Visual Studio Build Tools (C++), WebView2, Node \
                    20, and the fonts named in src-tauri/crates/papers/FONTS.md (put them in \
                    target\\fonts). Then: npm ci --prefix ui && cargo run -p reception-desk"
            .to_owned());
    }
    if !succeeds("dpkg --version") {
        return Err(format!(
            "This system has no dpkg. Install the equivalents of: {}",
            PACKAGES.join(" ")
        ));
    }
    let missing: Vec<&str> = PACKAGES.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("Installing system packages: {}", missing.join(" "));
    apt(&["update"])?;
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(missing);
    apt(&words)
}

fn is_installed(name: &str) -> bool {
    let line = format!("dpkg-query -W -f=${{Status}} {name}");
    output_quietly(&line).is_some_and(|text| text.contains("install ok installed"))
}

fn output_quietly(line: &str) -> Option<String> {
    let output = crate::command::command(line).output().ok()?;
    String::from_utf8(output.stdout).ok()
}

/// Runs apt-get, by sudo when not root.
///
/// # Errors
/// When it fails.
pub(crate) fn apt(words: &[&str]) -> Done {
    let is_root = output("id -u")? == b"0\n";
    let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
    if !is_root {
        command.arg("apt-get");
    }
    run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive").current_dir(root()))
}

/// Installs the page's modules when the lock file is newer than they are.
fn modules() -> Done {
    if !succeeds("npm --version") {
        return Err("Node 20 with npm is needed: install it first.".to_owned());
    }
    let ui = root().join("ui");
    let made = |file: &str| ui.join(file).metadata().and_then(|data| data.modified()).ok();
    let is_fresh = match (made("node_modules/.package-lock.json"), made("package-lock.json")) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    };
    if is_fresh { Ok(()) } else { sh("npm ci --prefix ui --no-audit --no-fund") }
}
