//! HR loses its computer, and goes on from what the depot holds.

use std::fs;

use crate::company::{
    HQ, acknowledge, acknowledgement, add, alarms, another_organisation, copied, enrol, enter,
    expect_sound, files, is_confirmed, issue, join, json, refused, revise, row, state, told,
    with_branch, workspace,
};
use crate::workbench::Workbench;

const PASSED: &str = "acknowledged";

/// HR with two editions and two branches, of which one came, and acknowledged, after the
/// backup `old.plumbline`; the last receipt of the other one came by hand.
fn with_a_past() -> Workbench {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["backup", HQ, "old.plumbline"]);
    revise(&bench, "AD-1", 5);
    add(&bench, "AD-3", 9);
    issue(&bench, &[]);
    enter(&bench, "Riverside", &["--role", "Adviser"]);
    bench.ok(&["branch", "invite", HQ, "--out", "more"]);
    bench.ok(&["sync", HQ]);
    fs::copy(
        bench.path("more/Riverside.invite"),
        bench.path("invites/Riverside.invite"),
    )
    .unwrap();
    join(&bench, "Riverside");
    enrol(&bench, "Riverside");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    acknowledge(&bench, "Riverside", "2");
    bench.ok(&["sync", &workspace("Riverside")]);
    let (file, number) = (workspace("Mill Lane"), "2");
    bench.ok(&[&acknowledgement(&file, number)[..], &["--out", "post"]].concat());
    let receipt = files(&bench.path("post"))[0].clone();
    bench.ok(&["collect", HQ, &receipt.to_string_lossy()]);
    bench.ok(&["sync", HQ]);
    bench
}

fn lose(bench: &Workbench) {
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(bench.path(&format!("{HQ}{end}")));
    }
}

fn restore(bench: &Workbench) {
    lose(bench);
    fs::rename(bench.path("old.plumbline"), bench.path(HQ)).unwrap();
}

/// Both branches are known to have acknowledged edition 2, and go on with edition 3 as if nothing
/// had happened. `riverside` is what Riverside is called now.
fn goes_on(bench: &Workbench, riverside: &str) {
    expect_sound(bench, HQ);
    assert_eq!(state(bench, "Mill Lane"), PASSED);
    assert_eq!(state(bench, riverside), PASSED);
    revise(bench, "AD-1", 7);
    issue(bench, &[]);
    bench.ok(&["sync", HQ]);
    for (name, known_as) in [("Mill Lane", "Mill Lane"), ("Riverside", riverside)] {
        let report = json(bench, &["sync", &workspace(name)]);
        assert_eq!(report["received"][0], 3, "{report}");
        assert!(alarms(bench, name).is_empty());
        acknowledge(bench, name, "3");
        bench.ok(&["sync", &workspace(name)]);
        bench.ok(&["sync", HQ]);
        bench.ok(&["sync", &workspace(name)]);
        assert!(is_confirmed(bench, name));
        assert_eq!(state(bench, known_as), PASSED);
        expect_sound(bench, &workspace(name));
    }
    expect_sound(bench, HQ);
}

#[test]
fn an_old_copy_takes_over_what_the_depot_holds_and_goes_on() {
    let bench = with_a_past();
    let issued = bench.read("out/b-edition-2.edition");
    restore(&bench);
    let latest = bench.read("depot/handbook/v1/latest.p7m");
    let run = bench.run(&["sync", HQ]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("plumbline rebuild"), "{}", run.err);
    bench.run(&["sync", HQ]);
    let told = json(&bench, &["overview", HQ])["alarms"].clone();
    assert_eq!(told.as_array().unwrap().len(), 1, "once: {told}");
    assert_eq!(told[0]["is_ahead"], true, "it may be an old copy");
    let report = json(&bench, &["rebuild", HQ]);
    assert_eq!(report["editions"][0], 2);
    assert_eq!(report["branches"], 1, "Riverside came after the backup");
    assert_eq!(report["receipts"], 2, "one of them had come by hand");
    assert_eq!(report["missing"], 0);
    assert_eq!(bench.read("depot/handbook/v1/latest.p7m"), latest);
    let told = json(&bench, &["overview", HQ])["alarms"].clone();
    assert_eq!(
        told,
        serde_json::json!([]),
        "what was taken over is no alarm"
    );
    let again = json(&bench, &["rebuild", HQ]);
    assert_eq!(again["editions"].as_array().unwrap().len(), 0);
    assert_eq!(
        (&again["receipts"], &again["known"]),
        (&0.into(), &3.into())
    );
    bench.ok(&["export", HQ, "--edition", "2", "files", "--out", "again"]);
    assert_eq!(bench.read("again/b-edition-2.edition"), issued);
    assert_eq!(
        files(&bench.path("again")).len(),
        5,
        "the page's signature too"
    );
    goes_on(&bench, &renamed(&bench));
}

/// Returns what the branch is called whose name is lost.
fn renamed(bench: &Workbench) -> String {
    let overview = json(bench, &["overview", HQ]);
    let rows = overview["rows"].as_array().unwrap();
    let mut names = rows.iter().map(|row| row["name"].as_str().unwrap());
    let name = names.rfind(|name| *name != "Mill Lane");
    let name = name.unwrap().to_string();
    assert!(name.starts_with("Manager ("), "{name}");
    name
}

#[test]
fn a_new_workspace_is_made_from_the_depot_and_the_keys() {
    let bench = with_a_past();
    bench.ok(&["key", "backup", HQ, "--out", "safe"]);
    lose(&bench);
    let order = ["rebuild", HQ, "--depot", "depot", "--keys", "safe"];
    let order = [&order[..], &["--root-key", "root/root-key.pem"]].concat();
    let report = json(&bench, &order);
    assert_eq!(report["editions"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&report["branches"], &report["receipts"]),
        (&2.into(), &3.into())
    );
    assert_eq!(bench.run(&order).code, 2, "a workspace is there now");
    bench.ok(&["key", "copy", HQ, "stick/root-key.pem"]);
    let overview = json(&bench, &["overview", HQ]);
    let rows = overview["rows"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["state"] == PASSED), "{overview}");
    expect_sound(&bench, HQ);
    revise(&bench, "AD-3", 8);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    for name in ["Mill Lane", "Riverside"] {
        let report = json(&bench, &["sync", &workspace(name)]);
        assert_eq!(report["received"][0], 3, "{report}");
        assert!(alarms(&bench, name).is_empty());
    }
    fs::create_dir(bench.path("wrong")).unwrap();
    let other = another_organisation();
    other.ok(&["key", "backup", HQ, "--out", "safe"]);
    for name in ["root.pem", "publisher.pem", "publisher-key.pem"] {
        bench.write(
            &format!("wrong/{name}"),
            other.read(&format!("safe/{name}")),
        );
    }
    let wrong = [
        "rebuild",
        "x.plumbline",
        "--depot",
        "depot",
        "--keys",
        "wrong",
    ];
    let run = bench.run(&wrong);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        !bench.path("x.plumbline").exists(),
        "nothing is left behind"
    );
}

#[test]
fn two_publishers_are_never_taken_for_a_restored_copy() {
    let bench = with_branch("Mill Lane");
    let other = copied(&bench);
    // The other one publishes into the same depot.
    other.ok(&["depot", "set", HQ, &bench.path("depot").to_string_lossy()]);
    for publisher in [&bench, &other] {
        revise(
            publisher,
            "AD-1",
            if std::ptr::eq(publisher, &bench) {
                5
            } else {
                50
            },
        );
        issue(publisher, &[]);
    }
    other.ok(&["sync", HQ]);
    let (before, latest) = (doctor(&bench), bench.read("depot/handbook/v1/latest.p7m"));
    for command in ["sync", "rebuild"] {
        let run = bench.run(&[command, HQ]);
        assert_eq!(run.code, 1, "{}", run.err);
    }
    let run = bench.run(&["rebuild", HQ]);
    assert!(run.err.contains("two publishers: edition 2"), "{}", run.err);
    assert_eq!(doctor(&bench), before, "nothing was merged");
    bench.ok(&["sync", &workspace("Mill Lane")]);
    assert_eq!(bench.read("depot/handbook/v1/latest.p7m"), latest);
}

#[test]
fn a_state_of_the_same_number_with_other_bytes_is_an_alarm() {
    let bench = with_branch("Mill Lane");
    let other = copied(&bench);
    let depot = bench.path("depot").to_string_lossy().into_owned();
    fs::create_dir(bench.path("elsewhere")).unwrap();
    for (publisher, name, depot) in [(&bench, "North", "elsewhere"), (&other, "South", &*depot)] {
        enter(publisher, name, &[]);
        publisher.ok(&["due", HQ, "--edition", "1", "--on", "2027-01-15"]);
        publisher.ok(&["sync", HQ, "--depot", depot]);
    }
    let (before, latest) = (doctor(&bench), bench.read("depot/handbook/v1/latest.p7m"));
    for command in ["sync", "rebuild"] {
        let run = bench.run(&[command, HQ]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("two publishers"), "{command}: {}", run.err);
    }
    assert_eq!(doctor(&bench), before, "nothing was merged");
    assert_eq!(bench.read("depot/handbook/v1/latest.p7m"), latest);
    let told = json(&bench, &["overview", HQ])["alarms"].clone();
    assert_eq!(
        told[0]["is_ahead"], false,
        "nothing offers to take it over: {told}"
    );
}

/// What the doctor counts, but for the record, where alarms stand.
fn doctor(bench: &Workbench) -> serde_json::Value {
    let mut report = json(bench, &["doctor", HQ]);
    report["entries"] = 0.into();
    report
}

#[test]
fn a_key_that_was_exchanged_after_the_backup_is_not_used_again() {
    let bench = with_branch("Mill Lane");
    bench.ok(&["backup", HQ, "old.plumbline"]);
    bench.ok(&[
        "key",
        "new",
        HQ,
        "--name",
        "Second",
        "--root-key",
        "root/root-key.pem",
    ]);
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    restore(&bench);
    let latest = bench.read("depot/handbook/v1/latest.p7m");
    let run = bench.run(&["sync", HQ]);
    assert!(run.err.contains("plumbline rebuild"), "{}", run.err);
    assert_eq!(
        bench.read("depot/handbook/v1/latest.p7m"),
        latest,
        "nothing is rolled back"
    );
    let report = json(&bench, &["rebuild", HQ]);
    assert_eq!(
        (&report["trusts"], &report["needs_key"]),
        (&1.into(), &true.into())
    );
    let run = bench.run(&["sync", HQ]);
    assert!(run.err.contains("out of use"), "{}", run.err);
    bench.ok(&[
        "key",
        "new",
        HQ,
        "--name",
        "Third",
        "--root-key",
        "root/root-key.pem",
    ]);
    revise(&bench, "AD-1", 6);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    let (code, report) = told(&bench, &["sync", &workspace("Mill Lane")]);
    assert_eq!((code, refused(&report).len()), (0, 0), "{report}");
    assert_eq!(report["received"].as_array().unwrap().len(), 2);
    assert_eq!(row(&bench, "Mill Lane")["state"], "waiting");
    expect_sound(&bench, HQ);
}
