//! `check --jsonl`: texts in, findings out, one JSON object a line, streaming.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write, stdin};
use std::path::Path;

use anyhow::{Context, Result};
use handbook::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use workflow::{FieldKind, Finding};

use crate::output::{Answer, out};

#[derive(Deserialize)]
struct Text {
    id: Value,
    lang: Language,
    field: String,
    text: String,
}

#[derive(Serialize)]
struct Answered {
    id: Value,
    findings: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    rule: &'static str,
    label: &'static str,
    severity: workflow::Severity,
    start: usize,
    end: usize,
    text: String,
    why: String,
    question: String,
    fix: Option<String>,
}

pub fn run(file: &Path) -> Result<Answer> {
    let input: Box<dyn Read> = if file == Path::new("-") {
        Box::new(stdin())
    } else {
        Box::new(File::open(file).with_context(|| format!("{} cannot be read", file.display()))?)
    };
    let mut input = BufReader::new(input);
    let (mut out, mut line) = (out(), Vec::new());
    for number in 1u64.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text: Text = serde_json::from_slice(&line).with_context(|| format!("line {number}"))?;
        let kind: FieldKind = text
            .field
            .parse()
            .with_context(|| format!("line {number}"))?;
        serde_json::to_writer(&mut out, &answer(text, kind))?;
        out.write_all(b"\n")?;
        // A program at the other end may wait for this answer before it asks again.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(Answer::Fine)
}

fn answer(text: Text, kind: FieldKind) -> Answered {
    let findings = workflow::check_text(kind, text.lang, &text.text);
    Answered {
        id: text.id,
        findings: findings.into_iter().map(row).collect(),
    }
}

fn row(finding: Finding) -> Row {
    Row {
        rule: finding.rule,
        label: finding.label,
        severity: finding.severity,
        start: finding.range.start,
        end: finding.range.end,
        text: finding.text,
        why: finding.why,
        question: finding.question,
        fix: finding.fix,
    }
}
