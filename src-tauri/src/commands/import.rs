//! Import from Markdown files and spreadsheets.

use std::path::PathBuf;

use serde::Serialize;
use tauri::{State, WebviewWindow};

use super::workspace;
use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::memory::Memory;
use crate::problems::Problem;
use crate::views::{ImportView, WorkspaceView};

/// What an import did, and the workspace after it.
#[derive(Serialize)]
pub struct Imported {
    report: ImportView,
    workspace: WorkspaceView,
}

/// Lets the user choose files and tells what importing them would do.
#[tauri::command(async)]
pub fn choose_import(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<ImportView>, Problem> {
    match machine::choose_files(&window, &words, machine::IMPORTABLE) {
        Some(sources) => import(&desk, &memory, &sources, true).map(Some),
        None => Ok(None),
    }
}

/// Imports files, all that can be taken in one step.
#[tauri::command(async)]
pub fn import_files(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    sources: Vec<PathBuf>,
) -> Result<Imported, Problem> {
    let report = import(&desk, &memory, &sources, false)?;
    desk.refresh_guide()?;
    Ok(Imported {
        report,
        workspace: workspace::view(&desk, &memory, &window)?,
    })
}

fn import(
    desk: &Desk,
    memory: &Memory,
    sources: &[PathBuf],
    is_dry: bool,
) -> Result<ImportView, Problem> {
    let actor = memory.actor();
    let report =
        desk.act(|workspace, now| workflow::import(workspace, sources, None, &actor, is_dry, now))?;
    Ok(ImportView::of(sources, report))
}
