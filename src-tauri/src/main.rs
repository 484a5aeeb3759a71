//! The window of 企业接待日: opens the office, shows the page, passes its calls on, asks for files
//! and prints. It knows no rule of the trade.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(unix)]
mod again;
mod alerts;
mod arguments;
mod call;
mod desk;
mod dialogs;
mod failure;
mod files;
mod first;
mod folders;
mod logging;
mod printing;
mod safekeeping;
mod webview;
mod window;

use std::process::ExitCode;

use tauri::{Manager, RunEvent};

use crate::arguments::Arguments;
use crate::desk::Desk;

fn main() -> ExitCode {
    if let Some(read) = usecases::scanning::answer(std::env::args_os().skip(1)) {
        return read;
    }
    if let Some(read) = usecases::import::answer(std::env::args_os().skip(1)) {
        return read;
    }
    let arguments = match Arguments::parse(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(wrong) => {
            logging::say(&wrong.to_string());
            return ExitCode::from(2);
        }
    };
    webview::prepare();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[cfg(unix)]
            again::start_again(&error);
            log::error!("the window failed: {error}");
            logging::say("企业接待日没能打开窗口。请把日志交给管理员。");
            ExitCode::FAILURE
        }
    }
}

/// Runs the window until it is closed.
///
/// # Errors
/// When no window can be made.
fn run(arguments: Arguments) -> tauri::Result<()> {
    let context = tauri::generate_context!();
    let data = folders::data(&context.config().identifier, arguments.data);
    let app = tauri::Builder::default()
        // First, so that a second start ends before it opens anything.
        .plugin(window::single_instance(&context.config().identifier, &data))
        .plugin(logging::plugin())
        .plugin(window::remembered_size())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .invoke_handler(tauri::generate_handler![
            call::call,
            desk::desktop_startup,
            files::desktop_open_file,
            files::desktop_open_folder,
            files::desktop_save_as,
            dialogs::desktop_choose_save,
            dialogs::desktop_choose_file,
            dialogs::desktop_choose_files,
            dialogs::desktop_choose_folder,
            printing::desktop_print,
            safekeeping::desktop_restore,
            safekeeping::desktop_use_folder,
        ])
        .setup(move |app| {
            logging::log_panics();
            let desk = Desk::default();
            let (hand_in, first) = first::first_answers();
            desk.open(data, folders::fonts(app.handle()), app.handle().clone(), hand_in);
            safekeeping::back_up_hourly(desk.clone());
            alerts::tell_by_the_minute(desk.clone(), app.handle().clone());
            app.manage(desk);
            window::open(app, first)?;
            Ok(())
        })
        .build(context)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            safekeeping::back_up_at_exit(&app.state::<Desk>());
        }
    });
    Ok(())
}
