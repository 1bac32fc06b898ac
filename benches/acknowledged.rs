//! How the overview feels with 20,000 branches and 12 editions, and how long its report takes.
//!
//! `cargo bench -p workflow --bench acknowledged`. The branches and receipts are synthetic and made
//! once for each run: every branch has acknowledged eleven editions, half of them the twelfth.
//! Another process measures, and prints the most memory that it has taken.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops where something fails"
)]

mod hr;

use std::path::Path;

use divan::{Bencher, black_box};
use handbook::{Branch, BranchId, Digest, Due, Language, Receipt, Role};
use hr::{PASSPHRASE, STANDARDS, day, exchange, found, id, issue, measure_apart, sample, ten};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use rand_core::OsRng;
use store::{NewReceipt, NewRequest, Workspace};
use workflow::{AcknowledgedQuery, AcknowledgedState, BranchQuery, EvidenceOrder, Now, Overviews};

const BRANCHES: usize = 20_000;
const EDITIONS: u32 = 12;
const TODAY: Date = date(2027, 7, 1);

fn main() {
    measure_apart(make_sample, divan::main);
}

fn workspace() -> Workspace {
    Workspace::open(&sample("hq.plumbline")).unwrap()
}

fn make_sample(folder: &Path) {
    let mut workspace = found(folder);
    let branches: Vec<Branch> = (0..BRANCHES).map(branch).collect();
    workspace
        .save_branches(&branches, "HR", issued_at(0))
        .unwrap();
    enrol(&mut workspace, &branches);
    for edition in 1..=EDITIONS {
        // The first edition holds everything, each later one changes five standards.
        let from = edition as usize * 5;
        let standards = if edition == 1 {
            0..STANDARDS
        } else {
            from..from + 5
        };
        issue(&mut workspace, folder, standards, 30 * i64::from(edition));
        let acknowledging = if edition < EDITIONS {
            BRANCHES
        } else {
            BRANCHES / 2
        };
        receive(&mut workspace, &branches[..acknowledging], edition);
    }
    let due = Due {
        edition: EDITIONS,
        audience: None,
        on: date(2027, 6, 15),
    };
    workspace.set_due(EDITIONS, &[due]).unwrap();
    let depot = depot::open_folder(&folder.join("depot")).unwrap();
    exchange(&mut workspace, &depot, 395);
}

fn issued_at(edition: u32) -> Timestamp {
    day(30 * i64::from(edition))
}

fn branch(index: usize) -> Branch {
    Branch {
        id: BranchId::new(issued_at(0), ten(index)),
        name: format!("Branch number {index}"),
        region: format!("Region {}", index % 40),
        manager: "Branch manager".to_string(),
        email: format!("branch-{index}@example.org"),
        language: Language::English,
        audience: (0..index % 4)
            .map(|role| Role(format!("Role {role}")))
            .collect(),
    }
}

fn enrol(workspace: &mut Workspace, branches: &[Branch]) {
    let bytes = |branch: &Branch| branch.id.to_string().into_bytes();
    let certificates: Vec<Vec<u8>> = branches.iter().map(bytes).collect();
    let asked = branches.iter().zip(&certificates);
    let requests = asked.clone().map(|(branch, certificate)| NewRequest {
        branch: branch.id,
        bytes: certificate,
        certificate,
        invite: None,
        asked_by: "Branch manager",
        asked_at: issued_at(0),
        object: None,
    });
    let requests: Vec<NewRequest> = requests.collect();
    let taken = workspace.add_requests(&requests, "HR", issued_at(0));
    taken.unwrap();
    let keys = asked.map(|(branch, certificate)| (branch.id, Digest::of(certificate)));
    let keys: Vec<(BranchId, Digest)> = keys.collect();
    workspace.enrol(&keys, "HR", issued_at(0)).unwrap();
}

fn receive(workspace: &mut Workspace, branches: &[Branch], edition: u32) {
    let receipts: Vec<Receipt> = branches
        .iter()
        .map(|branch| receipt(branch, edition))
        .collect();
    let texts: Vec<String> = receipts.iter().map(Receipt::to_json).collect();
    let new = receipts
        .iter()
        .zip(&texts)
        .map(|(receipt, text)| NewReceipt {
            receipt,
            content: Digest::of(text.as_bytes()),
            bytes: text.as_bytes(),
            label: 1,
            object: None,
            received_at: issued_at(edition),
            is_clock_doubtful: false,
            is_after_stolen: false,
        });
    let new: Vec<NewReceipt> = new.collect();
    workspace
        .add_receipts(&new, "HR", issued_at(edition))
        .unwrap();
}

fn receipt(branch: &Branch, edition: u32) -> Receipt {
    Receipt {
        format: 1,
        handbook: id(),
        branch: branch.id,
        seq: u64::from(edition),
        prev: Receipt::START,
        edition,
        edition_sha256: Receipt::START,
        since_edition: edition.checked_sub(1).filter(|number| *number > 0),
        audience: branch.audience.clone(),
        standards: Vec::new(),
        shown_sha256: Receipt::START,
        language: Language::English,
        statement: "I have read the changes.".to_string(),
        person: "Branch manager".to_string(),
        role: "Manager".to_string(),
        acknowledged_at: issued_at(edition),
        made_at: issued_at(edition),
        newest_issued_at: issued_at(0),
        staff: Vec::new(),
        staff_count: 10,
        briefing: None,
    }
}

/// The first look at an edition: everything is computed.
fn open(bencher: Bencher, edition: Option<u32>) {
    let workspace = workspace();
    let query = AcknowledgedQuery {
        edition,
        count: 60,
        ..AcknowledgedQuery::default()
    };
    bencher.bench_local(|| {
        let mut overviews = Overviews::default();
        let view = overviews.acknowledged(&workspace, black_box(&query), TODAY, &TimeZone::UTC);
        // The overviews stay at hand, so that throwing them away is no part of opening.
        (view.unwrap(), overviews)
    });
}

#[divan::bench(sample_count = 20)]
fn open_newest_edition(bencher: Bencher) {
    open(bencher, None);
}

#[divan::bench(sample_count = 20)]
fn open_first_edition(bencher: Bencher) {
    open(bencher, Some(1));
}

/// Another query to what was just opened, as the window asks it.
fn ask_again(bencher: Bencher, query: &AcknowledgedQuery) {
    let workspace = workspace();
    let mut overviews = Overviews::default();
    let mut ask = |query: &AcknowledgedQuery| {
        let view = overviews.acknowledged(&workspace, query, TODAY, &TimeZone::UTC);
        view.unwrap()
    };
    ask(&AcknowledgedQuery::default());
    bencher.bench_local(|| ask(black_box(query)));
}

#[divan::bench(sample_count = 20)]
fn scroll(bencher: Bencher) {
    let query = AcknowledgedQuery {
        from: 12_000,
        count: 60,
        ..AcknowledgedQuery::default()
    };
    ask_again(bencher, &query);
}

#[divan::bench(sample_count = 20)]
fn filter_and_search(bencher: Bencher) {
    let query = AcknowledgedQuery {
        search: "number 19".to_string(),
        region: Some("Region 7".to_string()),
        state: Some(AcknowledgedState::Late),
        count: 60,
        ..AcknowledgedQuery::default()
    };
    ask_again(bencher, &query);
}

#[divan::bench(sample_count = 20)]
fn search_everything(bencher: Bencher) {
    let query = AcknowledgedQuery {
        search: "number 19".to_string(),
        count: 60,
        ..AcknowledgedQuery::default()
    };
    ask_again(bencher, &query);
}

/// The rail's count when a workspace is opened.
#[divan::bench(sample_count = 20)]
fn late_branches(bencher: Bencher) {
    let workspace = workspace();
    bencher.bench_local(|| {
        let late = Overviews::default().late_branches(&workspace, TODAY, &TimeZone::UTC);
        late.unwrap()
    });
}

#[divan::bench(sample_count = 20)]
fn open_register(bencher: Bencher) {
    let workspace = workspace();
    let query = BranchQuery {
        count: 60,
        ..BranchQuery::default()
    };
    bencher.bench_local(|| {
        let mut overviews = Overviews::default();
        let view = overviews.branches(&workspace, black_box(&query));
        (view.unwrap(), overviews)
    });
}

#[divan::bench(sample_count = 20)]
fn search_register(bencher: Bencher) {
    let workspace = workspace();
    let query = BranchQuery {
        search: "example.org 77".to_string(),
        count: 60,
        ..BranchQuery::default()
    };
    let mut overviews = Overviews::default();
    let mut ask = |query: &BranchQuery| overviews.branches(&workspace, query).unwrap();
    ask(&BranchQuery::default());
    bencher.bench_local(|| ask(black_box(&query)));
}

#[divan::bench(sample_count = 10)]
fn history_of_one(bencher: Bencher) {
    let workspace = workspace();
    let id = branch(17).id;
    bencher.bench_local(|| workflow::branch_history(&workspace, black_box(id)).unwrap());
}

/// The report for an auditor: a signed PDF with a row for every branch.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn evidence(bencher: Bencher) {
    let workspace = workspace();
    let order = EvidenceOrder {
        day: TODAY,
        zone: TimeZone::UTC,
        passphrase: PASSPHRASE,
        path: sample("evidence.pdf"),
        actor: "HR",
    };
    let now = Now {
        at: day(400),
        random: &mut OsRng,
    };
    bencher.bench_local(|| {
        let _ = std::fs::remove_file(&order.path);
        workflow::evidence(&workspace, black_box(&order), &now).unwrap()
    });
}
