//! A standard that promises a response also says when the matter is settled, and when it is late.

use handbook::Standard;

use crate::finding::{Place, Severity};
use crate::rule::{Check, Findings, Rule};

/// A response has a resolution and a point from which it counts as late.
pub const RULE: Rule = Rule {
    id: "response-without-resolution",
    label: "response-without-resolution",
    rank: 10,
    severity: Severity::ShouldFix,
    guide: include_str!("response_without_resolution.md"),
    check: Check::Record(check),
};

fn check(standard: &Standard, found: &mut Findings) {
    if let (Some(respond), None) = (standard.respond_within, standard.resolve_within) {
        let why = format!(
            "The customer hears from somebody within {respond}, but nothing says when the matter is settled."
        );
        found.add(
            Place::ResolveWithin,
            respond.to_string(),
            why,
            "Resolved within how many ___?".into(),
            None,
        );
    }
    let due = standard.resolve_within.or(standard.respond_within);
    if let (Some(due), None) = (due, standard.late_after) {
        let why =
            format!("It is due within {due}, but nothing says from when on it counts as late.");
        found.add(
            Place::LateAfter,
            due.to_string(),
            why,
            "Late after how many ___?".into(),
            Some(due.to_string()),
        );
    }
    if due.is_some() && standard.starts_when.trim().is_empty() {
        let why = "The limits do not say which event starts the clock.".to_string();
        found.add(
            Place::StartsWhen,
            String::new(),
            why,
            "The clock starts when ___?".into(),
            None,
        );
    }
}
