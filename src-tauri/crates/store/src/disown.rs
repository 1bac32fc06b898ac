//! Editions that a branch received in good faith and that a thief had signed: they stay as
//! evidence, and nobody reads them as editions any more.

use handbook::EventKind;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use serde_json::json;

use crate::record::{self, Event};
use crate::{Error, Workspace, reading, schema, search_edition, workspace};

impl Workspace {
    /// Disowns a received edition, and raises the alarm; the newest of the others is the newest
    /// from now on. Doing it twice changes nothing.
    pub fn disown(&mut self, number: u32, actor: &str, at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| {
            let insert = "INSERT INTO disowned_edition (number, at) VALUES (?1, ?2)
                ON CONFLICT DO NOTHING";
            if transaction.execute(insert, params![number, at.to_string()])? == 0 {
                return Ok(());
            }
            if let Some(newest) = newest(transaction)? {
                let sheet = reading::find_sheet(transaction, newest)?;
                let sheet = sheet.ok_or(Error::UnknownEdition(newest))?;
                workspace::put_handbook(transaction, &sheet.handbook)?;
                search_edition::learn_again(transaction, &sheet)?;
            }
            let event = Event {
                at,
                actor,
                kind: EventKind::Alarm,
                subject: format!("edition {number}"),
                body: json!({ "found": "disowned" }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns the numbers of the received editions that were disowned.
    pub fn disowned_editions(&self) -> Result<Vec<u32>, Error> {
        if !schema::has_table(&self.connection, "disowned_edition")? {
            return Ok(Vec::new());
        }
        let select = "SELECT number FROM disowned_edition ORDER BY number";
        let mut select = self.connection.prepare_cached(select)?;
        let numbers = select.query_map([], |row| row.get(0))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }
}

/// Returns the condition under which a received edition still stands.
pub(crate) fn stands(connection: &Connection) -> Result<&'static str, Error> {
    Ok(match schema::has_table(connection, "disowned_edition")? {
        true => "number NOT IN (SELECT number FROM disowned_edition)",
        // A write-protected file of an older form.
        false => "1",
    })
}

/// Returns the newest received edition that stands.
pub(crate) fn newest(connection: &Connection) -> Result<Option<u32>, Error> {
    let stands = stands(connection)?;
    let select = format!("SELECT max(number) FROM received_edition WHERE {stands}");
    Ok(connection.query_row(&select, [], |row| row.get(0))?)
}
