//! Who is asked, who is late, and what an auditor sees.

use handbook::Due;

use super::*;
use crate::{AcknowledgedState as State, Error, EvidenceOrder};

#[test]
fn an_editorial_change_asks_nobody() {
    let mut workspace = publisher();
    let call = standard(&mut workspace, "PH-1", "Adviser");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    reword(&mut workspace, call, Change::Editorial);
    issue(&mut workspace, 2, 10);
    let view = overview(&workspace, 2, 11);
    assert_eq!(state(&view, mill.0), State::NothingToDo);
    assert_eq!((view.totals.nothing_to_do, view.remindable), (1, 0));
    assert_eq!(row(&view, mill.0).last_edition, Some(1));
}

#[test]
fn a_material_change_asks_only_those_whose_roles_it_concerns() {
    let mut workspace = publisher();
    let call = standard(&mut workspace, "PH-1", "Adviser");
    let advisers = join(&mut workspace, "Advisers", &["Adviser"]);
    let hosts = join(&mut workspace, "Hosts", &["Host"]);
    let everybody = join(&mut workspace, "Everybody", &[]);
    issue(&mut workspace, 1, 1);
    for branch in [&advisers, &hosts, &everybody] {
        acknowledge(&mut workspace, branch, 1, 1, 2);
    }
    reword(&mut workspace, call, Change::Material);
    issue(&mut workspace, 2, 10);
    let view = overview(&workspace, 2, 11);
    assert_eq!(state(&view, advisers.0), State::Waiting);
    assert_eq!(state(&view, hosts.0), State::NothingToDo);
    assert_eq!(state(&view, everybody.0), State::Waiting);
}

#[test]
fn a_role_given_before_an_edition_asks_about_what_was_never_shown_for_it() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "Adviser");
    let table = standard(&mut workspace, "TA-1", "Host");
    let [both, moved, late] = ["Both", "Moved", "Moved late"].map(|name| {
        let roles: &[&str] = match name {
            "Both" => &["Host", "Adviser"],
            _ => &["Host"],
        };
        join(&mut workspace, name, roles)
    });
    issue(&mut workspace, 1, 1);
    for branch in [&both, &moved, &late] {
        acknowledge(&mut workspace, branch, 1, 1, 2);
    }
    give_roles(&mut workspace, moved.0, &["Host", "Adviser"], 5);
    reword(&mut workspace, table, Change::Editorial);
    issue(&mut workspace, 2, 10);
    give_roles(&mut workspace, late.0, &["Host", "Adviser"], 11);
    let view = overview(&workspace, 2, 12);
    let states = [both.0, moved.0, late.0].map(|branch| state(&view, branch));
    assert_eq!(
        states,
        [State::NothingToDo, State::Waiting, State::NothingToDo]
    );

    issue(&mut workspace, 3, 20);
    let view = overview(&workspace, 3, 21);
    assert_eq!(state(&view, late.0), State::Waiting, "the next one asks");
}

#[test]
fn whoever_skipped_an_edition_is_asked_what_it_changed() {
    let mut workspace = publisher();
    let call = standard(&mut workspace, "PH-1", "Adviser");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    reword(&mut workspace, call, Change::Material);
    issue(&mut workspace, 2, 10);
    reword(&mut workspace, call, Change::Editorial);
    issue(&mut workspace, 3, 20);
    assert_eq!(state(&overview(&workspace, 3, 21), mill.0), State::Waiting);
}

#[test]
fn a_branch_that_acknowledged_a_later_edition_has_acknowledged_this_one() {
    let mut workspace = publisher();
    let call = standard(&mut workspace, "PH-1", "Adviser");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    reword(&mut workspace, call, Change::Material);
    issue(&mut workspace, 2, 10);
    acknowledge(&mut workspace, &mill, 1, 2, 12);
    let view = overview(&workspace, 1, 13);
    assert_eq!(state(&view, mill.0), State::Acknowledged);
    assert_eq!(row(&view, mill.0).by_edition, Some(2));
    let chart: Vec<(Date, u32)> = view.chart.iter().map(|p| (p.on, p.count)).collect();
    assert_eq!(chart, [(date(1), 0), (date(12), 1), (date(13), 1)]);
}

#[test]
fn a_branch_is_late_from_the_day_after_its_last_day() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "");
    let adviser = join(&mut workspace, "Advisers", &["Adviser"]);
    let host = join(&mut workspace, "Hosts", &["Host"]);
    let other = enter(&mut workspace, "Not joined", &[]);
    issue(&mut workspace, 1, 1);
    let due = |audience: Option<&str>, on| Due {
        edition: 1,
        audience: audience.map(Role::from),
        on: date(on),
    };
    let days = [due(None, 10), due(Some("Host"), 7)];
    at(2, |now| crate::set_due(&mut workspace, 1, &days, now)).unwrap();
    let view = overview(&workspace, 1, 10);
    assert_eq!(state(&view, adviser.0), State::Waiting);
    assert_eq!(
        (state(&view, host.0), row(&view, host.0).days_late),
        (State::Late, 3)
    );
    let view = overview(&workspace, 1, 11);
    let shown: Vec<BranchId> = view.rows.iter().map(|row| row.id).collect();
    assert_eq!(shown, [host.0, adviser.0, other], "the latest on top");
    assert_eq!(row(&view, adviser.0).days_late, 1);
    assert_eq!(state(&view, other), State::NotEnrolled);
    let refused = at(2, |now| crate::set_due(&mut workspace, 9, &days, now));
    assert!(matches!(refused, Err(Error::NoEdition(9))));
}

#[test]
fn a_receipt_is_shown_with_its_entry_and_its_signature_checked_again() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "Adviser");
    let mill = join(&mut workspace, "Mill/Lane", &[]);
    issue(&mut workspace, 1, 1);
    let content = acknowledge(&mut workspace, &mill, 3, 1, 2);
    let history = crate::branch_history(&workspace, mill.0).unwrap();
    let receipt = &history.receipts[0];
    assert!(receipt.holds);
    assert_eq!(receipt.statement, "I have read it.");
    assert_eq!(history.missing, [1, 2]);
    let entry = u64::from(receipt.entry.unwrap());
    let entry = workspace.entries(entry, 1).unwrap().remove(0);
    assert!(entry.body.contains(&content.to_string()));
    let (name, bytes) = crate::receipt_file(&workspace, mill.0, 3).unwrap();
    assert_eq!(name, "Mill-Lane-edition-1-3.receipt");
    let key = mill.1.certificate().fingerprint();
    assert_eq!(
        signing::verify_receipt(&bytes, key).unwrap().digest,
        content
    );
}

#[test]
fn the_table_names_the_entry_of_each_receipt_and_holds_no_formula() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "Adviser");
    let mill = join(&mut workspace, "=cmd|' /C calc'!A0", &[]);
    enter(&mut workspace, "Late", &[]);
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    let query = AcknowledgedQuery::default();
    let csv = crate::acknowledged_csv(&workspace, &query, date(3)).unwrap();
    assert!(csv.contains("\"'=cmd|"), "{csv}");
    assert_eq!(csv.lines().count(), 3, "paging does not cut the table");
    let last = workspace.record_head().unwrap().unwrap().seq;
    assert!(csv.contains(&format!("\"{last}\"")), "{csv}");
}

#[test]
fn an_auditor_gets_a_signed_report_of_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = publisher();
    found(&mut workspace, folder.path());
    standard(&mut workspace, "PH-1", "Adviser");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 5);
    let order = |passphrase| EvidenceOrder {
        day: date(5),
        zone: TimeZone::UTC,
        passphrase,
        path: folder.path().join("evidence.pdf"),
        actor: ACTOR,
    };
    let refused = at(6, |now| crate::evidence(&workspace, &order("another"), now));
    assert!(matches!(refused, Err(Error::WrongPassphrase)));
    let path = at(6, |now| {
        crate::evidence(&workspace, &order(PASSPHRASE), now)
    })
    .unwrap();
    let pdf = std::fs::read(path).unwrap();
    let root = crate::root(&workspace).unwrap().fingerprint();
    signing::verify_pdf(&pdf, Some(root), day(6)).unwrap();
}
