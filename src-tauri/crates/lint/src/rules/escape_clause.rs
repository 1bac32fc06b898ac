//! A way out: where possible, we aim to, usually.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// A way out: where possible, we aim to, usually.
pub const RULE: Rule = Rule {
    id: "escape-clause",
    label: "escape",
    rank: 7,
    severity: Severity::ShouldFix,
    guide: include_str!("escape_clause.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step, FieldKind::Note],
        check,
        Some(in_tables),
    ),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::Escape) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::Escape, found);
}
