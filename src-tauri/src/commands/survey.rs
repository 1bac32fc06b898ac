//! Looking back and around: history, comparison, overview.

use handbook::{FieldDifference, NotOffered, StandardId};
use tauri::State;
use workflow::Survey;

use crate::desk::Desk;
use crate::machine;
use crate::memory::Memory;
use crate::problems::Problem;
use crate::views::{HistoryView, StandardView};

/// Reads a standard's revisions.
#[tauri::command(async)]
pub fn read_history(desk: State<'_, Desk>, id: StandardId) -> Result<HistoryView, Problem> {
    desk.read(|workspace| HistoryView::read(workspace, id))
}

/// Compares two texts of a standard; nothing stands for the draft.
#[tauri::command(async)]
pub fn compare(
    desk: State<'_, Desk>,
    id: StandardId,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<Vec<FieldDifference>, Problem> {
    desk.read(|workspace| workflow::diff(workspace, id, from, to))
}

/// Makes an older revision's text the draft again.
#[tauri::command(async)]
pub fn restore(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    id: StandardId,
    revision: u32,
) -> Result<StandardView, Problem> {
    let actor = memory.actor();
    desk.act(|workspace, now| {
        workflow::restore(workspace, id, revision, &actor, now)?;
        StandardView::read(workspace, id)
    })
}

/// Looks at the whole handbook.
#[tauri::command(async)]
pub fn read_overview(desk: State<'_, Desk>) -> Result<Survey, Problem> {
    desk.read(|workspace| workflow::survey(workspace, machine::today()))
}

/// Says whether a place in the customer's journey is served.
#[tauri::command(async)]
pub fn set_offered(
    desk: State<'_, Desk>,
    place: NotOffered,
    is_offered: bool,
) -> Result<Survey, Problem> {
    desk.act(|workspace, _| {
        workflow::set_offered(workspace, place.stage, &place.channel, is_offered)
    })?;
    desk.refresh_guide()?;
    read_overview(desk)
}
