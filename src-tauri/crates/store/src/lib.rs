//! Remembers: one SQLite file holds a workspace's handbook, drafts, revisions, editions and record.
//!
//! Speaks in the handbook's nouns only, so that another database can stand behind the same
//! functions. The clock and the making of identities are the caller's.

mod backup;
mod codes;
mod doctor;
mod draft;
mod edition;
mod error;
mod file;
mod fold;
mod history;
mod identity;
mod import;
mod keys;
mod record;
mod revision;
mod row;
mod schema;
mod search;
mod workspace;

pub use backup::{Progress, backup};
pub use doctor::{Fault, Report, doctor};
pub use draft::{OutlineRow, RetiredRow};
pub use edition::IssuedFile;
pub use error::{Error, Part};
pub use identity::Identity;
pub use revision::Approval;
pub use search::{Hit, Snippet};
pub use workspace::{Access, Workspace};
