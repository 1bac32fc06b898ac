//! Editions go out to branches, and receipts come back.

use std::fs;

use crate::company::{
    HQ, acknowledge, acknowledgement, add, alarms, changes, copied, enrol, enter, expect_sound,
    files, founded, in_depot, is_confirmed, issue, join, json, refused, revise, reword, row,
    set_depot, state, told, with_branch, workspace,
};

#[test]
fn an_edition_goes_out_and_its_receipt_comes_back_and_the_branch_learns_that_it_did() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    assert_eq!(
        changes(&bench, "Mill Lane"),
        ["AD-1 added asked", "AD-2 added asked"]
    );
    assert_eq!(state(&bench, "Mill Lane"), "waiting");
    acknowledge(&bench, "Mill Lane", "1");
    assert_eq!(json(&bench, &["sync", &file])["sent"], 1);
    assert!(!is_confirmed(&bench, "Mill Lane"));
    assert_eq!(json(&bench, &["sync", HQ])["receipts"], 1);
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    assert_eq!(json(&bench, &["sync", &file])["confirmed"], 1);
    assert!(is_confirmed(&bench, "Mill Lane"));
    expect_sound(&bench, HQ);
    expect_sound(&bench, &file);
}

#[test]
fn a_branch_joins_with_words_that_were_read_aloud() {
    let bench = founded(&[]);
    set_depot(&bench);
    enter(&bench, "Central", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    let text = bench.tool("sh", &["-c", "pdftotext -layout invites/*.pdf -"]);
    let words = words_in(&text);
    let wrong = words.replacen(&words[..5], "babab", 1);
    let order = |words| {
        [
            "join",
            "Central.plumbline",
            "--words",
            words,
            "--depot",
            "depot",
            "--by",
            "Manager",
        ]
    };
    let refused = bench.run(&order(&wrong));
    assert_ne!(refused.code, 0, "{}", refused.out);
    assert!(!bench.path("Central.plumbline").exists());
    bench.ok(&order(&words));
    enrol(&bench, "Central");
    acknowledge(&bench, "Central", "1");
    bench.ok(&["sync", "Central.plumbline"]);
    bench.ok(&["sync", HQ]);
    assert_eq!(state(&bench, "Central"), "acknowledged");
}

/// Finds the nine words of five letters on an invite's sheet.
fn words_in(sheet: &str) -> String {
    let is_word = |word: &&str| word.len() == 5 && word.bytes().all(|b| b.is_ascii_lowercase());
    let lines = sheet
        .lines()
        .flat_map(|line| line.split(|c: char| c.is_whitespace() || c == '-'));
    let found: Vec<&str> = lines.filter(is_word).collect();
    // Ordinary words of five letters do not go on like consonant, vowel, consonant, vowel, consonant.
    let is_vowel = |byte: u8| b"aiou".contains(&byte);
    let is_fit = |word: &&&str| {
        word.bytes()
            .enumerate()
            .all(|(at, b)| is_vowel(b) == (at % 2 == 1))
    };
    let words: Vec<&str> = found.iter().filter(is_fit).copied().collect();
    assert_eq!(words.len(), 9, "{sheet}");
    words.join("-")
}

#[test]
fn a_branch_without_a_depot_does_everything_with_files() {
    let bench = founded(&[]);
    enter(&bench, "Mill Lane", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    let file = workspace("Mill Lane");
    let invite = "invites/Mill Lane.invite";
    bench.ok(&[
        "join",
        &file,
        invite,
        "--by",
        "Manager",
        "--request",
        "Mill.request",
    ]);
    assert_eq!(
        json(&bench, &["collect", HQ, "Mill.request"])["requests"],
        1
    );
    bench.ok(&["branch", "enrol", HQ]);
    bench.ok(&["parcel", HQ, "one.parcel"]);
    let received = json(&bench, &["receive", &file, "one.parcel"]);
    assert_eq!(received["received"][0], 1);
    let view = json(&bench, &["changes", &file]);
    assert_eq!(
        view["membership"]["is_enrolled"], true,
        "the parcel holds the roster"
    );
    let order = acknowledgement(&file, "1");
    bench.ok(&[&order[..], &["--out", "post"]].concat());
    let receipt = files(&bench.path("post"))[0].to_string_lossy().into_owned();
    assert_eq!(json(&bench, &["collect", HQ, &receipt])["receipts"], 1);
    assert_eq!(json(&bench, &["collect", HQ, &receipt])["known"], 1);
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    bench.ok(&["parcel", HQ, "two.parcel"]);
    bench.ok(&["receive", &file, "two.parcel"]);
    assert!(
        is_confirmed(&bench, "Mill Lane"),
        "the parcel says what has arrived"
    );
}

#[test]
fn a_receipt_that_came_by_hand_is_confirmed_through_the_depot_too() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    let order = acknowledgement(&file, "2");
    bench.ok(&[&order[..], &["--out", "post"]].concat());
    let receipt = files(&bench.path("post"))[0].to_string_lossy().into_owned();
    bench.ok(&["collect", HQ, &receipt]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    assert!(is_confirmed(&bench, "Mill Lane"));
}

#[test]
fn the_second_edition_asks_for_what_concerns_the_branch_and_nothing_else() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    enter(&bench, "Tills", &["--role", "Cashier"]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Tills");
    enrol(&bench, "Tills");
    acknowledge(&bench, "Tills", "1");
    revise(&bench, "AD-1", 5);
    reword(&bench, "AD-2");
    add(&bench, "AD-3", 6);
    add(&bench, "CA-2", 7);
    issue(&bench, &[]);
    bench.ok(&["retire", HQ, "AD-3"]);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace("Mill Lane")]);
    assert_eq!(
        changes(&bench, "Mill Lane"),
        ["AD-1 material asked", "AD-2 editorial"]
    );
    let view = json(&bench, &["changes", &workspace("Mill Lane")]);
    assert_eq!((&view["of_others"], &view["since"]), (&1.into(), &1.into()));
    bench.ok(&["sync", &workspace("Tills")]);
    assert_eq!(changes(&bench, "Tills"), ["CA-2 added asked"]);
    bench.ok(&["retire", HQ, "CA-1"]);
    bench.ok(&["retire", HQ, "CA-2"]);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace("Tills")]);
    assert_eq!(
        changes(&bench, "Tills"),
        ["CA-1 withdrawn asked"],
        "CA-2 was never acknowledged"
    );
}

#[test]
fn whom_a_new_edition_does_not_concern_has_nothing_to_do() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    revise(&bench, "CA-1", 9);
    reword(&bench, "AD-2");
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace("Mill Lane")]);
    let view = json(&bench, &["changes", &workspace("Mill Lane")]);
    assert_eq!(view["membership"]["to_acknowledge"], 0);
    assert_eq!(state(&bench, "Mill Lane"), "nothing-to-do");
}
