//! A language's words and phrases, read once from its tables.
//!
//! A word in a table may end in `*` for any ending or in `+` for the endings of a finite verb; one
//! that begins with `*` is itself an ending.

use std::collections::HashMap;
use std::sync::LazyLock;

use handbook::Language;

use crate::en::phrases::Category;
use crate::folded::fold;

/// A set of word classes, one bit each.
pub type Class = u64;

macro_rules! classes {
    ($($name:ident = $bit:literal),+ $(,)?) => {
        $(#[doc = concat!("The class `", stringify!($name), "`.")] pub const $name: Class = 1 << $bit;)+

        /// The classes by the names that the tables use.
        const NAMED: &[(&str, Class)] = &[$((stringify!($name), $name)),+];
    };
}

classes! {
    NUMBER = 0, PUNCT = 1, CAPITAL = 2, QUOTED = 3, SPACED = 4, SECOND = 5, MINUTE = 6, HOUR = 7,
    DAY = 8, WEEK = 9, MONTH = 10, YEAR = 11, RING = 12, PARTDAY = 13, WEEKDAY = 14, NAMEDMONTH = 15,
    LINK = 16, PERCENT = 17, PROHIBIT = 18, MAY = 19, SAFETY = 20, MONEY = 21, CONTROL = 22,
    DEFINES = 23, MENTION = 24, EXACT = 25, CASE = 26, CUSTOMER = 27, SUBORDINATOR = 28, ACT = 29,
    MANNER = 30, ENCLITIC = 31, NEGATION = 32, SERVICE = 33, ABBREVIATION = 34, CLOCKSIGN = 35,
    HAPPENS = 36,
}

/// Any unit of time, and the rings of a telephone.
pub const UNIT: Class = SECOND | MINUTE | HOUR | DAY | WEEK | MONTH | YEAR | RING;

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A fault, in the right context.
    Fault(Category),
    /// A limit, a moment or a rhythm.
    Time,
    /// Something that happens.
    Event,
    /// An act of answering, deciding, delivering or repairing.
    Act,
    /// Harmless: it keeps the shorter phrases inside it from being taken.
    Harmless,
}

/// One meaning of a phrase.
#[derive(Debug, Clone, Copy)]
pub struct Sense {
    /// What it is.
    pub meaning: Meaning,
    /// The name of the context in which it is one; empty for any.
    pub context: &'static str,
    /// What to ask, in the language of the text.
    pub question: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    None,
    Any,
    Finite,
}

#[derive(Debug, Clone)]
struct Pattern {
    text: String,
    ending: Ending,
}

struct Phrase {
    words: Vec<Pattern>,
    sense: Sense,
}

/// The tables of one language.
pub struct Lexicon {
    /// The language.
    pub language: Language,
    classes: HashMap<String, Class>,
    stems: HashMap<[char; 2], Vec<(Pattern, Class)>>,
    phrases: HashMap<[char; 2], Vec<Phrase>>,
    tails: Vec<(String, Class)>,
    finite: Vec<String>,
    nonfinite: Vec<String>,
    auxiliaries: Vec<String>,
    /// What to ask where a time is missing.
    pub when: &'static str,
    /// What to ask where a share is missing.
    pub how_many: &'static str,
}

static FILIPINO: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = include_str!("../fil/words.tsv");
    read(
        Language::Filipino,
        words,
        include_str!("../fil/phrases.tsv"),
    )
});
static TELUGU: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = include_str!("../te/words.tsv");
    read(Language::Telugu, words, include_str!("../te/phrases.tsv"))
});
static TAMIL: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = include_str!("../ta/words.tsv");
    read(Language::Tamil, words, include_str!("../ta/phrases.tsv"))
});

/// Returns the tables of a language; English has a grammar of its own and none of these.
pub fn of(language: Language) -> Option<&'static Lexicon> {
    match language {
        Language::English => None,
        Language::Filipino => Some(&FILIPINO),
        Language::Telugu => Some(&TELUGU),
        Language::Tamil => Some(&TAMIL),
    }
}

impl Lexicon {
    /// Returns the classes of a folded word.
    pub fn class_of(&self, word: &str) -> Class {
        let word = self.bare(word);
        let known = self.classes.get(word).copied().unwrap_or(0);
        let stems = self
            .stems
            .get(&start_of(word))
            .map_or(&[][..], Vec::as_slice);
        let stems = stems.iter().filter(|(stem, _)| self.fits(stem, word, ""));
        let tails = self
            .tails
            .iter()
            .filter(|(tail, _)| word.ends_with(tail.as_str()));
        let begun = stems.fold(known, |all, (_, class)| all | class);
        tails.fold(begun, |all, (_, class)| all | class)
    }

    /// Finds the longest phrase that begins at the first of some words, and returns how many of
    /// them it takes. Courtesies between its words do not break it.
    pub fn phrase<'w>(&self, mut word: impl FnMut(usize) -> &'w str) -> Option<(usize, Sense)> {
        let first = word(0);
        let begun = self.phrases.get(&start_of(self.bare(first)))?;
        begun.iter().find_map(|phrase| {
            let taken = self.words_taken(phrase, &mut word)?;
            Some((taken, phrase.sense))
        })
    }

    fn words_taken<'w>(
        &self,
        phrase: &Phrase,
        word: &mut impl FnMut(usize) -> &'w str,
    ) -> Option<usize> {
        let mut at = 0;
        for (number, pattern) in phrase.words.iter().enumerate() {
            while number > 0 && self.is_courtesy(word(at)) {
                at += 1;
            }
            let next = word(at + 1);
            if !self.fits(pattern, self.bare(word(at)), next) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    fn is_courtesy(&self, word: &str) -> bool {
        self.classes
            .get(word)
            .is_some_and(|class| class & ENCLITIC != 0)
    }

    fn fits(&self, pattern: &Pattern, word: &str, next: &str) -> bool {
        let Some(rest) = word.strip_prefix(pattern.text.as_str()) else {
            return false;
        };
        match pattern.ending {
            Ending::None => rest.is_empty(),
            Ending::Any => true,
            Ending::Finite => self.is_finite(word) || self.auxiliaries.iter().any(|a| a == next),
        }
    }

    fn is_finite(&self, word: &str) -> bool {
        let ends = |endings: &[String]| endings.iter().any(|e| word.ends_with(e.as_str()));
        ends(&self.finite) && !ends(&self.nonfinite)
    }

    /// Returns a word without the consonant that Tamil doubles before the next word.
    fn bare<'w>(&self, word: &'w str) -> &'w str {
        if self.language != Language::Tamil {
            return word;
        }
        let doubled = ["க்", "ச்", "த்", "ப்"];
        let bare = doubled.iter().find_map(|sign| word.strip_suffix(sign));
        bare.filter(|bare| !bare.is_empty()).unwrap_or(word)
    }
}

fn start_of(word: &str) -> [char; 2] {
    let mut signs = word.chars();
    [signs.next(), signs.next()].map(|sign| sign.unwrap_or('\0'))
}

fn read(language: Language, words: &str, phrases: &'static str) -> Lexicon {
    let mut lexicon = Lexicon {
        language,
        classes: HashMap::new(),
        stems: HashMap::new(),
        phrases: HashMap::new(),
        tails: Vec::new(),
        finite: Vec::new(),
        nonfinite: Vec::new(),
        auxiliaries: Vec::new(),
        when: "",
        how_many: "",
    };
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        let (name, list) = line.split_once('\t').unwrap_or((line, ""));
        lexicon.add_words(name, list);
    }
    for line in phrases.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        if let [meaning, context, question, list] = cells[..] {
            lexicon.add_phrases(meaning, context, question, list);
        }
    }
    for begun in lexicon.phrases.values_mut() {
        begun.sort_by_key(|phrase| std::cmp::Reverse(length(phrase)));
    }
    lexicon
}

/// Orders phrases so that the longest wins, and of equals the one that says its ending.
fn length(phrase: &Phrase) -> (usize, usize, bool) {
    let letters = phrase.words.iter().map(|word| word.text.chars().count());
    let exact = phrase.words.iter().all(|word| word.ending == Ending::None);
    (phrase.words.len(), letters.sum(), exact)
}

impl Lexicon {
    fn add_words(&mut self, name: &str, list: &str) {
        let words = list.split(' ').filter(|word| !word.is_empty());
        match name {
            "finite" => self.finite.extend(words.map(fold)),
            "nonfinite" => self.nonfinite.extend(words.map(fold)),
            "auxiliary" => self.auxiliaries.extend(words.map(fold)),
            _ => {
                let class = class_named(name);
                words.for_each(|word| self.add_word(word, class));
            }
        }
    }

    fn add_word(&mut self, word: &str, class: Class) {
        if let Some(tail) = word.strip_prefix('*') {
            return self.tails.push((fold(tail), class));
        }
        let pattern = self.pattern(word);
        if pattern.ending == Ending::None {
            *self.classes.entry(pattern.text).or_default() |= class;
            return;
        }
        let begun = self.stems.entry(start_of(&pattern.text)).or_default();
        begun.push((pattern, class));
    }

    fn add_phrases(
        &mut self,
        meaning: &str,
        context: &'static str,
        question: &'static str,
        list: &str,
    ) {
        match meaning {
            "when" => self.when = question,
            "how_many" => self.how_many = question,
            _ => self.add_phrases_of(meaning, context, question, list),
        }
    }

    fn add_phrases_of(
        &mut self,
        meaning: &str,
        context: &'static str,
        question: &'static str,
        list: &str,
    ) {
        let meaning = meaning_named(meaning);
        for phrase in list.split(" ; ") {
            let words: Vec<Pattern> = phrase.split_whitespace().map(|w| self.pattern(w)).collect();
            let Some(first) = words.first() else { continue };
            let begun = self.phrases.entry(start_of(&first.text)).or_default();
            begun.push(Phrase {
                words,
                sense: Sense {
                    meaning,
                    context,
                    question,
                },
            });
        }
    }

    fn pattern(&self, word: &str) -> Pattern {
        let (text, ending) = match (word.strip_suffix('*'), word.strip_suffix('+')) {
            // A stem's last consonant takes the vowel of its ending.
            (Some(stem), _) => {
                let stem = fold(stem);
                (stem.trim_end_matches(['்', '్']).to_string(), Ending::Any)
            }
            (_, Some(stem)) => (fold(stem), Ending::Finite),
            _ => (self.bare(&fold(word)).to_string(), Ending::None),
        };
        Pattern { text, ending }
    }
}

fn class_named(name: &str) -> Class {
    let known = NAMED
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    known.map_or(0, |(_, class)| *class)
}

fn meaning_named(name: &str) -> Meaning {
    match name {
        "vague_time" => Meaning::Fault(Category::VagueTime),
        "unmeasurable" => Meaning::Fault(Category::Unmeasurable),
        "vague" => Meaning::Fault(Category::Vague),
        "absolute" => Meaning::Fault(Category::Absolute),
        "overpromise" => Meaning::Fault(Category::OverPromise),
        "escape" => Meaning::Fault(Category::Escape),
        "no_actor" => Meaning::Fault(Category::NoActor),
        "time" => Meaning::Time,
        "event" => Meaning::Event,
        "act" => Meaning::Act,
        _ => Meaning::Harmless,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [&str; 3] = [
        include_str!("../fil/words.tsv"),
        include_str!("../te/words.tsv"),
        include_str!("../ta/words.tsv"),
    ];

    #[test]
    fn every_class_in_the_word_lists_exists() {
        for line in TABLES.iter().flat_map(|table| table.lines()) {
            let name = line.split('\t').next().unwrap_or_default();
            let known =
                ["finite", "nonfinite", "auxiliary"].contains(&name) || class_named(name) != 0;
            assert!(known || name.starts_with('#'), "{name}");
        }
    }

    #[test]
    fn every_row_of_phrases_has_its_four_cells_and_faults_ask() {
        let tables = [
            include_str!("../fil/phrases.tsv"),
            include_str!("../te/phrases.tsv"),
            include_str!("../ta/phrases.tsv"),
        ];
        for line in tables.iter().flat_map(|table| table.lines()) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(line.starts_with('#') || cells.len() == 4, "{line}");
            let fault = matches!(meaning_named(cells[0]), Meaning::Fault(_));
            assert!(!fault || cells[2].contains('?'), "{line}");
        }
    }
}
