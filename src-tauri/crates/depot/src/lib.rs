//! Carries files to where people and branches fetch them.
//!
//! A depot is a folder: on this computer, a stick or a shared drive. It knows names and
//! bytes, and nothing of editions or signatures.

mod error;
mod folder;

pub use error::Error;
pub use folder::{Staged, stage, write_file};
