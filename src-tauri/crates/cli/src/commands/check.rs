//! `check`: all findings of a workspace, as text, JSON or SARIF.

use std::io::Write;

use anyhow::Result;
use handbook::Code;
use serde::Serialize;
use workflow::{Checked, Finding, Severity};

use super::{jsonl, open, sarif};
use crate::args::{self, CheckFormat};
use crate::output::{Answer, Paint, count, json, out, paint};

pub fn run(check: &args::Check) -> Result<Answer> {
    if let Some(file) = &check.jsonl {
        return jsonl::run(file);
    }
    let path = check
        .workspace
        .as_ref()
        .expect("required unless --jsonl is given");
    let codes: Vec<Code> = check
        .codes
        .iter()
        .map(|code| Code::from(code.as_str()))
        .collect();
    let checked = workflow::check(&open(path)?, &codes)?;
    match check.format {
        CheckFormat::Sarif => json(&sarif::log(path, &checked))?,
        CheckFormat::Json => json(&rows(&checked))?,
        CheckFormat::Text if check.json => json(&rows(&checked))?,
        CheckFormat::Text => print(&checked)?,
    }
    let must_fix = open_findings(&checked).filter(|finding| finding.severity == Severity::MustFix);
    Ok(Answer::when(must_fix.count() == 0))
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a Code,
    title: &'a str,
    findings: &'a [Finding],
}

fn rows(checked: &[Checked]) -> Vec<Row<'_>> {
    checked
        .iter()
        .map(|checked| Row {
            code: &checked.draft.standard.code,
            title: &checked.draft.standard.title,
            findings: &checked.findings,
        })
        .collect()
}

fn open_findings(checked: &[Checked]) -> impl Iterator<Item = &Finding> {
    checked
        .iter()
        .flat_map(|checked| &checked.findings)
        .filter(|finding| !finding.waived)
}

fn print(checked: &[Checked]) -> Result<()> {
    let mut out = out();
    for Checked { draft, findings } in checked {
        let standard = &draft.standard;
        if findings.iter().all(|finding| finding.waived) {
            continue;
        }
        writeln!(
            out,
            "{}  {}",
            paint(Paint::Bold, &standard.code.0),
            standard.title
        )?;
        for finding in findings.iter().filter(|finding| !finding.waived) {
            print_finding(&mut out, finding)?;
        }
        writeln!(out)?;
    }
    let number = |severity| {
        open_findings(checked)
            .filter(|f| f.severity == severity)
            .count()
    };
    let (must, should) = (number(Severity::MustFix), number(Severity::ShouldFix));
    let consider = number(Severity::Consider);
    let standards = count(checked.len(), "standard");
    writeln!(
        out,
        "{standards}: {must} must fix, {should} should fix, {consider} consider."
    )?;
    Ok(out.flush()?)
}

fn print_finding(out: &mut impl Write, finding: &Finding) -> Result<()> {
    let severity = match finding.severity {
        Severity::MustFix => paint(Paint::Red, "Must fix  "),
        Severity::ShouldFix => paint(Paint::Yellow, "Should fix"),
        Severity::Consider => paint(Paint::Dim, "Consider  "),
    };
    let phrase = if finding.text.is_empty() {
        String::new()
    } else {
        format!("“{}” ", finding.text)
    };
    let rule = paint(Paint::Dim, &format!("({})", finding.rule));
    writeln!(out, "  {severity}  {}: {phrase}{rule}", finding.place)?;
    writeln!(out, "              {} {}", finding.why, finding.question)?;
    if let Some(fix) = &finding.fix {
        writeln!(out, "              Suggestion: {fix}")?;
    }
    Ok(())
}
