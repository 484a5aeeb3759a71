//! Papers go to the system's printer; where there is none, to the system's viewer, which prints.

use std::path::PathBuf;

use serde::Serialize;
use tauri::AppHandle;
use usecases::CommandError;

use crate::call::off_the_window;
use crate::{failure, files};

/// More copies than any office wants of one paper: a slipped key, not a wish.
const MOST_COPIES: u32 = 99;

/// Where a paper went.
#[derive(Debug, Serialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub(crate) enum Printed {
    /// The printer's queue took it.
    Printer { name: String },
    /// No queue: the viewer shows it and prints from there.
    Viewer,
}

/// Prints a PDF the program made.
///
/// # Errors
/// When it is no PDF, or neither the printer nor a viewer takes it.
#[tauri::command]
pub(crate) async fn desktop_print(
    app: AppHandle,
    path: PathBuf,
    copies: Option<u32>,
) -> Result<Printed, CommandError> {
    off_the_window(move || {
        files::check(&path)?;
        if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
            return Err(failure::refused("只能打印 PDF 文书。"));
        }
        let copies = copies.unwrap_or(1).clamp(1, MOST_COPIES);
        if let Some(name) = queue::default_printer() {
            queue::print(&name, &path, copies)?;
            return Ok(Printed::Printer { name });
        }
        files::open(&app, &path)?;
        Ok(Printed::Viewer)
    })
    .await
}

#[cfg(not(windows))]
mod queue {
    use std::path::Path;
    use std::process::Command;

    use usecases::CommandError;

    use crate::failure;

    /// Returns the queue that prints when none is named; `None` without CUPS or queues.
    pub(super) fn default_printer() -> Option<String> {
        // LC_ALL: the answer is translated otherwise.
        let default = Command::new("lpstat").arg("-d").env("LC_ALL", "C").output().ok()?;
        let text = String::from_utf8_lossy(&default.stdout).into_owned();
        default_of(&text).or_else(|| {
            let all = Command::new("lpstat").arg("-e").env("LC_ALL", "C").output().ok()?;
            only_one(&String::from_utf8_lossy(&all.stdout))
        })
    }

    pub(super) fn default_of(answer: &str) -> Option<String> {
        let (_, name) = answer.lines().next()?.split_once("destination: ")?;
        Some(name.trim().to_owned())
    }

    // With several queues and no default, the choice is hers: the viewer asks.
    pub(super) fn only_one(answer: &str) -> Option<String> {
        let mut names = answer.lines().map(str::trim).filter(|name| !name.is_empty());
        let name = names.next()?;
        names.next().is_none().then(|| name.to_owned())
    }

    pub(super) fn print(printer: &str, path: &Path, copies: u32) -> Result<(), CommandError> {
        let sent = Command::new("lp")
            .args(["-d", printer, "-n", &copies.to_string(), "--"])
            .arg(path)
            .output();
        match sent {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => {
                log::warn!("lp: {}", String::from_utf8_lossy(&output.stderr));
                Err(failure::refused(format!("打印机“{printer}”没有接收，请检查后重试。")))
            }
            Err(error) => Err(failure::internal(&error)),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn reads_the_default_queue() {
            let answer = "system default destination: HP_LaserJet\n";
            assert_eq!(default_of(answer).as_deref(), Some("HP_LaserJet"));
            assert_eq!(default_of("no system default destination\n"), None);
            assert_eq!(default_of(""), None);
        }

        #[test]
        fn takes_a_queue_only_when_it_is_the_only_one() {
            assert_eq!(only_one("Office\n").as_deref(), Some("Office"));
            assert_eq!(only_one("Office\nHall\n"), None);
            assert_eq!(only_one("\n"), None);
        }
    }
}

// Windows has no print command for PDFs of its own: the viewer prints.
#[cfg(windows)]
mod queue {
    use std::path::Path;

    use usecases::CommandError;

    pub(super) fn default_printer() -> Option<String> {
        None
    }

    pub(super) fn print(_: &str, _: &Path, _: u32) -> Result<(), CommandError> {
        Ok(())
    }
}
