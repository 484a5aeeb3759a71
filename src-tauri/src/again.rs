//! Starting again when the program that was asked to come to the front was just ending.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

/// Counts the starts, from one to the next.
const TRIED: &str = "RECEPTION_DESK_TRIED";
/// After so many, `PAUSE` apart, something else is wrong: a bus misses an ended program sooner.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(200);

/// Starts the program again in this process when a window was not made only because the one before
/// it, killed or closing, still had its name on the bus and answered no more. Returns when another
/// start is of no use, or the system refuses it.
pub(crate) fn start_again(error: &tauri::Error) {
    let is_name =
        matches!(error, tauri::Error::PluginInitialization(name, _) if name == "single-instance");
    let tried = std::env::var(TRIED).ok().and_then(|tried| tried.parse().ok()).unwrap_or(0);
    let program = std::env::current_exe();
    if let (true, Ok(program)) = (is_name && tried < TRIES, program) {
        std::thread::sleep(PAUSE);
        let mut command = Command::new(program);
        command.args(std::env::args_os().skip(1)).env(TRIED, (tried + 1).to_string());
        // The rest is told as without it.
        let _refused = command.exec();
    }
}
