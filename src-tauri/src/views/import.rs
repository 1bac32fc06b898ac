//! What comes into a workspace, and what is found in it.

use std::path::PathBuf;

use handbook::{Language, StandardId};
use serde::{Deserialize, Serialize};
use workflow::{Hit, ImportReport, Refused, Taken};

/// What a new handbook shall be.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewWorkspace {
    /// Its title.
    pub title: String,
    /// Whose handbook it is.
    pub organisation: String,
    /// The language in which standards are written first.
    pub language: Language,
    /// The starters to begin with.
    pub starters: Vec<String>,
}

/// A line of an import's report.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRow {
    /// Where it stands: a file, and the line in it.
    pub place: String,
    /// What stands there, or why it is not taken.
    pub text: String,
}

/// What an import would do, or did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportView {
    /// The files.
    pub sources: Vec<String>,
    /// What is taken in.
    pub taken: Vec<ImportRow>,
    /// What is not.
    pub refused: Vec<ImportRow>,
    /// What is in the workspace already.
    pub unchanged: Vec<ImportRow>,
    /// The columns that fill no field.
    pub unused_columns: Vec<String>,
}

/// A draft that was found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HitView {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The text before what was found.
    pub before: String,
    /// What was found.
    pub found: String,
    /// The text after it.
    pub after: String,
}

impl ImportView {
    /// Shows the report on importing `sources`.
    pub fn of(sources: &[PathBuf], report: ImportReport) -> Self {
        let named = sources.iter().map(|source| source.display().to_string());
        Self {
            sources: named.collect(),
            taken: report.taken.into_iter().map(ImportRow::from).collect(),
            refused: report.refused.into_iter().map(ImportRow::from).collect(),
            unchanged: report.unchanged.into_iter().map(ImportRow::from).collect(),
            unused_columns: report.unused_columns,
        }
    }
}

impl From<Taken> for ImportRow {
    fn from(taken: Taken) -> Self {
        Self {
            place: taken.place,
            text: format!("{} {}", taken.code, taken.title),
        }
    }
}

impl From<Refused> for ImportRow {
    fn from(refused: Refused) -> Self {
        Self {
            place: refused.place,
            text: refused.reason,
        }
    }
}

impl From<Hit> for HitView {
    fn from(hit: Hit) -> Self {
        Self {
            id: hit.id,
            code: hit.code.0,
            title: hit.title,
            before: hit.snippet.before,
            found: hit.snippet.found,
            after: hit.snippet.after,
        }
    }
}
