//! The documents of distribution: what branches are briefed, asked and reminded with, and what
//! auditors are shown. Each is written from a plain view of its own.

mod acknowledgements;
mod briefing;
mod change;
mod confirmation;
mod desk;
mod differences;
mod evidence;
mod excerpt;
mod invite;
mod proof;
mod reminder;
mod sign;
mod table;

use handbook::Language;
use jiff::Timestamp;

pub use acknowledgements::acknowledgements_csv;
pub use briefing::{BriefedChange, BriefingSheet, briefing_sheet};
pub use confirmation::{ConfirmationSheet, confirmation_sheet};
pub use evidence::{Acknowledged, BranchEvidence, EditionInForce, Evidence, evidence_report};
pub use invite::{InviteSheet, InvitedBranch, invite_sheet};
pub use reminder::{Reminder, ReminderList, reminder_list};

/// Whose handbook a document is about, and when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The organisation.
    pub organisation: String,
    /// The handbook's title.
    pub handbook: String,
    /// The handbook's source language.
    pub written_in: Language,
    /// When the document is made.
    pub made_at: Timestamp,
}

/// Somebody on a branch's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The role; empty if it is not known.
    pub role: String,
}
