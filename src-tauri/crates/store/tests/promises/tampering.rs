//! Tampering with what publisher and branches exchanged: stopped where it is an accident, and
//! found where it is not.

use std::fs;

use handbook::{Digest, Receipt};
use rusqlite::Connection;
use store::{Error, NewState, Part, Workspace, doctor};

use crate::damage::{parts, tamper};
use crate::exchange::{
    branch_id, briefing, collect, confirmation, content, enrol, joined, publisher, receipt, signed,
};
use crate::receiving::{edition, receive};
use crate::sample::{ACTOR, Place, at, id};

/// A publisher's workspace with something in every table of its own that is only added to.
fn exchanged(place: &Place) -> Workspace {
    let mut workspace = publisher(place, 2);
    let digest = Digest::of(b"trust");
    workspace
        .add_trust(1, digest, b"trust", ACTOR, at(2))
        .unwrap();
    workspace
        .add_root_copy(digest, "the safe", ACTOR, at(2))
        .unwrap();
    let state = NewState {
        epoch: 1,
        seq: 1,
        content: digest,
        der: b"state",
    };
    workspace.add_published(&state, ACTOR, at(3)).unwrap();
    enrol(&mut workspace, 1, 1);
    let first = receipt(1, 1, 8, Receipt::START);
    collect(&mut workspace, &first);
    collect(&mut workspace, &receipt(1, 2, 9, content(&first)));
    collect(&mut workspace, &receipt(2, 1, 9, Receipt::START));
    let branches = [branch_id(1)];
    workspace
        .add_reminders(&branches, 9, "by phone", ACTOR, at(4))
        .unwrap();
    workspace
        .add_refusal("an object", None, "unreadable", ACTOR, at(5))
        .unwrap();
    workspace
        .add_arrivals(1, "ab", 1, digest, 1, at(6))
        .unwrap();
    workspace
}

/// A branch's workspace with something in every table of its own that is only added to.
fn lived(place: &Place) -> Workspace {
    let mut workspace = joined(place);
    receive(&mut workspace, &edition(5), false).unwrap();
    let first = receipt(1, 1, 5, Receipt::START);
    let (digest, bytes) = (content(&first), signed(&first));
    workspace
        .add_own_receipt(&first, digest, &bytes, ACTOR, at(300))
        .unwrap();
    let confirmed = [confirmation("Adviser A")];
    workspace
        .add_confirmations(5, &confirmed, ACTOR, at(301))
        .unwrap();
    workspace
        .add_briefing(5, &briefing(), ACTOR, at(302))
        .unwrap();
    workspace
}

#[test]
fn what_was_exchanged_cannot_be_changed_or_removed() {
    let (ours, theirs) = (Place::new(), Place::new());
    drop((exchanged(&ours), lived(&theirs)));
    let never = |place: &Place, tables: &[&str]| {
        let connection = Connection::open(place.file()).unwrap();
        for table in tables {
            let column = "SELECT name FROM pragma_table_info(?1) WHERE pk = 0 LIMIT 1";
            let column: String = connection
                .query_row(column, [table], |row| row.get(0))
                .unwrap();
            let update = format!("UPDATE {table} SET {column} = {column}");
            for statement in [update, format!("DELETE FROM {table}")] {
                let refused = connection.execute_batch(&statement).expect_err(&statement);
                let text = refused.to_string();
                assert!(text.contains("is never"), "{statement}: {text}");
            }
        }
    };
    never(
        &ours,
        &[
            "trust",
            "root_copy",
            "state",
            "request",
            "reminder",
            "receipt_bytes",
            "receipt",
            "refusal",
            "arrivals",
        ],
    );
    never(
        &theirs,
        &[
            "received_edition",
            "received_piece",
            "received_entry",
            "received_text",
            "received_revision",
            "confirmation",
            "briefing",
            "own_receipt",
        ],
    );
    let connection = Connection::open(ours.file()).unwrap();
    for statement in [
        "DELETE FROM branch",
        "DELETE FROM certificate",
        "UPDATE certificate SET from_seq = 7, until_seq = 9",
        "UPDATE certificate SET fingerprint = zeroblob(32), until_seq = 9",
    ] {
        let refused = connection.execute_batch(statement).expect_err(statement);
        assert!(refused.to_string().contains("is never"), "{statement}");
    }
}

#[test]
fn whatever_is_changed_among_the_receipts_is_found() {
    let id = branch_id(1);
    let whole = Place::new();
    drop(exchanged(&whole));
    assert_eq!(doctor(&whole.file()).unwrap().faults, []);
    for (statement, part) in [
        (
            "UPDATE receipt SET person = 'Somebody else' WHERE seq = 2",
            Part::Receipt(id, 2),
        ),
        (
            "UPDATE receipt SET edition = 10 WHERE seq = 2",
            Part::Receipt(id, 2),
        ),
        (
            "UPDATE receipt SET is_after_stolen = 1 WHERE seq = 2",
            Part::Receipt(id, 2),
        ),
        (
            "UPDATE receipt SET moment = 7 WHERE seq = 2",
            Part::Receipt(id, 2),
        ),
        (
            "UPDATE receipt SET staff_confirmed = 3 WHERE seq = 2",
            Part::Receipt(id, 2),
        ),
        (
            "UPDATE receipt_bytes SET bytes = x'00' WHERE key = 2",
            Part::Receipt(id, 2),
        ),
        (
            "DELETE FROM receipt WHERE seq = 2; DELETE FROM receipt_bytes WHERE key = 2",
            Part::Receipt(id, 2),
        ),
        ("UPDATE certificate SET until_seq = 1", Part::Branch(id)),
        ("UPDATE request SET bytes = x'00'", Part::Branch(id)),
        ("UPDATE trust SET der = x'00'", Part::Trust(1)),
        ("UPDATE trust SET content = zeroblob(32)", Part::Trust(1)),
        ("UPDATE state SET content = zeroblob(32)", Part::State(1)),
        ("DELETE FROM state", Part::State(1)),
    ] {
        let place = Place::new();
        fs::copy(whole.file(), place.file()).unwrap();
        tamper(&place.file(), statement);
        let report = doctor(&place.file()).unwrap();
        assert!(parts(&report).contains(&part), "{statement}: {report:?}");
    }
}

#[test]
fn whatever_is_changed_in_what_a_branch_has_is_found() {
    let whole = Place::new();
    drop(lived(&whole));
    assert_eq!(doctor(&whole.file()).unwrap().faults, []);
    for (statement, part) in [
        (
            "UPDATE received_piece SET bytes = x'00' WHERE place = 1",
            Part::Edition(5),
        ),
        (
            "DELETE FROM received_piece WHERE place = 2",
            Part::Edition(5),
        ),
        (
            "UPDATE received_edition SET sheet = replace(sheet, 'PH', 'CS')",
            Part::Edition(5),
        ),
        (
            "UPDATE received_edition SET signature = x'00'",
            Part::Edition(5),
        ),
        (
            "UPDATE received_edition SET file_digest = zeroblob(32)",
            Part::Edition(5),
        ),
        (
            "UPDATE received_text SET quick = replace(quick, 'PH', 'CS')",
            Part::Revision(id(1), 1),
        ),
        (
            "UPDATE received_text SET text = x'00' WHERE key = 1",
            Part::File,
        ),
        (
            "UPDATE reading_text SET body = 'nothing of the kind'",
            Part::Search,
        ),
        ("UPDATE own_receipt SET bytes = x'00'", Part::OwnReceipt(1)),
        (
            "UPDATE own_receipt SET content = zeroblob(32)",
            Part::OwnReceipt(1),
        ),
        (
            "UPDATE confirmation SET text = replace(text, 'Adviser A', 'B')",
            Part::Edition(5),
        ),
        (
            "UPDATE briefing SET text = replace(text, 'played', 'read')",
            Part::Edition(5),
        ),
        ("UPDATE membership SET roots = ''", Part::Membership),
    ] {
        let place = Place::new();
        fs::copy(whole.file(), place.file()).unwrap();
        tamper(&place.file(), statement);
        let report = doctor(&place.file()).unwrap();
        let is_named = parts(&report).contains(&part) || (part == Part::File && !report.is_sound());
        assert!(is_named, "{statement}: {report:?}");
    }
}

#[test]
fn a_changed_piece_of_an_edition_file_is_never_read() {
    let place = Place::new();
    drop(lived(&place));
    let change = "UPDATE received_piece SET bytes = zeroblob(length(bytes)) WHERE place = 1";
    tamper(&place.file(), change);
    let workspace = Workspace::open(&place.file()).unwrap();
    let read = workspace.edition_entry(5, "handbook.html");
    assert!(
        matches!(
            read,
            Err(Error::Damaged {
                part: Part::Edition(5),
                ..
            })
        ),
        "{read:?}"
    );
    assert_eq!(workspace.read_edition_file(5, 0, 9).unwrap().len(), 9);
}
