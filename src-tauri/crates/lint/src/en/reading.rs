//! A text read once: its words with their classes, its sentences, phrases and times.

use std::ops::Range;

use crate::en::phrases::{self, Match};
use crate::en::times::{self, TimeSpan};
use crate::en::words::{
    self, CAPITAL, CONJUNCTION, Class, NUMBER, PUNCT, QUOTED, RELATIVE, SPACED, SUBORDINATOR,
};
use crate::finding::FieldKind;

/// A word, a number or one sign.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it can be.
    pub class: Class,
}

/// A text, read.
pub struct Reading<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// The phrases worth a look.
    pub matches: Vec<Match>,
    /// The times.
    pub times: Vec<TimeSpan>,
}

/// Reads a text.
pub fn read(text: &str, kind: FieldKind) -> Reading<'_> {
    let mut tokens = tokens_of(text);
    mark_quotes(text, &mut tokens, kind);
    let sentences = sentences_of(text, &tokens);
    let times = times::find(text, &tokens);
    let matches = phrases::matches(text, tokens.iter().map(|token| token.start as usize));
    Reading {
        text,
        tokens,
        sentences,
        matches,
        times,
    }
}

fn tokens_of(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let bytes = text.as_bytes();
    let (mut at, mut spaced) = (0, SPACED);
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            (at, spaced) = (at + 1, SPACED);
            continue;
        }
        let (end, class) = token_at(text, at);
        tokens.push(Token {
            start: at as u32,
            end: end as u32,
            class: class | spaced,
        });
        (at, spaced) = (end, 0);
    }
    tokens
}

fn token_at(text: &str, at: usize) -> (usize, Class) {
    let bytes = text.as_bytes();
    if bytes[at].is_ascii_digit() {
        return (number_end(bytes, at), NUMBER);
    }
    let end = word_end(text, at);
    if end == at {
        let sign = text[at..].chars().next().map_or(1, char::len_utf8);
        let money = words::class_of_sign(&text[at..at + sign]);
        return (at + sign, PUNCT | money);
    }
    let word = &text[at..end];
    let stem = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    let capital = if word.starts_with(|c: char| c.is_uppercase()) {
        CAPITAL
    } else {
        0
    };
    (end, words::class_of(stem) | capital)
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    while digit(at) || (matches!(bytes.get(at), Some(b',' | b'.' | b':')) && digit(at + 1)) {
        at += 1;
    }
    at
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let Some(next) = text[at..].chars().next() else {
            break;
        };
        let inner = matches!(next, '\'' | '’')
            && at > start
            && text[at + next.len_utf8()..].starts_with(|c: char| c.is_alphabetic());
        let is_part = next.is_alphanumeric() || (inner && next != '\0') || is_joiner(next);
        if next.is_ascii() && !inner || !is_part {
            break;
        }
        at += next.len_utf8();
    }
    at
}

/// Signs inside words of other scripts: marks and zero-width joiners.
fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{200C}' | '\u{200D}' | '\u{0300}'..='\u{036F}' | '\u{0B80}'..='\u{0C7F}')
}

/// Marks what stands in quotation marks or code marks: it is mentioned, not said.
fn mark_quotes(text: &str, tokens: &mut [Token], kind: FieldKind) {
    let mut open: Option<(usize, char)> = None;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in 0..tokens.len() {
        let Some(sign) = sign_of(text, tokens[at]) else {
            continue;
        };
        match open {
            Some((from, close)) if sign == close && closes(tokens, at, sign) => {
                ranges.push(from..at + 1);
                open = None;
            }
            Some((from, _)) if at - from < 80 => {}
            _ => {
                open = closing(sign)
                    .filter(|_| opens(tokens, at, sign))
                    .map(|close| (at, close))
            }
        }
    }
    for range in ranges {
        let whole = range.len() + 2 >= tokens.len();
        if !(whole && kind == FieldKind::Script) {
            tokens[range]
                .iter_mut()
                .for_each(|token| token.class |= QUOTED);
        }
    }
}

fn sign_of(text: &str, token: Token) -> Option<char> {
    if token.class & PUNCT == 0 {
        return None;
    }
    text[token.start as usize..token.end as usize]
        .chars()
        .next()
}

fn closing(sign: char) -> Option<char> {
    match sign {
        '“' | '„' => Some('”'),
        '‘' => Some('’'),
        '«' => Some('»'),
        '"' | '`' | '\'' => Some(sign),
        _ => None,
    }
}

fn opens(tokens: &[Token], at: usize, sign: char) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before].class);
    let apart = tokens[at].class & SPACED != 0 || before.is_none_or(|class| class & PUNCT != 0);
    sign != '\'' && sign != '"' || apart
}

fn closes(tokens: &[Token], at: usize, sign: char) -> bool {
    let next = tokens.get(at + 1).map(|token| token.class);
    !matches!(sign, '\'' | '’') || next.is_none_or(|class| class & (SPACED | PUNCT) != 0)
}

/// Texts without full stops are cut here, so that no text takes long.
const LONGEST: usize = 300;

fn sentences_of(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let (mut sentences, mut first) = (Vec::new(), 0);
    for at in 0..tokens.len() {
        if at > first && (at - first == LONGEST || starts_line(text, tokens, at)) {
            sentences.push(first..at);
            first = at;
        }
        if ends_sentence(text, tokens, at) {
            sentences.push(first..at + 1);
            first = at + 1;
        }
    }
    if first < tokens.len() {
        sentences.push(first..tokens.len());
    }
    sentences.retain(|range| range.len() > 1 || tokens[range.start].class & PUNCT == 0);
    sentences
}

fn starts_line(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    if token.class & SPACED == 0 {
        return false;
    }
    let gap = &text.as_bytes()[tokens[at - 1].end as usize..token.start as usize];
    let breaks = gap.iter().filter(|byte| **byte == b'\n').count();
    let list_sign = token.class & (PUNCT | CAPITAL | NUMBER) != 0;
    breaks > 1 || (breaks == 1 && list_sign)
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(sign) = sign_of(text, tokens[at]) else {
        return false;
    };
    let next = tokens.get(at + 1);
    let apart = next.is_none_or(|token| token.class & SPACED != 0);
    if matches!(sign, '!' | '?' | '।') {
        return apart;
    }
    sign == '.' && apart && tokens[at].class & SPACED == 0 && !is_abbreviation(text, tokens, at)
}

fn is_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| tokens[before]) else {
        return false;
    };
    let word = &text[before.start as usize..before.end as usize];
    let next_capital = tokens
        .get(at + 1)
        .is_none_or(|next| next.class & CAPITAL != 0);
    if word.len() == 1 && word.chars().all(char::is_alphabetic) {
        return !next_capital || !word.eq_ignore_ascii_case("m");
    }
    const SHORT: [&str; 16] = [
        "no", "nos", "approx", "mr", "mrs", "ms", "dr", "vs", "dept", "incl", "max", "min", "st",
        "art", "sec", "tel",
    ];
    let is_short = SHORT.iter().any(|short| word.eq_ignore_ascii_case(short));
    (is_short || word.eq_ignore_ascii_case("etc")) && !next_capital
}

impl Reading<'_> {
    /// Returns all the classes, the phrases and the times of some tokens.
    pub fn within(&self, tokens: &Range<usize>) -> (Class, &[Match], &[TimeSpan]) {
        let part = &self.tokens[tokens.clone()];
        let cues = part.iter().fold(0, |all, token| all | token.class);
        let start = part.first().map_or(0, |token| token.start as usize);
        let end = part.last().map_or(start, |token| token.end as usize);
        let from = self.matches.partition_point(|found| found.start < start);
        let to = self.matches.partition_point(|found| found.start < end);
        let first = self
            .times
            .partition_point(|time| time.tokens.start < tokens.start);
        let last = self
            .times
            .partition_point(|time| time.tokens.start < tokens.end);
        (cues, &self.matches[from..to], &self.times[first..last])
    }
}

/// One sentence of a reading, as the rules see it.
#[derive(Clone, Copy)]
pub struct Sentence<'r> {
    /// The whole text's reading.
    pub reading: &'r Reading<'r>,
    /// Which kind of field the text stands in.
    pub kind: FieldKind,
    /// Whether fields beside the text already say how long it may take.
    pub is_timed: bool,
    /// Whether a field beside the text says what starts the clock.
    pub is_started: bool,
    /// The number of its first token.
    pub first: usize,
    /// The number of the token after its last.
    pub last: usize,
    /// All its tokens' classes together.
    pub cues: Class,
    /// The phrases worth a look in it.
    pub matches: &'r [Match],
    /// The times in it.
    pub times: &'r [TimeSpan],
}

impl<'r> Sentence<'r> {
    /// Returns a token's classes; none outside the sentence.
    pub fn class(&self, at: usize) -> Class {
        if at < self.first || at >= self.last {
            return 0;
        }
        self.reading.tokens[at].class
    }

    /// Tells whether the token is of one of these classes.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.class(at) & class != 0
    }

    /// Returns a token's text; empty outside the sentence.
    pub fn word(&self, at: usize) -> &'r str {
        if at < self.first || at >= self.last {
            return "";
        }
        let token = self.reading.tokens[at];
        &self.reading.text[token.start as usize..token.end as usize]
    }

    /// Tells whether the token is one of these words, in any case.
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Returns the sentence's bytes.
    pub fn bytes(&self) -> Range<usize> {
        let tokens = &self.reading.tokens[self.first..self.last];
        let start = tokens.first().map_or(0, |token| token.start as usize);
        start..tokens.last().map_or(start, |token| token.end as usize)
    }

    /// Returns the bytes from one token up to another, which is not included.
    pub fn bytes_of(&self, tokens: Range<usize>) -> Range<usize> {
        let all = &self.reading.tokens;
        all[tokens.start].start as usize..all[tokens.end - 1].end as usize
    }

    /// Returns the token numbers of a phrase found in this sentence.
    pub fn tokens_of(&self, found: &Match) -> Range<usize> {
        let tokens = &self.reading.tokens[self.first..self.last];
        let from = tokens.partition_point(|token| (token.end as usize) <= found.start);
        let to = tokens.partition_point(|token| (token.start as usize) < found.end);
        self.first + from..self.first + to
    }

    /// Returns the tokens between the commas and the like around a token.
    pub fn clause(&self, at: usize) -> Range<usize> {
        let parts = |at: &usize| self.is_break(*at);
        let from = (self.first..at)
            .rev()
            .find(parts)
            .map_or(self.first, |at| at + 1);
        from..(at..self.last).find(parts).unwrap_or(self.last)
    }

    fn is_break(&self, at: usize) -> bool {
        self.is(at, PUNCT) && matches!(self.word(at), "," | ";" | ":" | "(" | ")" | "—" | "–")
    }

    /// Tells whether a token stands in a clause that only says when, if or which.
    pub fn is_subordinate(&self, at: usize) -> bool {
        let before = self.clause(at).start..at;
        let aside = words::BE
            | words::MODAL
            | words::MAY
            | words::NEGATION
            | words::ADVERB
            | words::DETERMINER
            | words::SUBJECT
            | words::ROLE
            | words::CUSTOMER
            | words::CASE;
        self.is_reported(at)
            || self.is_relative_passive(at)
            || before
                .clone()
                .any(|i| self.is(i, SUBORDINATOR) && !self.restarts(i, at))
            || before
                .rev()
                .take_while(|i| *i + 4 >= at)
                .any(|i| self.is(i, RELATIVE) && (i + 1..at).all(|i| self.is(i, aside)))
    }

    /// “Make sure the door is locked”: what is to be checked, not what is to be done.
    fn is_reported(&self, at: usize) -> bool {
        const CHECKING: [&str; 19] = [
            "ensure", "ensures", "sure", "check", "checks", "confirm", "confirms", "verify",
            "verifies", "see", "sees", "say", "says", "explain", "explains", "shows", "until",
            "know", "knows",
        ];
        let from = self.clause(at).start;
        (from..at).any(|i| {
            self.is_word(i, &CHECKING)
                && (i + 2..at).any(|j| self.is(j, words::BE))
                && !self.restarts(i, at)
        })
    }

    /// Tells whether the form of “be” before a participle is a relative clause's own verb.
    fn is_relative_passive(&self, at: usize) -> bool {
        let Some(be) = at.checked_sub(1).filter(|be| self.is(*be, words::BE)) else {
            return false;
        };
        let verb = words::BE | words::MODAL | words::S_FORM;
        let from = be.saturating_sub(6).max(self.clause(at).start);
        let relative = (from..be).rev().find(|i| self.is(*i, RELATIVE));
        relative.is_some_and(|i| {
            !(i + 1..be).any(|j| self.is(j, verb) && !self.is(j + 1, words::BE) && j + 1 != be)
        })
    }

    /// Tells whether “and then …” or the like opens a new main clause between two tokens.
    fn restarts(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|i| self.is(i, CONJUNCTION) && self.is_word(i, &["then"]))
    }
}
