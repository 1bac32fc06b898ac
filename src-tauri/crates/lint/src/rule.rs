//! What a rule is: a name, a weight, a guide, and a check.

use std::ops::Range;

use handbook::{Language, Standard};
use serde::Serialize;

use crate::en::reading::Sentence;
use crate::finding::{FieldKind, Finding, Place, Severity};
use crate::tables;

/// A rule: its guide is its heading, its help and its tests.
pub struct Rule {
    /// Its name, such as `vague-time`.
    pub id: &'static str,
    /// Its label in line-by-line output.
    pub label: &'static str,
    /// Its rank: 1 matters most.
    pub rank: u8,
    /// How much its findings matter.
    pub severity: Severity,
    /// Its guide, in Markdown.
    pub guide: &'static str,
    /// How it looks.
    pub check: Check,
}

/// How a rule looks at a sentence in a language that is read by its tables.
pub type Tables = fn(&tables::Sentence<'_>, &mut Found);

/// How a rule looks at a draft.
pub enum Check {
    /// At each sentence of these kinds of field.
    Wording(
        &'static [FieldKind],
        fn(&Sentence<'_>, &mut Found),
        Option<Tables>,
    ),
    /// At the fields together, whatever the language.
    Record(fn(&Standard, &mut Findings)),
    /// At the handbook's own word list.
    OwnWords,
}

/// Faults found in one sentence.
#[derive(Default)]
pub struct Found {
    /// The faults, in the order in which they were found.
    pub faults: Vec<Fault>,
}

/// One fault in a sentence.
pub struct Fault {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Why it matters.
    pub why: String,
    /// What to answer.
    pub question: String,
    /// How much it matters, where that differs from the rule's own weight.
    pub severity: Option<Severity>,
}

impl Found {
    /// Adds a fault.
    pub fn add(&mut self, range: Range<usize>, why: &str, question: &str) {
        self.faults.push(Fault {
            range,
            why: why.to_string(),
            question: question.to_string(),
            severity: None,
        });
    }
}

/// Findings about a whole standard.
pub struct Findings {
    rule: &'static str,
    label: &'static str,
    severity: Severity,
    /// The findings.
    pub list: Vec<Finding>,
}

impl Findings {
    /// Starts an empty list for one rule.
    pub fn of(rule: &Rule) -> Self {
        Self {
            rule: rule.id,
            label: rule.label,
            severity: rule.severity,
            list: Vec::new(),
        }
    }

    /// Adds a finding about a field or about the whole record; the text tells it from the
    /// rule's other findings about this place.
    pub fn add(
        &mut self,
        place: Place,
        text: String,
        why: String,
        question: String,
        fix: Option<String>,
    ) {
        self.add_at(place, 0..0, text, why, question, fix);
    }

    /// Adds a finding about some bytes of a field's text.
    pub fn add_at(
        &mut self,
        place: Place,
        range: Range<usize>,
        text: String,
        why: String,
        question: String,
        fix: Option<String>,
    ) {
        self.list.push(Finding {
            rule: self.rule,
            label: self.label,
            severity: self.severity,
            place,
            range,
            sentence: part_of(place, &text),
            text,
            why,
            question,
            fix,
            waived: false,
            language: None,
            is_about_record: true,
        });
    }

    /// Says that the last finding stands in a translation.
    pub fn in_language(&mut self, language: Language) {
        if let Some(last) = self.list.last_mut() {
            last.language = Some(language);
        }
    }
}

/// Names the part of the record that a finding is about: the field's name, and its value where
/// the field has one.
fn part_of(place: Place, text: &str) -> String {
    let name = place.to_string();
    let is_whole = matches!(
        place,
        Place::Measure
            | Place::Evidence
            | Place::Owner
            | Place::ReviewOn
            | Place::Exceptions
            | Place::Empowerments
    );
    if is_whole || text.is_empty() {
        return name;
    }
    format!("{name} {text}")
}

/// A rule as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleDescription {
    /// Its name.
    pub id: &'static str,
    /// Its label in line-by-line output.
    pub label: &'static str,
    /// Its rank.
    pub rank: u8,
    /// How much its findings matter.
    pub severity: Severity,
    /// Its heading.
    pub title: &'static str,
    /// Why it matters.
    pub help: String,
    /// What it asks.
    pub question: &'static str,
    /// Examples that it flags; the emphasis marks what.
    pub flagged: Vec<&'static str>,
    /// Examples that it accepts.
    pub accepted: Vec<&'static str>,
}

/// Reads a rule's guide: heading, help, question, flagged and accepted examples.
pub fn describe(rule: &Rule) -> RuleDescription {
    let (head, rest) = rule
        .guide
        .split_once("## Flagged")
        .unwrap_or((rule.guide, ""));
    let (flagged, accepted) = rest.split_once("## Accepted").unwrap_or((rest, ""));
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let title = lines.next().unwrap_or_default().trim_start_matches("# ");
    let lines: Vec<&'static str> = lines.collect();
    let (question, help) = lines
        .split_last()
        .map_or(("", &[][..]), |(last, help)| (*last, help));
    RuleDescription {
        id: rule.id,
        label: rule.label,
        rank: rule.rank,
        severity: rule.severity,
        title,
        help: help.join(" "),
        question,
        flagged: quotes(flagged),
        accepted: quotes(accepted),
    }
}

fn quotes(part: &'static str) -> Vec<&'static str> {
    part.lines()
        .filter_map(|line| line.trim().strip_prefix("> "))
        .collect()
}
