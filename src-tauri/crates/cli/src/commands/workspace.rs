//! Workspaces: making, filling, searching, checking and copying them.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use workflow::{ImportReport, NewHandbook, Refused, Report};

use super::open;
use crate::args;
use crate::machine::{user, with_now};
use crate::output::{Answer, Paint, count, json, out, paint, spinner};
use crate::say;

pub fn new(new: &args::New) -> Result<Answer> {
    let actor = new.by.clone().unwrap_or_else(user);
    let wish = NewHandbook {
        title: &new.title,
        organisation: &new.organisation,
        language: new.lang,
        starters: &new.starters,
        actor: &actor,
    };
    let workspace = with_now(|now| workflow::new_workspace(&new.workspace, &wish, now))?;
    let standards = workspace.outline()?.len();
    say!(
        "Made {} with {}.",
        new.workspace.display(),
        count(standards, "standard")
    );
    Ok(Answer::Fine)
}

pub fn starters(as_json: bool) -> Result<Answer> {
    let starters = workflow::starters();
    if as_json {
        json(&starters)?;
        return Ok(Answer::Fine);
    }
    let mut out = out();
    for starter in starters {
        writeln!(
            out,
            "{:<18} {:>3} standards  {}",
            starter.name, starter.standards, starter.title
        )?;
    }
    out.flush()?;
    Ok(Answer::Fine)
}

pub fn import(import: &args::Import) -> Result<Answer> {
    let mut workspace = open(&import.workspace)?;
    let map = import.map.as_deref().map(read_map).transpose()?;
    let actor = import.by.clone().unwrap_or_else(user);
    let bar = spinner();
    let report = with_now(|now| {
        workflow::import(
            &mut workspace,
            &import.sources,
            map,
            &actor,
            import.dry_run,
            now,
        )
    });
    bar.finish_and_clear();
    let report = report?;
    if import.json {
        json(&report)?
    } else {
        print_import(&report, import.dry_run)?
    }
    Ok(Answer::when(
        report.refused.is_empty() || !report.taken.is_empty(),
    ))
}

fn read_map(path: &Path) -> Result<workflow::ColumnMap> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(workflow::read_map(&text)?)
}

fn print_import(report: &ImportReport, is_dry: bool) -> Result<()> {
    let mut out = out();
    for taken in &report.taken {
        writeln!(
            out,
            "{}  {}  {}",
            paint(Paint::Bold, &taken.code.0),
            taken.title,
            paint(Paint::Dim, &taken.place)
        )?;
        for remark in &taken.remarks {
            writeln!(
                out,
                "    kept among the references, because it was not understood: {remark}"
            )?;
        }
    }
    print_left(&mut out, "left as it is", &report.unchanged)?;
    print_left(&mut out, "not taken", &report.refused)?;
    if !report.unused_columns.is_empty() {
        writeln!(
            out,
            "columns that fill no field: {}",
            report.unused_columns.join(", ")
        )?;
    }
    let verb = if is_dry {
        "would be taken in; nothing was changed"
    } else {
        "taken in"
    };
    let taken = count(report.taken.len(), "standard");
    let (same, refused) = (report.unchanged.len(), report.refused.len());
    writeln!(
        out,
        "{taken} {verb}; {same} unchanged; {refused} not taken."
    )?;
    Ok(out.flush()?)
}

fn print_left(out: &mut impl Write, what: &str, rows: &[Refused]) -> Result<()> {
    for Refused { place, reason } in rows {
        writeln!(out, "{}  {place}: {reason}", paint(Paint::Yellow, what))?;
    }
    Ok(())
}

pub fn export_drafts(path: &Path, folder: &Path) -> Result<Answer> {
    let files = workflow::export_drafts(&open(path)?, folder)?;
    say!(
        "Wrote {} into {}.",
        count(files.len(), "file"),
        folder.display()
    );
    Ok(Answer::Fine)
}

pub fn doctor(path: &Path, as_json: bool) -> Result<Answer> {
    let report = workflow::doctor(path)?;
    let faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    if as_json {
        json(&serde_json::json!({
            "is_sound": report.is_sound(),
            "faults": faults,
            "drafts": report.drafts,
            "revisions": report.revisions,
            "editions": report.editions,
            "entries": report.entries,
        }))?;
    } else {
        print_report(path, &report, &faults)?;
    }
    Ok(Answer::when(report.is_sound()))
}

fn print_report(path: &Path, report: &Report, faults: &[String]) -> Result<()> {
    let mut out = out();
    let readable = [
        count(report.drafts.len(), "draft"),
        count(report.revisions.len(), "revision"),
        count(report.editions.len(), "edition"),
        format!(
            "{} of the record",
            count(report.entries as usize, "entry").replace("entrys", "entries")
        ),
    ];
    if report.is_sound() {
        writeln!(out, "{} is sound: {}.", path.display(), readable.join(", "))?;
        return Ok(out.flush()?);
    }
    writeln!(out, "{} is damaged:", path.display())?;
    faults
        .iter()
        .try_for_each(|fault| writeln!(out, "  {fault}"))?;
    writeln!(out, "What can be saved: {}.", readable.join(", "))?;
    writeln!(
        out,
        "Take the last good backup, or save the drafts with “plumbline export-drafts”."
    )?;
    Ok(out.flush()?)
}

pub fn backup(path: &Path, copy: &Path) -> Result<Answer> {
    let bar = spinner();
    let copied = workflow::backup(path, copy, &mut |done, total| {
        bar.set_message(format!("{done} of {total} pages"));
        true
    });
    bar.finish_and_clear();
    copied.map_err(workflow::Error::from)?;
    say!("Copied {} to {}.", path.display(), copy.display());
    Ok(Answer::Fine)
}

pub fn search(path: &Path, query: &str, limit: usize, as_json: bool) -> Result<Answer> {
    let hits = open(path)?
        .search(query, limit)
        .map_err(workflow::Error::from)?;
    if as_json {
        json(&hits)?;
        return Ok(Answer::Fine);
    }
    let mut out = out();
    for hit in hits {
        writeln!(out, "{}  {}", paint(Paint::Bold, &hit.code.0), hit.title)?;
        let (found, snippet) = (paint(Paint::Bold, &hit.snippet.found), &hit.snippet);
        writeln!(out, "    {}{found}{}", snippet.before, snippet.after)?;
    }
    out.flush()?;
    Ok(Answer::Fine)
}
