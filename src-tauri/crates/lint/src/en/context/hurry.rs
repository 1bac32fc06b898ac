//! When a word of time is vague where it stands: no limit, moment or count makes it exact.

use std::ops::Range;

use super::has_word;
use crate::en::reading::Sentence;
use crate::en::times::TimeKind;
use crate::en::words::{
    ANY_ACT, BE, CONJUNCTION, MODAL, NUMBER, NUMBERWORD, OUTCOME, PREPOSITION, PUNCT, ROLE,
    SERVICE, SUBJECT, SURVEY,
};
use crate::finding::FieldKind;

/// Tells whether the phrase is a fault of this kind here.
pub fn holds(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    if has_exact_time(s, at, context.starts_with("rhythm")) {
        return false;
    }
    match context {
        "immediate" => !counts_together(s, at) && !is_safety_act(s),
        "soon" => !s.is_word(at.end, &["as"]) || s.is_word(at.start, &["very"]),
        "last_word" => {
            ends_clause(s, at.end)
                && !s.is(at.start.wrapping_sub(1), NUMBER | CONJUNCTION)
                && !is_noun_phrase(s, at)
        }
        "before_service" => service_follows(s, at.end),
        "timely" => true,
        "rhythm" => !names_rhythm(s) && !s.is_word(at.start.wrapping_sub(1), &["how", "as"]),
        "rhythm_noun" => service_follows(s, at.end) && !names_rhythm(s),
        "timetable" => {
            s.cues & (SURVEY | NUMBER) == 0 && !has_word(s, &["timetable", "schedule"], at.end)
        }
        "script_moment" => s.kind == FieldKind::Script && is_promise_of_time(s, at.start),
        _ => true,
    }
}

/// Tells whether a limit, moment, rhythm or count of the same clause makes the words exact.
fn has_exact_time(s: &Sentence<'_>, at: &Range<usize>, of_rhythm: bool) -> bool {
    s.times.iter().any(|time| {
        let exact = matches!(
            time.kind,
            TimeKind::Limit | TimeKind::Moment | TimeKind::Count | TimeKind::Fuzzy
        ) || (of_rhythm && time.kind == TimeKind::Rhythm);
        let apart = time.tokens.end <= at.start || time.tokens.start >= at.end;
        exact && apart && !is_parted(s, at, &time.tokens)
    })
}

/// Tells whether another act or a semicolon stands between two spans.
fn is_parted(s: &Sentence<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = one.end.min(other.end)..one.start.max(other.start);
    between.clone().any(|i| s.is_word(i, &[";"]))
        || between.clone().any(|i| {
            s.is(i, CONJUNCTION)
                && (i + 1..between.end.min(i + 5))
                    .any(|j| s.is(j, ANY_ACT) || (s.is(j, BE | MODAL)))
                || s.is(i, CONJUNCTION) && s.is(i + 1, ROLE | SUBJECT)
        })
}

/// “Two customers are served at once”: together, not without delay.
fn counts_together(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let counted = (s.clause(at.start).start..at.start).any(|i| s.is(i, NUMBER | NUMBERWORD));
    s.is_word(at.start, &["at"]) && counted
}

fn is_safety_act(s: &Sentence<'_>) -> bool {
    const SAFE: [&str; 14] = [
        "fire",
        "alarm",
        "evacuate",
        "evacuates",
        "gas",
        "smoke",
        "emergency",
        "ambulance",
        "police",
        "stop",
        "stops",
        "injured",
        "leak",
        "bomb",
    ];
    (s.first..s.last).any(|i| s.is_word(i, &SAFE))
}

fn ends_clause(s: &Sentence<'_>, end: usize) -> bool {
    end >= s.last || s.is(end, PUNCT | CONJUNCTION | PREPOSITION)
}

fn is_noun_phrase(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    s.is_word(at.start, &["a"]) && s.is_word(at.start.wrapping_sub(1), &["once", "in"])
}

/// Tells whether a word of service follows, over adjectives and “and”: “prompt and full reply”.
fn service_follows(s: &Sentence<'_>, from: usize) -> bool {
    if s.is_word(from, &["-"]) {
        return false;
    }
    for at in from..from + 4 {
        if s.is(at, PUNCT | PREPOSITION | MODAL | BE) && !s.is_word(at, &[","]) {
            return false;
        }
        if s.is(at, SERVICE | OUTCOME) {
            return true;
        }
    }
    false
}

fn names_rhythm(s: &Sentence<'_>) -> bool {
    s.times.iter().any(|time| {
        matches!(
            time.kind,
            TimeKind::Rhythm | TimeKind::Limit | TimeKind::Moment
        )
    })
}

fn is_promise_of_time(s: &Sentence<'_>, at: usize) -> bool {
    (s.first..at).any(|i| {
        s.is_word(
            i,
            &[
                "will", "shall", "ll", "we'll", "i'll", "he'll", "she'll", "they'll", "we’ll",
                "i’ll", "you'll", "you’ll",
            ],
        )
    })
}
