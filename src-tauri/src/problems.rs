//! Errors as codes and values; the sentences are the interface's, in `ui/src/words/problems.ts`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

/// What went wrong, for the interface to put into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem {
    /// Which sentences to show.
    pub code: ProblemCode,
    /// What the sentences speak of, by name.
    pub values: BTreeMap<String, String>,
}

/// Everything that can go wrong, as the interface tells it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// There is no file at that place.
    WorkspaceMissing,
    /// The file is something else than a workspace.
    NotAWorkspace,
    /// Bytes are missing or do not fit together.
    WorkspaceDamaged,
    /// A newer Plumbline made the file.
    WorkspaceNewer,
    /// Another program is writing to the file.
    WorkspaceBusy,
    /// The system does not let the file be read.
    WorkspaceUnreadable,
    /// Anything else.
    Unexpected,
}

impl Problem {
    /// Describes why the workspace at `path` cannot be shown.
    pub fn with_workspace(error: &workflow::Error, path: &Path) -> Self {
        let path = ("path".to_string(), path.display().to_string());
        let reason = ("reason".to_string(), error.to_string());
        Self {
            code: code(error),
            values: [path, reason].into(),
        }
    }
}

fn code(error: &workflow::Error) -> ProblemCode {
    match error {
        workflow::Error::Store(error) => store_code(error),
        workflow::Error::Unreadable { .. } => ProblemCode::WorkspaceUnreadable,
        _ => ProblemCode::Unexpected,
    }
}

fn store_code(error: &workflow::StoreError) -> ProblemCode {
    use workflow::StoreError as Error;
    match error {
        Error::NotFound(_) => ProblemCode::WorkspaceMissing,
        Error::NotAFile(_)
        | Error::EmptyFile(_)
        | Error::NotAWorkspace(_)
        | Error::OtherDatabase { .. } => ProblemCode::NotAWorkspace,
        Error::Truncated { .. } | Error::Damaged { .. } => ProblemCode::WorkspaceDamaged,
        Error::NewerVersion { .. } => ProblemCode::WorkspaceNewer,
        Error::Busy => ProblemCode::WorkspaceBusy,
        Error::Io { .. } | Error::UnreadableJournal(_) => ProblemCode::WorkspaceUnreadable,
        _ => ProblemCode::Unexpected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_told_apart_and_named() {
        let path = Path::new("/nowhere/Shop.plumbline");
        let error = workflow::Error::Store(workflow::StoreError::NotFound(path.into()));
        let problem = Problem::with_workspace(&error, path);
        assert_eq!(problem.code, ProblemCode::WorkspaceMissing);
        assert_eq!(problem.values["path"], "/nowhere/Shop.plumbline");
    }
}
