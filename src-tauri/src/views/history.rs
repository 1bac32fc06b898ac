//! A standard's revisions.

use handbook::{Change, Digest, Revision, StandardId};
use serde::Serialize;
use workflow::{Approval, Error, Workspace};

/// A revision, without its text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RevisionLine {
    /// Its number.
    pub number: u32,
    /// Who wrote it.
    pub author: String,
    /// Who approved it.
    pub approver: String,
    /// When.
    pub approved_at: String,
    /// Why.
    pub note: String,
    /// Material or editorial.
    pub change: Change,
    /// The digest of its exact bytes.
    pub digest: Digest,
    /// The numbers of the editions that hold it.
    pub editions: Vec<u32>,
}

/// A standard's revisions, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryView {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How far the draft is from being approved.
    pub approval: Approval,
    /// When the draft was saved.
    pub saved_at: String,
    /// The revisions.
    pub revisions: Vec<RevisionLine>,
}

impl HistoryView {
    /// Reads a standard's history.
    pub fn read(workspace: &Workspace, id: StandardId) -> Result<Self, Error> {
        let draft = workflow::draft_of(workspace, id)?;
        let editions = workspace.editions_with(id)?;
        let revisions = workflow::history(workspace, id)?.into_iter().rev();
        Ok(Self {
            id,
            approval: workflow::approval(&draft),
            saved_at: draft.saved_at.to_string(),
            code: draft.standard.code.0,
            title: draft.standard.title,
            revisions: revisions
                .map(|revision| RevisionLine::new(revision, &editions))
                .collect(),
        })
    }
}

impl RevisionLine {
    fn new(revision: Revision, editions: &[(u32, u32)]) -> Self {
        let with = editions
            .iter()
            .filter(|(number, _)| *number == revision.number);
        Self {
            editions: with.map(|(_, edition)| *edition).collect(),
            number: revision.number,
            author: revision.author,
            approver: revision.approver,
            approved_at: revision.approved_at.to_string(),
            note: revision.note,
            change: revision.change,
            digest: revision.digest,
        }
    }
}
