//! Findings as the window marks them: by field, and in UTF-16 units.

use handbook::{Handbook, Language, Standard};
use serde::Serialize;
use workflow::{Clarity, Finding, FindingPlace, Severity};

/// What the checks found, in reading order.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Checked {
    /// The findings.
    pub findings: Vec<FindingView>,
    /// How clear the text is.
    pub clarity: ClarityView,
}

/// How clear a text is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Clarity"))]
pub struct ClarityView {
    /// 0 to 100; 100 only when nothing is open.
    pub score: u8,
    /// The parts of the thought.
    pub parts: Vec<ClarityPartView>,
}

/// One part of the thought.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClarityPartView {
    /// Which part.
    pub part: ClarityPart,
    /// The gravest open finding in it.
    pub severity: Option<SeverityView>,
}

/// The parts of the thought that a standard follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "named after what they ask")]
pub enum ClarityPart {
    Who,
    DoesWhat,
    ByWhen,
    HowMuch,
    WhatIfNot,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    test,
    derive(ts_rs::TS),
    ts(rename = "Severity", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityView {
    /// Stands in the way of approval.
    MustFix,
    /// Weakens the standard.
    ShouldFix,
    /// Worth a thought.
    Consider,
}

/// The fields as places; `record` is the standard as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named like the standard's fields")]
pub enum PlaceField {
    Title,
    Statement,
    StartsWhen,
    RespondWithin,
    ResolveWithin,
    LateAfter,
    Measure,
    Step,
    Exception,
    Empowerment,
    Do,
    Dont,
    Script,
    RolePlay,
    Evidence,
    Owner,
    ReviewOn,
    Record,
}

/// Where in a standard something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Place {
    /// The field.
    pub field: PlaceField,
    /// The place in a list, counted from 0.
    pub index: Option<usize>,
    /// The translation's language; none for the source text.
    pub language: Option<Language>,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindingView {
    /// The rule's name.
    pub rule: String,
    /// The rule's heading.
    pub title: String,
    /// How much it matters.
    pub severity: SeverityView,
    /// Where it stands.
    pub place: Place,
    /// The words it is about, or the name of what is missing.
    pub phrase: String,
    /// Where the phrase begins in the field's text, in UTF-16 units.
    pub start: usize,
    /// Where it ends; the same as `start` when nothing is quoted.
    pub end: usize,
    /// The sentence that it stands in; keeping on purpose goes by it.
    pub sentence: String,
    /// Why it matters, in one sentence.
    pub why: String,
    /// What to ask oneself.
    pub question: String,
    /// What can be put in the phrase's place with one click.
    pub fix: Option<String>,
    /// Whether it is kept on purpose.
    pub is_waived: bool,
    /// Why it is kept.
    pub reason: Option<String>,
}

impl Checked {
    /// Checks a text that may not be saved yet.
    pub fn of(standard: &Standard, handbook: &Handbook) -> Self {
        Self::with(standard, &workflow::findings(standard, handbook))
    }

    /// Shows what the checks found in a standard.
    pub fn with(standard: &Standard, findings: &[Finding]) -> Self {
        let mut units = Units::default();
        let views = findings
            .iter()
            .map(|f| FindingView::new(standard, f, &mut units));
        Self {
            findings: views.collect(),
            clarity: workflow::clarity(findings).into(),
        }
    }
}

/// Counts UTF-16 units from where it counted last, so that long texts with many findings stay quick.
#[derive(Default)]
struct Units {
    place: Option<Place>,
    byte: usize,
    units: usize,
}

impl Units {
    /// Returns how many units stand before a byte of a place's text; none where there is no text.
    fn at(&mut self, place: &Place, text: &str, byte: usize) -> usize {
        if self.place.as_ref() != Some(place) {
            (self.place, self.byte, self.units) = (Some(place.clone()), 0, 0);
        }
        let count = |from, to| Some(text.get(from..to)?.encode_utf16().count());
        let units = match byte >= self.byte {
            true => count(self.byte, byte).map(|more| self.units + more),
            false => count(byte, self.byte).map(|fewer| self.units - fewer),
        };
        let Some(units) = units else { return 0 };
        (self.byte, self.units) = (byte, units);
        units
    }
}

impl FindingView {
    fn new(standard: &Standard, finding: &Finding, units: &mut Units) -> Self {
        let place = place(finding.place, finding.language);
        let text = text_at(standard, &place).unwrap_or_default();
        let start = units.at(&place, text, finding.range.start);
        let end = units.at(&place, text, finding.range.end);
        let waivers = standard.waivers.iter();
        let waiver = waivers
            .filter(|_| finding.waived)
            .find(|waiver| finding.is_kept_by(waiver));
        Self {
            rule: finding.rule.to_string(),
            title: workflow::rule_title(finding.rule).to_string(),
            severity: finding.severity.into(),
            place,
            phrase: finding.text.clone(),
            start,
            end,
            sentence: finding.sentence.clone(),
            why: finding.why.clone(),
            question: finding.question.clone(),
            fix: finding.fix.clone(),
            is_waived: finding.waived,
            reason: waiver.map(|waiver| waiver.reason.clone()),
        }
    }
}

/// Returns the field as a place that the window knows.
pub fn place(place: FindingPlace, language: Option<Language>) -> Place {
    use FindingPlace as At;
    let (field, number) = match place {
        At::Title => (PlaceField::Title, None),
        At::Statement => (PlaceField::Statement, None),
        At::StartsWhen => (PlaceField::StartsWhen, None),
        At::RespondWithin => (PlaceField::RespondWithin, None),
        At::ResolveWithin => (PlaceField::ResolveWithin, None),
        At::LateAfter => (PlaceField::LateAfter, None),
        At::Measure => (PlaceField::Measure, None),
        At::Step(number) => (PlaceField::Step, Some(number)),
        At::Exception(number) => (PlaceField::Exception, Some(number)),
        At::Empowerment(number) => (PlaceField::Empowerment, Some(number)),
        At::Do(number) => (PlaceField::Do, Some(number)),
        At::Dont(number) => (PlaceField::Dont, Some(number)),
        At::Script => (PlaceField::Script, None),
        At::Exceptions => (PlaceField::Exception, None),
        At::Empowerments => (PlaceField::Empowerment, None),
        At::Owner => (PlaceField::Owner, None),
        At::ReviewOn => (PlaceField::ReviewOn, None),
        At::Evidence => (PlaceField::Evidence, None),
        At::Record => (PlaceField::Record, None),
    };
    // Rules count from 1.
    let index = number.map(|number| number - 1);
    Place {
        field,
        index,
        language,
    }
}

/// Returns the text that a place's findings are marked in.
fn text_at<'a>(standard: &'a Standard, place: &Place) -> Option<&'a str> {
    let index = place.index.unwrap_or(0);
    match place.language {
        Some(language) => translated_at(standard.translations.get(&language)?, place.field, index),
        None => source_at(standard, place.field, index),
    }
}

fn source_at(standard: &Standard, field: PlaceField, index: usize) -> Option<&str> {
    match field {
        PlaceField::Title => Some(&standard.title),
        PlaceField::Statement => Some(&standard.statement),
        PlaceField::StartsWhen => Some(&standard.starts_when),
        PlaceField::Script => Some(&standard.script),
        PlaceField::Step => Some(&standard.steps.get(index)?.text),
        PlaceField::Exception => Some(&standard.exceptions.get(index)?.holds),
        PlaceField::Empowerment => Some(&standard.empowerment.get(index)?.may),
        PlaceField::Do => standard.dos.get(index).map(String::as_str),
        PlaceField::Dont => standard.donts.get(index).map(String::as_str),
        _ => None,
    }
}

fn translated_at(
    translation: &handbook::Translation,
    field: PlaceField,
    index: usize,
) -> Option<&str> {
    match field {
        PlaceField::Title => Some(&translation.title),
        PlaceField::Statement => Some(&translation.statement),
        PlaceField::StartsWhen => Some(&translation.starts_when),
        PlaceField::Script => Some(&translation.script),
        PlaceField::Step => translation.steps.get(index).map(String::as_str),
        PlaceField::Exception => Some(&translation.exceptions.get(index)?.holds),
        PlaceField::Empowerment => translation.empowerment.get(index).map(String::as_str),
        PlaceField::Do => translation.dos.get(index).map(String::as_str),
        PlaceField::Dont => translation.donts.get(index).map(String::as_str),
        _ => None,
    }
}

impl From<Severity> for SeverityView {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::MustFix => Self::MustFix,
            Severity::ShouldFix => Self::ShouldFix,
            Severity::Consider => Self::Consider,
        }
    }
}

impl From<Clarity> for ClarityView {
    fn from(clarity: Clarity) -> Self {
        let parts = clarity.parts.into_iter().map(|(part, severity)| {
            let part = match part {
                workflow::ClarityPart::Who => ClarityPart::Who,
                workflow::ClarityPart::DoesWhat => ClarityPart::DoesWhat,
                workflow::ClarityPart::ByWhen => ClarityPart::ByWhen,
                workflow::ClarityPart::HowMuch => ClarityPart::HowMuch,
                workflow::ClarityPart::WhatIfNot => ClarityPart::WhatIfNot,
            };
            let severity = severity.map(SeverityView::from);
            ClarityPartView { part, severity }
        });
        Self {
            score: clarity.score,
            parts: parts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use handbook::StandardId;

    use super::*;

    #[test]
    fn marks_count_as_the_window_counts() {
        let mut standard = Standard::empty(StandardId::NONE);
        standard.statement = "🙂 ఫోన్: the adviser replies as soon as possible.".to_string();
        let handbook = handbook::Handbook::new(
            handbook::HandbookId::NONE,
            "Title",
            "Organisation",
            Language::English,
        );
        let found = Checked::of(&standard, &handbook).findings;
        let found = found.iter().find(|f| f.phrase == "as soon as possible");
        let FindingView { start, end, .. } = found.expect("a vague time");
        let units: Vec<u16> = standard.statement.encode_utf16().collect();
        assert_eq!(
            String::from_utf16_lossy(&units[*start..*end]),
            "as soon as possible"
        );
    }
}
