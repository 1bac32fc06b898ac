//! Drafts and revisions: the working text and the approved ones.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words::vocabulary;
use crate::{Digest, Standard, StandardId};

vocabulary!(
    /// How much a revision changes for those who follow the standard.
    Change, "kind of change" {
        /// Something else must be done than before.
        Material = "material",
        /// Only the words changed.
        Editorial = "editorial",
    }
);

/// The working text of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The text as it stands.
    pub standard: Standard,
    /// Counts the saves; whoever saves must name the one that they read.
    pub saves: u64,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// The number of the last revision, if there is one.
    pub last_revision: Option<u32>,
    /// Whether the text is still that of the last revision.
    pub is_approved: bool,
}

/// An approved, immutable text of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The approved text.
    pub standard: Standard,
    /// Counts from 1 for each standard.
    pub number: u32,
    /// The digest of the text's exact bytes, see [`crate::to_markdown`].
    pub digest: Digest,
    /// Who wrote it.
    pub author: String,
    /// Who approved it.
    pub approver: String,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Why it was changed.
    pub note: String,
    /// Whether it changes what must be done.
    pub change: Change,
}

impl Revision {
    /// Returns the standard's identity.
    pub fn id(&self) -> StandardId {
        self.standard.id
    }
}
