//! What a branch sees: what changed, its team, its receipts, the handbook.

use handbook::{
    Briefing, Digest, FieldDifference, Force, Language, Role, StaffConfirmation, StandardId,
    WhatChanged,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AlarmView, RefusedFile};

/// What an invite says, before it is used.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InviteView {
    /// The handbook's title.
    pub title: String,
    /// The organisation.
    pub organisation: String,
    /// The branch's name.
    pub branch: String,
    /// The roots' fingerprint, to be compared with what HR says.
    pub fingerprint: String,
    /// The depot's address; none where editions come by hand.
    pub depot: Option<String>,
    /// The last day on which it may be used.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub expires_on: Date,
    /// Whether that day has passed.
    pub is_expired: bool,
}

/// What the branch is a member of.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MembershipView {
    /// The branch's name.
    pub branch: String,
    /// The organisation.
    pub organisation: String,
    /// The roles that work there.
    pub roles: Vec<Role>,
    /// The language in which it reads.
    pub language: Language,
    /// The depot's address.
    pub depot: Option<String>,
    /// The fingerprint of the branch's key, to be read aloud to HR.
    pub key: String,
    /// Whether HR has accepted the key, as far as is known here.
    pub is_enrolled: bool,
    /// The newest edition that was received.
    pub edition: Option<u32>,
    /// How many changes wait to be acknowledged.
    pub to_acknowledge: u32,
}

/// An edition that was verified and received.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReceivedView {
    /// Its number.
    pub number: u32,
    /// The handbook's title.
    pub title: String,
    /// From when on it holds.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub effective_on: Date,
    /// When it was issued, as its publisher says.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub issued_at: Timestamp,
    /// What the organisation says about it.
    pub note: String,
    /// Who signed it.
    pub signer: String,
    /// The organisation that signed it.
    pub organisation: String,
    /// The edition's fingerprint, to be compared by telephone.
    pub fingerprint: String,
    /// When it was received.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub received_at: Timestamp,
}

/// A change that the branch is shown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BranchChange {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: String,
    /// Its title, in the branch's language where there is one.
    pub title: String,
    /// Its section.
    pub section: String,
    /// How binding it is.
    pub force: Force,
    /// Added, material, editorial or withdrawn.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "\"added\" | \"material\" | \"editorial\" | \"withdrawn\"")
    )]
    pub what: WhatChanged,
    /// Why it was changed, as the approver noted.
    pub why: String,
    /// The roles of this branch that it concerns; empty for all.
    pub roles: Vec<Role>,
    /// What changed, field by field, word by word; the whole text where it is new or withdrawn.
    pub differences: Vec<FieldDifference>,
    /// Whether it must be acknowledged.
    pub is_asked: bool,
    /// Whether it was ticked as seen.
    pub is_seen: bool,
}

/// Somebody on the branch's list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PersonView {
    /// Identifies the person on this list; empty for a new one.
    pub id: String,
    /// The name, as the branch writes it.
    pub name: String,
    /// The role.
    pub role: String,
}

/// Somebody on the branch's list, and an edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TeamMember {
    /// Who.
    pub person: PersonView,
    /// How and when the person confirmed.
    pub confirmed: Option<StaffConfirmation>,
}

/// Where the branch's receipt for an edition is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OwnReceiptView {
    /// Counts the branch's receipts.
    pub seq: u32,
    /// The edition.
    pub edition: u32,
    /// When it was made.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub made_at: Timestamp,
    /// When it was put into the depot or into a file.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub sent_at: Option<Timestamp>,
    /// When HR's own list was seen to hold it.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub confirmed_at: Option<Timestamp>,
}

/// Who acknowledged the edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OwnAcknowledgement {
    /// Who, as typed.
    pub person: String,
    /// In which role, as typed.
    pub role: String,
    /// When.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// The exact words.
    pub statement: String,
}

/// What changed since the branch last acknowledged an edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ChangesView {
    /// What the branch is a member of.
    pub membership: MembershipView,
    /// The newest edition; none before the first arrived.
    pub edition: Option<ReceivedView>,
    /// The edition that the branch acknowledged before.
    pub since: Option<u32>,
    /// The roles for which the changes are chosen; none means all of them.
    pub roles: Vec<Role>,
    /// By when it should be acknowledged.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub due_on: Option<Date>,
    /// The changes that concern this branch, those to acknowledge first.
    pub changes: Vec<BranchChange>,
    /// How many changes concern only others.
    pub of_others: u32,
    /// The exact words to agree to.
    pub statement: String,
    /// Who has acknowledged it.
    pub acknowledged: Option<OwnAcknowledgement>,
    /// The name and role of whoever acknowledged last.
    pub last_person: String,
    /// The role of whoever acknowledged last.
    pub last_role: String,
    /// The people of the branch.
    pub team: Vec<TeamMember>,
    /// How many of them have confirmed.
    pub confirmed: u32,
    /// What the briefing is about: as the manager chose, or else as is proposed.
    pub to_brief: Vec<StandardId>,
    /// The briefing, if it has taken place.
    pub briefing: Option<Briefing>,
    /// The newest receipt for this edition.
    pub receipt: Option<OwnReceiptView>,
    /// Whether HR has gone silent.
    pub silence: Option<SilenceView>,
    /// Whether the clock of this computer contradicts what the organisation has signed.
    pub is_clock_doubtful: bool,
    /// Today.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub today: Date,
    /// When the depot was last met.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub exchanged_at: Option<Timestamp>,
    /// What needs attention at once.
    pub alarms: Vec<AlarmView>,
}

/// HR promised something newer by a day that is past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SilenceView {
    /// When the newest that is known here was signed, as HR says.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub since: Timestamp,
    /// The day by which there should be something newer.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub promised_by: Date,
}

/// What receiving files, or meeting the depot, brought.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReceiveReport {
    /// The editions that were verified and received.
    pub received: Vec<u32>,
    /// Those that were here already.
    pub known: Vec<u32>,
    /// What was refused.
    pub refused: Vec<RefusedFile>,
    /// How many receipts were sent.
    pub sent: u32,
    /// How many receipts HR has confirmed.
    pub confirmed: u32,
}

/// A standard in the reader's list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RuleLine {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: String,
    /// Its title, in the language asked for where there is one.
    pub title: String,
    /// How binding it is.
    pub force: Force,
    /// Its section.
    pub section: String,
    /// Its channels.
    pub channels: Vec<handbook::Channel>,
    /// Whether it concerns this branch.
    pub is_own: bool,
    /// Whether it has a text in the language asked for.
    pub is_translated: bool,
}

/// The newest edition, for reading.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReaderView {
    /// The edition; none before the first arrived.
    pub edition: Option<ReceivedView>,
    /// The languages it is written in, the source language first.
    pub languages: Vec<Language>,
    /// The language that is shown.
    pub language: Language,
    /// The standards, in reading order.
    pub rules: Vec<RuleLine>,
}

/// A receipt's digest, for the command line.
#[derive(Debug, Clone, Serialize)]
pub struct MadeReceipt {
    /// Counts the branch's receipts.
    pub seq: u64,
    /// The edition.
    pub edition: u32,
    /// The digest of the receipt's content.
    pub sha256: Digest,
    /// The exact words that were agreed to.
    pub statement: String,
}
