//! Publishing, and verifying what was published.

use std::path::PathBuf;

use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};
use workflow::IssueOrder;

use super::identity::identity;
use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::memory::Memory;
use crate::problems::Problem;
use crate::views::{PublishOrder, PublishStage, PublishView, PublishedView, VerdictView};

/// Reads what the next edition would hold.
#[tauri::command(async)]
pub fn read_publish(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    app: AppHandle,
) -> Result<PublishView, Problem> {
    let path = desk.path().ok_or_else(Problem::nothing_open)?;
    let remembered = memory.of(&path).and_then(|file| file.editions);
    let folder = remembered.unwrap_or_else(|| machine::documents(&app));
    let review = desk.read(workflow::review)?;
    Ok(PublishView::new(
        review,
        identity(&desk)?,
        &folder,
        machine::stem(&path),
        machine::today(),
    ))
}

/// Lets the user choose a folder.
#[tauri::command(async)]
pub fn choose_folder(window: WebviewWindow, words: ChooserWords) -> Option<String> {
    let folder = machine::choose_folder(&window, &words)?;
    Some(folder.display().to_string())
}

/// Issues an edition; `progress` is told each stage.
#[tauri::command(async)]
pub fn publish(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    order: PublishOrder,
    progress: Channel<PublishStage>,
) -> Result<PublishedView, Problem> {
    let path = desk.path().ok_or_else(Problem::nothing_open)?;
    let actor = memory.actor();
    let decided = order.changes.iter();
    let issue = IssueOrder {
        effective_on: order.effective_on,
        next_expected_by: order.next_expected_by,
        note: &order.note,
        changes: decided
            .map(|decided| (decided.id, decided.change))
            .collect(),
        number: None,
        passphrase: &order.passphrase,
        folder: order.folder.clone(),
        name: &machine::stem(&path),
        actor: &actor,
    };
    let mut tell = desk.begin(&progress);
    let mut tell = |stage: workflow::Stage| tell(stage.into());
    let issued = desk.act(|workspace, now| workflow::issue(workspace, &issue, now, &mut tell))?;
    memory.published_to(&path, &order.folder);
    Ok(PublishedView::new(issued, &order.folder))
}

/// Lets the user choose a folder and writes the files of an edition there once more.
#[tauri::command(async)]
pub fn write_again(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    number: u32,
    words: ChooserWords,
) -> Result<Option<Vec<String>>, Problem> {
    let Some(folder) = machine::choose_folder(&window, &words) else {
        return Ok(None);
    };
    let files = desk.read(|workspace| workflow::write_again(workspace, number, &folder))?;
    Ok(Some(
        files
            .iter()
            .map(|file| file.display().to_string())
            .collect(),
    ))
}

/// Asks the publishing that is under way to stop before its next stage.
#[tauri::command(async)]
pub fn cancel_publish(desk: State<'_, Desk>) {
    desk.cancel();
}

/// Verifies files against this organisation's root, where there is one.
#[tauri::command(async)]
pub fn verify_files(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
) -> Result<Vec<VerdictView>, Problem> {
    let root = match identity(&desk)? {
        Some(_) => Some(desk.read(workflow::root)?),
        None => None,
    };
    let is_content = |path: &&PathBuf| path.extension().is_none_or(|end| end != "p7s");
    let verdicts = paths.iter().filter(is_content).map(|path| {
        let verdict = workflow::verify(path, root.as_ref(), machine::now());
        verdict.map(VerdictView::from).map_err(|e| Problem::of(&e))
    });
    verdicts.collect()
}

/// Lets the user choose files and verifies them.
#[tauri::command(async)]
pub fn choose_and_verify(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<Vec<VerdictView>>, Problem> {
    match machine::choose_files(&window, &words, machine::VERIFIABLE) {
        Some(paths) => verify_files(desk, paths).map(Some),
        None => Ok(None),
    }
}

/// Shows a file in the system's file manager.
#[tauri::command(async)]
pub fn show_in_folder(path: PathBuf) -> Result<(), Problem> {
    machine::show_in_folder(&path).map_err(Problem::unexpected)
}
