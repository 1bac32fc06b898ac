//! The handbook in one language: its words, and its texts with the source language as fallback.

use handbook::{Change, Edition, Language, Role, Standard, Translation};

use super::words::Words;
use crate::markdown::{escape, markdown_to_html};
use crate::phrases::{Phrases, fill, phrases};

/// An edition seen in one language.
pub struct Book<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The language of this view.
    pub language: Language,
    /// The words that only pages have.
    pub words: &'static Words,
    /// The words that the printed book has too.
    pub phrases: &'static Phrases,
    /// Each revision's name in addresses, in the edition's order.
    pub keys: &'a [String],
}

/// A text and the language it is written in.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub language: Language,
}

impl<'a> Book<'a> {
    /// Looks at an edition in a language.
    pub fn new(edition: &'a Edition, language: Language, keys: &'a [String]) -> Self {
        Self {
            edition,
            language,
            words: Words::of(language),
            phrases: phrases(language),
            keys,
        }
    }

    /// Writes which edition this is, and from when on it holds.
    pub fn edition_line(&self) -> String {
        let number = self.edition.number.to_string();
        let from = self.phrases.date(self.edition.effective_on);
        let edition = fill(self.phrases.edition, &[("number", &number)]);
        format!(
            "{edition} · {}",
            fill(self.phrases.in_force_from, &[("date", &from)])
        )
    }

    /// Says how much a changed standard changed.
    pub fn change(&self, change: Change) -> &'static str {
        match change {
            Change::Material => self.phrases.material,
            Change::Editorial => self.phrases.editorial,
        }
    }

    /// Returns the language in which standards are written first.
    pub fn source(&self) -> Language {
        self.edition.handbook.source_language()
    }

    /// Returns a standard's texts in this language, unless it is the source language.
    pub fn translation(&self, standard: &'a Standard) -> Option<&'a Translation> {
        let is_source = self.language == self.source();
        let found = standard.translations.get(&self.language);
        found.filter(|_| !is_source)
    }

    /// Returns the translated text, or else the source text in its own language.
    pub fn passage<'t>(&self, source: &'t str, translated: Option<&'t str>) -> Passage<'t> {
        match translated.filter(|text| !text.trim().is_empty()) {
            Some(text) => Passage {
                text,
                language: self.language,
            },
            None => Passage {
                text: source,
                language: self.source(),
            },
        }
    }

    /// Writes a passage on one line.
    pub fn line(&self, passage: Passage) -> String {
        let text = escape(passage.text.trim());
        match self.lang(passage) {
            lang if lang.is_empty() || text.is_empty() => text,
            lang => format!("<span{lang}>{text}</span>"),
        }
    }

    /// Writes a text that exists only in the source language on one line.
    pub fn source_line(&self, text: &str) -> String {
        self.line(self.passage(text, None))
    }

    /// Writes a role's name.
    pub fn role(&self, role: &Role) -> String {
        self.source_line(&role.0)
    }

    /// Writes a Markdown passage as a block of the given class.
    pub fn prose(&self, passage: Passage, class: &str) -> String {
        let html = markdown_to_html(passage.text);
        format!("<div class=\"{class}\"{}>{html}</div>", self.lang(passage))
    }

    fn lang(&self, passage: Passage) -> String {
        if passage.language == self.language {
            return String::new();
        }
        format!(" lang=\"{}\"", passage.language.tag())
    }
}

/// Returns the languages in which the edition can be read: the source language, and every other
/// one in which at least one standard has a text.
pub fn languages(edition: &Edition) -> Vec<Language> {
    let source = edition.handbook.source_language();
    let has_text = |language: &Language| {
        let mut standards = edition.revisions.iter().map(|revision| &revision.standard);
        *language == source || standards.any(|s| s.translations.contains_key(language))
    };
    Language::ALL.iter().copied().filter(has_text).collect()
}

/// Names each revision after its code, unambiguously, for addresses within the page.
pub fn keys(edition: &Edition) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(edition.revisions.len());
    for revision in &edition.revisions {
        let plain = key_of(&revision.standard.code.0);
        let mut key = plain.clone();
        let mut number = 2;
        while keys.contains(&key) {
            key = format!("{plain}-{number}");
            number += 1;
        }
        keys.push(key);
    }
    keys
}

fn key_of(code: &str) -> String {
    let letters = code.trim().to_ascii_lowercase();
    let key: String = letters
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    match key.trim_matches('-') {
        "" => "standard".to_string(),
        key => key.to_string(),
    }
}
