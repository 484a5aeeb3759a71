//! Alerts (提醒): shows what the use case says is new about the lights as notifications of the
//! desktop. A click on one leads to 督办.

use std::thread;
use std::time::{Duration, SystemTime};

use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Emitter};
use usecases::alerts::{Alert, AlertTaken};
use usecases::{CommandError, Office, dispatch};

use crate::desk::Desk;
use crate::{failure, window};

/// The first look waits until the first screen is there.
const FIRST: Duration = Duration::from_secs(5);
const LOOK: Duration = Duration::from_secs(60);
/// By how much a pause may be longer than asked before the machine must have slept.
const SLACK: Duration = Duration::from_secs(60);
/// The event that leads the page to 督办.
const OPEN_SUPERVISION: &str = "open-supervision";
/// The desktop's name for a click on the notification itself.
const CLICK: &str = "default";

/// Tells what is new every minute, until the program ends.
pub(crate) fn tell_by_the_minute(desk: Desk, app: AppHandle) {
    thread::spawn(move || {
        let Ok(office) = desk.office() else { return };
        thread::sleep(FIRST);
        let mut has_woken = false;
        loop {
            match take(&office, has_woken) {
                Ok(Some(alert)) => tell(alert, &app),
                Ok(None) => {}
                Err(error) => log::error!("alert: {}", error.message),
            }
            let slept_from = SystemTime::now();
            thread::sleep(LOOK);
            // An error: the clock was set back, which is no waking.
            has_woken = slept_from.elapsed().is_ok_and(|pause| is_waking(LOOK, pause));
        }
    });
}

/// Whether the machine slept in a pause: its clock went on, the program did not.
fn is_waking(asked: Duration, pause: Duration) -> bool {
    pause > asked + SLACK
}

fn take(office: &Office, has_woken: bool) -> Result<Option<Alert>, CommandError> {
    let taken = dispatch(office, "take_alert", serde_json::json!({ "has_woken": has_woken }))?;
    let taken = serde_json::from_value::<AlertTaken>(taken);
    Ok(taken.map_err(|error| failure::internal(&error))?.alert)
}

/// Shows an alert and waits, on a thread of its own, for what becomes of it.
fn tell(alert: Alert, app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        let mut notification = Notification::new();
        notification.appname("企业接待日").summary(&alert.title).body(&shown(&alert.words));
        // Without it no desktop says that somebody clicked.
        notification.action(CLICK, "打开督办");
        #[cfg(target_os = "linux")]
        notification.icon("reception-desk");
        // Windows shows nothing of a program it has no shortcut of: one that was only built.
        #[cfg(all(windows, not(debug_assertions)))]
        notification.app_id(&app.config().identifier);
        let answered = notification.show().and_then(|handle| {
            handle.wait_for_response(|response: &NotificationResponse| match response {
                NotificationResponse::Default | NotificationResponse::Action(_) => {
                    window::raise(&app);
                    if let Err(error) = app.emit(OPEN_SUPERVISION, ()) {
                        log::warn!("督办 was not opened: {error}");
                    }
                }
                NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => {}
            })
        });
        if let Err(error) = answered {
            log::warn!("the desktop shows no notifications: {error}");
        }
    });
}

/// Returns words as the desktop takes them: that of Linux reads a body as markup.
fn shown(words: &str) -> String {
    match cfg!(target_os = "linux") {
        true => words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_far_longer_than_asked_is_a_waking() {
        assert!(!is_waking(LOOK, Duration::from_secs(61)));
        assert!(!is_waking(LOOK, Duration::from_secs(119)), "a busy machine");
        assert!(is_waking(LOOK, Duration::from_secs(3_600)));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_name_is_no_markup() {
        assert_eq!(shown("<b>&</b>"), "&lt;b&gt;&amp;&lt;/b&gt;");
    }
}
