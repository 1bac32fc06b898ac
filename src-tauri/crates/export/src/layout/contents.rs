//! The contents, with page numbers, links and dotted leaders.

use crate::fonts::Typeface;
use crate::layout::compose::Galley;
use crate::layout::lines::width_of;
use crate::layout::pages::Block;
use crate::layout::parts::{heading, shortened};
use crate::layout::strip::{Column, Strip, Style, beside, merged, paragraph, set, span};
use crate::layout::styles::{CODE, PART};
use crate::layout::tree::Role;
use crate::layout::{Area, Heading, Mark, NodeId, Owner, Target, ink};
use crate::phrases::fill;

const ENTRY: Style = Style::new(Typeface::Serif, 11.2, 1.5);
const PARTS: Style = Style::new(Typeface::SerifBold, 12.6, 1.35);
const NUMBER: Style = Style::new(Typeface::Mono, 9.6, 1.75);
/// Room for page numbers.
const RIGHT: f32 = 40.0;

/// Sets the contents below `section`; `page_of` gives the page, counted from 1, of an entry.
pub(crate) fn contents(
    galley: &mut Galley,
    section: NodeId,
    entries: &[Entry],
    page_of: &dyn Fn(&Entry) -> usize,
    column: Column,
) -> Block {
    let title = galley.source.phrases.contents;
    let mut strips = heading(galley, section, 2, title, PART, column);
    let list = galley.tree.add(section, Role::Contents);
    for entry in entries {
        strips.push(line(galley, list, entry, page_of(entry), column));
    }
    Block {
        strips,
        starts_page: true,
    }
}

/// A line of the contents.
pub(crate) struct Entry {
    /// 1 for a part, 2 for a standard.
    pub level: u8,
    /// The standard's code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Its language, if it is not that of the book.
    pub language: Option<handbook::Language>,
    /// Where it leads.
    pub anchor: crate::layout::Anchor,
}

impl Entry {
    /// Makes the entry of a part of the book.
    pub fn part(heading: &Heading) -> Self {
        Self {
            level: 1,
            code: String::new(),
            title: heading.title.clone(),
            language: heading.language,
            anchor: heading.anchor,
        }
    }
}

fn line(galley: &mut Galley, list: NodeId, entry: &Entry, page: usize, column: Column) -> Strip {
    let item = galley.tree.add(list, Role::ContentsItem);
    let (code, title) = (shortened(&entry.code, 24), shortened(&entry.title, 220));
    let goal = format!("{code} {title}");
    let goal = fill(galley.source.phrases.go_to, &[("title", goal.trim())]);
    let reference = galley.tree.add(item, Role::Reference);
    let link = galley.tree.add_titled(reference, Role::Link, &goal);
    galley.tree.nodes[link].language = entry.language;
    let is_part = entry.level == 1;
    let (style, indent) = if is_part {
        (PARTS, 0.0)
    } else {
        (ENTRY, galley.code_room)
    };
    let text = Column {
        x: column.x + indent,
        width: column.width - indent - RIGHT,
    };
    let title = paragraph(&mut galley.shaper, link, &format!("{title} "), style, text);
    let title = merged(title);
    let number = number(galley, link, page, title.height, column);
    let mut columns = vec![vec![title], vec![number]];
    if !code.is_empty() {
        let code = [span(Owner::Node(link), &format!("{code} "), CODE)];
        let codes = Column {
            width: galley.code_room - 6.0,
            ..column
        };
        columns.insert(0, set(&mut galley.shaper, &code, CODE, codes));
    }
    let mut strip = beside(columns);
    strip.gap = if is_part { 11.0 } else { 0.0 };
    strip.is_kept = is_part;
    finish(&mut strip, (link, entry), column);
    strip
}

/// Sets the page number at the right, level with the title's last line.
fn number(galley: &mut Galley, link: NodeId, page: usize, height: f32, column: Column) -> Strip {
    let text = page.to_string();
    let width = width_of(&mut galley.shaper, &text, NUMBER.typeface, NUMBER.size);
    let right = Column {
        x: column.x + column.width - width,
        width: width + 1.0,
    };
    let number = merged(paragraph(&mut galley.shaper, link, &text, NUMBER, right));
    let gap = (height - number.height).max(0.0);
    let space = Strip {
        height: gap,
        ..Strip::default()
    };
    merged(vec![space, number])
}

/// Draws the leader and makes the whole line a link.
fn finish(strip: &mut Strip, (link, entry): (NodeId, &Entry), column: Column) {
    let texts = strip.marks.iter().filter_map(|mark| match mark {
        Mark::Text(text) => Some(text),
        _ => None,
    });
    let lowest = texts.clone().map(|text| text.y).fold(0.0, f32::max);
    let number = texts.clone().next_back().map_or(0.0, |text| text.x);
    let on_last_line = texts.filter(|text| text.y > lowest - 8.0 && text.x < number);
    let end = on_last_line.map(right_edge).fold(column.x, f32::max);
    if entry.level > 1 {
        leader(strip, (end + 6.0, number - 6.0), lowest);
    }
    let area = Area {
        x: column.x,
        y: 0.0,
        width: column.width,
        height: strip.height,
    };
    strip
        .marks
        .push(Mark::Link(area, link, Target::Here(entry.anchor)));
}

fn right_edge(text: &crate::layout::Text) -> f32 {
    let last = text.pieces.last();
    let width = last.map_or(0.0, |p| p.x + p.word.advance as f32 * text.size / 1000.0);
    text.x + width
}

/// Draws small dots on a grid that all lines share.
fn leader(strip: &mut Strip, (from, to): (f32, f32), base: f32) {
    const STEP: f32 = 5.0;
    let mut x = (from / STEP).ceil() * STEP;
    while x < to {
        let area = Area {
            x,
            y: base - 0.9,
            width: 0.8,
            height: 0.8,
        };
        strip.marks.push(Mark::Fill(area, ink::STRONG_LINE));
        x += STEP;
    }
}
