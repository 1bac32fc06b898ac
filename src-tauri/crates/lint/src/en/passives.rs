//! Passives: what is done, and whether somebody is named to do it.

use crate::en::reading::Sentence;
use crate::en::words::{
    ADVERB, BE, CASE, CONJUNCTION, COUNTNOUN, CUSTOMER, DAYNOUN, DETERMINER, ED_FORM, EDGE,
    EVENTNOUN, MODAL, MOMENT, MONTH, NEGATION, NUMBER, ORDINAL, OUTCOME, PARTICIPLE, PUNCT, QUOTED,
    ROLE, STATIVE, UNIT, WEEKDAY,
};

/// Tells whether a participle stands after “is”, “will be” and the like.
pub fn is_passive(s: &Sentence<'_>, at: usize) -> bool {
    if !s.is(at, ED_FORM | PARTICIPLE) || at == s.first {
        return false;
    }
    let before = skip_adverbs(s, at - 1);
    if s.is(before, BE) {
        return finite_be(s, before);
    }
    let joined = s.is(before, CONJUNCTION) || s.is_word(before, &[","]);
    joined
        && before > s.first
        && (s.first..before).rev().take(8).any(|i| {
            s.is(i, ED_FORM | PARTICIPLE) && i > s.first && {
                let be = skip_adverbs(s, i - 1);
                s.is(be, BE) && finite_be(s, be)
            }
        })
}

/// Tells whether a form of “be” carries the clause: not “to be”, “being”.
fn finite_be(s: &Sentence<'_>, be: usize) -> bool {
    let before = be.checked_sub(1).map_or(be, |at| skip_adverbs(s, at));
    if s.is_word(be, &["being"]) || (s.is_word(be, &["be"]) && s.is_word(before, &["to"])) {
        return s.is_word(
            before.saturating_sub(1),
            &["is", "are", "has", "have", "needs", "need", "ought"],
        );
    }
    true
}

/// Steps back over adverbs, “not” and “also”.
pub fn skip_adverbs(s: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at > s.first && s.is(at, ADVERB | NEGATION) && !s.is(at, BE | MODAL) {
        at -= 1;
    }
    at
}

/// A passive of the main clause that names nobody.
pub fn nameless_passive(s: &Sentence<'_>) -> Option<usize> {
    (s.first..s.last).find(|at| is_nameless(s, *at))
}

fn is_nameless(s: &Sentence<'_>, at: usize) -> bool {
    is_passive(s, at)
        && !s.is(at, QUOTED)
        && (!s.is(at, STATIVE) || is_ordered(s, at))
        && !s.is_subordinate(at)
        && !has_agent(s, at)
        && !is_about_staff(s, at)
}

/// “must be closed”: ordered to be done, where “is closed” only describes.
fn is_ordered(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.clause(at).start;
    if s.is_word(at, &["called"]) && (from..at).any(|i| s.is(i, CUSTOMER)) {
        return true;
    }
    let orders = at >= s.first + 2 && s.is_word(at - 1, &["be"]) && s.is(at - 2, MODAL);
    orders
        && s.is_word(
            at,
            &[
                "closed",
                "displayed",
                "posted",
                "marked",
                "listed",
                "numbered",
                "dated",
                "used",
                "made",
            ],
        )
}

/// “by the duty officer” after a passive; “by post” and “by noon” name nobody.
fn has_agent(s: &Sentence<'_>, at: usize) -> bool {
    (at + 1..s.last).any(|i| s.is_word(i, &["by"]) && is_agent(s, i + 1))
}

fn is_agent(s: &Sentence<'_>, from: usize) -> bool {
    const MEANS: [&str; 30] = [
        "phone",
        "telephone",
        "mail",
        "e",
        "email",
        "post",
        "letter",
        "courier",
        "text",
        "sms",
        "hand",
        "name",
        "card",
        "lift",
        "fax",
        "number",
        "chat",
        "bus",
        "computer",
        "date",
        "weight",
        "video",
        "order",
        "putting",
        "using",
        "default",
        "law",
        "cash",
        "cheque",
        "transfer",
    ];
    let mut noun = from;
    while s.is(noun, DETERMINER) {
        noun += 1;
    }
    let is_time = s.is(
        noun,
        NUMBER | UNIT | MOMENT | WEEKDAY | MONTH | EDGE | ORDINAL | COUNTNOUN | EVENTNOUN | DAYNOUN,
    ) && !s.is(noun + 1, ROLE);
    let is_means = s.is_word(noun, &MEANS) || s.word(noun).ends_with("ing");
    noun < s.last && !is_time && !is_means && !s.is(noun, PUNCT)
}

/// Tells whether the passive's subject is the staff: “advisers are trained every year”.
fn is_about_staff(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.clause(at).start;
    (from..at)
        .find(|i| s.is(*i, CASE | CUSTOMER | ROLE | OUTCOME))
        .is_some_and(|i| s.is(i, ROLE) && !s.is(i, CASE | CUSTOMER))
}
