//! The phrases worth a look: one automaton over all of them, and what each may be.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

/// What kind of fault a phrase may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// No deadline or no frequency.
    VagueTime,
    /// An aim without a measure.
    Unmeasurable,
    /// A quality nobody can observe.
    Vague,
    /// All, always, never.
    Absolute,
    /// More than anybody can keep.
    OverPromise,
    /// A way out.
    Escape,
    /// Nobody is named.
    NoActor,
    /// Harmless: it keeps the shorter phrases inside it from being taken.
    Harmless,
}

/// One meaning of a phrase.
#[derive(Debug, Clone)]
pub struct Sense {
    /// The fault it may be.
    pub category: Category,
    /// The name of the context in which it is one; empty for any.
    pub context: &'static str,
    /// Why it is a fault.
    pub why: &'static str,
    /// What to ask.
    pub question: &'static str,
}

/// A phrase found in a text: its bytes and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Which phrase.
    pub phrase: usize,
}

struct Lexicon {
    automaton: AhoCorasick,
    senses: Vec<Vec<Sense>>,
    is_harmless: Vec<bool>,
    begins: Box<Begins>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(read_lexicon);

/// Returns what a phrase may mean.
pub fn senses(phrase: usize) -> &'static [Sense] {
    LEXICON.senses.get(phrase).map_or(&[], Vec::as_slice)
}

/// Finds every phrase that begins at one of these bytes and ends with a word, the longest each.
pub fn matches(text: &str, starts: impl Iterator<Item = usize>) -> Vec<Match> {
    let flat = one_line(text);
    let lexicon = &*LEXICON;
    let (mut found, mut from) = (Vec::new(), 0);
    for start in starts.filter(|start| may_begin(&lexicon.begins, &flat.as_bytes()[*start..])) {
        if start < from {
            continue;
        }
        let input = Input::new(flat.as_bytes())
            .range(start..)
            .anchored(Anchored::Yes);
        let hit = lexicon.automaton.try_find(input).ok().flatten();
        if let Some(hit) = hit.filter(|hit| ends_word(&flat, hit.end())) {
            from = hit.end();
            found.push(Match {
                start,
                end: from,
                phrase: hit.pattern().as_usize(),
            });
        }
    }
    found.retain(|hit| !lexicon.is_harmless[hit.phrase]);
    found
}

/// Writes line breaks and tabs as spaces, so that phrases run on; bytes keep their places.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\t', '\r']) {
        return Cow::Owned(text.replace(['\n', '\t', '\r'], " "));
    }
    Cow::Borrowed(text)
}

fn ends_word(text: &str, end: usize) -> bool {
    text.as_bytes()
        .get(end)
        .is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80)
        || !letter_after(text, end)
}

fn letter_after(text: &str, at: usize) -> bool {
    let after = text.get(at..).and_then(|tail| tail.chars().next());
    after.is_none_or(char::is_alphanumeric)
}

fn read_lexicon() -> Lexicon {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut senses: Vec<Vec<Sense>> = Vec::new();
    let mut phrases: Vec<String> = Vec::new();
    for line in include_str!("phrases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [category, context, why, question, list] = cells[..] else {
            continue;
        };
        let sense = Sense {
            category: category_named(category),
            context,
            why,
            question,
        };
        for phrase in list.split(" ; ").flat_map(spellings) {
            let number = *numbers.entry(phrase.clone()).or_insert_with(|| {
                phrases.push(phrase);
                senses.push(Vec::new());
                senses.len() - 1
            });
            senses[number].push(sense.clone());
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .start_kind(StartKind::Anchored)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&phrases)
        .expect("a few thousand short phrases fit an automaton");
    let harmless = |senses: &Vec<Sense>| {
        senses
            .iter()
            .all(|sense| sense.category == Category::Harmless)
    };
    let is_harmless = senses.iter().map(harmless).collect();
    Lexicon {
        automaton,
        senses,
        is_harmless,
        begins: first_letters(&phrases),
    }
}

/// One bit for each way in which a phrase may begin: four letters of 5 bits.
type Begins = [u64; 1 << 14];

/// Marks the first four letters of every phrase: most words of a text begin none.
fn first_letters(phrases: &[String]) -> Box<Begins> {
    let mut begins = Box::new([0; 1 << 14]);
    for phrase in phrases.iter().map(String::as_bytes) {
        let any = 32_usize.pow(4_u32.saturating_sub(phrase.len() as u32));
        let first = letters(phrase);
        for place in first..first + any {
            begins[place / 64] |= 1 << (place % 64);
        }
    }
    begins
}

fn may_begin(begins: &Begins, text: &[u8]) -> bool {
    let place = letters(text);
    begins[place / 64] & (1 << (place % 64)) != 0
}

/// Packs four letters, in any case, into 20 bits; other signs may share a place with letters.
fn letters(text: &[u8]) -> usize {
    (0..4).fold(0, |place, at| {
        place << 5 | usize::from(text.get(at).copied().unwrap_or(0) & 31)
    })
}

/// Writes a phrase with both apostrophes.
fn spellings(phrase: &str) -> Vec<String> {
    let mut all = vec![phrase.to_string()];
    if phrase.contains('\'') {
        all.push(phrase.replace('\'', "’"));
    }
    all
}

fn category_named(name: &str) -> Category {
    match name {
        "vague_time" => Category::VagueTime,
        "unmeasurable" => Category::Unmeasurable,
        "vague" => Category::Vague,
        "absolute" => Category::Absolute,
        "overpromise" => Category::OverPromise,
        "escape" => Category::Escape,
        "no_actor" => Category::NoActor,
        _ => Category::Harmless,
    }
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<&str> {
        let reading = crate::en::reading::read(text, crate::finding::FieldKind::Statement);
        reading
            .matches
            .iter()
            .map(|hit| &text[hit.start..hit.end])
            .collect()
    }

    #[test]
    fn only_whole_words_are_found_and_the_longest_wins() {
        assert_eq!(
            found("As soon as possible, not collateral."),
            ["As soon as possible"]
        );
        assert_eq!(found("Scan the quick-response code"), [] as [&str; 0]);
        assert_eq!(found("as\nsoon as possible"), ["as\nsoon as possible"]);
        assert_eq!(found("ésoon soon"), ["soon"]);
    }
}
