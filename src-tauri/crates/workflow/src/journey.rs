//! Journeys of the publisher with its branches, on workspaces in memory and with a fixed clock.

mod acknowledging;
mod collecting;
mod joining;
mod listing;
mod overlooking;

use std::path::Path;

use handbook::{
    Branch, BranchId, Change, Changed, Code, Digest, Edition, EnrolmentRequest, Handbook,
    HandbookId, Language, Receipt, Role, Standard, StandardId,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rand_core::OsRng;
use signing::{BranchKey, Secret};
use store::{Approval, NewReceipt, Taken, Workspace};

use crate::views::{AcknowledgedQuery, AcknowledgedRow, AcknowledgedState, AcknowledgedView};
use crate::{Now, Roots};

const ACTOR: &str = "HR";
const PASSPHRASE: &str = "a passphrase for trials";

/// The fixed clock: days are counted from the first of June 2026.
fn day(number: i64) -> Timestamp {
    let first: Timestamp = "2026-06-01T08:00:00Z".parse().unwrap();
    first + SignedDuration::from_hours(24 * number)
}

fn date(number: i64) -> Date {
    TimeZone::UTC.to_datetime(day(number)).date()
}

/// Does something at a day.
fn at<T>(number: i64, act: impl FnOnce(&mut Now) -> T) -> T {
    act(&mut Now {
        at: day(number),
        random: &mut OsRng,
    })
}

fn publisher() -> Workspace {
    let id = HandbookId::new(day(0), [7; 10]);
    let mut handbook = Handbook::new(id, "Service", "Example Stores", Language::English);
    handbook.roles = ["Adviser", "Host"].map(Role::from).to_vec();
    Workspace::in_memory(&handbook, ACTOR, day(0)).unwrap()
}

/// Makes the organisation's root, whose files lie in `folder`.
fn found(workspace: &mut Workspace, folder: &Path) {
    let made = at(0, |now| {
        crate::make_identity(workspace, ACTOR, PASSPHRASE, Roots::One, folder, now)
    });
    made.unwrap();
}

/// Shows a second copy of the root's key.
fn copy_root(workspace: &mut Workspace, folder: &Path) {
    let copy = folder.join("second-copy.pem");
    std::fs::copy(folder.join("root-key.pem"), &copy).unwrap();
    at(0, |now| {
        crate::confirm_root_copy(workspace, &copy, ACTOR, now)
    })
    .unwrap();
}

fn enter(workspace: &mut Workspace, name: &str, roles: &[&str]) -> BranchId {
    let branch = Branch {
        id: BranchId::NONE,
        name: name.to_string(),
        region: "North".to_string(),
        manager: "Branch manager".to_string(),
        email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
        language: Language::English,
        audience: roles.iter().copied().map(Role::from).collect(),
    };
    at(0, |now| crate::save_branch(workspace, branch, ACTOR, now)).unwrap()
}

fn give_roles(workspace: &mut Workspace, branch: BranchId, roles: &[&str], on: i64) {
    let mut branch = workspace.branch(branch).unwrap().unwrap().branch;
    branch.audience = roles.iter().copied().map(Role::from).collect();
    at(on, |now| crate::save_branch(workspace, branch, ACTOR, now)).unwrap();
}

/// Signs what a branch sends to ask for its key to be accepted.
fn request(workspace: &Workspace, branch: BranchId, secret: &Secret) -> (BranchKey, Vec<u8>) {
    let key = signing::make_branch_key("Example Stores", "Branch", &mut OsRng).unwrap();
    let request = EnrolmentRequest {
        format: 1,
        handbook: workspace.handbook().unwrap().id,
        branch,
        proof: signing::proof_of(secret, key.certificate()),
        asked_by: "Branch manager".to_string(),
        asked_at: day(0),
    };
    let der = signing::write_request(&request, &key, day(0)).unwrap();
    (key, der)
}

/// Takes a request in; tells whether it is new, or why it was refused.
fn take_request(workspace: &mut Workspace, der: &[u8], on: i64) -> Result<bool, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("X.request");
    std::fs::write(&path, der).unwrap();
    let report = crate::collect(workspace, &[path], ACTOR, day(on), &mut |_| true).unwrap();
    match report.refused.into_iter().next() {
        Some(refused) => Err(refused.code.to_string()),
        None => Ok(report.requests == 1),
    }
}

/// Enters a branch whose key is accepted.
fn join(workspace: &mut Workspace, name: &str, roles: &[&str]) -> (BranchId, BranchKey) {
    let id = enter(workspace, name, roles);
    let (key, der) = request(workspace, id, &Secret::from_bytes([0; 16]));
    assert!(take_request(workspace, &der, 0).unwrap());
    let count = at(0, |now| crate::enrol(workspace, Some(&[id]), ACTOR, now)).unwrap();
    assert_eq!(count, 1);
    (id, key)
}

fn standard(workspace: &mut Workspace, code: &str, actor: &str) -> StandardId {
    let id = at(0, |now| now.standard_id());
    let mut standard = Standard::empty(id);
    standard.code = Code::from(code);
    standard.title = format!("Standard {code}");
    standard.statement = "The call is answered within 30 seconds.".to_string();
    standard.actor = Role::from(actor);
    workspace.add_draft(&standard, day(0)).unwrap();
    approve(workspace, id, Change::Material);
    id
}

fn approve(workspace: &mut Workspace, id: StandardId, change: Change) {
    let saves = workspace.draft(id).unwrap().unwrap().saves;
    let approval = Approval {
        id,
        saves,
        author: ACTOR.to_string(),
        approver: ACTOR.to_string(),
        note: String::new(),
        change,
    };
    workspace.approve(&[approval], day(0)).unwrap();
}

fn reword(workspace: &mut Workspace, id: StandardId, change: Change) {
    let draft = workspace.draft(id).unwrap().unwrap();
    let mut standard = draft.standard;
    standard.statement.push_str(" So it is.");
    workspace
        .save_draft(&standard, draft.saves, day(0))
        .unwrap();
    approve(workspace, id, change);
}

/// Issues an edition of everything that is approved.
fn issue(workspace: &mut Workspace, number: u32, on: i64) {
    let previous = number.checked_sub(1).filter(|number| *number > 0);
    let changes: Vec<Changed> = workspace.changes_since(previous).unwrap();
    let edition = Edition {
        handbook: workspace.handbook().unwrap().as_issued(),
        number,
        issued_at: day(on),
        effective_on: date(on),
        next_expected_by: None,
        note: String::new(),
        previous,
        revisions: workspace.latest_revisions().unwrap(),
        changes,
    };
    let files = [(format!("Service-edition-{number}.edition"), vec![1, 2, 3])];
    workspace.add_edition(&edition, &files, ACTOR).unwrap();
}

/// Takes a receipt in, as it arrives on the day on which it was made.
fn acknowledge(
    workspace: &mut Workspace,
    (branch, key): &(BranchId, BranchKey),
    seq: u64,
    edition: u32,
    on: i64,
) -> Digest {
    let receipt = Receipt {
        format: 1,
        handbook: workspace.handbook().unwrap().id,
        branch: *branch,
        seq,
        prev: Receipt::START,
        edition,
        edition_sha256: Digest::of(&[1, 2, 3]),
        since_edition: None,
        audience: workspace.branch(*branch).unwrap().unwrap().branch.audience,
        standards: Vec::new(),
        shown_sha256: Digest::of(b"shown"),
        language: Language::English,
        statement: "I have read it.".to_string(),
        person: "Branch manager".to_string(),
        role: "Manager".to_string(),
        acknowledged_at: day(on),
        made_at: day(on),
        newest_issued_at: day(0),
        staff: Vec::new(),
        staff_count: 5,
        briefing: None,
    };
    let content = Digest::of(receipt.to_json().as_bytes());
    let bytes = signing::sign_receipt(&receipt, key, day(on)).unwrap();
    let new = NewReceipt {
        receipt: &receipt,
        content,
        bytes: &bytes,
        label: 1,
        object: None,
        received_at: day(on),
        is_clock_doubtful: false,
        is_after_stolen: false,
    };
    let taken = workspace.add_receipts(&[new], ACTOR, day(on)).unwrap();
    assert_eq!(taken, [Taken::New]);
    content
}

fn overview(workspace: &Workspace, edition: u32, today: i64) -> AcknowledgedView {
    let query = AcknowledgedQuery {
        edition: Some(edition),
        count: 100,
        ..AcknowledgedQuery::default()
    };
    crate::acknowledged(workspace, &query, date(today), &TimeZone::UTC).unwrap()
}

fn row(view: &AcknowledgedView, id: BranchId) -> &AcknowledgedRow {
    view.rows.iter().find(|row| row.id == id).unwrap()
}

fn state(view: &AcknowledgedView, id: BranchId) -> AcknowledgedState {
    row(view, id).state
}
