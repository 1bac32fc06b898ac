//! The window: remembers which workspace is open, registers the commands and shows the interface.
//! Every answer comes from `workflow`; every word comes from the interface.

mod commands;
mod desk;
mod machine;
mod problems;
mod views;

use desk::Desk;
use tauri::webview::PageLoadEvent;
use tauri::{Emitter, Manager};

/// The event that tells the interface to read the workspace again.
const WORKSPACE_ASKED_FOR: &str = "workspace-asked-for";

/// Runs the app until its window is closed; a file given as argument is the workspace to open.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(take_over))
        .plugin(tauri_plugin_dialog::init())
        .manage(Desk::asked_for(machine::workspace_argument()))
        .on_page_load(|webview, load| {
            // Shown any sooner, the window would be white at first, even in the dark.
            if load.event() == PageLoadEvent::Finished {
                show(webview.app_handle());
            }
        })
        .invoke_handler(tauri::generate_handler![
            commands::read_workspace,
            commands::choose_workspace
        ])
        .run(tauri::generate_context!())
}

/// Opens here what a second start of the app was asked to open.
fn take_over(app: &tauri::AppHandle, arguments: Vec<String>, directory: String) {
    if let Some(path) = machine::workspace_in(arguments, directory.as_ref()) {
        app.state::<Desk>().ask_for(path);
    }
    show(app);
    // A window that is already closing needs no news.
    let _ = app.emit(WORKSPACE_ASKED_FOR, ());
}

fn show(app: &tauri::AppHandle) {
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    let _ = window.show().and_then(|()| window.set_focus());
}
