//! Packages for this system, made by Tauri's own tool.

use std::process::Command;

use crate::step::{Failure, run};
use crate::{root, setup};

/// The tool belongs to the version of the library.
const TOOL: &str = "@tauri-apps/cli@2.12.5";
/// The fonts travel as files beside the program, with their licences. Only a bundle names them:
/// every ordinary build would copy them again.
const FONTS: &str = r#"{"bundle":{"resources":{"../target/fonts":"fonts"}}}"#;

/// Makes the packages.
///
/// # Errors
/// When the tool fails.
pub(crate) fn bundle() -> Result<(), Failure> {
    setup::setup()?;
    let targets = if cfg!(windows) { "nsis" } else { "deb,rpm" };
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    run(Command::new(npx)
        .args(["--yes", TOOL, "build", "--bundles", targets, "--config", FONTS])
        .current_dir(root().join("src-tauri")))?;
    println!("  packages are in {}", root().join("target/release/bundle").display());
    Ok(())
}
