//! An HR department to measure with: 300 standards, a root, and editions that are really issued.

#![allow(dead_code, reason = "each benchmark uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use handbook::{Change, Code, Handbook, HandbookId, Language, Role, Standard, StandardId};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use rand_core::OsRng;
use store::{Approval, Workspace};
use workflow::{Depot, ExchangeReport, IssueOrder, Now, Roots};

pub const STANDARDS: usize = 300;
pub const PASSPHRASE: &str = "a passphrase for trials";

/// Says in the environment where the sample lies.
const SAMPLE: &str = "PLUMBLINE_SAMPLE";

/// Makes a sample in a folder, and measures in another process, so that its memory is its own.
pub fn measure_apart(make: impl FnOnce(&Path), measure: impl FnOnce()) {
    if std::env::var_os(SAMPLE).is_some() {
        measure();
        return print_peak();
    }
    let folder = tempfile::tempdir().unwrap();
    make(folder.path());
    let mut own = Command::new(std::env::current_exe().unwrap());
    own.args(std::env::args_os().skip(1));
    let ended = own.env(SAMPLE, folder.path()).status().unwrap();
    assert!(ended.success());
}

/// Returns a path in the sample's folder, for the process that measures.
pub fn sample(name: &str) -> PathBuf {
    let folder = std::env::var_os(SAMPLE).unwrap();
    Path::new(&folder).join(name)
}

/// Prints how long something takes.
pub fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = act();
    println!("{what}: {:.2} s", began.elapsed().as_secs_f64());
    done
}

/// Prints the most memory that this process has had.
pub fn print_peak() {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!("{}", peak.unwrap_or("VmHWM: not known here"));
}

/// A day on which something happens, counted from the beginning.
pub fn day(number: i64) -> Timestamp {
    let first: Timestamp = "2026-06-01T08:00:00Z".parse().unwrap();
    first + SignedDuration::from_hours(24 * number)
}

/// Does something on a day.
pub fn on<T>(number: i64, act: impl FnOnce(&mut Now) -> T) -> T {
    act(&mut Now {
        at: day(number),
        random: &mut OsRng,
    })
}

/// Makes the workspace `hq.plumbline` in `folder`, and a depot.
pub fn found(folder: &Path) -> Workspace {
    let handbook = Handbook::new(id(), "Sample", "Sample Stores", Language::English);
    let path = folder.join("hq.plumbline");
    let mut workspace = Workspace::create(&path, &handbook, "HR", day(0)).unwrap();
    make_roots(&mut workspace, folder);
    let standards: Vec<Standard> = (0..STANDARDS).map(standard).collect();
    let imported = workspace.import(&standards, &[], None, "HR", "bench", day(0));
    imported.unwrap();
    fs::create_dir(folder.join("depot")).unwrap();
    workspace
}

/// Makes the signing identity and shows a second copy of its root.
fn make_roots(workspace: &mut Workspace, folder: &Path) {
    let roots = folder.join("roots");
    let made = on(0, |now| {
        workflow::make_identity(workspace, "HR", PASSPHRASE, Roots::One, &roots, now)
    });
    let copy = folder.join("second-copy.pem");
    fs::copy(&made.unwrap()[0].key, &copy).unwrap();
    on(0, |now| {
        workflow::confirm_root_copy(workspace, &copy, "HR", now)
    })
    .unwrap();
}

/// The handbook.
pub fn id() -> HandbookId {
    HandbookId::new(day(0), [1; 10])
}

/// The part of an identity that tells the first from the second.
pub fn ten(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

fn standard(index: usize) -> Standard {
    let mut standard = Standard::empty(StandardId::new(day(0), ten(index)));
    standard.code = Code(format!("B-{index}"));
    standard.title = format!("Standard number {index}");
    standard.actor = Role(format!("Role {}", index % 20));
    standard.respond_within = "30 seconds".parse().ok();
    standard.statement = format!("The adviser answers call {index} within 30 seconds.");
    standard
}

/// Words some standards anew, approves them, and issues an edition into the folder `editions`.
pub fn issue(workspace: &mut Workspace, folder: &Path, standards: Range<usize>, number: i64) {
    let mut approvals = Vec::new();
    for draft in &workspace.drafts().unwrap()[standards] {
        let mut standard = draft.standard.clone();
        standard.script = format!("Good day, this is greeting {number}.");
        let saved = workspace.save_draft(&standard, draft.saves, day(number));
        saved.unwrap();
        approvals.push(Approval {
            id: standard.id,
            saves: draft.saves + 1,
            author: "HR".to_string(),
            approver: "HR".to_string(),
            note: String::new(),
            change: Change::Material,
        });
    }
    workspace.approve(&approvals, day(number)).unwrap();
    let order = IssueOrder {
        effective_on: date(2026, 7, 1),
        next_expected_by: None,
        note: "",
        changes: BTreeMap::new(),
        number: None,
        passphrase: PASSPHRASE,
        folder: folder.join("editions"),
        name: "Sample",
        actor: "HR",
    };
    on(number, |now| {
        workflow::issue(workspace, &order, now, &mut |_| true)
    })
    .unwrap();
}

/// Lets HR meet its depot.
pub fn exchange(workspace: &mut Workspace, depot: &dyn Depot, number: i64) -> ExchangeReport {
    let met = on(number, |now| {
        workflow::exchange(workspace, depot, Some(PASSPHRASE), "HR", now, &mut |_| true)
    });
    met.unwrap()
}
