//! HR's branches: the register, invites, and who has acknowledged what.

use std::path::PathBuf;

use handbook::{Branch, BranchId, Due};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use tauri::{State, WebviewWindow};
use workflow::{
    AcknowledgedQuery, AcknowledgedView, BranchHistory, BranchImport, BranchQuery, BranchesView,
    EvidenceOrder, Invited, RemindOrder, RootsView,
};

use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::memory::Memory;
use crate::problems::Problem;

/// Reads the register.
#[tauri::command(async)]
pub fn read_branches(desk: State<'_, Desk>, query: BranchQuery) -> Result<BranchesView, Problem> {
    desk.look_over(|workspace, overviews| overviews.branches(workspace, &query))
}

/// Enters a branch, or changes one.
#[tauri::command(async)]
pub fn save_branch(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    branch: Branch,
) -> Result<(), Problem> {
    let actor = memory.actor();
    desk.act(|workspace, now| workflow::save_branch(workspace, branch, &actor, now).map(drop))
}

/// Closes branches, or opens them again.
#[tauri::command(async)]
pub fn close_branches(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    ids: Vec<BranchId>,
    is_closed: bool,
) -> Result<(), Problem> {
    let actor = memory.actor();
    desk.act(|workspace, now| workflow::close_branches(workspace, &ids, is_closed, &actor, now))
}

/// A list of branches, and what importing it would do.
#[derive(Serialize)]
pub struct ChosenBranches {
    source: String,
    report: BranchImport,
}

/// Lets the user choose a list of branches and tells what importing it would do.
#[tauri::command(async)]
pub fn choose_branches(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<ChosenBranches>, Problem> {
    let Some(path) = machine::choose_file(&window, &words, machine::TABLES) else {
        return Ok(None);
    };
    let report =
        desk.act(|workspace, now| workflow::import_branches(workspace, &path, true, "", now))?;
    let source = path.display().to_string();
    Ok(Some(ChosenBranches { source, report }))
}

/// Takes a list of branches in.
#[tauri::command(async)]
pub fn import_branches(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    source: PathBuf,
) -> Result<BranchImport, Problem> {
    let actor = memory.actor();
    desk.act(|workspace, now| workflow::import_branches(workspace, &source, false, &actor, now))
}

/// Writes invites into a folder that the user chooses.
#[tauri::command(async)]
pub fn invite_branches(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    ids: Option<Vec<BranchId>>,
    words: ChooserWords,
) -> Result<Option<Invited>, Problem> {
    let Some(folder) = machine::choose_folder(&window, &words) else {
        return Ok(None);
    };
    let actor = memory.actor();
    desk.act(|workspace, now| {
        workflow::invite_branches(workspace, ids.as_deref(), &folder, &actor, now)
    })
    .map(Some)
}

/// Accepts the keys of branches that ask; returns how many.
#[tauri::command(async)]
pub fn enrol_branches(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    ids: Option<Vec<BranchId>>,
) -> Result<usize, Problem> {
    let actor = memory.actor();
    desk.act(|workspace, now| workflow::enrol(workspace, ids.as_deref(), &actor, now))
}

/// Puts a branch's key out of use.
#[tauri::command(async)]
pub fn put_out_of_use(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    id: BranchId,
) -> Result<(), Problem> {
    let actor = memory.actor();
    desk.act(|workspace, now| workflow::put_out_of_use(workspace, id, &actor, now))
}

/// Lets the user show a second copy of a root's key.
#[tauri::command(async)]
pub fn confirm_root_copy(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<RootsView>, Problem> {
    let Some(path) = machine::choose_file(&window, &words, &["pem"]) else {
        return Ok(None);
    };
    let actor = memory.actor();
    desk.act(|workspace, now| {
        workflow::confirm_root_copy(workspace, &path, &actor, now)?;
        let view = workflow::branches(workspace, &BranchQuery::default())?;
        Ok(view.roots)
    })
}

/// Reads who has acknowledged what.
#[tauri::command(async)]
pub fn read_acknowledged(
    desk: State<'_, Desk>,
    query: AcknowledgedQuery,
) -> Result<AcknowledgedView, Problem> {
    desk.look_over(|workspace, overviews| {
        overviews.acknowledged(workspace, &query, machine::today(), &TimeZone::system())
    })
}

/// Reads everything that came from a branch.
#[tauri::command(async)]
pub fn read_branch_history(desk: State<'_, Desk>, id: BranchId) -> Result<BranchHistory, Problem> {
    desk.read(|workspace| workflow::branch_history(workspace, id))
}

/// Says by when an edition should be acknowledged.
#[tauri::command(async)]
pub fn set_due(desk: State<'_, Desk>, edition: u32, due: Vec<Due>) -> Result<(), Problem> {
    desk.act(|workspace, now| workflow::set_due(workspace, edition, &due, now))
}

/// How many branches a reminder reaches, and the file.
#[derive(Serialize)]
pub struct RemindedBranches {
    count: usize,
    path: String,
}

/// Writes a mail's draft or a list to call from, and opens it.
#[tauri::command(async)]
pub fn remind(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    query: AcknowledgedQuery,
    ids: Option<Vec<BranchId>>,
    by_mail: bool,
    words: ChooserWords,
) -> Result<Option<RemindedBranches>, Problem> {
    let ending = if by_mail { "eml" } else { "pdf" };
    let Some(path) = machine::choose_new_file(&window, &words, ending) else {
        return Ok(None);
    };
    let actor = memory.actor();
    let order = RemindOrder {
        query: &query,
        ids: ids.as_deref(),
        by_mail,
        path,
        actor: &actor,
        today: machine::today(),
        zone: TimeZone::system(),
    };
    let done = desk.act(|workspace, now| workflow::remind(workspace, &order, now))?;
    machine::open(&done.path);
    Ok(Some(RemindedBranches {
        count: done.count,
        path: done.path.display().to_string(),
    }))
}

/// Writes who has acknowledged what as a table.
#[tauri::command(async)]
pub fn save_acknowledged(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    query: AcknowledgedQuery,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let Some(path) = machine::choose_new_file(&window, &words, "csv") else {
        return Ok(None);
    };
    desk.read(|workspace| {
        let csv = workflow::acknowledged_csv(workspace, &query, machine::today())?;
        Ok(workflow::write_file(&path, csv.as_bytes())?)
    })?;
    Ok(Some(path.display().to_string()))
}

/// Writes a signed report of who had acknowledged what on a day.
#[tauri::command(async)]
pub fn save_evidence(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    on: Date,
    passphrase: String,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let Some(path) = machine::choose_new_file(&window, &words, "pdf") else {
        return Ok(None);
    };
    let actor = memory.actor();
    let order = EvidenceOrder {
        day: on,
        zone: TimeZone::system(),
        passphrase: &passphrase,
        path,
        actor: &actor,
    };
    let path = desk.act(|workspace, now| workflow::evidence(workspace, &order, now))?;
    Ok(Some(path.display().to_string()))
}

/// Writes a receipt as it came.
#[tauri::command(async)]
pub fn save_receipt(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    branch: BranchId,
    seq: u64,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let Some(path) = machine::choose_new_file(&window, &words, "receipt") else {
        return Ok(None);
    };
    desk.read(|workspace| {
        let (_, bytes) = workflow::receipt_file(workspace, branch, seq)?;
        Ok(workflow::write_file(&path, &bytes)?)
    })?;
    Ok(Some(path.display().to_string()))
}
