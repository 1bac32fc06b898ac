//! Branches are entered from spreadsheets, found, closed, and reminded.

use super::*;
use crate::{BranchImport, BranchQuery, Error, RemindOrder};

fn import(workspace: &mut Workspace, text: &[u8], is_trial: bool) -> BranchImport {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("branches.csv");
    std::fs::write(&path, text).unwrap();
    let report = at(1, |now| {
        crate::import_branches(workspace, &path, is_trial, ACTOR, now)
    });
    report.unwrap()
}

#[test]
fn a_list_changes_branches_by_name_and_takes_every_row_that_is_fine() {
    let mut workspace = publisher();
    let mill = enter(&mut workspace, "Mill Lane", &["Adviser"]);
    let text = "Branch;Region;E-mail;Language;Roles\n\
        MILL  lane;South;mill@example.org;;host, Adviser\n\
        Café;East;;Tamil;\n\
        ;East;;;\n\
        Mill Lane;West;;;\n\
        Port;East;a@example.org Bcc: b@example.org;;\n\
        Quay;East;;Klingon;\n";
    let (wide, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let trial = import(&mut workspace, &wide, true);
    assert_eq!(
        workspace.branches().unwrap().len(),
        1,
        "a trial changes nothing"
    );
    assert_eq!(trial.changed, ["MILL lane"]);
    let report = import(&mut workspace, &wide, false);
    assert_eq!((report.added, report.same), (vec!["Café".to_string()], 0));
    let rows: Vec<usize> = report.refused.iter().map(|refused| refused.row).collect();
    assert_eq!(rows, [4, 5, 6, 7], "{:?}", report.refused);
    let branch = workspace.branch(mill).unwrap().unwrap().branch;
    assert_eq!(
        (branch.region.as_str(), branch.manager.as_str()),
        ("South", "Branch manager")
    );
    assert_eq!(branch.audience, ["Host", "Adviser"].map(Role::from));
    let again = import(&mut workspace, &wide, false);
    assert_eq!(
        (again.same, again.added.len(), again.changed.len()),
        (2, 0, 0)
    );
}

#[test]
fn hostile_lists_do_no_harm() {
    let mut workspace = publisher();
    let long = "x".repeat(5_000);
    let text = format!(
        "name,region\n\"unclosed,1\n\u{202E}evil,North\na\u{7}b,North\n{long},North\n\"a\nb\",North\n\u{200D},North\n"
    );
    let report = import(&mut workspace, text.as_bytes(), false);
    assert!(workspace.branches().unwrap().len() <= 1, "{report:?}");
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("none", &b""[..]), ("other", b"code,title\nPH-1,x\n")] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let refused = at(1, |now| {
            crate::import_branches(&mut workspace, &path, false, ACTOR, now)
        });
        assert!(matches!(refused, Err(Error::NoBranchList(_))), "{name}");
    }
}

#[test]
fn a_closed_branch_is_asked_nothing_and_can_be_opened_again() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    at(2, |now| {
        crate::close_branches(&mut workspace, &[mill.0], true, ACTOR, now)
    })
    .unwrap();
    assert_eq!(overview(&workspace, 1, 3).totals.branches, 0);
    let report = import(&mut workspace, b"name\nMill lane\n", false);
    assert!(
        report.refused[0].reason.contains("closed"),
        "no second branch of that name"
    );
    let query = BranchQuery {
        is_closed: true,
        search: "LANE mill".to_string(),
        count: 10,
        ..BranchQuery::default()
    };
    let view = crate::branches(&workspace, &query).unwrap();
    assert_eq!(
        (view.matched, view.total, view.closed, view.has_news),
        (1, 0, 1, false)
    );
    at(3, |now| {
        crate::close_branches(&mut workspace, &[mill.0], false, ACTOR, now)
    })
    .unwrap();
    assert_eq!(overview(&workspace, 1, 3).totals.waiting, 1);
}

#[test]
fn a_reminder_goes_to_those_who_can_act_and_hides_them_from_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "");
    let mill = join(&mut workspace, "Mill", &[]);
    let done = join(&mut workspace, "Done", &[]);
    enter(&mut workspace, "Unjoined", &[]);
    let silent = join(&mut workspace, "Silent", &[]);
    let mut branch = workspace.branch(silent.0).unwrap().unwrap().branch;
    branch.email = String::new();
    at(1, |now| {
        crate::save_branch(&mut workspace, branch, ACTOR, now)
    })
    .unwrap();
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &done, 1, 1, 2);
    let query = AcknowledgedQuery::default();
    let order = |by_mail, name: &str| RemindOrder {
        query: &query,
        ids: None,
        by_mail,
        path: folder.path().join(name),
        actor: ACTOR,
        today: date(3),
        zone: TimeZone::UTC,
    };
    let mail = order(true, "reminder.eml");
    let reminded = at(3, |now| crate::remind(&mut workspace, &mail, now)).unwrap();
    assert_eq!((reminded.count, reminded.without_address), (1, 1));
    let text = std::fs::read_to_string(&reminded.path).unwrap();
    assert!(text.contains("\r\nBcc: mill@example.org\r\n"), "{text}");
    assert!(!text.contains("\r\nTo:") && !text.contains("done@"));
    let list = order(false, "list.pdf");
    assert_eq!(
        at(4, |now| crate::remind(&mut workspace, &list, now))
            .unwrap()
            .count,
        2
    );
    let history = crate::branch_history(&workspace, mill.0).unwrap();
    let how: Vec<bool> = history
        .reminders
        .iter()
        .map(|reminder| reminder.by_mail)
        .collect();
    assert_eq!(how, [false, true]);
    let only = [done.0];
    let nobody = RemindOrder {
        ids: Some(&only),
        ..order(true, "nobody.eml")
    };
    let refused = at(5, |now| crate::remind(&mut workspace, &nobody, now));
    assert!(matches!(refused, Err(Error::NobodyToRemind(1))));
    assert_eq!(overview(&workspace, 1, 5).rows[0].reminded_at, Some(day(4)));
}

#[test]
fn an_address_that_could_add_a_header_is_not_kept() {
    let mut workspace = publisher();
    let id = enter(&mut workspace, "Mill", &[]);
    let mut branch = workspace.branch(id).unwrap().unwrap().branch;
    branch.email = "a@example.org\r\nBcc: b@example.org".to_string();
    let refused = at(1, |now| {
        crate::save_branch(&mut workspace, branch, ACTOR, now)
    });
    assert!(matches!(refused, Err(Error::UnfitBranch { .. })));
}
