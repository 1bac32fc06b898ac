//! Finds faults in a standard's wording and completeness. Pure, and it cannot fail: a draft with
//! faults is a normal value.

mod check;
mod clarity;
mod en;
mod fields;
mod finding;
mod folded;
mod own_words;
mod rule;
mod rules;
mod tables;

#[cfg(test)]
mod guides;

pub use check::{check, check_text};
pub use clarity::{Clarity, ClarityPart, clarity};
pub use finding::{FieldKind, Finding, Place, Severity, UnknownFieldKind, must_fix_open};
pub use rule::RuleDescription;

/// Returns every rule as people read it, the most important first.
pub fn rules() -> impl Iterator<Item = RuleDescription> {
    rules::RULES.iter().map(rule::describe)
}
