//! Whether an edition asks anything of a branch, given what the branch has acknowledged before.

use std::collections::HashMap;

use handbook::{
    Role, Sheet, SheetChange, Standard, StandardId, WhatChanged, changes_since, concerns, is_new_to,
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
        let changes = match last {
            Some(last) if *last.audience != *roles => self.changes_to(last, roles)?,
            last => self.changes_since(last.map(|last| last.edition))?,
        };
        for change in changes {
            if change.what == WhatChanged::Editorial {
                continue;
            }
            let revision = self.revision_now(change.id);
            // Whoever it concerned before must know as well that it no longer does.
            for number in [revision, change.before].into_iter().flatten() {
                if self.does_concern(change.id, number, roles)? {
                    return Ok(true);
                }
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

    /// Returns the changes for a branch whose roles are others by now: what was left out for it
    /// before counts as never seen.
    fn changes_to(&mut self, last: &Earlier, roles: &[Role]) -> Result<Vec<SheetChange>, Error> {
        let mut sheets = self.sheets_from(last.edition)?.to_vec();
        let before = sheets.first_mut();
        let Some(seen) = before.filter(|before| before.number == last.edition) else {
            return self.changes_since(Some(last.edition));
        };
        for entry in std::mem::take(&mut seen.standards) {
            let standard = self.standard(entry.id, entry.revision)?;
            if !standard.is_some_and(|text| is_new_to(text, &last.audience, roles)) {
                seen.standards.push(entry);
            }
        }
        Ok(changes_since(Some(&sheets[0]), &sheets[1..]))
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

    fn revision_now(&self, id: StandardId) -> Option<u32> {
        let standards = self.sheets.last().map(|sheet| &sheet.standards);
        let entry = standards?.iter().find(|entry| entry.id == id);
        entry.map(|entry| entry.revision)
    }

    fn does_concern(&mut self, id: StandardId, number: u32, roles: &[Role]) -> Result<bool, Error> {
        let standard = self.standard(id, number)?;
        // Of a text that is not here nobody can say that it does not.
        Ok(standard.is_none_or(|standard| concerns(standard, roles)))
    }

    fn standard(&mut self, id: StandardId, number: u32) -> Result<Option<&Standard>, Error> {
        if !self.standards.contains_key(&(id, number)) {
            let revision = self.workspace.revision(id, number)?;
            let standard = revision.map(|revision| revision.standard);
            self.standards.insert((id, number), standard);
        }
        let found = self.standards.get(&(id, number));
        Ok(found.and_then(Option::as_ref))
    }
}
