//! What the checks report: where it stands, which words it is about, why, and one question.

use std::ops::Range;

use handbook::{Language, Waiver, sentence_key};
use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stands in the way of approval until it is changed or waived.
    MustFix,
    /// Weakens the standard.
    ShouldFix,
    /// Worth a thought.
    Consider,
}

impl Severity {
    /// Returns the words for this severity.
    pub fn word(self) -> &'static str {
        match self {
            Self::MustFix => "must fix",
            Self::ShouldFix => "should fix",
            Self::Consider => "consider",
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.word())
    }
}

impl Serialize for Severity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// What kind of text is checked; other rules hold for a step than for a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// A standard's statement.
    Statement,
    /// One step.
    Step,
    /// A title or heading.
    Title,
    /// Words to say.
    Script,
    /// A remark beside the standard.
    Note,
}

/// A word that names no kind of field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a kind of field; the choices are statement, step, title, script, note")]
pub struct UnknownFieldKind(pub String);

impl FieldKind {
    const WORDS: [(Self, &'static str); 5] = [
        (Self::Statement, "statement"),
        (Self::Step, "step"),
        (Self::Title, "title"),
        (Self::Script, "script"),
        (Self::Note, "note"),
    ];
}

impl std::fmt::Display for FieldKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = Self::WORDS.iter().find(|(kind, _)| kind == self);
        f.pad(named.map_or("", |(_, word)| word))
    }
}

impl std::str::FromStr for FieldKind {
    type Err = UnknownFieldKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_lowercase();
        let known = Self::WORDS.iter().find(|(_, known)| *known == word);
        known
            .map(|(kind, _)| *kind)
            .ok_or_else(|| UnknownFieldKind(text.to_string()))
    }
}

/// Where in a standard a finding stands. Numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The title.
    Title,
    /// The statement.
    Statement,
    /// The event that starts the clock.
    StartsWhen,
    /// The limit for the response.
    RespondWithin,
    /// The limit for the resolution.
    ResolveWithin,
    /// The limit after which it is late.
    LateAfter,
    /// The measure.
    Measure,
    /// The step with this number.
    Step(usize),
    /// The exception with this number.
    Exception(usize),
    /// The empowerment with this number.
    Empowerment(usize),
    /// The good example with this number.
    Do(usize),
    /// The bad example with this number.
    Dont(usize),
    /// The words to say.
    Script,
    /// All exceptions together.
    Exceptions,
    /// All that staff may decide.
    Empowerments,
    /// What customers and staff taught the organisation.
    Evidence,
    /// The role that keeps the standard up to date.
    Owner,
    /// The day on which somebody looks at it again.
    ReviewOn,
    /// The standard as a whole.
    Record,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Title => f.pad("title"),
            Self::Statement => f.pad("statement"),
            Self::StartsWhen => f.pad("starts when"),
            Self::RespondWithin => f.pad("respond within"),
            Self::ResolveWithin => f.pad("resolve within"),
            Self::LateAfter => f.pad("late after"),
            Self::Measure => f.pad("measure"),
            Self::Step(number) => write!(f, "step {number}"),
            Self::Exception(number) => write!(f, "exception {number}"),
            Self::Empowerment(number) => write!(f, "empowerment {number}"),
            Self::Do(number) => write!(f, "do {number}"),
            Self::Dont(number) => write!(f, "dont {number}"),
            Self::Script => f.pad("script"),
            Self::Exceptions => f.pad("exceptions"),
            Self::Empowerments => f.pad("empowerment"),
            Self::Evidence => f.pad("evidence"),
            Self::Owner => f.pad("owner"),
            Self::ReviewOn => f.pad("review on"),
            Self::Record => f.pad("record"),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One thing that the checks found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's name, such as `vague-time`.
    pub rule: &'static str,
    /// The label in line-by-line output, such as `vague_time`.
    pub label: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// The bytes of that field's text that it is about; empty for a finding about the record.
    pub range: Range<usize>,
    /// The words themselves.
    pub text: String,
    /// The sentence they stand in; for a finding about the record, the part that it is about.
    pub sentence: String,
    /// Why it matters, in one sentence.
    pub why: String,
    /// What to answer, with blanks.
    pub question: String,
    /// What may be put in their place.
    pub fix: Option<String>,
    /// Whether it is kept on purpose.
    pub waived: bool,
    /// The language of the translation it stands in; none for the source text and the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether a rule about the record found it, and no rule of wording.
    #[serde(skip)]
    pub is_about_record: bool,
}

impl Finding {
    /// Returns the sentence in the form by which waivers know it.
    pub fn waiver_key(&self) -> String {
        sentence_key(&self.sentence)
    }

    /// Tells whether a waiver keeps this finding on purpose. A waiver without a sentence keeps
    /// every finding of its rule about the record.
    pub fn is_kept_by(&self, waiver: &Waiver) -> bool {
        let whole_record = self.is_about_record && waiver.sentence.is_empty();
        waiver.covers(self.rule, &self.sentence) || (whole_record && waiver.rule == self.rule)
    }
}

/// Returns the findings that stand in the way of approval: must fix, and not waived.
pub fn must_fix_open(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::MustFix && !finding.waived)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_field_reads_back_as_itself() {
        for (kind, _) in FieldKind::WORDS {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("heading".parse::<FieldKind>().is_err());
    }
}
