//! What only this computer can answer: its arguments and its dialogs.

use std::path::{Path, PathBuf};

use tauri::WebviewWindow;
use tauri_plugin_dialog::DialogExt;

/// Returns the workspace that the app was started with.
pub fn workspace_argument() -> Option<PathBuf> {
    let directory = std::env::current_dir().unwrap_or_default();
    workspace_in(std::env::args_os(), &directory)
}

/// Returns the first argument after the program's name as a path, seen from `directory`.
pub fn workspace_in<A: Into<PathBuf>>(
    arguments: impl IntoIterator<Item = A>,
    directory: &Path,
) -> Option<PathBuf> {
    let path: PathBuf = arguments.into_iter().nth(1)?.into();
    Some(directory.join(path))
}

/// Lets the user choose a workspace file; `None` when they change their mind.
/// The words of the dialog are the caller's. Must not run on the window's own thread.
pub fn choose_workspace(window: &WebviewWindow, title: &str, kind: &str) -> Option<PathBuf> {
    let dialog = window.dialog().file().set_parent(window).set_title(title);
    let chosen = dialog.add_filter(kind, &["plumbline"]).blocking_pick_file();
    chosen.and_then(|file| file.into_path().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_argument_is_seen_from_the_folder_of_its_own_start() {
        let found = workspace_in(["plumbline-app", "Shop.plumbline"], Path::new("/handbooks"));
        assert_eq!(found, Some(PathBuf::from("/handbooks/Shop.plumbline")));
    }

    #[test]
    fn a_start_without_a_file_asks_for_nothing() {
        assert_eq!(
            workspace_in(["plumbline-app"], Path::new("/handbooks")),
            None
        );
    }
}
