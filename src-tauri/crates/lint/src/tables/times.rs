//! Times in a text: a number with its unit, an hour of the day, a named day, a rhythm, an event.

use std::ops::Range;

use crate::tables::lexicon::{
    CLOCKSIGN, HAPPENS, LINK, Meaning, NAMEDMONTH, NUMBER, PARTDAY, PUNCT, UNIT, WEEKDAY,
};
use crate::tables::reading::Reading;

/// A time in a text.
#[derive(Debug, Clone)]
pub struct Time {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it is only something that happens, and no amount, moment or rhythm.
    pub is_event: bool,
    /// The tokens of its number and its unit, where it is an amount.
    pub amount: Option<(usize, usize)>,
}

/// Finds every time, in order.
pub fn find(reading: &Reading) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    for hit in &reading.hits {
        if matches!(hit.sense.meaning, Meaning::Time | Meaning::Event) {
            times.push(Time {
                tokens: hit.tokens.clone(),
                is_event: hit.sense.meaning == Meaning::Event,
                amount: None,
            });
        }
    }
    times.extend((0..reading.tokens.len()).filter_map(|at| time_at(reading, at)));
    times.sort_by_key(|time| time.tokens.start);
    times
}

fn time_at(reading: &Reading, at: usize) -> Option<Time> {
    let moment = |tokens| Time {
        tokens,
        is_event: false,
        amount: None,
    };
    if reading.is(at, UNIT)
        && let Some(number) = number_before(reading, at, 4)
    {
        return Some(Time {
            tokens: number..at + 1,
            is_event: false,
            amount: Some((number, at)),
        });
    }
    if reading.is(at, PARTDAY | NAMEDMONTH)
        && let Some(number) = number_near(reading, at)
    {
        return Some(moment(number.min(at)..number.max(at) + 1));
    }
    if reading.is(at, HAPPENS) {
        return Some(Time {
            is_event: true,
            ..moment(at..at + 1)
        });
    }
    let stands = reading.is(at, WEEKDAY | CLOCKSIGN) || is_hour(reading.word(at));
    (stands || is_round_the_clock(reading, at)).then(|| moment(at..at + 1))
}

/// Returns the number that counts the unit: “5 na araw”, “tatlong (3) araw”, “2 పని రోజులు”.
fn number_before(reading: &Reading, unit: usize, reach: usize) -> Option<usize> {
    let mut at = unit;
    for _ in 0..reach {
        at = at.checked_sub(1)?;
        if reading.is(at, NUMBER) {
            return Some(at);
        }
        let bracket = matches!(reading.word(at), "(" | ")" | "-" | "–");
        if !bracket && !reading.is(at, LINK) {
            return None;
        }
    }
    None
}

/// Returns a number beside an hour's or a month's name: “ika-5 ng hapon”, “மே 3”.
fn number_near(reading: &Reading, at: usize) -> Option<usize> {
    let clear = |at: &usize| !reading.is(*at, PUNCT) || reading.word(*at) == "-";
    let before = (at.saturating_sub(4)..at).rev().take_while(clear);
    let after = (at + 1..at + 3).take_while(clear);
    before.chain(after).find(|at| reading.is(*at, NUMBER))
}

/// “17:00”.
fn is_hour(word: &str) -> bool {
    word.split_once(':')
        .is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() == 2)
        && word.starts_with(|sign: char| sign.is_ascii_digit())
}

fn is_round_the_clock(reading: &Reading, at: usize) -> bool {
    reading.word(at) == "24" && reading.word(at + 1) == "/" && reading.word(at + 2) == "7"
}
