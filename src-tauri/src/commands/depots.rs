//! The depot: set up, met by HR and by branches, and replaced by files where there is none.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State, WebviewWindow};
use workflow::{
    Credentials, Depot, Error, ExchangeProgress, ExchangeReport, ProbeView, RebuildReport,
    ReceiveReport, Workspace,
};

use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::memory::Memory;
use crate::problems::Problem;

/// The name and secret of a store.
#[derive(Debug, Deserialize)]
pub struct StoreAccess {
    name: String,
    secret: String,
}

impl From<StoreAccess> for Credentials {
    fn from(access: StoreAccess) -> Self {
        Self {
            name: access.name,
            secret: access.secret,
        }
    }
}

/// Returns the file in which names and secrets of depots are kept, for this user only.
fn secrets(app: &AppHandle) -> Result<PathBuf, Problem> {
    let folder = app.path().app_config_dir().map_err(Problem::unexpected)?;
    Ok(folder.join("depots.json"))
}

/// Returns the access that was given, or else the one that was kept for the address.
pub fn access(
    app: &AppHandle,
    address: &str,
    given: Option<StoreAccess>,
) -> Result<Credentials, Problem> {
    match given {
        Some(given) => Ok(given.into()),
        None => {
            let kept = workflow::read_credentials(&secrets(app)?, address);
            kept.map_err(|error| Problem::of(&error.into()))
        }
    }
}

/// Opens the depot at an address.
pub fn open(address: &str, credentials: &Credentials) -> Result<Box<dyn Depot>, Problem> {
    workflow::open_depot(address, credentials).map_err(|error| Problem::of(&error.into()))
}

/// Keeps the name and secret of a depot, for this user only.
pub fn keep(app: &AppHandle, address: &str, credentials: &Credentials) -> Result<(), Problem> {
    if credentials.is_empty() {
        return Ok(());
    }
    let kept = workflow::save_credentials(&secrets(app)?, address, credentials);
    kept.map_err(|error| Problem::of(&error.into()))
}

/// Tries a depot and keeps its address; nothing stands for none.
#[tauri::command(async)]
pub fn set_depot(
    app: AppHandle,
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    address: Option<String>,
    credentials: Option<StoreAccess>,
) -> Result<Option<ProbeView>, Problem> {
    let actor = memory.actor();
    let is_branch = desk.read(|workspace| Ok(workflow::membership(workspace)?.is_some()))?;
    let mut probed = None;
    if let Some(address) = &address {
        let credentials = access(&app, address, credentials)?;
        let depot = open(address, &credentials)?;
        // A branch may have no right to try things out; looking is enough for it.
        probed = Some(match is_branch {
            true => look(address, &*depot)?,
            false => workflow::probe(address, &*depot).map_err(|error| Problem::of(&error))?,
        });
        // A store that cannot show what it holds is tried, and not taken.
        if probed.as_ref().is_some_and(|probe| !probe.lists) {
            return Ok(probed);
        }
        keep(&app, address, &credentials)?;
    }
    desk.act(|workspace, now| workflow::set_depot(workspace, address.as_deref(), &actor, now))?;
    Ok(probed)
}

/// Looks into a depot without writing anything.
fn look(address: &str, depot: &dyn Depot) -> Result<ProbeView, Problem> {
    workflow::look(address, depot).map_err(|error| Problem::of(&error))
}

/// Opens the open workspace's depot, and the workspace once more.
fn at_the_depot(app: &AppHandle, desk: &Desk) -> Result<(Workspace, Box<dyn Depot>), Problem> {
    let workspace = desk.open_again()?;
    let address = workflow::depot_address(&workspace).map_err(|error| Problem::of(&error))?;
    let address = address.ok_or_else(|| Problem::of(&Error::NoDepot))?;
    let credentials = access(app, &address, None)?;
    Ok((workspace, open(&address, &credentials)?))
}

/// Takes in what branches sent, and puts out what they do not have.
#[tauri::command(async)]
pub fn exchange(
    app: AppHandle,
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    passphrase: Option<String>,
    progress: Channel<ExchangeProgress>,
) -> Result<ExchangeReport, Problem> {
    let mut tell = desk.begin(&progress);
    let (mut workspace, depot) = at_the_depot(&app, &desk)?;
    let (actor, secret) = (memory.actor(), passphrase.as_deref());
    let done = machine::with_now(|now| {
        workflow::exchange(&mut workspace, &*depot, secret, &actor, now, &mut tell)
    });
    done.map_err(|error| Problem::at_depot(&error))
}

/// Fetches what is new for a branch, and sends what waits.
#[tauri::command(async)]
pub fn meet_depot(
    app: AppHandle,
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    progress: Channel<ExchangeProgress>,
) -> Result<ReceiveReport, Problem> {
    let mut tell = desk.begin(&progress);
    let (mut workspace, depot) = at_the_depot(&app, &desk)?;
    let now = machine::now();
    let done = workflow::meet_depot(&mut workspace, &*depot, &memory.actor(), now, &mut tell);
    done.map_err(|error| Problem::of(&error))
}

/// Takes over from the depot what a workspace lacks that was restored from an old backup.
#[tauri::command(async)]
pub fn rebuild(
    app: AppHandle,
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    progress: Channel<ExchangeProgress>,
) -> Result<RebuildReport, Problem> {
    let mut tell = desk.begin(&progress);
    let (mut workspace, depot) = at_the_depot(&app, &desk)?;
    let path = desk.path().ok_or_else(Problem::nothing_open)?;
    let (name, actor) = (machine::stem(&path), memory.actor());
    let done = machine::with_now(|now| {
        workflow::rebuild(&mut workspace, &*depot, &name, &actor, now, &mut tell)
    });
    // With the editions, the handbook's lists have come back too.
    desk.refresh_guide()?;
    done.map_err(|error| Problem::at_depot(&error))
}

/// Asks the exchange that is under way, or taking files in, to stop.
#[tauri::command(async)]
pub fn cancel_exchange(desk: State<'_, Desk>) {
    desk.cancel();
}

/// Lets the user choose receipts, requests or parcels, and takes them in.
#[tauri::command(async)]
pub fn collect_files(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    words: ChooserWords,
    progress: Channel<ExchangeProgress>,
) -> Result<Option<ExchangeReport>, Problem> {
    let Some(paths) = machine::choose_files(&window, &words, machine::COLLECTABLE) else {
        return Ok(None);
    };
    let actor = memory.actor();
    let done = desk.act_apart(&progress, |workspace, now, tell| {
        workflow::collect(workspace, &paths, &actor, now.at, tell)
    });
    done.map(Some)
}

/// Writes all that a branch needs into one file.
#[tauri::command(async)]
pub fn write_parcel(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    window: WebviewWindow,
    passphrase: String,
    words: ChooserWords,
) -> Result<Option<String>, Problem> {
    let Some(path) = machine::choose_new_file(&window, &words, "parcel") else {
        return Ok(None);
    };
    let actor = memory.actor();
    desk.act(|workspace, now| workflow::write_parcel(workspace, &passphrase, &path, &actor, now))?;
    Ok(Some(path.display().to_string()))
}
