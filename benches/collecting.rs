//! HR's first collection of 20,000 signed receipts from a folder, and the one after it.
//!
//! `cargo bench -p workflow --bench collecting`. The sample is made first and takes minutes: two
//! editions of 300 standards that were really issued, 20,000 branches whose keys were accepted,
//! and their receipts in a depot. Then another process collects, so that the memory is its own.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops where something fails"
)]

mod hr;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use depot::{Content, Depot, FolderDepot, Key, Listed, Prefix, Probe, Put};
use handbook::{
    Branch, BranchId, Digest, EnrolmentRequest, Language, Latest, Receipt, SeenStandard,
    WhatChanged,
};
use hr::{STANDARDS, day, exchange, found, id, issue, measure_apart, on, sample, ten, timed};
use rand_core::OsRng;
use signing::{BranchKey, Secret};
use store::Workspace;

const BRANCHES: usize = 20_000;
/// How many standards the second edition changes, which every receipt then names.
const CHANGED: usize = 20;
fn main() {
    measure_apart(make_sample, measure);
}

// The collecting process.

/// A folder that counts what is asked of it.
struct Counting {
    folder: FolderDepot,
    receipts_read: AtomicUsize,
    requests: AtomicUsize,
}

impl Counting {
    fn asked(&self) -> &FolderDepot {
        self.requests.fetch_add(1, Ordering::Relaxed);
        &self.folder
    }
}

impl Depot for Counting {
    fn put(&self, key: &Key, content: &mut dyn Content, how: Put) -> Result<(), depot::Error> {
        self.asked().put(key, content, how)
    }

    fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, depot::Error> {
        let is_receipt = key.receipt_parts().is_some();
        self.receipts_read
            .fetch_add(usize::from(is_receipt), Ordering::Relaxed);
        self.asked().get(key, into, most)
    }

    fn stat(&self, key: &Key) -> Result<Option<u64>, depot::Error> {
        self.asked().stat(key)
    }

    fn list(&self, prefix: &Prefix) -> Result<Vec<Listed>, depot::Error> {
        self.asked().list(prefix)
    }

    fn probe(&self) -> Result<Probe, depot::Error> {
        self.asked().probe()
    }
}

fn measure() {
    let mut workspace = workflow::open(&sample("hq.plumbline")).unwrap();
    for what in ["first collection", "second collection"] {
        let counting = Counting {
            folder: depot::open_folder(&sample("depot")).unwrap(),
            receipts_read: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
        };
        let report = timed(what, || exchange(&mut workspace, &counting, 12));
        let read = counting.receipts_read.into_inner();
        assert_eq!(report.refused.len(), 0, "{:?}", report.refused.first());
        assert_eq!(report.receipts as usize, read);
        println!(
            "  {} new receipts, {} known; {read} receipts read, {} requests to the depot in all",
            report.receipts,
            report.known,
            counting.requests.into_inner()
        );
    }
}

// The sample.

fn make_sample(folder: &Path) {
    let depot_folder = folder.join("depot");
    let mut workspace = found(folder);
    timed("sample: two editions", || {
        issue(&mut workspace, folder, 0..STANDARDS, 0);
        issue(&mut workspace, folder, 0..CHANGED, 1);
    });
    let depot = depot::open_folder(&depot_folder).unwrap();
    let branches: Vec<Branch> = (0..BRANCHES).map(branch).collect();
    workspace.save_branches(&branches, "HR", day(2)).unwrap();
    let keys = timed("sample: keys and requests", || {
        in_two(&branches, |branch| ask(&depot_folder, branch))
    });
    let met = timed("sample: the requests taken in", || {
        exchange(&mut workspace, &depot, 3)
    });
    assert_eq!(met.requests as usize, BRANCHES);
    let ids: Vec<BranchId> = branches.iter().map(|branch| branch.id).collect();
    let enrolled = timed("sample: the keys accepted", || {
        on(4, |now| {
            workflow::enrol(&mut workspace, Some(&ids), "HR", now)
        })
    });
    assert_eq!(enrolled.unwrap(), BRANCHES);
    exchange(&mut workspace, &depot, 5);
    let (latest, seen) = published(&workspace);
    timed("sample: receipts", || {
        in_two(&keys, |key| acknowledge(&depot_folder, &latest, &seen, key))
    });
}

fn branch(index: usize) -> Branch {
    Branch {
        id: BranchId::new(day(0), ten(index)),
        name: format!("Branch number {index}"),
        region: format!("Region {}", index % 40),
        manager: "Branch manager".to_string(),
        email: format!("branch-{index}@example.org"),
        language: Language::English,
        audience: Vec::new(),
    }
}

/// Does something for each item on two threads; keeps the order.
fn in_two<T: Sync, R: Send>(items: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (first, second) = items.split_at(items.len() / 2);
    let all = |items: &[T]| items.iter().map(&act).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| all(second));
        let mut done = all(first);
        done.extend(other.join().unwrap());
        done
    })
}

/// Puts an object where a folder has it.
fn put(depot: &Path, key: &Key, bytes: &[u8]) {
    let path: PathBuf = depot.join(key.as_str());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Makes a branch's key and puts its request into the depot.
fn ask(depot: &Path, branch: &Branch) -> (BranchId, BranchKey) {
    let key = signing::make_branch_key("Sample Stores", &branch.name, &mut OsRng).unwrap();
    let request = EnrolmentRequest {
        format: EnrolmentRequest::FORMAT,
        handbook: id(),
        branch: branch.id,
        proof: signing::proof_of(&Secret::from_bytes([0; 16]), key.certificate()),
        asked_by: "Branch manager".to_string(),
        asked_at: day(2),
    };
    let der = signing::write_request(&request, &key, day(2)).unwrap();
    put(depot, &Key::request(branch.id, &Digest::of(&der)), &der);
    (branch.id, key)
}

/// Returns the published state, and what the newest edition changes.
fn published(workspace: &Workspace) -> (Latest, Vec<SeenStandard>) {
    let trust = workspace.last_trust().unwrap().unwrap();
    let trust = signing::resume_trust(&trust.der, trust.content).unwrap();
    let state = workspace.published().unwrap().unwrap();
    let latest = signing::verify_latest(&state.der, &trust).unwrap().content;
    let sheet = workspace.editions().unwrap().pop().unwrap();
    let is_changed = |id| {
        let mut changes = sheet.changes.iter();
        changes.any(|change| change.id == id && change.what == WhatChanged::Material)
    };
    let changed = sheet.standards.iter().filter(|entry| is_changed(entry.id));
    let seen = changed.map(|entry| SeenStandard {
        id: entry.id,
        revision: entry.revision,
        sha256: entry.sha256,
    });
    (latest, seen.collect())
}

/// Signs a branch's receipt for the newest edition and puts it into the depot.
fn acknowledge(
    depot: &Path,
    latest: &Latest,
    seen: &[SeenStandard],
    (branch, key): &(BranchId, BranchKey),
) {
    let newest = latest.newest().unwrap();
    let receipt = Receipt {
        format: Receipt::FORMAT,
        handbook: latest.handbook,
        branch: *branch,
        seq: 1,
        prev: Receipt::START,
        edition: newest.edition,
        edition_sha256: newest.sha256,
        since_edition: Some(newest.edition - 1),
        audience: Vec::new(),
        standards: seen.to_vec(),
        shown_sha256: Digest::of(b"what was shown"),
        language: Language::English,
        statement: "I have read the changes and explained them to my team.".to_string(),
        person: "Branch manager".to_string(),
        role: "Manager".to_string(),
        acknowledged_at: day(10),
        made_at: day(10),
        newest_issued_at: latest.issued_at,
        staff: Vec::new(),
        staff_count: 10,
        briefing: None,
    };
    let der = signing::sign_receipt(&receipt, key, day(10)).unwrap();
    let key = Key::receipt(latest.label, *branch, receipt.seq, &Digest::of(&der));
    put(depot, &key, &der);
}
