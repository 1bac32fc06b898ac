//! What changed between two texts of a standard, field by field and word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::{
    Empowerment, Escalation, Evidence, Exception, Measure, RolePlay, Standard, Step, Translation,
    Waiver,
};

/// Whether a piece of text stayed, came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "snake_case")
)]
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
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Piece {
    /// Its fate.
    pub kind: PieceKind,
    /// The words, with the spaces between them.
    pub text: String,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldDifference {
    /// The field's name as files hold it, such as `respond_within` or `step 2`.
    pub field: String,
    /// The words, in order.
    pub pieces: Vec<Piece>,
}

/// Compares two texts by Unicode words (UAX 29), as people would mark them up: what is rewritten
/// is deleted and inserted as a whole, and not around every word that both happen to hold.
pub fn word_difference(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_unicode_words(before, after);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let is_same = change.tag() == ChangeTag::Equal;
        if runs.last().is_none_or(|last| last.is_same != is_same) {
            runs.push(Run::empty(is_same));
        }
        let last = runs.last_mut().expect("one was just pushed");
        if change.tag() != ChangeTag::Insert {
            last.before.push_str(change.value());
        }
        if change.tag() != ChangeTag::Delete {
            last.after.push_str(change.value());
        }
    }
    rewritten(runs).into_iter().flat_map(Run::pieces).collect()
}

/// A stretch of both texts that is the same, or that replaces one by the other.
struct Run {
    is_same: bool,
    before: String,
    after: String,
}

impl Run {
    fn empty(is_same: bool) -> Self {
        Self {
            is_same,
            before: String::new(),
            after: String::new(),
        }
    }

    fn letters(&self) -> usize {
        self.before.chars().count().max(self.after.chars().count())
    }

    fn absorb(&mut self, next: &Self) {
        self.before.push_str(&next.before);
        self.after.push_str(&next.after);
    }

    fn pieces(self) -> Vec<Piece> {
        let piece = |kind, text| Piece { kind, text };
        let pieces = match self.is_same {
            true => vec![piece(PieceKind::Same, self.after)],
            false => vec![
                piece(PieceKind::Deleted, self.before),
                piece(PieceKind::Inserted, self.after),
            ],
        };
        let filled = pieces.into_iter().filter(|piece| !piece.text.is_empty());
        filled.collect()
    }
}

/// Joins changes where what is the same between them is no longer than either.
fn rewritten(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        joined.push(run);
        while let [.., first, same, last] = joined.as_mut_slice() {
            let is_short = same.letters() <= first.letters().min(last.letters());
            if !same.is_same || first.is_same || !is_short {
                break;
            }
            first.absorb(same);
            first.absorb(last);
            joined.truncate(joined.len() - 2);
        }
    }
    joined
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

/// Lists a standard's fields as names and plain texts; empty ones are left out.
fn fields(standard: &Standard) -> Vec<(String, String)> {
    let mut fields = Fields::default();
    fields.identity(standard);
    fields.promise(standard);
    fields.leeway(standard);
    fields.teaching(standard);
    fields.upkeep(standard);
    for (language, translation) in &standard.translations {
        fields.suffix = format!(" ({language})");
        fields.translation(translation);
    }
    fields.list
}

#[derive(Default)]
struct Fields {
    list: Vec<(String, String)>,
    /// Stands behind each name: the language of a translation.
    suffix: String,
}

impl Fields {
    fn add(&mut self, name: &str, text: impl ToString) {
        let text = text.to_string();
        if !text.is_empty() {
            self.list.push((format!("{name}{}", self.suffix), text));
        }
    }

    fn numbered(&mut self, name: &str, texts: impl Iterator<Item = String>) {
        let numbered = texts.enumerate();
        numbered.for_each(|(index, text)| self.add(&format!("{name} {}", index + 1), text));
    }

    fn identity(&mut self, s: &Standard) {
        self.add("code", &s.code);
        self.add("title", &s.title);
        self.add("force", s.force);
        self.add("kind", s.kind);
        self.add("section", &s.section);
        self.add("stage", text_of(s.stage));
        self.add("channels", join(&s.channels));
        self.add("actor", &s.actor);
        self.add("audience", join(&s.audience));
    }

    fn promise(&mut self, s: &Standard) {
        self.add("statement", &s.statement);
        self.add("starts_when", &s.starts_when);
        self.add("respond_within", text_of(s.respond_within));
        self.add("resolve_within", text_of(s.resolve_within));
        self.add("late_after", text_of(s.late_after));
        self.add("measure", text_of(s.measure.as_ref().map(measure)));
        self.numbered("step", s.steps.iter().map(step));
    }

    fn leeway(&mut self, s: &Standard) {
        self.exceptions(&s.exceptions);
        let may = |e: &Empowerment| format!("{}: {} ({})", e.who, e.may, e.up_to);
        self.numbered("empowerment", s.empowerment.iter().map(may));
        let to = |e: &Escalation| format!("{} {}", e.to, text_of(e.after));
        self.add("escalation", text_of(s.escalation.as_ref().map(to)));
    }

    fn teaching(&mut self, s: &Standard) {
        self.numbered("do", s.dos.iter().cloned());
        self.numbered("dont", s.donts.iter().cloned());
        self.add("script", &s.script);
        self.role_play(s.role_play.as_ref());
    }

    fn upkeep(&mut self, s: &Standard) {
        let evidence =
            |e: &Evidence| format!("{} {} {}: {}", e.kind, text_of(e.on), e.sample, e.learnt);
        self.numbered("evidence", s.evidence.iter().map(evidence));
        self.add("owner", &s.owner);
        self.add("review_on", text_of(s.review_on));
        self.numbered("reference", s.references.iter().cloned());
        let waiver = |w: &Waiver| format!("{} {}: {} ({})", w.rule, w.sentence, w.reason, w.by);
        self.numbered("waiver", s.waivers.iter().map(waiver));
    }

    fn translation(&mut self, text: &Translation) {
        self.add("title", &text.title);
        self.add("statement", &text.statement);
        self.add("starts_when", &text.starts_when);
        self.numbered("step", text.steps.iter().cloned());
        self.exceptions(&text.exceptions);
        self.numbered("empowerment", text.empowerment.iter().cloned());
        self.numbered("do", text.dos.iter().cloned());
        self.numbered("dont", text.donts.iter().cloned());
        self.add("script", &text.script);
        self.role_play(text.role_play.as_ref());
    }

    fn exceptions(&mut self, exceptions: &[Exception]) {
        self.numbered(
            "exception",
            exceptions
                .iter()
                .map(|e| format!("{}: {}", e.when, e.holds)),
        );
    }

    fn role_play(&mut self, role_play: Option<&RolePlay>) {
        let text = role_play.map(|r| format!("{}\n{}", r.situation, r.good_answer));
        self.add("role_play", text_of(text));
    }
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
    fn what_is_rewritten_is_marked_as_a_whole() {
        let pieces = word_difference(
            "Staff should try to resolve it within 5 working days of the call.",
            "The adviser who takes the call resolves it within 2 working days of the call.",
        );
        let marked: Vec<_> = pieces.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(
            marked,
            [
                (PieceKind::Deleted, "Staff should try to resolve"),
                (
                    PieceKind::Inserted,
                    "The adviser who takes the call resolves"
                ),
                (PieceKind::Same, " it within "),
                (PieceKind::Deleted, "5"),
                (PieceKind::Inserted, "2"),
                (PieceKind::Same, " working days of the call."),
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
