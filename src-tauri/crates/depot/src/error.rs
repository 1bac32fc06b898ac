//! What can go wrong on the way.

use std::path::PathBuf;

/// Why files could not be put where they belong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of that name is there already; nothing is ever overwritten.
    #[error("{} exists already; nothing was overwritten", .0.display())]
    Exists(PathBuf),
    /// The disk is full.
    #[error("there is no space left for {}", .0.display())]
    Full(PathBuf),
    /// The folder or file cannot be written.
    #[error("{} cannot be written: {cause}", .path.display())]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
}

impl Error {
    /// Names the path that an input or output error is about.
    pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |cause| match cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full(path),
            std::io::ErrorKind::AlreadyExists => Self::Exists(path),
            _ => Self::Unwritable { path, cause },
        }
    }
}
