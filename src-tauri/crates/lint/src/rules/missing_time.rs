//! An act of answering, deciding, delivering, handing over or repairing says by when.

use crate::en::context::faults;
use crate::en::grammar::{Act, acts, is_permitted, is_prohibition};
use crate::en::phrases::Category;
use crate::en::reading::Sentence;
use crate::en::times::TimeKind;
use crate::en::words::{
    AUTHORITY, BE, CONDUCT, DEFINES, MODAL, MONEY, PUNCT, QUOTED, S_FORM, SUBORDINATOR,
};
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};
use crate::tables;

/// An act that is owed to a customer names a limit, a moment, a rhythm, a count or an event.
pub const RULE: Rule = Rule {
    id: "missing-time",
    label: "no_timeframe",
    rank: 1,
    severity: Severity::MustFix,
    guide: include_str!("missing_time.md"),
    check: Check::Wording(
        &[FieldKind::Statement, FieldKind::Step],
        check,
        Some(in_tables),
    ),
};

const WHY: &str = "Without a limit nobody can say when it is late.";

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    if sentence.is_timed {
        return;
    }
    let Some(act) = acts(sentence).find(|act| !is_free(sentence, *act)) else {
        return;
    };
    if is_excused(sentence) {
        return;
    }
    if has_time(sentence)
        || time_stands_beside(sentence)
        || !faults(sentence, Category::VagueTime).is_empty()
    {
        return;
    }
    let range = sentence.bytes_of(act.at..act.at + 1);
    found.add(range, WHY, "Within how many ___ of ___?");
}

/// An act that is owed in the other languages: its verb and what it is about stand in the tables.
fn in_tables(sentence: &tables::Sentence<'_>, found: &mut Found) {
    if let Some((range, question)) = tables::missing_time(sentence) {
        found.add(range, WHY, question);
    }
}

/// Prohibitions, definitions, limits of money, and rules of who alone may decide.
fn is_excused(s: &Sentence<'_>) -> bool {
    s.cues & (MONEY | DEFINES) != 0
        || is_prohibition(s)
        || reserves_authority(s)
        || measures_quality(s)
}

fn reserves_authority(s: &Sentence<'_>) -> bool {
    s.cues & AUTHORITY != 0
}

/// “98 % of orders are delivered complete”: a share of cases done well, not done in time.
fn measures_quality(s: &Sentence<'_>) -> bool {
    let share = crate::en::context::has_share(s);
    let last = acts(s).last().map_or(s.first, |act| act.at);
    share && last + 1 < s.last && !s.is(last + 1, PUNCT)
}

/// Acts that are allowed, or whose manner is what counts: “answer with your name”.
fn is_free(s: &Sentence<'_>, act: Act) -> bool {
    let speech = s.is_word(
        act.at,
        &[
            "answer",
            "answers",
            "answered",
            "reply",
            "replies",
            "respond",
            "responds",
            "acknowledge",
            "acknowledges",
        ],
    );
    let manner = speech && (act.at + 1..s.last).any(|i| s.is(i, CONDUCT | QUOTED));
    let counted = s.is_word(act.at + 1, &["at", "up"]) && s.is_word(act.at + 2, &["most", "to"]);
    let handed = s.is_word(act.at + 1, &["over"]) && s.cues & SUBORDINATOR != 0;
    let of_words = (act.at + 1..act.at + 5).any(|i| s.is_word(i, &["word", "words", "phrase"]));
    is_permitted(s, act.at) || of_words || manner || counted || handed
}

fn has_time(s: &Sentence<'_>) -> bool {
    s.times.iter().any(|time| time.kind != TimeKind::Vague)
}

/// Tells whether a neighbour without a verb of its own gives the time: “10 working days.”
fn time_stands_beside(s: &Sentence<'_>) -> bool {
    let reading = s.reading;
    reading
        .times
        .iter()
        .filter(|time| time.kind == TimeKind::Limit)
        .any(|time| {
            let home = reading
                .sentences
                .iter()
                .find(|range| range.contains(&time.tokens.start));
            home.is_some_and(|range| {
                range.start != s.first
                    && reading.tokens[range.clone()]
                        .iter()
                        .all(|t| t.class & (BE | MODAL | S_FORM) == 0)
            })
        })
}
