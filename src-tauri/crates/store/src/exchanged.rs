//! The doctor's look at what went between publisher and branches: trusts, states, keys, receipts
//! and received editions.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{BranchId, Digest, RosterEntry, Sheet};
use rusqlite::{Connection, Row, params};
use sha2::{Digest as _, Sha256};

use crate::doctor::Report;
use crate::error::Part;
use crate::membership::{self, Kind};
use crate::recorded::Recorded;
use crate::{
    Error, branch, disown, enrol, keys, own_receipt, reading, receipt, revision, row, schema,
    search_edition,
};
use crate::{state, trust};

/// Checks everything that distribution added to the record and the tables.
pub(crate) fn check(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    if !schema::has_table(connection, "membership").unwrap_or(false) {
        return;
    }
    check_trusts(connection, recorded, report);
    check_states(connection, recorded, report);
    check_branches(connection, recorded, report);
    check_receipts(connection, recorded, report);
    check_own_receipts(connection, recorded, report);
    check_received(connection, recorded, report);
    check_said(connection, recorded, report);
    if let Err(error) = membership::find(connection) {
        report.add_error(Part::Membership, error);
    }
}

/// Reads the row with a key, if it is there.
fn with_key<T>(
    connection: &Connection,
    select: &str,
    key: i64,
    read: impl FnOnce(&Row) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query([key])?;
    rows.next()?.map(read).transpose()
}

/// Compares what is there with what the record knows, and reports what differs or is missing.
fn compare<K: Ord, V: PartialEq>(
    found: &BTreeMap<K, Option<V>>,
    recorded: &BTreeMap<K, V>,
    part: impl Fn(&K) -> Part,
    report: &mut Report,
) {
    for (name, value) in found {
        match (value, recorded.get(name)) {
            (Some(value), Some(known)) if value != known => {
                report.add(part(name), "the record knows another one");
            }
            (_, None) => report.add(part(name), "the record does not know it"),
            _ => {}
        }
    }
    let missing = recorded.keys().filter(|name| !found.contains_key(name));
    missing.for_each(|name| report.add(part(name), "it is missing"));
}

fn check_trusts(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let mut found = BTreeMap::new();
    for key in keys::all(connection, "trust", "number", report) {
        let number = u32::try_from(key).unwrap_or(0);
        let select = "SELECT * FROM trust WHERE number = ?1";
        match with_key(connection, select, key, trust::trust) {
            Ok(trust) => found.extend(trust.map(|trust| (number, Some(trust.content)))),
            Err(error) => {
                found.insert(number, None);
                report.add_error(Part::Trust(number), error);
            }
        }
    }
    let part = |number: &u32| Part::Trust(*number);
    compare(&found, &recorded.trusts, part, report);
}

fn check_states(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let is_branch = membership::kind(connection).is_ok_and(|kind| kind == Kind::Branch);
    let mut found = BTreeMap::new();
    for key in keys::all(connection, "state", "key", report) {
        let select = "SELECT * FROM state WHERE key = ?1";
        match with_key(connection, select, key, state::state) {
            Ok(state) => {
                found.extend(state.map(|state| ((state.epoch, state.seq), Some(state.content))));
            }
            Err(error) => report.add_error(Part::File, error),
        }
    }
    // What a branch merely sees is no act and stands in no record.
    if !is_branch {
        let part = |(_, seq): &(u32, u64)| Part::State(*seq);
        compare(&found, &recorded.published, part, report);
    }
}

fn check_branches(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    for key in keys::all(connection, "branch", "key", report) {
        let select = "SELECT * FROM branch WHERE key = ?1";
        if let Err(error) = with_key(connection, select, key, branch::checked) {
            report.add_error(Part::File, error);
        }
    }
    for key in keys::all(connection, "request", "key", report) {
        let select = "SELECT r.*, b.id FROM request r JOIN branch b ON b.key = r.branch
            WHERE r.key = ?1";
        if let Err(error) = with_key(connection, select, key, enrol::checked_request) {
            report.add_error(Part::File, error);
        }
    }
    match enrol::roster(connection) {
        Ok(roster) => check_roster(&roster, &recorded.roster, report),
        Err(error) => report.add_error(Part::File, error),
    }
}

/// Compares the keys that are accepted with those that the record says were.
fn check_roster(here: &[RosterEntry], recorded: &[RosterEntry], report: &mut Report) {
    let by_branch = |entries: &[RosterEntry]| {
        let mut keys: BTreeMap<BranchId, Vec<RosterEntry>> = BTreeMap::new();
        for entry in entries {
            keys.entry(entry.branch).or_default().push(entry.clone());
        }
        keys
    };
    let (here, recorded) = (by_branch(here), by_branch(recorded));
    let branches: BTreeSet<&BranchId> = here.keys().chain(recorded.keys()).collect();
    for id in branches {
        if here.get(id) != recorded.get(id) {
            report.add(Part::Branch(*id), "the record knows other keys");
        }
    }
}

fn check_receipts(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let select = "SELECT r.*, s.seal, s.bytes AS signed, b.id FROM receipt_bytes s
        JOIN receipt r ON r.bytes = s.key JOIN branch b ON b.key = r.branch WHERE s.key = ?1";
    let mut found = BTreeMap::new();
    for key in keys::all(connection, "receipt_bytes", "key", report) {
        match with_key(connection, select, key, receipt::checked) {
            Ok(None) => report.add(
                Part::File,
                format!("the signed bytes {key} have no receipt"),
            ),
            Ok(Some((id, row, signed))) => {
                let body = receipt::body(&row, signed).to_string();
                found.insert((id, row.seq), Some(Digest::of(body.as_bytes())));
                report.receipts += 1;
            }
            Err(error) => {
                if let Error::Damaged {
                    part: Part::Receipt(id, seq),
                    ..
                } = &error
                {
                    found.insert((*id, *seq), None);
                }
                report.add_error(Part::File, error);
            }
        }
    }
    let part = |(id, seq): &(BranchId, u64)| Part::Receipt(*id, *seq);
    compare(&found, &recorded.receipts, part, report);
}

fn check_own_receipts(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let mut found = BTreeMap::new();
    for key in keys::all(connection, "own_receipt", "seq", report) {
        let seq = u64::try_from(key).unwrap_or(0);
        let select = "SELECT * FROM own_receipt WHERE seq = ?1";
        match with_key(connection, select, key, own_receipt::checked) {
            Ok(digests) => found.extend(digests.map(|digests| (seq, Some(digests)))),
            Err(error) => {
                found.insert(seq, None);
                report.add_error(Part::OwnReceipt(seq), error);
            }
        }
    }
    report.receipts += found.values().flatten().count() as u64;
    let part = |seq: &u64| Part::OwnReceipt(*seq);
    compare(&found, &recorded.own_receipts, part, report);
}

fn check_received(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let (mut found, mut newest) = (BTreeMap::new(), None);
    let standing = disown::newest(connection).unwrap_or_default();
    for key in keys::all(connection, "received_edition", "number", report) {
        let number = u32::try_from(key).unwrap_or(0);
        match check_edition(connection, number) {
            Ok((digests, sheet)) => {
                found.insert(number, Some(digests));
                report.editions.push(number);
                if Some(number) == standing {
                    newest = Some(sheet);
                }
            }
            Err(error) => {
                found.insert(number, None);
                report.add_error(Part::Edition(number), error);
            }
        }
    }
    let part = |number: &u32| Part::Edition(*number);
    compare(&found, &recorded.received, part, report);
    if let Some(sheet) = newest {
        match search_edition::fits(connection, &sheet) {
            Ok(true) => {}
            Ok(false) => report.add(Part::Search, "it holds another edition's texts"),
            Err(error) => report.add_error(Part::Search, error),
        }
    }
}

/// Checks an edition's sheet, signature, texts and file; returns the digests of sheet and file.
fn check_edition(connection: &Connection, number: u32) -> Result<((Digest, Digest), Sheet), Error> {
    let damaged = |found: &str| Error::damaged(Part::Edition(number), found);
    let sheet = reading::find_sheet(connection, number)?.ok_or(Error::UnknownEdition(number))?;
    reading::signature(connection, number)?;
    for read in reading::revisions(connection, &sheet)? {
        let exact = exact_text(connection, read.digest)?;
        if exact.as_ref() != Ok(&read.standard) {
            let part = Part::Revision(read.id(), read.number);
            return Err(Error::damaged(part, "its exact text is another one"));
        }
    }
    let select = "SELECT file_digest, length FROM received_edition WHERE number = ?1";
    let (file, length): ([u8; 32], u64) =
        connection.query_row(select, [number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if whole_file(connection, number)? != (Digest(file), length) {
        return Err(damaged("its file does not have its digest"));
    }
    let digest = Digest::of(sheet.to_json().as_bytes());
    Ok(((digest, Digest(file)), sheet))
}

/// Reads a received text from its exact bytes.
fn exact_text(
    connection: &Connection,
    digest: Digest,
) -> Result<Result<handbook::Standard, String>, Error> {
    let select = "SELECT text, digest FROM received_text WHERE digest = ?1";
    let mut select = connection.prepare_cached(select)?;
    let mut found = select.query_and_then([digest.0], |row| {
        row::whole(row, "text", "digest", || Part::Text(digest))
    })?;
    let text = found.next().transpose()?.unwrap_or_default();
    Ok(revision::read_exact(&text))
}

/// Computes the digest and the length of an edition file from its pieces.
fn whole_file(connection: &Connection, number: u32) -> Result<(Digest, u64), Error> {
    let (mut hasher, mut length) = (Sha256::new(), 0);
    let select = "SELECT bytes FROM received_piece WHERE edition = ?1 ORDER BY place";
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query(params![number])?;
    while let Some(row) = rows.next()? {
        let bytes = row::bytes(row, "bytes")?.unwrap_or_default();
        hasher.update(bytes);
        length += bytes.len() as u64;
    }
    Ok((Digest(hasher.finalize().into()), length))
}

/// Checks that everything confirmed and briefed stands in the record.
fn check_said(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    for table in ["confirmation", "briefing"] {
        let select = format!("SELECT edition, text FROM {table} WHERE key = ?1");
        for key in keys::all(connection, table, "key", report) {
            let said = with_key(connection, &select, key, |row| {
                let text = row::bytes(row, "text")?.unwrap_or_default();
                Ok((row.get("edition")?, Digest::of(text)))
            });
            match said {
                Ok(Some(said)) if !recorded.said.contains(&said) => {
                    let found = format!("the record does not know a {table}");
                    report.add(Part::Edition(said.0), found);
                }
                Ok(_) => {}
                Err(error) => report.add_error(Part::File, error),
            }
        }
    }
}
