//! When “all”, “always” and “never” promise what no service can keep.

use std::ops::Range;

use crate::en::context::{has_share, is_control};
use crate::en::grammar;
use crate::en::reading::Sentence;
use crate::en::times::{TimeBound, TimeKind};
use crate::en::words::{
    BE, CASE, CUSTOMER, DETERMINER, MAY, MONEY, NEGATION, NUMBER, PREPOSITION, ROLE, SAFETY,
    SUBORDINATOR,
};

/// Tells whether an absolute word is a promise here, not a rule of control.
pub fn holds(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    if (has_share(s) && context != "hundred") || names_exception(s) {
        return false;
    }
    match context {
        "promise_adverb" if s.is_word(at.end - 1, &["time"]) && s.cues & MAY != 0 => {
            s.is_word(at.start, &["every", "all"])
        }
        "promise_adverb" => {
            (!is_guarded(s) || is_supply(s, at))
                && !s.is_word(at.start.wrapping_sub(1), &["not", "nearly", "almost"])
        }
        "promise_never" => fails_customer(s, at.end),
        "none_waits" => fails_customer(s, at.end) && !s.is(at.start.wrapping_sub(1), PREPOSITION),
        "all_cases" => all_of_service(s, at),
        "hundred" => is_full_share(s, at),
        _ => true,
    }
}

fn names_exception(s: &Sentence<'_>) -> bool {
    (s.first..s.last).any(|i| s.is_word(i, &["except", "unless", "excluding", "exempt", "apart"]))
        && !(s.first..s.last).any(|i| s.is_word(i, &["exception"]))
}

/// “always has the medicine in stock”: supply, which no rule of control can command.
fn is_supply(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    const SUPPLIED: [&str; 7] = [
        "stock",
        "stocked",
        "staffed",
        "manned",
        "reachable",
        "available",
        "answered",
    ];
    s.is_word(at.start, &["always"])
        && !grammar::is_prohibition(s)
        && (at.end..s.last).any(|i| s.is_word(i, &SUPPLIED))
}

fn is_guarded(s: &Sentence<'_>) -> bool {
    is_control(s) || (grammar::is_prohibition(s) && !(s.first..s.last).any(|i| is_failing(s, i)))
}

/// Tells whether what follows is a failure of service: waits, goes unanswered, is late.
fn fails_customer(s: &Sentence<'_>, from: usize) -> bool {
    (from..s.last.min(from + 7)).any(|i| is_failing(s, i)) && s.cues & MONEY == 0
}

/// What fails any customer.
const FAILING: [&str; 45] = [
    "wait",
    "waits",
    "waiting",
    "waited",
    "queue",
    "queues",
    "late",
    "unanswered",
    "unresolved",
    "unserved",
    "unacknowledged",
    "miss",
    "misses",
    "missed",
    "fail",
    "fails",
    "delay",
    "delays",
    "delayed",
    "disappoint",
    "disappointed",
    "unhappy",
    "dissatisfied",
    "turned",
    "ignored",
    "forgotten",
    "neglected",
    "down",
    "hold",
    "breaks",
    "stranded",
    "complains",
    "complain",
    "overdue",
    "unsatisfied",
    "refused",
    "cancelled",
    "cancel",
    "abandoned",
    "runs",
    "unavailable",
    "closed",
    "behind",
    "engaged",
    "interrupted",
];

/// What fails a customer only where customers or their cases are named.
const OF_CUSTOMERS: [&str; 18] = [
    "leave",
    "leaves",
    "left",
    "keep",
    "keeps",
    "kept",
    "lets",
    "unattended",
    "stand",
    "stands",
    "lose",
    "loses",
    "lost",
    "damaged",
    "goes",
    "go",
    "exceed",
    "exceeds",
];

fn is_failing(s: &Sentence<'_>, at: usize) -> bool {
    let emptily = s.is_word(at, &["leaves", "leave", "goes"])
        && (at..s.last).any(|i| s.is_word(i, &["without"]));
    let of_customer = s.cues & (CUSTOMER | CASE) != 0 || emptily;
    let longer = s.is_word(at, &["longer", "more"])
        && (of_customer || s.is_word(at + 1, &["than"]))
        && s.cues & SAFETY == 0;
    let asked_twice = s.is_word(at, &["twice", "again"])
        && s.cues & CUSTOMER != 0
        && (at.saturating_sub(4)..at).any(|i| {
            s.is_word(
                i,
                &[
                    "ask", "asks", "explain", "repeat", "call", "tell", "queue", "apply",
                ],
            )
        });
    let never_so = s.is_word(at, &["empty", "busy", "full", "out"])
        && s.is_word(at.wrapping_sub(1), &["never"]);
    let sent_away = s.is_word(at, &["away"]) && s.is_word(at.wrapping_sub(1), &["sent"]);
    asked_twice
        || never_so
        || sent_away
        || s.is_word(at, &FAILING)
        || (of_customer && s.is_word(at, &OF_CUSTOMERS))
        || longer
}

/// “All calls are answered”, “every customer is served”: a share of 100 % in words.
fn all_of_service(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    if s.is_subordinate(at.start) || subordinator_before(s, at.start) {
        return false;
    }
    let noun = (at.end..at.end + 4).find(|i| s.is(*i, CASE | CUSTOMER));
    let Some(noun) = noun else {
        return is_everyone_served(s, at) || all_in_time(s, at);
    };
    if s.is(at.start.wrapping_sub(1), PREPOSITION)
        && !s.is_word(at.start.wrapping_sub(1), &["to", "of", "for", "with"])
    {
        return false;
    }
    let served = grammar::acts(s).next().is_some() || is_timed_service(s, noun) || has_outcome(s);
    let any = s.is_word(at.start, &["any"]);
    served && !any && s.cues & MONEY == 0 && !is_checked(s) && !grammar::is_prohibition(s)
}

/// “All prescriptions are ready within 20 minutes”: things of any kind, with a limit.
fn all_in_time(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let things = s.is_word(at.start, &["all", "every"])
        && at.start == s.first
        && !s.is(at.end, ROLE | NUMBER);
    let limited = s
        .times
        .iter()
        .any(|time| time.kind == TimeKind::Limit && time.bound == TimeBound::AtMost);
    let standing = (at.end..s.last)
        .any(|i| s.is_word(i, &["ready", "stocked", "staffed", "manned", "punctual"]));
    things
        && (limited || standing)
        && s.cues & MONEY == 0
        && !is_checked(s)
        && !grammar::is_prohibition(s)
}

fn subordinator_before(s: &Sentence<'_>, at: usize) -> bool {
    at > s.first && s.is(at - 1, SUBORDINATOR)
}

fn is_everyone_served(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    s.is_word(at.start, &["everyone", "everybody"])
        && at.start == s.first
        && (grammar::acts(s).next().is_some() || has_outcome(s) || is_timed_service(s, at.start))
}

fn is_timed_service(s: &Sentence<'_>, noun: usize) -> bool {
    let limited = s.times.iter().any(|time| {
        matches!(time.kind, TimeKind::Limit | TimeKind::Count)
            || (time.kind == TimeKind::Moment && s.is(noun, CASE))
    });
    limited && !s.is(noun.wrapping_sub(1), NUMBER)
}

fn has_outcome(s: &Sentence<'_>) -> bool {
    const OUTCOMES: [&str; 32] = [
        "served",
        "greeted",
        "satisfied",
        "happy",
        "welcomed",
        "arrive",
        "arrives",
        "handled",
        "attended",
        "treated",
        "resolved",
        "seat",
        "seen",
        "accepted",
        "leaves",
        "welcome",
        "helped",
        "assisted",
        "ready",
        "depart",
        "departs",
        "leave",
        "run",
        "runs",
        "works",
        "work",
        "available",
        "open",
        "reach",
        "reaches",
        "delivered",
        "gets",
    ];
    (s.first..s.last).any(|i| s.is_word(i, &OUTCOMES))
}

/// Signatures, registers and checks: control, not service.
fn is_checked(s: &Sentence<'_>) -> bool {
    const CHECKS: [&str; 26] = [
        "sign",
        "signs",
        "signed",
        "signature",
        "signatures",
        "carry",
        "carries",
        "wear",
        "wears",
        "recorded",
        "record",
        "records",
        "logged",
        "log",
        "register",
        "registers",
        "checked",
        "approved",
        "approve",
        "approves",
        "counted",
        "stored",
        "kept",
        "need",
        "require",
        "requires",
    ];
    let checked = (s.first..s.last).any(|i| s.is_word(i, &CHECKS));
    checked && !s.times.iter().any(|time| time.kind == TimeKind::Limit)
}

fn is_full_share(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    const OF: [&str; 12] = [
        "of",
        "accuracy",
        "accurate",
        "satisfaction",
        "availability",
        "available",
        "uptime",
        "compliance",
        "compliant",
        "on",
        "correct",
        "customer",
    ];
    let upper = s.is_word(at.start.wrapping_sub(1), &["to", "than"])
        && s.is_word(at.start.wrapping_sub(2), &["up", "less"]);
    let refund = (at.start.saturating_sub(1)..at.end + 3).any(|i| {
        s.is_word(
            i,
            &[
                "cotton", "recycled", "refund", "fee", "price", "deposit", "amount", "value",
                "juice", "discount",
            ],
        )
    });
    let named = s.is_word(at.end, &OF) || at.end >= s.last || s.is(at.end, crate::en::words::PUNCT);
    !upper && !refund && (named || s.is(at.start.wrapping_sub(1), BE | DETERMINER | NEGATION))
}
