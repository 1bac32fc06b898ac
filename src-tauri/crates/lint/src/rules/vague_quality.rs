//! A quality nobody can observe: good, friendly, appropriate.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// A quality nobody can observe: good, friendly, appropriate.
pub const RULE: Rule = Rule {
    id: "vague-quality",
    label: "vague",
    rank: 4,
    severity: Severity::MustFix,
    guide: include_str!("vague_quality.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step],
        check,
        Some(in_tables),
    ),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::Vague) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::Vague, found);
}
