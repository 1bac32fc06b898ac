//! What single English words can be: the classes that the grammar asks about.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A set of word classes, one bit each.
pub type Class = u64;

macro_rules! classes {
    ($($name:ident = $bit:literal),+ $(,)?) => {
        $(#[doc = concat!("The class `", stringify!($name), "`.")] pub const $name: Class = 1 << $bit;)+

        /// The classes by the names that `words.tsv` uses.
        const NAMED: &[(&str, Class)] = &[$((stringify!($name), $name)),+];
    };
}

classes! {
    NUMBER = 0, PUNCT = 1, CAPITAL = 2, QUOTED = 3, BE = 4, MODAL = 5, MAY = 6, DETERMINER = 7,
    PREPOSITION = 8, CONJUNCTION = 9, SUBORDINATOR = 10, RELATIVE = 11, NEGATION = 12, SUBJECT = 13,
    ROLE = 14, CUSTOMER = 15, CASE = 16, OUTCOME = 17, SERVICE = 18, UNIT = 19, UNITSHORT = 20,
    NUMBERWORD = 21, CLOCK = 22, UPPER = 23, WEEKDAY = 24, MONTH = 25, RHYTHM = 26, MOMENT = 27,
    EVENTPREP = 28, EVENTNOUN = 29, EDGE = 30, COUNTNOUN = 31, FUZZY = 32, EVERY = 33, ORDINAL = 34,
    SURVEY = 35, SAFETY = 36, MONEY = 37, PARTICIPLE = 38, STATIVE = 39, CONTROL = 40,
    ACT = 41, ACT_CUSTOMER = 42, ACT_OUTCOME = 43, ACT_CASE = 44,
    BASE = 45, S_FORM = 46, ED_FORM = 47, ING_FORM = 48, ADVERB = 49, PLURAL = 50, SPACED = 51,
    EXACT = 52, DEFINES = 53, DAYNOUN = 54, AUTHORITY = 55, CONDUCT = 56, SETNOUN = 57, PHRASAL = 58,
}

/// Any kind of act.
pub const ANY_ACT: Class = ACT | ACT_CUSTOMER | ACT_OUTCOME | ACT_CASE;

type Words = HashMap<Vec<u8>, Class, BuildHasherDefault<Eights>>;

static WORDS: LazyLock<Words> = LazyLock::new(read_words);

const LONGEST: usize = 24;

/// Returns the classes of a word, in whatever case it is written.
pub fn class_of(word: &str) -> Class {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST || !word.is_ascii() {
        return 0;
    }
    let mut lower = [0_u8; LONGEST];
    lower[..bytes.len()].copy_from_slice(bytes);
    lower[..bytes.len()].make_ascii_lowercase();
    let lower = &lower[..bytes.len()];
    WORDS.get(lower).copied().unwrap_or(0) | ending(lower)
}

/// Returns the class of a sign that is no word, such as “₱”.
pub fn class_of_sign(sign: &str) -> Class {
    if matches!(sign, "₱" | "$" | "€" | "£" | "₹") {
        MONEY
    } else {
        0
    }
}

fn ending(word: &[u8]) -> Class {
    match word {
        [_, _, .., b'l', b'y'] => ADVERB,
        [_, .., b's', b's'] => 0,
        [_, _, .., b's'] => PLURAL,
        [_, _, .., b'e', b'd'] => ED_FORM,
        _ => 0,
    }
}

fn read_words() -> Words {
    let mut words = Words::default();
    for line in include_str!("words.tsv").lines() {
        let (name, list) = line.split_once('\t').unwrap_or((line, ""));
        let class = class_named(name);
        for word in list.split(' ') {
            *words.entry(word.as_bytes().to_vec()).or_default() |= class;
        }
    }
    for line in include_str!("acts.tsv").lines() {
        let mut cells = line.split('\t');
        let class = match cells.next() {
            Some("customer") => ACT_CUSTOMER,
            Some("outcome") => ACT_OUTCOME,
            Some("case") => ACT_CASE,
            Some("phrasal") => PHRASAL,
            _ => ACT,
        };
        let cells: Vec<&str> = cells.collect();
        for (word, form) in forms(&cells) {
            *words.entry(word.into_bytes()).or_default() |= class | form;
        }
    }
    words
}

/// A hash that takes eight bytes at a time: words are short and trusted, so that speed counts.
#[derive(Default)]
struct Eights(u64);

impl Hasher for Eights {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let eight = part
                .iter()
                .rev()
                .fold(0, |all, byte| all << 8 | u64::from(*byte));
            // The multiplier is 2^64 divided by the golden ratio, made odd.
            self.0 = (self.0.rotate_left(23) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

fn class_named(name: &str) -> Class {
    let known = NAMED
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    known.map_or(0, |(_, class)| *class)
}

/// Writes a verb's forms: those given, or the regular ones.
fn forms(cells: &[&str]) -> Vec<(String, Class)> {
    if let [base, s, ed, ing] = cells {
        let given = [(base, BASE), (s, S_FORM), (ed, ED_FORM), (ing, ING_FORM)];
        return given.map(|(word, form)| (word.to_string(), form)).to_vec();
    }
    let base = cells.first().copied().unwrap_or_default();
    let (s, ed, ing) = regular(base);
    vec![
        (base.to_string(), BASE),
        (s, S_FORM),
        (ed, ED_FORM),
        (ing, ING_FORM),
    ]
}

fn regular(base: &str) -> (String, String, String) {
    let before_last = base.chars().rev().nth(1).unwrap_or(' ');
    if let Some(stem) = base
        .strip_suffix('y')
        .filter(|_| !"aeiou".contains(before_last))
    {
        return (
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{base}ing"),
        );
    }
    if let Some(stem) = base.strip_suffix('e') {
        return (format!("{base}s"), format!("{base}d"), format!("{stem}ing"));
    }
    if base.ends_with("ss") || base.ends_with("sh") || base.ends_with("ch") || base.ends_with('x') {
        return (
            format!("{base}es"),
            format!("{base}ed"),
            format!("{base}ing"),
        );
    }
    let doubled = if matches!(base, "ship" | "refer" | "submit") {
        &base[base.len() - 1..]
    } else {
        ""
    };
    (
        format!("{base}s"),
        format!("{base}{doubled}ed"),
        format!("{base}{doubled}ing"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_known_in_all_its_forms() {
        for word in [
            "reply", "Replies", "replied", "REPLYING", "ships", "shipped", "fixes", "issued",
        ] {
            assert_ne!(class_of(word) & ACT, 0, "{word}");
        }
    }

    #[test]
    fn every_class_in_the_word_list_exists() {
        for line in include_str!("words.tsv").lines() {
            let name = line.split('\t').next().unwrap_or_default();
            assert_ne!(class_named(name), 0, "{name}");
        }
    }
}
