//! Editions go out to branches, and receipts come back.

use std::fs;

use crate::company::{
    HQ, acknowledge, acknowledgement, add, changes, enrol, enter, expect_sound, files, founded,
    in_depot, is_confirmed, issue, join, json, refused, revise, reword, row, set_depot, state,
    with_branch, workspace,
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
fn a_receipt_that_comes_before_its_branch_is_enrolled_waits_and_is_not_refused() {
    let bench = founded(&[]);
    set_depot(&bench);
    enter(&bench, "Mill Lane", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Mill Lane");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    let early = json(&bench, &["sync", HQ]);
    assert_eq!(
        (&early["waiting"], &early["receipts"]),
        (&1.into(), &0.into())
    );
    assert_eq!(early["refused"], serde_json::json!([]));
    bench.ok(&["branch", "enrol", HQ]);
    let now = json(&bench, &["sync", HQ]);
    assert_eq!((&now["waiting"], &now["receipts"]), (&0.into(), &1.into()));
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
}

#[test]
fn a_receipt_is_verified_in_the_depot_and_tells_what_was_acknowledged() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    let receipt = in_depot(&bench, "inbox", ".p7m");
    let told = bench.ok(&["verify", &receipt.to_string_lossy()]);
    assert!(told.contains("Receipt 1 of branch"), "{told}");
    assert!(told.contains("for edition 1"), "{told}");
    assert!(told.contains("I have read edition 1."), "{told}");
    let latest = bench.path("depot/handbook/v1/latest.p7m");
    assert_eq!(bench.run(&["verify", &latest.to_string_lossy()]).code, 1);
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
    let code = format!("plumbline:join?depot=depot&words={words}");
    bench.ok(&[
        "join",
        "Scanned.plumbline",
        "--words",
        &code,
        "--by",
        "Manager",
    ]);
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
fn nothing_in_a_first_edition_counts_as_seen_and_the_manager_chooses_what_to_brief_about() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    let view = json(&bench, &["changes", &file]);
    let changes = view["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2);
    assert!(changes.iter().all(|change| change["is_seen"] == false));
    let listed = bench.ok(&["changes", &file]);
    assert!(listed.contains("0 of 2 ticked as seen"), "{listed}");
    assert!(!listed.contains("The adviser answers"), "{listed}");
    let whole = bench.ok(&["changes", &file, "AD-1"]);
    assert!(whole.contains("The adviser answers"), "{whole}");
    let sheet = ["team", "briefing-sheet", &file, "sheet.pdf"];
    bench.ok(&[&sheet[..], &["--about", "AD-2"]].concat());
    let chosen = &json(&bench, &["changes", &file])["to_brief"];
    let second = changes.iter().find(|change| change["code"] == "AD-2");
    assert_eq!(chosen.as_array().unwrap(), &[second.unwrap()["id"].clone()]);
    let stranger = bench.run(&[&sheet[..], &["--about", "CA-1"]].concat());
    assert_ne!(stranger.code, 0, "it concerns only others");
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

#[test]
fn an_edition_that_a_branch_skipped_is_part_of_what_changed() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    let asleep = bench.read(&workspace("Mill Lane"));
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    reword(&bench, "AD-1");
    reword(&bench, "AD-2");
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace("Mill Lane")]);
    let both = ["AD-1 material asked", "AD-2 editorial"];
    assert_eq!(changes(&bench, "Mill Lane"), both);
    // Who gets only edition 3, as a file, cannot know what edition 2 asked for.
    bench.write("Asleep.plumbline", asleep);
    bench.ok(&["receive", "Asleep.plumbline", "out/b-edition-3.edition"]);
    let lines = changes(&bench, "Asleep");
    assert_eq!(lines, ["AD-1 material asked", "AD-2 material asked"]);
    acknowledge(&bench, "Mill Lane", "3");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    bench.ok(&["sync", HQ]);
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    let of_two = json(&bench, &["overview", HQ, "--edition", "2"]);
    assert_eq!(
        of_two["rows"][0]["by_edition"], 3,
        "the later one stands for the one before"
    );
}

#[test]
fn who_is_late_depends_on_the_role_and_on_nothing_before_the_day() {
    let bench = with_branch("Mill Lane");
    enter(&bench, "Tills", &["--role", "Cashier"]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Tills");
    enrol(&bench, "Tills");
    bench.ok(&["due", HQ, "--edition", "1", "--on", "2099-01-01"]);
    assert_eq!(
        (state(&bench, "Mill Lane"), state(&bench, "Tills")),
        waiting_both()
    );
    bench.ok(&[
        "due",
        HQ,
        "--edition",
        "1",
        "--on",
        "2026-01-01",
        "--audience",
        "Cashier",
    ]);
    assert_eq!(state(&bench, "Mill Lane"), "waiting");
    assert_eq!(state(&bench, "Tills"), "late");
    assert!(row(&bench, "Tills")["days_late"].as_i64().unwrap() > 300);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace("Tills")]);
    let view = json(&bench, &["changes", &workspace("Tills")]);
    assert_eq!(
        view["due_on"], "2026-01-01",
        "the branch learns its own day"
    );
    acknowledge(&bench, "Tills", "1");
    bench.ok(&["sync", &workspace("Tills")]);
    bench.ok(&["sync", HQ]);
    assert_eq!(state(&bench, "Tills"), "acknowledged");
}

fn waiting_both() -> (String, String) {
    ("waiting".to_string(), "waiting".to_string())
}

#[test]
fn staff_who_sign_on_paper_are_counted_and_told_with_a_new_receipt() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    for name in ["Adviser one", "Adviser two", "Adviser three"] {
        bench.ok(&["team", "add", &file, name, "--role", "Adviser"]);
    }
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &file]);
    bench.ok(&["team", "confirmation-sheet", &file, "sheet.pdf"]);
    let confirm = ["team", "confirm", &file, "Adviser one", "Adviser two"];
    bench.ok(&[&confirm[..], &["--on", "2026-11-20", "--by", "Manager"]].concat());
    assert_eq!(
        json(&bench, &["sync", &file])["sent"],
        1,
        "what is new goes out by itself"
    );
    assert_eq!(json(&bench, &["sync", HQ])["receipts"], 2);
    let row = row(&bench, "Mill Lane");
    assert_eq!(
        (&row["staff_confirmed"], &row["staff_count"]),
        (&2.into(), &3.into())
    );
    let history = json(&bench, &["branch", "show", HQ, "Mill Lane"]);
    assert_eq!(history["receipts"][0]["staff"][0]["entered_by"], "Manager");
    assert_eq!(history["receipts"][0]["holds"], true);
}

#[test]
fn what_was_read_once_is_not_read_again() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &file]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    let receipt = in_depot(&bench, "inbox", ".p7m");
    // If it were read, it would be refused.
    fs::write(&receipt, "not a receipt").unwrap();
    let report = json(&bench, &["sync", HQ]);
    assert_eq!(
        (&report["known"], &report["receipts"]),
        (&1.into(), &0.into())
    );
    assert_eq!(report["sent"], 0);
    // A branch for which nothing is new looks at one file, and at nothing else of the depot.
    let kept = bench.path("depot/handbook/v1/latest.p7m");
    let latest = fs::read(&kept).unwrap();
    fs::remove_dir_all(bench.path("depot")).unwrap();
    fs::create_dir_all(kept.parent().unwrap()).unwrap();
    fs::write(&kept, latest).unwrap();
    let report = json(&bench, &["sync", &file]);
    assert_eq!((&report["sent"], refused(&report).len()), (&0.into(), 0));
    let left = files(&bench.path("depot"));
    assert_eq!(left, [kept], "and puts nothing there");
}

#[test]
fn a_depot_that_lost_everything_is_filled_again_from_the_workspaces() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &file]);
    fs::remove_dir_all(bench.path("depot")).unwrap();
    fs::create_dir(bench.path("depot")).unwrap();
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &file]);
    assert_eq!(
        json(&bench, &["sync", HQ])["receipts"],
        1,
        "the branch has sent it again"
    );
    bench.ok(&["sync", &file]);
    assert!(is_confirmed(&bench, "Mill Lane"));
    enter(&bench, "Late Comer", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    join(&bench, "Late Comer");
    enrol(&bench, "Late Comer");
    assert_eq!(
        json(&bench, &["changes", "Late Comer.plumbline"])["edition"]["number"],
        1
    );
}

#[test]
fn a_stick_brings_receipts_under_every_label() {
    let bench = with_branch("Mill Lane");
    let file = workspace("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", HQ]);
    let script = "cp -a depot carried";
    bench.tool("sh", &["-c", script]);
    bench.ok(&["sync", &file, "--depot", "carried"]);
    for minutes in [5, 6, 7] {
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
        bench.ok(&["sync", HQ]);
    }
    assert_eq!(json(&bench, &["collect", HQ, "carried"])["receipts"], 1);
}
