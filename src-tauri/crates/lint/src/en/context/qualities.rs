//! When a quality is one that nobody could observe: nothing in the sentence makes it exact.

use std::ops::Range;

use super::{has_number, has_share};
use crate::en::grammar;
use crate::en::reading::Sentence;
use crate::en::words::{
    BE, CAPITAL, CASE, CONJUNCTION, CUSTOMER, DETERMINER, EXACT, MAY, MODAL, NUMBER, NUMBERWORD,
    OUTCOME, PLURAL, PREPOSITION, PUNCT, ROLE, SERVICE, SUBORDINATOR, SURVEY,
};

/// Tells whether the phrase is a fault of this kind here.
pub fn holds(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    if is_rated(s) || is_counted_correct(s, at.start) {
        return false;
    }
    match context {
        "quantity" => counts_nothing(s, at),
        "open_list" => !grammar::is_prohibition(s) || s.is_word(at.start, &["etc"]),
        "quality_noun" => is_quality(s, at) && !is_made_exact(s, at),
        "manner" => is_manner(s, at) && !is_made_exact(s, at),
        "queue" => is_of_waiting(s, at),
        "amount" => {
            !has_number_near(s, at) && !is_conditional(s, at.start) && !grammar::is_prohibition(s)
        }
        _ => !is_made_exact(s, at) && !is_noun_of_quality(s, at),
    }
}

/// “customers rate the service good”: a scale, not a demand.
fn is_rated(s: &Sentence<'_>) -> bool {
    s.cues & SURVEY != 0 && (has_number(s) || has_share(s))
}

/// “In 95 % of cases the bill is correct”: a count of what was right.
fn is_counted_correct(s: &Sentence<'_>, at: usize) -> bool {
    has_share(s) && s.is_word(at, &["correct", "correctly", "accurate", "accurately"])
}

/// “adequate for 30 people”, “as set in B-4”, “polite: uses the guest's name”.
fn is_made_exact(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let after = at.end..s.last;
    let refers = after.clone().take(14).any(|i| {
        s.is_word(
            i,
            &[
                "as", "in", "per", "to", "by", "under", "with", "of", "on", "from",
            ],
        ) && (i + 1..i + 6).any(|j| s.is(j, EXACT) && !s.is(j, NUMBER) || is_code(s, j))
            && (s.is_word(i, &["as", "per", "under", "in", "by", "on"])
                || (i + 1..i + 6).any(|j| is_code(s, j)))
    });
    let counted = after
        .take(4)
        .any(|i| s.is(i, NUMBER) && !s.times.iter().any(|time| time.tokens.contains(&i)));
    let spelt_out = s.is_word(at.end, &[":", "("])
        || (s.is_word(at.end, &[","]) && s.is_word(at.end + 1, &["that"]));
    refers || counted || spelt_out
}

/// “B-4”, “R-1”, “F12”, “section 3”.
fn is_code(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.word(at);
    let letters = word.len() <= 3
        && s.is(at, CAPITAL)
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    letters
        && (s.is_word(at + 1, &["-"]) && s.is(at + 2, NUMBER)
            || s.is(at + 1, NUMBER)
            || word.bytes().any(|byte| byte.is_ascii_digit()))
}

fn is_noun_of_quality(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    // “the courtesy”, “efficiency” as a subject of teaching or of a report.
    const SUBJECTS: [&str; 9] = [
        "training",
        "course",
        "trainer",
        "workshop",
        "committee",
        "policy",
        "officer",
        "team",
        "award",
    ];
    s.is_word(at.end, &SUBJECTS)
}

/// “in a constructive spirit”: a manner that an adjective alone describes.
fn is_manner(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    const PLAIN: [&str; 24] = [
        "similar",
        "same",
        "different",
        "written",
        "single",
        "following",
        "two",
        "three",
        "loud",
        "low",
        "audible",
        "closed",
        "given",
        "separate",
        "like",
        "recorded",
        "digital",
        "test",
        "hospital",
        "school",
        "office",
        "home",
        "dial",
        "ring",
    ];
    let adjective = at.start.wrapping_sub(1);
    let opens = (at.start.saturating_sub(5)..adjective)
        .any(|i| s.is_word(i, &["in", "with"]) && s.is_word(i + 1, &["a", "an"]));
    let described = !s.is_word(adjective, &PLAIN)
        && !s.is(
            adjective,
            DETERMINER | PREPOSITION | NUMBER | NUMBERWORD | CAPITAL,
        );
    opens && described && !s.is_subordinate(at.start) && !grammar::is_prohibition(s)
}

/// What an adjective of quality qualifies.
const NOUNS: [&str; 60] = [
    "manner",
    "way",
    "tone",
    "attitude",
    "behaviour",
    "behavior",
    "language",
    "staff",
    "experience",
    "care",
    "quality",
    "atmosphere",
    "environment",
    "impression",
    "greeting",
    "welcome",
    "level",
    "levels",
    "explanation",
    "information",
    "instructions",
    "directions",
    "conduct",
    "appearance",
    "condition",
    "conditions",
    "standards",
    "standard",
    "time",
    "means",
    "measures",
    "measure",
    "steps",
    "step",
    "place",
    "room",
    "seating",
    "space",
    "training",
    "number",
    "supply",
    "stock",
    "lighting",
    "equipment",
    "person",
    "people",
    "compensation",
    "alternative",
    "alternatives",
    "channel",
    "procedure",
    "effort",
    "efforts",
    "facilities",
    "counters",
    "use",
    "relationship",
    "hygiene",
    "image",
    "notice",
];

/// Tells whether an adjective qualifies service, conduct or the like.
fn is_quality(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let noun = (at.end..at.end + 3)
        .take_while(|i| !s.is(*i, PUNCT | PREPOSITION | BE | MODAL))
        .any(|i| s.is_word(i, &NOUNS) || s.is(i, SERVICE | OUTCOME | ROLE) || s.is(i, CASE));
    let listed = s.is(at.end, CONJUNCTION)
        && !s.is(at.start.wrapping_sub(1), PREPOSITION)
        && !s.is(at.end + 1, DETERMINER);
    let predicate = s.is(at.start.wrapping_sub(1), BE)
        && (at.end >= s.last || s.is(at.end, PUNCT | CONJUNCTION));
    let adverbial = s.is_word(at.start, &["best"]) && s.is(at.start.wrapping_sub(1), DETERMINER);
    !s.is_word(at.end, &["-"]) && (noun || listed || predicate || adverbial)
}

fn is_conditional(s: &Sentence<'_>, at: usize) -> bool {
    (s.clause(at).start..at).any(|i| s.is(i, SUBORDINATOR))
}

/// “Queues are short”: an amount of waiting without a number.
fn is_of_waiting(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    const WAITING: [&str; 8] = [
        "queue", "queues", "wait", "waits", "waiting", "line", "lines", "delays",
    ];
    let waiting = (s.first..s.last).any(|i| s.is_word(i, &WAITING));
    let predicate = s.is(at.start.wrapping_sub(1), BE)
        && (at.end >= s.last || s.is(at.end, PUNCT | CONJUNCTION));
    waiting && predicate && !has_number_near(s, at)
}

fn has_number_near(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    (at.start.saturating_sub(3)..at.end + 6).any(|i| {
        s.is(i, NUMBER | NUMBERWORD) && !s.times.iter().any(|time| time.tokens.contains(&i))
    })
}

/// Tells whether “some”, “most” and the like stand before things that could be counted.
fn counts_nothing(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let plural = (at.end..at.end + 3)
        .any(|i| s.is(i, PLURAL | CASE | CUSTOMER) || s.is_word(i, &["staff", "people"]));
    let sort_of = s.is(at.start.wrapping_sub(1), DETERMINER)
        || s.is_word(
            at.start.wrapping_sub(1),
            &["of", "for", "in", "to", "how", "as", "by", "if", "when"],
        );
    let only_talk = s.is_word(
        at.start,
        &["different", "multiple", "certain", "many", "few"],
    ) && sort_of;
    plural
        && !only_talk
        && !has_number_near(s, at)
        && !has_share(s)
        && !s.is_subordinate(at.start)
        && !grammar::is_prohibition(s)
        && s.cues & MAY == 0
}
