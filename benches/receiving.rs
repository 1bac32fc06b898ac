//! A branch takes in an edition of 300 standards with its PDF and HTML: verified, and kept.
//!
//! `cargo bench -p workflow --bench receiving`. The edition is really issued, and the branch
//! really invited; every time it is another copy of its workspace that receives.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops where something fails"
)]

mod hr;

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use handbook::{Branch, BranchId, Language};
use hr::{STANDARDS, day, found, issue, on, print_peak};
use jiff::civil::date;
use store::Workspace;
use tempfile::TempDir;

fn main() {
    divan::main();
    print_peak();
}

struct Sample {
    folder: TempDir,
    /// The workspace of a branch that has joined and received nothing.
    joined: PathBuf,
    edition: PathBuf,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(sample);

fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = found(folder.path());
    issue(&mut workspace, folder.path(), 0..STANDARDS, 0);
    let branch = Branch {
        id: BranchId::NONE,
        name: "Mill Lane".to_string(),
        region: String::new(),
        manager: "Branch manager".to_string(),
        email: String::new(),
        language: Language::English,
        audience: Vec::new(),
    };
    let invites = folder.path().join("invites");
    on(2, |now| {
        workflow::save_branch(&mut workspace, branch, "HR", now).unwrap();
        workflow::invite_branches(&mut workspace, None, &invites, "HR", now).unwrap();
    });
    let joined = folder.path().join("joined.plumbline");
    let invite = workflow::open_invite(&invites.join("Mill Lane.invite")).unwrap();
    on(3, |now| {
        workflow::join(&joined, &invite, None, "Manager", date(2026, 6, 4), now)
    })
    .unwrap();
    let edition = folder.path().join("editions/Sample-edition-1.edition");
    println!("{} bytes", fs::metadata(&edition).unwrap().len());
    Sample {
        folder,
        joined,
        edition,
    }
}

/// Opens a copy of the branch's workspace.
fn copy() -> Workspace {
    let path = SAMPLE.folder.path().join("copy.plumbline");
    let _ = fs::remove_file(&path);
    fs::copy(&SAMPLE.joined, &path).unwrap();
    workflow::open(&path).unwrap()
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn receive(bencher: Bencher) {
    let paths = [SAMPLE.edition.clone()];
    bencher
        .with_inputs(copy)
        .bench_local_values(|mut workspace| {
            let paths = black_box(&paths);
            let report = workflow::receive(&mut workspace, paths, "Manager", day(4), &mut |_| true);
            assert_eq!(report.unwrap().received, [1]);
            workspace
        });
}

#[divan::bench(sample_count = 20)]
fn verify(bencher: Bencher) {
    bencher.bench_local(|| {
        let verdict = workflow::verify(black_box(&SAMPLE.edition), None, day(4)).unwrap();
        assert!(verdict.holds, "{:?}", verdict.reason);
    });
}
