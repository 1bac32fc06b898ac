//! When a direction or a state of mind stands without the number that would measure it.

use std::ops::Range;

use super::{has_number, has_share};
use crate::en::grammar;
use crate::en::reading::Sentence;
use crate::en::times::TimeKind;
use crate::en::words::{
    BE, CONJUNCTION, CUSTOMER, DETERMINER, ED_FORM, MODAL, PLURAL, PREPOSITION, PUNCT, SURVEY,
};

/// Tells whether the phrase is a fault of this kind here.
pub fn holds(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    let is_measured = has_share(s) || (context != "number" && has_number(s));
    if is_measured && context != "kept_rhythm" {
        return false;
    }
    match context {
        "aim" => !is_noun_here(s, at) && !grammar::is_prohibition(s),
        "aim_noun" => is_aim(s, at),
        "kept" => is_kept(s, at.start) && !grammar::is_prohibition(s),
        "kept_rhythm" => {
            is_kept(s, at.start) && s.times.iter().all(|time| time.kind == TimeKind::Event)
        }
        "feels" => feels(s, at),
        "satisfaction" => is_aimed_at(s, at),
        _ => s.cues & SURVEY == 0 && !grammar::is_prohibition(s),
    }
}

/// “keeps diners happy”, “passengers are kept informed”.
fn is_kept(s: &Sentence<'_>, at: usize) -> bool {
    const KEEPING: [&str; 13] = [
        "keep", "keeps", "kept", "keeping", "make", "makes", "leave", "leaves", "stay", "stays",
        "remain", "remains", "ensure",
    ];
    let from = at.saturating_sub(6).max(s.clause(at).start);
    let kept = (from..at).any(|i| s.is_word(i, &KEEPING));
    let person =
        (from..at).any(|i| s.is(i, CUSTOMER | PLURAL) || s.is_word(i, &["everyone", "everybody"]));
    kept && person && !s.is_subordinate(at)
}

/// “guests feel welcome”: what another person feels.
fn feels(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let person = (at.start.saturating_sub(4)..at.start).any(|i| {
        s.is(i, CUSTOMER) || s.is_word(i, &["everyone", "make", "makes", "made", "caller"])
    });
    person && !s.is_subordinate(at.start) && !grammar::is_prohibition(s)
}

fn is_noun_here(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    s.is(at.start.wrapping_sub(1), DETERMINER) && s.is(at.end, BE | PREPOSITION)
}

/// “reduces the number of complaints”, “increases first-call resolution”: a verb and its object.
fn is_aim(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    const THINGS: [&str; 30] = [
        "price",
        "prices",
        "fare",
        "fee",
        "fees",
        "volume",
        "speed",
        "dose",
        "voice",
        "flag",
        "blinds",
        "hand",
        "barrier",
        "temperature",
        "heat",
        "ticket",
        "case",
        "limit",
        "light",
        "power",
        "sound",
        "bed",
        "ramp",
        "contact",
        "off",
        "question",
        "concern",
        "order",
        "cake",
        "hair",
    ];
    const STRONG: [&str; 7] = [
        "reduc", "increas", "rais", "lower", "decreas", "eliminat", "improv",
    ];
    let before = at.start.wrapping_sub(1);
    let noun = s.is(before, DETERMINER | PREPOSITION) && !s.is_word(before, &["to"]);
    let thing = (at.end..at.end + 4).any(|i| s.is_word(i, &THINGS)) || at.end >= s.last;
    let word = s.word(at.start).to_ascii_lowercase();
    let strong =
        STRONG.iter().any(|stem| word.starts_with(stem)) && !s.is(at.start, ED_FORM) && !thing;
    let passive = s.is(at.start, ED_FORM) && s.is(before, BE);
    let goal = (at.end..at.end + 6).any(|i| is_goal(s, i)) && !thing;
    !noun
        && (strong || goal || (passive && (s.first..at.start).any(|i| is_goal(s, i))))
        && !s.is_subordinate(at.start)
}

/// What services want less or more of.
const GOALS: [&str; 46] = [
    "complaints",
    "errors",
    "waiting",
    "wait",
    "waits",
    "queue",
    "queues",
    "delays",
    "delay",
    "time",
    "times",
    "costs",
    "resolution",
    "satisfaction",
    "awareness",
    "trust",
    "loyalty",
    "productivity",
    "efficiency",
    "availability",
    "accuracy",
    "quality",
    "performance",
    "service",
    "services",
    "access",
    "mistakes",
    "comfort",
    "experience",
    "number",
    "rate",
    "usage",
    "retention",
    "abandonment",
    "paperwork",
    "backlog",
    "stress",
    "noise",
    "congestion",
    "inconvenience",
    "churn",
    "sales",
    "punctuality",
    "communication",
    "cleanliness",
    "turnaround",
];

fn is_goal(s: &Sentence<'_>, at: usize) -> bool {
    s.is_word(at, &GOALS)
}

/// “customer satisfaction” as an aim; followed by a noun it is a survey, a team or a desk.
fn is_aimed_at(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let next = at.end >= s.last
        || s.is(
            at.end,
            PUNCT | PREPOSITION | BE | CONJUNCTION | MODAL | DETERMINER,
        );
    let after_about = s.is_word(at.start.wrapping_sub(1), &["on", "about", "by"]);
    next && !after_about
        && s.times.is_empty()
        && s.cues & SURVEY == 0
        && !grammar::is_prohibition(s)
}
