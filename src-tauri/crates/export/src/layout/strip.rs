//! Strips: what must stand side by side on one page. A page is a stack of strips.

use crate::fonts::Typeface;
use crate::layout::lines::{Line, Span, break_lines};
use crate::layout::{Anchor, Area, Ink, Mark, NodeId, Owner, Target, ink};
use crate::shaping::Shaper;

/// A horizontal strip that is never divided.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strip {
    /// The space above it, which a new page swallows.
    pub gap: f32,
    /// Its height.
    pub height: f32,
    /// Whether it must stand on the same page as the strip after it.
    pub is_kept: bool,
    /// What it shows; places count from its upper left corner.
    pub marks: Vec<Mark>,
    /// What can be linked to at its top.
    pub anchors: Vec<Anchor>,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Its typeface.
    pub typeface: Typeface,
    /// The size of its characters, in points.
    pub size: f32,
    /// The height of its lines, in sizes.
    pub leading: f32,
    /// Its colour.
    pub ink: Ink,
}

impl Style {
    /// Makes a style in ink.
    pub const fn new(typeface: Typeface, size: f32, leading: f32) -> Self {
        Self {
            typeface,
            size,
            leading,
            ink: ink::TEXT,
        }
    }

    /// Changes the colour.
    pub const fn in_ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// A column: where its left edge is and how wide it is, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub x: f32,
    pub width: f32,
}

impl Column {
    /// Returns the column that is left when `by` points are taken from its left side.
    pub fn indented(self, by: f32) -> Self {
        Self {
            x: self.x + by,
            width: (self.width - by).max(40.0),
        }
    }
}

/// Indic letters are larger than Latin ones of the same size.
const INDIC_SIZE: f32 = 0.92;
/// Below this size every point is needed to tell Indic letters apart.
const SMALL_PRINT: f32 = 10.0;
/// Above this size lines stand closer.
const LARGE_PRINT: f32 = 16.0;
/// The height of lines in Indic titles, in sizes.
const INDIC_TITLES: f32 = 1.5;
/// The height of Indic lines, in sizes.
const INDIC_LEADING: f32 = 1.72;

/// Sets plain text that belongs to one node.
pub(crate) fn paragraph(
    shaper: &mut Shaper,
    node: NodeId,
    text: &str,
    style: Style,
    column: Column,
) -> Vec<Strip> {
    set(
        shaper,
        &[span(Owner::Node(node), text, style)],
        style,
        column,
    )
}

/// Makes a span in a style.
pub(crate) fn span(owner: Owner, text: &str, style: Style) -> Span {
    Span {
        text: text.to_string(),
        typeface: style.typeface,
        ink: style.ink,
        owner,
        link: None,
    }
}

/// Sets spans as a paragraph, one strip for each line, without widows and orphans.
pub(crate) fn set(shaper: &mut Shaper, spans: &[Span], style: Style, column: Column) -> Vec<Strip> {
    let has_indic = spans.iter().any(|span| span.text.chars().any(is_indic));
    let (size, leading) = if has_indic {
        indic(style)
    } else {
        (style.size, style.leading)
    };
    let lines = break_lines(shaper, spans, size, column.width);
    let count = lines.len();
    let strips = lines.into_iter().enumerate().map(|(index, line)| {
        let is_kept = count > 1 && (index == 0 || index + 2 == count);
        line_strip(line, column.x, size, size * leading, is_kept)
    });
    strips.collect()
}

/// Returns the size and leading of Indic text in a style.
fn indic(style: Style) -> (f32, f32) {
    match style.size {
        size if size < SMALL_PRINT => (size, style.leading.max(INDIC_LEADING)),
        size if size > LARGE_PRINT => (size * INDIC_SIZE, style.leading.max(INDIC_TITLES)),
        size => (size * INDIC_SIZE, style.leading.max(INDIC_LEADING)),
    }
}

fn line_strip(line: Line, x: f32, size: f32, height: f32, is_kept: bool) -> Strip {
    let base = height / 2.0 + size * 0.34;
    let mut marks = Vec::with_capacity(line.texts.len());
    for (mut text, link) in line.texts.into_iter().zip(line.links) {
        text.x += x;
        text.y = base;
        if let Some((node, target)) = link {
            marks.push(link_mark(&text, node, target, height));
        }
        marks.push(Mark::Text(text));
    }
    Strip {
        height,
        is_kept,
        marks,
        ..Strip::default()
    }
}

fn link_mark(text: &crate::layout::Text, node: NodeId, target: Target, height: f32) -> Mark {
    let width = text.pieces.last().map_or(0.0, |piece| {
        piece.x + piece.word.advance as f32 * text.size / 1000.0
    });
    let area = Area {
        x: text.x,
        y: 0.0,
        width,
        height,
    };
    Mark::Link(area, node, target)
}

fn is_indic(character: char) -> bool {
    matches!(character, '\u{0B80}'..='\u{0BFF}' | '\u{0C00}'..='\u{0C7F}')
}

/// Puts space above the first strip.
pub(crate) fn after(gap: f32, mut strips: Vec<Strip>) -> Vec<Strip> {
    if let Some(first) = strips.first_mut() {
        first.gap += gap;
    }
    strips
}

/// Keeps every strip with the one after it, the last one included.
pub(crate) fn kept(mut strips: Vec<Strip>) -> Vec<Strip> {
    strips.iter_mut().for_each(|strip| strip.is_kept = true);
    strips
}

/// Keeps the strips together, but not with what follows.
pub(crate) fn together(strips: Vec<Strip>) -> Vec<Strip> {
    let mut strips = kept(strips);
    if let Some(last) = strips.last_mut() {
        last.is_kept = false;
    }
    strips
}

/// Adds the heights up.
pub(crate) fn height_of(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.gap + strip.height).sum()
}

/// Makes one strip of several.
pub(crate) fn merged(strips: Vec<Strip>) -> Strip {
    let mut whole = Strip {
        gap: strips.first().map_or(0.0, |strip| strip.gap),
        ..Strip::default()
    };
    for (index, strip) in strips.into_iter().enumerate() {
        let gap = if index == 0 { 0.0 } else { strip.gap };
        let top = whole.height + gap;
        let marks = strip.marks.into_iter().map(|mark| moved(mark, 0.0, top));
        whole.marks.extend(marks);
        whole.anchors.extend(strip.anchors);
        whole.height = top + strip.height;
    }
    whole
}

/// Makes one strip of columns that begin at the same height.
pub(crate) fn beside(columns: Vec<Vec<Strip>>) -> Strip {
    let mut whole = Strip::default();
    for column in columns {
        let column = merged(column);
        whole.gap = whole.gap.max(column.gap);
        whole.height = whole.height.max(column.height);
        whole.marks.extend(column.marks);
        whole.anchors.extend(column.anchors);
    }
    whole
}

/// Makes an empty strip with a line of the column's width through it.
pub(crate) fn rule(column: Column, thickness: f32, ink: Ink) -> Strip {
    let area = Area {
        x: column.x,
        y: 0.0,
        width: column.width,
        height: thickness,
    };
    Strip {
        height: thickness,
        marks: vec![Mark::Fill(area, ink)],
        ..Strip::default()
    }
}

/// Moves a mark.
pub(crate) fn moved(mark: Mark, dx: f32, dy: f32) -> Mark {
    let shift = |area: Area| Area {
        x: area.x + dx,
        y: area.y + dy,
        ..area
    };
    match mark {
        Mark::Text(mut text) => {
            text.x += dx;
            text.y += dy;
            Mark::Text(text)
        }
        Mark::Fill(area, ink) => Mark::Fill(shift(area), ink),
        Mark::Link(area, node, target) => Mark::Link(shift(area), node, target),
        Mark::Drawing(areas, node, ink) => {
            Mark::Drawing(areas.into_iter().map(shift).collect(), node, ink)
        }
        Mark::Shape(mut corners, ink) => {
            for corner in &mut corners {
                corner.x += dx;
                corner.y += dy;
            }
            Mark::Shape(corners, ink)
        }
    }
}
