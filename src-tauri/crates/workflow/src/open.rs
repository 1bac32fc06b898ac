//! Opens a workspace, and shows what is in it.

use std::path::Path;

use handbook::{Code, Draft, Force, StandardId};
use lint::Finding;
use serde::Serialize;
use store::Workspace;

use crate::{Error, check};

/// One standard with what the checks found in it.
#[derive(Debug, Clone, Serialize)]
pub struct StandardRow {
    /// Its identity.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// Its section.
    pub section: String,
    /// How binding it is.
    pub force: Force,
    /// Its statement.
    pub statement: String,
    /// The number of its last revision.
    pub last_revision: Option<u32>,
    /// Whether the draft is that revision, unchanged.
    pub is_approved: bool,
    /// What the checks found, waived findings included.
    pub findings: Vec<Finding>,
}

/// Opens the workspace at `path`.
pub fn open(path: &Path) -> Result<Workspace, Error> {
    Ok(Workspace::open(path)?)
}

/// Lists every standard with its findings, ordered by code.
pub fn overview(workspace: &Workspace) -> Result<Vec<StandardRow>, Error> {
    let checked = check(workspace, &[])?;
    Ok(checked
        .into_iter()
        .map(|checked| row(checked.draft, checked.findings))
        .collect())
}

fn row(draft: Draft, findings: Vec<Finding>) -> StandardRow {
    let Draft {
        standard,
        last_revision,
        is_approved,
        ..
    } = draft;
    StandardRow {
        id: standard.id,
        code: standard.code,
        title: standard.title,
        section: standard.section,
        force: standard.force,
        statement: standard.statement,
        last_revision,
        is_approved,
        findings,
    }
}

/// Finds the draft with a code.
pub fn draft_with_code(workspace: &Workspace, code: &Code) -> Result<Draft, Error> {
    workspace
        .draft_with_code(code)?
        .ok_or_else(|| Error::NoCode(code.clone()))
}
