//! Whether an edition asks anything of a branch, given what the branch has acknowledged before.

use std::collections::HashMap;

use handbook::{
    Role, Sheet, SheetChange, Standard, StandardId, WhatChanged, changes_for, changes_since,
    concerns,
};
use store::{Earlier, Workspace};

use crate::Error;

/// The answers so far, which are the same for all branches with the same past and roles.
pub(crate) struct Asking<'a> {
    workspace: &'a Workspace,
    /// The editions up to the one that is asked about, the oldest first.
    numbers: Vec<u32>,
    /// The sheets of the last of those editions: of as many as were needed so far.
    sheets: Vec<Sheet>,
    changes: HashMap<Option<u32>, Vec<SheetChange>>,
    answers: HashMap<Option<Earlier>, HashMap<Vec<Role>, bool>>,
    standards: HashMap<(StandardId, u32), Option<Standard>>,
}

impl<'a> Asking<'a> {
    /// Asks about the last of the editions with these numbers, the oldest first.
    pub(crate) fn about(workspace: &'a Workspace, numbers: Vec<u32>) -> Self {
        Self {
            workspace,
            numbers,
            sheets: Vec::new(),
            changes: HashMap::new(),
            answers: HashMap::new(),
            standards: HashMap::new(),
        }
    }

    /// Tells whether anything but wording is new, after what was acknowledged last, in what
    /// concerns one of `roles`.
    pub(crate) fn is_asked(
        &mut self,
        last: Option<&Earlier>,
        roles: &[Role],
    ) -> Result<bool, Error> {
        let last = last.cloned();
        let answers = self.answers.get(&last);
        if let Some(answer) = answers.and_then(|answers| answers.get(roles)) {
            return Ok(*answer);
        }
        let answer = self.find(last.as_ref(), roles)?;
        let answers = self.answers.entry(last).or_default();
        answers.insert(roles.to_vec(), answer);
        Ok(answer)
    }

    fn find(&mut self, last: Option<&Earlier>, roles: &[Role]) -> Result<bool, Error> {
        let number = last.map(|last| last.edition);
        let changes = self.changes_since(number)?;
        let Some(newest) = self.sheets.last() else {
            return Ok(false);
        };
        let before = self
            .sheets
            .iter()
            .find(|sheet| Some(sheet.number) == number);
        let then = last.map_or(&[][..], |last| &last.audience);
        let (workspace, standards) = (self.workspace, &mut self.standards);
        let does_concern = |id, revision, roles: &[Role]| {
            let standard = standard(workspace, standards, (id, revision))?;
            // Of a text that is not here nobody can say that it does not.
            Ok::<_, Error>(standard.is_none_or(|standard| concerns(standard, roles)))
        };
        for change in changes_for(&changes, before, newest, (then, roles), does_concern) {
            if change?.what != WhatChanged::Editorial {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn changes_since(&mut self, last: Option<u32>) -> Result<Vec<SheetChange>, Error> {
        if let Some(changes) = self.changes.get(&last) {
            return Ok(changes.clone());
        }
        // Against no edition everything in the newest one is new, whatever lies between.
        let newest = self.numbers.last().copied();
        let Some(first) = last.or(newest) else {
            return Ok(Vec::new());
        };
        let sheets = self.sheets_from(first)?;
        let changes = match sheets.split_first() {
            Some((before, after)) if Some(before.number) == last => {
                changes_since(Some(before), after)
            }
            _ => changes_since(None, sheets),
        };
        self.changes.insert(last, changes.clone());
        Ok(changes)
    }

    /// Returns the sheets of an edition and of those after it; what was not needed yet is read.
    fn sheets_from(&mut self, first: u32) -> Result<&[Sheet], Error> {
        let place = self.numbers.partition_point(|number| *number < first);
        let unread = self.numbers.len() - self.sheets.len();
        if place < unread {
            let older = self.numbers[place..unread].iter();
            let older: Result<Vec<Sheet>, _> =
                older.map(|number| self.workspace.sheet(*number)).collect();
            self.sheets.splice(..0, older?);
        }
        Ok(&self.sheets[place.saturating_sub(unread)..])
    }
}

fn standard<'a>(
    workspace: &Workspace,
    standards: &'a mut HashMap<(StandardId, u32), Option<Standard>>,
    (id, revision): (StandardId, u32),
) -> Result<Option<&'a Standard>, Error> {
    use std::collections::hash_map::Entry;
    let found = match standards.entry((id, revision)) {
        Entry::Occupied(entry) => entry.into_mut(),
        Entry::Vacant(entry) => {
            let revision = workspace.revision(id, revision)?;
            entry.insert(revision.map(|revision| revision.standard))
        }
    };
    Ok(found.as_ref())
}
