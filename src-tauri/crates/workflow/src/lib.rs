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
mod review;
mod starters;
mod survey;
mod translate;
mod verify;
mod views;
mod write;

pub use ::export::Mark;
pub use approve::{ApprovalOrder, Blocked, Obstacle, Obstacles, Unapproved, approve, unapproved};
pub use check::{Checked, check, checked, findings, rule_title, unwaive, waive};
pub use depot::Error as DepotError;
pub use error::Error;
pub use export::{Format, export, preview, write_again};
pub use export_drafts::export_drafts;
pub use history::{bring_back, diff, history, restore, retire};
pub use identity::{
    Identity, RootFiles, back_up_identity, export_certificate, import_identity, make_identity,
    renew_identity, root, show_identity,
};
pub use import::{ColumnMap, ImportReport, MapError, Refused, Taken, import, read_map};
pub use issue::{IssueOrder, Issued, Stage, issue};
pub use lint::{
    Clarity, ClarityPart, FieldKind, Finding, Place as FindingPlace, RuleDescription, Severity,
    check_text, clarity, rules,
};
pub use new::{NewHandbook, new_workspace};
pub use now::Now;
pub use open::{
    Approval, Counts, OutlineRow, approval, draft_of, draft_with_code, open, outline, outline_row,
};
pub use review::{Review, ReviewedChange, review};
pub use signing::{Certificate, Error as SigningError};
pub use starters::{Starter, starters};
pub use store::{Access, Error as StoreError, Hit, Report, RetiredRow, Workspace, backup, doctor};
pub use survey::{
    ChangeKind, ChangedStandard, CoverageCell, Due, LanguageCoverage, Named, Promise,
    StageCoverage, Survey, set_offered, survey,
};
pub use translate::{TranslationState, mark_translated, translations};
pub use verify::{Verdict, What, read_root, verify};
pub use views::*;
pub use write::{NewPlace, add, arrange, duplicate, save};
