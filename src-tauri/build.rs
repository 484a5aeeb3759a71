//! Lists the window's commands, so that the page may call these and no others.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "call",
        "desktop_startup",
        "desktop_open_file",
        "desktop_open_folder",
        "desktop_save_as",
        "desktop_choose_save",
        "desktop_choose_file",
        "desktop_choose_files",
        "desktop_choose_folder",
        "desktop_print",
        "desktop_restore",
        "desktop_use_folder",
    ]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("the configuration and capabilities are well-formed");
}
