//! Who does what in an English sentence: acts, passives, prohibitions, permissions.

use crate::en::passives::{is_passive, skip_adverbs};
use crate::en::phrasal::{is_given_to, is_phrasal};
use crate::en::reading::Sentence;
use crate::en::words::{
    ACT, ACT_CASE, ACT_CUSTOMER, ACT_OUTCOME, ADVERB, ANY_ACT, BASE, BE, CASE, CONJUNCTION,
    CUSTOMER, Class, DETERMINER, ED_FORM, ING_FORM, MAY, MODAL, NEGATION, NUMBER, OUTCOME, PHRASAL,
    PLURAL, PREPOSITION, PUNCT, QUOTED, RELATIVE, ROLE, S_FORM, SERVICE, SUBJECT, SUBORDINATOR,
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
    let phrasal = class & PHRASAL != 0 && is_phrasal(s, at);
    if (class & ANY_ACT == 0 && !phrasal) || class & QUOTED != 0 {
        return None;
    }
    let is_passive = is_passive(s, at);
    let is_verb = is_passive
        || (class & S_FORM != 0 && is_finite_s(s, at))
        || (class & BASE != 0 && is_finite_base(s, at))
        || (class & ING_FORM != 0 && at == s.first && s.cues & (BE | MODAL) == 0);
    let demanded = is_verb && !s.is_subordinate(at) && (phrasal || fits(s, at, is_passive));
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
        && !has_verb_before(s, at)
        && !is_possessive(s, before)
        && (only_verb
            || opens_object(s, at + 1)
            || s.is(before, ROLE | CUSTOMER)
            || is_lone_verb(s, at))
}

/// Tells whether the clause already has its verb, so that what follows is its object.
fn has_verb_before(s: &Sentence<'_>, at: usize) -> bool {
    const VERBS: [&str; 14] = [
        "has",
        "have",
        "uses",
        "use",
        "follows",
        "follow",
        "lists",
        "shows",
        "documents",
        "keeps",
        "contains",
        "owns",
        "holds",
        "covers",
    ];
    let from = s.clause(at).start;
    let parted = |i: usize| (i + 1..at).any(|j| s.is(j, CONJUNCTION | RELATIVE));
    (from..at).any(|i| {
        (s.is(i, BE | MODAL | MAY) || s.is_word(i, &VERBS)) && !parted(i) && !s.is(i, S_FORM)
    })
}

/// “The lawyer returns telephone messages”: without it the sentence has no verb.
fn is_lone_verb(s: &Sentence<'_>, at: usize) -> bool {
    let opens = at == s.first + 2 && s.is(s.first, DETERMINER);
    opens && at + 2 < s.last && s.cues & (BE | MODAL | MAY) == 0
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
        || s.is_word(
            at,
            &[
                "back", "complete", "written", "approved", "reported", "it", "them",
            ],
        )
}

fn is_finite_base(s: &Sentence<'_>, at: usize) -> bool {
    if is_imperative(s, at) {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|before| *before >= s.first) else {
        return false;
    };
    let before = skip_adverbs(s, before);
    if s.is(before, MAY) && s.is_word(at, &["expect"]) {
        return true;
    }
    if s.is(before, MODAL) {
        return !s.is_word(before, &["need", "needs"]);
    }
    if s.is_word(before, &["to"]) {
        return before == s.first || demands_to(s, before);
    }
    if s.is(before, CONJUNCTION) {
        let object = opens_object(s, at + 1) || s.is(at + 1, ED_FORM);
        let to_whom = s.is_word(at, &["write", "reply", "respond"]) && s.is_word(at + 1, &["to"]);
        return object && (to_whom || !s.is(at + 1, PREPOSITION | PUNCT)) && acts_before(s, before);
    }
    let plural = s.is(before, PLURAL) && !s.is(before, S_FORM | DETERMINER);
    let led = before > s.first && s.is(before - 1, PREPOSITION | MAY | CUSTOMER);
    let subject = s.is(before, ROLE) && !led;
    let named = subject || plural || s.is_word(before, &["we", "they", "i", "staff", "who"]);
    let only_verb = !s.is(at, CASE | OUTCOME | SERVICE);
    (named || follows_relative(s, at)) && (only_verb || opens_object(s, at + 1))
}

/// “Guests who complain about noise get a reply”: the verb after a relative clause.
fn follows_relative(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.clause(at).start;
    let relative = (from + 1..at).find(|i| s.is_word(*i, &["who", "that", "whose"]));
    relative.is_some_and(|i| {
        i + 2 < at
            && s.is(i - 1, PLURAL | ROLE)
            && s.is(at + 1, DETERMINER)
            && !s.is(at - 1, DETERMINER | PREPOSITION)
    })
}

fn acts_before(s: &Sentence<'_>, end: usize) -> bool {
    (s.first..end).any(|at| s.is(at, S_FORM | BASE | MODAL | ROLE))
        && !s.is(end - 1, OUTCOME & !CASE)
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
    let writes = s.is_word(at, &["write", "writes", "written", "writing"]);
    if is_of_services(s, at)
        || is_paid_by_customer(s, at)
        || (writes && !s.is_word(at + 1, &["to", "back"]))
    {
        return false;
    }
    if class & ACT != 0 {
        return is_passive || !is_done_by_customer(s, at);
    }
    let near = |wanted: Class| {
        let (from, to) = if is_passive {
            (at.saturating_sub(7), at)
        } else {
            (at + 1, at + reach_of(s, at))
        };
        (from.max(s.first)..to.min(s.last)).any(|i| s.is(i, wanted) && !s.is(i, QUOTED))
    };
    if class & ACT_CUSTOMER != 0 {
        return fits_customer(s, at, is_passive, near(CUSTOMER))
            && (is_passive || !is_done_by_customer(s, at));
    }
    if s.is_word(at, &["receive", "receives", "get", "gets", "expect"]) {
        let own = s.is_word(at + 1, &["their", "his", "her", "your"]);
        return is_done_by_customer(s, at) && (own || near(OUTCOME));
    }
    if s.is_word(at, &["tell", "tells", "told"]) {
        return (at + 1..at + 7)
            .any(|i| s.is_word(i, &["result", "results", "decision", "outcome"]));
    }
    let provided = (at + 1..at + 5).any(|i| s.is(i, CUSTOMER) && s.is_word(i + 1, &["with"]));
    if provided && s.is_word(at, &["provide", "provides", "supply", "supplies"]) {
        return true;
    }
    let given = s.is_word(at, &["give", "gives"]) && s.is_word(at + 1, &["it", "them"]);
    if given && is_given_to(s, at) {
        return true;
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

/// How many words after a verb its object may begin.
fn reach_of(s: &Sentence<'_>, at: usize) -> usize {
    match s.word(at).to_ascii_lowercase().as_str() {
        "give" | "gives" => 9,
        "pass" | "passes" => 4,
        _ => 7,
    }
}

/// “The fee is paid at counter 9”: what customers pay.
fn is_paid_by_customer(s: &Sentence<'_>, at: usize) -> bool {
    const DUES: [&str; 14] = [
        "tax", "taxes", "fee", "fees", "fare", "fares", "bill", "bills", "dues", "rent", "premium",
        "postage", "charge", "price",
    ];
    s.is_word(at, &["paid"]) && (s.clause(at).start..at).any(|i| s.is_word(i, &DUES))
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
        let by_name = (at + 1..at + 7).any(|i| {
            s.is_word(i, &["by"]) && (i + 1..i + 5).any(|j| s.is_word(j, &["name", "number"]))
        });
        return !by_name && (back || (!is_passive && (at + 1..at + 4).any(|i| s.is(i, CUSTOMER))));
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

/// Tells whether the sentence forbids.
pub fn is_prohibition(s: &Sentence<'_>) -> bool {
    s.cues & NEGATION != 0
        && (s.first..s.last).any(|at| {
            let sequel = s.is(at + 1, PREPOSITION)
                || s.is_word(
                    at + 1,
                    &["later", "more", "longer", "less", "only", "fewer"],
                );
            let bounds = sequel && s.is_word(at, &["no", "not"]);
            s.is(at, NEGATION) && !bounds && !s.is(at, QUOTED) && !s.is_subordinate(at)
        })
}

/// Tells whether an act is allowed rather than demanded: “may refund”, “can call back”.
pub fn is_permitted(s: &Sentence<'_>, at: usize) -> bool {
    let from = at.saturating_sub(5).max(s.clause(at).start);
    let expected = s.is_word(at, &["expect"]);
    !expected
        && (from..at)
            .any(|i| s.is(i, MAY) && !(i..at).any(|j| s.is(j, BE) && !s.is_word(j, &["be"])))
}
