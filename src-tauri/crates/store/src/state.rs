//! States of a depot: what a publisher put there, and what a branch has seen. They only go up.

use handbook::{Digest, EventKind};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, row};

/// A signed state of a depot (`latest`), as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Its epoch, which orders before `seq`.
    pub epoch: u32,
    /// Its place.
    pub seq: u64,
    /// The digest of its content.
    pub content: Digest,
    /// The signed bytes (CMS).
    pub der: Vec<u8>,
    /// When it was published or seen, by this machine's clock.
    pub at: Timestamp,
}

/// A state that is to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewState<'a> {
    /// Its epoch, which orders before `seq`.
    pub epoch: u32,
    /// Its place.
    pub seq: u64,
    /// The digest of its content.
    pub content: Digest,
    /// The signed bytes (CMS).
    pub der: &'a [u8],
}

impl Workspace {
    /// Returns the newest state that this publisher put into the depot.
    pub fn published(&self) -> Result<Option<State>, Error> {
        last(&self.connection)
    }

    /// Adds a state that is put into the depot; it must be newer than the last one.
    pub fn add_published(
        &mut self,
        state: &NewState,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| publish(transaction, state, actor, at).map(drop))
    }

    /// Returns the newest state of the depot that this branch has seen.
    pub fn seen(&self) -> Result<Option<State>, Error> {
        last(&self.connection)
    }

    /// Adds a state that this branch has seen; an older one is refused, and so is another one in
    /// the same place. The same one again changes nothing.
    pub fn add_seen(&mut self, state: &NewState, at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| add(transaction, state, at).map(drop))
    }
}

/// Adds a state and enters it in the record, unless it is the last one; returns whether it was
/// added.
pub(crate) fn publish(
    transaction: &Transaction,
    state: &NewState,
    actor: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    if !add(transaction, state, at)? {
        return Ok(false);
    }
    let event = Event {
        at,
        actor,
        kind: EventKind::Published,
        subject: state.seq.to_string(),
        body: json!({ "epoch": state.epoch, "sha256": state.content }),
    };
    record::append(transaction, event)?;
    Ok(true)
}

/// Adds a state, unless it is the last one; returns whether it was added.
fn add(transaction: &Transaction, state: &NewState, at: Timestamp) -> Result<bool, Error> {
    let given = (state.epoch, state.seq);
    if let Some(last) = last(transaction)? {
        let newest = (last.epoch, last.seq);
        if given < newest {
            return Err(Error::OlderState { given, newest });
        }
        if given == newest && state.content != last.content {
            return Err(Error::TwoPublishers(given));
        }
        if given == newest {
            return Ok(false);
        }
    }
    let (content, seal) = (state.content.0, Digest::of(state.der).0);
    transaction.execute(
        "INSERT INTO state (epoch, seq, content, der, seal, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            state.epoch,
            state.seq,
            content,
            state.der,
            seal,
            at.to_string()
        ],
    )?;
    Ok(true)
}

fn last(connection: &Connection) -> Result<Option<State>, Error> {
    let select = "SELECT * FROM state ORDER BY epoch DESC, seq DESC LIMIT 1";
    let mut select = connection.prepare_cached(select)?;
    select.query_and_then([], state)?.next().transpose()
}

/// Reads a state, whose bytes must be those that were added.
pub(crate) fn state(row: &Row) -> Result<State, Error> {
    let seq = row.get("seq")?;
    let part = || Part::State(seq);
    Ok(State {
        epoch: row.get("epoch")?,
        seq,
        content: row::digest(row, "content")?,
        der: row::whole(row, "der", "seal", part)?,
        at: row::text(row, "at", part)?,
    })
}

impl Workspace {
    /// Returns a setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        let select = "SELECT value FROM setting WHERE key = ?1";
        let found = (self.connection).query_row(select, [key], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Keeps a setting, or forgets it; not meant for anything secret.
    pub fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<(), Error> {
        self.write(|transaction| {
            match value {
                None => transaction.execute("DELETE FROM setting WHERE key = ?1", [key])?,
                Some(value) => transaction.execute(
                    "INSERT INTO setting (key, value) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET value = excluded.value",
                    [key, value],
                )?,
            };
            Ok(())
        })
    }
}
