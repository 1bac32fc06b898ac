//! What the interface may ask for: one thin function per intent, and the answer is the next view.

use tauri::{State, WebviewWindow};

use crate::desk::Desk;
use crate::machine;
use crate::problems::Problem;
use crate::views::WriteView;

/// Reads the workspace that is open or was asked for; nothing when there is none.
#[tauri::command(async)]
pub fn read_workspace(
    desk: State<'_, Desk>,
    window: WebviewWindow,
) -> Result<Option<WriteView>, Problem> {
    let view = desk.read()?;
    if let Some(view) = &view {
        // The title is a convenience; a window that is closing has none.
        let _ = window.set_title(&format!("{} – Plumbline", view.title));
    }
    Ok(view)
}

/// Lets the user choose a workspace and opens it; without a choice, everything stays.
#[tauri::command(async)]
pub fn choose_workspace(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    title: String,
    kind: String,
) -> Result<Option<WriteView>, Problem> {
    if let Some(path) = machine::choose_workspace(&window, &title, &kind) {
        desk.ask_for(path);
    }
    read_workspace(desk, window)
}
