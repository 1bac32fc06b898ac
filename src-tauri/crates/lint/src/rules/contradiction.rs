//! A standard's numbers agree: its fields with each other, and its text with its fields.

use handbook::{BrokenLaw, Clock, Standard, TimeLimit, Unit, broken_laws};

use crate::en::reading::{self, Reading};
use crate::en::times::{TimeBound, TimeClock, TimeKind, TimeSpan};
use crate::finding::{FieldKind, Place, Severity};
use crate::rule::{Check, Findings, Rule};

/// No two limits for one thing.
pub const RULE: Rule = Rule {
    id: "contradiction",
    label: "contradiction",
    rank: 17,
    severity: Severity::MustFix,
    guide: include_str!("contradiction.md"),
    check: Check::Record(check),
};

fn check(standard: &Standard, found: &mut Findings) {
    for law in broken_laws(standard) {
        add_broken(&law, found);
    }
    statement_against_fields(standard, found);
    for (index, step) in standard.steps.iter().enumerate() {
        step_against_itself(&step.text, step.time, Place::Step(index + 1), found);
    }
}

fn add_broken(law: &BrokenLaw, found: &mut Findings) {
    let (place, text, why, question) = match law {
        BrokenLaw::LateBeforeDue { due, late } => (
            Place::LateAfter,
            late.to_string(),
            format!("It counts as late after {late}, before it is due within {due}."),
            "Late after how many ___?",
        ),
        BrokenLaw::ResolvedBeforeResponse { respond, resolve } => (
            Place::ResolveWithin,
            resolve.to_string(),
            format!("It is resolved within {resolve}, before the response within {respond}."),
            "Which of the two limits holds?",
        ),
        BrokenLaw::StepsExceedTotal { seconds, total } => (
            Place::Record,
            total.to_string(),
            format!(
                "The steps take {} minutes together, more than {total}.",
                seconds / 60
            ),
            "Which step takes less time, or how long may all of them take?",
        ),
    };
    found.add(place, text, why, question.to_string(), None);
}

/// A limit in the statement that is none of the fields' limits, though fields are filled.
fn statement_against_fields(standard: &Standard, found: &mut Findings) {
    let measured = standard.measure.as_ref().and_then(|measure| measure.within);
    let fields = [
        standard.respond_within,
        standard.resolve_within,
        standard.late_after,
        measured,
    ];
    let steps = standard.steps.iter().filter_map(|step| step.time);
    let known: Vec<TimeLimit> = fields.into_iter().flatten().chain(steps).collect();
    let Some(first) = known.first().filter(|_| {
        standard
            .respond_within
            .or(standard.resolve_within)
            .is_some()
    }) else {
        return;
    };
    for (limit, range) in limits_in(&standard.statement) {
        if known.iter().any(|field| agrees(limit, *field)) {
            continue;
        }
        let text = standard.statement[range.clone()].to_string();
        let why = format!("The statement says {limit}, and the fields say {first}.");
        found.add_at(
            Place::Statement,
            range,
            text,
            why,
            "Which of the two limits holds?".into(),
            Some(format!("within {first}")),
        );
    }
}

/// A step with two limits in its text, or one that its field contradicts.
fn step_against_itself(text: &str, field: Option<TimeLimit>, place: Place, found: &mut Findings) {
    let limits = limits_in(text);
    if let (Some(field), Some((limit, range))) = (field, limits.first()) {
        if !agrees(*limit, field) {
            let why = format!("The step says {limit}, and its field says {field}.");
            found.add_at(
                place,
                range.clone(),
                text[range.clone()].to_string(),
                why,
                "Which of the two limits holds?".into(),
                Some(format!("within {field}")),
            );
        }
        return;
    }
    if let [(first, _), .., (last, range)] = &limits[..]
        && !agrees(*first, *last)
    {
        let why = format!("One step has two limits, {first} and {last}.");
        found.add_at(
            place,
            range.clone(),
            text[range.clone()].to_string(),
            why,
            "Which limit holds for this step?".into(),
            None,
        );
    }
}

/// Equal amounts; a text that does not name its clock agrees with either.
fn agrees(text: TimeLimit, field: TimeLimit) -> bool {
    let named = text.clock != Clock::Calendar;
    let bare = |limit: TimeLimit| TimeLimit::new(limit.amount.get(), limit.unit, Clock::Calendar);
    let same = text.compare(field) == Some(std::cmp::Ordering::Equal);
    same || (!named && bare(text) == bare(field))
}

/// The upper limits that a text names, with their bytes.
fn limits_in(text: &str) -> Vec<(TimeLimit, std::ops::Range<usize>)> {
    let reading = reading::read(text, FieldKind::Statement);
    let upper = reading
        .times
        .iter()
        .filter(|time| time.kind == TimeKind::Limit && time.bound == TimeBound::AtMost);
    upper
        .filter_map(|time| Some((limit_of(&reading, time)?, bytes_of(&reading, time))))
        .collect()
}

fn bytes_of(reading: &Reading<'_>, time: &TimeSpan) -> std::ops::Range<usize> {
    let last = reading.tokens[time.tokens.end - 1].end;
    reading.tokens[time.tokens.start].start as usize..last as usize
}

fn limit_of(reading: &Reading<'_>, time: &TimeSpan) -> Option<TimeLimit> {
    let unit = reading.tokens.get(time.unit.as_ref()?.start)?;
    let word = reading.text[unit.start as usize..unit.end as usize].to_ascii_lowercase();
    let unit = match word.trim_end_matches('s') {
        "second" | "sec" | "" => Unit::Seconds,
        "minute" | "min" => Unit::Minutes,
        "hour" | "hr" | "h" => Unit::Hours,
        "day" => Unit::Days,
        "week" => Unit::Weeks,
        "month" => Unit::Months,
        _ => return None,
    };
    let clock = match time.clock {
        None | Some(TimeClock::Calendar) => Clock::Calendar,
        Some(_) => Clock::WorkingDays,
    };
    let number = time
        .number
        .filter(|number| number.fract() == 0.0 && *number < f64::from(u32::MAX))?;
    TimeLimit::new(number as u32, unit, clock)
}
