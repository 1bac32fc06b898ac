//! What changed between two texts of a standard, field by field and word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::{Measure, Standard, Step};

/// Whether a piece of text stayed, came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// In both texts.
    Same,
    /// Only in the later text.
    Inserted,
    /// Only in the earlier text.
    Deleted,
}

/// A run of words with one fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its fate.
    pub kind: PieceKind,
    /// The words, with the spaces between them.
    pub text: String,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldDifference {
    /// The field's name as files hold it, such as `respond_within` or `step 2`.
    pub field: String,
    /// The words, in order.
    pub pieces: Vec<Piece>,
}

/// Compares two texts by Unicode words (UAX 29).
pub fn word_difference(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_unicode_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Insert => PieceKind::Inserted,
            ChangeTag::Delete => PieceKind::Deleted,
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => pieces.push(Piece {
                kind,
                text: change.value().to_string(),
            }),
        }
    }
    pieces
}

/// Compares two standards; fields that are equal are left out.
pub fn difference(before: &Standard, after: &Standard) -> Vec<FieldDifference> {
    let (old, new) = (fields(before), fields(after));
    let mut names: Vec<&String> = new.iter().map(|(name, _)| name).collect();
    names.extend(
        old.iter()
            .map(|(name, _)| name)
            .filter(|name| !new.iter().any(|n| n.0 == **name)),
    );
    let text = |fields: &[(String, String)], name: &str| {
        fields
            .iter()
            .find(|field| field.0 == name)
            .map(|field| field.1.clone())
            .unwrap_or_default()
    };
    names
        .into_iter()
        .map(|name| (name, text(&old, name), text(&new, name)))
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| FieldDifference {
            field: name.clone(),
            pieces: word_difference(&before, &after),
        })
        .collect()
}

/// Lists a standard's fields as names and plain texts.
fn fields(standard: &Standard) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, text: String| {
        if !text.is_empty() {
            list.push((name.to_string(), text));
        }
    };
    let s = standard;
    add("code", s.code.to_string());
    add("title", s.title.clone());
    add("force", s.force.to_string());
    add("kind", s.kind.to_string());
    add("section", s.section.clone());
    add("stage", text_of(s.stage));
    add("channels", join(&s.channels));
    add("actor", s.actor.to_string());
    add("audience", join(&s.audience));
    add("statement", s.statement.clone());
    add("starts_when", s.starts_when.clone());
    add("respond_within", text_of(s.respond_within));
    add("resolve_within", text_of(s.resolve_within));
    add("late_after", text_of(s.late_after));
    add(
        "measure",
        s.measure.as_ref().map(measure).unwrap_or_default(),
    );
    numbered(&mut add, "step", s.steps.iter().map(step));
    let exceptions = s
        .exceptions
        .iter()
        .map(|e| format!("{}: {}", e.when, e.holds));
    numbered(&mut add, "exception", exceptions);
    let may = s
        .empowerment
        .iter()
        .map(|e| format!("{}: {} ({})", e.who, e.may, e.up_to));
    numbered(&mut add, "empowerment", may);
    let escalation = s.escalation.as_ref();
    add(
        "escalation",
        escalation
            .map(|e| format!("{} {}", e.to, text_of(e.after)))
            .unwrap_or_default(),
    );
    numbered(&mut add, "do", s.dos.iter().cloned());
    numbered(&mut add, "dont", s.donts.iter().cloned());
    add("script", s.script.clone());
    let role_play = s.role_play.as_ref();
    add(
        "role_play",
        role_play
            .map(|r| format!("{}\n{}", r.situation, r.good_answer))
            .unwrap_or_default(),
    );
    let evidence = s
        .evidence
        .iter()
        .map(|e| format!("{} {} {}: {}", e.kind, text_of(e.on), e.sample, e.learnt));
    numbered(&mut add, "evidence", evidence);
    add("owner", s.owner.to_string());
    add("review_on", text_of(s.review_on));
    numbered(&mut add, "reference", s.references.iter().cloned());
    let waivers = s
        .waivers
        .iter()
        .map(|w| format!("{} {}: {} ({})", w.rule, w.sentence, w.reason, w.by));
    numbered(&mut add, "waiver", waivers);
    list.extend(translated(standard));
    list
}

fn translated(standard: &Standard) -> Vec<(String, String)> {
    let mut list = Vec::new();
    for (language, text) in &standard.translations {
        let mut add = |name: &str, text: String| {
            if !text.is_empty() {
                list.push((format!("{name} ({language})"), text));
            }
        };
        add("title", text.title.clone());
        add("statement", text.statement.clone());
        add("starts_when", text.starts_when.clone());
        numbered(&mut add, "step", text.steps.iter().cloned());
        let exceptions = text
            .exceptions
            .iter()
            .map(|e| format!("{}: {}", e.when, e.holds));
        numbered(&mut add, "exception", exceptions);
        numbered(&mut add, "empowerment", text.empowerment.iter().cloned());
        numbered(&mut add, "do", text.dos.iter().cloned());
        numbered(&mut add, "dont", text.donts.iter().cloned());
        add("script", text.script.clone());
        let role_play = text.role_play.as_ref();
        add(
            "role_play",
            role_play
                .map(|r| format!("{}\n{}", r.situation, r.good_answer))
                .unwrap_or_default(),
        );
    }
    list
}

fn numbered(add: &mut impl FnMut(&str, String), name: &str, texts: impl Iterator<Item = String>) {
    texts
        .enumerate()
        .for_each(|(index, text)| add(&format!("{name} {}", index + 1), text));
}

fn step(step: &Step) -> String {
    let notes = [
        step.actor.as_ref().map(ToString::to_string),
        step.time.map(|t| t.to_string()),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    if notes.is_empty() {
        step.text.clone()
    } else {
        format!("{} ({})", step.text, notes.join(", "))
    }
}

fn measure(measure: &Measure) -> String {
    let Measure {
        bound,
        percent,
        cases,
        done,
        source,
        ..
    } = measure;
    let within = measure
        .within
        .map(|limit| format!(" within {limit}"))
        .unwrap_or_default();
    let per = measure
        .per
        .map(|period| format!(", each {period}"))
        .unwrap_or_default();
    format!("{bound} {percent} % of {cases} {done}{within}{per}, source: {source}")
}

fn text_of(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn join(values: &[impl ToString]) -> String {
    values
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StandardId;

    #[test]
    fn a_number_in_a_field_shows_as_one_changed_word() {
        let mut before = Standard::empty(StandardId::NONE);
        before.statement = "The adviser answers the call.".to_string();
        before.respond_within = "2 minutes".parse().ok();
        let mut after = before.clone();
        after.respond_within = "3 minutes".parse().ok();
        let [field] = &difference(&before, &after)[..] else {
            panic!("one field")
        };
        assert_eq!(field.field, "respond_within");
        let kinds: Vec<_> = field
            .pieces
            .iter()
            .map(|p| (p.kind, p.text.as_str()))
            .collect();
        assert_eq!(
            kinds,
            [
                (PieceKind::Deleted, "2"),
                (PieceKind::Inserted, "3"),
                (PieceKind::Same, " minutes")
            ]
        );
    }

    #[test]
    fn telugu_words_are_whole_words() {
        let pieces = word_difference("కాల్‌కు రెండు నిమిషాల్లో", "కాల్‌కు మూడు నిమిషాల్లో");
        let changed: Vec<_> = pieces
            .iter()
            .filter(|p| p.kind != PieceKind::Same)
            .collect();
        assert_eq!(
            changed.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(),
            ["రెండు", "మూడు"]
        );
    }
}
