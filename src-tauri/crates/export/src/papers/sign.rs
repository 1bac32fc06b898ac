//! The lower part of the briefing sheet: when, led by whom, and who signs.

use crate::fonts::Typeface;
use crate::layout::parts::shortened;
use crate::layout::strip::{Column, Strip, Style, after, beside, paragraph};
use crate::layout::styles::{LABEL, SMALL};
use crate::layout::{Area, Mark, NodeId, Role, ink};
use crate::papers::Person;
use crate::papers::desk::{Desk, count, name, own};
use crate::phrases::fill;

/// How many people find room on the sheet.
const MOST: usize = 36;
/// How many lines there are where nobody is named.
const BLANKS: usize = 10;
const NAME: Style = Style::new(Typeface::Sans, 9.0, 1.2);
const GUTTER: f32 = 20.0;

/// Sets the lines that are filled in by hand.
pub(crate) fn sign(
    desk: &mut Desk,
    section: NodeId,
    people: &[Person],
    column: Column,
) -> Vec<Strip> {
    let words = desk.words;
    let (left, right) = halves(column);
    let mut strips = vec![Strip {
        gap: 10.0,
        ..beside(vec![
            blank_line(desk, section, words.date, left),
            blank_line(desk, section, words.led_by, right),
        ])
    }];
    let label = desk.heading(section, 2, own(words.present), LABEL, column);
    strips.extend(after(8.0, label));
    strips.extend(present(desk, section, people, column));
    strips.extend(after(6.0, blank_line(desk, section, words.absent, column)));
    strips
}

fn halves(column: Column) -> (Column, Column) {
    let width = (column.width - GUTTER) / 2.0;
    let at = |x| Column { x, width };
    (at(column.x), at(column.x + width + GUTTER))
}

/// Sets a label and a line to write on.
fn blank_line(desk: &mut Desk, section: NodeId, label: &str, column: Column) -> Vec<Strip> {
    let node = desk.tree.add(section, Role::Paragraph);
    let text = paragraph(&mut desk.shaper, node, label, LABEL, column);
    vec![with_line(text, 20.0, column)]
}

/// Draws a line below strips, at a fixed height.
fn with_line(strips: Vec<Strip>, height: f32, column: Column) -> Strip {
    let set = beside(vec![strips]);
    let down = height - set.height - 1.0;
    let marks = set.marks.into_iter();
    let mut marks: Vec<Mark> = marks
        .map(|mark| crate::layout::strip::moved(mark, 0.0, down))
        .collect();
    let line = Area {
        x: column.x,
        y: height - 0.6,
        width: column.width,
        height: 0.6,
    };
    marks.push(Mark::Fill(line, ink::STRONG_LINE));
    Strip {
        height,
        marks,
        ..Strip::default()
    }
}

/// Sets the names in two columns, read down the left one first.
fn present(desk: &mut Desk, section: NodeId, people: &[Person], column: Column) -> Vec<Strip> {
    let shown = people.len().min(MOST);
    let blanks = if people.is_empty() { BLANKS } else { 0 };
    let mut names: Vec<String> = people[..shown].iter().map(signer).collect();
    names.resize(shown + blanks, String::new());
    let rows = names.len().div_ceil(2);
    let height = match rows {
        0..=6 => 21.0,
        7..=12 => 17.5,
        _ => 14.5,
    };
    let (left, right) = halves(column);
    let list = desk.tree.add(section, Role::List);
    let mut sides: Vec<Vec<Strip>> = Vec::new();
    for (names, column) in names.chunks(rows.max(1)).zip([left, right]) {
        let lines = names
            .iter()
            .map(|name| name_line(desk, list, name, height, column));
        sides.push(lines.collect());
    }
    let mut strips = vec![beside(sides)];
    if people.len() > shown {
        let more = count((people.len() - shown) as u64);
        let more = fill(desk.words.more_people, &[("count", &more)]);
        strips.extend(after(3.0, desk.plain(section, own(&more), SMALL, column)));
    }
    strips
}

fn signer(person: &Person) -> String {
    shortened(&name(&person.name), 34)
}

fn name_line(desk: &mut Desk, list: NodeId, name: &str, height: f32, column: Column) -> Strip {
    let item = desk.tree.add(list, Role::Item);
    let body = desk.tree.add(item, Role::Body);
    let room = Column {
        width: column.width * 0.62,
        ..column
    };
    let text = paragraph(&mut desk.shaper, body, name, NAME, room);
    with_line(text.into_iter().take(1).collect(), height, column)
}
