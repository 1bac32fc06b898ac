//! A promise for every case: all, always, never, 100 %.

use crate::en::context::faults;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};

/// A promise for every case: all, always, never, 100 %.
pub const RULE: Rule = Rule {
    id: "absolute",
    label: "absolute",
    rank: 5,
    severity: Severity::ShouldFix,
    guide: include_str!("absolute.md"),
    check: Check::English(&[FieldKind::Statement], check),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::Absolute) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
}
