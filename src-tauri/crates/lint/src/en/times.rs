//! A small grammar of English times: limits, moments, rhythms, counts and events.
//!
//! It starts from the words that can end or begin a time and looks around them; it refuses to
//! know whether a time is a good one.

mod amounts;
mod moments;

use std::ops::Range;

use crate::en::reading::Token;
use crate::en::words::{
    COUNTNOUN, Class, DAYNOUN, EDGE, EVENTNOUN, EVENTPREP, EVERY, MOMENT, MONTH, NUMBER, RHYTHM,
    SETNOUN, UNIT, UNITSHORT, WEEKDAY,
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
    for (at, token) in tokens.iter().enumerate() {
        if token.class & CUES == 0 {
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
