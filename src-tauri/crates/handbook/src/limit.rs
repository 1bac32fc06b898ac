//! Time limits: an amount, a unit, and the clock that counts it.

use std::cmp::Ordering;
use std::num::NonZeroU32;

use crate::words::{serde_as_text, vocabulary};

vocabulary!(
    /// A unit of time.
    Unit, "unit of time" {
        /// Seconds.
        Seconds = "seconds",
        /// Minutes.
        Minutes = "minutes",
        /// Hours.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Weeks.
        Weeks = "weeks",
        /// Months.
        Months = "months",
    }
);

vocabulary!(
    /// Which time counts.
    Clock, "clock" {
        /// Every hour of every day.
        Calendar = "calendar",
        /// Only the hours in which the organisation is open.
        BusinessHours = "business hours",
        /// Only the days on which the organisation works.
        WorkingDays = "working days",
    }
);

/// A time limit, written as “2 working days”, “4 business hours”, “3 calendar days”, “30 seconds”.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeLimit {
    /// How many; never zero.
    pub amount: NonZeroU32,
    /// Of what.
    pub unit: Unit,
    /// Counted by which clock.
    pub clock: Clock,
}

/// A text that is no time limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a time limit; write a whole number above zero and a unit, such as “2 working days”, “4 business hours” or “30 minutes”"
)]
pub struct BadTimeLimit(pub String);

impl TimeLimit {
    /// Makes a time limit; none when `amount` is zero. Days at work are working days, and
    /// hours at work are business hours, whichever of the two clocks is given.
    pub fn new(amount: u32, unit: Unit, clock: Clock) -> Option<Self> {
        let clock = match (clock, unit) {
            (Clock::Calendar, _) => Clock::Calendar,
            (_, Unit::Days | Unit::Weeks | Unit::Months) => Clock::WorkingDays,
            _ => Clock::BusinessHours,
        };
        NonZeroU32::new(amount).map(|amount| Self {
            amount,
            unit,
            clock,
        })
    }

    /// Returns the length in seconds of the limit's own clock, with working days of 8 hours
    /// and months of 30 days (21 on the clock of working days).
    fn seconds(self) -> u64 {
        let day = if self.clock == Clock::Calendar {
            24 * 3600
        } else {
            8 * 3600
        };
        let (week, month) = if self.clock == Clock::Calendar {
            (7, 30)
        } else {
            (5, 21)
        };
        let unit = match self.unit {
            Unit::Seconds => 1,
            Unit::Minutes => 60,
            Unit::Hours => 3600,
            Unit::Days => day,
            Unit::Weeks => week * day,
            Unit::Months => month * day,
        };
        u64::from(self.amount.get()) * unit
    }

    /// Compares two limits; none when their clocks differ so that neither is surely longer.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let same_kind = (self.clock == Clock::Calendar) == (other.clock == Clock::Calendar);
        // Up to a minute-long answer nobody asks which clock counts.
        let is_short = |limit: Self| matches!(limit.unit, Unit::Seconds | Unit::Minutes);
        if same_kind || (is_short(self) && is_short(other)) {
            return Some(self.seconds().cmp(&other.seconds()));
        }
        // Working time never runs faster than the calendar.
        match (self.clock, self.seconds().cmp(&other.seconds())) {
            (Clock::Calendar, Ordering::Less) => Some(Ordering::Less),
            (Clock::Calendar, _) => None,
            (_, Ordering::Greater) => Some(Ordering::Greater),
            _ => None,
        }
    }

    /// Adds limits up in seconds, as long as they share a kind of clock; else none.
    pub fn total_seconds(limits: &[Self]) -> Option<u64> {
        let short = |limit: &Self| matches!(limit.unit, Unit::Seconds | Unit::Minutes);
        let mut long = limits.iter().filter(|limit| !short(limit));
        let clock = long.next().map(|limit| limit.clock == Clock::Calendar);
        if long.any(|limit| Some(limit.clock == Clock::Calendar) != clock) {
            return None;
        }
        Some(limits.iter().map(|limit| limit.seconds()).sum())
    }
}

impl std::fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = self.unit.word();
        let unit = if self.amount.get() == 1 {
            unit.trim_end_matches('s')
        } else {
            unit
        };
        let clock = match (self.clock, self.unit) {
            (Clock::BusinessHours, _) => "business ",
            (Clock::WorkingDays, _) => "working ",
            (Clock::Calendar, Unit::Days) => "calendar ",
            (Clock::Calendar, _) => "",
        };
        write!(f, "{} {clock}{unit}", self.amount)
    }
}

impl std::str::FromStr for TimeLimit {
    type Err = BadTimeLimit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadTimeLimit(text.to_string());
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let (amount, clock, unit) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [amount, unit] => (amount, Clock::Calendar, unit),
            [amount, "working", unit] => (amount, Clock::WorkingDays, unit),
            [amount, "business", unit] => (amount, Clock::BusinessHours, unit),
            [amount, "calendar", unit] => (amount, Clock::Calendar, unit),
            _ => return Err(bad()),
        };
        let plural = if unit.ends_with('s') {
            unit.to_string()
        } else {
            format!("{unit}s")
        };
        let unit = plural.parse().map_err(|_| bad())?;
        Self::new(amount.parse().map_err(|_| bad())?, unit, clock).ok_or_else(bad)
    }
}

serde_as_text!(TimeLimit);

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(text: &str) -> TimeLimit {
        text.parse().expect("a limit")
    }

    #[test]
    fn every_limit_reads_back_as_itself() {
        for unit in Unit::ALL {
            for clock in Clock::ALL {
                for amount in [1, 2, 45] {
                    let written = TimeLimit::new(amount, *unit, *clock).expect("not zero");
                    assert_eq!(limit(&written.to_string()), written);
                }
            }
        }
    }

    #[test]
    fn business_days_are_working_days() {
        assert_eq!(limit("2 business days").to_string(), "2 working days");
        assert_eq!(limit("4 working hours").to_string(), "4 business hours");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "soon",
            "0 days",
            "-1 days",
            "2",
            "2 fortnights",
            "2 working",
            "1.5 hours",
        ] {
            assert!(text.parse::<TimeLimit>().is_err(), "{text}");
        }
    }

    #[test]
    fn limits_compare_only_where_one_is_surely_longer() {
        assert_eq!(
            limit("3 days").compare(limit("2 days")),
            Some(Ordering::Greater)
        );
        assert_eq!(
            limit("90 seconds").compare(limit("2 minutes")),
            Some(Ordering::Less)
        );
        assert_eq!(
            limit("1 hour").compare(limit("2 working days")),
            Some(Ordering::Less)
        );
        assert_eq!(
            limit("2 working days").compare(limit("1 hour")),
            Some(Ordering::Greater)
        );
        assert_eq!(limit("2 working days").compare(limit("3 days")), None);
    }
}
