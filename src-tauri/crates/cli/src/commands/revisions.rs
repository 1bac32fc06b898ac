//! Approving, waiving and looking back.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use handbook::{Change, Code, FieldDifference, PieceKind, Revision, StandardId};
use workflow::{ApprovalOrder, Workspace};

use super::open;
use crate::args;
use crate::machine::{user, with_now};
use crate::output::{Answer, Paint, count, json, out, paint};
use crate::say;

pub fn approve(approve: &args::Approve) -> Result<Answer> {
    let mut workspace = open(&approve.workspace)?;
    let order = ApprovalOrder {
        by: approve.by.clone(),
        author: approve.author.clone().unwrap_or_else(|| approve.by.clone()),
        note: approve.note.clone(),
        change: if approve.editorial {
            Change::Editorial
        } else {
            Change::Material
        },
    };
    let ids: Vec<StandardId> = match approve.ready {
        true => {
            let ready = workflow::unapproved(&workspace)?.ready;
            ready.iter().map(|draft| draft.standard.id).collect()
        }
        false => {
            let ids = approve.codes.iter().map(|code| id_of(&workspace, code));
            ids.collect::<Result<_>>()?
        }
    };
    if approve.ready && ids.is_empty() {
        return Err(workflow::Error::NothingToApprove.into());
    }
    let revisions = with_now(|now| workflow::approve(&mut workspace, &ids, &order, now))?;
    if approve.json {
        json(&revisions)?;
        return Ok(Answer::Fine);
    }
    let mut out = out();
    for revision in &revisions {
        writeln!(
            out,
            "{}  revision {}  {}",
            revision.standard.code, revision.number, revision.standard.title
        )?;
    }
    writeln!(
        out,
        "{} approved by {}.",
        count(revisions.len(), "standard"),
        order.by
    )?;
    out.flush()?;
    Ok(Answer::Fine)
}

pub fn waive(waive: &args::Waive) -> Result<Answer> {
    let mut workspace = open(&waive.workspace)?;
    let args::Waive {
        code,
        rule,
        reason,
        by,
        ..
    } = waive;
    let id = id_of(&workspace, code)?;
    let kept = with_now(|now| workflow::waive(&mut workspace, id, rule, None, reason, by, now))?;
    say!(
        "{} of {rule} in {code} kept on purpose.",
        count(kept, "finding")
    );
    Ok(Answer::Fine)
}

pub fn history(path: &Path, code: &str, as_json: bool) -> Result<Answer> {
    let workspace = open(path)?;
    let revisions = workflow::history(&workspace, id_of(&workspace, code)?)?;
    if as_json {
        json(&revisions)?;
        return Ok(Answer::Fine);
    }
    if revisions.is_empty() {
        say!("{code} was never approved.");
    }
    let mut out = out();
    revisions
        .iter()
        .rev()
        .try_for_each(|revision| print_revision(&mut out, revision))?;
    out.flush()?;
    Ok(Answer::Fine)
}

fn print_revision(out: &mut impl Write, revision: &Revision) -> Result<()> {
    let Revision {
        number,
        change,
        approver,
        author,
        approved_at,
        note,
        digest,
        ..
    } = revision;
    let number = paint(Paint::Bold, &format!("Revision {number}"));
    writeln!(
        out,
        "{number}  {change}  approved {approved_at} by {approver}, written by {author}"
    )?;
    if !note.is_empty() {
        writeln!(out, "    {note}")?;
    }
    writeln!(out, "    sha256 {digest}")?;
    Ok(())
}

pub fn diff(
    path: &Path,
    code: &str,
    from: Option<u32>,
    to: Option<u32>,
    as_json: bool,
) -> Result<Answer> {
    let workspace = open(path)?;
    let fields = workflow::diff(&workspace, id_of(&workspace, code)?, from, to)?;
    if as_json {
        json(&fields)?;
        return Ok(Answer::Fine);
    }
    if fields.is_empty() {
        say!("No difference.");
    }
    let mut out = out();
    for FieldDifference { field, pieces } in fields {
        let words: String = pieces
            .iter()
            .map(|piece| mark(piece.kind, &piece.text))
            .collect();
        writeln!(
            out,
            "{}\n    {}",
            paint(Paint::Bold, &field),
            words.replace('\n', "\n    ")
        )?;
    }
    out.flush()?;
    Ok(Answer::Fine)
}

/// Marks words that went and came, with brackets too, since colour may be missing.
fn mark(kind: PieceKind, text: &str) -> String {
    match kind {
        PieceKind::Same => text.to_string(),
        PieceKind::Deleted => paint(Paint::Red, &format!("[-{text}-]")),
        PieceKind::Inserted => paint(Paint::Green, &format!("{{+{text}+}}")),
    }
}

pub fn restore(path: &Path, code: &str, revision: u32, by: Option<String>) -> Result<Answer> {
    let mut workspace = open(path)?;
    let actor = by.unwrap_or_else(user);
    let id = id_of(&workspace, code)?;
    with_now(|now| workflow::restore(&mut workspace, id, revision, &actor, now))?;
    say!("The draft of {code} is the text of revision {revision} again.");
    Ok(Answer::Fine)
}

pub fn retire(path: &Path, code: &str, by: Option<String>) -> Result<Answer> {
    let mut workspace = open(path)?;
    let actor = by.unwrap_or_else(user);
    let id = id_of(&workspace, code)?;
    with_now(|now| workflow::retire(&mut workspace, id, &actor, now))?;
    say!("{code} is retired: the next edition leaves it out, and its history stays.");
    Ok(Answer::Fine)
}

fn id_of(workspace: &Workspace, code: &str) -> Result<StandardId> {
    let draft = workflow::draft_with_code(workspace, &Code::from(code))?;
    Ok(draft.standard.id)
}
