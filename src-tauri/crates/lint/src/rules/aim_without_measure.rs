//! An aim without a measure: improve, keep happy.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// An aim without a measure: improve, keep happy.
pub const RULE: Rule = Rule {
    id: "aim-without-measure",
    label: "unmeasurable",
    rank: 3,
    severity: Severity::MustFix,
    guide: include_str!("aim_without_measure.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step],
        check,
        Some(in_tables),
    ),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::Unmeasurable) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::Unmeasurable, found);
}
