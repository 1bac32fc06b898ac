//! A branch's own receipts: a chain that only grows, and how far each one got.

use handbook::{Digest, EventKind, Receipt};
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, membership, row, team};

/// A receipt that this branch has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnReceipt {
    /// Its number.
    pub seq: u64,
    /// The edition that it acknowledges.
    pub edition: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// The digest of its content: its identity.
    pub content: Digest,
    /// When it was put into the depot.
    pub sent_at: Option<Timestamp>,
    /// When the branch learnt that the publisher has it.
    pub confirmed_at: Option<Timestamp>,
}

impl Workspace {
    /// Returns the number that the branch's next receipt must have.
    pub fn next_seq(&self) -> Result<u64, Error> {
        self.read(|connection| Ok(next(connection)?.0))
    }

    /// Returns the last receipt that this branch has made; its content comes before the next one.
    pub fn last_own_receipt(&self) -> Result<Option<OwnReceipt>, Error> {
        last(&self.connection)
    }

    /// Adds a receipt, which must have the next number and name the one before.
    pub fn add_own_receipt(
        &mut self,
        receipt: &Receipt,
        content: Digest,
        bytes: &[u8],
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            team::check_received(transaction, receipt.edition)?;
            let (seq, prev) = next(transaction)?;
            if (receipt.seq, receipt.prev) != (seq, prev) {
                let given = (receipt.seq, receipt.prev);
                let expected = (seq, prev);
                return Err(Error::NotTheNextReceipt { given, expected });
            }
            insert(transaction, receipt, content, bytes)?;
            let event = Event {
                at,
                actor,
                kind: EventKind::Acknowledged,
                subject: receipt.edition.to_string(),
                body: json!({
                    "seq": seq,
                    "sha256": content,
                    "signed": Digest::of(bytes),
                    "person": receipt.person,
                    "role": receipt.role,
                }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns the receipts that this branch has made, the oldest first.
    pub fn own_receipts(&self) -> Result<Vec<OwnReceipt>, Error> {
        let select = "SELECT * FROM own_receipt ORDER BY seq";
        let mut select = self.connection.prepare_cached(select)?;
        select.query_and_then([], own_receipt)?.collect()
    }

    /// Returns the signed bytes of one of this branch's receipts.
    pub fn own_receipt_bytes(&self, seq: u64) -> Result<Option<Vec<u8>>, Error> {
        let select = "SELECT bytes, seal FROM own_receipt WHERE seq = ?1";
        let mut select = self.connection.prepare_cached(select)?;
        let mut found = select.query_and_then([seq], |row| {
            row::whole(row, "bytes", "seal", || Part::OwnReceipt(seq))
        })?;
        found.next().transpose()
    }

    /// Notes that a receipt was put into the depot; the first time counts.
    pub fn note_sent(&mut self, seq: u64, at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| {
            let update = "UPDATE own_receipt SET sent_at = ?2 WHERE seq = ?1 AND sent_at IS NULL";
            transaction.execute(update, params![seq, at.to_string()])?;
            Ok(())
        })
    }

    /// Notes that the publisher has receipts; returns for how many of this branch's that is new.
    pub fn note_confirmed(&mut self, contents: &[Digest], at: Timestamp) -> Result<usize, Error> {
        self.write(|transaction| {
            let mut update = transaction.prepare_cached(
                "UPDATE own_receipt SET confirmed_at = ?2
                 WHERE content = ?1 AND confirmed_at IS NULL",
            )?;
            let mut count = 0;
            for content in contents {
                count += update.execute(params![content.0, at.to_string()])?;
            }
            Ok(count)
        })
    }
}

/// Returns the number and the digest before it that the next receipt must have. A branch that
/// joined again from a new computer goes on where the publisher's roster says.
fn next(connection: &Connection) -> Result<(u64, Digest), Error> {
    let last = last(connection)?;
    let from = membership::enrolled(connection)?.map_or(1, |since| since.from_seq);
    let follows = last.as_ref().map_or(1, |last| last.seq + 1);
    let prev = last.map_or(Receipt::START, |last| last.content);
    Ok((follows.max(from), prev))
}

fn last(connection: &Connection) -> Result<Option<OwnReceipt>, Error> {
    let select = "SELECT * FROM own_receipt ORDER BY seq DESC LIMIT 1";
    let mut select = connection.prepare_cached(select)?;
    select.query_and_then([], own_receipt)?.next().transpose()
}

fn insert(
    transaction: &Transaction,
    receipt: &Receipt,
    content: Digest,
    bytes: &[u8],
) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO own_receipt (seq, content, edition, made_at, seal, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            receipt.seq,
            content.0,
            receipt.edition,
            receipt.made_at.to_string(),
            Digest::of(bytes).0,
            bytes,
        ],
    )?;
    Ok(())
}

/// Reads the digests of a receipt's content and signed bytes, which must be those that were added.
pub(crate) fn checked(row: &Row) -> Result<(Digest, Digest), Error> {
    let found = own_receipt(row)?;
    row::whole(row, "bytes", "seal", || Part::OwnReceipt(found.seq))?;
    Ok((found.content, row::digest(row, "seal")?))
}

fn own_receipt(row: &Row) -> Result<OwnReceipt, Error> {
    let seq = row.get("seq")?;
    let part = || Part::OwnReceipt(seq);
    Ok(OwnReceipt {
        seq,
        edition: row.get("edition")?,
        made_at: row::text(row, "made_at", part)?,
        content: row::digest(row, "content")?,
        sent_at: row::moment(row, "sent_at", part)?,
        confirmed_at: row::moment(row, "confirmed_at", part)?,
    })
}
