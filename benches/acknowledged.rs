//! How the overview feels with 20,000 branches and 12 editions.
//!
//! `cargo bench -p workflow --bench acknowledged`. The branches and receipts are synthetic and made
//! once for each run: every branch has acknowledged eleven editions, half of them the twelfth.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops where something fails"
)]

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use handbook::{
    Branch, BranchId, Change, Code, Digest, Due, Edition, Handbook, HandbookId, Language, Receipt,
    Role, Standard, StandardId,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use store::{Approval, NewReceipt, NewRequest, Workspace};
use tempfile::TempDir;
use workflow::{AcknowledgedQuery, AcknowledgedState};

const BRANCHES: usize = 20_000;
const EDITIONS: u32 = 12;
const STANDARDS: usize = 300;
const TODAY: Date = date(2027, 2, 1);

fn main() {
    divan::main();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!("{}", peak.unwrap_or("VmHWM: not known here"));
}

struct Sample {
    _folder: TempDir,
    path: std::path::PathBuf,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(sample);

fn moment(edition: u32) -> Timestamp {
    Timestamp::from_second(1_767_300_000 + i64::from(edition) * 2_592_000).unwrap()
}

fn ten(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("branches.plumbline");
    let id = HandbookId::new(moment(0), [1; 10]);
    let handbook = Handbook::new(id, "Sample", "Sample Stores", Language::English);
    let mut workspace = Workspace::create(&path, &handbook, "bench", moment(0)).unwrap();
    let standards: Vec<Standard> = (0..STANDARDS).map(standard).collect();
    let import = workspace.import(&standards, &[], None, "bench", "bench", moment(0));
    import.unwrap();
    let branches: Vec<Branch> = (0..BRANCHES).map(branch).collect();
    workspace
        .save_branches(&branches, "bench", moment(0))
        .unwrap();
    enrol(&mut workspace, &branches);
    for edition in 1..=EDITIONS {
        issue(&mut workspace, edition);
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
        on: date(2027, 1, 15),
    };
    workspace.set_due(EDITIONS, &[due]).unwrap();
    Sample {
        _folder: folder,
        path,
    }
}

fn standard(index: usize) -> Standard {
    let mut standard = Standard::empty(StandardId::new(moment(0), ten(index)));
    standard.code = Code(format!("B-{index}"));
    standard.title = format!("Standard number {index}");
    standard.actor = Role(format!("Role {}", index % 20));
    standard.statement = format!("The adviser answers call {index} within 30 seconds.");
    standard
}

fn branch(index: usize) -> Branch {
    Branch {
        id: BranchId::new(moment(0), ten(index)),
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
        proof_holds: true,
        asked_by: "Branch manager",
        asked_at: moment(0),
    });
    let requests: Vec<NewRequest> = requests.collect();
    let taken = workspace.add_requests(&requests, "bench", moment(0));
    taken.unwrap();
    let keys = asked.map(|(branch, certificate)| (branch.id, Digest::of(certificate)));
    let keys: Vec<(BranchId, Digest)> = keys.collect();
    workspace.enrol(&keys, "bench", moment(0)).unwrap();
}

fn issue(workspace: &mut Workspace, number: u32) {
    let drafts = workspace.drafts().unwrap();
    // The first edition holds everything, each later one changes five standards.
    let (from, count) = if number == 1 {
        (0, STANDARDS)
    } else {
        (number as usize * 5, 5)
    };
    let mut approvals = Vec::new();
    for draft in drafts.iter().skip(from).take(count) {
        let mut standard = draft.standard.clone();
        standard.script = format!("Edition {number}.");
        workspace
            .save_draft(&standard, draft.saves, moment(number))
            .unwrap();
        approvals.push(Approval {
            id: standard.id,
            saves: draft.saves + 1,
            author: "bench".to_string(),
            approver: "bench".to_string(),
            note: String::new(),
            change: Change::Material,
        });
    }
    workspace.approve(&approvals, moment(number)).unwrap();
    let previous = number.checked_sub(1).filter(|number| *number > 0);
    let edition = Edition {
        handbook: workspace.handbook().unwrap().as_issued(),
        number,
        issued_at: moment(number),
        effective_on: TODAY,
        next_expected_by: None,
        note: String::new(),
        previous,
        revisions: workspace.latest_revisions().unwrap(),
        changes: workspace.changes_since(previous).unwrap(),
    };
    workspace.add_edition(&edition, &[], "bench").unwrap();
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
            received_at: moment(edition),
            is_clock_doubtful: false,
            is_after_stolen: false,
        });
    let new: Vec<NewReceipt> = new.collect();
    workspace
        .add_receipts(&new, "bench", moment(edition))
        .unwrap();
}

fn receipt(branch: &Branch, edition: u32) -> Receipt {
    Receipt {
        format: 1,
        handbook: HandbookId::new(moment(0), [1; 10]),
        branch: branch.id,
        seq: u64::from(edition),
        prev: Receipt::START,
        edition,
        edition_sha256: Receipt::START,
        since_edition: edition.checked_sub(1).filter(|number| *number > 0),
        standards: Vec::new(),
        shown_sha256: Receipt::START,
        language: Language::English,
        statement: "I have read the changes.".to_string(),
        person: "Branch manager".to_string(),
        role: "Manager".to_string(),
        acknowledged_at: moment(edition),
        made_at: moment(edition),
        newest_issued_at: moment(0),
        staff: Vec::new(),
        staff_count: 10,
        briefing: None,
    }
}

fn show(bencher: Bencher, query: &AcknowledgedQuery) {
    let workspace = Workspace::open(&SAMPLE.path).unwrap();
    bencher.bench_local(|| {
        workflow::acknowledged(&workspace, black_box(query), TODAY, &TimeZone::UTC).unwrap()
    });
}

#[divan::bench(sample_count = 20)]
fn overview(bencher: Bencher) {
    let query = AcknowledgedQuery {
        count: 60,
        ..AcknowledgedQuery::default()
    };
    show(bencher, &query);
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
    show(bencher, &query);
}

#[divan::bench(sample_count = 20)]
fn register(bencher: Bencher) {
    let workspace = Workspace::open(&SAMPLE.path).unwrap();
    let query = workflow::BranchQuery {
        count: 60,
        ..workflow::BranchQuery::default()
    };
    bencher.bench_local(|| workflow::branches(&workspace, black_box(&query), false).unwrap());
}

#[divan::bench(sample_count = 10)]
fn history_of_one(bencher: Bencher) {
    let workspace = Workspace::open(&SAMPLE.path).unwrap();
    let id = branch(17).id;
    bencher.bench_local(|| workflow::branch_history(&workspace, black_box(id)).unwrap());
}
