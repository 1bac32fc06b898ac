//! The people of a branch: who is on its list, and who has confirmed.

use handbook::{ConfirmedHow, StaffConfirmation};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Person, Workspace};

use crate::changes::standing;
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
