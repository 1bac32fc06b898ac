//! What a changed standard asks, before and now, word by word in one language.

use handbook::{Language, Piece, Standard, TimeLimit, word_difference};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

use crate::layout::parts::one_line;
use crate::layout::reading::{Reading, Words};
use crate::papers::desk::own;
use crate::phrases::{Phrases, fill};

/// A field whose words differ.
pub(crate) struct Difference {
    /// What the field is called; none for the statement.
    pub label: Option<&'static str>,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// Their language, if it is not that of the document.
    pub language: Option<Language>,
}

/// A field's words. The same field of two texts has the same key.
struct Fact {
    key: (usize, usize),
    label: Option<&'static str>,
    text: String,
    language: Option<Language>,
}

/// Lists the fields that differ, those first that most depends on. A standard that is not there
/// has no words.
pub(crate) fn differences(
    before: Option<&Standard>,
    now: Option<&Standard>,
    (written_in, language): (Language, Language),
    phrases: &Phrases,
) -> Vec<Difference> {
    let read = |standard: Option<&Standard>, language| {
        let reading = standard.map(|standard| Reading::new(standard, written_in, language));
        reading.map_or(Vec::new(), |reading| facts(reading, phrases))
    };
    let sides = [before, now].map(|standard| read(standard, language));
    let foreign = (written_in != language).then_some(written_in);
    let found = compared(&sides, foreign);
    if !found.is_empty() || foreign.is_none() {
        return found;
    }
    // The translation lags behind: what changed is shown in the words that did change.
    let sides = [before, now].map(|standard| read(standard, written_in));
    let found = compared(&sides, None).into_iter();
    found
        .map(|difference| Difference {
            language: foreign,
            ..difference
        })
        .collect()
}

fn compared([before, now]: &[Vec<Fact>; 2], foreign: Option<Language>) -> Vec<Difference> {
    let mut keys: Vec<(usize, usize)> = before.iter().chain(now).map(|fact| fact.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let place = |facts: &[Fact], key| facts.iter().position(|fact| fact.key == key);
    let found = keys.into_iter().filter_map(|key| {
        let old = place(before, key).map(|place| &before[place]);
        let new = place(now, key).map(|place| &now[place]);
        let shown = new.or(old)?;
        let text = |fact: Option<&Fact>| fact.map_or(String::new(), |fact| fact.text.clone());
        let (old_text, new_text) = (text(old), text(new));
        let is_foreign = [old, new]
            .into_iter()
            .flatten()
            .any(|f| f.language.is_some());
        (old_text != new_text).then(|| Difference {
            label: shown.label,
            pieces: word_difference(&old_text, &new_text),
            language: foreign.filter(|_| is_foreign),
        })
    });
    found.collect()
}

/// Lists what a standard asks, the most important first.
fn facts(reading: Reading, phrases: &Phrases) -> Vec<Fact> {
    let standard = reading.standard;
    let mut list = List::default();
    list.add(None, reading.statement());
    list.add(
        Some(phrases.respond_within),
        own(&limit(standard.respond_within, phrases)),
    );
    list.add(
        Some(phrases.resolve_within),
        own(&limit(standard.resolve_within, phrases)),
    );
    list.add(
        Some(phrases.late_after),
        own(&limit(standard.late_after, phrases)),
    );
    let pieces = standard.measure.iter().flat_map(|m| phrases.measure(m));
    let measure: String = pieces.map(|(text, _)| text).collect();
    list.add(Some(phrases.measured), own(&measure));
    list.all(phrases.may_decide, standard.empowerment.len(), |index| {
        let up_to = standard.empowerment[index].up_to.as_str();
        (reading.may(index), up_to_limit(up_to, phrases))
    });
    list.all(phrases.except, standard.exceptions.len(), |index| {
        let (when, holds) = reading.exception(index);
        (when, format!(": {}", holds.text))
    });
    list.add(
        Some(phrases.escalation),
        own(&escalation(standard, phrases)),
    );
    list.all(phrases.steps, standard.steps.len(), |index| {
        let time = limit(standard.steps[index].time, phrases);
        let time = if time.is_empty() {
            time
        } else {
            format!(" ({time})")
        };
        (reading.step(index), time)
    });
    list.add(Some(phrases.starts_when), reading.starts_when());
    list.add(Some(phrases.actor), reading.source(&standard.actor.0));
    list.add(Some(phrases.script), reading.script());
    list.listed(phrases.dos, &reading.dos());
    list.listed(phrases.donts, &reading.donts());
    list.add(None, own(phrases.force(standard.force)));
    list.facts
}

#[derive(Default)]
struct List {
    facts: Vec<Fact>,
    field: usize,
}

impl List {
    fn add(&mut self, label: Option<&'static str>, words: Words) {
        self.push(label, 0, words, "");
        self.field += 1;
    }

    fn all<'a>(
        &mut self,
        label: &'static str,
        count: usize,
        item: impl Fn(usize) -> (Words<'a>, String),
    ) {
        for index in 0..count {
            let (words, more) = item(index);
            self.push(Some(label), index, words, &more);
        }
        self.field += 1;
    }

    fn listed(&mut self, label: &'static str, items: &[Words]) {
        for (index, words) in items.iter().enumerate() {
            self.push(Some(label), index, *words, "");
        }
        self.field += 1;
    }

    fn push(&mut self, label: Option<&'static str>, index: usize, words: Words, more: &str) {
        let text = plain_text(words.text);
        if text.is_empty() {
            return;
        }
        self.facts.push(Fact {
            key: (self.field, index),
            label,
            text: one_line(&format!("{text}{more}")),
            language: words.language,
        });
    }
}

fn limit(limit: Option<TimeLimit>, phrases: &Phrases) -> String {
    limit.map(phrases.limit).unwrap_or_default()
}

fn up_to_limit(up_to: &str, phrases: &Phrases) -> String {
    if up_to.trim().is_empty() {
        return String::new();
    }
    format!(" ({})", fill(phrases.up_to, &[("limit", up_to)]))
}

fn escalation(standard: &Standard, phrases: &Phrases) -> String {
    let Some(escalation) = &standard.escalation else {
        return String::new();
    };
    let role = escalation.to.to_string();
    match escalation.after {
        None => fill(phrases.escalate_to, &[("role", &role)]),
        Some(after) => {
            let after = (phrases.limit)(after);
            fill(
                phrases.escalate_after,
                &[("role", &role), ("limit", &after)],
            )
        }
    }
}

/// Returns the words of a Markdown text without its marks.
pub(crate) fn plain_text(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}
