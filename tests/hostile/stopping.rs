//! Somebody presses Stop, at every point where it is heard: what was taken in stays, every file is
//! sound, and the next time does the rest.

use std::path::PathBuf;

use depot::Depot;
use workflow::{Error, Now, Tell};

use crate::company::{
    HQ, acknowledge, copied, expect_sound, in_depot, issue, json, refused, revise, with_branch,
};
use crate::workbench::{PASSPHRASE, Workbench};

const MILL: &str = "Mill Lane.plumbline";

/// What may be stopped, in the folder of a bench.
type Work<'a> = dyn Fn(&Workbench, &mut Tell<'_>) -> Result<(), Error> + 'a;

/// Stops the work at every point, each time from the same state, and does it again; returns the
/// benches as they are then.
fn stopped_everywhere(before: &Workbench, work: &Work) -> Vec<Workbench> {
    let mut done = Vec::new();
    for point in 0.. {
        let bench = copied(before);
        let mut heard = 0;
        let first = work(&bench, &mut |_| {
            heard += 1;
            heard <= point
        });
        if first.is_ok() {
            break;
        }
        assert!(matches!(first, Err(Error::Cancelled)), "{first:?}");
        assert_eq!(heard, point + 1, "the first word to stop is heard");
        expect_sound(&bench, HQ);
        expect_sound(&bench, MILL);
        work(&bench, &mut |_| true).unwrap();
        done.push(bench);
    }
    assert!(!done.is_empty(), "there is something to stop");
    done
}

fn depot_of(bench: &Workbench) -> Box<dyn Depot> {
    Box::new(depot::open_folder(&bench.path("depot")).unwrap())
}

fn exchange(bench: &Workbench, tell: &mut Tell<'_>) -> Result<(), Error> {
    let mut workspace = workflow::open(&bench.path(HQ))?;
    let now = Now {
        at: jiff::Timestamp::now(),
        random: &mut rand_core::OsRng,
    };
    let (depot, secret) = (depot_of(bench), Some(PASSPHRASE));
    workflow::exchange(&mut workspace, &*depot, secret, "HR", &now, tell).map(drop)
}

fn meet(bench: &Workbench, tell: &mut Tell<'_>) -> Result<(), Error> {
    let mut workspace = workflow::open(&bench.path(MILL))?;
    let now = jiff::Timestamp::now();
    workflow::meet_depot(&mut workspace, &*depot_of(bench), "Manager", now, tell).map(drop)
}

fn receive(bench: &Workbench, file: &str, tell: &mut Tell<'_>) -> Result<(), Error> {
    let mut workspace = workflow::open(&bench.path(MILL))?;
    let (paths, now) = ([bench.path(file)], jiff::Timestamp::now());
    workflow::receive(&mut workspace, &paths, "Manager", now, tell).map(drop)
}

fn has_second_edition(bench: &Workbench) -> bool {
    json(bench, &["changes", MILL])["edition"]["number"] == 2
}

#[test]
fn stopping_an_exchange_anywhere_loses_nothing() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", MILL]);
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    for (point, done) in stopped_everywhere(&bench, &exchange).iter().enumerate() {
        for end in [".pdf", ".html", ".html.p7s"] {
            in_depot(done, "editions/000002", end);
        }
        let report = json(done, &["sync", MILL]);
        assert_eq!(report["received"][0], 2);
        assert_eq!(refused(&report), [""; 0]);
        assert_eq!(report["confirmed"], 1, "stopped at {point}");
    }
}

#[test]
fn a_branch_that_stops_anywhere_receives_all_of_it_the_next_time() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["parcel", HQ, "all.parcel"]);
    for done in stopped_everywhere(&bench, &meet) {
        assert!(has_second_edition(&done));
        assert_eq!(json(&done, &["sync", HQ, "--collect-only"])["receipts"], 1);
    }
    for done in stopped_everywhere(&bench, &|bench, tell| receive(bench, "all.parcel", tell)) {
        assert!(has_second_edition(&done));
    }
    let mut editions = std::fs::read_dir(bench.path("out")).unwrap();
    let name = |path: PathBuf| format!("out/{}", path.file_name().unwrap().to_string_lossy());
    let is_second = |path: &PathBuf| path.to_string_lossy().ends_with("2.edition");
    let edition = editions.find_map(|file| Some(file.unwrap().path()).filter(is_second));
    let edition = name(edition.unwrap());
    for done in stopped_everywhere(&bench, &|bench, tell| receive(bench, &edition, tell)) {
        assert!(has_second_edition(&done));
    }
}
