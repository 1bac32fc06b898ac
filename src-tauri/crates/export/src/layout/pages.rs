//! Stacks strips on pages, and writes the running header and footer.

use crate::fonts::Typeface;
use crate::layout::lines::{break_lines, width_of};
use crate::layout::strip::{Column, Strip, Style, height_of, kept, moved, span, together};
use crate::layout::{Area, Mark, Owner, PAGE, Page, Place, Source, ink};
use crate::phrases::fill;
use crate::shaping::Shaper;

/// The column that texts stand in.
pub(crate) const COLUMN: Column = Column {
    x: 65.0,
    width: PAGE.0 - 65.0 - 58.0,
};
const TOP: f32 = 74.0;
const BOTTOM: f32 = PAGE.1 - 66.0;
/// The height that strips can take on one page.
pub(crate) const ROOM: f32 = BOTTOM - TOP;
/// A long block begins on a new page unless this much of the page is left.
const ENOUGH: f32 = ROOM * 0.35;

/// Strips that stay on one page if one page can hold them.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// What it holds.
    pub strips: Vec<Strip>,
    /// Whether it begins on a new page in any case.
    pub starts_page: bool,
}

/// Pages under construction.
#[derive(Default)]
pub(crate) struct Stack {
    /// The pages so far.
    pub pages: Vec<Page>,
    /// Where each anchor stands, counted from the first of these pages.
    pub places: Vec<(usize, Place)>,
    y: f32,
}

impl Stack {
    /// Places blocks one below the other.
    pub fn place_all(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.place(block);
        }
    }

    /// Places a table: what leads up to it, its head, which is repeated on every page, and its
    /// rows; no row stands alone before or after the turn of a page.
    pub fn place_table(&mut self, lead: Vec<Strip>, head: Strip, mut rows: Vec<Strip>) {
        let again = as_decoration(&head);
        let rest = rows.split_off(rows.len().min(2));
        let mut start = kept(lead);
        start.push(head);
        start.extend(rows);
        if self.pages.is_empty() {
            self.turn();
        }
        self.place_chain(together(start));
        let count = rest.len();
        let heights: Vec<f32> = rest.iter().map(|row| row.gap + row.height).collect();
        for (index, row) in rest.into_iter().enumerate() {
            let is_last_but_one = index + 2 == count;
            let below = if is_last_but_one {
                heights[index + 1]
            } else {
                0.0
            };
            if heights[index] + below > self.left() {
                self.turn();
                self.place_strip(again.clone());
            }
            self.place_strip(row);
        }
    }

    fn place(&mut self, block: Block) {
        let height = height_of(&block.strips);
        let left = self.left();
        let fits = height <= left;
        let turns = height <= ROOM || left < ENOUGH;
        if self.pages.is_empty() || block.starts_page || (!fits && turns) {
            self.turn();
        }
        let mut strips = block.strips.into_iter().peekable();
        while strips.peek().is_some() {
            let mut chain = Vec::new();
            for strip in strips.by_ref() {
                let goes_on = strip.is_kept;
                chain.push(strip);
                if !goes_on {
                    break;
                }
            }
            self.place_chain(chain);
        }
    }

    fn place_chain(&mut self, chain: Vec<Strip>) {
        let height = height_of(&chain);
        if height > self.left() && height <= ROOM {
            self.turn();
        }
        for strip in chain {
            self.place_strip(strip);
        }
    }

    fn place_strip(&mut self, strip: Strip) {
        if self.y > TOP && strip.gap + strip.height > self.left() {
            self.turn();
        }
        if self.y > TOP {
            self.y += strip.gap;
        }
        let page = self.pages.len().saturating_sub(1);
        let place = Place { page, y: self.y };
        self.places
            .extend(strip.anchors.into_iter().map(|anchor| (anchor, place)));
        let y = self.y;
        let marks = strip.marks.into_iter().map(|mark| moved(mark, 0.0, y));
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(marks);
        }
        self.y += strip.height;
    }

    /// Returns how much of the page is left, in points.
    pub fn left(&self) -> f32 {
        BOTTOM - self.y
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }
}

const FURNITURE: Style = Style::new(Typeface::Sans, 8.6, 1.3).in_ink(ink::QUIET);

/// What stands above and below the text of every page; the page's number is added.
pub(crate) struct Furniture {
    /// At the upper left.
    pub left: String,
    /// At the upper right.
    pub right: String,
    /// At the lower left.
    pub note: String,
    /// How many pages at the beginning go without.
    pub skipped: usize,
}

/// Returns what stands on every page of an edition but the cover.
pub(crate) fn furniture_of(source: Source) -> Furniture {
    let (left, right) = header_texts(source);
    Furniture {
        left,
        right,
        note: ask_newer(source),
        skipped: 1,
    }
}

/// Writes the running header and footer.
pub(crate) fn furnish(
    furniture: &Furniture,
    page_of: &str,
    pages: &mut [Page],
    shaper: &mut Shaper,
) {
    let count = pages.len().to_string();
    for (index, page) in pages.iter_mut().enumerate().skip(furniture.skipped) {
        let number = (index + 1).to_string();
        let of = fill(page_of, &[("page", &number), ("pages", &count)]);
        let header = [furniture.left.as_str(), furniture.right.as_str()];
        page.marks.extend(pair(shaper, Owner::Header, header, 44.0));
        page.marks
            .push(Mark::Fill(hairline(52.0), ink::STRONG_LINE));
        let footer = [furniture.note.as_str(), of.as_str()];
        page.marks
            .extend(pair(shaper, Owner::Footer, footer, PAGE.1 - 34.0));
    }
}

fn header_texts(source: Source) -> (String, String) {
    let handbook = &source.edition.handbook;
    let names = [handbook.organisation.as_str(), handbook.title.as_str()];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    (names.join(" · "), edition_line(source))
}

/// Returns “Edition 8 · in force from 1 December 2026”.
pub(crate) fn edition_line(source: Source) -> String {
    let number = source.edition.number.to_string();
    let date = source.phrases.date(source.edition.effective_on);
    let edition = fill(source.phrases.edition, &[("number", &number)]);
    let from = fill(source.phrases.in_force_from, &[("date", &date)]);
    format!("{edition} · {from}")
}

fn ask_newer(source: Source) -> String {
    let date = source.edition.next_expected_by;
    date.map(|date| {
        fill(
            source.phrases.ask_newer,
            &[("date", &source.phrases.date(date))],
        )
    })
    .unwrap_or_default()
}

fn hairline(y: f32) -> Area {
    Area {
        x: COLUMN.x,
        y,
        width: COLUMN.width,
        height: 0.5,
    }
}

/// Sets two texts on one line, one at each side; the left one is cut where it would not fit.
fn pair(shaper: &mut Shaper, owner: Owner, texts: [&str; 2], y: f32) -> Vec<Mark> {
    let right = width_of(shaper, texts[1], FURNITURE.typeface, FURNITURE.size);
    let room = COLUMN.width - right - 20.0;
    let left = one_line(shaper, owner, texts[0], COLUMN.x, room.max(60.0), y);
    let x = COLUMN.x + COLUMN.width - right;
    let right = one_line(shaper, owner, texts[1], x.max(COLUMN.x), COLUMN.width, y);
    left.into_iter().chain(right).collect()
}

fn one_line(
    shaper: &mut Shaper,
    owner: Owner,
    text: &str,
    x: f32,
    width: f32,
    y: f32,
) -> Vec<Mark> {
    let cut = cut_to(shaper, text, width);
    let spans = [span(owner, &cut, FURNITURE)];
    let lines = break_lines(shaper, &spans, FURNITURE.size, width);
    let texts = lines.into_iter().take(1).flat_map(|line| line.texts);
    texts
        .map(|mut text| {
            text.x += x;
            text.y = y;
            Mark::Text(text)
        })
        .collect()
}

fn cut_to(shaper: &mut Shaper, text: &str, width: f32) -> String {
    let (face, size) = (FURNITURE.typeface, FURNITURE.size);
    if width_of(shaper, text, face, size) <= width {
        return text.to_string();
    }
    let mut kept = String::new();
    for word in text.split_whitespace() {
        let longer = format!("{kept} {word}");
        if width_of(shaper, &format!("{longer} …"), face, size) > width {
            break;
        }
        kept = longer.trim_start().to_string();
    }
    format!("{kept} …")
}

/// Repeats a strip for the eye only: it is read aloud once.
fn as_decoration(strip: &Strip) -> Strip {
    let mut again = strip.clone();
    again.anchors.clear();
    for mark in &mut again.marks {
        if let Mark::Text(text) = mark {
            text.owner = Owner::Decoration;
        }
    }
    again
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(height: f32, is_kept: bool) -> Strip {
        let area = Area {
            x: 0.0,
            y: 0.0,
            width: 1.0,
            height,
        };
        Strip {
            height,
            is_kept,
            marks: vec![Mark::Fill(area, ink::TEXT)],
            ..Strip::default()
        }
    }

    fn counts(blocks: Vec<Vec<Strip>>) -> Vec<usize> {
        let mut stack = Stack::default();
        let block = |strips| Block {
            strips,
            starts_page: false,
        };
        stack.place_all(blocks.into_iter().map(block).collect());
        stack.pages.iter().map(|page| page.marks.len()).collect()
    }

    #[test]
    fn a_block_that_fits_on_one_page_is_kept_whole() {
        let third = || vec![strip(ROOM / 6.0, false), strip(ROOM / 6.0, false)];
        assert_eq!(counts(vec![third(), third(), third()]), [6]);
        assert_eq!(counts(vec![third(), third(), third(), third()]), [6, 2]);
    }

    #[test]
    fn a_heading_stays_with_the_text_below_it() {
        let mut long: Vec<Strip> = (0..9).map(|_| strip(ROOM / 10.0, false)).collect();
        long.push(strip(ROOM / 20.0, true));
        long.extend((0..9).map(|_| strip(ROOM / 10.0, false)));
        assert_eq!(counts(vec![long]), [9, 10]);
    }
}
