//! The steps of a standard: number, what to do, who does it, and how long it may take.

use crate::layout::compose::Galley;
use crate::layout::lines::width_of;
use crate::layout::parts::{hung, label, long, one_line};
use crate::layout::reading::Reading;
use crate::layout::strip::{
    Column, Strip, after, beside, height_of, merged, paragraph, rule, together,
};
use crate::layout::styles::{BODY, CODE, SMALL, TIME};
use crate::layout::tree::Role;
use crate::layout::{NodeId, ink};

const NUMBER: f32 = 22.0;
/// A step up to this height is never divided.
const TALLEST: f32 = 220.0;

/// Sets the steps.
pub(crate) fn steps(
    galley: &mut Galley,
    parent: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    if reading.standard.steps.is_empty() {
        return Vec::new();
    }
    let mut strips = label(galley, parent, galley.source.phrases.steps, column);
    let list = galley.tree.add(parent, Role::NumberedList);
    let room = time_width(galley, reading);
    for index in 0..reading.standard.steps.len() {
        strips.extend(step(galley, list, reading, index, (column, room)));
    }
    strips
}

/// Returns the width that the longest time takes.
fn time_width(galley: &mut Galley, reading: Reading) -> f32 {
    let limit = galley.source.phrases.limit;
    let times = reading.standard.steps.iter().filter_map(|step| step.time);
    let widths =
        times.map(|time| width_of(&mut galley.shaper, &limit(time), TIME.typeface, TIME.size));
    widths.fold(0.0, f32::max).min(150.0)
}

fn step(
    galley: &mut Galley,
    list: NodeId,
    reading: Reading,
    index: usize,
    (column, room): (Column, f32),
) -> Vec<Strip> {
    let item = galley.tree.add(list, Role::Item);
    let number = galley.tree.add(item, Role::Label);
    let body = galley.tree.add(item, Role::Body);
    let number_style = crate::layout::strip::Style {
        leading: 1.5,
        ..CODE
    };
    let number = paragraph(
        &mut galley.shaper,
        number,
        &(index + 1).to_string(),
        number_style,
        column,
    );
    let main = Column {
        x: column.x + NUMBER,
        width: column.width - NUMBER - if room > 0.0 { room + 14.0 } else { 0.0 },
    };
    let mut text = long(galley, body, reading.step(index), BODY, main);
    let time = time(galley, body, reading, index, column);
    text.extend(actor(galley, body, reading, index, main));
    let mut strips = hung(number, hung(time, text));
    if height_of(&strips) <= TALLEST {
        strips = vec![merged(strips)];
    }
    let line = Strip {
        gap: 3.0,
        ..rule(column, 0.5, ink::LINE)
    };
    if let Some(last) = strips.last_mut() {
        last.is_kept = true;
    }
    strips.push(line);
    after(3.0, strips)
}

/// Sets a step's time at the right edge.
fn time(
    galley: &mut Galley,
    body: NodeId,
    reading: Reading,
    index: usize,
    column: Column,
) -> Vec<Strip> {
    let Some(time) = reading.standard.steps[index].time else {
        return Vec::new();
    };
    let text = (galley.source.phrases.limit)(time);
    let width = width_of(&mut galley.shaper, &text, TIME.typeface, TIME.size).min(150.0);
    let right = Column {
        x: column.x + column.width - width,
        width: width + 1.0,
    };
    let node = galley.tree.add(body, Role::Paragraph);
    vec![beside(vec![paragraph(
        &mut galley.shaper,
        node,
        &text,
        TIME,
        right,
    )])]
}

fn actor(
    galley: &mut Galley,
    body: NodeId,
    reading: Reading,
    index: usize,
    column: Column,
) -> Vec<Strip> {
    let actor = reading.standard.steps[index].actor.as_ref();
    let Some(actor) = actor.filter(|actor| !actor.is_empty()) else {
        return Vec::new();
    };
    let node = galley.tree.add_in(body, Role::Paragraph, reading.foreign);
    together(paragraph(
        &mut galley.shaper,
        node,
        &one_line(&actor.0),
        SMALL,
        column,
    ))
}
