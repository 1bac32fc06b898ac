//! The printed list on which staff confirm an edition with their signatures.

use handbook::Language;
use jiff::civil::Date;

use crate::Error;
use crate::fonts::Typeface;
use crate::layout::pages::{Block, COLUMN, Stack};
use crate::layout::reading::Words;
use crate::layout::strip::{Column, Strip, Style, after, merged};
use crate::layout::styles::{LABEL, PLAIN, SMALL};
use crate::layout::{Area, Mark, NodeId, Role, Tree, ink};
use crate::papers::desk::{Desk, name, own};
use crate::papers::table::{Line, table};
use crate::papers::{Letterhead, Person};
use crate::phrases::fill;

/// How many rows a list without names has.
const BLANK_ROWS: usize = 16;
const TITLE: Style = Style::new(Typeface::SerifBold, 21.0, 1.2);
const STATEMENT: Style = Style::new(Typeface::Serif, 12.0, 1.45);

/// What staff of a branch are asked to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationSheet {
    /// Whose handbook it is.
    pub head: Letterhead,
    /// The number by which the sheet is entered and found again.
    pub number: u32,
    /// The edition's number.
    pub edition: u32,
    /// From when on it holds.
    pub effective_on: Date,
    /// The branch's name.
    pub branch: String,
    /// The exact words that are agreed to.
    pub statement: String,
    /// The language of these words.
    pub statement_in: Language,
    /// Who is to sign; nobody gives empty rows.
    pub people: Vec<Person>,
}

/// Writes the list that staff sign as a PDF.
pub fn confirmation_sheet(sheet: &ConfirmationSheet, language: Language) -> Result<Vec<u8>, Error> {
    let mut desk = Desk::new(&sheet.head, language);
    let mut stack = Stack::default();
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let strips = top(&mut desk, section, sheet);
    stack.place_all(vec![Block {
        strips,
        starts_page: true,
    }]);
    let words = desk.words;
    let heads = [
        words.number,
        words.name,
        words.role,
        words.date,
        words.signature,
    ];
    let shares = [26.0, 130.0, 100.0, 66.0, 118.0];
    let (table, head) = table(&mut desk, section, &heads, &shares, COLUMN);
    let table = table.with_padding(8.0);
    let rows = rows(&sheet.people);
    let rows = rows.iter().map(|cells| table.row(&mut desk, cells));
    stack.place_table(
        Vec::new(),
        after(14.0, vec![head]).remove(0),
        rows.collect(),
    );
    let number = fill(words.sheet_number, &[("number", &sheet.number.to_string())]);
    let edition = fill(
        desk.phrases.edition,
        &[("number", &sheet.edition.to_string())],
    );
    let branch = name(&sheet.branch);
    let right = format!("{branch} · {edition} · {number}");
    let title = format!("{}: {branch}, {edition}", words.confirmation);
    desk.finish(&sheet.head, (&title, &right), stack)
}

fn rows(people: &[Person]) -> Vec<Vec<Vec<Line>>> {
    let blank = Person {
        name: String::new(),
        role: String::new(),
    };
    let blanks = if people.is_empty() { BLANK_ROWS } else { 0 };
    let people = people.iter().chain(std::iter::repeat_n(&blank, blanks));
    let numbered = people.zip(1..);
    numbered
        .map(|(person, number)| {
            vec![
                vec![Line::new(format!("{number}"), SMALL)],
                vec![Line::new(name(&person.name), PLAIN)],
                vec![Line::new(name(&person.role), SMALL)],
                Vec::new(),
                Vec::new(),
            ]
        })
        .collect()
}

fn top(desk: &mut Desk, section: NodeId, sheet: &ConfirmationSheet) -> Vec<Strip> {
    let words = desk.words;
    let mut strips = desk.heading(section, 1, own(words.confirmation), TITLE, COLUMN);
    let line = desk.edition_line(sheet.edition, sheet.effective_on);
    let line = format!("{} · {line}", name(&sheet.branch));
    strips.extend(desk.plain(section, own(&line), PLAIN, COLUMN));
    strips.extend(after(12.0, vec![statement(desk, section, sheet)]));
    let note = desk.plain(section, own(words.confirmation_use), SMALL, COLUMN);
    strips.extend(after(8.0, note));
    strips
}

/// Sets the exact words, with a bar beside them.
fn statement(desk: &mut Desk, section: NodeId, sheet: &ConfirmationSheet) -> Strip {
    let column = Column {
        width: COLUMN.width - 28.0,
        ..COLUMN.indented(14.0)
    };
    let mut strips = desk.plain(section, own(desk.words.statement), LABEL, column);
    let exact = Words {
        text: &sheet.statement,
        language: desk.if_foreign(sheet.statement_in),
    };
    strips.extend(desk.plain(section, exact, STATEMENT, column));
    let mut whole = merged(strips);
    let bar = Area {
        x: COLUMN.x,
        y: 0.0,
        width: 2.4,
        height: whole.height,
    };
    whole.marks.insert(0, Mark::Fill(bar, ink::BRASS_MARK));
    whole
}
