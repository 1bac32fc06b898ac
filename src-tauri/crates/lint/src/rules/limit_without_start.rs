//! A limit says what starts its clock, and which days count.

use crate::en::reading::Sentence;
use crate::en::times::{TimeBound, TimeKind, TimeSpan};
use crate::en::words::{BE, MODAL, SUBORDINATOR};
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Found, Rule};

/// A limit of hours or days has a start and a clock.
pub const RULE: Rule = Rule {
    id: "limit-without-start",
    label: "limit-without-start",
    rank: 9,
    severity: Severity::ShouldFix,
    guide: include_str!("limit_without_start.md"),
    check: Check::Wording(&[FieldKind::Statement, FieldKind::Step], check, None),
};

fn check(sentence: &Sentence<'_>, found: &mut Found) {
    for time in sentence
        .times
        .iter()
        .filter(|time| is_long_limit(sentence, time))
    {
        let (startless, clockless) = (lacks_start(sentence, time), lacks_clock(sentence, time));
        let (why, question) = match (startless, clockless) {
            (true, true) => (
                "It says neither from when it counts nor which days count.",
                "Counted from ___, in working or calendar days?",
            ),
            (true, false) => (
                "It does not say from when it counts.",
                "Counted from which event: ___?",
            ),
            (false, true) => (
                "It does not say which days count.",
                "Working or calendar days?",
            ),
            (false, false) => continue,
        };
        found.add(sentence.bytes_of(time.tokens.clone()), why, question);
    }
}

fn is_long_limit(s: &Sentence<'_>, time: &TimeSpan) -> bool {
    let upper = time.bound == TimeBound::AtMost && time.kind == TimeKind::Limit;
    upper && unit_is(s, time, &["hour", "day", "week", "month"])
}

fn unit_is(s: &Sentence<'_>, time: &TimeSpan, units: &[&str]) -> bool {
    let unit = time
        .unit
        .as_ref()
        .map_or("", |unit| s.word(unit.start))
        .to_ascii_lowercase();
    units
        .iter()
        .any(|known| unit.strip_suffix('s').unwrap_or(&unit) == *known)
}

fn lacks_start(s: &Sentence<'_>, time: &TimeSpan) -> bool {
    let event = s.times.iter().any(|other| other.kind == TimeKind::Event);
    !s.is_started
        && time.anchor.is_none()
        && !event
        && s.cues & SUBORDINATOR == 0
        && s.cues & (BE | MODAL) != 0
        || (!s.is_started
            && time.anchor.is_none()
            && !event
            && s.cues & (SUBORDINATOR | BE | MODAL) == 0)
}

fn lacks_clock(s: &Sentence<'_>, time: &TimeSpan) -> bool {
    time.clock.is_none() && unit_is(s, time, &["day"])
}
