//! What is at hand while a document is set: fonts, tree, words; and how it is finished.

use handbook::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::Error;
use crate::layout::pages::{Furniture, Stack, furnish};
use crate::layout::parts::{one_line, shortened};
use crate::layout::reading::Words;
use crate::layout::strip::{Column, Strip, Style, kept, paragraph};
use crate::layout::{Anchor, Book, Heading, NodeId, Page, Place, Role, Tree};
use crate::papers::Letterhead;
use crate::pdf::{Imprint, write};
use crate::phrases::{PaperPhrases, Phrases, fill, paper_phrases, phrases};
use crate::shaping::Shaper;

/// A document under construction.
pub(crate) struct Desk {
    /// The fonts.
    pub shaper: Shaper,
    /// The tree of meanings.
    pub tree: Tree,
    /// The words of the handbook.
    pub phrases: &'static Phrases,
    /// The words of the documents of distribution.
    pub words: &'static PaperPhrases,
    /// The language of the document.
    pub language: Language,
    /// The handbook's source language.
    pub written_in: Language,
    outline: Vec<Heading>,
}

impl Desk {
    /// Makes an empty document in a language.
    pub fn new(head: &Letterhead, language: Language) -> Self {
        Self {
            shaper: Shaper::new(),
            tree: Tree::new(),
            phrases: phrases(language),
            words: paper_phrases(language),
            language,
            written_in: head.written_in,
            outline: Vec::new(),
        }
    }

    /// Returns the language of the handbook's own words, if it is not that of the document.
    pub fn foreign(&self) -> Option<Language> {
        self.if_foreign(self.written_in)
    }

    /// Returns a language, if it is not that of the document.
    pub fn if_foreign(&self, language: Language) -> Option<Language> {
        (language != self.language).then_some(language)
    }

    /// Sets a heading; what follows stays with it.
    pub fn heading(
        &mut self,
        parent: NodeId,
        level: u8,
        words: Words,
        style: Style,
        column: Column,
    ) -> Vec<Strip> {
        let text = one_line(words.text);
        let node = self.tree.add_titled(parent, Role::Heading(level), &text);
        self.tree.nodes[node].language = words.language;
        kept(paragraph(&mut self.shaper, node, &text, style, column))
    }

    /// Sets a paragraph.
    pub fn plain(
        &mut self,
        parent: NodeId,
        words: Words,
        style: Style,
        column: Column,
    ) -> Vec<Strip> {
        let node = self.tree.add_in(parent, Role::Paragraph, words.language);
        paragraph(&mut self.shaper, node, words.text, style, column)
    }

    /// Enters a place in the outline.
    pub fn outline_entry(&mut self, title: &str) -> Anchor {
        let anchor = self.outline.len();
        self.outline.push(Heading {
            level: 1,
            title: one_line(title),
            language: None,
            anchor,
        });
        anchor
    }

    /// Writes the pages under a title that stands on each of them.
    pub fn finish(
        mut self,
        head: &Letterhead,
        (title, right): (&str, &str),
        stack: Stack,
    ) -> Result<Vec<u8>, Error> {
        let Stack {
            mut pages, places, ..
        } = stack;
        if pages.is_empty() {
            pages.push(Page::default());
        }
        let furniture = self.furniture(head, right);
        let page_of = self.phrases.page_of;
        furnish(&furniture, page_of, &mut pages, &mut self.shaper);
        let mut settled = vec![Place::default(); self.outline.len()];
        for (anchor, place) in places {
            settled[anchor] = place;
        }
        let book = Book {
            title: one_line(title),
            language: self.language,
            pages,
            nodes: self.tree.nodes,
            outline: self.outline,
            places: settled,
            shaper: self.shaper,
        };
        let imprint = Imprint {
            author: &head.organisation,
            made_at: head.made_at,
            mark: None,
        };
        write(book, &imprint)
    }

    fn furniture(&self, head: &Letterhead, right: &str) -> Furniture {
        let names = [head.organisation.as_str(), head.handbook.as_str()];
        let names: Vec<String> = names
            .into_iter()
            .map(name)
            .filter(|name| !name.is_empty())
            .collect();
        let made_on = self.date_of(head.made_at);
        Furniture {
            left: names.join(" · "),
            right: right.to_string(),
            note: fill(self.words.made_on, &[("date", &made_on)]),
            skipped: 0,
        }
    }

    fn date_of(&self, moment: Timestamp) -> String {
        self.phrases.date(moment.to_zoned(TimeZone::UTC).date())
    }

    /// Returns “Edition 8 · in force from 1 January 2027”.
    pub fn edition_line(&self, edition: u32, effective_on: Date) -> String {
        let number = edition.to_string();
        let date = self.phrases.date(effective_on);
        let edition = fill(self.phrases.edition, &[("number", &number)]);
        let from = fill(self.phrases.in_force_from, &[("date", &date)]);
        format!("{edition} · {from}")
    }
}

/// Makes words in the language of the document.
pub(crate) fn own(text: &str) -> Words<'_> {
    Words {
        text,
        language: None,
    }
}

/// Makes a name fit for one cell or line.
pub(crate) fn name(text: &str) -> String {
    shortened(&one_line(text), 90)
}

/// Writes a moment as `2027-01-14 16:20`, in UTC.
pub(crate) fn moment(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Writes a count with commas between thousands.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart() {
        let counts = [0, 999, 1_204, 20_000, 1_234_567].map(count);
        assert_eq!(counts, ["0", "999", "1,204", "20,000", "1,234,567"]);
    }
}
