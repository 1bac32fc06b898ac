//! The shapes that the interface receives; `ui/src/core/views.ts` is generated from them.

use std::ops::Range;

use handbook::Handbook;
use serde::Serialize;
use workflow::{Finding, StandardRow};

/// The Write screen: a handbook's standards by section, each with what the checks found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteView {
    /// The handbook's title.
    pub title: String,
    /// The language in which standards are written first, as a language tag.
    pub language: String,
    /// The sections in their order; none is empty.
    pub sections: Vec<SectionView>,
}

/// The standards of one section.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SectionView {
    /// The section's title; empty for standards that have none.
    pub title: String,
    /// Its standards in their order.
    pub standards: Vec<StandardView>,
}

/// One standard as it stands in the draft.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StandardView {
    /// Its identity.
    pub id: String,
    /// Its code, such as `PH-03`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How binding it is.
    pub force: Force,
    /// Whether its text is approved.
    pub approval: Approval,
    /// The last revision's number, where there is one.
    pub revision: Option<u32>,
    /// The statement, cut where findings begin and end.
    pub statement: Vec<Passage>,
    /// What the checks found; the first to fix come first.
    pub findings: Vec<FindingView>,
}

/// How binding a standard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Must be done.
    Must,
    /// Should be done.
    Should,
    /// Must never be done.
    Never,
}

/// How far a text is from being approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Approval {
    /// Never approved so far.
    Draft,
    /// Approved once and changed since.
    Changed,
    /// The text is the last revision's.
    Approved,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Stands in the way of approval.
    MustFix,
    /// Needs a good reason to stay.
    ShouldFix,
    /// Worth a thought.
    Consider,
}

/// A run of the statement's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Passage {
    /// The text.
    pub text: String,
    /// The findings on it, as positions in the standard's list.
    pub findings: Vec<usize>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindingView {
    /// How much it matters.
    pub severity: Severity,
    /// The words it is about, or the name of what is missing.
    pub phrase: String,
    /// Whether the phrase stands in the text.
    pub is_quoted: bool,
    /// The field it is about; none when it is about the standard as a whole.
    pub field: Option<String>,
    /// Why it matters, in one sentence.
    pub why: String,
    /// What to ask oneself.
    pub question: String,
    /// Whether it is kept on purpose.
    pub is_waived: bool,
}

impl WriteView {
    /// Shows `rows` by section: in the handbook's order, then in that of their first standard.
    pub fn new(handbook: &Handbook, rows: Vec<StandardRow>) -> Self {
        let mut sections: Vec<SectionView> = Vec::new();
        for row in rows {
            let title = row.section.clone();
            let standard = StandardView::from(row);
            match sections.iter_mut().find(|section| section.title == title) {
                Some(section) => section.standards.push(standard),
                None => sections.push(SectionView {
                    title,
                    standards: vec![standard],
                }),
            }
        }
        let place =
            |section: &SectionView| handbook.sections.iter().position(|s| *s == section.title);
        sections.sort_by_key(|section| place(section).unwrap_or(usize::MAX));
        Self {
            title: handbook.title.clone(),
            language: handbook.source_language().to_string(),
            sections,
        }
    }
}

impl From<StandardRow> for StandardView {
    fn from(row: StandardRow) -> Self {
        let mut found = row.findings;
        found.sort_by_key(|finding| (finding.waived, finding.severity));
        Self {
            id: row.id.to_string(),
            code: row.code.to_string(),
            title: row.title,
            force: row.force.into(),
            approval: approval(row.is_approved, row.last_revision),
            revision: row.last_revision,
            statement: passages(&row.statement, &found),
            findings: found.into_iter().map(FindingView::from).collect(),
        }
    }
}

impl From<Finding> for FindingView {
    fn from(finding: Finding) -> Self {
        let place = finding.place.to_string();
        Self {
            severity: finding.severity.into(),
            is_quoted: !finding.range.is_empty(),
            phrase: finding.text,
            field: (place != "record").then_some(place),
            why: finding.why,
            question: finding.question,
            is_waived: finding.waived,
        }
    }
}

impl From<handbook::Force> for Force {
    fn from(force: handbook::Force) -> Self {
        match force {
            handbook::Force::Must => Self::Must,
            handbook::Force::Should => Self::Should,
            handbook::Force::Never => Self::Never,
        }
    }
}

impl From<workflow::Severity> for Severity {
    fn from(severity: workflow::Severity) -> Self {
        match severity {
            workflow::Severity::MustFix => Self::MustFix,
            workflow::Severity::ShouldFix => Self::ShouldFix,
            workflow::Severity::Consider => Self::Consider,
        }
    }
}

fn approval(is_approved: bool, last_revision: Option<u32>) -> Approval {
    match (is_approved, last_revision) {
        (true, _) => Approval::Approved,
        (false, Some(_)) => Approval::Changed,
        (false, None) => Approval::Draft,
    }
}

/// Cuts `statement` at the ends of the findings that are about it; the pieces join to the whole.
fn passages(statement: &str, findings: &[Finding]) -> Vec<Passage> {
    let spans: Vec<_> = findings
        .iter()
        .map(|finding| span_in(statement, finding))
        .collect();
    cut(statement, &spans)
}

fn cut(statement: &str, spans: &[Option<Range<usize>>]) -> Vec<Passage> {
    let mut cuts = vec![0, statement.len()];
    cuts.extend(spans.iter().flatten().flat_map(|s| [s.start, s.end]));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| Passage {
            text: statement[cut[0]..cut[1]].to_string(),
            findings: covering(spans, cut[0]),
        })
        .collect()
}

/// Returns the finding's span when it is about the statement and falls on whole characters.
fn span_in(statement: &str, finding: &Finding) -> Option<Range<usize>> {
    let span = finding.range.clone();
    let is_here = finding.place.to_string() == "statement" && !span.is_empty();
    (is_here && statement.get(span.clone()).is_some()).then_some(span)
}

fn covering(spans: &[Option<Range<usize>>], at: usize) -> Vec<usize> {
    let covers = |span: &Option<Range<usize>>| span.as_ref().is_some_and(|s| s.contains(&at));
    spans
        .iter()
        .enumerate()
        .filter(|(_, span)| covers(span))
        .map(|(index, _)| index)
        .collect()
}

#[cfg(test)]
mod tests {
    use ts_rs::{Config, TS};

    use super::*;
    use crate::problems::{Problem, ProblemCode};

    const TYPESCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/core/views.ts");

    const HEAD: &str = "// Generated from src-tauri/src/views.rs and problems.rs; a test fails when it is stale.\n";

    #[test]
    fn the_interface_has_the_types_that_the_shell_sends() {
        let due = typescript();
        if std::env::var_os("WRITE_VIEWS").is_some() {
            std::fs::write(TYPESCRIPT, &due).unwrap();
        }
        let found = std::fs::read_to_string(TYPESCRIPT).unwrap();
        assert!(
            found == due,
            "ui/src/core/views.ts is stale; write it again: WRITE_VIEWS=1 cargo test --lib views"
        );
    }

    fn typescript() -> String {
        let config = Config::default();
        let types = [
            WriteView::decl(&config),
            SectionView::decl(&config),
            StandardView::decl(&config),
            Passage::decl(&config),
            FindingView::decl(&config),
            Force::decl(&config),
            Approval::decl(&config),
            Severity::decl(&config),
            Problem::decl(&config),
            ProblemCode::decl(&config),
        ];
        let mut text = String::from(HEAD);
        for declaration in types {
            text.push_str("\nexport ");
            for line in declaration.lines() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        text
    }

    #[test]
    fn the_passages_of_a_statement_join_to_the_statement() {
        let statement = "Reply soon, ఎప్పుడూ.";
        let spans = [Some(6..10), Some(0..10), None];
        let pieces = cut(statement, &spans);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, statement);
        let found: Vec<_> = pieces
            .iter()
            .map(|p| (p.text.as_str(), p.findings.clone()))
            .collect();
        assert_eq!(
            found,
            [
                ("Reply ", vec![1]),
                ("soon", vec![0, 1]),
                (", ఎప్పుడూ.", vec![])
            ]
        );
    }
}
