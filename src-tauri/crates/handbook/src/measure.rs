//! How compliance with a standard is measured.

use serde::{Deserialize, Serialize};

use crate::words::vocabulary;
use crate::{Percent, TimeLimit};

vocabulary!(
    /// Whether a measure sets a floor or a ceiling.
    Bound, "bound of a measure" {
        /// The share must reach the percentage.
        AtLeast = "at least",
        /// The share must not exceed the percentage.
        AtMost = "at most",
    }
);

vocabulary!(
    /// The span of time over which cases are counted together.
    Period, "period of a measure" {
        /// Each day.
        Day = "day",
        /// Each week.
        Week = "week",
        /// Each calendar month.
        Month = "month",
        /// Each quarter of a year.
        Quarter = "quarter",
        /// Each year.
        Year = "year",
    }
);

/// “At least 90 % of *complaint calls* are *resolved* within 2 working days, counted each month.”
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Floor or ceiling.
    pub bound: Bound,
    /// The share of cases.
    pub percent: Percent,
    /// What is counted, in the plural: “complaint calls”.
    #[serde(default)]
    pub cases: String,
    /// What must have happened to a case, as a participle: “resolved”.
    #[serde(default)]
    pub done: String,
    /// The limit within which it must have happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<TimeLimit>,
    /// The span over which cases are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Period>,
    /// Where the counts come from: “call log”.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}
