//! The app itself: preferences, recent files, the menu.

use std::path::PathBuf;

use tauri::{AppHandle, State, WebviewWindow};

use crate::farewell::Farewell;
use crate::memory::Memory;
use crate::menu::{self, MenuWords};
use crate::problems::Problem;
use crate::views::{AppView, Preferences};

/// Returns what the app knows before any workspace is open.
#[tauri::command(async)]
pub fn read_app(memory: State<'_, Memory>, app: AppHandle) -> AppView {
    AppView {
        preferences: memory.preferences(),
        recent: memory.recent().into_iter().map(Into::into).collect(),
        starters: workflow::starters(),
        version: app.package_info().version.to_string(),
    }
}

/// Remembers the preferences.
#[tauri::command(async)]
pub fn save_preferences(memory: State<'_, Memory>, preferences: Preferences) {
    memory.prefer(preferences);
}

/// Forgets a recent file; the file itself stays.
#[tauri::command(async)]
pub fn forget_recent(memory: State<'_, Memory>, app: AppHandle, path: PathBuf) -> AppView {
    memory.forget(&path);
    read_app(memory, app)
}

/// Answers that the window may close, or that it must stay because something is not saved.
#[tauri::command(async)]
pub fn close_window(
    farewell: State<'_, Farewell>,
    window: WebviewWindow,
    is_saved: bool,
) -> Result<(), Problem> {
    farewell.answered();
    if is_saved {
        window.destroy().map_err(Problem::unexpected)?;
    }
    Ok(())
}

/// Gives the menu bar its words.
#[tauri::command(async)]
pub fn set_menu(app: AppHandle, menus: Vec<MenuWords>) -> Result<(), Problem> {
    menu::show(&app, &menus).map_err(Problem::unexpected)
}
