//! Branches: entered, changed, closed and opened again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use handbook::{Branch, BranchId, EventKind, Role};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, fold, row};

impl Workspace {
    /// Adds branches and changes those that are here; returns how many are new or different.
    /// No two open branches may have one name, whatever the case.
    pub fn save_branches(
        &mut self,
        branches: &[Branch],
        actor: &str,
        at: Timestamp,
    ) -> Result<usize, Error> {
        self.write(|transaction| add_all(transaction, branches, actor, at))
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
}

/// Adds branches and changes those that are here; returns how many are new or different.
pub(crate) fn add_all(
    transaction: &Transaction,
    branches: &[Branch],
    actor: &str,
    at: Timestamp,
) -> Result<usize, Error> {
    let changed = changed(transaction, branches)?;
    check_names(transaction, &open(transaction, &changed)?)?;
    make_way(transaction, &changed)?;
    for branch in &changed {
        put(transaction, branch)?;
        let body = serde_json::to_value(branch).expect("a branch is plain data");
        enter(transaction, branch.id, body, actor, at)?;
    }
    Ok(changed.len())
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

/// Returns the roles of all branches that have any.
pub(crate) fn audiences(connection: &Connection) -> Result<HashMap<BranchId, Vec<Role>>, Error> {
    let select =
        "SELECT id, text FROM branch WHERE json_extract(text, '$.audience[0]') IS NOT NULL";
    let mut select = connection.prepare_cached(select)?;
    let audiences = select.query_and_then([], |row| {
        let id = id(row)?;
        let text = row::string(row, "text", || Part::Branch(id))?;
        Ok((id, parsed(&text, id)?.audience))
    })?;
    audiences.collect()
}

pub(crate) fn id(row: &Row) -> Result<BranchId, Error> {
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

/// Returns those branches that are not closed.
fn open<'a>(connection: &Connection, changed: &[&'a Branch]) -> Result<Vec<&'a Branch>, Error> {
    let select = "SELECT 1 FROM branch WHERE id = ?1 AND closed_at IS NOT NULL";
    let mut select = connection.prepare_cached(select)?;
    let mut open = Vec::new();
    for branch in changed {
        if !select.exists([branch.id.to_string()])? {
            open.push(*branch);
        }
    }
    Ok(open)
}

/// Refuses branches that are to be open under names that would stand for two; names all of them.
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

/// Reads a branch whose columns must say what its text says.
pub(crate) fn checked(row: &Row) -> Result<(), Error> {
    let id = id(row)?;
    let part = || Part::Branch(id);
    row::moment(row, "closed_at", part)?;
    let branch = parsed(&row::string(row, "text", part)?, id)?;
    let (name, names) = (
        row::string(row, "name", part)?,
        row::string(row, "folded", part)?,
    );
    if branch.id != id || branch.name != name || folded(&branch.name) != names {
        return Err(Error::damaged(part(), "its text is another branch's"));
    }
    Ok(())
}
