//! Who does what in an English sentence: acts, passives, prohibitions, permissions.

use crate::en::reading::Sentence;
use crate::en::words::{
    ACT, ACT_CASE, ACT_CUSTOMER, ACT_OUTCOME, ADVERB, ANY_ACT, BASE, BE, CASE, CONJUNCTION,
    CUSTOMER, Class, DETERMINER, ED_FORM, ING_FORM, MAY, MODAL, NEGATION, NUMBER, OUTCOME,
    PARTICIPLE, PLURAL, PREPOSITION, PUNCT, QUOTED, RELATIVE, ROLE, S_FORM, SERVICE, STATIVE,
    SUBJECT, SUBORDINATOR,
};

/// An act that a sentence's main clause demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// The verb's token.
    pub at: usize,
    /// Whether it is passive.
    pub is_passive: bool,
}

/// Finds the acts of answering, deciding, delivering, handing over and repairing.
pub fn acts<'s>(sentence: &'s Sentence<'_>) -> impl Iterator<Item = Act> + 's {
    (sentence.first..sentence.last).filter_map(|at| act_at(sentence, at))
}

fn act_at(s: &Sentence<'_>, at: usize) -> Option<Act> {
    let class = s.class(at);
    if at == s.first && names_act(s, at) {
        return Some(Act {
            at,
            is_passive: true,
        });
    }
    let hand_over = s.is_word(at, &["hand", "hands", "handed"]) && s.is_word(at + 1, &["over"]);
    if (class & ANY_ACT == 0 && !hand_over) || class & QUOTED != 0 {
        return None;
    }
    let is_passive = is_passive(s, at);
    let form = if hand_over {
        form_of_hand(s, at)
    } else {
        class
    };
    let is_verb = is_passive
        || (form & S_FORM != 0 && is_finite_s(s, at))
        || (form & BASE != 0 && is_finite_base(s, at))
        || (form & ING_FORM != 0 && at == s.first && s.cues & (BE | MODAL) == 0);
    let demanded = is_verb && !s.is_subordinate(at) && (hand_over || fits(s, at, is_passive));
    demanded.then_some(Act { at, is_passive })
}

/// “Issuance of the permit”: a sentence without a verb that names an act.
fn names_act(s: &Sentence<'_>, at: usize) -> bool {
    const NAMES: [&str; 14] = [
        "issuance",
        "issue",
        "provision",
        "delivery",
        "replacement",
        "approval",
        "release",
        "payment",
        "repair",
        "processing",
        "restoration",
        "acknowledgement",
        "acknowledgment",
        "response",
    ];
    let verb = (s.first + 1..s.last).any(|i| s.is(i, S_FORM) && !s.is(i, CASE | OUTCOME));
    s.is_word(at, &NAMES)
        && s.is_word(at + 1, &["of", "to"])
        && s.cues & (BE | MODAL | MAY) == 0
        && !verb
}

fn form_of_hand(s: &Sentence<'_>, at: usize) -> Class {
    match s.word(at).len() {
        4 => BASE,
        5 => S_FORM,
        _ => ED_FORM,
    }
}

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
        return s.is_word(before.saturating_sub(1), &["is", "are", "has", "have"]);
    }
    true
}

/// Steps back over adverbs, “not” and “also”.
fn skip_adverbs(s: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at > s.first && s.is(at, ADVERB | NEGATION) && !s.is(at, BE | MODAL) {
        at -= 1;
    }
    at
}

fn is_finite_s(s: &Sentence<'_>, at: usize) -> bool {
    if at == s.first || s.is(at + 1, BE | MODAL | MAY) {
        return false;
    }
    let before = skip_adverbs(s, at - 1);
    if s.is(before, CONJUNCTION) || s.is_word(before, &[","]) {
        return opens_object(s, at + 1);
    }
    let noun_comes = s.is(before, DETERMINER | PREPOSITION | NUMBER | BE | MODAL)
        && !s.is(before, ROLE | SUBJECT | CUSTOMER);
    let only_verb = !s.is(at, CASE | OUTCOME | SERVICE);
    !noun_comes
        && !is_possessive(s, before)
        && (only_verb || opens_object(s, at + 1) || s.is(before, ROLE | CUSTOMER))
}

fn is_possessive(s: &Sentence<'_>, at: usize) -> bool {
    s.word(at).ends_with("'s") || s.word(at).ends_with("’s")
}

/// Tells whether a verb's object or complement can begin here.
fn opens_object(s: &Sentence<'_>, at: usize) -> bool {
    let class = s.class(at);
    at >= s.last
        || class
            & (DETERMINER
                | PREPOSITION
                | CUSTOMER
                | CASE
                | OUTCOME
                | NUMBER
                | ADVERB
                | PUNCT
                | PLURAL)
            != 0
        || class & (RELATIVE | SUBORDINATOR) != 0
        || s.is_word(at, &["back", "complete", "written", "approved", "reported"])
}

fn is_finite_base(s: &Sentence<'_>, at: usize) -> bool {
    if is_imperative(s, at) {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|before| *before >= s.first) else {
        return false;
    };
    let before = skip_adverbs(s, before);
    if s.is(before, MODAL) {
        return !s.is_word(before, &["need", "needs"]);
    }
    if s.is_word(before, &["to"]) {
        return before == s.first || demands_to(s, before);
    }
    if s.is(before, CONJUNCTION) {
        return opens_object(s, at + 1)
            && !s.is(at + 1, PREPOSITION | PUNCT)
            && acts_before(s, before);
    }
    let plural = s.is(before, PLURAL) && !s.is(before, S_FORM | DETERMINER);
    let subject = s.is(before, ROLE) && !s.is(before.wrapping_sub(1), PREPOSITION | MAY | CUSTOMER);
    (subject || plural || s.is_word(before, &["we", "they", "i", "staff", "who"]))
        && opens_object(s, at + 1)
}

fn acts_before(s: &Sentence<'_>, end: usize) -> bool {
    (s.first..end).any(|at| s.is(at, S_FORM | BASE | MODAL)) && !s.is(end - 1, OUTCOME & !CASE)
}

/// “Our goal is to”, “has to”: an infinitive that demands.
fn demands_to(s: &Sentence<'_>, to: usize) -> bool {
    to > s.first && s.is_word(to - 1, &["is", "are", "has", "have"])
}

/// Tells whether a base form opens the sentence or its main clause.
pub fn is_imperative(s: &Sentence<'_>, at: usize) -> bool {
    let mut start = at;
    while start > s.first
        && (s.is(start - 1, ADVERB) || s.is_word(start - 1, &["please", "-", "*", "•", ")", "."]))
    {
        start -= 1;
    }
    if start == s.first || (start == s.first + 1 && s.is(s.first, NUMBER)) {
        return opens_object(s, at + 1) && !s.is(at + 1, PUNCT);
    }
    let after_comma = s.is_word(start - 1, &[",", ":", ";"]);
    after_comma
        && opens_object(s, at + 1)
        && s.is(at + 1, DETERMINER | CUSTOMER | CASE | PLURAL | PREPOSITION)
}

/// Tells whether the verb's object or subject makes it one of the acts.
fn fits(s: &Sentence<'_>, at: usize, is_passive: bool) -> bool {
    let class = s.class(at);
    if is_of_services(s, at) {
        return false;
    }
    if class & ACT != 0 {
        return is_passive || !is_done_by_customer(s, at);
    }
    let near = |wanted: Class| {
        let (from, to) = if is_passive {
            (at.saturating_sub(7), at)
        } else {
            (at + 1, at + 7)
        };
        (from.max(s.first)..to.min(s.last)).any(|i| s.is(i, wanted) && !s.is(i, QUOTED))
    };
    if class & ACT_CUSTOMER != 0 {
        return fits_customer(s, at, is_passive, near(CUSTOMER))
            && (is_passive || !is_done_by_customer(s, at));
    }
    if s.is_word(at, &["receive", "receives", "get", "gets"]) {
        return is_done_by_customer(s, at) && near(OUTCOME);
    }
    let wanted = if class & ACT_OUTCOME != 0 {
        OUTCOME
    } else {
        CASE | OUTCOME
    };
    class & (ACT_OUTCOME | ACT_CASE) != 0
        && near(wanted)
        && (is_passive || !is_done_by_customer(s, at))
}

/// “Delivers services” names no single act.
fn is_of_services(s: &Sentence<'_>, at: usize) -> bool {
    (at + 1..at + 4)
        .take_while(|i| !s.is(*i, PUNCT))
        .any(|i| s.is_word(i, &["service", "services", "products"]))
        && s.is_word(
            at,
            &[
                "deliver", "delivers", "provide", "provides", "give", "gives", "offer", "offers",
                "receive", "receives",
            ],
        )
}

fn fits_customer(s: &Sentence<'_>, at: usize, is_passive: bool, near: bool) -> bool {
    let calls = s.is_word(
        at,
        &[
            "call",
            "calls",
            "called",
            "phone",
            "phones",
            "telephone",
            "telephones",
        ],
    );
    let back = (at + 1..at + 6).any(|i| s.is_word(i, &["back"]));
    if calls {
        return back || (!is_passive && (at + 1..at + 4).any(|i| s.is(i, CUSTOMER)));
    }
    let about_terms = (at + 1..at + 7).any(|i| {
        s.is_word(
            i,
            &[
                "fee", "fees", "price", "right", "rights", "risk", "risks", "rules", "terms",
                "charges",
            ],
        )
    });
    near && !about_terms
}

/// Tells whether the subject before a verb is the customer, who may take all the time there is.
fn is_done_by_customer(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.clause(at).start;
    let mut subject = (from..at).filter(|i| !s.is(*i, QUOTED));
    let first = subject.find(|i| s.is(*i, CUSTOMER | ROLE));
    first.is_some_and(|i| {
        let of_staff = (i..at.min(i + 3)).any(|j| s.is(j, ROLE));
        s.is(i, CUSTOMER) && !of_staff
    })
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
    (at + 1..s.last).any(|i| {
        s.is_word(i, &["by"])
            && (i + 1..i + 6).any(|j| s.is(j, ROLE | CUSTOMER) || is_agent_noun(s, j))
    })
}

fn is_agent_noun(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.word(at);
    word.len() > 4
        && (word.ends_with("er") || word.ends_with("or") || word.ends_with("ist"))
        && !s.is_word(
            at,
            &[
                "letter",
                "order",
                "number",
                "computer",
                "paper",
                "courier",
                "counter",
                "newsletter",
            ],
        )
}

/// Tells whether the passive's subject is the staff: “advisers are trained every year”.
fn is_about_staff(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.clause(at).start;
    (from..at)
        .find(|i| s.is(*i, CASE | CUSTOMER | ROLE | OUTCOME))
        .is_some_and(|i| s.is(i, ROLE) && !s.is(i, CASE | CUSTOMER))
}

/// Tells whether the sentence forbids.
pub fn is_prohibition(s: &Sentence<'_>) -> bool {
    s.cues & NEGATION != 0
        && (s.first..s.last).any(|at| {
            let sequel = s.is(at + 1, PREPOSITION)
                || s.is_word(
                    at + 1,
                    &["later", "more", "longer", "less", "only", "fewer"],
                );
            s.is(at, NEGATION)
                && !s.is(at, QUOTED)
                && !(sequel && s.is_word(at, &["no", "not"]))
                && !s.is_subordinate(at)
        })
}

/// Tells whether an act is allowed rather than demanded: “may refund”, “can call back”.
pub fn is_permitted(s: &Sentence<'_>, at: usize) -> bool {
    (s.clause(at).start..at).any(|i| s.is(i, MAY))
}
