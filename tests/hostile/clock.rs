//! Clocks that cannot be right.

use jiff::ToSpan;

use crate::company;
use crate::forger::Forger;
use crate::workbench::{PASSPHRASE, Workbench};

#[test]
fn a_clock_of_1970_puts_no_date_under_an_official_act() {
    let bench = Workbench::with_starter("customer-service");
    let program = env!("CARGO_BIN_EXE_plumbline");
    let shell = |command: &str| {
        let script = format!("faketime '1970-01-02 00:00:00' '{program}' {command}");
        let mut run = std::process::Command::new("sh");
        let output = run
            .args(["-c", &script])
            .current_dir(bench.path(""))
            .env("PLUMBLINE_PASSPHRASE", PASSPHRASE)
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    };
    for command in [
        "approve b.plumbline --all --by Director",
        "key new b.plumbline --root-out root",
    ] {
        let (code, message) = shell(command);
        assert_eq!(code, Some(2), "{command}: {message}");
        assert!(message.contains("set the clock"), "{message}");
    }
    assert!(!bench.path("root").exists());
    assert_eq!(
        shell("check b.plumbline").0,
        Some(0),
        "reading works at any time"
    );
}

/// Runs the program with another day; returns what it says.
fn on(bench: &Workbench, day: &str, command: &str) -> String {
    let program = env!("CARGO_BIN_EXE_plumbline");
    let script = format!("faketime '{day} 10:00:00' '{program}' {command}");
    bench.tool("sh", &["-c", &script])
}

#[test]
fn a_branch_is_warned_where_what_was_promised_does_not_come() {
    let bench = company::with_branch("Mill Lane");
    let file = company::workspace("Mill Lane");
    let today = jiff::Zoned::now().date();
    let later = |days: i32| today.checked_add(days.days()).unwrap().to_string();
    let warning = |promised: &str| {
        format!(
            "; HR promised to publish by {promised}. Somebody may be keeping updates back: ask HR."
        )
    };
    // The published state promises more than edition 1 itself.
    let forger = Forger::of(&bench);
    let mut latest = forger.following(&forger.latest);
    latest.expect_next_by = later(30).parse().unwrap();
    forger.publishes(&latest);
    let sync = format!("sync '{file}'");
    let changes = format!("changes '{file}'");
    let said = on(&bench, &later(30), &sync);
    assert!(!said.contains("Nothing new"), "{said}");
    let receive = format!("receive '{file}' out/b-edition-1.edition");
    for command in [&sync, &receive, &changes] {
        let said = on(&bench, &later(31), command);
        assert!(
            said.contains("Nothing new has come since 20"),
            "{command}: {said}"
        );
        assert!(said.contains(&warning(&later(30))), "{command}: {said}");
    }
    // Edition 2 comes as a file, and promises more than the state that is known.
    company::revise(&bench, "AD-1", 5);
    company::issue(&bench, &["--next-by", &later(20)]);
    bench.ok(&["receive", &file, "out/b-edition-2.edition"]);
    let said = on(&bench, &later(20), &changes);
    assert!(!said.contains("Nothing new"), "{said}");
    let said = on(&bench, &later(21), &changes);
    assert!(said.contains(&warning(&later(20))), "{said}");
    let as_json = on(&bench, &later(21), &format!("{changes} --json"));
    let view: serde_json::Value = serde_json::from_str(&as_json).unwrap();
    assert_eq!(view["silence"]["promised_by"], later(20));
}

#[test]
fn a_thief_who_keeps_his_state_in_its_place_is_found_out_the_next_day() {
    let bench = company::with_branch("Mill Lane");
    let file = company::workspace("Mill Lane");
    let thief = company::copied(&bench);
    company::revise(&thief, "AD-1", 50);
    company::issue(&thief, &[]);
    thief.ok(&["sync", company::HQ]);
    let keep_in_place = || company::put_over(&thief, &bench);
    keep_in_place();
    let sync = ["sync", file.as_str()];
    assert_eq!(
        company::json(&bench, &sync)["received"][0],
        2,
        "it is forged"
    );
    company::renew(&bench, &["--stolen"]);
    bench.ok(&["sync", company::HQ]);
    keep_in_place();
    let (code, report) = company::told(&bench, &sync);
    assert_eq!((code, company::refused(&report).len()), (0, 0), "{report}");
    let later = jiff::Zoned::now().date().checked_add(2.days()).unwrap();
    let command = format!("sync '{file}' --json || true");
    let report = on(&bench, &later.to_string(), &command);
    assert!(report.contains("publisher-out-of-use"), "{report}");
}

#[test]
fn a_branch_with_a_wrong_clock_receives_and_acknowledges_and_is_marked() {
    if std::process::Command::new("faketime")
        .arg("--help")
        .output()
        .is_err()
    {
        eprintln!("not run: faketime is not installed");
        return;
    }
    for year in ["1970-01-02", "2099-06-01"] {
        let bench = company::with_branch("Mill Lane");
        let file = company::workspace("Mill Lane");
        company::revise(&bench, "AD-1", 5);
        company::issue(&bench, &[]);
        bench.ok(&["sync", company::HQ]);
        let at = |command: &str| on(&bench, year, command);
        let received = at(&format!("sync '{file}'"));
        assert!(
            received.contains("Edition 2 is genuine"),
            "{year}: {received}"
        );
        at(&format!(
            "acknowledge '{file}' --edition 2 --by Manager --role Manager"
        ));
        at(&format!("sync '{file}'"));
        bench.ok(&["sync", company::HQ]);
        let row = company::row(&bench, "Mill Lane");
        assert_eq!(row["state"], "acknowledged", "{year}: {row}");
        assert_eq!(row["is_clock_doubtful"], true, "{year}: {row}");
        at(&format!("sync '{file}'"));
        assert!(company::is_confirmed(&bench, "Mill Lane"), "{year}");
        // With a right clock everything goes on.
        company::revise(&bench, "AD-1", 6);
        company::issue(&bench, &[]);
        bench.ok(&["sync", company::HQ]);
        bench.ok(&["sync", &file]);
        company::acknowledge(&bench, "Mill Lane", "3");
        bench.ok(&["sync", &file]);
        bench.ok(&["sync", company::HQ]);
        assert_eq!(
            company::row(&bench, "Mill Lane")["is_clock_doubtful"],
            false,
            "{year}"
        );
        company::expect_sound(&bench, &file);
        company::expect_sound(&bench, company::HQ);
    }
}
