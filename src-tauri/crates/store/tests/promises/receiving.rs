//! A branch's side: joining, receiving, ticking, confirming, acknowledging.

use handbook::{
    Change, Digest, Edition, EventKind, HandbookId, Receipt, Revision, Standard, to_markdown,
};
use store::{Error, Kind, NewEdition, NewState, Person, Workspace, doctor};

use crate::exchange::{
    branch_id, briefing, confirmation, content, joined, membership, receipt, signed,
};
use crate::sample::{ACTOR, Place, at, handbook, id, standard};

/// More than two pieces, each byte different from those around it.
pub fn file(number: u32) -> Vec<u8> {
    (0..2_500_000_u32)
        .map(|place| (place / 7 + place + number) as u8)
        .collect()
}

fn revision(standard: Standard, number: u32) -> Revision {
    Revision {
        digest: Digest::of(to_markdown(&standard).as_bytes()),
        standard,
        number,
        author: "HR editor".to_string(),
        approver: "Head of service".to_string(),
        approved_at: at(1),
        note: "First text".to_string(),
        change: Change::Material,
    }
}

/// An edition with two rules; the second one names the edition.
pub fn edition(number: u32) -> Edition {
    let same = standard(1, "PH-01", "Answer within two minutes");
    let other = standard(2, "PH-02", &format!("Rule of edition {number}"));
    Edition {
        handbook: handbook(),
        number,
        issued_at: at(100),
        effective_on: jiff::civil::date(2026, 9, 1),
        next_expected_by: None,
        note: "An edition".to_string(),
        previous: number.checked_sub(1).filter(|before| *before > 0),
        revisions: vec![revision(same, 1), revision(other, number)],
        changes: Vec::new(),
    }
}

pub fn receive(
    workspace: &mut Workspace,
    edition: &Edition,
    is_older_allowed: bool,
) -> Result<(), Error> {
    let (bytes, sheet) = (file(edition.number), edition.sheet());
    let mut receiving = workspace.receive_edition(edition.number)?;
    for piece in bytes.chunks(300_000) {
        receiving.add_piece(piece)?;
    }
    for revision in &edition.revisions {
        receiving.add_revision(to_markdown(&revision.standard).as_bytes())?;
    }
    receiving.add_entry("handbook.html", 1_000_000, 1_200_000)?;
    let new = NewEdition {
        sheet: &sheet,
        file: Digest::of(&bytes),
        length: bytes.len() as u64,
        signature: b"the signature",
        signer: "Example Stores",
        is_older_allowed,
    };
    receiving.finish(&new, ACTOR, at(200))
}

#[test]
fn a_branchs_workspace_knows_what_it_is_and_only_its_owner_may_read_it() {
    let place = Place::new();
    let mut workspace = joined(&place);
    assert_eq!(workspace.kind().unwrap(), Kind::Branch);
    assert_eq!(workspace.membership().unwrap(), Some(membership()));
    assert!(
        !format!("{:?}", membership()).contains("PRIVATE"),
        "keys do not get into logs"
    );
    let copy = place.path("Copy.plumbline");
    workspace.backup(&copy, &mut |_, _| true).unwrap();
    #[cfg(unix)]
    for name in [
        "Service.plumbline",
        "Service.plumbline-wal",
        "Copy.plumbline",
    ] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(place.path(name)).map(|file| file.permissions().mode());
        assert!(
            mode.is_err() || mode.is_ok_and(|mode| mode & 0o077 == 0),
            "{name}"
        );
    }
    let mut renamed = membership().branch;
    renamed.name = "Riverside".to_string();
    workspace
        .update_membership(&renamed, None, ACTOR, at(3))
        .unwrap();
    workspace.note_enrolled(4, ACTOR, at(4)).unwrap();
    workspace.note_enrolled(4, ACTOR, at(5)).unwrap();
    drop(workspace);
    let workspace = Workspace::open(&place.file()).unwrap();
    let read = workspace.membership().unwrap().unwrap();
    assert_eq!((read.branch, read.depot), (renamed, None));
    assert_eq!(workspace.enrolled().unwrap().unwrap().at, at(4));
    let kinds = workspace
        .entries(1, 9)
        .unwrap()
        .into_iter()
        .map(|entry| entry.kind);
    let expected = [
        EventKind::Created,
        EventKind::Joined,
        EventKind::BranchSaved,
        EventKind::Enrolled,
    ];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn a_publishers_workspace_has_no_membership() {
    let mut workspace = crate::sample::in_memory();
    assert_eq!(workspace.membership().unwrap(), None);
    let refused = workspace.note_enrolled(1, ACTOR, at(1));
    assert!(matches!(refused, Err(Error::NotABranch)), "{refused:?}");
    let branch = Workspace::branch_in_memory(&membership(), ACTOR, at(0)).unwrap();
    assert_eq!(branch.membership().unwrap(), Some(membership()));
}

#[test]
fn a_received_edition_reads_back_whole_and_in_parts() {
    let place = Place::new();
    let mut workspace = joined(&place);
    let fifth = edition(5);
    receive(&mut workspace, &fifth, false).unwrap();
    let bytes = file(5);
    let length = bytes.len();
    assert_eq!(
        workspace.read_edition_file(5, 0, length + 9).unwrap(),
        bytes
    );
    assert_eq!(
        workspace.read_edition_file(5, 1_048_575, 2).unwrap(),
        bytes[1_048_575..1_048_577]
    );
    assert_eq!(
        workspace
            .read_edition_file(5, length as u64 - 1, 5)
            .unwrap(),
        bytes[length - 1..]
    );
    assert_eq!(
        workspace.read_edition_file(5, length as u64, 5).unwrap(),
        b""
    );
    let html = workspace
        .edition_entry(5, "handbook.html")
        .unwrap()
        .unwrap();
    assert_eq!(html, bytes[1_000_000..2_200_000]);
    assert_eq!(workspace.edition_entry(5, "handbook.pdf").unwrap(), None);
    assert_eq!(workspace.edition_signature(5).unwrap(), b"the signature");
    assert_eq!(workspace.sheet(5).unwrap(), fifth.sheet());
    assert_eq!(workspace.revisions_of(5).unwrap(), fifth.revisions);
    assert!(matches!(
        workspace.revisions_of(4),
        Err(Error::UnknownEdition(4))
    ));
    let received = workspace.received_editions().unwrap();
    assert_eq!(
        (received[0].number, received[0].file),
        (5, Digest::of(&bytes))
    );
    let report = doctor(&place.file()).unwrap();
    assert_eq!((report.faults, report.editions), (vec![], vec![5]));
}

#[test]
fn editions_may_be_skipped_and_an_older_one_comes_only_when_it_is_wanted() {
    let place = Place::new();
    let mut workspace = joined(&place);
    receive(&mut workspace, &edition(5), false).unwrap();
    receive(&mut workspace, &edition(8), false).unwrap();
    let refused = receive(&mut workspace, &edition(6), false);
    assert!(
        matches!(
            refused,
            Err(Error::OlderEdition {
                number: 6,
                newest: 8
            })
        ),
        "{refused:?}"
    );
    receive(&mut workspace, &edition(6), true).unwrap();
    assert!(matches!(
        receive(&mut workspace, &edition(6), true),
        Err(Error::KnownEdition(6))
    ));
    let numbers: Vec<u32> = workspace
        .received_editions()
        .unwrap()
        .iter()
        .map(|e| e.number)
        .collect();
    assert_eq!(numbers, [5, 6, 8]);
    let sixth = workspace.received_revision(id(2), 6).unwrap().unwrap();
    assert_eq!(sixth.standard.title, "Rule of edition 6");
    assert_eq!(workspace.received_revision(id(2), 7).unwrap(), None);
    // Staff find what holds now, and only that.
    let found = |text: &str| workspace.search_edition(text, 9).unwrap().len();
    assert_eq!(
        (
            found("edition 8"),
            found("edition 6"),
            found("two min"),
            found("ph-0")
        ),
        (1, 0, 1, 2)
    );
    assert_eq!(workspace.search("edition", 9).unwrap(), []);
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn an_edition_that_does_not_fit_leaves_nothing_behind() {
    let place = Place::new();
    let mut workspace = joined(&place);
    let head = workspace.record_head().unwrap();
    let (whole, other) = (edition(5), edition(6));
    let (bytes, sheet) = (file(5), whole.sheet());
    let texts = |edition: &Edition| {
        let texts = edition.revisions.iter().map(|r| to_markdown(&r.standard));
        texts.collect::<Vec<_>>()
    };
    let attempt = |workspace: &mut Workspace, file: &[u8], texts: &[String], sheet| {
        let mut receiving = workspace.receive_edition(5).unwrap();
        receiving.add_piece(file).unwrap();
        assert_eq!(
            receiving.read(1_048_570, 20).unwrap(),
            file[1_048_570..1_048_590]
        );
        assert_eq!(
            receiving.read(2_400_000, 10).unwrap(),
            file[2_400_000..2_400_010]
        );
        texts
            .iter()
            .for_each(|text| receiving.add_revision(text.as_bytes()).unwrap());
        let new = NewEdition {
            sheet,
            file: Digest::of(&bytes),
            length: bytes.len() as u64,
            signature: b"the signature",
            signer: "Example Stores",
            is_older_allowed: false,
        };
        receiving.finish(&new, ACTOR, at(200)).expect_err("refused")
    };
    let mut changed = bytes.clone();
    changed[2_000_000] ^= 1;
    let refused = attempt(&mut workspace, &changed, &texts(&whole), &sheet);
    assert!(
        matches!(refused, Error::WrongFile { number: 5, .. }),
        "{refused:?}"
    );
    let refused = attempt(&mut workspace, &bytes, &texts(&whole)[..1], &sheet);
    assert!(
        matches!(refused, Error::UnknownRevision { number: 5, .. }),
        "{refused:?}"
    );
    let more = [texts(&whole), texts(&other)].concat();
    let refused = attempt(&mut workspace, &bytes, &more, &sheet);
    assert!(matches!(refused, Error::ForeignText(_)), "{refused:?}");
    let mut foreign = sheet.clone();
    foreign.handbook.id = HandbookId::new(at(0), [9; 10]);
    let refused = attempt(&mut workspace, &bytes, &texts(&whole), &foreign);
    assert!(
        matches!(refused, Error::OtherHandbook { .. }),
        "{refused:?}"
    );
    let mut receiving = workspace.receive_edition(5).unwrap();
    receiving.add_piece(&bytes).unwrap();
    assert!(matches!(
        receiving.add_revision(b"no text"),
        Err(Error::UnreadableText(..))
    ));
    drop(receiving);
    assert_eq!(workspace.received_editions().unwrap(), []);
    assert_eq!(workspace.read_edition_file(5, 0, 9).unwrap(), b"");
    assert_eq!(workspace.record_head().unwrap(), head);
    receive(&mut workspace, &whole, false).unwrap();
}

#[test]
fn a_branch_never_believes_an_older_state() {
    let mut workspace = Workspace::branch_in_memory(&membership(), ACTOR, at(0)).unwrap();
    let state = |seq| NewState {
        epoch: 1,
        seq,
        content: Digest::of(&[seq as u8]),
        der: b"signed",
    };
    workspace.add_seen(&state(9), at(1)).unwrap();
    workspace.add_seen(&state(9), at(2)).unwrap();
    let refused = workspace.add_seen(&state(8), at(3));
    assert!(
        matches!(refused, Err(Error::OlderState { .. })),
        "{refused:?}"
    );
    let other = NewState {
        content: Digest::of(b"other"),
        ..state(9)
    };
    let refused = workspace.add_seen(&other, at(3));
    assert!(
        matches!(refused, Err(Error::TwoPublishers((1, 9)))),
        "{refused:?}"
    );
    assert_eq!(workspace.seen().unwrap().unwrap().at, at(1));
}

#[test]
fn ticks_come_and_go_and_confirmations_stay() {
    let place = Place::new();
    let mut workspace = joined(&place);
    receive(&mut workspace, &edition(5), false).unwrap();
    workspace.tick(5, Some(4), &[id(1)], true, at(1)).unwrap();
    workspace.tick(5, Some(4), &[id(2)], true, at(1)).unwrap();
    workspace.tick(5, Some(4), &[id(1)], false, at(2)).unwrap();
    assert_eq!(workspace.ticked(5, Some(4)).unwrap(), [id(2)]);
    assert_eq!(workspace.ticked(5, None).unwrap(), []);
    let refused = workspace.tick(6, None, &[id(1)], true, at(1));
    assert!(matches!(refused, Err(Error::UnknownEdition(6))));
    let person = |id: &str, name: &str, is_gone| Person {
        id: id.to_string(),
        name: name.to_string(),
        role: "Adviser".to_string(),
        is_gone,
    };
    workspace
        .save_person(&person("1", "Adviser A", false))
        .unwrap();
    let refused = workspace.save_person(&person("2", "adviser a", false));
    assert!(
        matches!(refused, Err(Error::DuplicateNames(_))),
        "confirmations name people"
    );
    workspace
        .save_person(&person("1", "Adviser A", true))
        .unwrap();
    workspace
        .save_person(&person("2", "adviser a", false))
        .unwrap();
    assert_eq!(workspace.people().unwrap().len(), 2);
    let both = [confirmation("Adviser A"), confirmation("Adviser B")];
    assert_eq!(
        workspace
            .add_confirmations(5, &both[..1], ACTOR, at(3))
            .unwrap(),
        1
    );
    assert_eq!(
        workspace.add_confirmations(5, &both, ACTOR, at(4)).unwrap(),
        1,
        "the first counts"
    );
    assert_eq!(workspace.confirmations(5).unwrap(), both);
    workspace
        .add_briefing(5, &briefing(), ACTOR, at(5))
        .unwrap();
    assert_eq!(workspace.briefings(5).unwrap(), [briefing()]);
    assert_eq!(
        workspace.entries_of(EventKind::Confirmed, 9).unwrap().len(),
        2
    );
    assert_eq!(
        workspace.entries_of(EventKind::Briefed, 9).unwrap().len(),
        1
    );
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn own_receipts_form_a_chain_and_remember_how_far_they_got() {
    let place = Place::new();
    let mut workspace = joined(&place);
    receive(&mut workspace, &edition(5), false).unwrap();
    let first = receipt(1, 1, 5, Receipt::START);
    assert_eq!(first.branch, branch_id(1));
    let mut add = |receipt: &Receipt| {
        workspace.add_own_receipt(receipt, content(receipt), &signed(receipt), ACTOR, at(300))
    };
    let skipped = receipt(1, 2, 5, Receipt::START);
    assert!(matches!(
        add(&skipped),
        Err(Error::NotTheNextReceipt { given: (2, _), .. })
    ));
    add(&first).unwrap();
    assert!(matches!(
        add(&skipped),
        Err(Error::NotTheNextReceipt {
            expected: (2, _),
            ..
        })
    ));
    add(&receipt(1, 2, 5, content(&first))).unwrap();
    let unknown = receipt(1, 3, 6, Receipt::START);
    assert!(matches!(add(&unknown), Err(Error::UnknownEdition(6))));
    workspace.note_sent(1, at(301)).unwrap();
    workspace.note_sent(1, at(302)).unwrap();
    let known = [content(&first), Digest::of(b"another branch's")];
    assert_eq!(workspace.note_confirmed(&known, at(303)).unwrap(), 1);
    assert_eq!(workspace.note_confirmed(&known, at(304)).unwrap(), 0);
    let own = workspace.own_receipts().unwrap();
    assert_eq!(
        (own[0].sent_at, own[0].confirmed_at),
        (Some(at(301)), Some(at(303)))
    );
    assert_eq!((own[1].sent_at, own[1].confirmed_at), (None, None));
    assert_eq!(
        workspace.own_receipt_bytes(1).unwrap(),
        Some(signed(&first))
    );
    assert_eq!(workspace.next_seq().unwrap(), 3);
    // A branch that joined again goes on where the roster says.
    workspace.note_enrolled(9, ACTOR, at(305)).unwrap();
    assert_eq!(workspace.next_seq().unwrap(), 9);
    let report = doctor(&place.file()).unwrap();
    assert_eq!((report.faults, report.receipts), (vec![], 2));
}
