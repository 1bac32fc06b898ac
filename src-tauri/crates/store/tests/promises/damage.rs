//! Damage and tampering: noticed, named, and survived as far as can be.

use std::fs;
use std::path::Path;

use handbook::{Change, Digest, Revision};
use rusqlite::Connection;
use store::{Error, Part, Report, Workspace, doctor};

use crate::sample::{Place, approve, at, id, issue, reword, standard};

/// A workspace with three standards, four revisions and an edition.
fn filled(place: &Place) -> Vec<Revision> {
    let mut workspace = place.create();
    for number in 1..=3 {
        let code = format!("PH-0{number}");
        workspace
            .add_draft(&standard(number, &code, &"words ".repeat(300)), at(1))
            .unwrap();
        approve(&mut workspace, id(number), Change::Material);
    }
    issue(&mut workspace, 1);
    reword(&mut workspace, id(3), "Another text.");
    approve(&mut workspace, id(3), Change::Editorial);
    (1..=3)
        .flat_map(|n| workspace.revisions(id(n)).unwrap())
        .collect()
}

/// Changes a file behind the store's back: the triggers are away meanwhile.
pub fn tamper(path: &Path, statement: &str) {
    let connection = Connection::open(path).unwrap();
    let mut select = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let triggers = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let triggers: Vec<(String, String)> = triggers.map(Result::unwrap).collect();
    drop(select);
    for (name, _) in &triggers {
        connection
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .unwrap();
    }
    connection.execute_batch(statement).unwrap();
    for (_, trigger) in &triggers {
        connection.execute_batch(trigger).unwrap();
    }
}

pub fn parts(report: &Report) -> Vec<Part> {
    report
        .faults
        .iter()
        .map(|fault| fault.part.clone())
        .collect()
}

#[test]
fn what_was_approved_issued_or_recorded_cannot_be_changed() {
    let place = Place::new();
    filled(&place);
    let connection = Connection::open(place.file()).unwrap();
    for statement in [
        "UPDATE revision SET note = 'x'",
        "DELETE FROM revision WHERE number = 2",
        "UPDATE edition SET sheet = ''",
        "DELETE FROM edition",
        "UPDATE edition_revision SET place = 9 WHERE place = 0",
        "DELETE FROM edition_revision",
        "UPDATE edition_file SET bytes = NULL",
        "DELETE FROM edition_file",
        "UPDATE record SET actor = 'x'",
        "DELETE FROM record WHERE seq = 2",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE seq = 2",
    ] {
        connection
            .pragma_update(None, "recursive_triggers", true)
            .unwrap();
        let refused = connection.execute_batch(statement).expect_err(statement);
        let text = refused.to_string();
        assert!(text.contains("is never"), "{statement}: {text}");
    }
    assert!(doctor(&place.file()).unwrap().is_sound());
}

#[test]
fn a_sound_workspace_is_found_sound() {
    let place = Place::new();
    let revisions = filled(&place);
    let report = doctor(&place.file()).unwrap();
    assert_eq!(report.faults, []);
    assert_eq!(report.drafts.len(), 3);
    assert_eq!(report.revisions.len(), revisions.len());
    assert_eq!((report.editions, report.entries), (vec![1], 6));
    assert_eq!(place.names(), ["Service.plumbline"]);
}

#[test]
fn a_changed_entry_of_the_record_is_found() {
    let place = Place::new();
    filled(&place);
    tamper(
        &place.file(),
        "UPDATE record SET actor = 'Somebody else' WHERE seq = 3",
    );
    let report = doctor(&place.file()).unwrap();
    assert_eq!(parts(&report), [Part::Record(3)]);
    assert_eq!(report.revisions.len(), 4, "the texts are still there");
    let opened = Workspace::open(&place.file());
    assert!(matches!(
        opened,
        Err(Error::Damaged {
            part: Part::Record(3),
            ..
        })
    ));
}

#[test]
fn a_removed_entry_of_the_record_is_found() {
    let place = Place::new();
    filled(&place);
    tamper(&place.file(), "DELETE FROM record WHERE seq = 2");
    let report = doctor(&place.file()).unwrap();
    assert!(parts(&report).contains(&Part::Record(2)), "{report:?}");
    assert!(Workspace::open(&place.file()).is_err());
}

#[test]
fn a_changed_revision_is_refused_and_the_others_are_read() {
    let place = Place::new();
    filled(&place);
    let changed = "CAST(replace(CAST(text AS TEXT), 'adviser', 'cleaner') AS BLOB)";
    tamper(
        &place.file(),
        &format!("UPDATE revision SET text = {changed} WHERE key = 2"),
    );
    let report = doctor(&place.file()).unwrap();
    assert_eq!(parts(&report), [Part::Revision(id(2), 1)]);
    assert_eq!(report.revisions.len(), 3);
    let workspace = Workspace::open(&place.file()).unwrap();
    let refused = workspace.revision(id(2), 1);
    assert!(matches!(
        refused,
        Err(Error::Damaged {
            part: Part::Revision(..),
            ..
        })
    ));
    assert!(workspace.revision(id(1), 1).unwrap().is_some());
}

#[test]
fn a_forged_revision_with_a_fitting_digest_does_not_agree_with_the_record() {
    let place = Place::new();
    let revisions = filled(&place);
    let forged = handbook::to_markdown(&revisions[1].standard).replace("adviser", "cleaner");
    let connection = Connection::open(place.file()).unwrap();
    connection
        .execute_batch("DROP TRIGGER revision_is_not_changed")
        .unwrap();
    let digest = Digest::of(forged.as_bytes());
    let update = "UPDATE revision SET text = ?1, digest = ?2 WHERE key = 2";
    connection
        .execute(update, (forged.as_bytes(), digest.0))
        .unwrap();
    drop(connection);
    let opened = Workspace::open(&place.file());
    assert!(
        matches!(
            opened,
            Err(Error::Damaged {
                part: Part::Schema,
                ..
            })
        ),
        "a trigger is away"
    );
    let report = doctor(&place.file()).unwrap();
    assert!(
        parts(&report).contains(&Part::Revision(id(2), 1)),
        "{report:?}"
    );
    assert!(parts(&report).contains(&Part::Edition(1)), "{report:?}");
    assert_eq!(report.revisions.len(), 3);
}

#[test]
fn an_index_that_does_not_fit_its_texts_is_found() {
    let place = Place::new();
    filled(&place);
    tamper(
        &place.file(),
        "UPDATE search_text SET body = 'nothing of the kind' WHERE draft = 1",
    );
    let report = doctor(&place.file()).unwrap();
    assert_eq!(parts(&report), [Part::Search]);
    tamper(&place.file(), "DELETE FROM search_text");
    assert_eq!(
        parts(&doctor(&place.file()).unwrap()),
        [Part::Search, Part::Search, Part::Search]
    );
}

#[test]
fn a_file_that_ends_early_is_refused_and_its_beginning_examined() {
    let place = Place::new();
    filled(&place);
    let whole = fs::read(place.file()).unwrap();
    for length in (1..whole.len()).step_by(4093) {
        fs::write(place.file(), &whole[..length]).unwrap();
        let opened = Workspace::open(&place.file());
        let is_named = matches!(
            opened,
            Err(Error::Truncated { .. } | Error::NotAWorkspace(_))
        );
        assert!(is_named, "{length}: {opened:?}");
        let examined = doctor(&place.file());
        assert!(
            examined.is_err() || examined.is_ok_and(|report| !report.is_sound()),
            "{length}"
        );
    }
}

#[test]
fn a_flipped_bit_never_changes_an_approved_text_unnoticed() {
    let place = Place::new();
    let revisions = filled(&place);
    let whole = fs::read(place.file()).unwrap();
    let mut noticed = 0;
    // Empty pages of tables that hold nothing yet do not count.
    let filled: Vec<usize> = (0..whole.len())
        .filter(|place| whole[*place] != 0)
        .collect();
    let places = filled.iter().copied().step_by(filled.len() / 400);
    for place_of_flip in places.clone() {
        let mut flipped = whole.clone();
        flipped[place_of_flip] ^= 1 << (place_of_flip % 8);
        fs::write(place.file(), &flipped).unwrap();
        noticed += usize::from(doctor(&place.file()).map_or(true, |report| !report.is_sound()));
        let Ok(workspace) = Workspace::open(&place.file()) else {
            continue;
        };
        for revision in &revisions {
            if let Ok(Some(read)) = workspace.revision(revision.id(), revision.number) {
                assert_eq!(read.standard, revision.standard, "byte {place_of_flip}");
            }
        }
        if let Ok(latest) = workspace.latest_revisions() {
            assert!(
                latest
                    .iter()
                    .all(|read| revisions.iter().any(|r| r.standard == read.standard))
            );
        }
    }
    assert!(noticed > places.count() / 4, "{noticed} flips were noticed");
}

#[test]
fn what_lies_beside_a_destroyed_page_can_still_be_read() {
    let place = Place::new();
    let mut workspace = place.create();
    for number in 1..=200 {
        workspace
            .add_draft(&standard(number, &format!("PH-{number}"), "Rule"), at(1))
            .unwrap();
        approve(&mut workspace, id(number), Change::Material);
    }
    drop(workspace);
    let connection = Connection::open(place.file()).unwrap();
    let leaf =
        "SELECT pageno FROM dbstat WHERE name = 'revision' AND pagetype = 'leaf' LIMIT 1 OFFSET 5";
    let page: usize = connection.query_row(leaf, [], |row| row.get(0)).unwrap();
    drop(connection);
    let mut bytes = fs::read(place.file()).unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0xAA);
    fs::write(place.file(), bytes).unwrap();
    let report = doctor(&place.file()).unwrap();
    assert!(!report.is_sound());
    assert_eq!((report.drafts.len(), report.entries), (200, 201));
    assert!(
        report.revisions.len() > 150,
        "{} revisions",
        report.revisions.len()
    );
    let missing = parts(&report)
        .iter()
        .filter(|part| matches!(part, Part::Revision(..)))
        .count();
    assert_eq!(
        report.revisions.len() + missing,
        200,
        "what is lost is named"
    );
}
