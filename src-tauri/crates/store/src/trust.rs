//! Who is believed: the chain of trusts, and where copies of the roots' keys were seen.

use handbook::{Digest, EventKind};
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, row};

/// A signed trust, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTrust {
    /// Its number.
    pub number: u32,
    /// The digest of its content.
    pub content: Digest,
    /// The signed bytes (CMS).
    pub der: Vec<u8>,
    /// When it was taken in, by this machine's clock.
    pub at: Timestamp,
}

/// A copy of a root's key that was seen in another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootCopy {
    /// The digest of the root's certificate.
    pub root: Digest,
    /// Where the copy lies, in people's words.
    pub place: String,
    /// When it was seen.
    pub at: Timestamp,
}

impl Workspace {
    /// Adds a trust, which must follow the last one. The first may have any number; one that is
    /// here already changes nothing.
    pub fn add_trust(
        &mut self,
        number: u32,
        content: Digest,
        der: &[u8],
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            if is_known(transaction, number, content)? {
                return Ok(());
            }
            check_follows(transaction, number)?;
            insert(transaction, number, content, der, at)?;
            let event = Event {
                at,
                actor,
                kind: EventKind::Trusted,
                subject: number.to_string(),
                body: json!({ "sha256": content }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns all trusts, the oldest first.
    pub fn trusts(&self) -> Result<Vec<StoredTrust>, Error> {
        let mut select = (self.connection).prepare_cached("SELECT * FROM trust ORDER BY number")?;
        select.query_and_then([], trust)?.collect()
    }

    /// Returns the newest trust.
    pub fn last_trust(&self) -> Result<Option<StoredTrust>, Error> {
        let select = "SELECT * FROM trust ORDER BY number DESC LIMIT 1";
        let mut select = self.connection.prepare_cached(select)?;
        select.query_and_then([], trust)?.next().transpose()
    }

    /// Notes that a copy of a root's key was seen in a place.
    pub fn add_root_copy(
        &mut self,
        root: Digest,
        place: &str,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let insert = "INSERT INTO root_copy (root, place, at) VALUES (?1, ?2, ?3)";
            transaction.execute(insert, params![root.0, place, at.to_string()])?;
            let event = Event {
                at,
                actor,
                kind: EventKind::RootCopied,
                subject: root.to_string(),
                body: json!({ "place": place }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns where copies of roots' keys were seen, the first sighting first.
    pub fn root_copies(&self) -> Result<Vec<RootCopy>, Error> {
        let mut select =
            (self.connection).prepare_cached("SELECT * FROM root_copy ORDER BY key")?;
        let copies = select.query_and_then([], |row| {
            Ok(RootCopy {
                root: row::digest(row, "root")?,
                place: row.get("place")?,
                at: row::text(row, "at", || Part::File)?,
            })
        })?;
        copies.collect()
    }
}

/// Tells whether a trust is here already; another one under its number is refused.
fn is_known(connection: &Connection, number: u32, content: Digest) -> Result<bool, Error> {
    let mut select = connection.prepare_cached("SELECT content FROM trust WHERE number = ?1")?;
    let mut found = select.query_and_then([number], |row| row::digest(row, "content"))?;
    match found.next().transpose()? {
        None => Ok(false),
        Some(here) if here == content => Ok(true),
        Some(_) => Err(Error::OtherTrust(number)),
    }
}

fn check_follows(connection: &Connection, number: u32) -> Result<(), Error> {
    let select = "SELECT max(number) FROM trust";
    let last: Option<u32> = connection.query_row(select, [], |row| row.get(0))?;
    match last {
        Some(last) if last.checked_add(1) != Some(number) => {
            Err(Error::NotTheNextTrust { number, last })
        }
        _ => Ok(()),
    }
}

fn insert(
    transaction: &Transaction,
    number: u32,
    content: Digest,
    der: &[u8],
    at: Timestamp,
) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO trust (number, content, der, seal, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![number, content.0, der, Digest::of(der).0, at.to_string()],
    )?;
    Ok(())
}

/// Reads a trust, whose bytes must be those that were added.
pub(crate) fn trust(row: &Row) -> Result<StoredTrust, Error> {
    let number = row.get("number")?;
    let part = || Part::Trust(number);
    Ok(StoredTrust {
        number,
        content: row::digest(row, "content")?,
        der: row::whole(row, "der", "seal", part)?,
        at: row::text(row, "at", part)?,
    })
}
