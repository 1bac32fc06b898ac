//! The people of a branch: who is on its list, who has confirmed, and how they were briefed.

use std::path::Path;

use handbook::{Briefing, ConfirmedHow, StaffConfirmation};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Person, Workspace};

use crate::changes::{Standing, standing};
use crate::{Error, Now, PersonView};

/// Enters a person in the branch's list, or changes one.
pub fn save_person(
    workspace: &mut Workspace,
    view: &PersonView,
    now: &mut Now,
) -> Result<(), Error> {
    if view.name.trim().is_empty() {
        return Err(Error::NoName("is on the list"));
    }
    let id = match view.id.as_str() {
        "" => now.standard_id().to_string(),
        id => id.to_string(),
    };
    let person = Person {
        id,
        name: view.name.trim().to_string(),
        role: view.role.trim().to_string(),
        is_gone: false,
    };
    Ok(workspace.save_person(&person)?)
}

/// Takes a person off the branch's list; what the person confirmed stays.
pub fn remove_person(workspace: &mut Workspace, id: &str) -> Result<(), Error> {
    let person = find(workspace, id)?;
    let gone = Person {
        is_gone: true,
        ..person
    };
    Ok(workspace.save_person(&gone)?)
}

fn find(workspace: &Workspace, id: &str) -> Result<Person, Error> {
    let mut people = workspace.people()?.into_iter();
    let found = people.find(|person| person.id == id || person.name == id);
    found.ok_or_else(|| Error::NoPerson(id.to_string()))
}

/// How people confirmed.
#[derive(Debug, Clone)]
pub enum Confirming<'a> {
    /// In the app, each for themselves.
    InTheApp,
    /// On a printed sheet, entered by somebody else.
    OnPaper {
        /// The day on the sheet.
        on: Date,
        /// Who entered it.
        entered_by: &'a str,
    },
}

/// Notes that people of the branch confirmed the newest edition. Whoever confirmed before is left
/// as they were.
pub fn confirm(
    workspace: &mut Workspace,
    ids: &[String],
    how: &Confirming,
    actor: &str,
    at: Timestamp,
) -> Result<usize, Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    if matches!(how, Confirming::OnPaper { entered_by, .. } if entered_by.trim().is_empty()) {
        return Err(Error::NoName("entered the sheet"));
    }
    let people: Vec<Person> = ids
        .iter()
        .map(|id| find(workspace, id))
        .collect::<Result<_, _>>()?;
    let confirmations: Vec<StaffConfirmation> = people
        .into_iter()
        .map(|person| confirmation(person, how, at))
        .collect();
    Ok(workspace.add_confirmations(standing.sheet.number, &confirmations, actor, at)?)
}

fn confirmation(person: Person, how: &Confirming, at: Timestamp) -> StaffConfirmation {
    let (how, at, entered_by) = match how {
        Confirming::InTheApp => (ConfirmedHow::InTheApp, at, None),
        Confirming::OnPaper { on, entered_by } => {
            let noon = on.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
            let at = noon.map_or(at, |noon| noon.timestamp());
            (
                ConfirmedHow::OnPaper,
                at,
                Some(entered_by.trim().to_string()),
            )
        }
    };
    StaffConfirmation {
        person: person.name,
        role: person.role,
        how,
        at,
        entered_by,
    }
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
    let changes = standing.changes.iter().filter(|shown| shown.is_asked());
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
