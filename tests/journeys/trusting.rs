//! Keys that are renewed, stolen, put out of use and made again, and branches that follow.

use std::fs;

use crate::company::{
    HQ, acknowledge, alarms, copied, enrol, enter, expect_sound, files, founded, is_confirmed,
    issue, join, json, refused, renew, revise, set_depot, state, told, with_branch, workspace,
};
use crate::workbench::Workbench;

#[test]
fn two_of_three_roots_renew_the_publisher_and_one_does_not() {
    let bench = founded(&["--two-of-three"]);
    set_depot(&bench);
    enter(&bench, "Mill Lane", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Mill Lane");
    enrol(&bench, "Mill Lane");
    let keys = files(&bench.path("root"));
    let keys = keys.iter().map(|path| path.to_string_lossy().into_owned());
    let keys: Vec<String> = keys.filter(|path| path.contains("key")).collect();
    assert_eq!(keys.len(), 3);
    let renew = ["key", "new", HQ, "--root-key"];
    let one = bench.run(&[&renew[..], &[&keys[1]]].concat());
    assert_ne!(one.code, 0, "{}", one.out);
    let twice = bench.run(&[&renew[..], &[&keys[1], "--root-key", &keys[1]]].concat());
    assert_ne!(
        twice.code, 0,
        "one root that signs twice is one root: {}",
        twice.out
    );
    bench.ok(&[&renew[..], &[&keys[1], "--root-key", &keys[2]]].concat());
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    let report = json(&bench, &["sync", &workspace("Mill Lane")]);
    assert_eq!(report["received"][0], 2);
}

#[test]
fn one_root_gives_way_to_three_and_a_branch_follows_without_joining_anew() {
    let bench = with_branch("Mill Lane");
    let replace = ["key", "roots", HQ, "--root-out", "three", "--two-of-three"];
    let stranger = ["--root-key", "root/root.pem"];
    assert_ne!(bench.run(&[&replace[..], &stranger].concat()).code, 0);
    bench.ok(&[&replace[..], &["--root-key", "root/root-key.pem"]].concat());
    let renew = ["key", "new", HQ, "--root-key"];
    let old = bench.run(&[&renew[..], &["root/root-key.pem"]].concat());
    assert_ne!(old.code, 0, "the old root signs no more: {}", old.out);
    let two = ["three/root-1-key.pem", "--root-key", "three/root-3-key.pem"];
    bench.ok(&[&renew[..], &two].concat());
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    let report = json(&bench, &["sync", &workspace("Mill Lane")]);
    assert_eq!(report["received"][0], 2);
    acknowledge(&bench, "Mill Lane", "2");
    let back = ["key", "roots", HQ, "--root-out", "one", "--root-key"];
    let lone = bench.run(&[&back[..], &["three/root-1-key.pem"]].concat());
    assert_ne!(lone.code, 0, "one of three is not enough: {}", lone.out);
}

#[test]
fn a_branch_that_was_offline_throughout_follows_every_renewed_key() {
    let bench = with_branch("Mill Lane");
    for minutes in [5, 6, 7] {
        renew(&bench, &[]);
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
        bench.ok(&["sync", HQ]);
    }
    let report = json(&bench, &["sync", &workspace("Mill Lane")]);
    assert_eq!(report["received"].to_string(), "[2,3,4]");
    acknowledge(&bench, "Mill Lane", "4");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace("Mill Lane")]);
    assert!(is_confirmed(&bench, "Mill Lane"));
    assert_eq!(
        json(&bench, &["sync", &workspace("Mill Lane")])["refused"].to_string(),
        "[]"
    );
}

/// A thief with HR's key puts a forged edition 2 into the depot.
fn forge(bench: &Workbench) {
    let thief = copied(bench);
    revise(&thief, "AD-1", 59);
    issue(&thief, &[]);
    thief.ok(&["sync", HQ]);
    fs::remove_dir_all(bench.path("depot")).unwrap();
    let script = format!(
        "cp -a depot '{}'; cp -a out '{0}/forged'",
        bench.path("").display()
    );
    thief.tool("sh", &["-c", &script]);
}

#[test]
fn what_a_thief_signed_is_refused_as_soon_as_hr_has_recovered() {
    let bench = with_branch("Mill Lane");
    enter(&bench, "Deceived", &["--role", "Adviser"]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Deceived");
    enrol(&bench, "Deceived");
    forge(&bench);
    let deceived = workspace("Deceived");
    assert_eq!(json(&bench, &["sync", &deceived])["received"][0], 2);
    acknowledge(&bench, "Deceived", "2");
    bench.ok(&["sync", &deceived]);
    let alarmed = bench.run(&["sync", HQ]);
    assert_ne!(alarmed.code, 0, "HR sees that somebody else publishes");
    let overview = json(&bench, &["overview", HQ]);
    assert_eq!(
        overview["alarms"].as_array().unwrap().len(),
        1,
        "{overview}"
    );
    renew(&bench, &["--stolen"]);
    bench.ok(&["sync", HQ]);
    let (code, report) = told(&bench, &["sync", &deceived]);
    assert_eq!((code, refused(&report)), (1, vec!["disowned"]), "{report}");
    assert_eq!(alarms(&bench, "Deceived")[0]["is_edition"], true);
    let genuine = json(&bench, &["changes", &deceived]);
    assert_eq!(
        genuine["edition"]["number"], 1,
        "the forged one is not read any more"
    );
    expect_sound(&bench, &deceived);
    bench.ok(&["sync", &workspace("Mill Lane")]);
    let (code, report) = told(
        &bench,
        &[
            "receive",
            &workspace("Mill Lane"),
            "forged/b-edition-2.edition",
        ],
    );
    assert_eq!((code, refused(&report)), (1, vec!["publisher-out-of-use"]));
    revise(&bench, "AD-1", 6);
    issue(&bench, &[]);
    let (code, report) = told(&bench, &["sync", HQ]);
    let why = "what the deceived branch agreed to was never issued";
    assert_eq!(
        (code, refused(&report)),
        (1, vec!["two-publishers"]),
        "{why}"
    );
    assert_eq!(
        json(&bench, &["sync", &workspace("Mill Lane")])["received"][0],
        2
    );
    // What the deceived branch agreed to was not what HR asks for.
    assert_ne!(state(&bench, "Deceived"), "acknowledged");
    let (code, report) = told(&bench, &["sync", &deceived]);
    assert_eq!(
        (code, refused(&report)),
        (1, vec!["number-taken"]),
        "{report}"
    );
    revise(&bench, "AD-1", 7);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    assert_eq!(json(&bench, &["sync", &deceived])["received"][0], 3);
    acknowledge(&bench, "Deceived", "3");
    bench.ok(&["sync", &deceived]);
    bench.ok(&["sync", HQ]);
    assert_eq!(state(&bench, "Deceived"), "acknowledged");
    expect_sound(&bench, HQ);
    expect_sound(&bench, &deceived);
}

#[test]
fn a_branch_that_joins_again_with_a_new_key_goes_on_and_loses_nothing() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &file]);
    bench.ok(&["sync", HQ]);
    fs::rename(bench.path(&file), bench.path("Lost.plumbline")).unwrap();
    bench.ok(&["branch", "invite", HQ, "Mill Lane", "--out", "again"]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["join", &file, "again/Mill Lane.invite", "--by", "Manager"]);
    revise(&bench, "AD-2", 8);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    // In a hurry: before HR has accepted the new key.
    acknowledge(&bench, "Mill Lane", "2");
    bench.run(&["sync", &file]);
    bench.run(&["sync", HQ]);
    bench.ok(&["branch", "enrol", HQ]);
    for _ in 0..2 {
        bench.run(&["sync", HQ]);
        bench.run(&["sync", &file]);
    }
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    acknowledge(&bench, "Mill Lane", "3");
    bench.ok(&["sync", &file]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    assert!(is_confirmed(&bench, "Mill Lane"));
    let (_, report) = told(&bench, &["receive", "Lost.plumbline", "depot"]);
    assert_eq!(report["received"][0], 2, "a lost computer can still read");
    expect_sound(&bench, HQ);
}
