//! What helps staff to follow a standard: what they may decide, examples, words, reasons.

use handbook::Language;

use crate::layout::compose::Galley;
use crate::layout::parts::{Field, label, labelled, listed, long, one_line, plain, two_columns};
use crate::layout::reading::{Reading, Words};
use crate::layout::strip::{Column, Strip, after, kept};
use crate::layout::styles::{BODY, SMALL};
use crate::layout::{Area, Mark, NodeId, ink};
use crate::phrases::fill;

/// Sets what may be decided, and the exceptions.
pub(crate) fn decisions(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let standard = reading.standard;
    let may = |galley: &mut Galley, column: Column| {
        let mut strips = label(galley, section, galley.source.phrases.may_decide, column);
        for index in 0..standard.empowerment.len() {
            let text = may_text(galley, reading, index);
            let words = Words {
                text: &text.0,
                language: text.1,
            };
            strips.extend(after(2.0, plain(galley, section, words, BODY, column)));
        }
        strips
    };
    let except = |galley: &mut Galley, column: Column| {
        let mut strips = label(galley, section, galley.source.phrases.except, column);
        for index in 0..standard.exceptions.len() {
            let (when, holds) = reading.exception(index);
            let colon = if when.text.is_empty() || holds.text.is_empty() {
                ""
            } else {
                ": "
            };
            let text = format!("{}{colon}{}", one_line(when.text), one_line(holds.text));
            let words = Words {
                text: &text,
                language: when.language,
            };
            strips.extend(after(2.0, plain(galley, section, words, BODY, column)));
        }
        strips
    };
    let left: Option<Field> = (!standard.empowerment.is_empty()).then_some(&may);
    let right: Option<Field> = (!standard.exceptions.is_empty()).then_some(&except);
    two_columns(galley, column, left, right)
}

fn may_text(galley: &Galley, reading: Reading, index: usize) -> (String, Option<Language>) {
    let own = &reading.standard.empowerment[index];
    let words = reading.may(index);
    let mut text = one_line(words.text);
    if !own.who.is_empty() {
        text = format!("{}: {text}", one_line(&own.who.0));
    }
    if !own.up_to.trim().is_empty() {
        let limit = fill(
            galley.source.phrases.up_to,
            &[("limit", &one_line(&own.up_to))],
        );
        text = format!("{text} ({limit})");
    }
    (text, words.language)
}

/// Sets good and bad examples.
pub(crate) fn examples(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let (dos, donts) = (reading.dos(), reading.donts());
    let good = |galley: &mut Galley, column: Column| {
        let mut strips = label(galley, section, galley.source.phrases.dos, column);
        strips.extend(listed(galley, section, &dos, "✓", column));
        strips
    };
    let bad = |galley: &mut Galley, column: Column| {
        let mut strips = label(galley, section, galley.source.phrases.donts, column);
        strips.extend(listed(galley, section, &donts, "×", column));
        strips
    };
    let left: Option<Field> = (!dos.is_empty()).then_some(&good);
    let right: Option<Field> = (!donts.is_empty()).then_some(&bad);
    two_columns(galley, column, left, right)
}

/// Sets where a case goes that cannot be closed in time.
pub(crate) fn escalation(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let escalation = reading.standard.escalation.as_ref();
    let Some(escalation) = escalation.filter(|escalation| !escalation.to.is_empty()) else {
        return Vec::new();
    };
    let phrases = galley.source.phrases;
    let role = one_line(&escalation.to.0);
    let text = match escalation.after.map(phrases.limit) {
        Some(limit) => fill(
            phrases.escalate_after,
            &[("role", &role), ("limit", &limit)],
        ),
        None => fill(phrases.escalate_to, &[("role", &role)]),
    };
    let words = Words {
        text: &text,
        language: None,
    };
    let mut strips = label(galley, section, phrases.escalation, column);
    strips.extend(plain(galley, section, words, BODY, column));
    strips
}

/// Sets what is practised: the words to say, and the role play.
pub(crate) fn practice(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let mut strips = words_to_say(galley, section, reading, column);
    let Some((situation, answer)) = reading.role_play() else {
        return strips;
    };
    if situation.text.trim().is_empty() && answer.text.trim().is_empty() {
        return strips;
    }
    strips.extend(label(galley, section, phrases.role_play, column));
    for (name, words) in [
        (phrases.situation, situation),
        (phrases.good_answer, answer),
    ] {
        if !words.text.trim().is_empty() {
            strips.extend(after(2.0, labelled(galley, section, name, words, column)));
        }
    }
    strips
}

fn words_to_say(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let mut strips = label(galley, section, galley.source.phrases.script, column);
    let script = long(
        galley,
        section,
        reading.script(),
        BODY,
        column.indented(14.0),
    );
    if script.is_empty() {
        return Vec::new();
    }
    strips.extend(barred(after(3.0, script), column));
    strips
}

/// Draws a brass bar along the left side.
fn barred(mut strips: Vec<Strip>, column: Column) -> Vec<Strip> {
    for (index, strip) in strips.iter_mut().enumerate() {
        let above = if index == 0 { 0.0 } else { strip.gap };
        let area = Area {
            x: column.x,
            y: -above,
            width: 2.0,
            height: strip.height + above,
        };
        strip.marks.insert(0, Mark::Fill(area, ink::BRASS_MARK));
    }
    strips
}

/// Sets what was learnt from customers and staff, and the references.
pub(crate) fn evidence(
    galley: &mut Galley,
    section: NodeId,
    reading: Reading,
    column: Column,
) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let standard = reading.standard;
    let mut strips = Vec::new();
    if !standard.evidence.is_empty() {
        strips.extend(label(galley, section, phrases.why, column));
    }
    for evidence in &standard.evidence {
        let date = evidence.on.map(|date| phrases.date(date));
        let kind = Some(phrases.evidence(evidence.kind).to_string());
        let sample = Some(one_line(&evidence.sample)).filter(|sample| !sample.is_empty());
        let source: Vec<String> = [kind, sample, date].into_iter().flatten().collect();
        let source = source.join(" · ");
        let learnt = reading.source(&evidence.learnt);
        strips.extend(after(
            2.0,
            kept(plain(galley, section, learnt, BODY, column)),
        ));
        let source = Words {
            text: &source,
            language: None,
        };
        strips.extend(plain(galley, section, source, SMALL, column));
    }
    if !standard.references.is_empty() {
        let references = standard.references.join(" · ");
        let words = reading.source(&references);
        strips.extend(after(
            9.0,
            labelled(galley, section, phrases.references, words, column),
        ));
    }
    strips
}
