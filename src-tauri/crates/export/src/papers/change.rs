//! One changed standard on the briefing sheet, in as much detail as there is room for.

use handbook::{Language, Piece, PieceKind, Revision, Standard, WhatChanged};

use crate::fonts::Typeface;
use crate::layout::lines::{Span, width_of};
use crate::layout::parts::{badge_of, one_line, shortened};
use crate::layout::reading::{Reading, Words};
use crate::layout::strip::{
    Column, Strip, Style, after, beside, merged, moved, paragraph, set, span,
};
use crate::layout::styles::{CODE, LABEL};
use crate::layout::{Area, Ink, Mark, NodeId, Owner, Role, Tree, ink};
use crate::papers::briefing::{BriefedChange, BriefingSheet};
use crate::papers::desk::Desk;
use crate::papers::differences::{Difference, differences, plain_text};
use crate::papers::excerpt::{Keep, excerpt, start_of};
use crate::phrases::fill;

const TITLE: Style = Style::new(Typeface::SerifBold, 12.0, 1.3);
const TEXT: Style = Style::new(Typeface::Serif, 9.8, 1.36);
const NOTE: Style = Style::new(Typeface::Sans, 8.6, 1.4).in_ink(ink::QUIET);
const STRONG: Style = Style::new(Typeface::SansBold, 8.6, 1.4);
/// How many words of a new standard are said at least: a sentence.
const SENTENCE: usize = 30;
const PADDING: f32 = 5.0;
const GUTTER: f32 = 8.0;

/// How much of a change is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Detail {
    /// How many changed fields are shown.
    fields: usize,
    /// How much of each.
    keep: Keep,
    /// How many words of the reason are said.
    why: usize,
    /// How many words of each part of the role play are said.
    role_play: usize,
}

/// From the most to the least that is said of a change in full.
pub(crate) const DETAILS: [Detail; 4] = [
    detail(4, (14, 40), 60, 70),
    detail(3, (8, 24), 30, 34),
    detail(2, (5, 15), 16, 18),
    detail(1, (3, 9), 9, 0),
];

const fn detail(
    fields: usize,
    (around, changed): (usize, usize),
    why: usize,
    role_play: usize,
) -> Detail {
    Detail {
        fields,
        keep: Keep { around, changed },
        why,
        role_play,
    }
}

/// A change as it is set.
pub(crate) struct Told {
    /// Its place in the tree.
    pub section: NodeId,
    /// What is drawn.
    pub strip: Strip,
}

impl Told {
    /// Returns how much room it takes, in points.
    pub fn height(&self) -> f32 {
        self.strip.gap + self.strip.height
    }
}

/// Sets a change in full.
pub(crate) fn change(
    desk: &mut Desk,
    sheet: &BriefingSheet,
    change: &BriefedChange,
    detail: Detail,
    column: Column,
) -> Told {
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let Some(shown) = change.shown() else {
        let strip = Strip::default();
        return Told { section, strip };
    };
    let mut strips = vec![headline(desk, section, &shown.standard, 60, column)];
    if sheet.since.is_some() {
        strips.extend(why(desk, section, change, detail.why, column));
    }
    strips.extend(after(
        4.0,
        comparison(desk, section, sheet, change, detail, column),
    ));
    if change.now.is_some() && detail.role_play > 0 {
        strips.extend(role_play(desk, section, shown, detail.role_play, column));
    }
    let strip = Strip {
        gap: 9.0,
        ..merged(strips)
    };
    Told { section, strip }
}

/// Sets a change as its headline only.
pub(crate) fn change_line(desk: &mut Desk, change: &BriefedChange, column: Column) -> Told {
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let Some(shown) = change.shown() else {
        let strip = Strip::default();
        return Told { section, strip };
    };
    let strip = Strip {
        gap: 3.0,
        ..headline(desk, section, &shown.standard, 54, column)
    };
    Told { section, strip }
}

/// Sets code, title and force on one line.
fn headline(
    desk: &mut Desk,
    section: NodeId,
    standard: &Standard,
    longest: usize,
    column: Column,
) -> Strip {
    let reading = Reading::new(standard, desk.written_in, desk.language);
    let title = title_of(desk, reading, longest);
    let node = desk.tree.add_titled(section, Role::Heading(2), &title.0);
    desk.tree.nodes[node].language = title.1;
    let code = shortened(&one_line(&standard.code.0), 14);
    let room = width_of(&mut desk.shaper, &code, CODE.typeface, CODE.size) + 9.0;
    let code = paragraph(&mut desk.shaper, node, &format!("{code} "), CODE, column);
    let word = desk.phrases.force(standard.force);
    let badge_node = desk.tree.add(section, Role::Paragraph);
    let width = width_of(&mut desk.shaper, word, Typeface::SansBold, 8.0) + 12.0;
    let right = column.indented(column.width - width);
    let (badge, width) = badge_of(&mut desk.shaper, badge_node, word, right);
    let text = Column {
        width: column.width - room - width - 8.0,
        ..column.indented(room)
    };
    let text = paragraph(&mut desk.shaper, node, &title.0, TITLE, text);
    beside(vec![after(2.0, code), text, vec![badge]])
}

fn title_of(desk: &Desk, reading: Reading, longest: usize) -> (String, Option<Language>) {
    let words = reading.title();
    match one_line(words.text) {
        text if text.is_empty() => (desk.phrases.untitled.to_string(), None),
        text => (shortened(&text, longest), words.language),
    }
}

/// Sets what kind of change it is, and why it was made.
fn why(
    desk: &mut Desk,
    section: NodeId,
    change: &BriefedChange,
    words: usize,
    column: Column,
) -> Vec<Strip> {
    let phrases = desk.phrases;
    let kind = match change.what {
        WhatChanged::Added => phrases.added,
        WhatChanged::Material => phrases.material,
        WhatChanged::Editorial => phrases.editorial,
        WhatChanged::Withdrawn => phrases.withdrawn,
    };
    let node = desk.tree.add(section, Role::Paragraph);
    let mut spans = vec![span(Owner::Node(node), kind, NOTE)];
    let note = change.now.map_or("", |revision| revision.note.as_str());
    let note = start_of(&one_line(note), words);
    if !note.is_empty() {
        let label = format!(" · {}: ", desk.words.why);
        spans.push(span(Owner::Node(node), &label, STRONG));
        let language = desk.foreign();
        let owner = match language {
            Some(_) => Owner::Node(desk.tree.add_in(node, Role::Span, language)),
            None => Owner::Node(node),
        };
        spans.push(span(owner, &note, NOTE));
    }
    set(&mut desk.shaper, &spans, NOTE, column)
}

/// Sets what changed as a table of two columns.
fn comparison(
    desk: &mut Desk,
    section: NodeId,
    sheet: &BriefingSheet,
    change: &BriefedChange,
    detail: Detail,
    column: Column,
) -> Vec<Strip> {
    let texts = [change.before, change.now].map(|r| r.map(|r| &r.standard));
    let languages = (desk.written_in, desk.language);
    let found = differences(texts[0], texts[1], languages, desk.phrases);
    let Some(_) = sheet.since else {
        return whole(desk, section, &found, detail, column);
    };
    let table = desk.tree.add(section, Role::Table);
    let date = desk.phrases.date(sheet.effective_on);
    let now = fill(desk.words.now_from, &[("date", &date)]);
    let (words, phrases) = (desk.words, desk.phrases);
    let sides = sides(column);
    let heads = [(words.before, sides[0]), (now.as_str(), sides[1])];
    let head_row = desk.tree.add(table, Role::Row);
    let heads = heads.map(|(text, side)| {
        let cell = desk.tree.add(head_row, Role::HeadCell);
        paragraph(&mut desk.shaper, cell, text, LABEL, side)
    });
    let mut strips = vec![beside(heads.into())];
    for (index, difference) in found.iter().take(detail.fields).enumerate() {
        let row = desk.tree.add(table, Role::Row);
        let once = |text| if index == 0 { text } else { "–" };
        let missing = [
            change.before.is_none().then(|| once(words.no_standard)),
            change.now.is_none().then(|| once(phrases.withdrawn)),
        ];
        let pieces = excerpt(&difference.pieces, detail.keep);
        let cells = [PieceKind::Deleted, PieceKind::Inserted].map(|kind| {
            let place = usize::from(kind == PieceKind::Inserted);
            let cell = desk.tree.add(row, Role::Cell);
            match missing[place] {
                Some(text) => paragraph(&mut desk.shaper, cell, text, NOTE, sides[place]),
                None => side(desk, cell, difference, &pieces, kind, sides[place]),
            }
        });
        strips.push(boxed(cells, column));
    }
    strips
}

/// Sets what a standard of the first edition says: there was nothing before it.
fn whole(
    desk: &mut Desk,
    section: NodeId,
    found: &[Difference],
    detail: Detail,
    column: Column,
) -> Vec<Strip> {
    let keep = Keep {
        changed: detail.keep.changed.max(SENTENCE),
        ..detail.keep
    };
    let mut strips = Vec::new();
    for difference in found.iter().take(detail.fields) {
        let node = desk.tree.add(section, Role::Paragraph);
        let owner = match difference.language {
            Some(_) => desk.tree.add_in(node, Role::Span, difference.language),
            None => node,
        };
        let mut spans = Vec::new();
        if let Some(label) = difference.label {
            spans.push(span(Owner::Node(node), &format!("{label}: "), STRONG));
        }
        let pieces = excerpt(&difference.pieces, keep);
        let texts = pieces.iter().map(|piece| piece.text.as_str());
        spans.push(span(Owner::Node(owner), &texts.collect::<String>(), TEXT));
        strips.extend(set(&mut desk.shaper, &spans, TEXT, column));
    }
    strips
}

fn sides(column: Column) -> [Column; 2] {
    let half = (column.width - GUTTER) / 2.0;
    [column.x, column.x + half + GUTTER].map(|x| Column {
        x: x + PADDING,
        width: half - 2.0 * PADDING,
    })
}

/// Sets one side of a comparison: what is in both texts, and what only this one has.
fn side(
    desk: &mut Desk,
    cell: NodeId,
    difference: &Difference,
    pieces: &[Piece],
    kind: PieceKind,
    column: Column,
) -> Vec<Strip> {
    let mut strips = Vec::new();
    if let Some(label) = difference.label {
        strips.extend(paragraph(&mut desk.shaper, cell, label, LABEL, column));
    }
    let role = match kind {
        PieceKind::Deleted => Role::Deleted,
        _ => Role::Inserted,
    };
    let mut spans: Vec<Span> = Vec::new();
    for piece in pieces {
        if piece.kind != PieceKind::Same && piece.kind != kind {
            continue;
        }
        let role = if piece.kind == kind { role } else { Role::Span };
        let node = desk.tree.add_in(cell, role, difference.language);
        let style = TEXT.in_ink(ink_of(role));
        spans.push(span(Owner::Node(node), &piece.text, style));
    }
    if spans.iter().all(|span| span.text.trim().is_empty()) {
        strips.extend(paragraph(&mut desk.shaper, cell, "–", NOTE, column));
        return strips;
    }
    let text = set(&mut desk.shaper, &spans, TEXT, column);
    strips.extend(text.into_iter().map(|strip| decorated(strip, &desk.tree)));
    strips
}

fn ink_of(role: Role) -> Ink {
    match role {
        Role::Deleted => ink::DELETED,
        Role::Inserted => ink::INSERTED,
        _ => ink::TEXT,
    }
}

/// Draws lines through deleted and below inserted words, on a tinted ground.
fn decorated(strip: Strip, tree: &Tree) -> Strip {
    let mut marks = Vec::with_capacity(strip.marks.len());
    for mark in strip.marks {
        let Some((text, role)) = marked(&mark, tree) else {
            marks.push(mark);
            continue;
        };
        let width = text.pieces.last().map_or(0.0, |piece| {
            piece.x + piece.word.advance as f32 * text.size / 1000.0
        });
        let bar = |y: f32, height: f32, ink| {
            let area = Area {
                x: text.x,
                y,
                width,
                height,
            };
            Mark::Fill(area, ink)
        };
        let (ground, line) = match role {
            Role::Deleted => (ink::DELETED_GROUND, text.y - text.size * 0.27),
            _ => (ink::INSERTED_GROUND, text.y + text.size * 0.16),
        };
        let top = text.y - text.size * 0.88;
        marks.push(bar(top, text.size * 1.18, ground));
        let line = bar(line, 0.8, ink_of(role));
        marks.push(mark);
        marks.push(line);
    }
    Strip { marks, ..strip }
}

fn marked<'a>(mark: &'a Mark, tree: &Tree) -> Option<(&'a crate::layout::Text, Role)> {
    let Mark::Text(text) = mark else {
        return None;
    };
    let Owner::Node(node) = text.owner else {
        return None;
    };
    let role = tree.nodes[node].role;
    matches!(role, Role::Deleted | Role::Inserted).then_some((text, role))
}

/// Puts both sides of a comparison on a ground of their own.
fn boxed(cells: [Vec<Strip>; 2], column: Column) -> Strip {
    let set = beside(cells.into());
    let height = set.height + 2.0 * PADDING;
    let half = (column.width - GUTTER) / 2.0;
    let area = |x, y, width, height| Area {
        x,
        y,
        width,
        height,
    };
    let right = column.x + half + GUTTER;
    let mut marks = vec![
        Mark::Fill(area(column.x, 0.0, half, height), ink::GROUND),
        Mark::Fill(area(right, 0.0, half, 0.7), ink::STRONG_LINE),
        Mark::Fill(area(right, height - 0.7, half, 0.7), ink::STRONG_LINE),
        Mark::Fill(area(right, 0.0, 0.7, height), ink::STRONG_LINE),
        Mark::Fill(area(right + half - 0.7, 0.0, 0.7, height), ink::STRONG_LINE),
    ];
    marks.extend(set.marks.into_iter().map(|mark| moved(mark, 0.0, PADDING)));
    Strip {
        gap: 3.0,
        height,
        marks,
        ..Strip::default()
    }
}

/// Sets the situation to practise and what a good answer contains.
fn role_play(
    desk: &mut Desk,
    section: NodeId,
    shown: &Revision,
    words: usize,
    column: Column,
) -> Vec<Strip> {
    let reading = Reading::new(&shown.standard, desk.written_in, desk.language);
    let Some((situation, answer)) = reading.role_play() else {
        return Vec::new();
    };
    let phrases = desk.phrases;
    let first = format!("{}: {}", phrases.role_play, phrases.situation);
    let mut strips = Vec::new();
    for (label, text) in [(first.as_str(), situation), (phrases.good_answer, answer)] {
        if !text.text.trim().is_empty() {
            strips.extend(said(desk, section, label, text, words, column));
        }
    }
    after(4.0, strips)
}

fn said(
    desk: &mut Desk,
    section: NodeId,
    label: &str,
    text: Words,
    words: usize,
    column: Column,
) -> Vec<Strip> {
    let node = desk.tree.add(section, Role::Paragraph);
    let owner = match text.language {
        Some(_) => Owner::Node(desk.tree.add_in(node, Role::Span, text.language)),
        None => Owner::Node(node),
    };
    let spans = [
        span(Owner::Node(node), &format!("{label}. "), STRONG),
        span(owner, &start_of(&plain_text(text.text), words), TEXT),
    ];
    set(&mut desk.shaper, &spans, TEXT, column)
}
