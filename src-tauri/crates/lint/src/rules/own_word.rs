//! A word that the handbook itself asks not to use.

use crate::finding::Severity;
use crate::rule::{Check, Rule};

/// A word from the handbook's own list.
pub const RULE: Rule = Rule {
    id: "own-word",
    label: "own-word",
    rank: 26,
    severity: Severity::ShouldFix,
    guide: include_str!("own_word.md"),
    check: Check::OwnWords,
};
