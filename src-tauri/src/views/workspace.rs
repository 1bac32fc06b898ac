//! The open workspace: what stands around every screen.

use std::path::Path;

use handbook::{Handbook, Sheet, StandardId};
use jiff::tz::TimeZone;
use serde::Serialize;
use workflow::{Error, MembershipView, OutlineRow, Overviews, Workspace};

use super::LastPlace;
use crate::machine;

/// What may be done with the workspace.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Everything.
    Full,
    /// Only reading: a newer program has made the file.
    NewerVersion,
    /// Only reading: the file is write-protected.
    ReadOnlyFile,
}

/// Whose workspace it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum WorkspaceKind {
    /// HR's: standards are written and published here.
    Publisher,
    /// A branch's: editions are received and acknowledged here.
    Branch,
}

/// An edition by its numbers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionLine {
    /// Its number.
    pub number: u32,
    /// When it was issued.
    pub issued_at: String,
    /// From when on it holds.
    pub effective_on: String,
}

/// A standard that was taken out of the handbook.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RetiredRow {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// When it was retired.
    pub retired_at: String,
}

/// The open workspace.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkspaceView {
    /// The whole path.
    pub path: String,
    /// The file's name.
    pub file_name: String,
    /// Whose it is.
    pub kind: WorkspaceKind,
    /// What the branch is a member of; none for a publisher's.
    pub membership: Option<MembershipView>,
    /// How many changes wait for the branch, or how many branches are late; shown at the rail.
    pub waiting: u32,
    /// What may be done with it.
    pub access: Access,
    /// The handbook's title and lists.
    pub handbook: Handbook,
    /// The last edition.
    pub last_edition: Option<EditionLine>,
    /// The number of the next edition.
    pub next_edition: u32,
    /// Every standard, in the handbook's order.
    pub outline: Vec<OutlineRow>,
    /// The standards that were taken out, the last one first.
    pub retired: Vec<RetiredRow>,
    /// Where this file was left.
    pub place: Option<LastPlace>,
}

/// The outline after a standard was added, moved, retired or brought back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OutlineAnswer {
    /// That standard.
    pub id: StandardId,
    /// Every standard, in the handbook's order.
    pub outline: Vec<OutlineRow>,
    /// The standards that were taken out, the last one first.
    pub retired: Vec<RetiredRow>,
    /// The handbook's title and lists.
    pub handbook: Handbook,
}

impl WorkspaceView {
    /// Reads the workspace at `path`.
    pub fn read(
        workspace: &Workspace,
        overviews: &mut Overviews,
        path: &Path,
        place: Option<LastPlace>,
    ) -> Result<Self, Error> {
        let last = workspace.editions()?.pop();
        let name = path.file_name().unwrap_or_default();
        let membership = workflow::membership(workspace)?;
        Ok(Self {
            path: path.display().to_string(),
            file_name: name.to_string_lossy().into_owned(),
            kind: match membership {
                Some(_) => WorkspaceKind::Branch,
                None => WorkspaceKind::Publisher,
            },
            waiting: match &membership {
                Some(own) => own.to_acknowledge,
                None => {
                    overviews.late_branches(workspace, machine::today(), &TimeZone::system())?
                }
            },
            membership,
            access: workspace.access().into(),
            handbook: workspace.handbook()?,
            next_edition: last.as_ref().map_or(1, |sheet| sheet.number + 1),
            last_edition: last.as_ref().map(EditionLine::of),
            outline: workflow::outline(workspace)?,
            retired: retired(workspace)?,
            place,
        })
    }
}

impl OutlineAnswer {
    /// Reads the outline after something became of the standard `id`.
    pub fn read(workspace: &Workspace, id: StandardId) -> Result<Self, Error> {
        Ok(Self {
            id,
            outline: workflow::outline(workspace)?,
            retired: retired(workspace)?,
            handbook: workspace.handbook()?,
        })
    }
}

impl EditionLine {
    /// Names an edition.
    pub fn of(sheet: &Sheet) -> Self {
        Self {
            number: sheet.number,
            issued_at: sheet.issued_at.to_string(),
            effective_on: sheet.effective_on.to_string(),
        }
    }
}

fn retired(workspace: &Workspace) -> Result<Vec<RetiredRow>, Error> {
    let rows = workspace.retired()?.into_iter();
    Ok(rows
        .map(|row| RetiredRow {
            id: row.id,
            code: row.code.0,
            title: row.title,
            retired_at: row.retired_at.to_string(),
        })
        .collect())
}

impl From<workflow::Access> for Access {
    fn from(access: workflow::Access) -> Self {
        match access {
            workflow::Access::Full => Self::Full,
            workflow::Access::NewerVersion { .. } => Self::NewerVersion,
            workflow::Access::ReadOnlyFile => Self::ReadOnlyFile,
        }
    }
}
