//! Whether a phrase is a fault where it stands: the words around it decide.

use std::ops::Range;

use crate::en::grammar;
use crate::en::phrases::{self, Category, Sense};
use crate::en::reading::Sentence;
use crate::en::times::TimeKind;
use crate::en::words::{
    ACT, ANY_ACT, BASE, BE, CAPITAL, CASE, CONJUNCTION, CONTROL, CUSTOMER, DEFINES, DETERMINER,
    ED_FORM, EXACT, MAY, MODAL, MONEY, NEGATION, NUMBER, NUMBERWORD, OUTCOME, PARTICIPLE, PLURAL,
    PREPOSITION, PUNCT, QUOTED, ROLE, S_FORM, SAFETY, SERVICE, SUBJECT, SURVEY,
};
use crate::finding::FieldKind;

/// A phrase that is a fault where it stands.
pub struct Fault {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What kind of fault it is, and why.
    pub sense: &'static Sense,
}

/// Returns the phrases of one category that are faults in this sentence.
pub fn faults(s: &Sentence<'_>, category: Category) -> Vec<Fault> {
    let mut found = Vec::new();
    for hit in s.matches() {
        let senses = phrases::senses(hit.phrase);
        if !senses.iter().any(|sense| sense.category == category) {
            continue;
        }
        let tokens = s.tokens_of(hit);
        if tokens.is_empty() || is_mentioned(s, &tokens) {
            continue;
        }
        let sense = senses
            .iter()
            .find(|sense| sense.category == category && holds(s, &tokens, sense));
        found.extend(sense.map(|sense| Fault {
            tokens: tokens.clone(),
            sense,
        }));
    }
    found
}

/// Tells whether the words are quoted, part of a name, or defined here.
fn is_mentioned(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let quoted = at.clone().any(|i| s.is(i, QUOTED));
    let word = s.word(at.start);
    let shouted = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let opens = at.start == s.first || s.is(at.start - 1, PUNCT);
    let named = s.is(at.start, CAPITAL) && !shouted && !opens && word != "I";
    let coined = opens && s.is(at.start, CAPITAL) && s.is(at.end, CAPITAL) && !s.is(at.end, PUNCT);
    quoted || named || coined || is_definition(s) || is_worded(s, at.start)
}

fn is_definition(s: &Sentence<'_>) -> bool {
    s.cues & DEFINES != 0
        && (s.first..s.last).any(|i| {
            s.is_word(i, &["means", "denotes"])
                && !s.is(i.wrapping_sub(1), PREPOSITION | DETERMINER)
                || (s.is_word(i, &["defined", "refers"])
                    && s.is_word(i + 1, &["as", "to"])
                    && s.is(i.wrapping_sub(1), BE | CASE | PLURAL))
        })
}

/// “the word soon”, “the phrase as soon as possible”.
fn is_worded(s: &Sentence<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| {
        s.is_word(
            i,
            &[
                "word",
                "words",
                "phrase",
                "term",
                "terms",
                "expression",
                "code",
                "status",
                "category",
                "priority",
                "called",
                "entitled",
                "titled",
                "marked",
                "labelled",
                "rating",
            ],
        )
    })
}

fn holds(s: &Sentence<'_>, at: &Range<usize>, sense: &Sense) -> bool {
    match sense.category {
        Category::VagueTime => holds_vague_time(s, at, sense.context),
        Category::Unmeasurable => holds_unmeasurable(s, at, sense.context),
        Category::Vague => holds_vague(s, at, sense.context),
        Category::Absolute => crate::en::absolutes::holds(s, at, sense.context),
        Category::OverPromise => holds_over_promise(s, at, sense.context),
        Category::Escape => sense.context.is_empty() || !has_share(s),
        Category::NoActor => sense.context.is_empty() || names_no_actor(s, at),
        Category::Harmless => false,
    }
}

fn holds_vague_time(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    if has_exact_time(s, at) {
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
fn has_exact_time(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    s.times().iter().any(|time| {
        let exact = matches!(
            time.kind,
            TimeKind::Limit
                | TimeKind::Moment
                | TimeKind::Rhythm
                | TimeKind::Count
                | TimeKind::Fuzzy
        );
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
    s.times().iter().any(|time| {
        matches!(
            time.kind,
            TimeKind::Rhythm | TimeKind::Limit | TimeKind::Moment
        )
    })
}

fn has_word(s: &Sentence<'_>, words: &[&str], from: usize) -> bool {
    (from..s.last).any(|i| s.is_word(i, words))
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

fn holds_unmeasurable(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    if context != "rhythm"
        && (has_number(s) || has_share(s))
        && !(context == "number" && !has_share(s))
    {
        return false;
    }
    match context {
        "aim" => !is_noun_here(s, at) && !grammar::is_prohibition(s),
        "aim_noun" => is_aim(s, at),
        "satisfaction" => is_aimed_at(s, at.start),
        "rhythm" => s.times().iter().all(|time| time.kind == TimeKind::Event),
        _ => s.cues & SURVEY == 0 && !grammar::is_prohibition(s),
    }
}

fn is_noun_here(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    s.is(at.start.wrapping_sub(1), DETERMINER) && s.is(at.end, BE | PREPOSITION)
}

/// “reduces the number of complaints”, “increases first-call resolution”: a verb with what it aims at.
fn is_aim(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    const GOALS: [&str; 52] = [
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
        "response",
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
        "visibility",
        "engagement",
        "downtime",
        "failures",
        "transparency",
    ];
    let noun = s.is(at.start.wrapping_sub(1), DETERMINER | PREPOSITION)
        && !s.is_word(at.start.wrapping_sub(1), &["to"]);
    let goal = (at.end..at.end + 6).any(|i| s.is_word(i, &GOALS));
    let passive = s.is(at.start, ED_FORM) && (s.first..at.start).any(|i| s.is_word(i, &GOALS));
    let price =
        (at.end..at.end + 4).any(|i| s.is_word(i, &["price", "fare", "fee", "volume", "limit"]));
    !noun && !price && (goal || passive) && !s.is_subordinate(at.start)
}

fn is_aimed_at(s: &Sentence<'_>, before: usize) -> bool {
    const AIMING: [&str; 25] = [
        "ensure",
        "ensures",
        "ensuring",
        "achieve",
        "achieves",
        "maintain",
        "maintains",
        "guarantee",
        "prioritise",
        "prioritises",
        "prioritize",
        "is",
        "our",
        "value",
        "values",
        "focus",
        "focuses",
        "committed",
        "towards",
        "for",
        "deliver",
        "delivers",
        "great",
        "care",
        "raise",
    ];
    (s.first..before).any(|i| s.is_word(i, &AIMING)) || (before == s.first && s.cues & BE != 0)
}

fn has_number(s: &Sentence<'_>) -> bool {
    s.cues & NUMBER != 0 || s.times().iter().any(|time| time.number.is_some())
}

/// Tells whether the sentence names a share: “90 %”, “9 in every 10”, “at least half”.
pub fn has_share(s: &Sentence<'_>) -> bool {
    (s.first..s.last).any(|i| {
        let number = s.is(i, NUMBER | NUMBERWORD);
        let percent = number && s.is_word(i + 1, &["%", "percent", "per", "pct"]);
        let of = number
            && s.is_word(i + 1, &["of", "in", "out"])
            && (i + 2..i + 5).any(|j| s.is(j, NUMBER | NUMBERWORD));
        percent || of
    })
}

fn holds_vague(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    if is_rated(s) {
        return false;
    }
    match context {
        "quantity" => counts_nothing(s, at),
        "open_list" => !grammar::is_prohibition(s) || s.is_word(at.start, &["etc"]),
        "quality_noun" => is_quality(s, at) && !is_made_exact(s, at),
        "queue" => is_of_waiting(s, at),
        "amount" => !has_number_near(s, at),
        _ => !is_made_exact(s, at) && !is_noun_of_quality(s, at),
    }
}

/// “customers rate the service good”: a scale, not a demand.
fn is_rated(s: &Sentence<'_>) -> bool {
    s.cues & SURVEY != 0 && (has_number(s) || has_share(s))
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
        .any(|i| s.is(i, NUMBER) && !s.times().iter().any(|time| time.tokens.contains(&i)));
    let spelt_out = s.is_word(at.end, &[":"])
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

/// Tells whether an adjective qualifies service, conduct or the like.
fn is_quality(s: &Sentence<'_>, at: &Range<usize>) -> bool {
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
        s.is(i, NUMBER | NUMBERWORD) && !s.times().iter().any(|time| time.tokens.contains(&i))
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

fn holds_over_promise(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    let forbidden = (s.clause(at.start).start..at.start).any(|i| s.is(i, NEGATION));
    if forbidden {
        return false;
    }
    match context {
        "guarantee" => !has_word(s, &["if", "unless", "otherwise", "miss", "missed"], s.first),
        "promise_verb" => {
            !s.is(at.start.wrapping_sub(1), DETERMINER | PREPOSITION | NUMBER)
                && !s.is_subordinate(at.start)
                && !s.is_word(at.end, &["date", "dates", "time"])
        }
        "zero" => !has_number(s) && !s.is_subordinate(at.start),
        _ => !s.is_subordinate(at.start) || at.len() > 2,
    }
}

/// “Someone calls back”: an unnamed actor, not an unnamed customer.
fn names_no_actor(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    if s.is_subordinate(at.start) {
        return false;
    }
    let agent = s.is_word(at.start.wrapping_sub(1), &["by"]);
    let verb = (at.end..at.end + 5).find(|i| {
        s.is(*i, MODAL | S_FORM | BASE | BE | ACT | PARTICIPLE) || is_verb_like(s, *i, at.end)
    });
    let subject = at.start == s.first
        || s.is(at.start - 1, PUNCT | CONJUNCTION)
        || s.is_word(at.start - 1, &["then", "have", "ask", "get", "let"]);
    let vague = !s.is_word(at.start, &["everyone", "everybody", "anyone", "anybody"]);
    agent || (subject && vague && verb.is_some())
}

fn is_verb_like(s: &Sentence<'_>, at: usize, after: usize) -> bool {
    at == after && s.is(at, PLURAL)
}

/// Tells whether a sentence is about money, safety or control, where firmness belongs.
pub fn is_control(s: &Sentence<'_>) -> bool {
    s.cues & (MONEY | SAFETY | CONTROL) != 0
}
