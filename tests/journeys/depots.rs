//! A depot is tried out by HR, and only looked into by a branch.

use std::fs;

use crate::company::{HQ, files, founded, with_branch};

#[test]
fn hr_hears_all_that_a_depot_can_do() {
    let bench = founded(&[]);
    fs::create_dir(bench.path("depot")).unwrap();
    let said = bench.ok(&["depot", "set", HQ, "depot"]);
    for sentence in [
        "depot keeps what is put there.",
        "It lists what it holds.",
        "It refuses to write over what is there.",
        "It let the files of this trial be deleted again.",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    assert!(files(&bench.path("depot")).is_empty());
}

#[test]
fn a_branch_writes_nothing_to_try_a_depot_out() {
    let bench = with_branch("Mill Lane");
    fs::create_dir(bench.path("other")).unwrap();
    let said = bench.ok(&["depot", "set", "Mill Lane.plumbline", "other"]);
    assert!(
        said.contains("other can be read. Nothing was written there"),
        "{said}"
    );
    let left = fs::read_dir(bench.path("other")).unwrap().count();
    assert_eq!(left, 0, "not even a folder");
    let shown = bench.ok(&["depot", "show", "Mill Lane.plumbline"]);
    assert_eq!(shown.trim(), "other");
}

#[test]
fn what_was_taken_in_before_a_failure_stays_and_the_help_says_so() {
    let bench = with_branch("Mill Lane");
    let help = bench.ok(&["--help"]);
    let words: Vec<&str> = help.split_whitespace().collect();
    let told =
        "but for `sync`, `receive` and `collect`: what these took in before they failed stays.";
    assert!(words.join(" ").contains(told), "{help}");
}
