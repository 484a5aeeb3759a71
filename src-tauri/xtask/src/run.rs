//! Building and opening the window; without a display, playing the sample office.

use std::fs;

use crate::command::{Done, command, root, run as spawn, sh, target};
use crate::setup;

/// Builds and opens the window, `--demo` on a fresh copy of the sample office. Without a display
/// the sample office is played under Xvfb and its pictures and papers are left in `target/demo`.
///
/// # Errors
/// When a step fails.
pub(crate) fn run(is_demo: bool, is_release: bool) -> Done {
    setup::setup()?;
    sh("npm run --prefix ui build")?;
    let profile = if is_release { " --release" } else { "" };
    sh(&format!("cargo build --locked -p reception-desk -p reception{profile}"))?;
    let programs = target().join(if is_release { "release" } else { "debug" });
    let has_display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if has_display {
        let mut desk = command(&programs.join("reception-desk").to_string_lossy());
        if is_demo {
            desk.arg("--data").arg(sample(&programs)?);
        }
        return spawn(&mut desk);
    }
    eprintln!("There is no display: playing the sample office under Xvfb.");
    play(&programs)
}

/// Makes the sample office anew.
fn sample(programs: &std::path::Path) -> Result<std::path::PathBuf, String> {
    let folder = target().join("demo/office");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let reception = programs.join("reception");
    let mut demo = command(&reception.to_string_lossy());
    spawn(demo.arg("demo").arg(&folder).arg("--fonts").arg(target().join("fonts")))?;
    Ok(folder)
}

fn play(programs: &std::path::Path) -> Done {
    let demo = target().join("demo");
    let office = sample(programs)?;
    let mut tour = command(
        "cargo test --locked -p reception-tests --features window --test e2e -- --exact \
         tour::every_screen_shows_the_sample_office --nocapture",
    );
    spawn(
        tour.env("RECEPTION_FONTS", target().join("fonts"))
            .env("RECEPTION_DESK", programs.join("reception-desk"))
            .env("RECEPTION_DEMO", &office)
            .env("RECEPTION_PICTURES", &demo),
    )?;
    let reception = programs.join("reception");
    let tool = |words: &[&str], last: std::path::PathBuf| {
        let mut tool = command(&reception.to_string_lossy());
        tool.arg("--data").arg(&office).arg("--fonts").arg(target().join("fonts")).args(words);
        spawn(tool.arg(last))
    };
    tool(&["export", "ledger"], demo.join("台账.xlsx"))?;
    eprintln!("\nPictures, slips and the ledger are in {}", demo.display());
    Ok(())
}

/// Makes the packages of this system.
///
/// # Errors
/// When a step fails.
pub(crate) fn bundle() -> Done {
    setup::setup()?;
    spawn(command("npx --prefix ui tauri build").current_dir(root().join("src-tauri")))
}
