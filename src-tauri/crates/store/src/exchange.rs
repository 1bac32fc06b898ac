//! The exchange with a depot: what was read there, what was refused, and what is confirmed back.

use handbook::{BranchId, Digest, Entry, EventKind};
use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, row};

/// Something in a depot that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The name of the depot's object, or of the file.
    pub object: String,
    /// The branch that it claims to come from.
    pub branch: Option<BranchId>,
    /// Why, as a code.
    pub reason: String,
    /// When it was refused.
    pub at: Timestamp,
}

/// What the name of a receipt in a depot is made of, beside its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptObject {
    /// Whose it is.
    pub branch: BranchId,
    /// Its number at the branch.
    pub seq: u64,
    /// The digest of the signed bytes.
    pub seal: Digest,
    /// How many there are.
    pub length: u64,
    /// The digest of its content: its identity.
    pub content: Digest,
}

impl Workspace {
    /// Tells for each name of a depot's object whether it was taken or refused before.
    pub fn known_objects(&self, names: &[impl AsRef<str>]) -> Result<Vec<bool>, Error> {
        self.read(|connection| {
            let select = "SELECT 1 FROM known_object WHERE name = ?1";
            let mut select = connection.prepare_cached(select)?;
            let known = names
                .iter()
                .map(|name| Ok(select.exists([digest(name.as_ref())])?));
            known.collect()
        })
    }

    /// Notes that an object of a depot need not be read again.
    pub fn note_object(&mut self, name: &str) -> Result<(), Error> {
        self.write(|transaction| note(transaction, name))
    }

    /// Returns what the names of all receipts under a label are made of.
    pub fn receipt_objects(&self, label: u32) -> Result<Vec<ReceiptObject>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT b.id, r.seq, s.seal, r.content, length(s.bytes) AS length FROM receipt r
             JOIN receipt_bytes s ON s.key = r.bytes JOIN branch b ON b.key = r.branch
             WHERE r.label = ?1",
        )?;
        let objects = select.query_and_then([label], |row| {
            Ok(ReceiptObject {
                branch: row::text(row, "id", || Part::Schema)?,
                seq: row.get("seq")?,
                seal: row::digest(row, "seal")?,
                content: row::digest(row, "content")?,
                length: row.get("length")?,
            })
        })?;
        objects.collect()
    }

    /// Notes that something in a depot was refused, so that it is not read again. Noting it twice
    /// changes nothing.
    pub fn add_refusal(
        &mut self,
        object: &str,
        branch: Option<BranchId>,
        reason: &str,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        let refusal = Refusal {
            object: object.to_string(),
            branch,
            reason: reason.to_string(),
            at,
        };
        self.add_refusals(&[refusal], actor)
    }

    /// Notes in one transaction that things in a depot were refused, like
    /// [`Workspace::add_refusal`].
    pub fn add_refusals(&mut self, refusals: &[Refusal], actor: &str) -> Result<(), Error> {
        self.write(|transaction| {
            let mut refusals = refusals.iter();
            refusals.try_for_each(|refusal| refuse(transaction, refusal, actor))
        })
    }

    /// Returns up to `limit` refusals, the newest first.
    pub fn refusals(&self, limit: usize) -> Result<Vec<Refusal>, Error> {
        let select = "SELECT * FROM refusal ORDER BY key DESC LIMIT ?1";
        let mut select = self.connection.prepare_cached(select)?;
        select.query_and_then([limit], refusal)?.collect()
    }

    /// Notes in the record that two publishers are at work.
    pub fn add_alarm(
        &mut self,
        subject: &str,
        found: &str,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let event = Event {
                at,
                actor,
                kind: EventKind::Alarm,
                subject: subject.to_string(),
                body: json!({ "found": found }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns up to `limit` entries of the record that are of one kind, the newest first.
    pub fn entries_of(&self, kind: EventKind, limit: usize) -> Result<Vec<Entry>, Error> {
        record::of_kind(&self.connection, kind, limit)
    }

    /// Returns everything received under a label from the branches of a shelf, in a fixed order;
    /// but for what counts for nothing, because its key was out of use.
    pub fn receipts_of_shelf(&self, label: u32, shelf: &str) -> Result<Vec<Digest>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT content FROM receipt WHERE label = ?1 AND shelf = ?2 AND NOT is_after_stolen
             ORDER BY content",
        )?;
        let found = select.query_map(params![label, shelf], |row| Ok(Digest(row.get(0)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the number of the last arrivals of a shelf; 0 for none.
    pub fn arrivals_number(&self, label: u32, shelf: &str) -> Result<u32, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT ifnull(max(number), 0) FROM arrivals WHERE label = ?1 AND shelf = ?2",
        )?;
        Ok(select.query_row(params![label, shelf], |row| row.get(0))?)
    }

    /// Notes that arrivals which list so many receipts were put into the depot.
    pub fn add_arrivals(
        &mut self,
        label: u32,
        shelf: &str,
        number: u32,
        content: Digest,
        receipts: usize,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO arrivals (label, shelf, number, content, receipts, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            let at = at.to_string();
            insert.execute(params![label, shelf, number, content.0, receipts, at])?;
            Ok(())
        })
    }

    /// Returns the shelves that have received anything under a label.
    pub fn shelves(&self, label: u32) -> Result<Vec<String>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT DISTINCT shelf FROM receipt WHERE label = ?1 AND NOT is_after_stolen",
        )?;
        let shelves = select.query_map([label], |row| row.get(0))?;
        Ok(shelves.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the shelves that have received something since their last arrivals.
    pub fn changed_shelves(&self, label: u32) -> Result<Vec<String>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT shelf FROM receipt r WHERE label = ?1 AND NOT is_after_stolen
             GROUP BY shelf HAVING count(*) >
               ifnull((SELECT receipts FROM arrivals a WHERE a.label = ?1 AND a.shelf = r.shelf
                 ORDER BY number DESC LIMIT 1), 0)
             ORDER BY shelf",
        )?;
        let shelves = select.query_map([label], |row| row.get(0))?;
        Ok(shelves.collect::<rusqlite::Result<_>>()?)
    }
}

fn refuse(transaction: &Transaction, refusal: &Refusal, actor: &str) -> Result<(), Error> {
    let (object, reason) = (&refusal.object, &refusal.reason);
    let known = "SELECT 1 FROM refusal WHERE object = ?1 AND reason = ?2";
    if transaction
        .prepare_cached(known)?
        .exists([object, reason])?
    {
        return Ok(());
    }
    note(transaction, object)?;
    let branch = refusal.branch.map(|id| id.to_string());
    let mut insert = transaction.prepare_cached(
        "INSERT INTO refusal (object, branch, reason, at) VALUES (?1, ?2, ?3, ?4)",
    )?;
    insert.execute(params![object, branch, reason, refusal.at.to_string()])?;
    let event = Event {
        at: refusal.at,
        actor,
        kind: EventKind::Refused,
        subject: object.clone(),
        body: json!({ "reason": reason, "branch": branch }),
    };
    record::append(transaction, event).map(drop)
}

/// Notes that an object of a depot need not be read again.
pub(crate) fn note(transaction: &Transaction, name: &str) -> Result<(), Error> {
    let insert = "INSERT INTO known_object (name) VALUES (?1) ON CONFLICT DO NOTHING";
    transaction
        .prepare_cached(insert)?
        .execute([digest(name)])?;
    Ok(())
}

fn digest(name: &str) -> [u8; 32] {
    Digest::of(name.as_bytes()).0
}

fn refusal(row: &Row) -> Result<Refusal, Error> {
    let part = || Part::File;
    let has_branch = row::bytes(row, "branch")?.is_some();
    let branch = has_branch.then(|| row::text(row, "branch", part));
    Ok(Refusal {
        object: row.get("object")?,
        branch: branch.transpose()?,
        reason: row.get("reason")?,
        at: row::text(row, "at", part)?,
    })
}
