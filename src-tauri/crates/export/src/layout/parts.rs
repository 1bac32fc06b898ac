//! The small parts that pages are made of: badges, labels, labelled texts, lists.

use handbook::{Force, Language, Revision};
use unicode_segmentation::UnicodeSegmentation;

use crate::fonts::Typeface;
use crate::layout::compose::Galley;
use crate::layout::lines::width_of;
use crate::layout::prose::prose;
use crate::layout::reading::Words;
use crate::layout::strip::{
    Column, Strip, Style, after, beside, height_of, kept, merged, paragraph, set, span,
};
use crate::layout::styles::{BADGE, BODY, CODE, LABEL};
use crate::layout::tree::Role;
use crate::layout::{Area, Mark, NodeId, Owner, ink};
use crate::phrases::Phrases;
use crate::shaping::Shaper;

/// Sets a heading; what follows stays with it.
pub(crate) fn heading(
    galley: &mut Galley,
    parent: NodeId,
    level: u8,
    text: &str,
    style: Style,
    column: Column,
) -> Vec<Strip> {
    let node = galley.tree.add_titled(parent, Role::Heading(level), text);
    kept(paragraph(&mut galley.shaper, node, text, style, column))
}

/// Sets the label above a field.
pub(crate) fn label(galley: &mut Galley, parent: NodeId, text: &str, column: Column) -> Vec<Strip> {
    after(11.0, heading(galley, parent, 4, text, LABEL, column))
}

/// Sets a plain paragraph below `parent`.
pub(crate) fn plain(
    galley: &mut Galley,
    parent: NodeId,
    words: Words,
    style: Style,
    column: Column,
) -> Vec<Strip> {
    let node = galley.tree.add_in(parent, Role::Paragraph, words.language);
    paragraph(&mut galley.shaper, node, words.text, style, column)
}

/// Sets a Markdown text below `parent`.
pub(crate) fn long(
    galley: &mut Galley,
    parent: NodeId,
    words: Words,
    style: Style,
    column: Column,
) -> Vec<Strip> {
    prose(
        &mut galley.shaper,
        &mut galley.tree,
        parent,
        words,
        style,
        column,
    )
}

const FIELD: Style = Style {
    leading: 1.75,
    ..LABEL
};

/// Returns how much room labels take beside their texts, the same on every page.
pub(crate) fn label_room(shaper: &mut Shaper, phrases: &Phrases) -> f32 {
    let labels = [
        phrases.actor,
        phrases.audience,
        phrases.situation,
        phrases.good_answer,
        phrases.references,
    ];
    let widths = labels.map(|label| width_of(shaper, label, FIELD.typeface, FIELD.size));
    widths.into_iter().fold(80.0, f32::max) + 12.0
}

/// Returns how much room codes take beside their titles, in lists of standards.
pub(crate) fn code_room(shaper: &mut Shaper, revisions: &[Revision]) -> f32 {
    let codes = revisions
        .iter()
        .map(|revision| revision.standard.code.0.as_str());
    let widths = codes.map(|code| width_of(shaper, code, CODE.typeface, CODE.size) + 16.0);
    widths.fold(62.0, f32::max).min(150.0)
}

/// Sets a text beside its label; a text whose label is too long begins further right.
pub(crate) fn labelled(
    galley: &mut Galley,
    parent: NodeId,
    label: &str,
    words: Words,
    column: Column,
) -> Vec<Strip> {
    let node = galley.tree.add(parent, Role::Paragraph);
    let owner = inner(galley, node, words.language);
    let width = width_of(&mut galley.shaper, label, FIELD.typeface, FIELD.size) + 12.0;
    let head = [span(Owner::Node(node), &format!("{label} "), FIELD)];
    let head = set(&mut galley.shaper, &head, FIELD, column);
    let text = column.indented(width.max(galley.label_room));
    let body = [span(owner, &one_line(words.text), BODY)];
    let body = set(&mut galley.shaper, &body, BODY, text);
    hung(head, body)
}

/// Returns the owner of a passage: the paragraph itself, or a part of it in its own language.
pub(crate) fn inner(galley: &mut Galley, node: NodeId, language: Option<Language>) -> Owner {
    match language {
        Some(_) => Owner::Node(galley.tree.add_in(node, Role::Span, language)),
        None => Owner::Node(node),
    }
}

/// Makes one line of a text.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a text that is too long for a line of a list.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut graphemes = text.graphemes(true);
    let start: String = graphemes.by_ref().take(longest).collect();
    if graphemes.next().is_none() {
        return start;
    }
    format!("{}…", start.trim_end())
}

/// Sets the black badge that says how binding a standard is; returns it with its width.
pub(crate) fn badge(
    galley: &mut Galley,
    parent: NodeId,
    force: Force,
    column: Column,
) -> (Strip, f32) {
    let word = galley.source.phrases.force(force);
    let node = galley.tree.add(parent, Role::Paragraph);
    badge_of(&mut galley.shaper, node, word, column)
}

/// Sets a word in white on black; returns it with its width.
pub(crate) fn badge_of(
    shaper: &mut Shaper,
    node: NodeId,
    word: &str,
    column: Column,
) -> (Strip, f32) {
    let padded = Column {
        x: column.x + 6.0,
        width: column.width,
    };
    let set = merged(paragraph(shaper, node, word, BADGE, padded));
    let width = width_of(shaper, word, BADGE.typeface, BADGE.size) + 12.0;
    let area = Area {
        x: column.x,
        y: 0.0,
        width,
        height: set.height.max(15.0),
    };
    let down = (area.height - set.height) / 2.0;
    let mut marks = vec![Mark::Fill(area, ink::TEXT)];
    let moved = set
        .marks
        .into_iter()
        .map(|mark| crate::layout::strip::moved(mark, 0.0, down));
    marks.extend(moved);
    let strip = Strip {
        height: area.height,
        marks,
        ..Strip::default()
    };
    (strip, width)
}

/// Sets texts as a list; a single one as a paragraph.
pub(crate) fn listed(
    galley: &mut Galley,
    parent: NodeId,
    items: &[Words],
    marker: &str,
    column: Column,
) -> Vec<Strip> {
    let list = galley.tree.add(parent, Role::List);
    let mut strips = Vec::new();
    for words in items {
        let item = galley.tree.add(list, Role::Item);
        let label = galley.tree.add(item, Role::Label);
        let body = galley.tree.add_in(item, Role::Body, words.language);
        let style = Style {
            typeface: Typeface::SansBold,
            ..BODY.in_ink(ink::BRASS)
        };
        let marker = paragraph(&mut galley.shaper, label, marker, style, column);
        let text = one_line(words.text);
        let text = paragraph(&mut galley.shaper, body, &text, BODY, column.indented(13.0));
        strips.extend(after(2.0, hung(marker, text)));
    }
    strips
}

/// Hangs a marker beside the first strip of a text.
pub(crate) fn hung(marker: Vec<Strip>, text: Vec<Strip>) -> Vec<Strip> {
    let mut strips = text;
    if strips.is_empty() {
        return marker;
    }
    let rest = strips.split_off(1);
    let is_kept = strips[0].is_kept;
    let first = Strip {
        is_kept,
        ..beside(vec![marker, strips])
    };
    std::iter::once(first).chain(rest).collect()
}

/// Something that can be set in a column of any width.
pub(crate) type Field<'a> = &'a dyn Fn(&mut Galley, Column) -> Vec<Strip>;

/// Sets two fields side by side, or one below the other where they are long or one is missing.
pub(crate) fn two_columns(
    galley: &mut Galley,
    column: Column,
    left: Option<Field>,
    right: Option<Field>,
) -> Vec<Strip> {
    const GUTTER: f32 = 18.0;
    const TALLEST: f32 = 250.0;
    if let (Some(left), Some(right)) = (left, right) {
        let half = (column.width - GUTTER) / 2.0;
        let columns = [column.x, column.x + half + GUTTER].map(|x| Column { x, width: half });
        // Nodes of a trial that is not used stay without marks, and are left out of the file.
        let sides = [left(galley, columns[0]), right(galley, columns[1])];
        if sides.iter().all(|side| height_of(side) <= TALLEST) {
            return vec![beside(sides.into())];
        }
    }
    let fields = [left, right].into_iter().flatten();
    fields.flat_map(|field| field(galley, column)).collect()
}
