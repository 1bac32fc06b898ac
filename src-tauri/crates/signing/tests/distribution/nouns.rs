//! What the tests of distribution sign: trusts, states, receipts, invites of a made-up handbook.

use handbook::{
    Arrivals, Branch, BranchId, Digest, EditionMark, EnrolmentRequest, HandbookId, Invite,
    Language, Latest, Receipt, RecordHead, Role, Roster, RosterEntry, SeenStandard, StandardId,
    Trust, TrustedPublisher,
};
use jiff::civil::date;
use signing::{
    BranchKey, Certificate, Key, Secret, Signatory, TrustInHand, make_branch_key, make_publisher,
    make_root, write_trust,
};

use crate::trial::{Dice, made_at, signed_at};

/// A root with its key.
pub type Root = (Key, Certificate);

pub fn root_of(dice: u64) -> Root {
    let role = format!("Handbook root {dice}");
    make_root("Example Shops", &role, made_at(), &mut Dice(dice)).unwrap()
}

pub fn publisher_under(root: &Root, dice: u64) -> Signatory {
    let role = format!("Handbook publisher {dice}");
    make_publisher(&root.0, &root.1, &role, made_at(), &mut Dice(dice)).unwrap()
}

pub fn handbook() -> HandbookId {
    HandbookId::new(made_at(), [7; 10])
}

pub fn branch_id(number: u8) -> BranchId {
    BranchId::new(made_at(), [number; 10])
}

/// Lists a publisher for all editions.
pub fn listed(publisher: &Signatory) -> TrustedPublisher {
    TrustedPublisher {
        certificate: publisher.certificate().to_pem(),
        from_edition: 1,
        until_edition: None,
        only: None,
    }
}

/// Writes down trust `number`, of epoch 1 until somebody says otherwise.
pub fn trust(
    number: u32,
    threshold: usize,
    roots: &[Root],
    publishers: &[TrustedPublisher],
) -> Trust {
    Trust {
        format: Trust::FORMAT,
        handbook: handbook(),
        number,
        epoch: 1,
        threshold,
        roots: roots.iter().map(|(_, root)| root.to_pem()).collect(),
        publishers: publishers.to_vec(),
        issued_at: signed_at(),
    }
}

/// A handbook's trust of one root and one publisher, in the hand of a branch.
pub fn in_hand() -> (TrustInHand, Signatory) {
    let root = root_of(11);
    let publisher = publisher_under(&root, 12);
    let roots = [root];
    let der = write_trust(&trust(1, 1, &roots, &[listed(&publisher)]), &roots).unwrap();
    let trust = signing::begin_trust(&der, &[roots[0].1.clone()], 1).unwrap();
    (trust, publisher)
}

pub fn mark(edition: u32, content: &[u8]) -> EditionMark {
    EditionMark {
        edition,
        sha256: Digest::of(content),
        length: content.len() as u64,
    }
}

/// Writes down state `seq` of epoch 1 under trust 1, with editions 1 and 2.
pub fn latest(seq: u64) -> Latest {
    Latest {
        format: Latest::FORMAT,
        handbook: handbook(),
        epoch: 1,
        seq,
        prev: Digest([0; 32]),
        trust: 1,
        editions: vec![mark(1, b"first"), mark(2, b"second")],
        roster: None,
        label: 1,
        due: vec![],
        record: RecordHead {
            entries: 40,
            head: Digest::of(b"head"),
        },
        issued_at: signed_at(),
        expect_next_by: date(2026, 6, 1),
    }
}

pub fn roster() -> Roster {
    Roster {
        format: Roster::FORMAT,
        handbook: handbook(),
        branches: vec![RosterEntry {
            branch: branch_id(1),
            certificate: branch_key(1).certificate().fingerprint(),
            from_seq: 1,
            until_seq: None,
            audience: vec!["Adviser".into()],
        }],
    }
}

pub fn arrivals() -> Arrivals {
    Arrivals {
        format: Arrivals::FORMAT,
        handbook: handbook(),
        label: 1,
        shelf: branch_id(1).shelf(),
        number: 1,
        receipts: vec![Digest::of(b"receipt")],
    }
}

pub fn branch_key(number: u8) -> BranchKey {
    let dice = &mut Dice(100 + u64::from(number));
    make_branch_key("Example Shops", "Riverside", dice).unwrap()
}

pub fn receipt() -> Receipt {
    Receipt {
        format: Receipt::FORMAT,
        handbook: handbook(),
        branch: branch_id(1),
        seq: 1,
        prev: Receipt::START,
        edition: 2,
        edition_sha256: Digest::of(b"second"),
        since_edition: Some(1),
        audience: vec![Role("Adviser".to_string())],
        standards: vec![SeenStandard {
            id: StandardId::new(made_at(), [3; 10]),
            revision: 4,
            sha256: Digest::of(b"text"),
        }],
        shown_sha256: Digest::of(b"changes"),
        language: Language::English,
        statement: "I have read what changed and will brief the team.".into(),
        person: "Branch manager".into(),
        role: "Branch manager".into(),
        acknowledged_at: signed_at(),
        made_at: signed_at(),
        newest_issued_at: made_at(),
        staff: vec![],
        staff_count: 6,
        briefing: None,
    }
}

pub fn secret() -> Secret {
    Secret::generate(&mut Dice(77))
}

pub fn request(key: &BranchKey, secret: &Secret) -> EnrolmentRequest {
    EnrolmentRequest {
        format: EnrolmentRequest::FORMAT,
        handbook: handbook(),
        branch: branch_id(1),
        proof: signing::proof_of(secret, key.certificate()),
        asked_by: "Branch manager".into(),
        asked_at: signed_at(),
    }
}

pub fn invite() -> Invite {
    Invite {
        format: Invite::FORMAT,
        handbook: handbook(),
        title: "Service handbook".into(),
        organisation: "Example Shops".into(),
        branch: Branch {
            id: branch_id(1),
            name: "Riverside".into(),
            region: String::new(),
            manager: "Branch manager".into(),
            email: String::new(),
            language: Language::English,
            audience: vec![Role::from("Adviser")],
        },
        roots: vec![root_of(11).1.to_pem()],
        threshold: 1,
        trust: String::new(),
        at_least_seq: 5,
        depot: None,
        expires_on: date(2026, 4, 1),
    }
}
