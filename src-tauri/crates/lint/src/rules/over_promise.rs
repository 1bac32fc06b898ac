//! A slogan, or more than anybody can keep.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// A slogan, or more than anybody can keep.
pub const RULE: Rule = Rule {
    id: "over-promise",
    label: "overpromise",
    rank: 6,
    severity: Severity::MustFix,
    guide: include_str!("over_promise.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step, FieldKind::Script],
        check,
        Some(in_tables),
    ),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::OverPromise) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::OverPromise, found);
}
