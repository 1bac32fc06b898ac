//! How far each branch is on its way into the handbook, computed for one or for all of them.

use std::collections::HashMap;

use handbook::{Branch, BranchId, Digest};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params_from_iter};

use crate::error::Part;
use crate::{Error, Workspace, branch, row};

/// A branch, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchRow {
    /// The branch.
    pub branch: Branch,
    /// When it was closed; a closed branch is asked nothing any more.
    pub closed_at: Option<Timestamp>,
    /// How far it is.
    pub state: Enrolment,
    /// What an enrolled branch asks for again, as from a new computer.
    pub asks_again: Option<Asked>,
    /// When a receipt or request of it last arrived.
    pub last_heard_at: Option<Timestamp>,
    /// The highest number of its receipts; 0 for none.
    pub last_seq: u64,
}

/// How far a branch is on its way into the handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enrolment {
    /// Nothing was handed to it.
    NotInvited,
    /// It has an invite that was not used yet.
    Invited {
        /// When it was made.
        at: Timestamp,
        /// The last day on which it may be used.
        expires_on: Date,
    },
    /// It asks for its key to be accepted.
    Asked(Asked),
    /// Its key is accepted.
    Enrolled {
        /// Since when.
        since: Timestamp,
        /// The digest of the key's certificate.
        certificate: Digest,
    },
}

/// What a branch asks for: to accept a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// When it arrived.
    pub at: Timestamp,
    /// When it was asked, by the branch's clock.
    pub asked_at: Timestamp,
    /// The person and role at the branch's computer, as typed.
    pub asked_by: String,
    /// Whether whoever asked held the invite.
    pub proof_holds: bool,
    /// The digest of the key's certificate.
    pub certificate: Digest,
}

impl Workspace {
    /// Returns all branches by name, the closed ones too.
    pub fn branches(&self) -> Result<Vec<BranchRow>, Error> {
        self.read(|connection| rows(connection, None))
    }

    /// Returns one branch.
    pub fn branch(&self, id: BranchId) -> Result<Option<BranchRow>, Error> {
        self.read(|connection| match branch::find(connection, id)? {
            None => Ok(None),
            Some(key) => Ok(rows(connection, Some(key))?.pop()),
        })
    }
}

/// What is known of branches, by their keys.
#[derive(Default)]
struct Known {
    invites: HashMap<i64, (Timestamp, Date)>,
    /// The key of the last request that was accepted.
    answered: HashMap<i64, i64>,
    enrolled: HashMap<i64, (Timestamp, Digest)>,
    asked: HashMap<i64, (i64, Asked)>,
    heard: HashMap<i64, Timestamp>,
    seqs: HashMap<i64, u64>,
}

/// Reads one branch or all of them, each table once.
fn rows(connection: &Connection, only: Option<i64>) -> Result<Vec<BranchRow>, Error> {
    let mut known = known(connection, only)?;
    let mut rows = Vec::new();
    let condition = only.map_or("1", |_| "key = ?1");
    each(
        connection,
        &format!("SELECT * FROM branch WHERE {condition} ORDER BY folded, id"),
        only,
        |row| {
            rows.push(branch_row(row, &mut known)?);
            Ok(())
        },
    )?;
    Ok(rows)
}

fn branch_row(row: &Row, known: &mut Known) -> Result<BranchRow, Error> {
    let (key, id) = (row.get("key")?, branch::id(row)?);
    let part = || Part::Branch(id);
    let asked = known.asked.remove(&key).map(|(_, asked)| asked);
    let (state, asks_again) = match (known.enrolled.remove(&key), asked) {
        (Some((since, certificate)), asked) => (Enrolment::Enrolled { since, certificate }, asked),
        (None, Some(asked)) => (Enrolment::Asked(asked), None),
        (None, None) => match known.invites.remove(&key) {
            Some((at, expires_on)) => (Enrolment::Invited { at, expires_on }, None),
            None => (Enrolment::NotInvited, None),
        },
    };
    Ok(BranchRow {
        branch: branch::parsed(&row::string(row, "text", part)?, id)?,
        closed_at: row::moment(row, "closed_at", part)?,
        state,
        asks_again,
        last_heard_at: known.heard.remove(&key),
        last_seq: known.seqs.remove(&key).unwrap_or(0),
    })
}

/// Reads what is known of one branch or of all of them.
fn known(connection: &Connection, only: Option<i64>) -> Result<Known, Error> {
    let mut known = Known::default();
    let of = only.map_or("1", |_| "branch = ?1");
    let invites = format!(
        "SELECT branch, at, expires_on FROM invite WHERE used_at IS NULL AND {of} ORDER BY key"
    );
    each(connection, &invites, only, |row| {
        let (at, expires_on) = (row::text(row, 1, file)?, row::text(row, 2, file)?);
        known.invites.insert(row.get(0)?, (at, expires_on));
        Ok(())
    })?;
    let certificates = format!(
        "SELECT branch, request, until_seq IS NULL, since, fingerprint FROM certificate
         WHERE {of} ORDER BY key"
    );
    each(connection, &certificates, only, |row| {
        let (branch, request): (i64, i64) = (row.get(0)?, row.get(1)?);
        let answered = known.answered.entry(branch).or_default();
        *answered = request.max(*answered);
        if row.get(2)? {
            let since = (row::text(row, 3, file)?, row::digest(row, 4)?);
            known.enrolled.insert(branch, since);
        }
        Ok(())
    })?;
    let requests = format!(
        "SELECT branch, key, proof_holds, received_at, fingerprint, asked_by, asked_at
         FROM request WHERE {of}"
    );
    each(connection, &requests, only, |row| known.hear_request(row))?;
    // There are many receipts of each branch, but each maximum is the end of an index.
    let of = only.map_or("1", |_| "key = ?1");
    let receipts = format!(
        "SELECT key, ifnull((SELECT max(seq) FROM receipt WHERE branch = b.key), 0),
           (SELECT max(received_at) FROM receipt WHERE branch = b.key AND is_after_stolen = 0)
         FROM branch b WHERE {of}"
    );
    each(connection, &receipts, only, |row| {
        let branch = row.get(0)?;
        known.seqs.insert(branch, row.get(1)?);
        if let Some(at) = row::moment(row, 2, file)? {
            known.hear(branch, at);
        }
        Ok(())
    })?;
    Ok(known)
}

fn file() -> Part {
    Part::File
}

impl Known {
    fn hear(&mut self, branch: i64, at: Timestamp) {
        let heard = self.heard.entry(branch).or_insert(at);
        *heard = at.max(*heard);
    }

    /// Notes a request that waits for an answer: the last one, but first one whose proof holds.
    fn hear_request(&mut self, row: &Row) -> Result<(), Error> {
        let (branch, key): (i64, i64) = (row.get(0)?, row.get(1)?);
        self.hear(branch, row::text(row, 3, file)?);
        let is_answered = self.answered.get(&branch).is_some_and(|last| key <= *last);
        let proof_holds: bool = row.get(2)?;
        let here = self.asked.get(&branch);
        let is_behind =
            here.is_some_and(|(last, asked)| (asked.proof_holds, *last) > (proof_holds, key));
        if !is_answered && !is_behind {
            self.asked.insert(branch, (key, asked(row)?));
        }
        Ok(())
    }
}

pub(crate) fn asked(row: &Row) -> Result<Asked, Error> {
    Ok(Asked {
        at: row::text(row, "received_at", || Part::File)?,
        asked_at: row::text(row, "asked_at", || Part::File)?,
        asked_by: row.get("asked_by")?,
        proof_holds: row.get("proof_holds")?,
        certificate: row::digest(row, "fingerprint")?,
    })
}

/// Calls `work` for each row; `only` is the one value that the statement takes, if it takes any.
fn each(
    connection: &Connection,
    select: &str,
    only: Option<i64>,
    mut work: impl FnMut(&Row) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query(params_from_iter(only))?;
    while let Some(row) = rows.next()? {
        work(row)?;
    }
    Ok(())
}
