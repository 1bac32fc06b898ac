//! Branches: entered, changed, closed, and how far each one is on its way into the handbook.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use handbook::{Branch, BranchId, Digest, EventKind};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, params_from_iter};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, fold, row};

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
    /// Adds branches and changes those that are here; returns how many are new or different.
    /// No two open branches may have one name, whatever the case.
    pub fn save_branches(
        &mut self,
        branches: &[Branch],
        actor: &str,
        at: Timestamp,
    ) -> Result<usize, Error> {
        self.write(|transaction| {
            let changed = changed(transaction, branches)?;
            check_names(transaction, &changed)?;
            make_way(transaction, &changed)?;
            for branch in &changed {
                put(transaction, branch)?;
                let body = serde_json::to_value(branch).expect("a branch is plain data");
                enter(transaction, branch.id, body, actor, at)?;
            }
            Ok(changed.len())
        })
    }

    /// Closes a branch: it is asked nothing any more, and its receipts stay.
    pub fn close_branch(&mut self, id: BranchId, actor: &str, at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| {
            let key = key(transaction, id)?;
            let update = "UPDATE branch SET closed_at = ?2 WHERE key = ?1 AND closed_at IS NULL";
            match transaction.execute(update, params![key, at.to_string()])? {
                0 => Ok(()),
                _ => enter(transaction, id, json!({ "closed": true }), actor, at),
            }
        })
    }

    /// Opens a closed branch again, unless another one has its name by now.
    pub fn reopen_branch(&mut self, id: BranchId, actor: &str, at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| {
            let key = key(transaction, id)?;
            let Some(branch) = closed(transaction, key)? else {
                return Ok(());
            };
            check_names(transaction, &[&branch])?;
            let update = "UPDATE branch SET closed_at = NULL WHERE key = ?1";
            transaction.execute(update, [key])?;
            enter(transaction, id, json!({ "closed": false }), actor, at)
        })
    }

    /// Returns all branches by name, the closed ones too.
    pub fn branches(&self) -> Result<Vec<BranchRow>, Error> {
        self.read(|connection| rows(connection, None))
    }

    /// Returns one branch.
    pub fn branch(&self, id: BranchId) -> Result<Option<BranchRow>, Error> {
        self.read(|connection| match find(connection, id)? {
            None => Ok(None),
            Some(key) => Ok(rows(connection, Some(key))?.pop()),
        })
    }
}

/// Returns the key of a branch, if it is here.
pub(crate) fn find(connection: &Connection, id: BranchId) -> Result<Option<i64>, Error> {
    let mut select = connection.prepare_cached("SELECT key FROM branch WHERE id = ?1")?;
    let key = select.query_row([id.to_string()], |row| row.get(0));
    Ok(key.optional()?)
}

/// Returns the key of a branch that must be here.
pub(crate) fn key(connection: &Connection, id: BranchId) -> Result<i64, Error> {
    find(connection, id)?.ok_or(Error::UnknownBranch(id))
}

/// Returns the key of a branch that must be here and open.
pub(crate) fn open_key(connection: &Connection, id: BranchId) -> Result<i64, Error> {
    let mut select =
        connection.prepare_cached("SELECT key, closed_at FROM branch WHERE id = ?1")?;
    let found = select.query_row([id.to_string()], |row| {
        Ok((row.get(0)?, row.get::<_, Option<String>>(1)?))
    });
    match found.optional()? {
        None => Err(Error::UnknownBranch(id)),
        Some((_, Some(_))) => Err(Error::ClosedBranch(id)),
        Some((key, None)) => Ok(key),
    }
}

/// Returns the identities of all branches by key.
pub(crate) fn ids(connection: &Connection) -> Result<HashMap<i64, BranchId>, Error> {
    let mut select = connection.prepare_cached("SELECT key, id FROM branch")?;
    let ids = select.query_and_then([], |row| Ok((row.get(0)?, id(row)?)))?;
    ids.collect()
}

fn id(row: &Row) -> Result<BranchId, Error> {
    row::text(row, "id", || Part::Schema)
}

fn enter(
    transaction: &Transaction,
    id: BranchId,
    body: serde_json::Value,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let event = Event {
        at,
        actor,
        kind: EventKind::BranchSaved,
        subject: id.to_string(),
        body,
    };
    record::append(transaction, event).map(drop)
}

/// Returns those branches that are new or differ from what is here; of two that are given for
/// one identity the last.
fn changed<'a>(connection: &Connection, branches: &'a [Branch]) -> Result<Vec<&'a Branch>, Error> {
    let given: BTreeMap<BranchId, &Branch> = branches.iter().map(|b| (b.id, b)).collect();
    let mut select = connection.prepare_cached("SELECT text FROM branch WHERE id = ?1")?;
    let mut changed = Vec::new();
    for (id, branch) in given {
        let here = select.query_row([id.to_string()], |row| row.get::<_, String>(0));
        if here.optional()?.is_none_or(|text| text != json(branch)) {
            changed.push(branch);
        }
    }
    Ok(changed)
}

/// Refuses names that would stand for two open branches; names all of them.
fn check_names(connection: &Connection, changed: &[&Branch]) -> Result<(), Error> {
    let select = "SELECT id, folded, closed_at IS NOT NULL AS is_closed FROM branch";
    let mut select = connection.prepare_cached(select)?;
    let here = select.query_and_then([], |row| {
        Ok((id(row)?, row.get("folded")?, row.get("is_closed")?))
    })?;
    let here = here.collect::<Result<Vec<(BranchId, String, bool)>, Error>>()?;
    let ours: BTreeSet<BranchId> = changed.iter().map(|branch| branch.id).collect();
    let open = here.iter().filter(|(_, _, is_closed)| !is_closed);
    let others = open.filter(|(id, ..)| !ours.contains(id));
    let mut names: BTreeSet<String> = others.map(|(_, folded, _)| folded.clone()).collect();
    let mut twice = Vec::new();
    for branch in changed {
        if !names.insert(folded(&branch.name)) {
            twice.push(branch.name.clone());
        }
    }
    match twice.is_empty() {
        true => Ok(()),
        false => Err(Error::DuplicateNames(twice)),
    }
}

/// Takes away the names of those that get another one, so that two may exchange theirs.
fn make_way(transaction: &Transaction, changed: &[&Branch]) -> Result<(), Error> {
    let mut update = transaction.prepare_cached("UPDATE branch SET folded = id WHERE id = ?1")?;
    for branch in changed {
        update.execute([branch.id.to_string()])?;
    }
    Ok(())
}

fn put(transaction: &Transaction, branch: &Branch) -> Result<(), Error> {
    let mut upsert = transaction.prepare_cached(
        "INSERT INTO branch (id, name, folded, text) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, folded = excluded.folded, text = excluded.text",
    )?;
    let id = branch.id.to_string();
    upsert.execute([
        id.as_str(),
        &branch.name,
        &folded(&branch.name),
        &json(branch),
    ])?;
    Ok(())
}

/// Returns the form in which names are compared.
pub(crate) fn folded(name: &str) -> String {
    fold::terms(name).join(" ")
}

pub(crate) fn json(branch: &Branch) -> String {
    serde_json::to_string(branch).expect("a branch is plain data")
}

/// Reads a branch from its text.
pub(crate) fn parsed(text: &str, id: BranchId) -> Result<Branch, Error> {
    serde_json::from_str(text).map_err(|fault| Error::damaged(Part::Branch(id), fault))
}

/// Returns a branch, if it is closed.
fn closed(connection: &Connection, key: i64) -> Result<Option<Branch>, Error> {
    let select = "SELECT id, text FROM branch WHERE key = ?1 AND closed_at IS NOT NULL";
    let mut select = connection.prepare_cached(select)?;
    let mut found = select.query_and_then([key], |row| {
        let id = id(row)?;
        parsed(&row::string(row, "text", || Part::Branch(id))?, id)
    })?;
    found.next().transpose()
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
    let (key, id) = (row.get("key")?, id(row)?);
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
        branch: parsed(&row::string(row, "text", part)?, id)?,
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
    let certificates = format!("SELECT * FROM certificate WHERE until_seq IS NULL AND {of}");
    each(connection, &certificates, only, |row| {
        let since = (at(row, "since")?, row::digest(row, "fingerprint")?);
        known.enrolled.insert(row.get("branch")?, since);
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
    let of = only.map_or("1", |_| "branch = ?1");
    let receipts = format!(
        "SELECT branch, max(seq) AS seq, max(iif(is_after_stolen, NULL, received_at)) AS at
         FROM receipt INDEXED BY receipt_in_short WHERE {of} GROUP BY branch"
    );
    let requests = format!(
        "SELECT branch, 0 AS seq, max(received_at) AS at FROM request WHERE {of} GROUP BY branch"
    );
    for select in [receipts, requests] {
        each(connection, &select, only, |row| {
            let key = row.get("branch")?;
            let seq = known.seqs.entry(key).or_default();
            *seq = (*seq).max(row.get("seq")?);
            if row::bytes(row, "at")?.is_some() {
                let at = row::text(row, "at", || Part::File)?;
                let heard = known.heard.entry(key).or_insert(at);
                *heard = at.max(*heard);
            }
            Ok(())
        })?;
    }
    Ok(())
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
