//! Tables whose heads are repeated on every page, and whose rows are never divided.

use crate::layout::strip::{Column, Strip, Style, beside, merged, paragraph};
use crate::layout::styles::LABEL;
use crate::layout::{Area, Mark, NodeId, Role, ink};
use crate::papers::desk::Desk;

const PADDING: f32 = 3.4;
const GUTTER: f32 = 8.0;

/// A table under construction.
pub(crate) struct Table {
    node: NodeId,
    columns: Vec<Column>,
    whole: Column,
    padding: f32,
}

/// A paragraph in a cell.
pub(crate) struct Line {
    /// Its words.
    pub text: String,
    /// How they look.
    pub style: Style,
}

impl Line {
    /// Makes a line.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        Self { text, style }
    }
}

/// Begins a table; `shares` are its columns' parts of the whole width. Returns it with its head.
pub(crate) fn table(
    desk: &mut Desk,
    parent: NodeId,
    heads: &[&str],
    shares: &[f32],
    whole: Column,
) -> (Table, Strip) {
    let node = desk.tree.add(parent, Role::Table);
    let columns = divided(shares, whole);
    let row = desk.tree.add(node, Role::Row);
    let cells = heads.iter().zip(&columns).map(|(head, column)| {
        let cell = desk.tree.add(row, Role::HeadCell);
        paragraph(&mut desk.shaper, cell, head, LABEL, *column)
    });
    let cells = beside(cells.collect());
    let table = Table {
        node,
        columns,
        whole,
        padding: PADDING,
    };
    let mut head = padded(cells, PADDING, 0.0);
    head.marks
        .push(underline(whole, head.height - 0.8, 0.8, true));
    (table, head)
}

impl Table {
    /// Leaves more room in every row, for handwriting.
    pub fn with_padding(self, padding: f32) -> Self {
        Self { padding, ..self }
    }

    /// Sets a row, which is never divided.
    pub fn row(&self, desk: &mut Desk, cells: &[Vec<Line>]) -> Strip {
        let row = desk.tree.add(self.node, Role::Row);
        let mut sides = Vec::with_capacity(cells.len());
        for (lines, column) in cells.iter().zip(&self.columns) {
            let cell = desk.tree.add(row, Role::Cell);
            let mut strips = Vec::new();
            for line in lines {
                let words = line.text.as_str();
                strips.extend(paragraph(
                    &mut desk.shaper,
                    cell,
                    words,
                    line.style,
                    *column,
                ));
            }
            sides.push(vec![merged(strips)]);
        }
        let mut strip = padded(beside(sides), self.padding, self.padding);
        strip
            .marks
            .push(underline(self.whole, strip.height - 0.5, 0.5, false));
        strip
    }
}

fn divided(shares: &[f32], whole: Column) -> Vec<Column> {
    let all: f32 = shares.iter().sum();
    let room = whole.width - GUTTER * (shares.len() as f32 - 1.0);
    let mut x = whole.x;
    let columns = shares.iter().map(|share| {
        let width = room * share / all;
        let column = Column { x, width };
        x += width + GUTTER;
        column
    });
    columns.collect()
}

/// Puts room above and below, which belongs to the strip.
fn padded(strip: Strip, above: f32, below: f32) -> Strip {
    let lowered = Strip {
        gap: above,
        ..strip
    };
    let padded = merged(vec![Strip::default(), lowered]);
    Strip {
        height: padded.height + below + 1.0,
        ..padded
    }
}

fn underline(column: Column, y: f32, thickness: f32, is_strong: bool) -> Mark {
    let area = Area {
        x: column.x,
        y,
        width: column.width,
        height: thickness,
    };
    let colour = if is_strong {
        ink::STRONG_LINE
    } else {
        ink::LINE
    };
    Mark::Fill(area, colour)
}
