//! A file that somebody opened with the app: told what it is, and taken in where it belongs.

use std::path::Path;

use tauri::State;
use tauri::ipc::Channel;
use workflow::{ExchangeProgress, ExchangeReport, Verdict};

use crate::desk::Desk;
use crate::machine;
use crate::memory::{About, Memory, Remembered};
use crate::problems::Problem;
use crate::views::{ArrivedKind, ArrivedPlace, ArrivedView};

/// Tells what was opened with the app; it stays laid aside until it is taken in or put away.
#[tauri::command(async)]
pub fn read_arrived(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
) -> Result<Option<ArrivedView>, Problem> {
    let Some((path, kind)) = desk.arrived() else {
        return Ok(None);
    };
    let view = view(&path, kind, &memory.recent());
    if view.is_err() {
        desk.take_arrived();
    }
    view.map(Some)
}

/// Puts the file away that was opened with the app.
#[tauri::command(async)]
pub fn put_away_arrived(desk: State<'_, Desk>) {
    desk.take_arrived();
}

/// Takes in at HR what a branch sent, from the file that was opened with the app.
#[tauri::command(async)]
pub fn collect_arrived(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    progress: Channel<ExchangeProgress>,
) -> Result<Option<ExchangeReport>, Problem> {
    let Some(path) = desk.take_arrived() else {
        return Ok(None);
    };
    let actor = memory.actor();
    let done = desk.act_apart(&progress, |workspace, now, tell| {
        workflow::collect(workspace, &[path], &actor, now.at, tell)
    });
    done.map(Some)
}

fn view(path: &Path, kind: ArrivedKind, recent: &[Remembered]) -> Result<ArrivedView, Problem> {
    let verdict = match kind {
        ArrivedKind::Invite | ArrivedKind::Request => None,
        _ => Some(workflow::verify(path, None, machine::now()).map_err(|e| Problem::of(&e))?),
    };
    let invite = match kind {
        ArrivedKind::Invite => Some(workflow::open_invite(path).map_err(|e| Problem::of(&e))?),
        _ => None,
    };
    let places = places(kind, verdict.as_ref(), recent);
    let is_known = |verdict: &Verdict| knows(recent, verdict);
    let verdict = verdict.map(|verdict| Verdict {
        root_is_known: is_known(&verdict),
        ..verdict
    });
    Ok(ArrivedView {
        path: path.display().to_string(),
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        kind,
        verdict: verdict.map(Into::into),
        invite: invite.map(|opened| opened.view(machine::today())),
        places,
    })
}

/// Tells whether any workspace that was open on this computer believes the signer's root.
fn knows(recent: &[Remembered], verdict: &Verdict) -> bool {
    let mut about = recent.iter().filter_map(|file| file.about.as_ref());
    about.any(|about| about.knows(verdict))
}

/// Lists the workspaces in which such a file is taken in, those that know its signer first.
fn places(
    kind: ArrivedKind,
    verdict: Option<&Verdict>,
    recent: &[Remembered],
) -> Vec<ArrivedPlace> {
    let takes = |about: &About| match kind {
        ArrivedKind::Edition => about.branch.is_some(),
        ArrivedKind::Receipt | ArrivedKind::Request => about.branch.is_none(),
        ArrivedKind::Parcel => true,
        ArrivedKind::Invite => false,
    };
    let there = recent.iter().filter(|file| file.path.is_file());
    let fitting = there.filter_map(|file| Some((file, file.about.as_ref()?)));
    let mut places: Vec<ArrivedPlace> = fitting
        .filter(|(_, about)| takes(about))
        .map(|(file, about)| ArrivedPlace {
            path: file.path.display().to_string(),
            title: about.title.clone(),
            branch: about.branch.clone(),
            knows_signer: verdict.is_some_and(|verdict| about.knows(verdict)),
        })
        .collect();
    places.sort_by_key(|place| !place.knows_signer);
    places
}
