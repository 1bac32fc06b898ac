//! What was measured: how often a standard was met.

use serde::{Deserialize, Serialize};

use crate::Percent;

/// A measured share for a standard over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredResult {
    /// The period, as its source names it: “2026-09”, “2025/26”.
    pub period: String,
    /// The branch, or none for all branches together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The share of cases in which the standard was met.
    pub share: Percent,
    /// The number of cases in which it was met, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<u64>,
    /// The number of all cases, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<u64>,
    /// Where the figures come from.
    pub source: String,
}
