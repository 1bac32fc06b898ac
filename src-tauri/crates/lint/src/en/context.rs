//! Whether a phrase is a fault where it stands: the words around it decide.

mod aims;
mod hurry;
mod qualities;

use std::ops::Range;

use crate::en::phrases::{self, Category, Sense};
use crate::en::reading::Sentence;
use crate::en::times::TimeKind;
use crate::en::words::{
    ACT, BASE, BE, CAPITAL, CASE, CONJUNCTION, CONTROL, DEFINES, DETERMINER, MAY, MODAL, MONEY,
    NEGATION, NUMBER, NUMBERWORD, OUTCOME, PARTICIPLE, PLURAL, PREPOSITION, PUNCT, QUOTED, S_FORM,
    SAFETY, SERVICE, SURVEY,
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
    for hit in s.matches {
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
        Category::VagueTime => hurry::holds(s, at, sense.context),
        Category::Unmeasurable => aims::holds(s, at, sense.context),
        Category::Vague => qualities::holds(s, at, sense.context),
        Category::Absolute => crate::en::absolutes::holds(s, at, sense.context),
        Category::OverPromise => holds_over_promise(s, at, sense.context),
        Category::Escape => sense.context.is_empty() || !has_share(s),
        Category::NoActor => sense.context.is_empty() || names_no_actor(s, at),
        Category::Harmless => false,
    }
}

/// Tells whether one of these words stands from a token on.
fn has_word(s: &Sentence<'_>, words: &[&str], from: usize) -> bool {
    (from..s.last).any(|i| s.is_word(i, words))
}

/// Tells whether the sentence names an amount; dates and years are none.
fn has_number(s: &Sentence<'_>) -> bool {
    (s.first..s.last).any(|i| s.is(i, NUMBER) && !is_year(s.word(i)) && !is_in_moment(s, i))
        || s.times
            .iter()
            .any(|time| time.kind == TimeKind::Limit && time.number.is_some())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

fn is_in_moment(s: &Sentence<'_>, at: usize) -> bool {
    s.times.iter().any(|time| {
        matches!(time.kind, TimeKind::Moment | TimeKind::Rhythm) && time.tokens.contains(&at)
    })
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

fn holds_over_promise(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    let forbidden = (s.clause(at.start).start..at.start).any(|i| s.is(i, NEGATION));
    if forbidden {
        return false;
    }
    match context {
        "whatever" => {
            (at.end..at.end + 5).any(|i| {
                s.is_word(
                    i,
                    &[
                        "want", "wants", "need", "needs", "ask", "asks", "desire", "desires",
                        "wish", "wishes", "takes", "requests",
                    ],
                )
            }) && is_offered(s, at.start)
        }
        "best" => {
            !s.is_subordinate(at.start)
                && s.is(at.end, SERVICE | OUTCOME | CASE)
                    | has_word(
                        s,
                        &[
                            "world", "town", "city", "country", "region", "province", "market",
                            "industry", "best", "service", "deal",
                        ],
                        at.end - 1,
                    )
        }
        "guarantee" => !has_word(s, &["if", "unless", "otherwise", "miss", "missed"], s.first),
        "promise_verb" => {
            !s.is(at.start.wrapping_sub(1), DETERMINER | PREPOSITION | NUMBER)
                && !s.is_subordinate(at.start)
                && !s.is_word(at.end, &["date", "dates", "time"])
        }
        "expectations" => aims::names_expectations(s, at.end) && s.cues & SURVEY == 0,
        "zero" => !has_number(s) && !s.is_subordinate(at.start),
        _ => !s.is_subordinate(at.start) || at.len() > 2,
    }
}

/// Tells whether we offer it, rather than a customer asking for it.
fn is_offered(s: &Sentence<'_>, at: usize) -> bool {
    !(s.clause(at).start..at).any(|i| s.is(i, MAY) || s.is_word(i, &["have", "has"]))
        && !s.is_subordinate(at)
}

/// “Someone calls back”: an unnamed actor, not an unnamed customer.
fn names_no_actor(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    if s.is_subordinate(at.start) {
        return false;
    }
    if s.is_word(at.end - 1, &["management"]) {
        return at.start == s.first && s.is(at.end, S_FORM | BASE | MODAL | PLURAL);
    }
    let agent = s.is_word(at.start.wrapping_sub(1), &["by"]);
    let verb = (at.end..at.end + 5).find(|i| {
        s.is(*i, MODAL | S_FORM | BASE | BE | ACT | PARTICIPLE) || is_verb_like(s, *i, at.end)
    });
    let subject = at.start == s.first
        || s.is(at.start - 1, PUNCT | CONJUNCTION)
        || s.is_word(at.start - 1, &["then", "have", "ask", "get", "let"]);
    let vague = !s.is_word(at.start, &["anyone", "anybody"])
        && (s.kind == FieldKind::Step || !s.is_word(at.start, &["everyone", "everybody"]));
    agent || (subject && vague && (verb.is_some() || at.start == s.first))
}

fn is_verb_like(s: &Sentence<'_>, at: usize, after: usize) -> bool {
    at == after && s.is(at, PLURAL)
}

/// Tells whether a sentence is about money, safety or control, where firmness belongs.
pub fn is_control(s: &Sentence<'_>) -> bool {
    s.cues & (MONEY | SAFETY | CONTROL) != 0
}
