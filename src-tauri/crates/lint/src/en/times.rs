//! A small grammar of English times: limits, moments, rhythms, counts and events.
//!
//! It starts from the words that can end or begin a time and looks around them; it refuses to
//! know whether a time is a good one.

use std::ops::Range;

use crate::en::reading::Token;
use crate::en::words::{
    CLOCK, COUNTNOUN, Class, DAYNOUN, DETERMINER, EDGE, EVENTNOUN, EVENTPREP, EVERY, FUZZY, MOMENT,
    MONTH, NUMBER, NUMBERWORD, ORDINAL, PLURAL, PUNCT, RHYTHM, SETNOUN, SPACED, UNIT, UNITSHORT,
    WEEKDAY,
};

/// What a time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// An amount of time: “within two hours”.
    Limit,
    /// A point of time: “by 17:00”, “the same day”.
    Moment,
    /// A repetition: “every two hours”.
    Rhythm,
    /// A number of occurrences: “by the third ring”.
    Count,
    /// Something that happens: “before the end of the call”, “on arrival”.
    Event,
    /// No amount at all: “a few days”.
    Vague,
    /// A blurred amount: “about ten minutes”.
    Fuzzy,
}

/// Which side an amount bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeBound {
    /// No more than this.
    AtMost,
    /// No less than this.
    AtLeast,
    /// It lasts so long: “for 48 hours”.
    Lasting,
    /// It only names the amount.
    Exact,
}

/// Which clock counts the amount, as far as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeClock {
    /// Business hours or days.
    Business,
    /// Working days.
    Working,
    /// Banking days.
    Banking,
    /// Calendar days.
    Calendar,
    /// School days.
    School,
}

/// A time in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeSpan {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub kind: TimeKind,
    /// Which side it bounds.
    pub bound: TimeBound,
    /// The amount; of a range, the larger one.
    pub number: Option<f64>,
    /// The unit's word, as it is written.
    pub unit: Option<Range<usize>>,
    /// The clock.
    pub clock: Option<TimeClock>,
    /// The words that say from when it counts: “of receipt”.
    pub anchor: Option<Range<usize>>,
}

/// Finds every time in a text, in order; none overlap.
pub fn find(text: &str, tokens: &[Token]) -> Vec<TimeSpan> {
    const CUES: Class = UNIT
        | UNITSHORT
        | WEEKDAY
        | MONTH
        | RHYTHM
        | MOMENT
        | EVENTPREP
        | EVENTNOUN
        | EDGE
        | COUNTNOUN
        | NUMBER
        | DAYNOUN
        | EVERY
        | SETNOUN;
    let words = Words { text, tokens };
    let mut times: Vec<TimeSpan> = Vec::new();
    for at in 0..tokens.len() {
        if tokens[at].class & CUES == 0 {
            continue;
        }
        let Some(time) = words.time_at(at) else {
            continue;
        };
        match times.last_mut() {
            Some(last) if time.tokens.start < last.tokens.end => prefer(last, time),
            _ => times.push(time),
        }
    }
    times
}

/// Of two times that overlap, the longer stays.
fn prefer(last: &mut TimeSpan, time: TimeSpan) {
    if time.tokens.len() > last.tokens.len() && time.tokens.start <= last.tokens.start {
        *last = time;
    }
}

fn plain(tokens: Range<usize>, kind: TimeKind) -> TimeSpan {
    TimeSpan {
        tokens,
        kind,
        bound: TimeBound::Exact,
        number: None,
        unit: None,
        clock: None,
        anchor: None,
    }
}

struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Words<'_> {
    fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map_or(0, |token| token.class)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.class(at) & class != 0
    }

    fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at);
        token.map_or("", |token| {
            &self.text[token.start as usize..token.end as usize]
        })
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Tells whether the token before `at` exists and is one of these words.
    fn follows(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is_word(at - 1, words)
    }

    fn time_at(&self, at: usize) -> Option<TimeSpan> {
        self.amount(at)
            .or_else(|| self.clock_time(at))
            .or_else(|| self.date(at))
            .or_else(|| self.named_day(at))
            .or_else(|| self.rhythm(at))
            .or_else(|| self.count(at))
            .or_else(|| self.set_time(at))
            .or_else(|| self.edge(at))
            .or_else(|| self.event(at))
    }

    /// “within two (2) business days of receipt”, found from its unit.
    fn amount(&self, at: usize) -> Option<TimeSpan> {
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
    fn before_unit(&self, at: usize) -> (usize, Option<TimeClock>) {
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
        if self.is_word(last, &["a", "an"]) {
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

    /// “17:00”, “5 p.m.”, “24/7”, “T+5”, “noon”.
    fn clock_time(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, MOMENT)
            && !(self.is_word(at, &["am", "pm"]) && !(at > 0 && self.is(at - 1, NUMBER)))
        {
            return Some(plain(at..at + 1, TimeKind::Moment));
        }
        if !self.is(at, NUMBER) {
            return None;
        }
        if self.word(at).contains(':') {
            return Some(plain(at..at + 1, TimeKind::Moment));
        }
        let half = self.is_word(at + 1, &["a", "p"])
            && self.is_word(at + 2, &["."])
            && self.is_word(at + 3, &["m"]);
        if half {
            return Some(plain(at..at + 4, TimeKind::Moment));
        }
        if self.is_word(at + 1, &["/"]) && self.is_word(at + 2, &["7"]) && self.is_word(at, &["24"])
        {
            return Some(plain(at..at + 3, TimeKind::Rhythm));
        }
        let plus = at >= 2 && self.is_word(at - 1, &["+"]) && self.is_word(at - 2, &["t", "d"]);
        plus.then(|| plain(at - 2..at + 1, TimeKind::Moment))
    }

    /// “3 May”, “May 3”, “by March”.
    fn date(&self, at: usize) -> Option<TimeSpan> {
        if !self.is(at, MONTH) {
            return None;
        }
        if at > 0 && self.is(at - 1, NUMBER) {
            return Some(plain(at - 1..at + 1, TimeKind::Moment));
        }
        if self.is(at + 1, NUMBER) {
            return Some(plain(at..at + 2, TimeKind::Moment));
        }
        let named = self.follows(at, &["by", "in", "until", "of", "each", "every"]);
        named.then(|| plain(at - 1..at + 1, TimeKind::Moment))
    }

    /// “by Friday”, “on Mondays”, “the same day”, “the next morning”.
    fn named_day(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, WEEKDAY) {
            let often = self.is(at, PLURAL) || (at > 0 && self.is(at - 1, EVERY));
            let kind = if often {
                TimeKind::Rhythm
            } else {
                TimeKind::Moment
            };
            return Some(plain(at..at + 1, kind));
        }
        if !self.is(at, DAYNOUN) || at == 0 {
            return None;
        }
        let (first, _) = self.before_unit(at);
        let which = first.checked_sub(1)?;
        let this = self.is(which, ORDINAL) || self.is_word(which, &["that", "this"]);
        let often = self.is(which, EVERY);
        let kind = if often {
            TimeKind::Rhythm
        } else {
            TimeKind::Moment
        };
        (this || often).then(|| plain(which..at + 1, kind))
    }

    /// “daily”, “once a week”, “after each call”, “around the clock”.
    fn rhythm(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, RHYTHM) {
            return Some(plain(at..at + 1, TimeKind::Rhythm));
        }
        let each = self.is_word(at, &["each", "every"])
            && self.follows(
                at,
                &["after", "before", "at", "with", "on", "during", "for"],
            );
        let bare = each && !self.follows(at, &["for", "with", "on"]);
        if bare {
            return Some(plain(at - 1..at + 2, TimeKind::Rhythm));
        }
        let often = self.is_word(at, &["per"]) && self.follows(at, &["once", "twice", "times"]);
        often.then(|| plain(at - 1..at + 2, TimeKind::Rhythm))
    }

    /// “by the third ring”, “on the first call”, “in one visit”.
    fn count(&self, at: usize) -> Option<TimeSpan> {
        if !self.is(at, COUNTNOUN) || at == 0 {
            return None;
        }
        let counted = self.is(at - 1, ORDINAL | NUMBERWORD | NUMBER);
        counted.then(|| plain(at - 1..at + 1, TimeKind::Count))
    }

    /// “within the agreed time”, “in advance”: set elsewhere, or before the event.
    fn set_time(&self, at: usize) -> Option<TimeSpan> {
        if self.is_word(at, &["advance"]) && self.follows(at, &["in"]) {
            return Some(plain(at - 1..at + 1, TimeKind::Event));
        }
        if !self.is_word(
            at,
            &[
                "time",
                "timeline",
                "timeframe",
                "timelines",
                "period",
                "deadline",
                "standard",
                "standards",
            ],
        ) {
            return None;
        }
        const SET: [&str; 10] = [
            "agreed",
            "requested",
            "established",
            "upon",
            "statutory",
            "published",
            "prescribed",
            "set",
            "stated",
            "service",
        ];
        let set = self.follows(at, &SET);
        let lead = (at.saturating_sub(7)..at)
            .rev()
            .find(|i| self.is_word(*i, &["within", "by", "in"]))?;
        set.then(|| plain(lead..at + 1, TimeKind::Moment))
    }

    /// “by the end of the shift”, “at the start of the call”, “close of business”.
    fn edge(&self, at: usize) -> Option<TimeSpan> {
        if !self.is(at, EDGE) {
            return None;
        }
        let of_business =
            self.is_word(at + 1, &["of"]) && self.is_word(at + 2, &["business", "play"]);
        if of_business {
            return Some(plain(at..at + 3, TimeKind::Moment));
        }
        if at == 0 {
            return None;
        }
        let article = self.is(at - 1, DETERMINER);
        let lead = at.checked_sub(1 + usize::from(article))?;
        let led = self.is_word(
            lead,
            &["by", "at", "from", "before", "until", "on", "towards"],
        );
        let of = self.is_word(at + 1, &["of"]);
        let closing = self.is_word(at, &["close", "closing"]) && led;
        ((led && of) || closing).then(|| plain(lead..at + 1, TimeKind::Moment))
    }

    /// “before …”, “while …”, “on arrival”, “on the spot”.
    fn event(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, EVENTPREP) {
            return Some(plain(at..at + 1, TimeKind::Event));
        }
        let compound = self.is(at, SETNOUN)
            && self.is_word(at, &["check", "hand", "pick", "sign", "drop"])
            && self.is_word(at + 1, &["-"]);
        if !(compound || self.is(at, EVENTNOUN)) || at == 0 {
            return None;
        }
        let article = self.is(at - 1, DETERMINER) || self.is(at - 1, ORDINAL);
        let lead = at.checked_sub(1 + usize::from(article))?;
        let on = self.is_word(lead, &["on", "upon", "at", "by"]);
        on.then(|| plain(lead..at + 1, TimeKind::Event))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::en::reading::read;
    use crate::finding::FieldKind;

    fn kinds(text: &str) -> Vec<TimeKind> {
        let reading = read(text, FieldKind::Statement);
        reading.times.iter().map(|time| time.kind).collect()
    }

    fn only(text: &str) -> TimeSpan {
        let reading = read(text, FieldKind::Statement);
        assert_eq!(reading.times.len(), 1, "{text}: {:?}", reading.times);
        reading.times[0].clone()
    }

    #[test]
    fn amounts_are_limits_with_number_clock_and_anchor() {
        for (text, number) in [
            ("within two business days", 2.0),
            ("in 2 hours", 2.0),
            ("30 s", 30.0),
            ("a 60-second target", 60.0),
            ("half an hour", 0.5),
            ("4 to 6 weeks", 6.0),
            ("three (3) days", 3.0),
            ("no later than 5 days", 5.0),
            ("at most 10 minutes", 10.0),
            ("within an hour", 1.0),
            ("in under 48 hrs", 48.0),
        ] {
            let time = only(text);
            assert_eq!(
                (time.kind, time.number),
                (TimeKind::Limit, Some(number)),
                "{text}"
            );
        }
        let time = only("within 30 business days of receipt");
        assert_eq!(
            (time.bound, time.clock),
            (TimeBound::AtMost, Some(TimeClock::Business))
        );
        assert!(time.anchor.is_some());
    }

    #[test]
    fn moments_rhythms_counts_and_events_are_told_apart() {
        for (text, kind) in [
            ("by 17:00", TimeKind::Moment),
            ("5 p.m.", TimeKind::Moment),
            ("noon", TimeKind::Moment),
            ("close of business", TimeKind::Moment),
            ("the same day", TimeKind::Moment),
            ("the next working day", TimeKind::Moment),
            ("T+5", TimeKind::Moment),
            ("on 3 May", TimeKind::Moment),
            ("24/7", TimeKind::Rhythm),
            ("every two hours", TimeKind::Rhythm),
            ("on Mondays", TimeKind::Rhythm),
            ("by the third ring", TimeKind::Count),
            ("on arrival", TimeKind::Event),
            ("before the shift", TimeKind::Event),
            ("about ten minutes", TimeKind::Fuzzy),
            ("ten minutes or so", TimeKind::Fuzzy),
            ("a few days", TimeKind::Vague),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_times() {
        for text in [
            "9 out of 10",
            "24 °C",
            "₱500",
            "Tier 2",
            "form R-1",
            "the second counter",
            "may refund",
        ] {
            assert_eq!(kinds(text), [] as [TimeKind; 0], "{text}");
        }
    }
}
