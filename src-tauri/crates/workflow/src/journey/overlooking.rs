//! Overviews that are at hand are never behind the workspace, whoever writes.

use super::*;
use crate::{BranchQuery, Overviews};

fn publisher_in(path: &Path) -> Workspace {
    let handbook = publisher().handbook().unwrap();
    Workspace::create(path, &handbook, ACTOR, day(0)).unwrap()
}

fn look(overviews: &mut Overviews, workspace: &Workspace, today: i64) -> AcknowledgedView {
    let query = AcknowledgedQuery {
        count: 100,
        ..AcknowledgedQuery::default()
    };
    let view = overviews.acknowledged(workspace, &query, date(today), &TimeZone::UTC);
    view.unwrap()
}

#[test]
fn what_another_program_writes_shows_in_the_next_overview() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Service.plumbline");
    let mut theirs = publisher_in(&path);
    standard(&mut theirs, "PH-1", "");
    let mill = join(&mut theirs, "Mill Lane", &[]);
    issue(&mut theirs, 1, 1);
    let (ours, mut overviews) = (Workspace::open(&path).unwrap(), Overviews::default());
    assert_eq!(look(&mut overviews, &ours, 3).totals.waiting, 1);
    acknowledge(&mut theirs, &mill, 1, 1, 2);
    assert_eq!(look(&mut overviews, &ours, 3).totals.acknowledged, 1);
    let mut total = || {
        let register = overviews.branches(&ours, &BranchQuery::default());
        register.unwrap().total
    };
    assert_eq!(total(), 1);
    at(3, |now| {
        crate::close_branches(&mut theirs, &[mill.0], true, ACTOR, now)
    })
    .unwrap();
    assert_eq!(total(), 0);
}

#[test]
fn what_is_written_here_shows_in_the_next_overview() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    let mut overviews = Overviews::default();
    assert_eq!(look(&mut overviews, &workspace, 3).totals.waiting, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    assert_eq!(look(&mut overviews, &workspace, 3).totals.acknowledged, 1);
    issue(&mut workspace, 2, 10);
    assert_eq!(look(&mut overviews, &workspace, 11).edition, Some(2));
}

#[test]
fn another_day_and_another_edition_are_computed_anew() {
    let mut workspace = publisher();
    let call = standard(&mut workspace, "PH-1", "");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    reword(&mut workspace, call, Change::Material);
    issue(&mut workspace, 2, 10);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    let due = handbook::Due {
        edition: 2,
        audience: None,
        on: date(20),
    };
    at(11, |now| crate::set_due(&mut workspace, 2, &[due], now)).unwrap();
    let mut overviews = Overviews::default();
    assert_eq!(look(&mut overviews, &workspace, 20).totals.late, 0);
    assert_eq!(look(&mut overviews, &workspace, 21).totals.late, 1);
    let late = overviews.late_branches(&workspace, date(20), &TimeZone::UTC);
    assert_eq!(late.unwrap(), 0);
    let first = AcknowledgedQuery {
        edition: Some(1),
        ..AcknowledgedQuery::default()
    };
    let view = overviews.acknowledged(&workspace, &first, date(20), &TimeZone::UTC);
    assert_eq!(view.unwrap().totals.acknowledged, 1);
    assert_eq!(look(&mut overviews, &workspace, 20).edition, Some(2));
}
