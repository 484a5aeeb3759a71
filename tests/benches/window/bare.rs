//! The emptiest window that shows a page: what any program on this engine waits for and holds.

use gtk::prelude::*;
use webkit2gtk::{WebView, WebViewExt};

const PAGE: &str = "<!doctype html><meta charset=utf-8><style>body{font:15px sans-serif}</style>\
    <h1>企业接待日</h1><p>今日待办</p>";

/// Shows it until killed.
pub(crate) fn show() {
    gtk::init().unwrap();
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_default_size(1440, 900);
    let view = WebView::new();
    window.add(&view);
    view.load_html(PAGE, None);
    window.show_all();
    gtk::main();
}
