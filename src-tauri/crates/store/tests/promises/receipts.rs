//! Receipts at the publisher: taken once, counted right, confirmed back.

use handbook::{Digest, EventKind, Receipt, Role};
use jiff::civil::date;
use jiff::tz::TimeZone;
use store::{Taken, Workspace, doctor};

use crate::exchange::{branch_id, collect, content, new, object, publisher, receipt, signed};
use crate::sample::{ACTOR, Place, at};

#[test]
fn a_receipt_is_taken_once_and_a_second_story_under_its_number_never() {
    let place = Place::new();
    let mut workspace = publisher(&place, 2);
    let first = receipt(1, 1, 8, Receipt::START);
    assert_eq!(collect(&mut workspace, &first), Taken::New);
    assert_eq!(collect(&mut workspace, &first), Taken::Known);
    let mut other = first.clone();
    other.person = "Somebody else".to_string();
    let good = receipt(2, 1, 8, Receipt::START);
    let (stranger, zero) = (
        receipt(9, 1, 8, Receipt::START),
        receipt(2, 0, 8, Receipt::START),
    );
    let huge = receipt(2, u64::MAX, 8, Receipt::START);
    let all = [&other, &stranger, &zero, &huge, &good];
    let bytes = all.map(signed);
    let given: Vec<_> = all
        .iter()
        .zip(&bytes)
        .map(|(r, b)| new(r, b, at(9)))
        .collect();
    let taken = workspace.add_receipts(&given, ACTOR, at(9)).unwrap();
    let expected = [
        Taken::Conflict,
        Taken::UnknownBranch,
        Taken::OutOfRange,
        Taken::OutOfRange,
        Taken::New,
    ];
    assert_eq!(taken, expected, "bad ones hinder no good one");
    assert_eq!(
        workspace.receipts_of(branch_id(1)).unwrap()[0].person,
        "Branch manager"
    );
    let bytes = workspace.receipt_bytes(content(&first)).unwrap();
    assert_eq!(bytes, Some(signed(&first)));
    assert_eq!(
        workspace.entries_of(EventKind::Collected, 9).unwrap().len(),
        2
    );
    let report = doctor(&place.file()).unwrap();
    assert_eq!((report.faults, report.receipts), (vec![], 2));
}

#[test]
fn what_was_taken_or_refused_need_not_be_read_again() {
    let place = Place::new();
    let mut workspace = publisher(&place, 2);
    let receipts = [1, 2].map(|number| receipt(number, 1, 8, Receipt::START));
    let names = receipts.clone().map(|receipt| object(&receipt));
    let bytes = signed(&receipts[0]);
    let mut given = new(&receipts[0], &bytes, at(9));
    given.object = Some(&names[0]);
    workspace.add_receipts(&[given], ACTOR, at(9)).unwrap();
    assert_eq!(workspace.known_objects(&names).unwrap(), [true, false]);
    for _ in 0..2 {
        let branch = Some(branch_id(2));
        workspace
            .add_refusal(&names[1], branch, "unknown-key", ACTOR, at(10))
            .unwrap();
    }
    assert_eq!(workspace.known_objects(&names).unwrap(), [true, true]);
    let refusals = workspace.refusals(9).unwrap();
    assert_eq!(refusals.len(), 1, "once is enough");
    assert_eq!(
        (refusals[0].branch, refusals[0].reason.as_str()),
        (Some(branch_id(2)), "unknown-key")
    );
    let last = workspace.record_head().unwrap().unwrap();
    assert_eq!(last.kind, EventKind::Refused);
}

#[test]
fn a_late_receipt_is_seen_as_a_gap_until_it_comes_and_a_broken_chain_stays_visible() {
    let place = Place::new();
    let mut workspace = publisher(&place, 1);
    let one = receipt(1, 1, 1, Receipt::START);
    let two = receipt(1, 2, 2, content(&one));
    let three = receipt(1, 3, 3, content(&two));
    let five = receipt(1, 5, 5, Digest::of(b"the fourth"));
    for receipt in [&five, &three, &one] {
        collect(&mut workspace, receipt);
    }
    let gaps = workspace.receipt_gaps(branch_id(1)).unwrap();
    assert_eq!((gaps.missing, gaps.broken), (vec![(2, 2), (4, 4)], vec![]));
    let forked = receipt(1, 2, 2, Digest::of(b"another first"));
    collect(&mut workspace, &forked);
    let gaps = workspace.receipt_gaps(branch_id(1)).unwrap();
    assert_eq!((gaps.missing, gaps.broken), (vec![(4, 4)], vec![2, 3]));
}

#[test]
fn receipts_that_name_no_roles_are_kept_when_the_file_is_upgraded() {
    let place = Place::new();
    let mut workspace = publisher(&place, 1);
    collect(&mut workspace, &receipt(1, 1, 7, Receipt::START));
    drop(workspace);
    let older = rusqlite::Connection::open(place.file()).unwrap();
    let form = "DROP INDEX receipt_in_short;
        ALTER TABLE receipt DROP COLUMN audience;
        CREATE INDEX receipt_in_short ON receipt (branch, edition, seq, is_after_stolen, moment);
        PRAGMA user_version = 4";
    older.execute_batch(form).unwrap();
    drop(older);
    let sound = doctor(&place.file()).unwrap();
    assert_eq!(
        (sound.faults, sound.receipts),
        (vec![], 1),
        "in its old form"
    );

    let workspace = Workspace::open(&place.file()).unwrap();
    let standing = workspace.standings(8).unwrap().next().unwrap();
    let before = standing.before.unwrap();
    assert_eq!((before.edition, before.audience.len()), (7, 0));
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn an_edition_is_acknowledged_by_a_receipt_for_it_or_for_a_later_one() {
    let place = Place::new();
    let mut workspace = publisher(&place, 4);
    let first = receipt(1, 1, 8, Receipt::START);
    // The same acknowledgement once more, when some of the staff have confirmed.
    let mut again = receipt(1, 2, 8, content(&first));
    again.acknowledged_at = first.acknowledged_at;
    again.made_at = at(9_500);
    again.staff = vec![crate::exchange::confirmation("Adviser A")];
    again.briefing = Some(crate::exchange::briefing());
    let later = receipt(2, 1, 9, Receipt::START);
    let mut earlier = receipt(3, 1, 7, Receipt::START);
    earlier.audience = vec![Role("Adviser".to_string())];
    for receipt in [&again, &first, &later, &earlier] {
        collect(&mut workspace, receipt);
    }
    let stolen = receipt(4, 1, 8, Receipt::START);
    let bytes = signed(&stolen);
    let mut given = new(&stolen, &bytes, at(9));
    given.is_after_stolen = true;
    workspace.add_receipts(&[given], ACTOR, at(9)).unwrap();

    let rows: Vec<store::Standing> = workspace.standings(8).unwrap().collect();
    let branches = rows.iter().map(|row| {
        let by = row.acknowledged.as_ref().map(|own| own.edition);
        let before = row.before.as_ref();
        let before = before.map(|before| (before.edition, before.audience.to_vec()));
        (row.branch.branch.id, by, before)
    });
    let expected = [
        (branch_id(1), Some(8), None),
        (branch_id(2), Some(9), None),
        (branch_id(3), None, Some((7, earlier.audience.clone()))),
        (branch_id(4), None, None),
    ];
    assert_eq!(branches.collect::<Vec<_>>(), expected);
    let row = rows[0].acknowledged.as_ref().unwrap();
    assert_eq!(
        (row.acknowledged_at, row.made_at),
        (first.acknowledged_at, at(9_500))
    );
    assert_eq!(
        (row.staff_confirmed, row.staff_total, row.has_briefing),
        (1, 3, true)
    );
    assert_eq!(row.receipt, content(&again));
}

#[test]
fn days_are_counted_where_hr_is_and_a_doubtful_clock_by_arrival() {
    let place = Place::new();
    let mut workspace = publisher(&place, 3);
    let moment = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let mut one = receipt(1, 1, 8, Receipt::START);
    one.acknowledged_at = moment("2026-11-20T20:00:00Z");
    let mut two = receipt(2, 1, 8, Receipt::START);
    two.acknowledged_at = moment("1970-01-01T00:00:00Z");
    let mut three = receipt(3, 1, 7, Receipt::START);
    three.acknowledged_at = moment("2026-11-19T08:00:00Z");
    for (receipt, is_clock_doubtful) in [(&one, false), (&two, true), (&three, false)] {
        let bytes = signed(receipt);
        let mut given = new(receipt, &bytes, moment("2026-11-22T08:00:00Z"));
        given.is_clock_doubtful = is_clock_doubtful;
        workspace.add_receipts(&[given], ACTOR, at(9)).unwrap();
    }
    let (utc, manila) = (TimeZone::UTC, TimeZone::fixed(jiff::tz::offset(8)));
    let on = |day, zone| {
        let rows = workspace.acknowledged_by(day, zone).unwrap().into_iter();
        rows.map(|row| (row.branch, row.edition))
            .collect::<Vec<_>>()
    };
    let (first, third) = ((branch_id(1), 8), (branch_id(3), 7));
    assert_eq!(on(date(2026, 11, 20), &utc), [first, third]);
    assert_eq!(on(date(2026, 11, 20), &manila), [third]);
    assert_eq!(on(date(2026, 11, 22), &manila).len(), 3);
}

#[test]
fn only_shelves_with_something_new_are_confirmed_again() {
    let place = Place::new();
    let mut workspace = publisher(&place, 2);
    let first = receipt(1, 1, 8, Receipt::START);
    collect(&mut workspace, &first);
    let shelf = branch_id(1).shelf();
    assert_eq!(
        workspace.changed_shelves(1).unwrap(),
        std::slice::from_ref(&shelf)
    );
    assert_eq!(workspace.changed_shelves(2).unwrap(), [""; 0]);
    let listed = workspace.receipts_of_shelf(1, &shelf).unwrap();
    assert_eq!(listed, [content(&first)]);
    assert_eq!(workspace.arrivals_number(1, &shelf).unwrap(), 0);
    let digest = Digest::of(b"arrivals");
    workspace
        .add_arrivals(1, &shelf, 1, digest, listed.len(), at(9))
        .unwrap();
    assert_eq!(workspace.arrivals_number(1, &shelf).unwrap(), 1);
    assert_eq!(workspace.changed_shelves(1).unwrap(), [""; 0]);
    collect(&mut workspace, &receipt(1, 2, 9, content(&first)));
    assert_eq!(workspace.changed_shelves(1).unwrap(), [shelf]);
}
