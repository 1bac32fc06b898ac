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

    /// Returns when a receipt or request of a branch last arrived. Asked for thousands, it takes
    /// longer than all else that is known of them.
    pub fn last_heard(&self, id: BranchId) -> Result<Option<Timestamp>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT (SELECT max(received_at) FROM receipt WHERE branch = b.key AND is_after_stolen = 0),
               (SELECT max(received_at) FROM request WHERE branch = b.key)
             FROM branch b WHERE id = ?1",
        )?;
        let mut heard = select.query_and_then([id.to_string()], |row| {
            let part = || Part::Branch(id);
            Ok(row::moment(row, 0, part)?.max(row::moment(row, 1, part)?))
        })?;
        let heard: Option<Result<_, Error>> = heard.next();
        Ok(heard.transpose()?.flatten())
    }
}

/// What is known of branches beside their texts, by their keys. Each table is read on its own: to
/// look everything up branch by branch takes several times as long.
#[derive(Default)]
struct Facts {
    /// The certificate in use, and since when it is.
    accepted: HashMap<i64, (Timestamp, Digest)>,
    /// The last invite that was not used.
    invites: HashMap<i64, (Timestamp, Date)>,
    /// The request that waits for an answer: the last one, but first one whose proof holds.
    asked: HashMap<i64, Asked>,
}

/// Reads one branch or all of them, by name.
fn rows(connection: &Connection, only: Option<i64>) -> Result<Vec<BranchRow>, Error> {
    let mut facts = facts(connection, only)?;
    let of = only.map_or("1", |_| "key = ?1");
    let select = format!("SELECT key, id, text, closed_at, folded FROM branch WHERE {of}");
    let (mut rows, mut names) = (Vec::new(), Vec::new());
    each(connection, &select, only, |row| {
        let found = branch_row(row, &mut facts)?;
        names.push((row::string(row, 4, file)?, found.branch.id, rows.len()));
        rows.push(Some(found));
        Ok(())
    })?;
    // Names are sorted apart: rows are long, and would be moved about many times.
    names.sort_unstable();
    let in_order = names.iter().filter_map(|(.., place)| rows[*place].take());
    Ok(in_order.collect())
}

fn branch_row(row: &Row, facts: &mut Facts) -> Result<BranchRow, Error> {
    let (key, id) = (row.get(0)?, row::text(row, 1, || Part::Schema)?);
    let part = || Part::Branch(id);
    let asked = facts.asked.remove(&key);
    let (state, asks_again) = match (facts.accepted.remove(&key), asked) {
        (Some((since, certificate)), asked) => (Enrolment::Enrolled { since, certificate }, asked),
        (None, Some(asked)) => (Enrolment::Asked(asked), None),
        (None, None) => match facts.invites.remove(&key) {
            Some((at, expires_on)) => (Enrolment::Invited { at, expires_on }, None),
            None => (Enrolment::NotInvited, None),
        },
    };
    Ok(BranchRow {
        branch: branch::parsed(&row::string(row, 2, part)?, id)?,
        closed_at: row::moment(row, 3, part)?,
        state,
        asks_again,
    })
}

/// Reads what is known of one branch or of all of them.
fn facts(connection: &Connection, only: Option<i64>) -> Result<Facts, Error> {
    let mut facts = Facts::default();
    let of = only.map_or("1", |_| "branch = ?1");
    // The last request that was answered; later ones wait.
    let mut answered: HashMap<i64, i64> = HashMap::new();
    let certificates = format!(
        "SELECT branch, request, until_seq IS NULL, since, fingerprint FROM certificate WHERE {of}"
    );
    each(connection, &certificates, only, |row| {
        let (branch, request) = (row.get(0)?, row.get(1)?);
        let last = answered.entry(branch).or_insert(request);
        *last = request.max(*last);
        if row.get(2)? {
            let (since, own) = (row::text(row, 3, file)?, row::digest(row, 4)?);
            facts.accepted.insert(branch, (since, own));
        }
        Ok(())
    })?;
    let invites = format!(
        "SELECT branch, at, expires_on FROM invite WHERE used_at IS NULL AND {of} ORDER BY key"
    );
    each(connection, &invites, only, |row| {
        let (at, expires_on) = (row::text(row, 1, file)?, row::text(row, 2, file)?);
        facts.invites.insert(row.get(0)?, (at, expires_on));
        Ok(())
    })?;
    let requests = format!(
        "SELECT branch, key, proof_holds, fingerprint, asked_by, asked_at, received_at
         FROM request WHERE {of}"
    );
    let mut newest: HashMap<i64, (bool, i64)> = HashMap::new();
    each(connection, &requests, only, |row| {
        let (branch, request) = (row.get(0)?, row.get(1)?);
        let own = (row.get(2)?, request);
        let is_answered = answered.get(&branch).is_some_and(|last| request <= *last);
        if !is_answered && newest.get(&branch).is_none_or(|newest| *newest < own) {
            newest.insert(branch, own);
            facts.asked.insert(branch, asked(row)?);
        }
        Ok(())
    })?;
    Ok(facts)
}

fn file() -> Part {
    Part::File
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
