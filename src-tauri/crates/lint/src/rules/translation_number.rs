//! A translation holds no number that the standard does not hold: numbers live in fields.

use std::ops::Range;

use handbook::{Language, Standard, TimeLimit, Unit};

use crate::en::reading;
use crate::en::words::NUMBER;
use crate::fields::{self, Field};
use crate::finding::{FieldKind, Severity};
use crate::rule::{Check, Findings, Rule};
use crate::tables::{self, Amount};

/// Every time and share in a translation stands in a field too.
pub const RULE: Rule = Rule {
    id: "translation-number",
    label: "translation-number",
    rank: 23,
    severity: Severity::ShouldFix,
    guide: include_str!("translation_number.md"),
    check: Check::Record(check),
};

fn check(standard: &Standard, found: &mut Findings) {
    if standard.translations.is_empty() {
        return;
    }
    let held = held(standard);
    let sources = fields::source(standard);
    for (language, translation) in &standard.translations {
        for field in fields::translated(standard, translation) {
            for (range, amount) in amounts(field.text, *language) {
                let text = &field.text[range.clone()];
                if !held.iter().any(|known| agrees(*known, amount))
                    && !stands_in_source(&sources, &field, amount)
                {
                    add(&field, range, text, *language, found);
                }
            }
        }
    }
}

fn add(
    field: &Field<'_>,
    range: Range<usize>,
    text: &str,
    language: Language,
    found: &mut Findings,
) {
    let range = if field.shares_place { 0..0 } else { range };
    found.add_at(
        field.place,
        range,
        text.to_string(),
        "No field of the standard holds this number, so the languages may contradict each other."
            .to_string(),
        format!("Which is right: “{text}”, or what the fields say: ___?"),
        None,
    );
    found.in_language(language);
}

/// Lists what the typed fields hold.
fn held(standard: &Standard) -> Vec<Amount> {
    let measure = standard.measure.as_ref();
    let limits = [
        standard.respond_within,
        standard.resolve_within,
        standard.late_after,
        measure.and_then(|measure| measure.within),
        standard.escalation.as_ref().and_then(|e| e.after),
    ];
    let steps = standard.steps.iter().map(|step| step.time);
    let times = limits.into_iter().chain(steps).flatten().map(time);
    let shares = measure.map(|measure| Amount::Percent(measure.percent.value()));
    times.chain(shares).collect()
}

fn time(limit: TimeLimit) -> Amount {
    Amount::Time(f64::from(limit.amount.get()), limit.unit)
}

fn agrees(field: Amount, text: Amount) -> bool {
    match (field, text) {
        (Amount::Time(a, unit), Amount::Time(b, other)) => {
            let same = a * seconds(unit) - b * seconds(other);
            (a == b && unit == other) || same.abs() < 0.5
        }
        (Amount::Percent(a), Amount::Percent(b)) => (a - b).abs() < 1e-6,
        _ => false,
    }
}

fn seconds(unit: Unit) -> f64 {
    match unit {
        Unit::Seconds => 1.0,
        Unit::Minutes => 60.0,
        Unit::Hours => 3600.0,
        Unit::Days => 86_400.0,
        Unit::Weeks => 604_800.0,
        Unit::Months => 2_592_000.0,
    }
}

/// Tells whether the source text at the same place writes the same number: then the number is
/// the source's own, and not the translation's.
fn stands_in_source(sources: &[Field<'_>], field: &Field<'_>, amount: Amount) -> bool {
    let (Amount::Time(number, _) | Amount::Percent(number)) = amount;
    let same = sources
        .iter()
        .filter(|source| source.place == field.place && source.shares_place == field.shares_place);
    same.map(|source| crate::folded::fold(source.text))
        .any(|text| numbers(&text).any(|known| (known - number).abs() < 1e-6))
}

fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let parts = text.split(|sign: char| !(sign.is_ascii_digit() || ".,".contains(sign)));
    parts.filter_map(|part| part.trim_matches(['.', ',']).replace(',', "").parse().ok())
}

fn amounts(text: &str, language: Language) -> Vec<(Range<usize>, Amount)> {
    if language == Language::English {
        return in_english(text);
    }
    tables::amounts(text, language)
}

fn in_english(text: &str) -> Vec<(Range<usize>, Amount)> {
    let reading = reading::read(text, FieldKind::Statement);
    let bytes = |first: usize, last: usize| {
        reading.tokens[first].start as usize..reading.tokens[last].end as usize
    };
    let word = |at: usize| text[bytes(at, at)].to_ascii_lowercase();
    let times = reading.times.iter().filter_map(|time| {
        let unit = time.unit.as_ref()?.start;
        let number = Amount::Time(time.number?, unit_named(&word(unit))?);
        Some((bytes(time.tokens.start, time.tokens.end - 1), number))
    });
    let shares = (1..reading.tokens.len()).filter_map(|at| {
        let is_share = reading.tokens[at - 1].class & NUMBER != 0;
        let is_share = is_share && matches!(word(at).as_str(), "%" | "percent");
        let number = word(at - 1).replace(',', "").parse().ok()?;
        is_share.then(|| (bytes(at - 1, at), Amount::Percent(number)))
    });
    times.chain(shares).collect()
}

fn unit_named(word: &str) -> Option<Unit> {
    match word.trim_end_matches('s') {
        "second" | "sec" => Some(Unit::Seconds),
        "minute" | "min" => Some(Unit::Minutes),
        "hour" | "hr" | "h" => Some(Unit::Hours),
        "day" => Some(Unit::Days),
        "week" => Some(Unit::Weeks),
        "month" => Some(Unit::Months),
        _ => None,
    }
}
