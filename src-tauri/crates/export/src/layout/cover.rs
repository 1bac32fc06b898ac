//! The cover: a plumb line, the title, and what identifies the edition.

use jiff::tz::TimeZone;

use crate::fonts::Typeface;
use crate::layout::compose::Galley;
use crate::layout::pages::edition_line;
use crate::layout::parts::{long, one_line, plain, shortened};
use crate::layout::reading::Words;
use crate::layout::strip::{Column, Strip, Style, after, height_of, merged, moved, paragraph};
use crate::layout::styles::PLAIN;
use crate::layout::tree::{Role, Tree};
use crate::layout::{Area, Corner, Mark, PAGE, Page, ink};
use crate::phrases::fill;

const LEFT: f32 = 102.0;
const COLUMN: Column = Column {
    x: LEFT,
    width: PAGE.0 - LEFT - 62.0,
};
const TITLE_TOP: f32 = 122.0;
const BOTTOM: f32 = PAGE.1 - 70.0;
const NOTE: Style = Style::new(Typeface::Serif, 13.0, 1.5).in_ink(ink::QUIET);

/// Draws the cover.
pub(crate) fn cover(galley: &mut Galley) -> Page {
    let section = galley.tree.add(Tree::ROOT, Role::Section);
    let mut marks = plumb_line();
    let top = merged(upper(galley, section));
    let bottom = merged(lower(galley, section));
    let end = BOTTOM - bottom.height;
    marks.extend(
        top.marks
            .into_iter()
            .map(|mark| moved(mark, 0.0, TITLE_TOP)),
    );
    marks.extend(bottom.marks.into_iter().map(|mark| moved(mark, 0.0, end)));
    Page { marks }
}

fn upper(galley: &mut Galley, section: usize) -> Vec<Strip> {
    let handbook = &galley.source.edition.handbook;
    let foreign = galley.foreign();
    let organisation = shortened(&one_line(&handbook.organisation), 160);
    let organisation = Words {
        text: &organisation,
        language: foreign,
    };
    let name = PLAIN.in_ink(ink::QUIET);
    let mut strips = plain(
        galley,
        section,
        organisation,
        Style { size: 12.0, ..name },
        COLUMN,
    );
    let heading = galley
        .tree
        .add_titled(section, Role::Heading(1), &handbook.title);
    galley.tree.nodes[heading].language = foreign;
    let title = title(galley, heading, &shortened(&one_line(&handbook.title), 300));
    strips.extend(after(12.0, title));
    let room = BOTTOM - TITLE_TOP - height_of(&strips) - 150.0;
    let note = note(galley, section, room);
    strips.extend(after(24.0, note));
    strips
}

/// Sets the title as large as its length allows.
fn title(galley: &mut Galley, heading: usize, text: &str) -> Vec<Strip> {
    let sizes = [54.0, 44.0, 34.0, 26.0, 18.0];
    let tallest = 330.0;
    let column = Column {
        width: 400.0,
        ..COLUMN
    };
    for size in sizes {
        let style = Style::new(Typeface::SerifBold, size, 1.1);
        let strips = paragraph(&mut galley.shaper, heading, text, style, column);
        let cuts = text.split_whitespace().count() < strips.len();
        if height_of(&strips) <= tallest && !cuts {
            return strips;
        }
    }
    let style = Style::new(Typeface::SerifBold, 14.0, 1.2);
    paragraph(&mut galley.shaper, heading, text, style, column)
}

/// Sets the release note, if it is short enough for the cover; else it stands on the next page.
fn note(galley: &mut Galley, section: usize, room: f32) -> Vec<Strip> {
    let text = galley.source.edition.note.as_str();
    if !is_cover_note(text) {
        return Vec::new();
    }
    let words = Words {
        text,
        language: galley.foreign(),
    };
    let column = Column {
        width: 360.0,
        ..COLUMN
    };
    let strips = long(galley, section, words, NOTE, column);
    if height_of(&strips) <= room {
        strips
    } else {
        Vec::new()
    }
}

/// Tells whether a release note is short enough for the cover.
pub(crate) fn is_cover_note(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= 400
}

fn lower(galley: &mut Galley, section: usize) -> Vec<Strip> {
    let source = galley.source;
    let languages = source.edition.handbook.languages.iter();
    let languages: Vec<&str> = languages.map(|language| language.own_name()).collect();
    let issued = source.edition.issued_at.to_zoned(TimeZone::UTC).date();
    let issued = fill(
        source.phrases.issued_on,
        &[("date", &source.phrases.date(issued))],
    );
    let count = source.phrases.standards(source.edition.revisions.len());
    let rows = [
        (edition_line(source), Typeface::SansBold, ink::TEXT),
        (
            format!("{count} · {}", languages.join(", ")),
            Typeface::Sans,
            ink::TEXT,
        ),
        (issued, Typeface::Sans, ink::QUIET),
    ];
    let mut strips = Vec::new();
    for (text, typeface, ink) in rows {
        let style = Style::new(typeface, 11.0, 1.6).in_ink(ink);
        let words = Words {
            text: &text,
            language: None,
        };
        strips.extend(plain(galley, section, words, style, COLUMN));
    }
    strips
}

/// Draws the plumb line and its bob.
fn plumb_line() -> Vec<Mark> {
    const X: f32 = 66.0;
    const TOP: f32 = 65.0;
    const LENGTH: f32 = 462.0;
    let line = Area {
        x: X - 0.7,
        y: TOP,
        width: 1.4,
        height: LENGTH,
    };
    let at = |x: f32, y: f32, is_handle: bool| Corner {
        x: X + x,
        y: TOP + LENGTH + y,
        is_handle,
    };
    let bob = vec![
        at(-9.2, 0.0, false),
        at(9.2, 0.0, false),
        at(9.2, 5.6, false),
        at(9.2, 15.6, true),
        at(2.8, 26.9, true),
        at(0.0, 36.8, false),
        at(-2.8, 26.9, true),
        at(-9.2, 15.6, true),
        at(-9.2, 5.6, false),
    ];
    vec![
        Mark::Fill(line, ink::BRASS_MARK),
        Mark::Shape(bob, ink::BRASS_MARK),
    ]
}
