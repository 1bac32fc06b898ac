//! Remembers: one SQLite file holds a workspace's handbook, drafts, revisions, editions and record,
//! and either a publisher's branches and their receipts or what one branch received.
//!
//! Speaks in the handbook's nouns only, so that another database can stand behind the same
//! functions. The clock and the making of identities are the caller's.

mod acknowledged_by;
mod backup;
mod branch;
mod branch_row;
mod by_branch;
mod codes;
mod disown;
mod doctor;
mod draft;
mod due;
mod edition;
mod enrol;
mod error;
mod exchange;
mod exchanged;
mod file;
mod fold;
mod history;
mod identity;
mod import;
mod invite;
mod keys;
mod membership;
mod own_receipt;
mod reading;
mod rebuild;
mod receipt;
mod receive;
mod record;
mod recorded;
mod revision;
mod row;
mod schema;
mod search;
mod search_edition;
mod standing;
mod state;
mod team;
mod trust;
mod workspace;

pub use acknowledged_by::AcknowledgedBy;
pub use backup::{Progress, backup};
pub use branch_row::{Asked, BranchRow, Enrolment};
pub use doctor::{Fault, Report, doctor};
pub use draft::{OutlineRow, RetiredRow};
pub use due::Reminder;
pub use edition::{EditionHead, IssuedFile};
pub use enrol::{BranchCertificate, NewRequest};
pub use error::{Error, Part};
pub use exchange::{ReceiptObject, Refusal};
pub use identity::Identity;
pub use invite::InviteSecret;
pub use membership::{EnrolledSince, Kind, Membership};
pub use own_receipt::OwnReceipt;
pub use reading::{EditionEntry, ReceivedEdition};
pub use rebuild::NewRoster;
pub use receipt::{NewReceipt, ReceiptGaps, ReceiptRow, Taken};
pub use receive::{NewEdition, Receiving};
pub use revision::Approval;
pub use search::{Hit, Snippet};
pub use standing::{Acknowledgement, Earlier, Standing};
pub use state::{NewState, State};
pub use team::Person;
pub use trust::{RootCopy, StoredTrust};
pub use workspace::{Access, Stamp, Workspace};
