//! Shows what the next edition would hold, before it is issued.

use std::collections::HashMap;

use handbook::{
    Change, Changed, FieldDifference, Force, Revision, Sheet, Standard, StandardId, difference,
};
use serde::Serialize;
use store::Workspace;

use crate::issue::next_number;
use crate::survey::{ChangeKind, Named};
use crate::{Blocked, Error, Unapproved, unapproved};

/// What the next edition would hold.
#[derive(Debug, Clone)]
pub struct Review {
    /// Its number.
    pub number: u32,
    /// The sheet of the edition before.
    pub last: Option<Sheet>,
    /// How many standards it would hold.
    pub standards: usize,
    /// What it changes, in reading order, what is withdrawn last.
    pub changes: Vec<ReviewedChange>,
    /// Drafts that could be approved first.
    pub ready: Vec<Named>,
    /// Drafts that cannot.
    pub blocked: Vec<Blocked>,
}

/// A standard that the next edition changes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename = "PublishChange")
)]
pub struct ReviewedChange {
    /// The standard.
    #[serde(flatten)]
    pub standard: Named,
    /// How binding it is.
    pub force: Force,
    /// What becomes of it.
    pub kind: ChangeKind,
    /// What its revisions since then say; none for what is new or withdrawn.
    pub change: Option<Change>,
    /// What differs from the edition before.
    pub differences: Vec<FieldDifference>,
    /// What the approvers noted since then.
    pub notes: Vec<String>,
}

/// Compares the approved texts with the last edition.
pub fn review(workspace: &Workspace) -> Result<Review, Error> {
    let latest = workspace.latest_revisions()?;
    let last = workspace.editions()?.pop();
    let changes = match &last {
        Some(sheet) => changes(workspace, sheet.number, &latest)?,
        None => latest.iter().map(new).collect(),
    };
    let Unapproved { ready, blocked } = unapproved(workspace)?;
    Ok(Review {
        number: next_number(workspace, last.as_ref().map_or(0, |sheet| sheet.number))?,
        last,
        standards: latest.len(),
        changes,
        ready: ready.iter().map(|d| Named::of(&d.standard)).collect(),
        blocked,
    })
}

fn changes(
    workspace: &Workspace,
    last: u32,
    latest: &[Revision],
) -> Result<Vec<ReviewedChange>, Error> {
    let by_id: HashMap<StandardId, &Revision> = latest.iter().map(|r| (r.id(), r)).collect();
    let mut reviewed = Vec::new();
    for changed in workspace.changes_since(Some(last))? {
        reviewed.push(match &changed {
            Changed::Added(id) => new(by_id[id]),
            Changed::Replaced { before, change } => {
                let mut row = row(
                    &by_id[&before.id()].standard,
                    ChangeKind::Changed,
                    Some(&before.standard),
                );
                row.change = Some(*change);
                row.notes = notes(workspace, before)?;
                row
            }
            Changed::Withdrawn(before) => row(&before.standard, ChangeKind::Withdrawn, None),
        });
    }
    Ok(reviewed)
}

fn new(revision: &Revision) -> ReviewedChange {
    row(&revision.standard, ChangeKind::New, None)
}

fn row(standard: &Standard, kind: ChangeKind, before: Option<&Standard>) -> ReviewedChange {
    let differences = before.map_or(Vec::new(), |before| difference(before, standard));
    // Which source a translation was made from is bookkeeping, and waivers are for those who write.
    let is_for_readers = |difference: &FieldDifference| !difference.field.starts_with("waiver");
    ReviewedChange {
        standard: Named::of(standard),
        force: standard.force,
        kind,
        change: None,
        differences: differences.into_iter().filter(is_for_readers).collect(),
        notes: Vec::new(),
    }
}

fn notes(workspace: &Workspace, before: &Revision) -> Result<Vec<String>, Error> {
    let since = workspace.revisions(before.id())?.into_iter();
    let since = since.filter(|revision| revision.number > before.number);
    let notes = since.map(|revision| revision.note);
    Ok(notes.filter(|note| !note.trim().is_empty()).collect())
}
