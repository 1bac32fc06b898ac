//! What changed for somebody who has an older edition, across all editions between.

use std::collections::BTreeMap;

use crate::{Sheet, SheetChange, StandardId, WhatChanged};

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
    fn what_came_and_went_between_is_no_change() {
        let first = sheet(1, &[(1, 1), (2, 1)], None);
        let second = sheet(2, &[(3, 1), (1, 1)], Some(WhatChanged::Added));
        let third = sheet(3, &[(1, 1)], Some(WhatChanged::Withdrawn));
        let whats = whats(&first, &[second, third.clone()]);
        assert_eq!(whats, [WhatChanged::Withdrawn], "the second standard went");
        assert_eq!(changes_since(None, &[third])[0].what, WhatChanged::Added);
    }
}
