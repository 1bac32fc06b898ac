//! The window: remembers which workspace is open, registers the commands and shows the interface.
//! Every answer comes from `workflow`; every word comes from the interface.

mod commands;
mod desk;
mod farewell;
mod machine;
mod memory;
mod menu;
mod problems;
mod views;

use commands::{
    app, arrived, branch_side, branches, depots, identity, import, publish, standards, survey,
    workspace,
};
use desk::Desk;
use farewell::Farewell;
use memory::Memory;
use tauri::ipc::Invoke;
use tauri::webview::PageLoadEvent;
use tauri::{Emitter, Manager, RunEvent, WindowEvent};

/// The event that tells the interface to read the workspace again.
const WORKSPACE_ASKED_FOR: &str = "workspace-asked-for";

/// Runs the app until its window is closed; a file given as argument is the workspace to open.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(take_over))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Desk::asked_for(machine::workspace_argument()))
        .manage(Farewell::default())
        .setup(|app| {
            let folder = app.path().app_config_dir()?;
            app.manage(Memory::in_folder(&folder));
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                // The interface saves what was typed last, and then closes the window itself.
                api.prevent_close();
                farewell::begin(window);
            }
        })
        .on_menu_event(|app, event| menu::choose(app, event.id().as_ref()))
        .on_page_load(|webview, load| {
            // Shown any sooner, the window would be white at first, even in the dark.
            if load.event() == PageLoadEvent::Finished {
                show(webview.app_handle());
            }
        })
        .invoke_handler(commands())
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                // Closed in good order, a workspace is one file again.
                app.state::<Desk>().close();
            }
        });
    Ok(())
}

fn commands() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app::read_app,
        app::save_preferences,
        app::forget_recent,
        app::set_menu,
        app::close_window,
        arrived::read_arrived,
        arrived::put_away_arrived,
        arrived::collect_arrived,
        workspace::read_workspace,
        workspace::open_workspace,
        workspace::choose_workspace,
        workspace::make_workspace,
        workspace::close_workspace,
        workspace::back_up_workspace,
        workspace::note_place,
        workspace::save_handbook,
        workspace::find,
        standards::read_standard,
        standards::check_standard,
        standards::save_standard,
        standards::add_standard,
        standards::duplicate_standard,
        standards::retire_standard,
        standards::bring_back_standard,
        standards::move_standard,
        standards::waive,
        standards::unwaive,
        standards::mark_translated,
        standards::preview,
        standards::approve,
        survey::read_history,
        survey::compare,
        survey::restore,
        survey::read_overview,
        survey::set_offered,
        publish::read_publish,
        publish::choose_folder,
        publish::publish,
        publish::write_again,
        publish::cancel_publish,
        publish::verify_files,
        publish::choose_and_verify,
        publish::show_in_folder,
        identity::read_identity,
        identity::make_identity,
        identity::choose_root_key,
        identity::renew_identity,
        identity::replace_roots,
        identity::import_identity,
        identity::back_up_identity,
        import::choose_import,
        import::import_files,
        branches::read_branches,
        branches::save_branch,
        branches::close_branches,
        branches::choose_branches,
        branches::import_branches,
        branches::invite_branches,
        branches::enrol_branches,
        branches::put_out_of_use,
        branches::confirm_root_copy,
        branches::read_acknowledged,
        branches::read_branch_history,
        branches::set_due,
        branches::remind,
        branches::save_acknowledged,
        branches::save_evidence,
        branches::save_receipt,
        depots::set_depot,
        depots::exchange,
        depots::meet_depot,
        depots::rebuild,
        depots::cancel_exchange,
        depots::collect_files,
        depots::write_parcel,
        branch_side::choose_invite,
        branch_side::fetch_invite,
        branch_side::join,
        branch_side::save_request,
        branch_side::read_changes,
        branch_side::receive_files,
        branch_side::receive_arrived,
        branch_side::tick,
        branch_side::choose_for_briefing,
        branch_side::acknowledge,
        branch_side::save_own_receipts,
        branch_side::save_person,
        branch_side::remove_person,
        branch_side::confirm_staff,
        branch_side::brief,
        branch_side::save_briefing_sheet,
        branch_side::save_confirmation_sheet,
        branch_side::read_handbook,
        branch_side::read_rule,
        branch_side::find_rule,
    ]
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
