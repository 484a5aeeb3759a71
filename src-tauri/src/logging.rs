//! The log: one file of bounded size in the user's log folder, the last few kept.

use std::io::Write;

use log::LevelFilter;
use tauri::Wry;
use tauri::plugin::TauriPlugin;
use tauri_plugin_log::{Builder, RotationStrategy, Target, TargetKind, TimezoneStrategy};

/// One log file's size, in bytes.
const FILE_SIZE: u128 = 2 * 1024 * 1024;
const FILES: usize = 5;

/// Returns the plugin that keeps the log.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    let mut targets = vec![Target::new(TargetKind::LogDir { file_name: None })];
    if cfg!(debug_assertions) {
        targets.push(Target::new(TargetKind::Stderr));
    }
    Builder::new()
        .level(LevelFilter::Info)
        // The bus and the webview tell their whole life at this level.
        .level_for("zbus", LevelFilter::Warn)
        .level_for("tracing", LevelFilter::Warn)
        .timezone_strategy(TimezoneStrategy::UseLocal)
        .max_file_size(FILE_SIZE)
        .rotation_strategy(RotationStrategy::KeepSome(FILES))
        .targets(targets)
        .build()
}

/// Lets every panic leave its place and reason in the log.
pub(crate) fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        log::error!("panic: {panic}");
        log::error!("{}", std::backtrace::Backtrace::force_capture());
        usual(panic);
    }));
}

/// Says one line where there is no window to say it.
pub(crate) fn say(line: &str) {
    // Nobody is left to tell when even standard error is gone.
    let _ = writeln!(std::io::stderr(), "{line}");
}
