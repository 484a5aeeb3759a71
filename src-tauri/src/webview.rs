//! What the webview of each system needs beyond what Tauri sets.

use tauri::WebviewWindow;

/// Sets what must stand before the first window is made.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    linux::prepare();
}

/// Adjusts the webview of a window just made.
///
/// # Errors
/// When the webview is gone.
pub(crate) fn adjust(window: &WebviewWindow) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| linux::adjust(&webview.inner()))?;
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use webkit2gtk::{InputMethodContextExt, SettingsExt, WebView, WebViewExt};

    const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    #[expect(unsafe_code, reason = "the environment is only settable so")]
    pub(super) fn prepare() {
        if std::env::var_os(NO_DMABUF).is_none() {
            // Some graphics drivers show a blank window otherwise.
            // SAFETY: called first in main, before any other thread is started.
            unsafe { std::env::set_var(NO_DMABUF, "1") };
        }
    }

    pub(super) fn adjust(webview: &WebView) {
        // wry switches pre-edit off; without it no composition event reaches the page, and the
        // page could not tell an Enter that picks a character from one that ends an entry.
        if let Some(input) = webview.input_method_context() {
            input.set_enable_preedit(true);
        }
        if let Some(settings) = webview.settings() {
            settings.set_enable_caret_browsing(false);
            settings.set_enable_back_forward_navigation_gestures(false);
            settings.set_enable_dns_prefetching(false);
        }
    }
}
