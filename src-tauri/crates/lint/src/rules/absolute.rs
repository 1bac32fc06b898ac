//! A promise for every case: all, always, never, 100 %.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// A promise for every case: all, always, never, 100 %.
pub const RULE: Rule = Rule {
    id: "absolute",
    label: "absolute",
    rank: 5,
    severity: Severity::ShouldFix,
    guide: include_str!("absolute.md"),
    check: Check::Wording(&[FieldKind::Statement], check, Some(in_tables)),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::Absolute) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::Absolute, found);
}
