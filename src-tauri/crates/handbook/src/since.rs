//! What changed for somebody who has an older edition, across all editions between.

use std::collections::BTreeMap;

use crate::{Role, Sheet, SheetChange, StandardId, WhatChanged};

/// Returns what changed from the edition `before` to the last of `sheets`, in the last one's
/// reading order, what is withdrawn last. Against no edition, everything is new.
///
/// `sheets` are the editions after `before`, the oldest first. A changed text is material if any
/// of them says so, or if an edition between is missing, so that nobody can say.
pub fn changes_since(before: Option<&Sheet>, sheets: &[Sheet]) -> Vec<SheetChange> {
    let Some(last) = sheets.last() else {
        return Vec::new();
    };
    let known: BTreeMap<StandardId, u32> = before.map(revisions).unwrap_or_default();
    let now = revisions(last);
    let is_whole = is_whole(before, sheets);
    let kept = last.standards.iter().filter_map(|entry| {
        let number = known.get(&entry.id).copied();
        let what = match number {
            None => WhatChanged::Added,
            Some(number) if number == entry.revision => return None,
            Some(_) if !is_whole || is_material(entry.id, sheets) => WhatChanged::Material,
            Some(_) => WhatChanged::Editorial,
        };
        let (id, before) = (entry.id, number);
        Some(SheetChange { id, what, before })
    });
    let gone = before.into_iter().flat_map(|sheet| &sheet.standards);
    let gone = gone.filter(|entry| !now.contains_key(&entry.id));
    let withdrawn = gone.map(|entry| SheetChange {
        id: entry.id,
        what: WhatChanged::Withdrawn,
        before: Some(entry.revision),
    });
    kept.chain(withdrawn).collect()
}

/// Chooses what to show to readers who had the edition `before` in the roles `then`, and are in
/// the roles `now`. What did not concern them then was never shown to them: where it does by now,
/// it is new, whatever has changed in it.
///
/// `changes` are those from `before` to `newest`; `does_concern` tells whether a standard's
/// revision concerns one of some roles.
pub fn changes_for<'a, E>(
    changes: &[SheetChange],
    before: Option<&'a Sheet>,
    newest: &'a Sheet,
    (then, now): (&'a [Role], &'a [Role]),
    mut does_concern: impl FnMut(StandardId, u32, &[Role]) -> Result<bool, E> + 'a,
) -> impl Iterator<Item = Result<SheetChange, E>> + 'a {
    let changed: BTreeMap<StandardId, SheetChange> =
        changes.iter().map(|change| (change.id, *change)).collect();
    let known: BTreeMap<StandardId, u32> = before.map(revisions).unwrap_or_default();
    let is_still = |id: &StandardId| newest.standards.iter().any(|entry| entry.id == *id);
    let gone = changes.iter().filter(|change| !is_still(&change.id));
    let gone: Vec<_> = gone.map(|change| (change.id, None)).collect();
    let here = newest.standards.iter();
    let here = here.map(|entry| (entry.id, Some(entry.revision)));
    let mut choose = move |id, revision: Option<u32>| {
        let change = changed.get(&id).copied();
        if change.is_none() && (then == now || then.is_empty()) {
            return Ok(None);
        }
        let mut is_for = |revision: Option<u32>, roles: &[Role]| {
            revision.map_or(Ok(false), |revision| does_concern(id, revision, roles))
        };
        let old = known.get(&id).copied();
        if !is_for(old, then)? {
            let (what, before) = (WhatChanged::Added, None);
            let is_new = is_for(revision, now)?;
            return Ok(is_new.then_some(SheetChange { id, what, before }));
        }
        // Whoever it concerned before must know as well that it no longer does.
        let is_shown = change.is_some() && (is_for(revision, now)? || is_for(old, now)?);
        Ok(change.filter(|_| is_shown))
    };
    let all = here.chain(gone);
    all.filter_map(move |(id, revision)| choose(id, revision).transpose())
}

fn revisions(sheet: &Sheet) -> BTreeMap<StandardId, u32> {
    let entries = sheet.standards.iter();
    entries.map(|entry| (entry.id, entry.revision)).collect()
}

/// Tells whether no edition is missing from the row.
fn is_whole(before: Option<&Sheet>, sheets: &[Sheet]) -> bool {
    let mut previous = before.map(|sheet| sheet.number);
    sheets.iter().all(|sheet| {
        let follows = sheet.previous == previous;
        previous = Some(sheet.number);
        follows
    })
}

/// Tells whether anything else must be done in `id`, by one of the editions.
fn is_material(id: StandardId, sheets: &[Sheet]) -> bool {
    let changes = sheets.iter().flat_map(|sheet| &sheet.changes);
    changes
        .filter(|change| change.id == id)
        .any(|change| change.what != WhatChanged::Editorial)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{Change, Code, Digest, Handbook, HandbookId, Language, SheetEntry};

    /// Makes a sheet of standards by number, with their revisions, and what it says of the first.
    fn sheet(number: u32, revisions: &[(u128, u32)], what: Option<WhatChanged>) -> Sheet {
        let entry = |(id, revision): &(u128, u32)| SheetEntry {
            id: StandardId(uuid::Uuid::from_u128(*id)),
            code: Code(format!("S-{id}")),
            title: String::new(),
            revision: *revision,
            sha256: Digest([0; 32]),
            author: String::new(),
            approver: String::new(),
            approved_at: Timestamp::UNIX_EPOCH,
            note: String::new(),
            change: Change::Editorial,
        };
        let standards: Vec<_> = revisions.iter().map(entry).collect();
        let change = |what| SheetChange {
            id: standards[0].id,
            what,
            before: None,
        };
        Sheet {
            format: Sheet::FORMAT,
            handbook: Handbook::new(HandbookId::NONE, "Service", "", Language::English),
            number,
            issued_at: Timestamp::UNIX_EPOCH,
            effective_on: jiff::civil::date(2027, 1, 1),
            next_expected_by: None,
            note: String::new(),
            previous: number.checked_sub(1).filter(|number| *number > 0),
            changes: what.map(change).into_iter().collect(),
            standards,
        }
    }

    fn whats(before: &Sheet, after: &[Sheet]) -> Vec<WhatChanged> {
        let changes = changes_since(Some(before), after);
        changes.iter().map(|change| change.what).collect()
    }

    #[test]
    fn a_material_change_is_not_hidden_by_an_editorial_one_after_it() {
        let first = sheet(1, &[(1, 1)], None);
        let second = sheet(2, &[(1, 2)], Some(WhatChanged::Material));
        let third = sheet(3, &[(1, 3)], Some(WhatChanged::Editorial));
        let both = [second.clone(), third.clone()];
        assert_eq!(whats(&first, &both), [WhatChanged::Material]);
        assert_eq!(whats(&second, &both[1..]), [WhatChanged::Editorial]);
        // Without the second edition nobody can say, and so everybody is asked.
        assert_eq!(whats(&first, &both[1..]), [WhatChanged::Material]);
    }

    #[test]
    fn what_did_not_concern_somebody_before_was_never_shown_to_them() {
        let [adviser, cashier, host] = ["Adviser", "Cashier", "Host"].map(Role::from);
        // By standard: whom its first revision concerns, and whom the one by now, if any.
        let texts = [
            (&adviser, Some((1, &adviser))),
            (&cashier, Some((1, &cashier))),
            (&cashier, Some((2, &cashier))),
            (&host, Some((2, &cashier))),
            (&host, Some((2, &host))),
            (&adviser, Some((2, &host))),
            (&adviser, None),
            (&cashier, None),
        ];
        let numbered = || (1_u128..).zip(&texts);
        let before: Vec<_> = numbered().map(|(id, _)| (id, 1)).collect();
        let now = numbered().filter_map(|(id, (_, now))| now.map(|(revision, _)| (id, revision)));
        let (before, newest) = (
            sheet(1, &before, None),
            sheet(2, &now.collect::<Vec<_>>(), None),
        );
        let concerns = |id: StandardId, revision: u32, roles: &[Role]| {
            let (first, now) = texts[usize::try_from(id.0.as_u128()).unwrap() - 1];
            let whom = now.filter(|(number, _)| *number == revision);
            Ok::<_, ()>(roles.contains(whom.map_or(first, |(_, whom)| whom)))
        };
        let changes = changes_since(Some(&before), std::slice::from_ref(&newest));
        let shown = |then: &[Role], now: &[Role]| {
            let roles = (then, now);
            let shown = changes_for(&changes, Some(&before), &newest, roles, concerns);
            let line = |change: SheetChange| format!("{} {}", change.id.0.as_u128(), change.what);
            shown
                .map(|change| line(change.unwrap()))
                .collect::<Vec<_>>()
        };
        let (then, now) = ([adviser.clone()], [adviser.clone(), cashier.clone()]);
        assert_eq!(
            shown(&then, &now),
            [
                "2 added",
                "3 added",
                "4 added",
                "6 editorial",
                "7 withdrawn"
            ]
        );
        assert_eq!(shown(&then, &then), ["6 editorial", "7 withdrawn"]);
        let cashiers = [cashier.clone()];
        assert_eq!(
            shown(&cashiers, &cashiers),
            ["3 editorial", "4 added", "8 withdrawn"]
        );
        assert_eq!(shown(&now, &then), ["6 editorial", "7 withdrawn"]);
    }

    #[test]
    fn what_came_and_went_between_is_no_change() {
        let first = sheet(1, &[(1, 1), (2, 1)], None);
        let second = sheet(2, &[(3, 1), (1, 1)], Some(WhatChanged::Added));
        let third = sheet(3, &[(1, 1)], Some(WhatChanged::Withdrawn));
        let whats = whats(&first, &[second, third.clone()]);
        assert_eq!(whats, [WhatChanged::Withdrawn], "the second standard went");
        assert_eq!(changes_since(None, &[third])[0].what, WhatChanged::Added);
    }
}
