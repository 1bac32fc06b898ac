//! Breaks words into lines that fit a width.

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use crate::fonts::Typeface;
use crate::layout::{Ink, NodeId, Owner, Piece, Target, Text};
use crate::shaping::{Shaper, Word};

/// Text that looks alike and belongs to one node.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    /// The words; a line feed ends the line.
    pub text: String,
    /// How they look.
    pub typeface: Typeface,
    /// Their colour.
    pub ink: Ink,
    /// What they belong to.
    pub owner: Owner,
    /// Where they lead.
    pub link: Option<(NodeId, Target)>,
}

/// A line that has been broken off.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Its texts, standing on a base line at 0.
    pub texts: Vec<Text>,
    /// For each text, where it leads.
    pub links: Vec<Option<(NodeId, Target)>>,
    /// How wide it is, in points.
    pub width: f32,
    /// Whether it holds glyphs that need more room.
    pub is_indic: bool,
}

struct Breaker<'a> {
    shaper: &'a mut Shaper,
    size: f32,
    width: f32,
    lines: Vec<Line>,
    line: Line,
    /// Whether white space separates the next word from the one before it.
    has_gap: bool,
}

/// Breaks spans into lines no wider than `width` points; words that are too wide are cut.
pub(crate) fn break_lines(shaper: &mut Shaper, spans: &[Span], size: f32, width: f32) -> Vec<Line> {
    let mut breaker = Breaker {
        shaper,
        size,
        width: width.max(size),
        lines: Vec::new(),
        line: Line::default(),
        has_gap: false,
    };
    for span in spans {
        breaker.add_span(span);
    }
    breaker.end_line();
    breaker.lines
}

/// Returns how wide a text is on one line, in points.
pub(crate) fn width_of(shaper: &mut Shaper, text: &str, typeface: Typeface, size: f32) -> f32 {
    let mut width = 0.0;
    let mut space = 0;
    for word in text.split_whitespace() {
        let word = shaper.word(word, typeface);
        width += em(space + word.advance, size);
        space = space_of(shaper, &word);
    }
    width
}

impl Breaker<'_> {
    fn add_span(&mut self, span: &Span) {
        let text = without_unfit(&span.text);
        for (index, row) in text.split('\n').enumerate() {
            if index > 0 {
                self.has_gap = true;
                self.end_line();
            }
            self.add_row(row, span);
        }
    }

    fn add_row(&mut self, row: &str, span: &Span) {
        let mut rest = row;
        while !rest.is_empty() {
            let trimmed = rest.trim_start();
            self.has_gap |= trimmed.len() < rest.len();
            let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
            if end > 0 {
                self.add_word(&trimmed[..end], span);
            }
            rest = &trimmed[end..];
        }
    }

    fn add_word(&mut self, text: &str, span: &Span) {
        let word = self.shaper.word(text, span.typeface);
        let gap = self.gap();
        if self.line.width + gap + em(word.advance, self.size) <= self.width {
            return self.place(word, span);
        }
        if em(word.advance, self.size) > self.width {
            return self.add_pieces(text, span);
        }
        if self.has_gap || self.line.texts.is_empty() {
            self.end_line();
        } else {
            self.take_back_or_end();
        }
        self.place(word, span);
    }

    /// Moves the last word to the next line, since no space separates it from the one that
    /// does not fit.
    fn take_back_or_end(&mut self) {
        let last = self.line.texts.last_mut();
        let is_long = last.as_ref().is_some_and(|text| text.pieces.len() > 1);
        if !is_long {
            return self.end_line();
        }
        let Some(text) = self.line.texts.last_mut() else {
            return;
        };
        let Some(piece) = text.pieces.pop() else {
            return;
        };
        let mut moved = text.clone();
        let link = self.line.links.last().cloned().flatten();
        self.line.width = text.x + piece.x;
        self.end_line();
        moved.x = 0.0;
        self.line.width = em(piece.word.advance, self.size);
        self.line.is_indic = piece.word.is_indic;
        moved.pieces = vec![Piece { x: 0.0, ..piece }];
        self.line.texts.push(moved);
        self.line.links.push(link);
    }

    /// Cuts a word that is wider than the column between characters that readers perceive.
    fn add_pieces(&mut self, text: &str, span: &Span) {
        if !self.line.texts.is_empty() {
            self.end_line();
        }
        let whole = self.shaper.word(text, span.typeface);
        let mean = em(whole.advance, self.size) / whole.text.len() as f32;
        let budget = (self.width * 0.9 / mean) as usize;
        let mut piece = String::new();
        for grapheme in text.graphemes(true) {
            if !piece.is_empty() && piece.len() + grapheme.len() > budget {
                self.add_piece(&piece, span);
                piece.clear();
            }
            piece.push_str(grapheme);
        }
        self.add_piece(&piece, span);
    }

    fn add_piece(&mut self, text: &str, span: &Span) {
        let word = self.shaper.word(text, span.typeface);
        let is_one = text.graphemes(true).nth(1).is_none();
        if is_one || em(word.advance, self.size) <= self.width {
            if !self.line.texts.is_empty() {
                self.end_line();
            }
            return self.place(word, span);
        }
        let graphemes: Vec<&str> = text.graphemes(true).collect();
        let (first, second) = graphemes.split_at(graphemes.len() / 2);
        self.add_piece(&first.concat(), span);
        self.add_piece(&second.concat(), span);
    }

    fn gap(&self) -> f32 {
        let last = self.line.texts.last().and_then(|text| text.pieces.last());
        match last {
            Some(piece) if self.has_gap => em(space_of(self.shaper, &piece.word), self.last_size()),
            _ => 0.0,
        }
    }

    fn last_size(&self) -> f32 {
        self.line.texts.last().map_or(self.size, |text| text.size)
    }

    fn place(&mut self, word: Rc<Word>, span: &Span) {
        let gap = self.gap();
        let last = self
            .line
            .texts
            .last_mut()
            .and_then(|text| text.pieces.last_mut());
        if let Some(piece) = last {
            piece.has_space = self.has_gap;
        }
        let at = self.line.width + gap;
        self.line.is_indic |= word.is_indic;
        self.line.width = at + em(word.advance, self.size);
        self.has_gap = false;
        self.text_for(span, at).push_word(at, word);
    }

    /// Returns the line's last text if `span` continues it, or else a new one.
    fn text_for(&mut self, span: &Span, at: f32) -> &mut Text {
        let last = self.line.texts.last();
        let continues = last.is_some_and(|text| text.owner == span.owner && text.ink == span.ink);
        if !continues {
            self.line.texts.push(Text {
                owner: span.owner,
                x: at,
                y: 0.0,
                size: self.size,
                ink: span.ink,
                pieces: Vec::new(),
            });
            self.line.links.push(span.link.clone());
        }
        self.line.texts.last_mut().expect("one was just pushed")
    }

    fn end_line(&mut self) {
        if self.line.texts.is_empty() {
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        let last = line
            .texts
            .last_mut()
            .and_then(|text| text.pieces.last_mut());
        if let Some(piece) = last {
            // The space at a line's end is not seen, but is read aloud and copied.
            piece.has_space |= self.has_gap;
        }
        self.has_gap = false;
        self.lines.push(line);
    }
}

impl Text {
    fn push_word(&mut self, at: f32, word: Rc<Word>) {
        self.pieces.push(Piece {
            x: at - self.x,
            word,
            has_space: false,
        });
    }
}

fn space_of(shaper: &Shaper, word: &Word) -> i32 {
    i32::from(shaper.space(word.last_face()).advance)
}

fn em(thousandths: i32, size: f32) -> f32 {
    thousandths as f32 * size / 1000.0
}

/// Removes what has no shape, or turns the direction of the text around it.
fn without_unfit(text: &str) -> String {
    let is_unfit = |character: &char| {
        let is_layout = matches!(character, '\n' | '\t');
        let turns = matches!(character,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{AD}');
        turns || (character.is_control() && !is_layout)
    };
    text.chars()
        .filter(|character| !is_unfit(character))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let span = Span {
            text: text.to_string(),
            typeface: Typeface::Serif,
            ink: [0; 3],
            owner: Owner::Decoration,
            link: None,
        };
        let lines = break_lines(&mut Shaper::new(), &[span], 10.0, width);
        assert!(lines.iter().all(|line| line.width <= width), "{lines:?}");
        lines.iter().map(line_text).collect()
    }

    fn line_text(line: &Line) -> String {
        let pieces = line.texts.iter().flat_map(|text| &text.pieces);
        pieces
            .map(|piece| piece.word.text.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_move_to_the_next_line_whole() {
        assert_eq!(
            lines("Answer the telephone politely", 92.0),
            ["Answer the", "telephone politely"]
        );
    }

    #[test]
    fn a_word_of_ten_thousand_characters_is_cut_and_nothing_is_lost() {
        let lines = lines(&"w".repeat(10_000), 200.0);
        assert_eq!(lines.concat().len(), 10_000);
    }

    #[test]
    fn characters_that_turn_the_direction_are_left_out() {
        assert_eq!(
            lines("Pay \u{202E}001 pesos\u{7}", 300.0),
            ["Pay 001 pesos"]
        );
    }
}
