//! What only this computer can answer: its clock, its arguments, its folders and its dialogs.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use rand_core::OsRng;
use serde::Deserialize;
use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use workflow::Now;

use crate::views::ArrivedKind;

/// The app's name in the window's title.
pub const APP_NAME: &str = "Plumbline";

/// How a workspace's file name ends.
pub const WORKSPACE: &str = "plumbline";

/// How the names of files end that can be imported.
pub const IMPORTABLE: &[&str] = &["md", "markdown", "csv", "tsv", "txt", "yaml"];

/// How the names of files end that can be verified.
pub const VERIFIABLE: &[&str] = &["pdf", "html", "htm", "edition", "receipt", "p7s"];

/// How the names of tables end that can be imported.
pub const TABLES: &[&str] = &["csv", "tsv", "txt"];

/// How the names of files end that branches send to HR.
pub const COLLECTABLE: &[&str] = &["receipt", "request", "p7m", "parcel"];

/// How the names of files end that a branch takes in.
pub const RECEIVABLE: &[&str] = &["edition", "parcel", "p7s"];

/// The words of a file dialog.
#[derive(Debug, Clone, Deserialize)]
pub struct ChooserWords {
    title: String,
    /// What the files are called.
    kind: String,
    /// The proposed name of a new file.
    name: Option<String>,
}

/// Runs `act` with the time and the system's randomness.
pub fn with_now<T>(act: impl FnOnce(&mut Now) -> T) -> T {
    act(&mut Now {
        at: now(),
        random: &mut OsRng,
    })
}

/// Returns the time by this computer's clock.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Returns the day where this computer is.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// Returns the name of this computer's user.
pub fn user() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].iter();
    let named = named.filter_map(|name| std::env::var(name).ok());
    named
        .into_iter()
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| APP_NAME.to_string())
}

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

/// Returns the user's documents, or where the user is at home.
pub fn documents(app: &AppHandle) -> PathBuf {
    let paths = app.path();
    let documents = paths.document_dir().ok().filter(|folder| folder.is_dir());
    documents
        .or_else(|| paths.home_dir().ok())
        .unwrap_or_default()
}

/// Lets the user choose a file; `None` when they change their mind. Like all choosers it must
/// not run on the window's own thread.
pub fn choose_file(
    window: &WebviewWindow,
    words: &ChooserWords,
    endings: &[&str],
) -> Option<PathBuf> {
    if let Some(answer) = prepared_answer() {
        return answer;
    }
    let dialog = dialog(window, words).add_filter(&words.kind, endings);
    dialog.blocking_pick_file()?.into_path().ok()
}

/// Lets the user choose files.
pub fn choose_files(
    window: &WebviewWindow,
    words: &ChooserWords,
    endings: &[&str],
) -> Option<Vec<PathBuf>> {
    if let Some(answer) = prepared_answer() {
        return answer.map(|path| vec![path]);
    }
    let dialog = dialog(window, words).add_filter(&words.kind, endings);
    let chosen = dialog.blocking_pick_files()?.into_iter();
    Some(chosen.filter_map(|file| file.into_path().ok()).collect())
}

/// Lets the user name a new file; its name gets the right ending.
pub fn choose_new_file(
    window: &WebviewWindow,
    words: &ChooserWords,
    ending: &str,
) -> Option<PathBuf> {
    if let Some(answer) = prepared_answer() {
        return answer;
    }
    let mut dialog = dialog(window, words).add_filter(&words.kind, &[ending]);
    if let Some(name) = &words.name {
        dialog = dialog.set_file_name(name);
    }
    let path = dialog.blocking_save_file()?.into_path().ok()?;
    Some(with_ending(path, ending))
}

/// Lets the user choose a folder.
pub fn choose_folder(window: &WebviewWindow, words: &ChooserWords) -> Option<PathBuf> {
    if let Some(answer) = prepared_answer() {
        return answer;
    }
    dialog(window, words)
        .blocking_pick_folder()?
        .into_path()
        .ok()
}

fn dialog(window: &WebviewWindow, words: &ChooserWords) -> FileDialogBuilder<tauri::Wry> {
    let dialog = window.dialog().file();
    dialog.set_parent(window).set_title(&words.title)
}

/// Returns the answer that a driven window gives in the place of the system's dialog, which no
/// driver can reach: the first line of the file that `PLUMBLINE_ANSWERS` names, taken out of it.
/// An empty line stands for a user who changes their mind.
fn prepared_answer() -> Option<Option<PathBuf>> {
    let file = std::env::var_os("PLUMBLINE_ANSWERS")?;
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION")?;
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let (answer, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let _ = std::fs::write(&file, rest);
    Some(
        Some(answer)
            .filter(|answer| !answer.is_empty())
            .map(PathBuf::from),
    )
}

fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has_it = path
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if has_it {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(format!(".{ending}"));
    name.into()
}

/// Returns a file's name without its ending.
pub fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    stem.to_string_lossy().into_owned()
}

/// Opens a file that was just written with the system's program for it; where there is none, the
/// file is there all the same. A driven window opens nothing.
pub fn open(path: &Path) {
    if std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none() {
        let _ = tauri_plugin_opener::open_path(path, None::<&str>);
    }
}

/// Tells by its name's ending what a file of an exchange is; none for any other file.
pub fn exchanged(path: &Path) -> Option<ArrivedKind> {
    let end = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match end.as_str() {
        "edition" | "p7s" => ArrivedKind::Edition,
        "parcel" => ArrivedKind::Parcel,
        "receipt" => ArrivedKind::Receipt,
        "request" | "p7m" => ArrivedKind::Request,
        "invite" => ArrivedKind::Invite,
        _ => return None,
    })
}

/// Shows a file in the system's file manager.
pub fn show_in_folder(path: &Path) -> Result<(), tauri_plugin_opener::Error> {
    tauri_plugin_opener::reveal_item_in_dir(path)
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

    #[test]
    fn a_new_file_gets_its_ending_once() {
        let named = |name: &str| with_ending(PathBuf::from(name), WORKSPACE);
        assert_eq!(named("/h/Shop"), Path::new("/h/Shop.plumbline"));
        assert_eq!(named("/h/Shop 2.1"), Path::new("/h/Shop 2.1.plumbline"));
        assert_eq!(named("/h/Shop.plumbline"), Path::new("/h/Shop.plumbline"));
    }
}
