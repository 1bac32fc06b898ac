//! A text read once: its words with their classes, its sentences, phrases and times.

use std::ops::Range;

use handbook::Language;

use crate::finding::FieldKind;
use crate::folded::{Folded, is_word_sign};
use crate::tables::lexicon::{
    self, ABBREVIATION, CAPITAL, Class, Lexicon, Meaning, NUMBER, PUNCT, QUOTED, SPACED, Sense,
};
use crate::tables::times::{self, Time};

/// A word, a number or one sign; bytes of the folded text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it can be.
    pub class: Class,
}

/// A phrase found: its tokens and what it is.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub sense: Sense,
}

/// A text, read.
pub struct Reading {
    /// The tables it was read with; none where the language has none.
    pub lexicon: Option<&'static Lexicon>,
    folded: Folded,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    /// The phrases, in order.
    pub hits: Vec<Hit>,
    /// The times, in order.
    pub times: Vec<Time>,
}

/// Reads a text in one of the languages with tables.
pub fn read(text: &str, language: Language, kind: FieldKind) -> Reading {
    let mut reading = Reading {
        lexicon: lexicon::of(language),
        folded: Folded::new(text),
        tokens: Vec::new(),
        sentences: Vec::new(),
        hits: Vec::new(),
        times: Vec::new(),
    };
    let Some(lexicon) = reading.lexicon else {
        return reading;
    };
    reading.tokens = tokens_of(text, &reading.folded, lexicon);
    mark_quotes(&mut reading, kind);
    reading.sentences = sentences_of(text, &reading);
    reading.hits = hits_of(&reading, lexicon);
    reading.times = times::find(&reading);
    reading
}

fn tokens_of(source: &str, folded: &Folded, lexicon: &Lexicon) -> Vec<Token> {
    let text = folded.text.as_str();
    let (mut tokens, mut at, mut spaced) = (Vec::new(), 0, SPACED);
    while let Some(sign) = text[at..].chars().next() {
        if sign == ' ' {
            (at, spaced) = (at + 1, SPACED);
            continue;
        }
        let end = token_end(text, at, lexicon.language == Language::Filipino);
        let class = if sign.is_ascii_digit() {
            NUMBER
        } else if is_word_sign(sign) {
            lexicon.class_of(&text[at..end]) | capital(source, folded, at)
        } else {
            PUNCT | lexicon.class_of(&text[at..end])
        };
        tokens.push(Token {
            start: at,
            end,
            class: class | spaced,
        });
        (at, spaced) = (end, 0);
    }
    tokens
}

fn capital(source: &str, folded: &Folded, at: usize) -> Class {
    let written = source[folded.source(at..at + 1)].chars().next();
    if written.is_some_and(char::is_uppercase) {
        return CAPITAL;
    }
    0
}

/// Returns where the token that begins here ends; in Filipino hyphens stand inside words.
fn token_end(text: &str, start: usize, hyphens: bool) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let letter = |at: usize| {
        text.get(at..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|sign| is_word_sign(sign) && !sign.is_ascii_digit())
    };
    let mut at = start;
    if digit(at) {
        while digit(at) || (matches!(bytes.get(at), Some(b',' | b'.' | b':')) && digit(at + 1)) {
            at += 1;
        }
        return at;
    }
    while let Some(sign) = text[at..].chars().next() {
        let inner = (sign == '\'' || (sign == '-' && hyphens)) && at > start;
        if !(letter(at) || inner && letter(at + 1)) {
            break;
        }
        at += sign.len_utf8();
    }
    if at > start {
        return at;
    }
    start + text[start..].chars().next().map_or(1, char::len_utf8)
}

/// Marks what stands in quotation marks or code marks: it is mentioned, not said.
fn mark_quotes(reading: &mut Reading, kind: FieldKind) {
    let mut open: Option<(usize, &str)> = None;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in 0..reading.tokens.len() {
        let sign = reading.word(at);
        let spaced = reading.is(at, SPACED);
        let closes =
            sign != "'" || reading.is(at + 1, SPACED | PUNCT) || at + 1 == reading.tokens.len();
        match open {
            Some((from, close)) if sign == close && closes => {
                ranges.push(from..at + 1);
                open = None;
            }
            Some((from, _)) if at - from < 80 => {}
            _ => open = closing(sign, spaced || at == 0).map(|close| (at, close)),
        }
    }
    for range in ranges {
        let whole = range.len() + 2 >= reading.tokens.len();
        if !(whole && kind == FieldKind::Script) {
            let quoted = &mut reading.tokens[range];
            quoted.iter_mut().for_each(|token| token.class |= QUOTED);
        }
    }
}

fn closing(sign: &str, apart: bool) -> Option<&'static str> {
    match sign {
        "“" | "„" => Some("”"),
        "‘" => Some("'"),
        "«" => Some("»"),
        "`" => Some("`"),
        "\"" if apart => Some("\""),
        "'" if apart => Some("'"),
        _ => None,
    }
}

/// Texts without full stops are cut here, so that no text takes long.
const LONGEST: usize = 300;

fn sentences_of(source: &str, reading: &Reading) -> Vec<Range<usize>> {
    let (mut sentences, mut first) = (Vec::new(), 0);
    let count = reading.tokens.len();
    for at in 0..count {
        if at > first && (at - first == LONGEST || starts_line(source, reading, at)) {
            sentences.push(first..at);
            first = at;
        }
        if ends_sentence(reading, at) {
            sentences.push(first..at + 1);
            first = at + 1;
        }
    }
    sentences.push(first..count);
    sentences.retain(|range| !range.is_empty());
    sentences
}

/// A line begins a sentence after an empty line, or with a sign of a list.
fn starts_line(source: &str, reading: &Reading, at: usize) -> bool {
    if !reading.is(at, SPACED) {
        return false;
    }
    let gap = reading.source(at - 1..at).end..reading.source(at..at + 1).start;
    let breaks = source.get(gap).map_or(0, |gap| gap.matches('\n').count());
    breaks > 1 || (breaks == 1 && reading.is(at, PUNCT | NUMBER | CAPITAL))
}

fn ends_sentence(reading: &Reading, at: usize) -> bool {
    let apart = at + 1 == reading.tokens.len() || reading.is(at + 1, SPACED);
    match reading.word(at) {
        "!" | "?" | "।" => apart,
        "." if apart && !reading.is(at, SPACED) && at > 0 => {
            let letter = reading.word(at - 1).chars().count() == 1 && !reading.is(at - 1, NUMBER);
            !letter && !reading.is(at - 1, ABBREVIATION)
        }
        _ => false,
    }
}

fn hits_of(reading: &Reading, lexicon: &Lexicon) -> Vec<Hit> {
    let (mut hits, mut at) = (Vec::new(), 0);
    while at < reading.tokens.len() {
        let Some((taken, sense)) = lexicon.phrase(|next| reading.word(at + next)) else {
            at += 1;
            continue;
        };
        hits.push(Hit {
            tokens: at..at + taken,
            sense,
        });
        at += taken;
    }
    hits
}

impl Reading {
    /// Returns a token's folded text; empty outside the text.
    pub fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at);
        token.map_or("", |token| &self.folded.text[token.start..token.end])
    }

    /// Tells whether the token exists and is of one of these classes.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.class & class != 0)
    }

    /// Returns the bytes that some tokens have in the source text.
    pub fn source(&self, tokens: Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            self.tokens.get(tokens.end.wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) => self.folded.source(first.start..last.end),
            _ => 0..0,
        }
    }

    /// Lists the sentences as the rules see them.
    pub fn sentences(&self, kind: FieldKind, is_timed: bool) -> impl Iterator<Item = Sentence<'_>> {
        self.sentences.iter().map(move |range| Sentence {
            reading: self,
            kind,
            is_timed,
            first: range.start,
            last: range.end,
            cues: self.tokens[range.clone()]
                .iter()
                .fold(0, |all, t| all | t.class),
        })
    }
}

/// One sentence of a reading.
#[derive(Clone, Copy)]
pub struct Sentence<'r> {
    /// The whole text's reading.
    pub reading: &'r Reading,
    /// Which kind of field the text stands in.
    pub kind: FieldKind,
    /// Whether fields beside the text already say how long it may take.
    pub is_timed: bool,
    /// The number of its first token.
    pub first: usize,
    /// The number of the token after its last.
    pub last: usize,
    /// All its tokens' classes together.
    pub cues: Class,
}

impl<'r> Sentence<'r> {
    /// Returns a token's text; empty outside the sentence.
    pub fn word(&self, at: usize) -> &'r str {
        if (self.first..self.last).contains(&at) {
            return self.reading.word(at);
        }
        ""
    }

    /// Tells whether the token stands in the sentence and is of one of these classes.
    pub fn is(&self, at: usize, class: Class) -> bool {
        (self.first..self.last).contains(&at) && self.reading.is(at, class)
    }

    /// Returns the sentence's bytes in the source text.
    pub fn bytes(&self) -> Range<usize> {
        self.reading.source(self.first..self.last)
    }

    /// Returns the phrases of the sentence.
    pub fn hits(&self) -> &'r [Hit] {
        let hits = &self.reading.hits;
        let from = hits.partition_point(|hit| hit.tokens.start < self.first);
        let to = hits.partition_point(|hit| hit.tokens.start < self.last);
        &hits[from..to]
    }

    /// Returns the times of the sentence.
    pub fn times(&self) -> &'r [Time] {
        let times = &self.reading.times;
        let from = times.partition_point(|time| time.tokens.start < self.first);
        let to = times.partition_point(|time| time.tokens.start < self.last);
        &times[from..to]
    }

    /// Returns the tokens between the commas and the like around a token.
    pub fn clause(&self, at: usize) -> Range<usize> {
        let parts = |at: &usize| self.is(*at, PUNCT) && is_break(self.word(*at));
        let from = (self.first..at)
            .rev()
            .find(parts)
            .map_or(self.first, |at| at + 1);
        from..(at..self.last).find(parts).unwrap_or(self.last)
    }

    /// Tells whether the sentence holds a phrase of this meaning.
    pub fn has(&self, meaning: Meaning) -> bool {
        self.hits().iter().any(|hit| hit.sense.meaning == meaning)
    }
}

fn is_break(sign: &str) -> bool {
    matches!(sign, "," | ";" | ":" | "(" | ")" | "—" | "–")
}
