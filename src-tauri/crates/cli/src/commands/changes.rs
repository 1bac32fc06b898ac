//! `changes`: what changed for a branch, in full or, where that is long, a line for each.

use std::path::Path;

use anyhow::{Context, Result};
use handbook::{Piece, PieceKind, WhatChanged};
use jiff::{Timestamp, Zoned};
use workflow::{BranchChange, ChangesView};

use super::depots::warn_of_silence;
use super::open;
use crate::output::{Answer, Paint, count, json, moment, paint};
use crate::say;

/// How many changes are shown in full without being asked for.
const FEW: usize = 8;

pub fn changes(path: &Path, codes: &[String], as_json: bool) -> Result<Answer> {
    let workspace = open(path)?;
    let view = workflow::what_changed(&workspace, Zoned::now().date(), Timestamp::now())?;
    if as_json {
        json(&view)?;
        return Ok(Answer::Fine);
    }
    if codes.is_empty() {
        print_changes(&view);
        warn_of_silence(&workspace, as_json)?;
        return Ok(Answer::Fine);
    }
    for change in with_codes(&view, codes)? {
        print_heading(change);
        change.differences.iter().for_each(print_field);
    }
    Ok(Answer::Fine)
}

/// Returns the changes with these codes, in the order of the codes.
pub(super) fn with_codes<'a>(
    view: &'a ChangesView,
    codes: &[String],
) -> Result<Vec<&'a BranchChange>> {
    let find = |code: &String| {
        let mut changes = view.changes.iter();
        let found = changes.find(|change| change.code.eq_ignore_ascii_case(code));
        found.with_context(|| format!("{code} is not among what changed for this branch"))
    };
    codes.iter().map(find).collect()
}

pub(super) fn print_changes(view: &ChangesView) {
    let Some(edition) = &view.edition else {
        return say!("No edition was received yet.");
    };
    say!(
        "\nEdition {} of {}, in force from {}",
        edition.number,
        edition.title,
        edition.effective_on
    );
    say!(
        "Signed by {}, {}; fingerprint {}",
        edition.signer,
        edition.organisation,
        edition.fingerprint
    );
    print_counts(view);
    match view.since.is_none() || view.changes.len() > FEW {
        true => print_sections(view),
        false => view.changes.iter().for_each(print_change),
    }
    if view.of_others > 0 {
        say!("{} more concern only others.", view.of_others);
    }
    match (&view.acknowledged, view.due_on) {
        (Some(own), _) => say!("Acknowledged by {}, {}.", own.person, moment(own.at)),
        (None, Some(due)) => say!("Please acknowledge by {due}."),
        (None, None) => {}
    }
}

fn print_counts(view: &ChangesView) {
    let asked = view.changes.iter().filter(|change| change.is_asked);
    let seen = asked.clone().filter(|change| change.is_seen).count();
    let asked = asked.count();
    let verb = match view.acknowledged {
        Some(_) => "acknowledged",
        None => "to acknowledge",
    };
    match view.since {
        None => say!("{} {verb}", count(asked, "standard")),
        Some(since) => say!("{} {verb} since edition {since}", count(asked, "change")),
    }
    say!("{seen} of {asked} ticked as seen");
}

/// Prints a line for each change, by section, in the order in which the sections appear.
fn print_sections(view: &ChangesView) {
    let mut sections: Vec<&str> = Vec::new();
    for change in &view.changes {
        if !sections.contains(&change.section.as_str()) {
            sections.push(&change.section);
        }
    }
    for section in sections {
        let title = if section.is_empty() { "Other" } else { section };
        say!("\n{}", paint(Paint::Bold, title));
        let own = view.changes.iter().filter(|own| own.section == section);
        own.for_each(|change| print_line(change, view.since.is_none()));
    }
    say!("\nName codes after the workspace to read them in full.");
}

fn print_line(change: &BranchChange, is_first: bool) {
    let mark = if change.is_seen { "✓" } else { " " };
    let what = match is_first {
        true => String::new(),
        false => format!(" ({})", what(change)),
    };
    say!("{mark} {:8} {}{what}", change.code, change.title);
}

fn what(change: &BranchChange) -> &'static str {
    match change.what {
        WhatChanged::Added => "new",
        WhatChanged::Material => "changed",
        WhatChanged::Editorial => "only the wording",
        WhatChanged::Withdrawn => "withdrawn",
    }
}

fn print_heading(change: &BranchChange) {
    let (code, what) = (paint(Paint::Bold, &change.code), what(change));
    say!("\n{code}  {} ({what})", change.title);
}

fn print_change(change: &BranchChange) {
    print_heading(change);
    if !matches!(change.what, WhatChanged::Added | WhatChanged::Withdrawn) {
        change.differences.iter().for_each(print_field);
    }
}

fn print_field(difference: &handbook::FieldDifference) {
    let pieces: String = difference.pieces.iter().map(print_piece).collect();
    say!("  {}: {pieces}", difference.field);
}

fn print_piece(piece: &Piece) -> String {
    match piece.kind {
        PieceKind::Same => piece.text.clone(),
        PieceKind::Deleted => paint(Paint::Red, &format!("[-{}-]", piece.text)),
        PieceKind::Inserted => paint(Paint::Green, &format!("{{+{}+}}", piece.text)),
    }
}
