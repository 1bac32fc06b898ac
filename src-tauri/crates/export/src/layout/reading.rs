//! The texts of a standard in the language of the book, each with its language where that is
//! another one: what is not translated yet stands in the source language.

use handbook::{Exception, Language, RolePlay, Standard, Translation};

/// A text, and its language where it is not that of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language, if it is another one.
    pub language: Option<Language>,
}

/// A standard read in one language.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// The language of what is not translated, if it is not that of the book.
    pub foreign: Option<Language>,
    translation: Option<&'a Translation>,
}

impl<'a> Reading<'a> {
    /// Reads `standard`, written in `source`, in `language`.
    pub fn new(standard: &'a Standard, source: Language, language: Language) -> Self {
        let is_foreign = source != language;
        Self {
            standard,
            foreign: is_foreign.then_some(source),
            translation: standard.translations.get(&language).filter(|_| is_foreign),
        }
    }

    fn choose(&self, translated: Option<&'a str>, own: &'a str) -> Words<'a> {
        match translated.filter(|text| !text.trim().is_empty()) {
            Some(text) => Words {
                text,
                language: None,
            },
            None => self.source(own),
        }
    }

    /// Returns a text that is never translated.
    pub fn source(&self, text: &'a str) -> Words<'a> {
        Words {
            text,
            language: self.foreign,
        }
    }

    /// Returns the title.
    pub fn title(&self) -> Words<'a> {
        self.choose(
            self.translation.map(|t| t.title.as_str()),
            &self.standard.title,
        )
    }

    /// Returns the statement.
    pub fn statement(&self) -> Words<'a> {
        let translated = self.translation.map(|t| t.statement.as_str());
        self.choose(translated, &self.standard.statement)
    }

    /// Returns the event that starts the clock.
    pub fn starts_when(&self) -> Words<'a> {
        let translated = self.translation.map(|t| t.starts_when.as_str());
        self.choose(translated, &self.standard.starts_when)
    }

    /// Returns the script.
    pub fn script(&self) -> Words<'a> {
        self.choose(
            self.translation.map(|t| t.script.as_str()),
            &self.standard.script,
        )
    }

    /// Returns the text of a step, counted from 0.
    pub fn step(&self, index: usize) -> Words<'a> {
        let translated = self.translation.and_then(|t| t.steps.get(index));
        self.choose(
            translated.map(String::as_str),
            &self.standard.steps[index].text,
        )
    }

    /// Returns what may be decided, counted from 0.
    pub fn may(&self, index: usize) -> Words<'a> {
        let translated = self.translation.and_then(|t| t.empowerment.get(index));
        self.choose(
            translated.map(String::as_str),
            &self.standard.empowerment[index].may,
        )
    }

    /// Returns a case and what holds then, counted from 0.
    pub fn exception(&self, index: usize) -> (Words<'a>, Words<'a>) {
        let translated = self.translation.and_then(|t| t.exceptions.get(index));
        let own = &self.standard.exceptions[index];
        let part = |of: fn(&Exception) -> &str| self.choose(translated.map(of), of(own));
        (part(|e| &e.when), part(|e| &e.holds))
    }

    /// Returns the good examples.
    pub fn dos(&self) -> Vec<Words<'a>> {
        self.examples(|t| &t.dos, &self.standard.dos)
    }

    /// Returns the bad examples.
    pub fn donts(&self) -> Vec<Words<'a>> {
        self.examples(|t| &t.donts, &self.standard.donts)
    }

    fn examples(&self, of: fn(&Translation) -> &Vec<String>, own: &'a [String]) -> Vec<Words<'a>> {
        let translated = self.translation.map(of);
        let count = own.len().max(translated.map_or(0, Vec::len));
        let words = (0..count).map(|index| {
            let translated = translated.and_then(|texts| texts.get(index));
            let own = own.get(index).map_or("", String::as_str);
            self.choose(translated.map(String::as_str), own)
        });
        words
            .filter(|words| !words.text.trim().is_empty())
            .collect()
    }

    /// Returns the situation to practise and what a good answer contains.
    pub fn role_play(&self) -> Option<(Words<'a>, Words<'a>)> {
        let translated = self.translation.and_then(|t| t.role_play.as_ref());
        let own = self.standard.role_play.as_ref().or(translated)?;
        let part = |of: fn(&RolePlay) -> &str| self.choose(translated.map(of), of(own));
        Some((part(|r| &r.situation), part(|r| &r.good_answer)))
    }
}

#[cfg(test)]
mod tests {
    use handbook::StandardId;

    use super::*;

    #[test]
    fn what_is_not_translated_is_marked_as_the_source_language() {
        let mut standard = Standard::empty(StandardId::NONE);
        standard.title = "Greet".into();
        standard.statement = "Greet the customer.".into();
        let translation = Translation {
            title: "பதில்".into(),
            ..Translation::default()
        };
        standard.translations.insert(Language::Tamil, translation);
        let reading = Reading::new(&standard, Language::English, Language::Tamil);
        assert_eq!(reading.title().text, "பதில்");
        assert_eq!(reading.title().language, None);
        assert_eq!(reading.statement().text, "Greet the customer.");
        assert_eq!(reading.statement().language, Some(Language::English));
    }
}
