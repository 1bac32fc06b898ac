//! An edition as tables for other programs: CSV for spreadsheets, JSON for everything else.

use handbook::{Edition, Revision, Sheet, Standard};
use serde::Serialize;

/// Writes one row per standard as CSV (RFC 4180), every field in quotation marks. A field that a
/// spreadsheet would take for a formula is preceded by an apostrophe.
pub fn csv(edition: &Edition) -> String {
    let heads = COLUMNS.iter().map(|(name, _)| name.to_string()).collect();
    let rows = edition
        .revisions
        .iter()
        .map(|revision| COLUMNS.iter().map(|(_, cell)| cell(revision)).collect());
    csv_of(std::iter::once(heads).chain(rows))
}

/// Writes rows of one length as CSV, every field in quotation marks and none a formula.
pub(crate) fn csv_of(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        let row = row.into_iter().map(harmless);
        writer
            .write_record(row)
            .expect("rows of one length, written to memory");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("strings joined by ASCII are UTF-8")
}

/// Writes the edition's sheet and all its texts as JSON.
pub fn json(edition: &Edition) -> String {
    #[derive(Serialize)]
    struct Whole<'a> {
        sheet: Sheet,
        standards: Vec<&'a Standard>,
    }
    let whole = Whole {
        sheet: edition.sheet(),
        standards: edition.revisions.iter().map(|r| &r.standard).collect(),
    };
    let mut text = serde_json::to_string_pretty(&whole).expect("an edition is plain data");
    text.push('\n');
    text
}

type Column = (&'static str, fn(&Revision) -> String);

const COLUMNS: [Column; 40] = [
    ("code", |r| r.standard.code.to_string()),
    ("title", |r| r.standard.title.clone()),
    ("force", |r| r.standard.force.to_string()),
    ("kind", |r| r.standard.kind.to_string()),
    ("section", |r| r.standard.section.clone()),
    ("stage", |r| written(r.standard.stage)),
    ("channels", |r| joined(&r.standard.channels, "; ")),
    ("actor", |r| r.standard.actor.to_string()),
    ("audience", |r| joined(&r.standard.audience, "; ")),
    ("statement", |r| r.standard.statement.clone()),
    ("starts_when", |r| r.standard.starts_when.clone()),
    ("respond_within", |r| written(r.standard.respond_within)),
    ("resolve_within", |r| written(r.standard.resolve_within)),
    ("late_after", |r| written(r.standard.late_after)),
    ("measure_bound", |r| measure(r, |m| m.bound.to_string())),
    ("measure_percent", |r| measure(r, |m| m.percent.to_string())),
    ("measure_cases", |r| measure(r, |m| m.cases.clone())),
    ("measure_done", |r| measure(r, |m| m.done.clone())),
    ("measure_within", |r| measure(r, |m| written(m.within))),
    ("measure_per", |r| measure(r, |m| written(m.per))),
    ("measure_source", |r| measure(r, |m| m.source.clone())),
    ("steps", |r| joined(&steps(&r.standard), "\n")),
    ("exceptions", |r| joined(&exceptions(&r.standard), "\n")),
    ("empowerment", |r| joined(&empowerment(&r.standard), "\n")),
    ("escalation_to", |r| {
        written(r.standard.escalation.as_ref().map(|e| &e.to))
    }),
    ("escalation_after", |r| {
        written(r.standard.escalation.as_ref().and_then(|e| e.after))
    }),
    ("do", |r| joined(&r.standard.dos, "\n")),
    ("dont", |r| joined(&r.standard.donts, "\n")),
    ("script", |r| r.standard.script.clone()),
    ("evidence", |r| joined(&evidence(&r.standard), "\n")),
    ("owner", |r| r.standard.owner.to_string()),
    ("review_on", |r| written(r.standard.review_on)),
    ("references", |r| joined(&r.standard.references, "\n")),
    ("languages", |r| {
        let languages: Vec<_> = r.standard.translations.keys().collect();
        joined(&languages, "; ")
    }),
    ("revision", |r| r.number.to_string()),
    ("approver", |r| r.approver.clone()),
    ("approved_at", |r| r.approved_at.to_string()),
    ("change", |r| r.change.to_string()),
    ("sha256", |r| r.digest.to_string()),
    ("id", |r| r.id().to_string()),
];

/// Disarms what a spreadsheet would calculate.
fn harmless(field: String) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        return format!("'{field}");
    }
    field
}

fn written(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn joined(values: &[impl ToString], between: &str) -> String {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    texts.join(between)
}

fn measure(revision: &Revision, part: impl Fn(&handbook::Measure) -> String) -> String {
    let measure = revision.standard.measure.as_ref();
    measure.map(part).unwrap_or_default()
}

fn steps(standard: &Standard) -> Vec<String> {
    let numbered = standard.steps.iter().zip(1..);
    numbered
        .map(|(step, number)| {
            let notes: Vec<String> = [written(step.actor.as_ref()), written(step.time)]
                .into_iter()
                .filter(|note| !note.is_empty())
                .collect();
            match notes.is_empty() {
                true => format!("{number}. {}", step.text),
                false => format!("{number}. {} ({})", step.text, notes.join(", ")),
            }
        })
        .collect()
}

fn exceptions(standard: &Standard) -> Vec<String> {
    let all = standard.exceptions.iter();
    all.map(|e| format!("{}: {}", e.when, e.holds)).collect()
}

fn empowerment(standard: &Standard) -> Vec<String> {
    let all = standard.empowerment.iter();
    all.map(|e| match e.up_to.as_str() {
        "" => format!("{}: {}", e.who, e.may),
        limit => format!("{}: {} ({limit})", e.who, e.may),
    })
    .collect()
}

fn evidence(standard: &Standard) -> Vec<String> {
    let all = standard.evidence.iter();
    all.map(|e| format!("{} {} {}: {}", e.kind, written(e.on), e.sample, e.learnt))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::sample;

    fn rows(text: &str) -> Vec<csv::StringRecord> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.records().collect::<Result<_, _>>().expect("CSV")
    }

    #[test]
    fn a_standard_is_one_row_whatever_its_text_holds() {
        let mut edition = sample::edition();
        edition.revisions[0].standard.title = "Say \"hello\",\nthen wait".to_string();
        let text = csv(&edition);
        let rows = rows(&text);
        assert_eq!(rows.len(), edition.revisions.len());
        assert_eq!(&rows[0][1], "Say \"hello\",\nthen wait");
        assert!(text.starts_with("\"code\",\"title\",") && text.ends_with("\"\r\n"));
    }

    #[test]
    fn no_field_becomes_a_formula() {
        for start in ["=", "+", "-", "@", "\t", "\r", "\n"] {
            let mut edition = sample::edition();
            edition.revisions[0].standard.title = format!("{start}cmd|' /C calc'!A0");
            let guarded = format!("'{start}cmd|' /C calc'!A0");
            assert_eq!(&rows(&csv(&edition))[0][1], guarded);
        }
    }

    #[test]
    fn the_json_holds_the_sheet_and_every_text() {
        let edition = sample::edition();
        let value: serde_json::Value = serde_json::from_str(&json(&edition)).expect("JSON");
        assert_eq!(value["sheet"]["number"], edition.number);
        let read: Vec<Standard> =
            serde_json::from_value(value["standards"].clone()).expect("standards");
        let texts = edition.revisions.iter().map(|r| r.standard.clone());
        assert_eq!(read, texts.collect::<Vec<_>>());
    }
}
