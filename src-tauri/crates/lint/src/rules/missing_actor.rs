//! A step says who takes it.

use crate::en::context::{faults, has_share};
use crate::en::grammar::acts;
use crate::en::passives::nameless_passive;
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::en::words::{DEFINES, MODAL, NEGATION, NUMBER};
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// A role is named for what has to be done.
pub const RULE: Rule = Rule {
    id: "missing-actor",
    label: "no_actor",
    rank: 8,
    severity: Severity::ShouldFix,
    guide: include_str!("missing_actor.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step],
        check,
        Some(in_tables),
    ),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for fault in faults(sentence, Category::NoActor) {
        let range = sentence.bytes_of(fault.tokens);
        found.add(range, fault.sense.why, fault.sense.question);
    }
    if found.faults.is_empty() && !is_excused(sentence) {
        passive(sentence, found);
    }
    if sentence.kind == FieldKind::Statement {
        found
            .faults
            .iter_mut()
            .for_each(|fault| fault.severity = Some(Severity::Consider));
    }
}

fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    tables::faults(sentence, Category::NoActor, found);
}

fn passive(sentence: &Sentence<'_>, found: &mut Found) {
    if let Some(at) = nameless_passive(sentence) {
        let range = sentence.bytes_of(at..at + 1);
        found.add(
            range,
            "Nobody is named to do this, so nobody may.",
            "Which role does it?",
        );
    }
}

/// Shares and prohibitions need no actor; in a statement only an unmeasured duty does.
fn is_excused(s: &Sentence<'_>) -> bool {
    let measured = has_share(s) || s.cues & (DEFINES | NEGATION) != 0;
    let statement = s.kind == FieldKind::Statement
        && (s.cues & (MODAL & !NUMBER) == 0
            || !s.times.is_empty()
            || s.cues & NUMBER != 0
            || acts(s).next().is_some());
    measured || statement
}
