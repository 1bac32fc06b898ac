//! Several programs at one file, and programs that end in the middle.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;

use handbook::{Change, Entry, EventKind, Receipt};
use store::{Error, ReceiptGaps, Taken, Workspace, doctor};

use crate::exchange::{branch_id, collect, content, joined, publisher, receipt};
use crate::receiving::{edition, receive};
use crate::sample::{ACTOR, Place, approval, approve, at, id, reword, standard};

#[test]
fn two_programs_never_lose_each_others_text() {
    let place = Place::new();
    let mut ours = place.create();
    ours.add_draft(&standard(1, "PH-01", "A"), at(1)).unwrap();
    let mut theirs = Workspace::open(&place.file()).unwrap();
    let read = ours.draft(id(1)).unwrap().unwrap();
    reword(&mut theirs, id(1), "Theirs.");
    let mut text = read.standard;
    text.statement = "Ours.".to_string();
    match ours.save_draft(&text, read.saves, at(2)) {
        Err(Error::Stale { theirs, yours }) => {
            assert_eq!(theirs.standard.statement, "Theirs.");
            assert_eq!(yours.statement, "Ours.");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(ours.search("theirs", 5).unwrap().len(), 1);
}

#[test]
fn of_two_who_approve_one_draft_at_once_one_is_told() {
    let place = Place::new();
    let mut workspace = place.create();
    let standards: Vec<_> = (1..=20).map(|n| standard(n, "", "A")).collect();
    workspace
        .import(&standards, &[], None, ACTOR, "", at(1))
        .unwrap();
    let approve_all = || {
        let mut workspace = Workspace::open(&place.file()).expect("opened");
        let approved = (1..=20).map(|number| {
            let approval = approval(&workspace, id(number));
            match workspace.approve(&[approval], at(2)) {
                Ok(_) => 1,
                Err(Error::Unchanged { .. }) => 0,
                Err(other) => panic!("{other}"),
            }
        });
        approved.sum::<u32>()
    };
    let approved: u32 = thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(approve_all)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("joined"))
            .sum()
    });
    assert_eq!(approved, 20);
    let entries = workspace.entries(1, 100).unwrap();
    let count = entries
        .iter()
        .filter(|entry| entry.kind == EventKind::Approved)
        .count();
    assert_eq!(count, 20);
    let mut prev = Entry::START;
    for entry in entries {
        assert!(entry.follows(prev));
        prev = entry.hash;
    }
    assert!(doctor(&place.file()).unwrap().is_sound());
}

#[test]
fn what_was_saved_outlasts_a_crash_at_any_moment() {
    let place = Place::new();
    let mut workspace = place.create();
    for number in 1..=5 {
        workspace
            .add_draft(&standard(number, "", "A"), at(1))
            .unwrap();
        approve(&mut workspace, id(number), Change::Material);
    }
    // A crash leaves the file and its journal as they are at that moment.
    let journal = fs::read(place.path("Service.plumbline-wal")).unwrap();
    let file = fs::read(place.file()).unwrap();
    let mut least = 0;
    for cut in (0..=64).map(|part| journal.len() * part / 64) {
        let crashed = Place::new();
        fs::write(crashed.file(), &file).unwrap();
        fs::write(crashed.path("Service.plumbline-wal"), &journal[..cut]).unwrap();
        let workspace = Workspace::open(&crashed.file()).unwrap();
        let drafts = workspace.drafts().unwrap();
        assert!(drafts.len() >= least, "a longer journal holds no less");
        least = drafts.len();
        let approved = drafts.iter().filter(|draft| draft.is_approved).count();
        assert_eq!(workspace.latest_revisions().unwrap().len(), approved);
        drop(workspace);
        assert_eq!(doctor(&crashed.file()).unwrap().faults, []);
    }
    assert_eq!(least, 5, "the whole journal holds everything");
}

#[test]
fn an_edition_is_received_whole_or_not_at_all_whenever_a_crash_comes() {
    let place = Place::new();
    let mut workspace = joined(&place);
    let file = fs::read(place.file()).unwrap();
    receive(&mut workspace, &edition(5), false).unwrap();
    let journal = fs::read(place.path("Service.plumbline-wal")).unwrap();
    let mut received = 0;
    for cut in (0..=24).map(|part| journal.len() * part / 24) {
        let crashed = Place::new();
        fs::write(crashed.file(), &file).unwrap();
        fs::write(crashed.path("Service.plumbline-wal"), &journal[..cut]).unwrap();
        let workspace = Workspace::open(&crashed.file()).unwrap();
        let whole = workspace.received_editions().unwrap().len();
        assert_eq!(
            workspace.search_edition("edition 5", 9).unwrap().len(),
            whole
        );
        let bytes = workspace.read_edition_file(5, 0, 3_000_000).unwrap();
        assert_eq!(bytes.len(), whole * 2_500_000);
        received += whole;
        drop(workspace);
        assert_eq!(doctor(&crashed.file()).unwrap().faults, []);
    }
    assert_eq!(received, 1, "the whole journal holds it");
}

const CHILD: &str = "PLUMBLINE_TEST_CHILD";

const COLLECTING_CHILD: &str = "PLUMBLINE_TEST_COLLECTING_CHILD";

/// Collects until it is ended; says so after each receipt. Runs only as a process of its own.
#[test]
fn a_program_that_collects_until_it_is_ended() {
    let Some(path) = std::env::var_os(COLLECTING_CHILD) else {
        return;
    };
    let mut workspace = Workspace::open(path.as_ref()).expect("opened");
    let mut prev = Receipt::START;
    for seq in 1..100_000 {
        let next = receipt(1, seq, 8, prev);
        assert_eq!(collect(&mut workspace, &next), Taken::New);
        prev = content(&next);
        println!("\nsaved {seq}");
    }
}

#[test]
fn receipts_that_a_program_said_it_took_are_there_after_it_is_ended() {
    let place = Place::new();
    drop(publisher(&place, 1));
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "together::a_program_that_collects_until_it_is_ended",
            "--nocapture",
        ])
        .env(COLLECTING_CHILD, place.file())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok());
    let tenth = said.nth(9).expect("it saves");
    child.kill().unwrap();
    let last = said.last().unwrap_or(tenth);
    child.wait().unwrap();
    let workspace = Workspace::open(&place.file()).unwrap();
    let receipts = workspace.receipts_of(branch_id(1)).unwrap();
    assert!(receipts.len() >= last, "{} of {last}", receipts.len());
    assert_eq!(
        workspace.receipt_gaps(branch_id(1)).unwrap(),
        ReceiptGaps::default()
    );
    drop(workspace);
    assert!(doctor(&place.file()).unwrap().is_sound());
}

/// Saves until it is ended; says so after each save. Runs only as a process of its own.
#[test]
fn a_program_that_saves_until_it_is_ended() {
    let Some(path) = std::env::var_os(CHILD) else {
        return;
    };
    let mut workspace = Workspace::open(path.as_ref()).expect("opened");
    for number in 0..100_000 {
        reword(&mut workspace, id(1), &format!("Text {number}."));
        approve(&mut workspace, id(1), Change::Material);
        println!("\nsaved {number}");
    }
}

#[test]
fn what_a_program_said_it_saved_is_there_after_it_is_ended() {
    let place = Place::new();
    let mut workspace = place.create();
    workspace
        .add_draft(&standard(1, "PH-01", "A"), at(1))
        .unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "together::a_program_that_saves_until_it_is_ended",
            "--nocapture",
        ])
        .env(CHILD, place.file())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok());
    let tenth = said.nth(9).expect("it saves");
    // This process writes too, meanwhile.
    workspace
        .add_draft(&standard(2, "PH-02", "B"), at(2))
        .unwrap();
    child.kill().unwrap();
    let last = said.last().unwrap_or(tenth);
    child.wait().unwrap();
    drop(workspace);
    let workspace = Workspace::open(&place.file()).unwrap();
    let texts = workspace.revisions(id(1)).unwrap();
    assert!(texts.len() > last);
    assert_eq!(texts[last].standard.statement, format!("Text {last}."));
    assert_eq!(workspace.drafts().unwrap().len(), 2);
    assert!(doctor(&place.file()).unwrap().is_sound());
}
