//! A vague time: soon, promptly, in a timely manner.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// A vague time: soon, promptly, in a timely manner.
pub const RULE: Rule = Rule {
    id: "vague-time",
    label: "vague_time",
    rank: 2,
    severity: Severity::MustFix,
    guide: include_str!("vague_time.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step, FieldKind::Script],
        check,
        Some(in_tables),
    ),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::VagueTime) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::VagueTime, found);
}
