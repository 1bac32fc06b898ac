//! Tells Tauri where the capabilities live and which commands the window may be allowed to call.

const COMMANDS: &[&str] = &[
    "read_app",
    "save_preferences",
    "forget_recent",
    "set_menu",
    "close_window",
    "read_workspace",
    "open_workspace",
    "choose_workspace",
    "make_workspace",
    "close_workspace",
    "back_up_workspace",
    "note_place",
    "save_handbook",
    "find",
    "read_standard",
    "check_standard",
    "save_standard",
    "add_standard",
    "duplicate_standard",
    "retire_standard",
    "bring_back_standard",
    "move_standard",
    "waive",
    "unwaive",
    "mark_translated",
    "preview",
    "approve",
    "read_history",
    "compare",
    "restore",
    "read_overview",
    "set_offered",
    "read_publish",
    "choose_folder",
    "publish",
    "write_again",
    "cancel_publish",
    "verify_files",
    "choose_and_verify",
    "show_in_folder",
    "read_identity",
    "make_identity",
    "renew_identity",
    "import_identity",
    "back_up_identity",
    "choose_import",
    "import_files",
];

fn main() {
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
