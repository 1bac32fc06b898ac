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
    asked: HashMap<i64, Asked>,
    enrolled: HashMap<i64, (Timestamp, Digest)>,
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
    let asked = known.asked.remove(&key);
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

fn known(connection: &Connection, only: Option<i64>) -> Result<Known, Error> {
    let mut known = Known::default();
    let of = only.map_or("1", |_| "branch = ?1");
    let at = |row: &Row, column: &str| row::text(row, column, || Part::File);
    let invites = format!("SELECT * FROM invite WHERE used_at IS NULL AND {of} ORDER BY key");
    each(connection, &invites, only, |row| {
        let expires_on = row::text(row, "expires_on", || Part::File)?;
        known
            .invites
            .insert(row.get("branch")?, (at(row, "at")?, expires_on));
        Ok(())
    })?;
    let certificates = format!(
        "SELECT branch, since, fingerprint FROM certificate WHERE until_seq IS NULL AND {of}"
    );
    each(connection, &certificates, only, |row| {
        let since = (row::text(row, 1, || Part::File)?, row::digest(row, 2)?);
        known.enrolled.insert(row.get(0)?, since);
        Ok(())
    })?;
    let requests = format!("{WAITING} AND {of} ORDER BY proof_holds, key");
    each(connection, &requests, only, |row| {
        known.asked.insert(row.get("branch")?, asked(row)?);
        Ok(())
    })?;
    hear(connection, only, &mut known)?;
    Ok(known)
}

/// Notes when branches were last heard, and how many receipts they have made.
fn hear(connection: &Connection, only: Option<i64>, known: &mut Known) -> Result<(), Error> {
    let of = only.map_or("1", |_| "key = ?1");
    // Each maximum is the end of an index; going through all receipts would take twice as long.
    let select = format!(
        "SELECT key, (SELECT max(seq) FROM receipt WHERE branch = b.key),
           (SELECT max(received_at) FROM receipt WHERE branch = b.key AND is_after_stolen = 0),
           (SELECT max(received_at) FROM request WHERE branch = b.key)
         FROM branch b WHERE {of}"
    );
    each(connection, &select, only, |row| {
        let key = row.get(0)?;
        known
            .seqs
            .insert(key, row.get::<_, Option<u64>>(1)?.unwrap_or(0));
        let receipt = row::moment(row, 2, || Part::File)?;
        let heard = receipt.max(row::moment(row, 3, || Part::File)?);
        known.heard.extend(heard.map(|at| (key, at)));
        Ok(())
    })
}

/// The requests that came after the one that was last accepted.
const WAITING: &str = "SELECT key, branch, proof_holds, fingerprint, asked_by, asked_at, received_at
    FROM request r WHERE key > ifnull((SELECT max(request) FROM certificate c WHERE c.branch = r.branch), 0)";

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
