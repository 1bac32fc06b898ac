//! The amounts of time and the shares that a text writes in digits.

use std::ops::Range;

use handbook::{Language, Unit};

use crate::finding::FieldKind;
use crate::tables::lexicon::{DAY, HOUR, MINUTE, MONTH, NUMBER, PERCENT, SECOND, WEEK};
use crate::tables::reading::{Reading, read};

/// A number that belongs into a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// So many of a unit of time.
    Time(f64, Unit),
    /// A share, in per cent.
    Percent(f64),
}

/// Lists the amounts of a text with their bytes.
pub fn amounts(text: &str, language: Language) -> Vec<(Range<usize>, Amount)> {
    let reading = read(text, language, FieldKind::Statement);
    let times = reading.times.iter().filter_map(|time| {
        let (number, unit) = time.amount?;
        let amount = Amount::Time(value(&reading, number)?, unit_of(&reading, unit)?);
        Some((reading.source(number..unit + 1), amount))
    });
    let shares = (0..reading.tokens.len()).filter_map(|at| {
        let number = at.checked_sub(1).filter(|_| reading.is(at, PERCENT))?;
        let amount = Amount::Percent(value(&reading, number)?);
        Some((reading.source(number..at + 1), amount))
    });
    times.chain(shares).collect()
}

fn value(reading: &Reading, at: usize) -> Option<f64> {
    if !reading.is(at, NUMBER) {
        return None;
    }
    reading.word(at).replace(',', "").parse().ok()
}

fn unit_of(reading: &Reading, at: usize) -> Option<Unit> {
    let units = [
        (SECOND, Unit::Seconds),
        (MINUTE, Unit::Minutes),
        (HOUR, Unit::Hours),
        (DAY, Unit::Days),
        (WEEK, Unit::Weeks),
        (MONTH, Unit::Months),
    ];
    let known = units.iter().find(|(class, _)| reading.is(at, *class));
    known.map(|(_, unit)| *unit)
}
