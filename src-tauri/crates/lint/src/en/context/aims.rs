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
        "kept_goal" => keeps_goal(s, at.start) && !grammar::is_prohibition(s),
        "bonds" => {
            (at.end..at.end + 4).any(|i| s.is_word(i, &BONDS)) && !grammar::is_prohibition(s)
        }
        "moves" => moves_people(s, at) && !grammar::is_prohibition(s),
        "made" => is_made(s, at.start) && !grammar::is_prohibition(s),
        "expectations" => names_expectations(s, at.end) && s.cues & SURVEY == 0,
        "feels" => feels(s, at),
        "satisfaction" => is_aimed_at(s, at),
        _ => s.cues & SURVEY == 0 && !grammar::is_prohibition(s),
    }
}

/// What brings people into a state of mind, or leaves them in it.
const KEEPING: [&str; 23] = [
    "keep", "keeps", "kept", "keeping", "make", "makes", "leave", "leaves", "stay", "stays",
    "remain", "remains", "ensure", "ensures", "go", "goes", "come", "comes", "return", "returns",
    "get", "gets", "send",
];

/// “keeps queues down”, “disruption is kept low”: a goal without its number.
fn keeps_goal(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.clause(at).start;
    (from..at).any(|i| s.is_word(i, &["keep", "keeps", "kept", "keeping", "held", "hold"]))
        && (from..at).any(|i| is_goal(s, i))
        && !s.is_subordinate(at)
}

/// What grows between a service and its customers.
const BONDS: [&str; 14] = [
    "trust",
    "loyalty",
    "goodwill",
    "confidence",
    "partnership",
    "partnerships",
    "relationship",
    "relationships",
    "rapport",
    "reputation",
    "bond",
    "bonds",
    "ties",
    "credibility",
];

/// “delights its visitors”, “listens to our customers”.
fn moves_people(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let whole = (at.end..at.end + 3).find(|i| s.is(*i, CUSTOMER));
    whole.is_some_and(|i| s.is(i, PLURAL) && s.is(i + 1, PUNCT) || i + 1 >= s.last)
        && !s.is(at.start.wrapping_sub(1), DETERMINER)
        && !s.is_subordinate(at.start)
}

/// “makes filing easier”, “make every stay memorable”.
fn is_made(s: &Sentence<'_>, at: usize) -> bool {
    let from = at.saturating_sub(6).max(s.clause(at).start);
    (from..at).any(|i| s.is_word(i, &["make", "makes", "making", "render", "renders"]))
        && !s.is_subordinate(at)
}

/// “meets what guests expect”, “exceeds all expectations”.
pub fn names_expectations(s: &Sentence<'_>, from: usize) -> bool {
    (from..from + 6).any(|i| {
        s.is_word(
            i,
            &[
                "expectation",
                "expectations",
                "expect",
                "expects",
                "expected",
            ],
        )
    })
}

/// “keeps diners happy”, “passengers are kept informed”.
fn is_kept(s: &Sentence<'_>, at: usize) -> bool {
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
const GOALS: [&str; 82] = [
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
    "anxiety",
    "procedures",
    "procedure",
    "processes",
    "knowledge",
    "skills",
    "losses",
    "systems",
    "facilities",
    "confidence",
    "relations",
    "relationship",
    "relationships",
    "burden",
    "worry",
    "disruption",
    "nuisance",
    "interruptions",
    "outages",
    "cuts",
    "handling",
    "bureaucracy",
    "frustration",
    "hassle",
    "dissatisfaction",
    "competence",
    "cooperation",
    "image",
    "reputation",
    "morale",
    "transparency",
    "visibility",
    "convenience",
    "reliability",
    "responsiveness",
    "understanding",
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
