//! How a branch joins: what HR hands over, and what the branch asks for.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::signed_json;
use crate::{Branch, BranchId, Digest, HandbookId};

/// What HR hands to a branch, out of everybody else's sight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// The handbook's title.
    pub title: String,
    /// The organisation.
    pub organisation: String,
    /// Who is invited.
    pub branch: Branch,
    /// The roots to believe from the start, as PEM.
    pub roots: Vec<String>,
    /// How many of them must sign.
    pub threshold: usize,
    /// The newest trust, signed, in base64; an older one is refused.
    pub trust: String,
    /// No state of the depot older than this one is believed.
    pub at_least_seq: u64,
    /// The depot's address, without names or passwords; none where editions come by hand.
    pub depot: Option<String>,
    /// The last day on which it may be used.
    pub expires_on: Date,
}

/// What a branch asks HR for: to accept its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentRequest {
    /// The version of this form.
    pub format: u32,
    /// Whose handbook it is.
    pub handbook: HandbookId,
    /// Who asks.
    pub branch: BranchId,
    /// HMAC-SHA-256 of the certificate (DER) under the invite's secret, in hexadecimal.
    pub proof: Digest,
    /// The person and role at the branch's computer, as typed.
    pub asked_by: String,
    /// When, by the branch's clock.
    pub asked_at: Timestamp,
}

signed_json!(Invite, EnrolmentRequest);
