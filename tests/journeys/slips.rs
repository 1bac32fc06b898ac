//! Slips that are easily made, by people and by networks, and what the command line makes of them.

use std::fs;

use crate::company::{
    HQ, acknowledge, changes, enter, files, in_depot, json, refused, row, state, told, with_branch,
    workspace,
};

const MILL: &str = "Mill Lane.plumbline";

#[test]
fn another_computer_with_the_same_invite_takes_over_only_if_that_is_said() {
    let bench = with_branch("Mill Lane");
    fs::rename(bench.path(MILL), bench.path("First.plumbline")).unwrap();
    bench.ok(&["join", MILL, "invites/Mill Lane.invite", "--by", "Somebody"]);
    bench.ok(&["sync", MILL]);
    bench.ok(&["sync", HQ]);
    for _ in 0..2 {
        let run = bench.run(&["branch", "enrol", HQ, "Mill Lane"]);
        assert_ne!(run.code, 0);
        assert!(run.err.contains("has a key already"), "{}", run.err);
        assert!(run.err.contains("--replace"), "{}", run.err);
    }
    acknowledge(&bench, "First", "1");
    bench.ok(&["sync", "First.plumbline"]);
    bench.ok(&["sync", HQ]);
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    bench.ok(&["branch", "enrol", HQ, "Mill Lane", "--replace"]);
    bench.ok(&["sync", HQ]);
    let (code, report) = told(&bench, &["sync", "First.plumbline"]);
    assert_eq!((code, refused(&report)), (1, vec!["own-key-out-of-use"]));
}

#[test]
fn a_branch_learns_at_once_what_hr_changes_in_a_short_register() {
    let bench = with_branch("Mill Lane");
    let asked = |roles: &[&str]| {
        enter(&bench, "Mill Lane", roles);
        bench.ok(&["sync", HQ]);
        bench.ok(&["sync", MILL]);
        changes(&bench, "Mill Lane")
    };
    assert_eq!(asked(&["--role", "Cashier"]), ["CA-1 added asked"]);
    assert_eq!(
        asked(&["--role", "Adviser"]),
        ["AD-1 added asked", "AD-2 added asked"]
    );
    bench.ok(&["branch", "revoke", HQ, "Mill Lane"]);
    bench.ok(&["sync", HQ]);
    let (code, report) = told(&bench, &["sync", MILL]);
    assert_eq!((code, refused(&report)), (1, vec!["own-key-out-of-use"]));
}

#[test]
fn a_share_that_is_not_connected_is_told_and_nothing_is_put_there() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    fs::rename(bench.path("depot"), bench.path("elsewhere")).unwrap();
    fs::create_dir(bench.path("depot")).unwrap();
    let (code, report) = told(&bench, &["sync", MILL]);
    assert_eq!((code, refused(&report)), (1, vec!["state-gone"]));
    assert!(files(&bench.path("depot")).is_empty());
    fs::remove_dir(bench.path("depot")).unwrap();
    fs::rename(bench.path("elsewhere"), bench.path("depot")).unwrap();
    assert_eq!(json(&bench, &["sync", MILL])["sent"], 1);
}

#[test]
fn a_list_of_arrivals_that_was_spoilt_is_told() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", MILL]);
    bench.ok(&["sync", HQ]);
    let list = in_depot(&bench, "arrivals", ".p7m");
    fs::write(list, "").unwrap();
    let (code, report) = told(&bench, &["sync", MILL]);
    assert_eq!((code, refused(&report)), (1, vec!["damaged"]));
}

#[test]
fn a_parcel_with_a_byte_changed_anywhere_is_refused() {
    let bench = with_branch("Mill Lane");
    bench.ok(&["parcel", HQ, "good.parcel"]);
    let good = bench.read("good.parcel");
    for tenth in 0..10 {
        let mut bytes = good.clone();
        let place = good.len() * tenth / 10 + 200;
        bytes[place] ^= 1;
        bench.write("bad.parcel", bytes);
        let verified = bench.run(&["verify", "bad.parcel", "--root", "root/root.pem"]);
        assert_ne!(verified.code, 0, "{place}: {}", verified.out);
        let (code, report) = told(&bench, &["receive", MILL, "bad.parcel"]);
        assert_eq!((code, refused(&report).len()), (1, 1), "{place}: {report}");
    }
}

#[test]
fn changing_a_branch_keeps_what_is_not_given() {
    let bench = with_branch("Mill Lane");
    let options = ["--region", "North", "--email", "mill@example.org"];
    enter(&bench, "Mill Lane", &options);
    let said = bench.ok(&[
        "branch",
        "new",
        HQ,
        "--name",
        "Mill Lane",
        "--manager",
        "Deputy",
    ]);
    assert!(
        said.contains("Mill Lane is changed, for the roles Adviser."),
        "{said}"
    );
    let row = row(&bench, "Mill Lane");
    assert_eq!(
        (&row["region"], &row["manager"]),
        (&"North".into(), &"Deputy".into())
    );
    let said = bench.ok(&["branch", "new", HQ, "--name", "Mill Lane", "--role", ""]);
    assert!(said.contains("for all roles"), "{said}");
}

#[test]
fn a_folder_that_is_no_depot_and_a_workspace_of_the_other_kind_are_refused() {
    let bench = with_branch("Mill Lane");
    fs::create_dir(bench.path("letters")).unwrap();
    bench.write("letters/note.txt", "");
    let (code, report) = told(&bench, &["collect", HQ, "letters"]);
    assert_eq!((code, refused(&report)), (1, vec!["unknown-file"]));
    let run = bench.run(&["key", "new", &workspace("Mill Lane"), "--root-out", "stray"]);
    assert_ne!(run.code, 0);
    assert!(!bench.path("stray").exists(), "{}", run.err);
}
