//! Branches, receipts and signed bytes to try things on.

use handbook::{
    Branch, BranchId, Briefing, ConfirmedHow, Digest, Language, Receipt, StaffConfirmation,
};
use jiff::Timestamp;
use store::{Membership, NewReceipt, NewRequest, Taken, Workspace};

use crate::sample::{ACTOR, Place, at, handbook};

pub fn branch_id(number: u32) -> BranchId {
    let mut random = [0; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    BranchId::new(at(i64::from(number)), random)
}

pub fn branch(number: u32) -> Branch {
    Branch {
        id: branch_id(number),
        name: format!("Branch {number}"),
        region: "North".to_string(),
        manager: "Branch manager".to_string(),
        email: String::new(),
        language: Language::English,
        audience: Vec::new(),
    }
}

/// A publisher's workspace with `count` branches.
pub fn publisher(place: &Place, count: u32) -> Workspace {
    let mut workspace = place.create();
    let branches: Vec<Branch> = (1..=count).map(branch).collect();
    workspace.save_branches(&branches, ACTOR, at(1)).unwrap();
    workspace
}

/// What stands for a branch's certificate.
pub fn certificate(number: u32, key: u32) -> Vec<u8> {
    format!("certificate {key} of branch {number}").into_bytes()
}

/// Lets a branch ask for a key.
pub fn ask(workspace: &mut Workspace, number: u32, key: u32, second: i64) -> Digest {
    ask_with(workspace, number, key, None, second)
}

/// Lets a branch ask for a key with an invite's secret.
pub fn ask_with(
    workspace: &mut Workspace,
    number: u32,
    key: u32,
    invite: Option<[u8; 16]>,
    second: i64,
) -> Digest {
    let certificate = certificate(number, key);
    let bytes = [b"request with ".as_slice(), &certificate].concat();
    let request = NewRequest {
        branch: branch_id(number),
        bytes: &bytes,
        certificate: &certificate,
        invite,
        asked_by: "Branch manager",
        asked_at: at(second),
        object: None,
    };
    let taken = workspace.add_requests(&[request], ACTOR, at(second));
    assert_eq!(taken.unwrap(), [Taken::New]);
    Digest::of(&certificate)
}

/// Lets a branch ask for a key and accepts it.
pub fn enrol(workspace: &mut Workspace, number: u32, key: u32) -> Digest {
    let fingerprint = ask(workspace, number, key, 10);
    let keys = [(branch_id(number), fingerprint)];
    workspace.enrol(&keys, ACTOR, at(11)).unwrap();
    fingerprint
}

/// A receipt that follows `prev`.
pub fn receipt(number: u32, seq: u64, edition: u32, prev: Digest) -> Receipt {
    let made_at = at(1_000 * i64::from(edition) + i64::from(number));
    Receipt {
        format: Receipt::FORMAT,
        handbook: handbook().id,
        branch: branch_id(number),
        seq,
        prev,
        edition,
        edition_sha256: Digest::of(b"the edition file"),
        since_edition: edition.checked_sub(1).filter(|edition| *edition > 0),
        audience: Vec::new(),
        standards: Vec::new(),
        shown_sha256: Digest::of(b"the changes"),
        language: Language::English,
        statement: "I have read the changes.".to_string(),
        person: "Branch manager".to_string(),
        role: "Manager".to_string(),
        acknowledged_at: made_at,
        made_at,
        newest_issued_at: at(0),
        staff: Vec::new(),
        staff_count: 3,
        briefing: None,
    }
}

/// The digest of a receipt's content.
pub fn content(receipt: &Receipt) -> Digest {
    Digest::of(receipt.to_json().as_bytes())
}

/// What stands for the signed bytes of a receipt.
pub fn signed(receipt: &Receipt) -> Vec<u8> {
    format!("signed {}", receipt.to_json()).into_bytes()
}

/// The name of a receipt in a depot.
pub fn object(receipt: &Receipt) -> String {
    let (shelf, digest) = (receipt.branch.shelf(), Digest::of(&signed(receipt)));
    let (branch, seq) = (receipt.branch, receipt.seq);
    format!("handbook/v1/inbox/000001/{shelf}/{branch}-{seq:06}-{digest}.p7m")
}

pub fn new<'a>(receipt: &'a Receipt, bytes: &'a [u8], received_at: Timestamp) -> NewReceipt<'a> {
    NewReceipt {
        receipt,
        content: content(receipt),
        bytes,
        label: 1,
        object: None,
        received_at,
        is_clock_doubtful: false,
        is_after_stolen: false,
    }
}

/// Adds one receipt as an hour late.
pub fn collect(workspace: &mut Workspace, receipt: &Receipt) -> store::Taken {
    let bytes = signed(receipt);
    let received_at = receipt.made_at + jiff::SignedDuration::from_hours(1);
    let taken = workspace.add_receipts(&[new(receipt, &bytes, received_at)], ACTOR, at(90_000));
    taken.unwrap()[0]
}

pub fn membership() -> Membership {
    Membership {
        handbook: handbook(),
        branch: branch(1),
        certificate: certificate(1, 1),
        key: "-----BEGIN PRIVATE KEY----- of branch 1".to_string(),
        roots: vec!["the first root".to_string(), "the second root".to_string()],
        threshold: 2,
        depot: Some("https://depot.example/handbook".to_string()),
        at_least_seq: 3,
    }
}

/// A branch's workspace.
pub fn joined(place: &Place) -> Workspace {
    Workspace::create_branch(&place.file(), &membership(), ACTOR, at(0)).unwrap()
}

pub fn confirmation(person: &str) -> StaffConfirmation {
    StaffConfirmation {
        person: person.to_string(),
        role: "Adviser".to_string(),
        how: ConfirmedHow::InTheApp,
        at: at(50),
        entered_by: None,
    }
}

pub fn briefing() -> Briefing {
    Briefing {
        on: jiff::civil::date(2026, 9, 1),
        led_by: "Branch manager".to_string(),
        present: vec!["Adviser A".to_string()],
        absent: Vec::new(),
        note: "The complaint was played.".to_string(),
    }
}
