//! The record: what happened, in an append-only chain in which every entry seals all before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Digest;
use crate::words::vocabulary;

vocabulary!(
    /// What an entry of the record tells.
    EventKind, "kind of event" {
        /// The workspace was made.
        Created = "created",
        /// Drafts were imported.
        Imported = "imported",
        /// A finding was waived.
        Waived = "waived",
        /// A standard was retired.
        Retired = "retired",
        /// A retired standard was brought back.
        BroughtBack = "brought back",
        /// A revision was approved.
        Approved = "approved",
        /// An older revision was restored as a draft.
        Restored = "restored",
        /// The organisation's identity was made or imported.
        Identified = "identified",
        /// An edition was issued.
        Issued = "issued",
        /// A new trust was signed by the roots.
        Trusted = "trusted",
        /// A copy of a root's key was seen in another place.
        RootCopied = "root copied",
        /// A branch was entered or changed.
        BranchSaved = "branch saved",
        /// A branch was invited.
        Invited = "invited",
        /// A branch asked to be enrolled.
        Asked = "asked",
        /// A branch's key was accepted.
        Enrolled = "enrolled",
        /// A branch's key was put out of use.
        Unenrolled = "unenrolled",
        /// A new state was put into the depot.
        Published = "published",
        /// What was lost here was taken over from the depot.
        Rebuilt = "rebuilt",
        /// A receipt was taken in.
        Collected = "collected",
        /// Something that a branch or a depot brought was refused.
        Refused = "refused",
        /// Two publishers were found at work.
        Alarm = "alarm",
        /// Branches were reminded.
        Reminded = "reminded",
        /// The branch joined a handbook.
        Joined = "joined",
        /// The branch received an edition.
        Received = "received",
        /// The branch acknowledged an edition.
        Acknowledged = "acknowledged",
        /// Staff of the branch confirmed an edition.
        Confirmed = "confirmed",
        /// The branch's team was briefed.
        Briefed = "briefed",
    }
);

/// One entry of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place, counted from 1.
    pub seq: u64,
    /// When it was written, by the clock of the machine.
    pub at: Timestamp,
    /// Who acted.
    pub actor: String,
    /// What happened.
    pub kind: EventKind,
    /// To what: a standard's identity, an edition's number.
    pub subject: String,
    /// The particulars, as JSON.
    pub body: String,
    /// The hash of the entry before; 32 zero bytes for the first.
    pub prev: Digest,
    /// The hash of this entry.
    pub hash: Digest,
}

impl Entry {
    /// The hash that stands before the first entry.
    pub const START: Digest = Digest([0; 32]);

    /// Computes the entry's hash: SHA-256 over the fields in their order, each preceded by its
    /// length in bytes as eight bytes, most significant first.
    pub fn computed_hash(&self) -> Digest {
        let seq = self.seq.to_string();
        let at = self.at.to_string();
        let fields: [&[u8]; 7] = [
            seq.as_bytes(),
            at.as_bytes(),
            self.actor.as_bytes(),
            self.kind.word().as_bytes(),
            self.subject.as_bytes(),
            self.body.as_bytes(),
            &self.prev.0,
        ];
        let mut hasher = Sha256::new();
        for field in fields {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field);
        }
        Digest(hasher.finalize().into())
    }

    /// Tells whether this entry follows the entry with the hash `prev` and is unchanged.
    pub fn follows(&self, prev: Digest) -> bool {
        self.prev == prev && self.hash == self.computed_hash()
    }
}
