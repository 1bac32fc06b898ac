//! Invite sheets: one page for each branch that is to join, to be handed over personally.

use handbook::Language;
use jiff::civil::Date;
use qrcode::{Color, EcLevel, QrCode};

use crate::Error;
use crate::fonts::Typeface;
use crate::layout::pages::{Block, COLUMN, Stack};
use crate::layout::strip::{Column, Strip, Style, after, beside, merged, paragraph};
use crate::layout::styles::{LABEL, SMALL, SUBHEAD};
use crate::layout::{Area, Mark, NodeId, Role, Tree, ink};
use crate::papers::Letterhead;
use crate::papers::desk::{Desk, name, own};
use crate::phrases::fill;

const TITLE: Style = Style::new(Typeface::SerifBold, 26.0, 1.2);
const VALUE: Style = Style::new(Typeface::Sans, 11.0, 1.45);
const ADDRESS: Style = Style::new(Typeface::Mono, 10.0, 1.45);
const WARNING: Style = Style::new(Typeface::SansBold, 11.0, 1.45);
const WORD: Style = Style::new(Typeface::MonoBold, 14.0, 1.4);
const NUMBER: Style = Style::new(Typeface::Sans, 9.0, 1.4).in_ink(ink::QUIET);
/// The side of the code, in points, its quiet zone not included.
const SIDE: f32 = 190.0;

/// Which branches are invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteSheet {
    /// Whose handbook it is.
    pub head: Letterhead,
    /// The branches; each gets a page.
    pub branches: Vec<InvitedBranch>,
}

/// What a branch is handed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedBranch {
    /// The branch's name.
    pub branch: String,
    /// Its region; empty for none.
    pub region: String,
    /// The role or name of whoever answers for it.
    pub manager: String,
    /// The depot's address; none where editions come by hand.
    pub depot: Option<String>,
    /// What the code says, at most 1,200 bytes.
    pub code: String,
    /// The same as words, in their order.
    pub words: Vec<String>,
    /// The last day on which the invite may be used.
    pub expires_on: Date,
}

/// Writes a page for each invited branch as a PDF.
pub fn invite_sheet(sheet: &InviteSheet, language: Language) -> Result<Vec<u8>, Error> {
    let mut desk = Desk::new(&sheet.head, language);
    let mut stack = Stack::default();
    for invited in &sheet.branches {
        let strips = page(&mut desk, invited)?;
        stack.place_all(vec![Block {
            strips,
            starts_page: true,
        }]);
    }
    let (title, right) = (desk.words.invite, desk.words.invite);
    desk.finish(&sheet.head, (title, right), stack)
}

fn page(desk: &mut Desk, invited: &InvitedBranch) -> Result<Vec<Strip>, Error> {
    let words = desk.words;
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let branch = name(&invited.branch);
    let anchor = desk.outline_entry(&branch);
    let mut strips = desk.plain(section, own(words.invite), LABEL, COLUMN);
    if let Some(first) = strips.first_mut() {
        first.anchors.push(anchor);
    }
    strips.extend(desk.heading(section, 1, own(&branch), TITLE, COLUMN));
    strips.extend(after(6.0, particulars(desk, section, invited)));
    strips.extend(after(14.0, vec![warning(desk, section)]));
    strips.extend(after(20.0, code_part(desk, section, invited)?));
    strips.extend(after(20.0, words_part(desk, section, invited)));
    Ok(strips)
}

fn particulars(desk: &mut Desk, section: NodeId, invited: &InvitedBranch) -> Vec<Strip> {
    let words = desk.words;
    let place = [&invited.region, &invited.manager].map(|text| name(text));
    let place: Vec<String> = place.into_iter().filter(|text| !text.is_empty()).collect();
    let mut strips = desk.plain(section, own(&place.join(" · ")), VALUE, COLUMN);
    let until = desk.phrases.date(invited.expires_on);
    strips.extend(after(
        10.0,
        labelled(desk, section, words.use_by, &until, VALUE),
    ));
    let depot = match &invited.depot {
        Some(depot) => labelled(desk, section, words.depot, &name(depot), ADDRESS),
        None => labelled(desk, section, words.depot, words.no_depot, VALUE),
    };
    strips.extend(after(6.0, depot));
    strips
}

fn labelled(
    desk: &mut Desk,
    section: NodeId,
    label: &str,
    value: &str,
    style: Style,
) -> Vec<Strip> {
    let mut strips = desk.plain(section, own(label), LABEL, COLUMN);
    strips.extend(desk.plain(section, own(value), style, COLUMN));
    strips
}

/// Sets the warning between two lines.
fn warning(desk: &mut Desk, section: NodeId) -> Strip {
    let text = desk.plain(section, own(desk.words.invite_warning), WARNING, COLUMN);
    let mut whole = merged(after(7.0, text));
    let line = |y| Area {
        x: COLUMN.x,
        y,
        width: COLUMN.width,
        height: 1.2,
    };
    for mark in &mut whole.marks {
        *mark = crate::layout::strip::moved(mark.clone(), 0.0, 7.0);
    }
    whole.height += 14.0;
    let bottom = line(whole.height - 1.2);
    whole.marks.push(Mark::Fill(line(0.0), ink::BRASS_MARK));
    whole.marks.push(Mark::Fill(bottom, ink::BRASS_MARK));
    Strip { gap: 0.0, ..whole }
}

fn code_part(
    desk: &mut Desk,
    section: NodeId,
    invited: &InvitedBranch,
) -> Result<Vec<Strip>, Error> {
    let words = desk.words;
    let mut strips = desk.heading(section, 2, own(words.code), SUBHEAD, COLUMN);
    let node = desk
        .tree
        .add_titled(section, Role::Figure, &alternative(desk, invited));
    let areas = modules(&invited.code)?;
    strips.push(Strip {
        gap: 10.0,
        height: SIDE,
        marks: vec![Mark::Drawing(areas, node, ink::TEXT)],
        ..Strip::default()
    });
    strips.extend(after(
        10.0,
        desk.plain(section, own(words.code_use), SMALL, COLUMN),
    ));
    Ok(strips)
}

fn alternative(desk: &Desk, invited: &InvitedBranch) -> String {
    let branch = name(&invited.branch);
    fill(desk.words.code_alternative, &[("branch", &branch)])
}

/// Draws the dark modules of a QR code (ISO/IEC 18004), those in a row as one.
fn modules(text: &str) -> Result<Vec<Area>, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|_| Error::Code { bytes: text.len() })?;
    let side = SIDE / code.width() as f32;
    let mut areas: Vec<Area> = Vec::new();
    for (row, colors) in code.to_colors().chunks(code.width()).enumerate() {
        let mut column = 0;
        for run in colors.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                areas.push(Area {
                    x: COLUMN.x + side * column as f32,
                    y: side * row as f32,
                    width: side * run.len() as f32,
                    // Rows overlap a little, so that no light shows between them.
                    height: side * 1.02,
                });
            }
            column += run.len();
        }
    }
    Ok(areas)
}

fn words_part(desk: &mut Desk, section: NodeId, invited: &InvitedBranch) -> Vec<Strip> {
    const IN_A_ROW: usize = 3;
    let words = desk.words;
    let mut strips = desk.heading(section, 2, own(words.words), SUBHEAD, COLUMN);
    strips.extend(desk.plain(section, own(words.words_use), SMALL, COLUMN));
    let list = desk.tree.add(section, Role::NumberedList);
    let width = COLUMN.width / IN_A_ROW as f32;
    let numbered: Vec<(usize, &String)> = (1..).zip(&invited.words).collect();
    for row in numbered.chunks(IN_A_ROW) {
        let cells = row.iter().enumerate().map(|(place, (number, word))| {
            let column = Column {
                x: COLUMN.x + width * place as f32,
                width: width - 10.0,
            };
            word_cell(desk, list, (*number, word), column)
        });
        let cells = cells.collect();
        strips.push(Strip {
            gap: 8.0,
            ..beside(cells)
        });
    }
    strips
}

fn word_cell(
    desk: &mut Desk,
    list: NodeId,
    (number, word): (usize, &str),
    column: Column,
) -> Vec<Strip> {
    let item = desk.tree.add(list, Role::Item);
    let label = desk.tree.add(item, Role::Label);
    let body = desk.tree.add(item, Role::Body);
    let number = fill("{number}. ", &[("number", &number.to_string())]);
    let number = paragraph(&mut desk.shaper, label, &number, NUMBER, column);
    let word = paragraph(
        &mut desk.shaper,
        body,
        &name(word),
        WORD,
        column.indented(18.0),
    );
    vec![beside(vec![after(4.0, number), word])]
}
