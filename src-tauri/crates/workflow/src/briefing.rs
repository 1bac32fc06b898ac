//! Ten minutes with a branch's team: what they are about, the sheets to print, and that they took
//! place.

use std::path::Path;

use handbook::{Briefing, StandardId, WhatChanged};
use jiff::Timestamp;
use store::Workspace;

use crate::Error;
use crate::changes::{Shown, Standing, standing};

/// How many changes ten minutes hold.
const FEW: usize = 5;

/// Names the setting that tells what the manager chose to brief about.
fn chosen_for(edition: u32) -> String {
    format!("briefing of edition {edition}")
}

/// Chooses what the briefing of the newest edition is about; nothing for what is proposed.
pub fn choose_for_briefing(
    workspace: &mut Workspace,
    standards: &[StandardId],
) -> Result<(), Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    let chosen = serde_json::to_string(standards).expect("identities are plain data");
    let chosen = (!standards.is_empty()).then_some(chosen.as_str());
    Ok(workspace.set_setting(&chosen_for(standing.sheet.number), chosen)?)
}

/// Lists what the briefing is about, in the order of the changes: as the manager chose, or else
/// all of a few, and of many those that ask most of the team.
pub(crate) fn to_brief(
    workspace: &Workspace,
    standing: &Standing,
) -> Result<Vec<StandardId>, Error> {
    let asked = standing.changes.iter().filter(|shown| shown.is_asked());
    let asked: Vec<&Shown> = asked.collect();
    let chosen = workspace.setting(&chosen_for(standing.sheet.number))?;
    let chosen: Vec<StandardId> = chosen
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let is_chosen = |shown: &&Shown| chosen.contains(&shown.change.id);
    let about = match asked.iter().any(is_chosen) {
        true => chosen.clone(),
        false => proposed(&asked),
    };
    let ids = asked.iter().map(|shown| shown.change.id);
    Ok(ids.filter(|id| about.contains(id)).collect())
}

/// Proposes the few changes that ask most of the team; those with a role play come first.
fn proposed(asked: &[&Shown]) -> Vec<StandardId> {
    let mut ranked = asked.to_vec();
    ranked.sort_by_key(|shown| {
        let standard = &shown.revision().standard;
        let is_changed = shown.change.what == WhatChanged::Material;
        (!is_changed, standard.force, standard.role_play.is_none())
    });
    ranked.iter().take(FEW).map(|s| s.change.id).collect()
}

/// Records that the team was briefed on the newest edition.
pub fn brief(
    workspace: &mut Workspace,
    briefing: &Briefing,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    if briefing.led_by.trim().is_empty() {
        return Err(Error::NoName("led the briefing"));
    }
    Ok(workspace.add_briefing(standing.sheet.number, briefing, actor, at)?)
}

/// Writes the sheet for a briefing of the team: one page.
pub fn briefing_sheet(workspace: &Workspace, path: &Path, at: Timestamp) -> Result<(), Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    let about = to_brief(workspace, &standing)?;
    let asked = standing.changes.iter().filter(|shown| shown.is_asked());
    let others = asked.count() - about.len();
    let changes = standing.changes.iter();
    let changes = changes.filter(|shown| about.contains(&shown.change.id));
    let sheet = ::export::BriefingSheet {
        head: letterhead(&standing, at),
        edition: standing.sheet.number,
        since: standing.since,
        effective_on: standing.sheet.effective_on,
        branch: standing.own.branch.name.clone(),
        changes: changes
            .map(|shown| ::export::BriefedChange {
                what: shown.change.what,
                before: shown.before.as_ref(),
                now: shown.now.as_ref(),
            })
            .collect(),
        others,
        people: people(workspace)?,
    };
    let pdf = ::export::briefing_sheet(&sheet, standing.own.branch.language)?;
    Ok(depot::write_file(path, &pdf)?)
}

/// Writes the sheet that staff sign who do not use the app.
pub fn confirmation_sheet(workspace: &Workspace, path: &Path, at: Timestamp) -> Result<(), Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    let language = standing.own.branch.language;
    let sheet = ::export::ConfirmationSheet {
        head: letterhead(&standing, at),
        number: 1,
        edition: standing.sheet.number,
        effective_on: standing.sheet.effective_on,
        branch: standing.own.branch.name.clone(),
        statement: standing.statement(false),
        statement_in: language,
        people: people(workspace)?,
    };
    let pdf = ::export::confirmation_sheet(&sheet, language)?;
    Ok(depot::write_file(path, &pdf)?)
}

fn letterhead(standing: &Standing, at: Timestamp) -> ::export::Letterhead {
    let handbook = &standing.sheet.handbook;
    ::export::Letterhead {
        organisation: handbook.organisation.clone(),
        handbook: handbook.title.clone(),
        written_in: handbook.source_language(),
        made_at: at,
    }
}

fn people(workspace: &Workspace) -> Result<Vec<::export::Person>, Error> {
    let people = workspace.people()?.into_iter();
    Ok(people
        .filter(|person| !person.is_gone)
        .map(|person| ::export::Person {
            name: person.name,
            role: person.role,
        })
        .collect())
}
