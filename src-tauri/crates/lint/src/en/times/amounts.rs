//! Amounts of time: “within two (2) business days of receipt”, found from their unit.

use super::{TimeBound, TimeClock, TimeKind, TimeSpan, Words, plain};
use crate::en::words::{
    CLOCK, EVERY, FUZZY, NUMBER, NUMBERWORD, ORDINAL, PUNCT, SPACED, UNIT, UNITSHORT,
};

impl Words<'_> {
    /// “within two (2) business days of receipt”, found from its unit.
    pub(super) fn amount(&self, at: usize) -> Option<TimeSpan> {
        let short = self.is(at, UNITSHORT) && at > 0 && self.is(at - 1, NUMBER);
        if !self.is(at, UNIT) && !short {
            return None;
        }
        let (first, clock) = self.before_unit(at);
        let Some((number_from, number)) = self.number_ending(first) else {
            return self.amount_without_number(first, at);
        };
        let mut time = plain(number_from..at + 1, TimeKind::Limit);
        (time.number, time.unit, time.clock) = (Some(number), Some(at..at + 1), clock);
        self.lead(&mut time);
        self.tail(&mut time);
        Some(time)
    }

    /// Steps back over the clock words before a unit.
    pub(super) fn before_unit(&self, at: usize) -> (usize, Option<TimeClock>) {
        let (mut first, mut clock) = (at, None);
        while first > 0 {
            let class = self.class(first - 1);
            let filler = self.follows(
                first,
                &[
                    "-",
                    "full",
                    "consecutive",
                    "whole",
                    "further",
                    "federal",
                    "government",
                    "more",
                ],
            );
            if class & CLOCK == 0 && !filler {
                break;
            }
            clock = clock.or_else(|| clock_named(self.word(first - 1)));
            first -= 1;
        }
        (first, clock)
    }

    /// Reads the number that ends before `end`: its first token and its value.
    fn number_ending(&self, end: usize) -> Option<(usize, f64)> {
        let last = end.checked_sub(1)?;
        if self.is_word(last, &[")"]) && last >= 2 && self.is(last - 1, NUMBER) {
            let value = number_value(self.word(last - 1))?;
            let from = last - 2;
            let worded = from > 0 && self.is(from - 1, NUMBERWORD);
            return Some((from - usize::from(worded), value));
        }
        if self.is_word(last, &["a", "an"]) && !self.is_word(end + 1, &["-"]) {
            let half = last > 0 && self.is_word(last - 1, &["half"]);
            return Some(if half { (last - 1, 0.5) } else { (last, 1.0) });
        }
        let value = number_value(self.word(last)).filter(|_| self.is(last, NUMBER | NUMBERWORD))?;
        if self.is_code(last) {
            return None;
        }
        Some((self.range_start(last), value))
    }

    /// Tells whether a number belongs to a code such as “R-1”.
    fn is_code(&self, at: usize) -> bool {
        at >= 2
            && self.is_word(at - 1, &["-"])
            && self.class(at - 1) & SPACED == 0
            && self.class(at) & SPACED == 0
            && !self.is(at - 2, NUMBER | NUMBERWORD | PUNCT)
    }

    /// Steps back over the lower end of “4 to 6” and the tens of “twenty-four”.
    fn range_start(&self, last: usize) -> usize {
        let joined = last >= 2 && self.is_word(last - 1, &["to", "or", "and", "-", "–", "—"]);
        if joined && self.is(last - 2, NUMBER | NUMBERWORD) {
            return last - 2;
        }
        let paired = last >= 1 && self.is(last, NUMBERWORD) && self.is(last - 1, NUMBERWORD);
        if paired { last - 1 } else { last }
    }

    fn amount_without_number(&self, first: usize, at: usize) -> Option<TimeSpan> {
        let which = first.checked_sub(1)?;
        let span = |kind| Some(plain(which..at + 1, kind));
        if self.is_word(which, &["few", "several", "some", "many"]) {
            return span(TimeKind::Vague);
        }
        if self.is_word(which, &["each", "every", "per"]) {
            return span(TimeKind::Rhythm);
        }
        if self.is(which, ORDINAL) || self.is_word(which, &["that", "this"]) {
            return span(TimeKind::Moment).filter(|_| !self.is_word(at, &["second"]));
        }
        let on_the = self.is_word(which, &["the"]) && self.is_word(at, &["day", "week", "month"]);
        if on_the && self.follows(which, &["on", "by", "in", "for"]) {
            return Some(plain(which - 1..at + 1, TimeKind::Moment));
        }
        None
    }

    /// Reads what stands before an amount: its bound, or what makes it a rhythm.
    fn lead(&self, time: &mut TimeSpan) {
        let mut from = time.tokens.start;
        while from > 0
            && self.follows(
                from,
                &[
                    "the", "of", "a", "period", "just", "only", "next", "first", "between",
                ],
            )
        {
            from -= 1;
        }
        if from == 0 {
            return;
        }
        let before = from - 1;
        let than = self.is_word(before, &["than"]) && before > 0;
        if self.is(before, FUZZY) {
            (time.kind, time.tokens.start) = (TimeKind::Fuzzy, before);
        } else if self.is(before, EVERY) || self.is_word(before, &["times", "once", "twice"]) {
            (time.kind, time.tokens.start) = (TimeKind::Rhythm, before);
        } else if than {
            self.lead_than(time, before);
        } else if let Some((start, bound)) = self.bound_before(before) {
            (time.tokens.start, time.bound) = (start, bound);
        }
    }

    fn lead_than(&self, time: &mut TimeSpan, than: usize) {
        let negative = than >= 2 && self.is_word(than - 2, &["no", "not"]);
        let less = self.is_word(than - 1, &["less", "fewer", "sooner"]);
        time.bound = if negative != less {
            TimeBound::AtMost
        } else {
            TimeBound::AtLeast
        };
        time.tokens.start = than - 1 - usize::from(negative);
    }

    fn bound_before(&self, before: usize) -> Option<(usize, TimeBound)> {
        let two = before.saturating_sub(1);
        if self.is_word(
            before,
            &[
                "within", "in", "under", "inside", "by", "maximum", "max", "below", "with",
            ],
        ) {
            return Some((before, TimeBound::AtMost));
        }
        if self.is_word(before, &["to"]) && self.is_word(two, &["up"]) {
            return Some((two, TimeBound::AtMost));
        }
        if self.is_word(before, &["most"]) && self.is_word(two, &["at"]) {
            return Some((two, TimeBound::AtMost));
        }
        if self.is_word(before, &["least"]) && self.is_word(two, &["at"]) {
            return Some((two, TimeBound::AtLeast));
        }
        if self.is_word(before, &["over", "minimum", "after"]) {
            return Some((before, TimeBound::AtLeast));
        }
        self.is_word(before, &["for", "lasting"])
            .then_some((before, TimeBound::Lasting))
    }

    /// Reads what stands after an amount: “or less”, “or so”, and from when it counts.
    fn tail(&self, time: &mut TimeSpan) {
        let end = time.tokens.end;
        if self.is_word(end, &["or"])
            && self.is_word(end + 1, &["less", "fewer", "sooner", "under"])
        {
            (time.bound, time.tokens.end) = (TimeBound::AtMost, end + 2);
        } else if self.is_word(end, &["or"]) && self.is_word(end + 1, &["so", "thereabouts"]) {
            (time.kind, time.tokens.end) = (TimeKind::Fuzzy, end + 2);
        }
        let end = time.tokens.end;
        const ANCHORS: [&str; 11] = [
            "of",
            "from",
            "after",
            "following",
            "since",
            "upon",
            "before",
            "prior",
            "once",
            "on",
            "when",
        ];
        if self.is_word(end, &ANCHORS) {
            let last = (end + 1..end + 6)
                .take_while(|at| *at < self.tokens.len() && !self.is(*at, PUNCT))
                .last();
            time.anchor = last.map(|last| end..last + 1);
        }
    }
}

fn clock_named(word: &str) -> Option<TimeClock> {
    match word.to_ascii_lowercase().as_str() {
        "business" | "office" | "opening" | "trading" | "service" => Some(TimeClock::Business),
        "working" => Some(TimeClock::Working),
        "banking" => Some(TimeClock::Banking),
        "calendar" | "consecutive" | "clock" => Some(TimeClock::Calendar),
        "school" | "court" => Some(TimeClock::School),
        _ => None,
    }
}

/// Reads digits (“1,500”, “2.5”) or a number word.
pub fn number_value(word: &str) -> Option<f64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.replace(',', "").parse().ok();
    }
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [(&str, f64); 9] = [
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("hundred", 100.0),
        ("half", 0.5),
    ];
    let small = WORDS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(word));
    let large = TENS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word));
    small
        .map(|value| value as f64)
        .or(large.map(|(_, value)| *value))
}
