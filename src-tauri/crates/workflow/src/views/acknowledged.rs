//! Who has acknowledged what.

use handbook::{Branch, BranchId, Briefing, Digest, Due, Role, StaffConfirmation, StandardId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::AlarmView;

/// Which branches to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct AcknowledgedQuery {
    /// The edition; none for the newest.
    pub edition: Option<u32>,
    /// A part of the name, region or manager.
    pub search: String,
    /// Only this region.
    pub region: Option<String>,
    /// Only those in this state.
    pub state: Option<AcknowledgedState>,
    /// How many to leave out from the start.
    pub from: usize,
    /// How many to show at most.
    pub count: usize,
}

/// Where a branch stands with an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum AcknowledgedState {
    /// It should have acknowledged by now.
    Late,
    /// It has not acknowledged yet.
    Waiting,
    /// It has not joined yet, and so cannot.
    NotEnrolled,
    /// It has acknowledged this edition, or a later one.
    Acknowledged,
    /// Nothing that concerns it has changed but the wording.
    NothingToDo,
}

/// How many branches stand where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "named like the states")]
pub struct AcknowledgedTotals {
    pub branches: u32,
    pub late: u32,
    pub waiting: u32,
    pub not_enrolled: u32,
    pub acknowledged: u32,
    pub nothing_to_do: u32,
    /// How many of those that acknowledged have a doubtful clock.
    pub doubtful: u32,
}

/// One branch and an edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AcknowledgedRow {
    /// The branch.
    pub id: BranchId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
    /// Who answers for it.
    pub manager: String,
    /// Whether a reminder can be mailed.
    pub has_email: bool,
    /// Where it stands.
    pub state: AcknowledgedState,
    /// By when it should acknowledge.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub due_on: Option<Date>,
    /// How many days it is late.
    pub days_late: i32,
    /// When it acknowledged, by its own clock.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub acknowledged_at: Option<Timestamp>,
    /// The edition that it acknowledged: this one or a later one.
    pub by_edition: Option<u32>,
    /// Whether its clock contradicts what is known.
    pub is_clock_doubtful: bool,
    /// How many of its staff have confirmed.
    pub staff_confirmed: u32,
    /// How many people are on its list.
    pub staff_count: u32,
    /// When something last came from it.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub last_heard_at: Option<Timestamp>,
    /// The last edition that it acknowledged before this one; none once it has acknowledged this
    /// one or a later one.
    pub last_edition: Option<u32>,
    /// When it was last reminded of this edition.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub reminded_at: Option<Timestamp>,
}

/// How many branches had acknowledged at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ChartPoint {
    /// The day.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub on: Date,
    /// How many, all days before included.
    pub count: u32,
}

/// An edition that branches were given.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DistributedEdition {
    /// Its number.
    pub number: u32,
    /// When it was issued.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub issued_at: Timestamp,
    /// From when on it holds.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub effective_on: Date,
    /// Whether it is in the depot.
    pub is_sent: bool,
}

/// Who has acknowledged an edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AcknowledgedView {
    /// Every edition, the newest first.
    pub editions: Vec<DistributedEdition>,
    /// The one that is shown; none before the first is issued.
    pub edition: Option<u32>,
    /// How many branches stand where, whatever the query says.
    pub totals: AcknowledgedTotals,
    /// By when it should be acknowledged.
    pub due: Vec<Due>,
    /// How the count grew, from the day it was issued to today.
    pub chart: Vec<ChartPoint>,
    /// Today.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub today: Date,
    /// The regions, by name.
    pub regions: Vec<String>,
    /// The branches asked for; late ones first, the latest of them on top.
    pub rows: Vec<AcknowledgedRow>,
    /// How many match the query.
    pub matched: usize,
    /// How many match the query and can be reminded: they are late or waiting.
    pub remindable: usize,
    /// How many branches ask to be enrolled.
    pub asked: usize,
    /// What needs attention at once.
    pub alarms: Vec<AlarmView>,
}

/// A standard in a receipt.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SeenView {
    /// The standard.
    pub id: StandardId,
    /// Its code; empty if it is not known here.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its revision; 0 where it was withdrawn.
    pub revision: u32,
}

/// A receipt in full.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReceiptView {
    /// Counts the branch's receipts.
    pub seq: u32,
    /// The edition.
    pub edition: u32,
    /// The branch's roles, for which the changes were chosen; none means all of them.
    pub audience: Vec<Role>,
    /// The exact words.
    pub statement: String,
    /// Who, as typed.
    pub person: String,
    /// In which role, as typed.
    pub role: String,
    /// When, by the branch's clock.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub acknowledged_at: Timestamp,
    /// When the receipt was made, by the branch's clock.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub made_at: Timestamp,
    /// When it was received here.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub received_at: Timestamp,
    /// Whether the branch's clock contradicts what is known.
    pub is_clock_doubtful: bool,
    /// The changed standards that were seen.
    pub standards: Vec<SeenView>,
    /// The briefing, if it has taken place.
    pub briefing: Option<Briefing>,
    /// Who of the staff has confirmed.
    pub staff: Vec<StaffConfirmation>,
    /// How many people are on the branch's list.
    pub staff_count: u32,
    /// The digest of what was shown.
    pub shown_sha256: Digest,
    /// The fingerprint of the branch's key.
    pub key: String,
    /// Whether the signature holds, checked just now.
    pub holds: bool,
    /// Whether it counts: its key was in use.
    pub counts: bool,
    /// The digest of the receipt's content.
    pub sha256: Digest,
    /// Its entry in the record.
    pub entry: Option<u32>,
}

/// A reminder.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReminderView {
    /// When.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// Of which edition.
    pub edition: u32,
    /// By mail, or on a list to call from.
    pub by_mail: bool,
}

/// Everything that came from a branch.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BranchHistory {
    /// The branch.
    pub branch: Branch,
    /// Its receipts, the newest first.
    pub receipts: Vec<ReceiptView>,
    /// The numbers of receipts that are missing between those that came.
    pub missing: Vec<u32>,
    /// When it was reminded, the newest first.
    pub reminders: Vec<ReminderView>,
}
