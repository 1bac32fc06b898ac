//! What people do with a handbook: one module per verb.
//!
//! Each function asks the other crates in the order that the act needs, and either does the
//! whole of it or leaves everything as it was. The clock and randomness come in as [`Now`].

mod acknowledge;
mod acknowledged;
mod approve;
mod branches;
mod briefing;
mod changes;
mod check;
mod collect;
mod enrol;
mod error;
mod evidence;
mod exchange;
mod export;
mod export_drafts;
mod fetch;
mod history;
mod identity;
mod import;
mod invite;
mod issue;
mod join;
#[cfg(test)]
mod journey;
mod meet;
mod names;
mod new;
mod now;
mod open;
mod outgoing;
mod overviews;
mod progress;
mod reader;
mod rebuild;
mod receive;
mod refusal;
mod remind;
mod review;
mod safekeeping;
mod silence;
mod starters;
mod survey;
mod team;
mod translate;
mod trust;
mod verify;
mod views;
mod write;

pub use ::export::Mark;
pub use acknowledge::{acknowledge, refresh_receipt, save_receipts, tick, tick_all};
pub use acknowledged::{acknowledged, acknowledged_csv, branch_history, receipt_file, set_due};
pub use approve::{ApprovalOrder, Blocked, Obstacle, Obstacles, Unapproved, approve, unapproved};
pub use branches::{
    branch_line, branches, close_branches, import_branches, roots_view, save_branch,
};
pub use briefing::{brief, briefing_sheet, choose_for_briefing, confirmation_sheet};
pub use changes::{membership, what_changed};
pub use check::{Checked, check, checked, findings, rule_title, unwaive, waive};
pub use collect::collect;
pub use depot::{
    Credentials, Depot, Error as DepotError, open as open_depot, read_credentials,
    save_credentials, write_file,
};
pub use enrol::{enrol, put_out_of_use};
pub use error::Error;
pub use evidence::{EvidenceOrder, evidence};
pub use exchange::{depot_address, exchange, exchanged_at, look, probe, set_depot, write_parcel};
pub use export::{Format, export, preview, write_again};
pub use export_drafts::export_drafts;
pub use history::{bring_back, diff, history, restore, retire};
pub use identity::{
    Identity, OldKey, RootFiles, Roots, back_up_identity, export_certificate, found_trust,
    import_identity, make_identity, renew_identity, replace_roots, root, show_identity,
};
pub use import::{ColumnMap, ImportReport, MapError, Refused, Taken, import, read_map};
pub use invite::{InviteCode, invite_branches, read_invite_code};
pub use issue::{IssueOrder, Issued, Stage, issue};
pub use join::{OpenedInvite, enrolment_request, fetch_invite, join, open_invite};
pub use lint::{
    Clarity, ClarityPart, FieldKind, Finding, Place as FindingPlace, RuleDescription, Severity,
    check_text, clarity, rules,
};
pub use meet::meet_depot;
pub use new::{NewHandbook, new_workspace};
pub use now::Now;
pub use open::{
    Approval, Counts, OutlineRow, approval, draft_of, draft_with_code, open, outline, outline_row,
};
pub use outgoing::has_news;
pub use overviews::Overviews;
pub use progress::Tell;
pub use reader::{find_rule, read_handbook, read_rule};
pub use rebuild::{Remains, rebuild, rebuild_from_remains};
pub use receive::receive;
pub use refusal::{Refusal, RefusalCode};
pub use remind::{RemindOrder, Reminded, remind};
pub use review::{Review, ReviewedChange, review};
pub use signing::{Certificate, Error as SigningError};
pub use silence::silence;
pub use starters::{Starter, starters};
pub use store::{Access, Error as StoreError, Hit, Report, RetiredRow, Workspace, backup, doctor};
pub use survey::{
    ChangeKind, ChangedStandard, CoverageCell, Due, LanguageCoverage, Named, Promise,
    StageCoverage, Survey, set_offered, survey,
};
pub use team::{Confirming, confirm, remove_person, save_person};
pub use translate::{TranslationState, mark_translated, translations};
pub use trust::{confirm_root_copy, known_roots, root_of_key, roots_are_safe};
pub use verify::{Verdict, What, read_root, verify};
pub use views::*;
pub use write::{NewPlace, add, arrange, duplicate, save};
