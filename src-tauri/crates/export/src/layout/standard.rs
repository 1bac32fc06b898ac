//! One standard, from its code to its small print.

use handbook::{Revision, Role as StaffRole};
use jiff::tz::TimeZone;

use crate::layout::compose::Galley;
use crate::layout::facts::{limits, measure};
use crate::layout::guidance::{decisions, escalation, evidence, examples, practice};
use crate::layout::parts::{badge, labelled, long, one_line, plain, shortened};
use crate::layout::reading::{Reading, Words};
use crate::layout::steps::steps;
use crate::layout::strip::{Column, Strip, Style, after, beside, kept, paragraph, rule};
use crate::layout::styles::{CODE, SMALL, STATEMENT, TITLE};
use crate::layout::tree::Role;
use crate::layout::{Anchor, Heading, Mark, NodeId, ink};
use crate::phrases::fill;

/// Sets a standard below `parent`.
pub(crate) fn standard(
    galley: &mut Galley,
    parent: NodeId,
    revision: &Revision,
    anchor: Anchor,
    column: Column,
) -> Vec<Strip> {
    let reading = galley.reading(&revision.standard);
    let section = galley.tree.add(parent, Role::Section);
    let mut strips = head(galley, section, reading, anchor, column);
    let statement = long(galley, section, reading.statement(), STATEMENT, column);
    strips.extend(after(5.0, statement));
    strips.extend(people(galley, section, reading, column));
    strips.extend(measure(galley, section, reading, column));
    strips.extend(limits(galley, section, reading.standard, column));
    strips.extend(clock(galley, section, reading, column));
    strips.extend(steps(galley, section, reading, column));
    strips.extend(decisions(galley, section, reading, column));
    strips.extend(examples(galley, section, reading, column));
    strips.extend(escalation(galley, section, reading, column));
    strips.extend(practice(galley, section, reading, column));
    strips.extend(evidence(galley, section, reading, column));
    if let Some(last) = strips.last_mut() {
        // The small print is never alone on a page.
        last.is_kept = true;
    }
    strips.extend(foot(galley, section, revision, column));
    strips
}

fn head(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    anchor: Anchor,
    column: Column,
) -> Vec<Strip> {
    let title = galley.title_of(reading);
    let code = one_line(&reading.standard.code.0);
    let full = [code.as_str(), title.text.as_str()].join(" ");
    let heading = galley
        .tree
        .add_titled(section, Role::Heading(3), full.trim());
    galley.tree.nodes[heading].language = title.language;
    galley.outline.push(Heading {
        level: 2,
        title: full.trim().to_string(),
        language: title.language,
        anchor,
    });
    let mut strips = above_title(galley, (section, heading), reading, &code, column);
    if let Some(first) = strips.first_mut() {
        first.anchors.push(anchor);
    }
    let title = paragraph(&mut galley.shaper, heading, &title.text, TITLE, column);
    strips.extend(kept(after(4.0, title)));
    strips
}

/// Sets what stands above the title: code, badge, stage and channels; on one line if they are
/// as short as they should be.
fn above_title(
    galley: &mut Galley,
    (section, heading): (NodeId, NodeId),
    reading: Reading,
    code: &str,
    column: Column,
) -> Vec<Strip> {
    const WIDEST_CODE: f32 = 200.0;
    let mut code = paragraph(&mut galley.shaper, heading, code, CODE, column);
    end_with_space(&mut code);
    let width = code.iter().map(width_of_strip).fold(0.0, f32::max);
    let is_short = width <= WIDEST_CODE && code.len() <= 1;
    let beside_code = if is_short && width > 0.0 {
        column.indented(width + 11.0)
    } else {
        column
    };
    let (badge, width) = badge(galley, section, reading.standard.force, beside_code);
    let facts = facts(galley, section, reading, beside_code.indented(width + 11.0));
    let line = if is_short {
        beside(vec![code, vec![badge], facts])
    } else {
        code.push(beside(vec![vec![badge], facts]));
        return kept(code);
    };
    kept(vec![line])
}

fn end_with_space(strips: &mut [Strip]) {
    let marks = strips.iter_mut().flat_map(|strip| &mut strip.marks);
    let last = marks.filter_map(|mark| match mark {
        Mark::Text(text) => text.pieces.last_mut(),
        _ => None,
    });
    if let Some(piece) = last.last() {
        piece.has_space = true;
    }
}

fn width_of_strip(strip: &Strip) -> f32 {
    let widths = strip.marks.iter().filter_map(|mark| match mark {
        Mark::Text(text) => text
            .pieces
            .last()
            .map(|piece| piece.x + piece.word.advance as f32 * text.size / 1000.0),
        _ => None,
    });
    widths.fold(0.0, f32::max)
}

/// Sets kind, stage and channels.
fn facts(galley: &mut Galley, section: NodeId, reading: Reading, column: Column) -> Vec<Strip> {
    let (phrases, standard) = (galley.source.phrases, reading.standard);
    let mut facts = vec![phrases.kind(standard.kind).to_string()];
    facts.extend(standard.stage.map(|stage| phrases.stage(stage).to_string()));
    let channels = standard.channels.iter().map(|c| phrases.channel(c));
    let channels = channels.collect::<Vec<_>>().join(", ");
    facts.extend((!channels.is_empty()).then_some(channels));
    let text = shortened(&one_line(&facts.join(" · ")), 1_200);
    let words = Words {
        text: &text,
        language: None,
    };
    // The leading puts the facts on the base line of the code.
    let style = Style {
        leading: 1.72,
        ..SMALL
    };
    plain(galley, section, words, style, column)
}

fn people(galley: &mut Galley, section: NodeId, reading: Reading, column: Column) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let standard = reading.standard;
    let mut strips = Vec::new();
    let audience: Vec<&str> = standard.audience.iter().map(|role| role.0.trim()).collect();
    let audience = audience.join(", ");
    let fields = [
        (phrases.actor, standard.actor.0.as_str()),
        (phrases.audience, &audience),
    ];
    for (index, (label, text)) in fields.into_iter().enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let set = labelled(galley, section, label, reading.source(text), column);
        strips.extend(after(if index == 0 { 8.0 } else { 1.0 }, set));
    }
    strips
}

fn clock(galley: &mut Galley, section: NodeId, reading: Reading, column: Column) -> Vec<Strip> {
    let words = reading.starts_when();
    if words.text.trim().is_empty() {
        return Vec::new();
    }
    let name = galley.source.phrases.starts_when;
    after(9.0, labelled(galley, section, name, words, column))
}

fn foot(galley: &mut Galley, section: NodeId, revision: &Revision, column: Column) -> Vec<Strip> {
    let text = foot_text(galley, revision);
    let words = Words {
        text: &text,
        language: None,
    };
    let mut strips = vec![Strip {
        gap: 14.0,
        is_kept: true,
        ..rule(column, 0.6, ink::LINE)
    }];
    strips.extend(after(4.0, plain(galley, section, words, SMALL, column)));
    strips
}

fn foot_text(galley: &Galley, revision: &Revision) -> String {
    let phrases = galley.source.phrases;
    let standard = &revision.standard;
    let date = phrases.date(revision.approved_at.to_zoned(TimeZone::UTC).date());
    let name = one_line(&revision.approver);
    let approved = if name.is_empty() {
        fill(phrases.approved_on, &[("date", &date)])
    } else {
        fill(phrases.approved_by, &[("name", &name), ("date", &date)])
    };
    let owner = |role: &StaffRole| fill(phrases.owner, &[("role", &one_line(&role.0))]);
    let owner = Some(&standard.owner)
        .filter(|role| !role.is_empty())
        .map(owner);
    let review = standard
        .review_on
        .map(|on| fill(phrases.review_on, &[("date", &phrases.date(on))]));
    let number = fill(
        phrases.revision,
        &[("number", &revision.number.to_string())],
    );
    let parts = [Some(number), Some(approved), owner, review];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
