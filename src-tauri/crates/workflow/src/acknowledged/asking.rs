//! Whether an edition asks anything of a branch, given what the branch has acknowledged before.

use std::collections::HashMap;

use handbook::{
    Role, Sheet, SheetChange, Standard, StandardId, WhatChanged, changes_since, concerns,
};
use store::Workspace;

use crate::Error;

/// The answers so far, which are the same for all branches with the same past and roles.
pub(crate) struct Asking<'a> {
    workspace: &'a Workspace,
    /// The editions up to the one that is asked about, the oldest first.
    sheets: &'a [Sheet],
    changes: HashMap<Option<u32>, Vec<SheetChange>>,
    answers: HashMap<Option<u32>, HashMap<Vec<Role>, bool>>,
    standards: HashMap<(StandardId, u32), Option<Standard>>,
}

impl<'a> Asking<'a> {
    /// Asks about the last of `sheets`.
    pub(crate) fn about(workspace: &'a Workspace, sheets: &'a [Sheet]) -> Self {
        Self {
            workspace,
            sheets,
            changes: HashMap::new(),
            answers: HashMap::new(),
            standards: HashMap::new(),
        }
    }

    /// Tells whether anything but wording has changed, since the edition `last`, in what concerns
    /// one of `roles`.
    pub(crate) fn is_asked(&mut self, last: Option<u32>, roles: &[Role]) -> Result<bool, Error> {
        let answers = self.answers.get(&last);
        if let Some(answer) = answers.and_then(|answers| answers.get(roles)) {
            return Ok(*answer);
        }
        let answer = self.find(last, roles)?;
        let answers = self.answers.entry(last).or_default();
        answers.insert(roles.to_vec(), answer);
        Ok(answer)
    }

    fn find(&mut self, last: Option<u32>, roles: &[Role]) -> Result<bool, Error> {
        for change in self.changes_since(last) {
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

    fn changes_since(&mut self, last: Option<u32>) -> Vec<SheetChange> {
        let sheets = self.sheets;
        let changes = self.changes.entry(last).or_insert_with(|| {
            let before = sheets.iter().find(|sheet| Some(sheet.number) == last);
            let after = sheets.partition_point(|sheet| Some(sheet.number) <= last);
            changes_since(before, &sheets[after..])
        });
        changes.clone()
    }

    fn revision_now(&self, id: StandardId) -> Option<u32> {
        let standards = self.sheets.last().map(|sheet| &sheet.standards);
        let entry = standards?.iter().find(|entry| entry.id == id);
        entry.map(|entry| entry.revision)
    }

    fn does_concern(&mut self, id: StandardId, number: u32, roles: &[Role]) -> Result<bool, Error> {
        if !self.standards.contains_key(&(id, number)) {
            let revision = self.workspace.revision(id, number)?;
            let standard = revision.map(|revision| revision.standard);
            self.standards.insert((id, number), standard);
        }
        let standard = self.standards.get(&(id, number)).and_then(Option::as_ref);
        // Of a text that is not here nobody can say that it does not.
        Ok(standard.is_none_or(|standard| concerns(standard, roles)))
    }
}
