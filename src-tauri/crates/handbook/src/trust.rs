//! What branches are asked to believe: who may publish, and what is published.
//!
//! These are the contents of signed files. Whose signature must stand over them is not decided
//! here.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::signed_json;
use crate::{BranchId, Digest, Due, HandbookId, Role};

/// Who may publish a handbook's editions; one link of a chain in which roots vouch for the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// Counts up from 1, without gaps.
    pub number: u32,
    /// Counts recoveries from a stolen key; orders before every other number.
    pub epoch: u32,
    /// How many roots must sign.
    pub threshold: usize,
    /// The roots' certificates, as PEM.
    pub roots: Vec<String>,
    /// Those who may publish, or once might.
    pub publishers: Vec<TrustedPublisher>,
    /// When it was made.
    pub issued_at: Timestamp,
}

/// A publisher, and which editions it may sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedPublisher {
    /// The publisher's certificate, as PEM.
    pub certificate: String,
    /// The first edition that it may sign.
    pub from_edition: u32,
    /// The last edition that it may sign; none while it is in use.
    pub until_edition: Option<u32>,
    /// For a key that was stolen, the only edition files of its that are genuine.
    pub only: Option<Vec<Digest>>,
}

/// An edition file, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionMark {
    /// The edition's number.
    pub edition: u32,
    /// The digest of the edition file's bytes.
    pub sha256: Digest,
    /// The edition file's length in bytes.
    pub length: u64,
}

/// The newest of everything: the only file in a depot that is ever replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Latest {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// The epoch of the trust that it is signed under.
    pub epoch: u32,
    /// Counts up with every change, within and across epochs.
    pub seq: u64,
    /// The digest of the content before; zeros for the first.
    pub prev: Digest,
    /// The number of the newest trust.
    pub trust: u32,
    /// Every edition, the oldest first; the last one is in force or will be.
    pub editions: Vec<EditionMark>,
    /// The digest of the signed roster; none before the first branch is enrolled.
    pub roster: Option<Digest>,
    /// Under which label branches file receipts.
    pub label: u32,
    /// By when the newest edition should be acknowledged.
    pub due: Vec<Due>,
    /// The head of the publisher's record, so that every branch is a witness to it.
    pub record: RecordHead,
    /// When it was made.
    pub issued_at: Timestamp,
    /// The day by which there should be a newer one.
    pub expect_next_by: Date,
}

/// How long the record is, and how it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordHead {
    /// How many entries there are.
    pub entries: u64,
    /// The hash of the last one.
    pub head: Digest,
}

/// The branches whose keys the publisher accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// The branches, by identity.
    pub branches: Vec<RosterEntry>,
}

/// A branch's key, and which of its receipts count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterEntry {
    /// The branch.
    pub branch: BranchId,
    /// The digest of the key's certificate.
    pub certificate: Digest,
    /// The first receipt that counts.
    pub from_seq: u64,
    /// The last receipt that counts; none while the key is in use.
    pub until_seq: Option<u64>,
    /// The roles of the branch, so that it learns when they change; only with its last key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Role>,
}

/// What the publisher has received under one label from the branches of one shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrivals {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// The label of [`Latest`].
    pub label: u32,
    /// The first two hexadecimal digits of the digest of each branch's identity.
    pub shelf: String,
    /// Counts up from 1.
    pub number: u32,
    /// Everything received so far.
    pub receipts: Vec<Digest>,
}

signed_json!(Trust, Latest, Roster, Arrivals);

impl Latest {
    /// Returns the newest edition.
    pub fn newest(&self) -> Option<EditionMark> {
        self.editions.last().copied()
    }
}

impl BranchId {
    /// Returns the shelf of a depot on which a branch's receipts lie: the first two hexadecimal
    /// digits of the SHA-256 digest of its identity as text.
    pub fn shelf(&self) -> String {
        Digest::of(self.to_string().as_bytes()).to_string()[..2].to_string()
    }
}
