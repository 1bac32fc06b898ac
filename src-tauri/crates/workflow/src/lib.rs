//! What people do with a handbook: one module per verb.
//!
//! Each function asks the other crates in the order that the act needs, and either does the
//! whole of it or leaves everything as it was. The clock and randomness come in as [`Now`].

mod approve;
mod check;
mod error;
mod export;
mod export_drafts;
mod history;
mod identity;
mod import;
mod issue;
mod new;
mod now;
mod open;
mod starters;
mod verify;

pub use ::export::Mark;
pub use approve::{ApprovalOrder, Obstacle, Obstacles, approve, ready};
pub use check::{Checked, check, checked, waive};
pub use error::Error;
pub use export::{Format, export, write_again};
pub use export_drafts::export_drafts;
pub use history::{diff, history, restore, retire};
pub use identity::{
    Identity, RootFiles, export_certificate, import_identity, make_identity, renew_identity,
    show_identity,
};
pub use import::{ColumnMap, ImportReport, MapError, Refused, Taken, import, read_map};
pub use issue::{IssueOrder, Issued, Stage, issue};
pub use lint::{FieldKind, Finding, RuleDescription, Severity, check_text, rules};
pub use new::{NewHandbook, new_workspace};
pub use now::Now;
pub use open::{StandardRow, draft_with_code, open, overview};
pub use signing::Certificate;
pub use starters::{Starter, starters};
pub use store::{Access, Error as StoreError, Report, Workspace, backup, doctor};
pub use verify::{Verdict, What, read_root, verify};
