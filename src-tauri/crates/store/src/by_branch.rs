//! What tables say of branches, put beside the branches in one go through both.

use std::iter::Peekable;
use std::vec::IntoIter;

/// One value for each of some branches, looked up in the order of the branches' keys. To look
/// everything up branch by branch in the database takes several times as long.
pub(crate) struct ByBranch<T> {
    values: Peekable<IntoIter<(i64, T)>>,
}

impl<T> ByBranch<T> {
    /// Takes values by the branches' keys; of several for one branch, the last one counts.
    pub(crate) fn of(mut values: Vec<(i64, T)>) -> Self {
        values.sort_by_key(|(branch, _)| *branch);
        values.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                std::mem::swap(later, kept);
            }
            is_same
        });
        let values = values.into_iter().peekable();
        Self { values }
    }

    /// Returns a branch's value. Whoever asked for a branch asks for none before it any more.
    pub(crate) fn get(&mut self, branch: i64) -> Option<&T> {
        while self.values.next_if(|(other, _)| *other < branch).is_some() {}
        let next = self.values.peek().filter(|(other, _)| *other == branch);
        next.map(|(_, value)| value)
    }

    /// Takes a branch's value out, as [`ByBranch::get`] returns it.
    pub(crate) fn take(&mut self, branch: i64) -> Option<T> {
        self.get(branch)?;
        self.values.next().map(|(_, value)| value)
    }
}

/// Rows that come in the order of the branches' keys, to be handed out in another one.
pub(crate) struct Pile<T> {
    keys: Vec<i64>,
    rows: Vec<Option<T>>,
}

impl<T> Default for Pile<T> {
    fn default() -> Self {
        let (keys, rows) = (Vec::new(), Vec::new());
        Self { keys, rows }
    }
}

impl<T> Pile<T> {
    /// Adds the row of a branch with a higher key than all before.
    pub(crate) fn push(&mut self, branch: i64, row: T) {
        self.keys.push(branch);
        self.rows.push(Some(row));
    }

    /// Takes a branch's row out, if it is there.
    pub(crate) fn take(&mut self, branch: i64) -> Option<T> {
        let place = self.keys.binary_search(&branch).ok()?;
        self.rows[place].take()
    }

    /// Returns what was not taken out.
    pub(crate) fn into_rest(self) -> impl Iterator<Item = T> {
        self.rows.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_of_a_branch_counts_and_others_are_skipped() {
        let mut found = ByBranch::of(vec![(7, "g"), (2, "a"), (2, "b"), (5, "e"), (2, "c")]);
        assert_eq!(found.take(1), None);
        assert_eq!(found.get(2), Some(&"c"));
        assert_eq!((found.take(2), found.take(2)), (Some("c"), None));
        assert_eq!((found.take(6), found.take(7)), (None, Some("g")));
        assert_eq!(found.take(8), None);
    }

    #[test]
    fn a_row_is_taken_out_once_and_the_rest_stays_in_its_order() {
        let mut pile = Pile::default();
        for (branch, row) in [(2, "b"), (3, "c"), (7, "g"), (9, "i")] {
            pile.push(branch, row);
        }
        assert_eq!((pile.take(7), pile.take(7)), (Some("g"), None));
        assert_eq!((pile.take(4), pile.take(2)), (None, Some("b")));
        assert_eq!(pile.into_rest().collect::<Vec<_>>(), ["c", "i"]);
    }
}
