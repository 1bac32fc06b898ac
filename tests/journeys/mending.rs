//! What goes wrong on the way between HR and a branch, and comes right by itself: lost,
//! cut off, spoilt, late, out of order.

use std::fs;
use std::path::Path;

use crate::company::{
    HQ, acknowledge, add, changes, copied, enrol, enter, expect_sound, files, founded, in_depot,
    is_confirmed, issue, join, json, put_over, refused, renew, revise, reword, set_depot, state,
    told, with_branch, workspace,
};
use crate::workbench::Workbench;

const MILL: &str = "Mill Lane.plumbline";

/// Lets all meet at the depot, HR in the middle.
fn meet(bench: &Workbench) {
    bench.run(&["sync", MILL]);
    bench.run(&["sync", HQ]);
    bench.run(&["sync", MILL]);
}

fn spoil(path: &Path, how: &str) {
    let bytes = fs::read(path).unwrap();
    match how {
        "lost" => fs::remove_file(path).unwrap(),
        "cut off" => fs::write(path, &bytes[..bytes.len() / 2]).unwrap(),
        _ => {
            let mut other = bytes;
            let middle = other.len() / 2;
            other[middle] ^= 1;
            fs::write(path, other).unwrap();
        }
    }
}

#[test]
fn a_parcel_serves_a_branch_that_has_missed_editions() {
    let bench = with_branch("Mill Lane");
    for minutes in [5, 6] {
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
    }
    bench.ok(&["parcel", HQ, "p.parcel"]);
    let report = json(&bench, &["receive", MILL, "p.parcel"]);
    assert_eq!(report["received"].to_string(), "[3]");
    acknowledge(&bench, "Mill Lane", "3");
}

#[test]
fn a_spoilt_edition_in_between_keeps_no_branch_from_the_newest() {
    let bench = with_branch("Mill Lane");
    for minutes in [5, 6] {
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
    }
    bench.ok(&["sync", HQ]);
    spoil(&in_depot(&bench, "editions/000002", ".edition"), "cut off");
    let report = json(&bench, &["sync", MILL]);
    assert_eq!(report["received"].to_string(), "[3]");
}

#[test]
fn whatever_a_depot_has_spoilt_is_put_again_by_whoever_made_it() {
    for how in ["lost", "cut off", "changed"] {
        let bench = with_branch("Mill Lane");
        revise(&bench, "AD-1", 5);
        issue(&bench, &[]);
        renew(&bench, &[]);
        bench.ok(&["sync", HQ]);
        spoil(&in_depot(&bench, "editions/000002", ".edition"), how);
        spoil(&in_depot(&bench, "editions/000002", ".edition.p7s"), how);
        spoil(&in_depot(&bench, "editions/000002", ".html"), how);
        spoil(&bench.path("depot/handbook/v1/trust/000002.p7m"), how);
        bench.run(&["sync", MILL]);
        bench.ok(&["sync", HQ]);
        let report = json(&bench, &["sync", MILL]);
        assert_eq!(report["received"].to_string(), "[2]", "{how}");
        acknowledge(&bench, "Mill Lane", "2");
        bench.ok(&["sync", MILL]);
        spoil(&in_depot(&bench, "inbox/000002", ".p7m"), how);
        let (_, collected) = told(&bench, &["sync", HQ]);
        assert_eq!(collected["receipts"], 0, "{how}");
        meet(&bench);
        assert!(is_confirmed(&bench, "Mill Lane"), "{how}");
        assert_eq!(state(&bench, "Mill Lane"), "acknowledged", "{how}");
    }
}

#[test]
fn a_request_that_the_depot_lost_is_sent_again() {
    for how in ["lost", "cut off"] {
        let bench = founded(&[]);
        set_depot(&bench);
        enter(&bench, "Mill Lane", &[]);
        bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
        bench.ok(&["sync", HQ]);
        join(&bench, "Mill Lane");
        bench.ok(&["sync", MILL]);
        spoil(&in_depot(&bench, "enrol", ".p7m"), how);
        enrol(&bench, "Mill Lane");
        acknowledge(&bench, "Mill Lane", "1");
        meet(&bench);
        assert!(is_confirmed(&bench, "Mill Lane"), "{how}");
    }
}

#[test]
fn somebody_s_junk_in_place_of_the_next_trust_stops_nobody() {
    for length in [5, 2_000_000] {
        let bench = with_branch("Mill Lane");
        let next = bench.path("depot/handbook/v1/trust/000002.p7m");
        fs::write(&next, vec![b'x'; length]).unwrap();
        revise(&bench, "AD-1", 5);
        issue(&bench, &[]);
        bench.ok(&["sync", HQ]);
        let (_, report) = told(&bench, &["sync", MILL]);
        assert_eq!(report["received"].to_string(), "[2]");
        assert_eq!(refused(&report).len(), 1, "it is told: {report}");
        renew(&bench, &[]);
        revise(&bench, "AD-1", 6);
        issue(&bench, &[]);
        bench.ok(&["sync", HQ]);
        let report = json(&bench, &["sync", MILL]);
        assert_eq!(report["received"].to_string(), "[3]");
    }
}

#[test]
fn a_stolen_key_is_not_believed_once_the_roots_have_said_so() {
    let bench = with_branch("Mill Lane");
    let thief = copied(&bench);
    for minutes in [50, 51] {
        revise(&thief, "AD-1", minutes);
        issue(&thief, &[]);
    }
    thief.ok(&["sync", HQ]);
    renew(&bench, &["--stolen"]);
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    // The thief overwrites what changes, and adds what is new; the roots' word stays.
    put_over(&thief, &bench);
    let (code, report) = told(&bench, &["sync", MILL]);
    assert_eq!(
        (code, report["received"].to_string()),
        (1, "[]".to_string())
    );
    bench.ok(&["sync", HQ]);
    let report = json(&bench, &["sync", MILL]);
    assert_eq!(report["received"].to_string(), "[2]", "the genuine one");
}

#[test]
fn a_branch_learns_which_roles_hr_gives_it() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    meet(&bench);
    let roles = ["--role", "Adviser", "--role", "Cashier"];
    enter(&bench, "Mill Lane", &roles);
    add(&bench, "CA-2", 9);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", MILL]);
    let asked = ["CA-1 added asked", "CA-2 added asked"];
    assert_eq!(changes(&bench, "Mill Lane"), asked, "nobody read CA-1 here");
    expect_sound(&bench, MILL);
}

#[test]
fn a_role_given_later_brings_its_standards_and_one_taken_away_asks_nothing() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    meet(&bench);
    let now = |roles: &[&str]| {
        enter(&bench, "Mill Lane", roles);
        reword(&bench, "AD-1");
        issue(&bench, &[]);
        bench.ok(&["sync", HQ]);
        bench.ok(&["sync", MILL]);
        (changes(&bench, "Mill Lane"), state(&bench, "Mill Lane"))
    };
    // Nothing but wording has changed since; what cashiers must do was never read here.
    let (shown, state_at_hr) = now(&["--role", "Adviser", "--role", "Cashier"]);
    assert_eq!(shown, ["AD-1 editorial", "CA-1 added asked"]);
    assert_eq!(state_at_hr, "waiting");
    acknowledge(&bench, "Mill Lane", "2");
    meet(&bench);
    assert_eq!(
        changes(&bench, "Mill Lane"),
        shown,
        "as it was acknowledged"
    );
    assert_eq!(state(&bench, "Mill Lane"), "acknowledged");
    let receipts = bench.ok(&["branch", "show", HQ, "Mill Lane"]);
    assert!(
        receipts.contains("for the roles Adviser, Cashier"),
        "{receipts}"
    );

    let (shown, state_at_hr) = now(&["--role", "Cashier"]);
    assert_eq!(
        (shown.as_slice(), state_at_hr.as_str()),
        (&[][..], "nothing-to-do")
    );
    let (shown, state_at_hr) = now(&["--role", "Adviser"]);
    assert_eq!(
        (shown, state_at_hr.as_str()),
        (vec!["AD-1 editorial".to_string()], "nothing-to-do")
    );
    expect_sound(&bench, HQ);
    expect_sound(&bench, MILL);
}

#[test]
fn a_branch_whose_key_is_out_of_use_is_told_and_confirmed_nothing() {
    let bench = with_branch("Mill Lane");
    bench.ok(&["branch", "revoke", HQ, "Mill Lane"]);
    bench.ok(&["sync", HQ]);
    acknowledge(&bench, "Mill Lane", "1");
    for _ in 0..2 {
        let (code, report) = told(&bench, &["sync", MILL]);
        assert_eq!((code, refused(&report)), (1, vec!["own-key-out-of-use"]));
    }
    let (code, report) = told(&bench, &["sync", HQ]);
    assert_eq!((code, refused(&report)), (1, vec!["key-out-of-use"]));
    bench.ok(&["sync", HQ]);
    bench.run(&["sync", MILL]);
    assert!(!is_confirmed(&bench, "Mill Lane"));
    assert_ne!(state(&bench, "Mill Lane"), "acknowledged");
    expect_sound(&bench, HQ);
    let shown = bench.ok(&["branch", "show", HQ, "Mill Lane"]);
    assert!(
        !shown.contains("DOES NOT HOLD"),
        "the signature holds: {shown}"
    );
}

#[test]
fn a_receipt_is_confirmed_although_the_key_was_stolen_meanwhile() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", MILL]);
    bench.ok(&["sync", HQ]);
    renew(&bench, &["--stolen"]);
    // A parcel in between takes nothing away from the depot.
    bench.ok(&["parcel", HQ, "p.parcel"]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", MILL]);
    assert!(is_confirmed(&bench, "Mill Lane"));
}

#[test]
fn what_a_parcel_confirms_the_depot_confirms_as_well() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    let own = copied(&bench);
    own.ok(&["sync", MILL]);
    let receipt = in_depot(&own, "inbox/000001", ".p7m");
    fs::copy(receipt, bench.path("Mill Lane.receipt")).unwrap();
    bench.ok(&["collect", HQ, "Mill Lane.receipt"]);
    for minutes in [5, 6, 7] {
        bench.ok(&["parcel", HQ, &format!("{minutes}.parcel")]);
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
    }
    let by_depot = copied(&bench);
    meet(&by_depot);
    assert!(receipt_is_confirmed(&by_depot), "by the depot");
    bench.ok(&["receive", MILL, "7.parcel"]);
    assert!(receipt_is_confirmed(&bench), "by the parcel");
}

/// Tells whether everything that the branch has acknowledged has arrived, as it knows.
fn receipt_is_confirmed(bench: &Workbench) -> bool {
    let workspace = workflow::open(&bench.path(MILL)).unwrap();
    let receipts = workspace.own_receipts().unwrap();
    !receipts.is_empty()
        && receipts
            .iter()
            .all(|receipt| receipt.confirmed_at.is_some())
}

#[test]
fn a_depot_that_was_wiped_gets_everything_back() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    meet(&bench);
    let depot = bench.path("depot/handbook");
    let before = names(&depot);
    fs::remove_dir_all(&depot).unwrap();
    bench.ok(&["sync", HQ]);
    let after = names(&depot);
    let lost: Vec<&String> = before.iter().filter(|name| !after.contains(name)).collect();
    // What is signed anew gets another name, and an invite that was used is no use any more.
    let anew = ["/roster/", "/arrivals/", "/invites/"];
    let is_signed_anew = |name: &&&String| anew.iter().any(|part| name.contains(part));
    let lost: Vec<_> = lost.iter().filter(|name| !is_signed_anew(name)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(after.iter().any(|name| name.contains("/roster/")));
    assert!(after.iter().any(|name| name.contains("/arrivals/")));
    assert!(after.iter().any(|name| name.contains("/inbox/")));
}

fn names(depot: &Path) -> Vec<String> {
    let names = files(depot).into_iter();
    names
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn junk_among_the_lists_of_arrivals_hides_none() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", MILL]);
    bench.ok(&["sync", HQ]);
    let list = in_depot(&bench, "arrivals/000001", ".p7m");
    for number in 2..20 {
        let junk = list.with_file_name(format!("{number:06}.p7m"));
        fs::write(junk, "junk").unwrap();
    }
    let huge = fs::File::create(list.with_file_name("000020.p7m")).unwrap();
    huge.set_len(70 << 20).unwrap();
    bench.ok(&["sync", MILL]);
    assert!(is_confirmed(&bench, "Mill Lane"));
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_out_and_is_told() {
    let bench = with_branch("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    let order = [
        "receive",
        MILL,
        "nowhere.edition",
        "out/b-edition-2.edition",
    ];
    let (code, report) = told(&bench, &order);
    assert_eq!(
        (code, report["received"].to_string()),
        (1, "[2]".to_string())
    );
    assert_eq!(refused(&report), ["unreadable"]);
    assert_eq!(workspace("Mill Lane"), MILL);
}
