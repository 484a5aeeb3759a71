//! The one window: its size, its raising, what its page may reach.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Duration;

use tauri::plugin::TauriPlugin;
use tauri::webview::{Color, NewWindowResponse, PageLoadEvent, PermissionResponse};
use tauri::{App, AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::first::FirstAnswers;
use crate::webview;

/// Label of the window, as the capabilities name it.
pub(crate) const LABEL: &str = "main";
const TITLE: &str = "企业接待日";
/// The page's ground, shown until the page itself is there.
const GROUND: Color = Color(0xFC, 0xFB, 0xF9, 0xFF);
/// After so long the window is shown even if the page never says it is loaded.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes the window, hidden until its page is loaded. The page finds its first answers in it.
///
/// # Errors
/// When the system gives no window.
pub(crate) fn open(app: &mut App, first: FirstAnswers) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(TITLE)
        .inner_size(1440.0, 900.0)
        .min_inner_size(1024.0, 700.0)
        // Many offices have smaller displays.
        .prevent_overflow()
        .center()
        .visible(false)
        .background_color(GROUND)
        .devtools(cfg!(debug_assertions))
        .initialization_script(include_str!("guard.js"))
        .on_web_resource_request(move |request, response| first.ride_along(&request, response))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                log_failure(window.show());
            }
        })
        .build()?;
    webview::adjust(&window)?;
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        log_failure(window.show());
    });
    Ok(())
}

/// Whether an address is a page of the program itself.
fn is_ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        // Windows serves the program's own files under this name; nothing is asked of a network.
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows),
        _ => false,
    }
}

/// Brings the window to the front.
pub(crate) fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        log_failure(window.show());
        log_failure(window.unminimize());
        log_failure(window.set_focus());
    }
}

fn log_failure(result: tauri::Result<()>) {
    if let Err(error) = result {
        log::warn!("the window did not obey: {error}");
    }
}

/// Lets a second start on the same data folder raise this window and end. Where the bus is
/// missing, the lock in the data folder still refuses the second.
pub(crate) fn single_instance(identifier: &str, data: &Path) -> TauriPlugin<Wry> {
    let mut hasher = DefaultHasher::new();
    data.hash(&mut hasher);
    tauri_plugin_single_instance::Builder::new()
        .callback(|app, _, _| raise(app))
        .dbus_id(format!("{identifier}.office{:016x}", hasher.finish()))
        .build()
}

/// Remembers the window's size, and its place where the system tells one.
pub(crate) fn remembered_size() -> TauriPlugin<Wry> {
    let mut flags = StateFlags::SIZE | StateFlags::MAXIMIZED;
    // Wayland always says 0,0.
    if std::env::var_os("WAYLAND_DISPLAY").is_none() {
        flags |= StateFlags::POSITION;
    }
    tauri_plugin_window_state::Builder::new().with_state_flags(flags).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_goes_nowhere_else() {
        let is_ours = |url: &str| is_ours(&url.parse().unwrap());
        assert!(is_ours("tauri://localhost/index.html#/ledger"));
        for other in
            ["https://example.org/", "file:///etc/passwd", "data:text/html,x", "tauri://other/"]
        {
            assert!(!is_ours(other), "{other}");
        }
        assert_eq!(is_ours("http://tauri.localhost/"), cfg!(windows));
    }
}
