//! A standard has the parts that make it measurable, grounded, owned and alive.

use handbook::{Bound, Force, Kind, Measure, Standard};

use crate::finding::{Place, Severity};
use crate::rule::{Check, Findings, Rule};

/// Measure, evidence, owner and review date; for a service that must be given, also exceptions
/// and what staff may decide.
pub const RULE: Rule = Rule {
    id: "missing-parts",
    label: "missing-parts",
    rank: 21,
    severity: Severity::ShouldFix,
    guide: include_str!("missing_parts.md"),
    check: Check::Record(check),
};

fn check(standard: &Standard, found: &mut Findings) {
    let mut missing = |part: &str, place: Place, why: &str, question: &str| {
        found.add(
            place,
            part.to_string(),
            why.to_string(),
            question.to_string(),
            None,
        );
    };
    let is_told = standard.measure.as_ref().is_some_and(tells_something);
    if !is_told && (standard.measure.is_some() || is_measured(standard)) {
        missing(
            "measure",
            Place::Measure,
            "Without a measure nobody can tell whether it is kept.",
            "At least ___ % of which cases, counted each ___?",
        );
    }
    if standard.evidence.is_empty() {
        missing(
            "evidence",
            Place::Evidence,
            "Nothing shows what customers or staff said about it.",
            "What was learnt, from whom, and when: ___?",
        );
    }
    if standard.owner.is_empty() {
        missing(
            "owner",
            Place::Owner,
            "Nobody is named to keep it up to date.",
            "Which role owns it: ___?",
        );
    }
    if standard.review_on.is_none() {
        missing(
            "review date",
            Place::ReviewOn,
            "Nothing says when somebody looks at it again.",
            "Reviewed on which date: ___?",
        );
    }
    if is_owed(standard) && standard.empowerment.is_empty() {
        missing(
            "empowerment",
            Place::Empowerments,
            "Nothing says what staff may decide without asking.",
            "Who may do what, up to which limit: ___?",
        );
    }
    if is_owed(standard) && standard.exceptions.is_empty() {
        missing(
            "exceptions",
            Place::Exceptions,
            "Some causes lie outside everybody's control, and none is named.",
            "When does something else hold, and what: ___?",
        );
    }
}

/// Prohibitions, conduct and appearance are seen, not counted.
/// A measure without cases or without an outcome is not begun, and at least 0 % are always met.
fn tells_something(measure: &Measure) -> bool {
    let is_free = measure.bound == Bound::AtLeast && measure.percent.value() == 0.0;
    !measure.cases.trim().is_empty() && !measure.done.trim().is_empty() && !is_free
}

fn is_measured(standard: &Standard) -> bool {
    standard.force != Force::Never && !matches!(standard.kind, Kind::Conduct | Kind::Appearance)
}

fn is_owed(standard: &Standard) -> bool {
    standard.force == Force::Must && standard.kind == Kind::Service
}
