//! The record: the append-only chain of what happened.

use handbook::{Digest, Entry, EventKind};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use crate::error::Part;
use crate::{Error, Workspace, row};

/// What is to be entered in the record.
pub(crate) struct Event<'a> {
    pub(crate) at: Timestamp,
    pub(crate) actor: &'a str,
    pub(crate) kind: EventKind,
    pub(crate) subject: String,
    pub(crate) body: Value,
}

impl Workspace {
    /// Returns up to `limit` entries of the record, from entry `from` on.
    pub fn entries(&self, from: u64, limit: usize) -> Result<Vec<Entry>, Error> {
        entries(&self.connection, from, limit)
    }

    /// Returns the entries of one kind about a subject, the oldest first.
    pub fn entries_about(&self, subject: &str, kind: EventKind) -> Result<Vec<Entry>, Error> {
        let select = "SELECT * FROM record WHERE subject = ?1 AND kind = ?2 ORDER BY seq";
        let mut select = self.connection.prepare_cached(select)?;
        let found = select.query_and_then([subject, kind.word()], entry)?;
        found.collect()
    }

    /// Tells whether there is an entry of one of some kinds after entry `after`.
    pub fn has_entries_since(&self, kinds: &[EventKind], after: u64) -> Result<bool, Error> {
        let select = "SELECT 1 FROM record WHERE kind = ?1 AND seq > ?2";
        let mut select = self.connection.prepare_cached(select)?;
        for kind in kinds {
            if select.exists(params![kind.word(), after.cast_signed()])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the last entry of the record.
    pub fn record_head(&self) -> Result<Option<Entry>, Error> {
        head(&self.connection)
    }
}

/// Adds an entry that seals all before it.
pub(crate) fn append(transaction: &Transaction, event: Event) -> Result<Entry, Error> {
    let head = head(transaction)?;
    let (seq, prev) = head.map_or((1, Entry::START), |head| (head.seq + 1, head.hash));
    let mut entry = Entry {
        seq,
        at: event.at,
        actor: event.actor.to_string(),
        kind: event.kind,
        subject: event.subject,
        body: event.body.to_string(),
        prev,
        hash: Entry::START,
    };
    entry.hash = entry.computed_hash();
    let mut insert = transaction.prepare_cached(
        "INSERT INTO record (seq, at, actor, kind, subject, body, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    insert.execute(params![
        entry.seq,
        entry.at.to_string(),
        entry.actor,
        entry.kind.word(),
        entry.subject,
        entry.body,
        entry.prev.0,
        entry.hash.0
    ])?;
    Ok(entry)
}

pub(crate) fn entries(
    connection: &Connection,
    from: u64,
    limit: usize,
) -> Result<Vec<Entry>, Error> {
    let mut select =
        connection.prepare_cached("SELECT * FROM record WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
    let from = i64::try_from(from).unwrap_or(i64::MAX);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    select.query_and_then([from, limit], entry)?.collect()
}

pub(crate) fn of_kind(
    connection: &Connection,
    kind: EventKind,
    limit: usize,
) -> Result<Vec<Entry>, Error> {
    let select = "SELECT * FROM record WHERE kind = ?1 ORDER BY seq DESC LIMIT ?2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut select = connection.prepare_cached(select)?;
    select
        .query_and_then(params![kind.word(), limit], entry)?
        .collect()
}

fn head(connection: &Connection) -> Result<Option<Entry>, Error> {
    let mut select = connection.prepare_cached("SELECT * FROM record ORDER BY seq DESC LIMIT 1")?;
    select.query_and_then([], entry)?.next().transpose()
}

fn entry(row: &Row) -> Result<Entry, Error> {
    let seq: u64 = row.get("seq")?;
    let part = || Part::Record(seq);
    Ok(Entry {
        seq,
        at: row::text(row, "at", part)?,
        actor: row.get("actor")?,
        kind: row::text(row, "kind", part)?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        prev: Digest(row.get("prev")?),
        hash: Digest(row.get("hash")?),
    })
}

/// Checks that the last `count` entries follow each other.
pub(crate) fn check_last(connection: &Connection, count: u64) -> Result<(), Error> {
    let Some(head) = head(connection)? else {
        return Err(Error::damaged(Part::Record(1), "it is missing"));
    };
    let first = head.seq.saturating_sub(count).max(1);
    let mut prev = before(connection, first)?;
    let mut seq = first;
    for entry in entries(connection, first, usize::MAX)? {
        if let Some(fault) = fault(&entry, seq, prev) {
            return Err(Error::damaged(Part::Record(seq), fault));
        }
        (seq, prev) = (seq + 1, entry.hash);
    }
    Ok(())
}

/// Says what is wrong with `entry` in the place after the entry with the hash `prev`.
pub(crate) fn fault(entry: &Entry, seq: u64, prev: Digest) -> Option<&'static str> {
    if entry.seq != seq {
        return Some("it is missing");
    }
    if entry.hash != entry.computed_hash() {
        return Some("it was changed: its hash does not hold");
    }
    (entry.prev != prev).then_some("it does not follow the entry before it")
}

fn before(connection: &Connection, seq: u64) -> Result<Digest, Error> {
    let select = "SELECT hash FROM record WHERE seq = ?1 - 1";
    let hash = connection.query_row(select, [seq], |row| row.get(0));
    Ok(hash.optional()?.map_or(Entry::START, Digest))
}
