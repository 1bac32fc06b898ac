//! The doctor's look at what never changes: the record, the revisions, the editions.

use std::collections::BTreeSet;

use handbook::{Entry, StandardId};
use rusqlite::Connection;

use crate::doctor::Report;
use crate::error::Part;
use crate::recorded::Recorded;
use crate::{Error, edition, exchanged, keys, record, revision};

/// Checks the record, then everything that it speaks of.
pub(crate) fn check(connection: &Connection, report: &mut Report) {
    let recorded = check_record(connection, report);
    check_revisions(connection, &recorded, report);
    check_editions(connection, &recorded, report);
    exchanged::check(connection, &recorded, report);
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
                recorded.note(&entry);
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
