//! An edition: a numbered, dated, immutable set of revisions, and the sheet that lists them.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::vocabulary;
use crate::{Change, Code, Digest, Handbook, Revision, Standard, StandardId};

/// What became of a standard since the edition before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is new in this edition.
    Added(StandardId),
    /// It has another text than in the edition before.
    Replaced {
        /// The revision in the edition before.
        before: Box<Revision>,
        /// Material, if any revision since then is.
        change: Change,
    },
    /// It was in the edition before and is no more.
    Withdrawn(Box<Revision>),
}

impl Changed {
    /// Returns the standard that changed.
    pub fn id(&self) -> StandardId {
        match self {
            Self::Added(id) => *id,
            Self::Replaced { before, .. } | Self::Withdrawn(before) => before.id(),
        }
    }
}

/// A numbered, dated, immutable set of revisions, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The handbook's title and lists as they were when it was issued.
    pub handbook: Handbook,
    /// Counts up from 1.
    pub number: u32,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// From when on it holds.
    pub effective_on: Date,
    /// The day by which readers should ask for a newer one.
    pub next_expected_by: Option<Date>,
    /// What the organisation says about it.
    pub note: String,
    /// The number of the edition before, if there is one.
    pub previous: Option<u32>,
    /// The texts, in reading order.
    pub revisions: Vec<Revision>,
    /// What changed since the edition before; empty for the first.
    pub changes: Vec<Changed>,
}

impl Edition {
    /// Returns the sheet that lists the edition's revisions by digest.
    pub fn sheet(&self) -> Sheet {
        Sheet {
            format: Sheet::FORMAT,
            handbook: self.handbook.clone(),
            number: self.number,
            issued_at: self.issued_at,
            effective_on: self.effective_on,
            next_expected_by: self.next_expected_by,
            note: self.note.clone(),
            previous: self.previous,
            standards: self.revisions.iter().map(SheetEntry::of).collect(),
            changes: self.changes.iter().map(SheetChange::of).collect(),
        }
    }

    /// Returns the edition's identity: the digest of its sheet's exact bytes.
    pub fn digest(&self) -> Digest {
        Digest::of(self.sheet().to_json().as_bytes())
    }
}

vocabulary!(
    /// What the sheet says about a changed standard.
    WhatChanged, "change in an edition" {
        /// New in this edition.
        Added = "added",
        /// Something else must be done.
        Material = "material",
        /// Only the words changed.
        Editorial = "editorial",
        /// No longer part of the handbook.
        Withdrawn = "withdrawn",
    }
);

/// The sheet of an edition: `edition.json` in the edition file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the same fields as the edition's own")]
pub struct Sheet {
    /// The version of this form.
    pub format: u32,
    pub handbook: Handbook,
    pub number: u32,
    pub issued_at: Timestamp,
    pub effective_on: Date,
    pub next_expected_by: Option<Date>,
    pub note: String,
    pub previous: Option<u32>,
    pub standards: Vec<SheetEntry>,
    pub changes: Vec<SheetChange>,
}

/// One standard in the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the same fields as the revision's own")]
pub struct SheetEntry {
    pub id: StandardId,
    pub code: Code,
    pub title: String,
    pub revision: u32,
    pub sha256: Digest,
    pub author: String,
    pub approver: String,
    pub approved_at: Timestamp,
    pub note: String,
    pub change: Change,
}

/// One change in the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetChange {
    /// The standard that changed.
    pub id: StandardId,
    /// How.
    pub what: WhatChanged,
    /// The revision in the edition before.
    pub before: Option<u32>,
}

impl Sheet {
    /// The version of the sheet's form that this program writes.
    pub const FORMAT: u32 = 1;

    /// Writes the sheet's exact bytes.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a sheet is plain data");
        text.push('\n');
        text
    }
}

impl SheetEntry {
    fn of(revision: &Revision) -> Self {
        Self {
            id: revision.id(),
            code: revision.standard.code.clone(),
            title: revision.standard.title.clone(),
            revision: revision.number,
            sha256: revision.digest,
            author: revision.author.clone(),
            approver: revision.approver.clone(),
            approved_at: revision.approved_at,
            note: revision.note.clone(),
            change: revision.change,
        }
    }
}

impl SheetChange {
    fn of(changed: &Changed) -> Self {
        let (what, before) = match changed {
            Changed::Added(_) => (WhatChanged::Added, None),
            Changed::Replaced {
                before,
                change: Change::Material,
            } => (WhatChanged::Material, Some(before.number)),
            Changed::Replaced {
                before,
                change: Change::Editorial,
            } => (WhatChanged::Editorial, Some(before.number)),
            Changed::Withdrawn(before) => (WhatChanged::Withdrawn, Some(before.number)),
        };
        Self {
            id: changed.id(),
            what,
            before,
        }
    }
}

/// Sorts by the place in the book: section, then the order chosen by hand, then code (with
/// numbers by value).
pub fn sort_for_reading<T>(
    handbook: &Handbook,
    items: &mut [T],
    standard: impl Fn(&T) -> &Standard,
) {
    let sections: HashMap<&str, usize> = places(handbook.sections.iter().map(String::as_str));
    let chosen: HashMap<StandardId, usize> = places(handbook.order.iter().copied());
    items.sort_by_cached_key(|item| {
        let standard = standard(item);
        let section = sections.get(standard.section.as_str()).copied();
        (
            section.unwrap_or(usize::MAX),
            standard.section.clone(),
            chosen.get(&standard.id).copied().unwrap_or(usize::MAX),
            code_parts(&standard.code),
            standard.id,
        )
    });
}

fn places<T: Eq + std::hash::Hash>(items: impl Iterator<Item = T>) -> HashMap<T, usize> {
    items
        .enumerate()
        .map(|(place, item)| (item, place))
        .collect()
}

/// Splits a code so that `PH-9` comes before `PH-10`.
fn code_parts(code: &Code) -> (String, u64, String) {
    let text = code.0.as_str();
    let digits = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let (letters, rest) = text.split_at(digits);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    (
        letters.to_string(),
        rest[..end].parse().unwrap_or(0),
        rest[end..].to_string(),
    )
}
