//! How a workspace feels with 300 and with 10,000 standards of five revisions each.
//!
//! `cargo bench -p workflow`. The handbooks are synthetic, made once for each run, and measured
//! side by side, so that the figures can be compared with each other on any machine.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops where something fails"
)]

use std::path::PathBuf;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use handbook::{
    Change, Code, Handbook, HandbookId, Language, Standard, StandardId, Step, TimeLimit,
};
use jiff::Timestamp;
use store::{Approval, Workspace};
use tempfile::TempDir;

const SIZES: [usize; 2] = [300, 10_000];
const REVISIONS: u32 = 5;

fn main() {
    divan::main();
}

struct Sample {
    _folder: TempDir,
    path: PathBuf,
}

static SMALL: LazyLock<Sample> = LazyLock::new(|| sample(SIZES[0]));
static LARGE: LazyLock<Sample> = LazyLock::new(|| sample(SIZES[1]));

fn path(size: usize) -> &'static PathBuf {
    if size == SIZES[0] {
        &SMALL.path
    } else {
        &LARGE.path
    }
}

fn moment() -> Timestamp {
    Timestamp::from_second(1_780_000_000).unwrap()
}

fn sample(size: usize) -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.plumbline");
    let id = HandbookId::new(moment(), [1; 10]);
    let handbook = Handbook::new(id, "Sample", "Sample Stores", Language::English);
    let mut workspace = Workspace::create(&path, &handbook, "bench", moment()).unwrap();
    let mut standards: Vec<Standard> = (0..size).map(standard).collect();
    workspace
        .import(&standards, &[], None, "bench", "bench", moment())
        .unwrap();
    for round in 1..=REVISIONS {
        if round > 1 {
            standards
                .iter_mut()
                .for_each(|standard| change(&mut workspace, standard, round));
        }
        let drafts = workspace.drafts().unwrap();
        let approvals: Vec<Approval> = drafts
            .iter()
            .map(|draft| approval(draft.standard.id, draft.saves))
            .collect();
        workspace.approve(&approvals, moment()).unwrap();
    }
    Sample {
        _folder: folder,
        path,
    }
}

fn standard(index: usize) -> Standard {
    const NOUNS: [&str; 8] = [
        "call",
        "letter",
        "parcel",
        "refund",
        "quote",
        "visit",
        "complaint",
        "order",
    ];
    let noun = NOUNS[index % NOUNS.len()];
    let mut random = [0; 10];
    random[..8].copy_from_slice(&(index as u64).to_be_bytes());
    let mut standard = Standard::empty(StandardId::new(moment(), random));
    standard.code = Code(format!("B-{index}"));
    standard.title = format!("Handle {noun} number {index}");
    standard.section = format!("Section {}", index % 12);
    standard.actor = "Counter adviser".into();
    standard.statement = format!(
        "The counter adviser confirms the {noun} within 2 working days of receipt and records reference {index}."
    );
    standard.respond_within = limit("2 working days");
    let step = |number| Step {
        text: format!("The counter adviser writes line {number} of the {noun} log."),
        time: limit("10 minutes"),
        ..Step::default()
    };
    standard.steps = (1..=4).map(step).collect();
    standard
}

fn limit(text: &str) -> Option<TimeLimit> {
    text.parse().ok()
}

fn change(workspace: &mut Workspace, standard: &mut Standard, round: u32) {
    standard.script = format!("Thank you. Your reference is {round}.");
    let draft = workspace.draft(standard.id).unwrap().unwrap();
    workspace
        .save_draft(standard, draft.saves, moment())
        .unwrap();
}

fn approval(id: StandardId, saves: u64) -> Approval {
    Approval {
        id,
        saves,
        author: "bench".to_string(),
        approver: "bench".to_string(),
        note: String::new(),
        change: Change::Editorial,
    }
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn open(bencher: Bencher, size: usize) {
    let path = path(size);
    bencher.bench_local(|| Workspace::open(black_box(path)).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 50)]
fn outline(bencher: Bencher, size: usize) {
    let workspace = Workspace::open(path(size)).unwrap();
    bencher.bench_local(|| workspace.outline().unwrap());
}

#[divan::bench(args = SIZES, sample_count = 50)]
fn search_for_a_word(bencher: Bencher, size: usize) {
    let workspace = Workspace::open(path(size)).unwrap();
    bencher.bench_local(|| workspace.search(black_box("complaint log"), 20).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 50)]
fn search_while_typing(bencher: Bencher, size: usize) {
    let workspace = Workspace::open(path(size)).unwrap();
    bencher.bench_local(|| workspace.search(black_box("par"), 20).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 100)]
fn check_one(bencher: Bencher, size: usize) {
    let workspace = Workspace::open(path(size)).unwrap();
    bencher.bench_local(|| workflow::check(&workspace, &[Code::from("B-17")]).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn check_all(bencher: Bencher, size: usize) {
    let workspace = Workspace::open(path(size)).unwrap();
    bencher.bench_local(|| workflow::check(&workspace, &[]).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 100)]
fn history_of_one(bencher: Bencher, size: usize) {
    let workspace = Workspace::open(path(size)).unwrap();
    let named = workflow::draft_with_code(&workspace, &Code::from("B-17"));
    let id = named.unwrap().standard.id;
    bencher.bench_local(|| workflow::history(&workspace, id).unwrap());
}
