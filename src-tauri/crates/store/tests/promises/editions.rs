//! Editions, what changed since, and the identity that signs them.

use handbook::{Change, Changed, Digest, EventKind};
use store::{Error, Identity, Workspace};

use crate::sample::{ACTOR, approve, at, id, in_memory, issue, next_edition, reword, standard};

/// A workspace with three approved standards.
fn approved() -> Workspace {
    let mut workspace = in_memory();
    for (number, code) in [(1, "PH-10"), (2, "PH-9"), (3, "CS-1")] {
        let text = standard(number, code, "A rule");
        workspace.add_draft(&text, at(1)).unwrap();
        approve(&mut workspace, id(number), Change::Material);
    }
    workspace
}

#[test]
fn an_edition_reads_back_as_it_was_issued_whatever_comes_later() {
    let mut workspace = approved();
    let first = issue(&mut workspace, 1);
    let codes: Vec<_> = first
        .revisions
        .iter()
        .map(|r| r.standard.code.0.as_str())
        .collect();
    assert_eq!(codes, ["CS-1", "PH-9", "PH-10"], "in reading order");
    reword(&mut workspace, id(1), "Another text.");
    approve(&mut workspace, id(1), Change::Editorial);
    workspace.retire(id(2), ACTOR, at(70)).unwrap();
    let second = issue(&mut workspace, 2);
    assert_eq!(workspace.edition(1).unwrap(), first);
    assert_eq!(workspace.edition(2).unwrap(), second);
    assert_eq!(workspace.last_edition().unwrap(), Some(second.clone()));
    assert_eq!(
        workspace.editions().unwrap(),
        [first.sheet(), second.sheet()]
    );
    assert!(matches!(
        workspace.edition(3),
        Err(Error::UnknownEdition(3))
    ));
}

#[test]
fn issuing_is_recorded_and_the_edition_file_can_be_handed_out_again() {
    let mut workspace = approved();
    let edition = issue(&mut workspace, 4);
    let entry = workspace.record_head().unwrap().unwrap();
    assert_eq!(
        (entry.kind, entry.subject.as_str()),
        (EventKind::Issued, "4")
    );
    assert!(entry.body.contains(&edition.digest().to_string()));
    let handed_out = workspace
        .edition_file(4, "Service-edition-4.edition")
        .unwrap();
    assert_eq!(handed_out.as_deref(), Some(&b"the edition file"[..]));
    let signature = workspace
        .edition_file(4, "Service-edition-4.edition.p7s")
        .unwrap();
    assert_eq!(signature.as_deref(), Some(&b"the signature"[..]));
    assert_eq!(
        workspace.edition_file(4, "Service-edition-4.pdf").unwrap(),
        None
    );
    let files = workspace.edition_files(4).unwrap();
    assert_eq!(files[2].name, "Service-edition-4.pdf");
    assert_eq!(files[2].digest, Digest::of(b"the pages"));
    assert_eq!(files[2].length, 9);
    assert_eq!(workspace.edition_files(5).unwrap(), []);
}

#[test]
fn an_edition_follows_the_last_one() {
    let mut workspace = approved();
    issue(&mut workspace, 4);
    let refused = |edition, workspace: &mut Workspace| {
        let refused = workspace.add_edition(&edition, &[], ACTOR);
        assert!(
            matches!(refused, Err(Error::NotTheNext { last: Some(4), .. })),
            "{refused:?}"
        );
    };
    refused(next_edition(&workspace, 4), &mut workspace);
    refused(next_edition(&workspace, 3), &mut workspace);
    let mut orphan = next_edition(&workspace, 5);
    orphan.previous = None;
    refused(orphan, &mut workspace);
    issue(&mut workspace, 9);
}

#[test]
fn an_edition_with_a_text_that_was_never_approved_is_refused_whole() {
    let mut workspace = approved();
    let mut edition = next_edition(&workspace, 1);
    edition.revisions[2].digest = Digest::of(b"another text");
    let refused = workspace.add_edition(&edition, &[], ACTOR);
    assert!(matches!(
        refused,
        Err(Error::UnknownRevision { number: 1, .. })
    ));
    let edition = next_edition(&workspace, 1);
    let twice = [
        ("a.pdf".to_string(), vec![1]),
        ("a.pdf".to_string(), vec![2]),
    ];
    let refused = workspace.add_edition(&edition, &twice, ACTOR);
    assert!(matches!(refused, Err(Error::TwoFiles(_))));
    assert_eq!(workspace.editions().unwrap(), []);
    let head = workspace.record_head().unwrap().unwrap();
    assert_eq!(head.kind, EventKind::Approved);
}

#[test]
fn changes_tell_what_is_new_replaced_and_withdrawn() {
    let mut workspace = approved();
    issue(&mut workspace, 1);
    assert_eq!(workspace.changes_since(None).unwrap(), []);
    assert_eq!(workspace.changes_since(Some(1)).unwrap(), []);
    // One standard is reworded twice, first so that something else must be done.
    reword(&mut workspace, id(1), "Something else must be done.");
    approve(&mut workspace, id(1), Change::Material);
    reword(&mut workspace, id(1), "The same in other words.");
    approve(&mut workspace, id(1), Change::Editorial);
    reword(&mut workspace, id(3), "Only other words.");
    approve(&mut workspace, id(3), Change::Editorial);
    workspace.retire(id(2), ACTOR, at(70)).unwrap();
    workspace
        .add_draft(&standard(4, "PH-11", "New"), at(71))
        .unwrap();
    approve(&mut workspace, id(4), Change::Material);
    // A draft that is not approved is no change.
    reword(&mut workspace, id(4), "Still being written.");
    let before = |number| Box::new(workspace.revision(id(number), 1).unwrap().unwrap());
    let expected = [
        Changed::Replaced {
            before: before(3),
            change: Change::Editorial,
        },
        Changed::Replaced {
            before: before(1),
            change: Change::Material,
        },
        Changed::Added(id(4)),
        Changed::Withdrawn(before(2)),
    ];
    assert_eq!(workspace.changes_since(Some(1)).unwrap(), expected);
    assert!(matches!(
        workspace.changes_since(Some(7)),
        Err(Error::UnknownEdition(7))
    ));
}

#[test]
fn a_text_restored_to_that_of_the_edition_is_a_change_only_once_it_is_approved_anew() {
    let mut workspace = approved();
    issue(&mut workspace, 1);
    reword(&mut workspace, id(1), "Something else.");
    approve(&mut workspace, id(1), Change::Material);
    workspace.restore(id(1), 1, ACTOR, at(80)).unwrap();
    let third = approve(&mut workspace, id(1), Change::Material);
    assert_eq!(third.number, 3);
    let [Changed::Replaced { before, .. }] = &workspace.changes_since(Some(1)).unwrap()[..] else {
        panic!("one change")
    };
    assert_eq!((before.number, before.digest), (1, third.digest));
}

#[test]
fn the_last_identity_is_the_one_in_use() {
    let mut workspace = in_memory();
    assert_eq!(workspace.identity().unwrap(), None);
    let identity = |name: &str, publishers: Vec<Vec<u8>>| Identity {
        name: name.to_string(),
        root: vec![1, 2, 3],
        publishers,
        sealed_key: "sealed".to_string(),
    };
    let first = identity("Example Stores", vec![vec![4], vec![5]]);
    workspace.save_identity(&first, ACTOR, at(1)).unwrap();
    assert_eq!(workspace.identity().unwrap(), Some(first));
    let second = identity("Example Stores", vec![vec![6]]);
    workspace.save_identity(&second, ACTOR, at(2)).unwrap();
    assert_eq!(workspace.identity().unwrap(), Some(second.clone()));
    let entry = workspace.record_head().unwrap().unwrap();
    assert_eq!(entry.kind, EventKind::Identified);
    assert!(
        !format!("{second:?}").contains("sealed"),
        "keys do not get into logs"
    );
}
