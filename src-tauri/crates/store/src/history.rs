//! The doctor's look at what never changes: the record, the revisions, the editions.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{Digest, Entry, EventKind, StandardId};
use rusqlite::Connection;
use serde_json::Value;

use crate::doctor::Report;
use crate::error::Part;
use crate::{Error, edition, keys, record, revision};

/// What the record says was approved and issued.
#[derive(Default)]
struct Recorded {
    revisions: BTreeMap<(StandardId, u32), Digest>,
    editions: BTreeMap<u32, Digest>,
}

/// Checks the record, then everything that it speaks of.
pub(crate) fn check(connection: &Connection, report: &mut Report) {
    let recorded = check_record(connection, report);
    check_revisions(connection, &recorded, report);
    check_editions(connection, &recorded, report);
}

fn check_record(connection: &Connection, report: &mut Report) -> Recorded {
    let mut recorded = Recorded::default();
    let (mut next, mut prev) = (1, Entry::START);
    for key in keys::all(connection, "record", "seq", report) {
        let seq = u64::try_from(key).unwrap_or(0);
        if seq > next {
            report.add(Part::Record(next), "it is missing");
            next = seq;
        }
        match record::entries(connection, seq, 1).map(|mut found| found.pop()) {
            Ok(Some(entry)) => {
                if let Some(fault) = record::fault(&entry, next, prev) {
                    report.add(Part::Record(seq), fault);
                }
                (next, prev) = (seq + 1, entry.hash);
                report.entries += 1;
                note(&entry, &mut recorded);
            }
            Ok(None) => {}
            Err(error) => {
                report.add_error(Part::Record(seq), error);
                next = seq + 1;
            }
        }
    }
    recorded
}

/// Notes which digests an entry vouches for.
fn note(entry: &Entry, recorded: &mut Recorded) {
    let body: Value = serde_json::from_str(&entry.body).unwrap_or_default();
    let digest = |name: &str| body[name].as_str().and_then(|text| text.parse().ok());
    match entry.kind {
        EventKind::Approved => {
            let number = body["revision"]
                .as_u64()
                .and_then(|n| u32::try_from(n).ok());
            let id = entry.subject.parse().ok();
            if let (Some(id), Some(number), Some(digest)) = (id, number, digest("sha256")) {
                recorded.revisions.insert((id, number), digest);
            }
        }
        EventKind::Issued => {
            if let (Ok(number), Some(digest)) = (entry.subject.parse(), digest("sheet")) {
                recorded.editions.insert(number, digest);
            }
        }
        _ => {}
    }
}

fn check_revisions(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let mut found = BTreeSet::new();
    for key in keys::all(connection, "revision", "key", report) {
        match revision::with_key(connection, key) {
            Ok(None) => {}
            Ok(Some(revision)) => {
                let name = (revision.id(), revision.number);
                found.insert(name);
                match recorded.revisions.get(&name) {
                    Some(digest) if *digest == revision.digest => report.revisions.push(name),
                    Some(_) => report.add(revision_part(name), "the record knows another text"),
                    None => report.add(revision_part(name), "the record does not know it"),
                }
            }
            Err(error) => {
                if let Error::Damaged {
                    part: Part::Revision(id, number),
                    ..
                } = &error
                {
                    found.insert((*id, *number));
                }
                report.add_error(Part::File, error);
            }
        }
    }
    let missing = recorded
        .revisions
        .keys()
        .filter(|name| !found.contains(name));
    missing.for_each(|name| report.add(revision_part(*name), "it is missing"));
}

fn revision_part((id, number): (StandardId, u32)) -> Part {
    Part::Revision(id, number)
}

fn check_editions(connection: &Connection, recorded: &Recorded, report: &mut Report) {
    let mut found: BTreeSet<u32> = keys::all(connection, "edition", "number", report)
        .into_iter()
        .filter_map(|key| u32::try_from(key).ok())
        .collect();
    found.extend(recorded.editions.keys());
    for number in found {
        match check_edition(connection, number, recorded) {
            Ok(()) => report.editions.push(number),
            Err(error) => report.add_error(Part::Edition(number), error),
        }
        if let Err(error) = check_files(connection, number) {
            report.add_error(Part::Edition(number), error);
        }
    }
}

fn check_files(connection: &Connection, number: u32) -> Result<(), Error> {
    let files = edition::files(connection, number)?;
    files
        .iter()
        .try_for_each(|file| edition::file(connection, number, &file.name).map(drop))
}

fn check_edition(connection: &Connection, number: u32, recorded: &Recorded) -> Result<(), Error> {
    let edition = edition::edition(connection, number)?;
    let fault = |found: &str| Err(Error::damaged(Part::Edition(number), found));
    match recorded.editions.get(&number) {
        Some(digest) if *digest == edition.digest() => Ok(()),
        Some(_) => fault("the record knows another sheet"),
        None => fault("the record does not know it"),
    }
}
