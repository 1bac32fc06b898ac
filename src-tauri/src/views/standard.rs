//! One standard as Write and Translate show it.

use handbook::{Draft, Handbook, Standard, StandardId};
use serde::Serialize;
use workflow::{Error, OutlineRow, TranslationState, Workspace};

use super::{Checked, HistoryView, RevisionLine};

/// A standard's draft, with everything that is told of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StandardView {
    /// The text.
    pub standard: Standard,
    /// Counts the saves; goes back with the next save.
    #[cfg_attr(test, ts(type = "number"))]
    pub saves: u64,
    /// When it was saved.
    pub saved_at: String,
    /// Its row in the outline.
    pub row: OutlineRow,
    /// What the checks found.
    pub checked: Checked,
    /// The last revision.
    pub last_revision: Option<RevisionLine>,
    /// How it stands in each language of the handbook but the first.
    pub translations: Vec<TranslationState>,
}

/// The answer to a save.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SaveAnswer {
    /// It is saved.
    Saved {
        /// Counts the saves; goes back with the next save.
        #[cfg_attr(test, ts(type = "number"))]
        saves: u64,
        /// When it was saved.
        saved_at: String,
        /// Its row in the outline.
        row: Box<OutlineRow>,
        /// How it stands in each language of the handbook but the first.
        translations: Vec<TranslationState>,
    },
    /// Another window or program has saved meanwhile; nothing was overwritten.
    Stale {
        /// What was saved meanwhile.
        theirs: Box<StandardView>,
    },
}

impl StandardView {
    /// Reads a standard.
    pub fn read(workspace: &Workspace, id: StandardId) -> Result<Self, Error> {
        Self::of(
            workspace,
            &workspace.handbook()?,
            workflow::draft_of(workspace, id)?,
        )
    }

    fn of(workspace: &Workspace, handbook: &Handbook, draft: Draft) -> Result<Self, Error> {
        let translations = workflow::translations(workspace, handbook, &draft)?;
        let checked = workflow::checked(draft, handbook);
        let row = workflow::outline_row(workspace, handbook, &checked)?;
        let draft = checked.draft;
        let history = match draft.last_revision {
            Some(_) => HistoryView::read(workspace, draft.standard.id)?.revisions,
            None => Vec::new(),
        };
        Ok(Self {
            saves: draft.saves,
            saved_at: draft.saved_at.to_string(),
            row,
            checked: Checked::with(&draft.standard, &checked.findings),
            last_revision: history.into_iter().next(),
            translations,
            standard: draft.standard,
        })
    }
}

impl SaveAnswer {
    /// Tells how a draft stands that was just saved.
    pub fn saved(workspace: &Workspace, handbook: &Handbook, draft: Draft) -> Result<Self, Error> {
        let translations = workflow::translations(workspace, handbook, &draft)?;
        let checked = workflow::checked(draft, handbook);
        Ok(Self::Saved {
            saves: checked.draft.saves,
            saved_at: checked.draft.saved_at.to_string(),
            row: Box::new(workflow::outline_row(workspace, handbook, &checked)?),
            translations,
        })
    }

    /// Tells what stands in the way of a save.
    pub fn stale(workspace: &Workspace, theirs: Draft) -> Result<Self, Error> {
        let view = StandardView::of(workspace, &workspace.handbook()?, theirs)?;
        let theirs = Box::new(view);
        Ok(Self::Stale { theirs })
    }
}
