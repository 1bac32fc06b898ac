//! What a branch does: join, receive, look at the changes, acknowledge, read.

use std::path::{Path, PathBuf};

use handbook::{Briefing, ConfirmedHow, Language, StandardId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};
use workflow::{
    ChangesView, Confirming, Credentials, Error, ExchangeProgress, InviteView, Now, OpenedInvite,
    PersonView, ReaderView, ReceiveReport, Workspace,
};

use super::depots::{self, StoreAccess};
use super::workspace::view;
use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::memory::Memory;
use crate::problems::Problem;
use crate::views::{HitView, WorkspaceView};

/// An invite that was chosen, and what it says.
#[derive(Serialize)]
pub struct ChosenInvite {
    path: String,
    invite: InviteView,
}

/// Lets the user choose an invite and tells what it says.
#[tauri::command(async)]
pub fn choose_invite(
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<ChosenInvite>, Problem> {
    let Some(path) = machine::choose_file(&window, &words, &["invite"]) else {
        return Ok(None);
    };
    let opened = workflow::open_invite(&path).map_err(|error| Problem::of(&error))?;
    Ok(Some(ChosenInvite {
        path: path.display().to_string(),
        invite: opened.view(machine::today()),
    }))
}

/// An invite that was read aloud.
#[derive(Deserialize)]
pub struct SpokenInvite {
    depot: String,
    words: String,
    credentials: Option<StoreAccess>,
}

/// Where an invite comes from.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum InviteSource {
    /// A file.
    File(PathBuf),
    /// Words.
    Spoken(SpokenInvite),
}

/// What somebody who joins decides.
#[derive(Deserialize)]
pub struct JoinOrder {
    invite: InviteSource,
    person: String,
    credentials: Option<StoreAccess>,
}

/// Fetches the invite that belongs to words that were read aloud.
#[tauri::command(async)]
pub fn fetch_invite(app: AppHandle, order: SpokenInvite) -> Result<InviteView, Problem> {
    let (opened, _) = fetch(&app, order)?;
    Ok(opened.view(machine::today()))
}

fn fetch(app: &AppHandle, order: SpokenInvite) -> Result<(OpenedInvite, Credentials), Problem> {
    let credentials = depots::access(app, &order.depot, order.credentials)?;
    let depot = depots::open(&order.depot, &credentials)?;
    let opened = workflow::fetch_invite(&*depot, &order.words);
    Ok((opened.map_err(|error| Problem::of(&error))?, credentials))
}

/// Lets the user choose where, makes the branch's workspace there, and asks to be enrolled.
#[tauri::command(async)]
pub fn join(
    app: AppHandle,
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    order: JoinOrder,
    words: ChooserWords,
) -> Result<Option<WorkspaceView>, Problem> {
    let (opened, depot, credentials) = match order.invite {
        InviteSource::File(path) => {
            let opened = workflow::open_invite(&path).map_err(|error| Problem::of(&error))?;
            let given = order.credentials.map(Credentials::from);
            (opened, None, given.unwrap_or_default())
        }
        InviteSource::Spoken(spoken) => {
            let address = spoken.depot.clone();
            let (opened, credentials) = fetch(&app, spoken)?;
            (opened, Some(address), credentials)
        }
    };
    let Some(path) = machine::choose_new_file(&window, &words, machine::WORKSPACE) else {
        return Ok(None);
    };
    let (today, person) = (machine::today(), &order.person);
    let made = machine::with_now(|now| {
        workflow::join(&path, &opened, depot.as_deref(), person, today, now)
    });
    let workspace = made.map_err(|error| Problem::with_workspace(&error, &path))?;
    if let Some(address) = depot.or(opened.invite.depot) {
        depots::keep(&app, &address, &credentials)?;
    }
    desk.put(&path, workspace);
    desk.refresh_guide()?;
    memory.opened(&path);
    view(&desk, &memory, &window).map(Some)
}

/// Writes the request to be enrolled into a file.
#[tauri::command(async)]
pub fn save_request(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    save(&desk, &window, &words, "request", |workspace, path| {
        let (_, bytes) = workflow::enrolment_request(workspace)?;
        Ok(workflow::write_file(path, &bytes)?)
    })
}

/// Lets the user name a new file, and writes it.
fn save(
    desk: &Desk,
    window: &WebviewWindow,
    words: &ChooserWords,
    ending: &str,
    write: impl FnOnce(&Workspace, &Path) -> Result<(), Error>,
) -> Result<Option<String>, Problem> {
    let Some(path) = machine::choose_new_file(window, words, ending) else {
        return Ok(None);
    };
    desk.read(|workspace| write(workspace, &path))?;
    Ok(Some(path.display().to_string()))
}

fn changes(workspace: &Workspace) -> Result<ChangesView, Error> {
    workflow::what_changed(workspace, machine::today(), machine::now())
}

/// Does something at the branch, and reads the changes again.
fn act(
    desk: &Desk,
    act: impl FnOnce(&mut Workspace, &mut Now) -> Result<(), Error>,
) -> Result<ChangesView, Problem> {
    desk.act(|workspace, now| {
        act(workspace, now)?;
        changes(workspace)
    })
}

/// Reads what changed since the branch last acknowledged an edition.
#[tauri::command(async)]
pub fn read_changes(desk: State<'_, Desk>) -> Result<ChangesView, Problem> {
    desk.read(changes)
}

/// Lets the user choose edition files or parcels, verifies them and takes them in.
#[tauri::command(async)]
pub fn receive_files(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    words: ChooserWords,
    progress: Channel<ExchangeProgress>,
) -> Result<Option<ReceiveReport>, Problem> {
    match machine::choose_files(&window, &words, machine::RECEIVABLE) {
        Some(paths) => receive(&desk, &memory, &paths, &progress).map(Some),
        None => Ok(None),
    }
}

/// Takes in the file that the app was started with, if it is one for a branch.
#[tauri::command(async)]
pub fn receive_arrived(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    progress: Channel<ExchangeProgress>,
) -> Result<Option<ReceiveReport>, Problem> {
    match desk.take_arrived() {
        Some(path) => receive(&desk, &memory, &[path], &progress).map(Some),
        None => Ok(None),
    }
}

fn receive(
    desk: &Desk,
    memory: &Memory,
    paths: &[PathBuf],
    progress: &Channel<ExchangeProgress>,
) -> Result<ReceiveReport, Problem> {
    let actor = memory.actor();
    desk.act_apart(progress, |workspace, now, tell| {
        workflow::receive(workspace, paths, &actor, now.at, tell)
    })
}

/// Notes that changes were seen, or takes that back.
#[tauri::command(async)]
pub fn tick(
    desk: State<'_, Desk>,
    standards: Vec<StandardId>,
    is_seen: bool,
) -> Result<ChangesView, Problem> {
    act(&desk, |workspace, now| {
        workflow::tick(workspace, &standards, is_seen, now.at)
    })
}

/// Chooses what the briefing is about; nothing for what is proposed.
#[tauri::command(async)]
pub fn choose_for_briefing(
    desk: State<'_, Desk>,
    standards: Vec<StandardId>,
) -> Result<ChangesView, Problem> {
    act(&desk, |workspace, _| {
        workflow::choose_for_briefing(workspace, &standards)
    })
}

/// Acknowledges the newest edition.
#[tauri::command(async)]
pub fn acknowledge(
    desk: State<'_, Desk>,
    person: String,
    role: String,
) -> Result<ChangesView, Problem> {
    act(&desk, |workspace, now| {
        workflow::acknowledge(workspace, &person, &role, now.at).map(drop)
    })
}

/// Writes the receipts that HR has not confirmed into a folder.
#[tauri::command(async)]
pub fn save_own_receipts(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<Vec<String>>, Problem> {
    let Some(folder) = machine::choose_folder(&window, &words) else {
        return Ok(None);
    };
    let files = desk.act(|workspace, now| workflow::save_receipts(workspace, &folder, now.at))?;
    let names = files.iter().map(|file| file.display().to_string());
    Ok(Some(names.collect()))
}

/// Enters a person in the branch's list, or changes one.
#[tauri::command(async)]
pub fn save_person(desk: State<'_, Desk>, person: PersonView) -> Result<ChangesView, Problem> {
    act(&desk, |workspace, now| {
        workflow::save_person(workspace, &person, now)
    })
}

/// Takes a person off the branch's list.
#[tauri::command(async)]
pub fn remove_person(desk: State<'_, Desk>, id: String) -> Result<ChangesView, Problem> {
    act(&desk, |workspace, _| {
        workflow::remove_person(workspace, &id)
    })
}

/// Notes that people confirmed the newest edition.
#[tauri::command(async)]
pub fn confirm_staff(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    ids: Vec<String>,
    how: ConfirmedHow,
    on: Option<Date>,
    entered_by: Option<String>,
) -> Result<ChangesView, Problem> {
    let entered_by = entered_by.unwrap_or_default();
    let how = match how {
        ConfirmedHow::InTheApp => Confirming::InTheApp,
        ConfirmedHow::OnPaper => Confirming::OnPaper {
            on: on.unwrap_or_else(machine::today),
            entered_by: &entered_by,
        },
    };
    let actor = memory.actor();
    act(&desk, |workspace, now| {
        workflow::confirm(workspace, &ids, &how, &actor, now.at).map(drop)
    })
}

/// Records that the team was briefed.
#[tauri::command(async)]
pub fn brief(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    briefing: Briefing,
) -> Result<ChangesView, Problem> {
    let actor = memory.actor();
    act(&desk, |workspace, now| {
        workflow::brief(workspace, &briefing, &actor, now.at)
    })
}

/// Writes the sheet for a briefing, and opens it.
#[tauri::command(async)]
pub fn save_briefing_sheet(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let write = |workspace: &Workspace, path: &Path| {
        workflow::briefing_sheet(workspace, path, machine::now())
    };
    let saved = save(&desk, &window, &words, "pdf", write)?;
    saved.iter().for_each(|path| machine::open(path.as_ref()));
    Ok(saved)
}

/// Writes the sheet that staff sign, and opens it.
#[tauri::command(async)]
pub fn save_confirmation_sheet(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let write = |workspace: &Workspace, path: &Path| {
        workflow::confirmation_sheet(workspace, path, machine::now())
    };
    let saved = save(&desk, &window, &words, "pdf", write)?;
    saved.iter().for_each(|path| machine::open(path.as_ref()));
    Ok(saved)
}

/// Reads the list of the newest edition's standards.
#[tauri::command(async)]
pub fn read_handbook(
    desk: State<'_, Desk>,
    language: Option<Language>,
) -> Result<ReaderView, Problem> {
    desk.read(|workspace| workflow::read_handbook(workspace, language))
}

/// Renders a standard of the newest edition.
#[tauri::command(async)]
pub fn read_rule(
    desk: State<'_, Desk>,
    id: StandardId,
    language: Language,
) -> Result<String, Problem> {
    desk.read(|workspace| workflow::read_rule(workspace, id, language))
}

/// Finds a phrase in the newest edition.
#[tauri::command(async)]
pub fn find_rule(desk: State<'_, Desk>, query: String) -> Result<Vec<HitView>, Problem> {
    let hits = desk.read(|workspace| workflow::find_rule(workspace, &query))?;
    Ok(hits.into_iter().map(HitView::from).collect())
}
