//! Cargo, always with the same packages and features: another choice would unify the features of
//! shared dependencies anew and compile the typesetter a second time.

use std::path::PathBuf;
use std::process::Command;

use crate::root;

const FEATURES: &str = "reception-tests/window,usecases/bindings";

/// Returns `cargo WORDS` on the whole workspace.
pub(crate) fn workspace(words: &[&str]) -> Command {
    let mut command = cargo();
    command.args(words).args(["--workspace", "--features", FEATURES]);
    command
}

/// Returns a bare `cargo` in the workspace's folder, with the papers' fonts named.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).env("RECEPTION_FONTS", crate::fonts::folder());
    command
}

/// Returns where a program of this workspace is built to.
pub(crate) fn built(profile: &str, name: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    root().join(target).join(profile).join(name)
}
