//! What of a standard can be measured: the percentage in its box, and the three time limits.

use handbook::{Measure, Standard, TimeLimit};

use crate::fonts::Typeface;
use crate::layout::compose::Galley;
use crate::layout::lines::{Span, width_of};
use crate::layout::parts::label;
use crate::layout::reading::Reading;
use crate::layout::strip::{
    Column, Strip, after, beside, height_of, merged, moved, paragraph, rule, set, span,
};
use crate::layout::styles::{BODY, LABEL, LIMIT, PERCENT};
use crate::layout::tree::Role;
use crate::layout::{Area, Mark, NodeId, Owner, ink};

const PADDING: f32 = 11.0;
/// A taller box would not be seen as one.
const TALLEST_BOX: f32 = 260.0;

/// Sets the measure: the percentage, large, beside the sentence.
pub(crate) fn measure(
    galley: &mut Galley,
    parent: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let Some(measure) = &reading.standard.measure else {
        return Vec::new();
    };
    let (large, shown) = percentage(galley, measure, column.indented(PADDING));
    let node = galley.tree.add(parent, Role::Paragraph);
    let sentence = column.indented(PADDING + shown + 20.0);
    let sentence = Column {
        width: sentence.width - PADDING,
        ..sentence
    };
    let strips = measure_sentence(galley, node, measure, reading, sentence);
    if height_of(&strips) > TALLEST_BOX {
        let mut whole = label(galley, parent, galley.source.phrases.measured, column);
        whole.extend(measure_sentence(galley, node, measure, reading, column));
        return whole;
    }
    after(11.0, vec![boxed(large, merged(strips), column)])
}

/// Sets the percentage, which repeats the sentence's and is therefore decoration; returns it
/// with its width.
fn percentage(galley: &mut Galley, measure: &Measure, column: Column) -> (Strip, f32) {
    const GAP: f32 = 5.0;
    let number = measure.percent.to_string();
    let shaper = &mut galley.shaper;
    let width = width_of(shaper, &number, PERCENT.typeface, PERCENT.size);
    let sign = column.indented(width + GAP);
    let mut large = |text: &str, column| {
        set(
            shaper,
            &[span(Owner::Decoration, text, PERCENT)],
            PERCENT,
            column,
        )
    };
    let strip = beside(vec![large(&number, column), large("%", sign)]);
    let sign = width_of(shaper, "%", PERCENT.typeface, PERCENT.size);
    (strip, width + GAP + sign)
}

fn boxed(large: Strip, sentence: Strip, column: Column) -> Strip {
    let height = large.height.max(sentence.height) + 2.0 * PADDING;
    let mut marks = frame(column, height);
    for part in [large, sentence] {
        let down = (height - part.height) / 2.0;
        marks.extend(part.marks.into_iter().map(|mark| moved(mark, 0.0, down)));
    }
    Strip {
        height,
        marks,
        ..Strip::default()
    }
}

fn frame(column: Column, height: f32) -> Vec<Mark> {
    const LINE: f32 = 0.9;
    let Column { x, width } = column;
    let side = |x, y, width, height| {
        let area = Area {
            x,
            y,
            width,
            height,
        };
        Mark::Fill(area, ink::TEXT)
    };
    vec![
        side(x, 0.0, width, LINE),
        side(x, height - LINE, width, LINE),
        side(x, 0.0, LINE, height),
        side(x + width - LINE, 0.0, LINE, height),
    ]
}

fn measure_sentence(
    galley: &mut Galley,
    node: NodeId,
    measure: &Measure,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let limit = measure.within.map(galley.source.phrases.limit);
    let mut spans: Vec<Span> = Vec::new();
    for (text, is_own) in galley.source.phrases.measure(measure) {
        // Where some pieces have a language of their own, all of them need nodes, in their order.
        let owner = match reading.foreign {
            Some(_) => {
                let language = reading.foreign.filter(|_| is_own);
                Owner::Node(galley.tree.add_in(node, Role::Span, language))
            }
            None => Owner::Node(node),
        };
        spans.extend(with_strong(&text, limit.as_deref(), owner));
    }
    set(&mut galley.shaper, &spans, BODY, column)
}

/// Makes spans of a text, the time limit in it standing out.
fn with_strong(text: &str, limit: Option<&str>, owner: Owner) -> Vec<Span> {
    let Some((limit, (before, after))) = limit.and_then(|l| Some((l, text.split_once(l)?))) else {
        return vec![span(owner, text, BODY)];
    };
    let strong = Span {
        typeface: Typeface::SerifBold,
        ..span(owner, limit, BODY)
    };
    vec![span(owner, before, BODY), strong, span(owner, after, BODY)]
}

/// Sets the time limits that there are, side by side.
pub(crate) fn limits(
    galley: &mut Galley,
    parent: NodeId,
    standard: &Standard,
    column: Column,
) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let all: [(&str, Option<TimeLimit>); 3] = [
        (phrases.respond_within, standard.respond_within),
        (phrases.resolve_within, standard.resolve_within),
        (phrases.late_after, standard.late_after),
    ];
    let cells: Vec<(&str, String)> = all
        .into_iter()
        .filter_map(|(label, limit)| Some((label, (phrases.limit)(limit?))))
        .collect();
    if cells.is_empty() {
        return Vec::new();
    }
    after(12.0, vec![table(galley, parent, &cells, column)])
}

fn table(galley: &mut Galley, parent: NodeId, cells: &[(&str, String)], column: Column) -> Strip {
    let node = galley.tree.add(parent, Role::Table);
    let (heads, values) = (
        galley.tree.add(node, Role::Row),
        galley.tree.add(node, Role::Row),
    );
    let width = column.width / 3.0;
    let at = |index: usize| Column {
        x: column.x + width * index as f32 + if index == 0 { 0.0 } else { 10.0 },
        width: width - 18.0,
    };
    let (mut top, mut bottom) = (Vec::new(), Vec::new());
    for (index, (label, _)) in cells.iter().enumerate() {
        let cell = galley.tree.add(heads, Role::HeadCell);
        top.push(paragraph(&mut galley.shaper, cell, label, LABEL, at(index)));
    }
    for (index, (_, limit)) in cells.iter().enumerate() {
        let cell = galley.tree.add(values, Role::Cell);
        bottom.push(paragraph(&mut galley.shaper, cell, limit, LIMIT, at(index)));
    }
    let rows = vec![
        rule(column, 0.8, ink::STRONG_LINE),
        row(5.0, top),
        row(3.0, bottom),
        Strip {
            gap: 6.0,
            ..rule(column, 0.8, ink::STRONG_LINE)
        },
    ];
    let mut whole = merged(rows);
    for index in 1..cells.len() {
        let area = Area {
            x: column.x + width * index as f32,
            y: 0.0,
            width: 0.6,
            height: whole.height,
        };
        whole.marks.push(Mark::Fill(area, ink::LINE));
    }
    whole
}

fn row(gap: f32, cells: Vec<Vec<Strip>>) -> Strip {
    Strip {
        gap,
        ..beside(cells)
    }
}
