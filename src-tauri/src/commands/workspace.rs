//! The workspace as a file, and the handbook's lists.

use std::path::{Path, PathBuf};

use handbook::Handbook;
use tauri::{State, WebviewWindow};
use workflow::NewHandbook;

use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::memory::{About, Memory};
use crate::problems::Problem;
use crate::views::{HitView, LastPlace, NewWorkspace, WorkspaceView};

/// How many standards Find shows.
const HITS: usize = 40;

/// Reads the workspace that is open, was asked for, or was open last; nothing when there is none.
#[tauri::command(async)]
pub fn read_workspace(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
) -> Result<Option<WorkspaceView>, Problem> {
    if let Some(path) = desk.take_asked_for() {
        return open_workspace(desk, memory, window, path).map(Some);
    }
    if desk.path().is_some() {
        return view(&desk, &memory, &window).map(Some);
    }
    // A file that is gone by now is among the recent ones, marked as such.
    match memory.left_open().filter(|path| path.is_file()) {
        Some(path) => open_workspace(desk, memory, window, path).map(Some),
        None => Ok(None),
    }
}

/// Opens the workspace at `path`; where that fails, everything stays as it is.
#[tauri::command(async)]
pub fn open_workspace(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    path: PathBuf,
) -> Result<WorkspaceView, Problem> {
    desk.open(&path)?;
    memory.opened(&path);
    view(&desk, &memory, &window)
}

/// Lets the user choose a workspace and opens it.
#[tauri::command(async)]
pub fn choose_workspace(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<WorkspaceView>, Problem> {
    match machine::choose_file(&window, &words, &[machine::WORKSPACE]) {
        Some(path) => open_workspace(desk, memory, window, path).map(Some),
        None => Ok(None),
    }
}

/// Lets the user choose where, and makes a workspace there.
#[tauri::command(async)]
pub fn make_workspace(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    wish: NewWorkspace,
    words: ChooserWords,
) -> Result<Option<WorkspaceView>, Problem> {
    let Some(path) = machine::choose_new_file(&window, &words, machine::WORKSPACE) else {
        return Ok(None);
    };
    let actor = memory.actor();
    let handbook = NewHandbook {
        title: &wish.title,
        organisation: &wish.organisation,
        language: wish.language,
        starters: &wish.starters,
        actor: &actor,
    };
    let made = machine::with_now(|now| workflow::new_workspace(&path, &handbook, now));
    let workspace = made.map_err(|error| Problem::with_workspace(&error, &path))?;
    desk.put(&path, workspace);
    desk.refresh_guide()?;
    memory.opened(&path);
    view(&desk, &memory, &window).map(Some)
}

/// Closes the workspace.
#[tauri::command(async)]
pub fn close_workspace(desk: State<'_, Desk>, memory: State<'_, Memory>, window: WebviewWindow) {
    desk.close();
    memory.closed();
    // The title is a convenience; a window that is closing has none.
    let _ = window.set_title(machine::APP_NAME);
}

/// Lets the user choose where, and writes a copy of the whole workspace there.
#[tauri::command(async)]
pub fn back_up_workspace(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let Some(path) = machine::choose_new_file(&window, &words, machine::WORKSPACE) else {
        return Ok(None);
    };
    let copied = desk.read(|workspace| Ok(workspace.backup(&path, &mut |_, _| true)?));
    copied.map(|()| Some(path.display().to_string()))
}

/// Remembers where the file was left.
#[tauri::command(async)]
pub fn note_place(desk: State<'_, Desk>, memory: State<'_, Memory>, place: LastPlace) {
    if let Some(path) = desk.path() {
        memory.left_at(&path, place);
    }
}

/// Saves the title and lists, if they are still those that were read.
#[tauri::command(async)]
pub fn save_handbook(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    handbook: Handbook,
    read: Handbook,
) -> Result<WorkspaceView, Problem> {
    desk.act(|workspace, _| Ok(workspace.save_handbook(&handbook, &read)?))?;
    desk.refresh_guide()?;
    view(&desk, &memory, &window)
}

/// Finds standards by code, title or any word in any language.
#[tauri::command(async)]
pub fn find(desk: State<'_, Desk>, query: String) -> Result<Vec<HitView>, Problem> {
    let hits = desk.read(|workspace| Ok(workspace.search(&query, HITS)?))?;
    Ok(hits.into_iter().map(HitView::from).collect())
}

/// Reads the open workspace, and names it in the window's title.
pub fn view(
    desk: &Desk,
    memory: &Memory,
    window: &WebviewWindow,
) -> Result<WorkspaceView, Problem> {
    let path = desk.path().ok_or_else(Problem::nothing_open)?;
    let place = memory.of(&path).and_then(|file| file.place);
    let view = desk.look_over(|workspace, overviews| {
        WorkspaceView::read(workspace, overviews, &path, place)
    })?;
    memory.describe(&path, desk.read(About::of)?);
    let _ = window.set_title(&title(&view.handbook.title, &path));
    Ok(view)
}

fn title(handbook: &str, path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{handbook} – {name} – {}", machine::APP_NAME)
}
