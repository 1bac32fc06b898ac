//! By when editions should be acknowledged, and who was reminded.

use std::collections::BTreeMap;

use handbook::{BranchId, Due, EventKind, Role};
use jiff::Timestamp;
use rusqlite::{Row, params, params_from_iter};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, branch, row};

/// A reminder that a branch was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The edition that it was about.
    pub edition: u32,
    /// How it was sent, in people's words.
    pub how: String,
    /// Who sent it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

impl Workspace {
    /// Says by when an edition should be acknowledged, in place of what was said before.
    pub fn set_due(&mut self, edition: u32, due: &[Due]) -> Result<(), Error> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM due WHERE edition = ?1", [edition])?;
            let insert = "INSERT INTO due (edition, audience, last_day) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET last_day = excluded.last_day";
            let mut insert = transaction.prepare_cached(insert)?;
            for day in due {
                let audience = day.audience.as_ref().map(|role| &role.0);
                insert.execute(params![edition, audience, day.on.to_string()])?;
            }
            Ok(())
        })
    }

    /// Returns by when an edition should be acknowledged.
    pub fn due(&self, edition: u32) -> Result<Vec<Due>, Error> {
        self.due_where(Some(edition))
    }

    /// Returns by when each edition should be acknowledged, the oldest first.
    pub fn all_due(&self) -> Result<Vec<Due>, Error> {
        self.due_where(None)
    }

    fn due_where(&self, edition: Option<u32>) -> Result<Vec<Due>, Error> {
        let condition = edition.map_or("1", |_| "edition = ?1");
        let select =
            format!("SELECT * FROM due WHERE {condition} ORDER BY edition, audience, last_day");
        let mut select = self.connection.prepare_cached(&select)?;
        select
            .query_and_then(params_from_iter(edition), due)?
            .collect()
    }

    /// Notes that branches were reminded of an edition.
    pub fn add_reminders(
        &mut self,
        branches: &[BranchId],
        edition: u32,
        how: &str,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO reminder (branch, edition, how, actor, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            for id in branches {
                let key = branch::key(transaction, *id)?;
                insert.execute(params![key, edition, how, actor, at.to_string()])?;
            }
            let event = Event {
                at,
                actor,
                kind: EventKind::Reminded,
                subject: edition.to_string(),
                body: json!({ "how": how, "branches": branches }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns the reminders that a branch was sent, the newest first.
    pub fn reminders(&self, id: BranchId) -> Result<Vec<Reminder>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT r.* FROM reminder r JOIN branch b ON b.key = r.branch
             WHERE b.id = ?1 ORDER BY r.key DESC",
        )?;
        let rows = select.query_and_then([id.to_string()], |row| {
            Ok(Reminder {
                edition: row.get("edition")?,
                how: row.get("how")?,
                actor: row.get("actor")?,
                at: row::text(row, "at", || Part::Branch(id))?,
            })
        })?;
        rows.collect()
    }

    /// Returns when each branch was last reminded of an edition.
    pub fn last_reminders(&self, edition: u32) -> Result<BTreeMap<BranchId, Timestamp>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT b.id, r.at FROM reminder r JOIN branch b ON b.key = r.branch
             WHERE r.edition = ?1 ORDER BY r.key",
        )?;
        let rows = select.query_and_then([edition], |row| {
            let id = row::text(row, "id", || Part::Schema)?;
            Ok((id, row::text(row, "at", || Part::Branch(id))?))
        })?;
        rows.collect()
    }
}

fn due(row: &Row) -> Result<Due, Error> {
    let audience: Option<String> = row.get("audience")?;
    Ok(Due {
        edition: row.get("edition")?,
        audience: audience.map(Role),
        on: row::text(row, "last_day", || Part::File)?,
    })
}
