//! A branch's team: what the manager has ticked, who is on the list, who confirmed, what was
//! practised.

use handbook::{Briefing, EventKind, StaffConfirmation, StandardId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, branch, row};

/// Somebody on the branch's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their identity, chosen by the caller.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Whether they have left the branch.
    pub is_gone: bool,
}

impl Workspace {
    /// Ticks changed standards as seen, or takes the ticks away, all at once. `since` is the
    /// edition that the changes are shown against.
    pub fn tick(
        &mut self,
        edition: u32,
        since: Option<u32>,
        ids: &[StandardId],
        is_seen: bool,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            check_received(transaction, edition)?;
            let since = since.unwrap_or(0);
            for id in ids.iter().map(StandardId::to_string) {
                match is_seen {
                    true => transaction.execute(
                        "INSERT INTO tick (edition, since, standard, seen_at)
                         VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                        params![edition, since, id, at.to_string()],
                    )?,
                    false => transaction.execute(
                        "DELETE FROM tick WHERE edition = ?1 AND since = ?2 AND standard = ?3",
                        params![edition, since, id],
                    )?,
                };
            }
            Ok(())
        })
    }

    /// Returns the changed standards that are ticked as seen, by identity.
    pub fn ticked(&self, edition: u32, since: Option<u32>) -> Result<Vec<StandardId>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT standard FROM tick WHERE edition = ?1 AND since = ?2 ORDER BY standard",
        )?;
        let ticked = select.query_and_then([edition, since.unwrap_or(0)], |row| {
            row::id(row, "standard")
        })?;
        ticked.collect()
    }

    /// Puts somebody on the list or changes them. No two who are present may have one name,
    /// whatever the case: confirmations name people.
    pub fn save_person(&mut self, person: &Person) -> Result<(), Error> {
        self.write(|transaction| {
            let folded = branch::folded(&person.name);
            let taken = "SELECT 1 FROM person WHERE folded = ?1 AND id <> ?2 AND is_gone = 0";
            let is_taken = transaction
                .prepare_cached(taken)?
                .exists([&folded, &person.id])?;
            if is_taken && !person.is_gone {
                return Err(Error::DuplicateNames(vec![person.name.clone()]));
            }
            transaction.execute(
                "INSERT INTO person (id, name, folded, role, is_gone) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded,
                   role = excluded.role, is_gone = excluded.is_gone",
                params![person.id, person.name, folded, person.role, person.is_gone],
            )?;
            Ok(())
        })
    }

    /// Returns the list by name, those who have left too.
    pub fn people(&self) -> Result<Vec<Person>, Error> {
        let select = "SELECT * FROM person ORDER BY folded, id";
        let mut select = self.connection.prepare_cached(select)?;
        let people = select.query_map([], person)?;
        Ok(people.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds confirmations of staff; the first one of a person counts. Returns how many are new.
    pub fn add_confirmations(
        &mut self,
        edition: u32,
        confirmations: &[StaffConfirmation],
        actor: &str,
        at: Timestamp,
    ) -> Result<usize, Error> {
        self.write(|transaction| {
            check_received(transaction, edition)?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO confirmation (edition, person, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
            )?;
            let mut new = Vec::new();
            for given in confirmations {
                if insert.execute(params![edition, given.person, json_of(given)])? > 0 {
                    new.push(given);
                }
            }
            if new.is_empty() {
                return Ok(0);
            }
            let event = Event {
                at,
                actor,
                kind: EventKind::Confirmed,
                subject: edition.to_string(),
                body: json!({ "staff": new }),
            };
            record::append(transaction, event)?;
            Ok(new.len())
        })
    }

    /// Returns who of the staff has confirmed an edition, the first first.
    pub fn confirmations(&self, edition: u32) -> Result<Vec<StaffConfirmation>, Error> {
        texts(&self.connection, "confirmation", edition)
    }

    /// Adds a briefing of the team.
    pub fn add_briefing(
        &mut self,
        edition: u32,
        briefing: &Briefing,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            check_received(transaction, edition)?;
            let insert = "INSERT INTO briefing (edition, text) VALUES (?1, ?2)";
            transaction.execute(insert, params![edition, json_of(briefing)])?;
            let event = Event {
                at,
                actor,
                kind: EventKind::Briefed,
                subject: edition.to_string(),
                body: json!({ "briefing": briefing }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns the briefings about an edition, the first first.
    pub fn briefings(&self, edition: u32) -> Result<Vec<Briefing>, Error> {
        texts(&self.connection, "briefing", edition)
    }
}

/// Refuses an edition that was not received.
pub(crate) fn check_received(connection: &Connection, edition: u32) -> Result<(), Error> {
    let select = "SELECT 1 FROM received_edition WHERE number = ?1";
    let found = connection.query_row(select, [edition], |_| Ok(()));
    found.optional()?.ok_or(Error::UnknownEdition(edition))
}

fn person(row: &Row) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        name: row.get("name")?,
        role: row.get("role")?,
        is_gone: row.get("is_gone")?,
    })
}

fn json_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("it is plain data")
}

/// Reads what was said about an edition, in the order in which it was added.
fn texts<T: DeserializeOwned>(
    connection: &Connection,
    table: &str,
    edition: u32,
) -> Result<Vec<T>, Error> {
    let select = format!("SELECT text FROM {table} WHERE edition = ?1 ORDER BY key");
    let mut select = connection.prepare_cached(&select)?;
    let part = || Part::Edition(edition);
    let values = select.query_and_then([edition], |row| {
        let text = row::string(row, "text", part)?;
        serde_json::from_str(&text).map_err(|fault| Error::damaged(part(), fault))
    })?;
    values.collect()
}
