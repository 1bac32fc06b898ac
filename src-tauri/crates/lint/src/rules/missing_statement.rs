//! A standard says something: a title alone tells nobody what to do.

use handbook::Standard;

use crate::finding::{Place, Severity};
use crate::rule::{Check, Findings, Rule};

/// A standard without a statement.
pub const RULE: Rule = Rule {
    id: "missing-statement",
    label: "missing-statement",
    rank: 21,
    severity: Severity::MustFix,
    guide: include_str!("missing_statement.md"),
    check: Check::Record(check),
};

fn check(standard: &Standard, found: &mut Findings) {
    if standard.statement.trim().is_empty() {
        found.add(
            Place::Statement,
            String::new(),
            "A title alone tells nobody what to do.".to_string(),
            "Who does what, by when: ___?".to_string(),
            None,
        );
    }
}
