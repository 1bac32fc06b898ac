//! Receipts: a branch's signed acknowledgement of an edition.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{signed_json, vocabulary};
use crate::{BranchId, Digest, HandbookId, Language, Role, StandardId};

/// What a branch attests: who acknowledged which edition, when, and what was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// The branch.
    pub branch: BranchId,
    /// Counts the branch's receipts from 1.
    pub seq: u64,
    /// The digest of the branch's receipt before this one; zeros for the first.
    pub prev: Digest,
    /// The edition's number.
    pub edition: u32,
    /// The digest of the edition file that the branch holds.
    pub edition_sha256: Digest,
    /// The edition that the branch had acknowledged before.
    pub since_edition: Option<u32>,
    /// The branch's roles, for which the changes were chosen; none means all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Role>,
    /// The changed standards that concern the branch, each ticked as seen.
    pub standards: Vec<SeenStandard>,
    /// The digest of the changes as they were shown.
    pub shown_sha256: Digest,
    /// The language in which they were shown.
    pub language: Language,
    /// The exact words that were agreed to.
    pub statement: String,
    /// Who agreed, as typed.
    pub person: String,
    /// In which role, as typed.
    pub role: String,
    /// When, by the branch's clock. The same in every later receipt for this edition.
    pub acknowledged_at: Timestamp,
    /// When this receipt was made, by the branch's clock.
    pub made_at: Timestamp,
    /// The newest moment that the publisher had signed, as far as the branch knew.
    pub newest_issued_at: Timestamp,
    /// Who of the branch's staff has confirmed so far.
    pub staff: Vec<StaffConfirmation>,
    /// How many people are on the branch's list.
    pub staff_count: u32,
    /// The briefing of the team, if it has taken place.
    pub briefing: Option<Briefing>,
}

/// A standard as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenStandard {
    /// The standard.
    pub id: StandardId,
    /// Its revision; 0 where it was withdrawn.
    pub revision: u32,
    /// The digest of the revision's text; of the last one where it was withdrawn.
    pub sha256: Digest,
}

vocabulary!(
    /// How somebody confirmed.
    ConfirmedHow, "way to confirm" {
        /// In the app.
        InTheApp = "in the app",
        /// On a printed sheet that was entered later.
        OnPaper = "on paper",
    }
);

/// A confirmation by one of the branch's staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct StaffConfirmation {
    /// Who, as the branch's list names the person.
    pub person: String,
    /// In which role.
    pub role: String,
    /// In the app or on paper.
    pub how: ConfirmedHow,
    /// When, by the branch's clock; for paper, the day on the sheet.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// Who entered it, for a sheet.
    pub entered_by: Option<String>,
}

/// A briefing of a branch's team that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Briefing {
    /// The day.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub on: Date,
    /// Who led it, as typed.
    pub led_by: String,
    /// Who was present.
    pub present: Vec<String>,
    /// Who was not.
    pub absent: Vec<String>,
    /// What was practised or asked.
    pub note: String,
}

signed_json!(Receipt);

impl Receipt {
    /// What stands before a branch's first receipt.
    pub const START: Digest = Digest([0; 32]);

    /// Tells whether the branch's clock contradicts what the publisher had signed before, or the
    /// moment `received_at` at which the publisher took the receipt.
    pub fn is_clock_doubtful(&self, received_at: Timestamp) -> bool {
        let day = jiff::SignedDuration::from_hours(24);
        self.made_at < self.newest_issued_at || self.made_at > received_at + day
    }
}
