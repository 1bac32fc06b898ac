//! Which characters each glyph stands for, so that text can be searched, copied and read aloud.
//!
//! A PDF gives each glyph one text in the whole document. Where that is not what a word says,
//! the word carries its own text.

use std::collections::BTreeMap;

use crate::fonts::{FACES, REPLACEMENT, REPLACEMENT_FACE};
use crate::shaping::{Glyph, Run, Shaper, Word};

/// The texts of glyphs, and the words that they do not spell.
pub(crate) struct Characters {
    /// For each face, the text of each of its glyphs in use.
    pub of_glyph: Vec<BTreeMap<u16, String>>,
    /// For each word, whether its glyphs' texts are not its own.
    pub is_misspelt: Vec<bool>,
}

impl Characters {
    /// Returns the text of a glyph.
    pub fn of(&self, face: u8, glyph: u16) -> &str {
        let texts = &self.of_glyph[usize::from(face)];
        texts.get(&glyph).map_or(REPLACEMENT, String::as_str)
    }
}

type Counts<'a> = BTreeMap<(u8, u16), BTreeMap<&'a str, u32>>;

/// Finds the text of every glyph of every shaped word.
pub(crate) fn characters(shaper: &Shaper) -> Characters {
    let mut counts = Counts::new();
    let mut guesses: BTreeMap<(u8, u16), String> = BTreeMap::new();
    for word in shaper.words() {
        for run in &word.runs {
            count_run(word, run, &mut counts, &mut guesses);
        }
    }
    for (glyph, texts) in counts {
        // The most frequent text; among equals the shortest, then the first by code point.
        let best = texts
            .into_iter()
            .max_by_key(|(text, count)| (*count, std::cmp::Reverse((text.len(), *text))));
        guesses.extend(best.map(|(text, _)| (glyph, text.to_string())));
    }
    let mut of_glyph = vec![BTreeMap::new(); FACES.len()];
    for ((face, glyph), text) in guesses {
        of_glyph[usize::from(face)].insert(glyph, text);
    }
    add_fixed(shaper, &mut of_glyph);
    let mut characters = Characters {
        of_glyph,
        is_misspelt: Vec::new(),
    };
    let words = shaper.words().iter();
    characters.is_misspelt = words.map(|word| is_misspelt(word, &characters)).collect();
    characters
}

fn add_fixed(shaper: &Shaper, of_glyph: &mut [BTreeMap<u16, String>]) {
    for (number, texts) in of_glyph.iter_mut().enumerate() {
        if !texts.is_empty() {
            let face = u8::try_from(number).unwrap_or(0);
            texts.insert(shaper.space(face).id, " ".to_string());
        }
    }
    let replacement = shaper.replacement();
    if let Some(text) = of_glyph[usize::from(REPLACEMENT_FACE)].get_mut(&replacement) {
        *text = REPLACEMENT.to_string();
    }
}

fn count_run<'a>(
    word: &'a Word,
    run: &Run,
    counts: &mut Counts<'a>,
    guesses: &mut BTreeMap<(u8, u16), String>,
) {
    for cluster in run.glyphs.chunk_by(|a, b| a.start == b.start) {
        let text = &word.text[cluster[0].start as usize..cluster[0].end as usize];
        if let [glyph] = cluster {
            let texts = counts.entry((run.face, glyph.id)).or_default();
            *texts.entry(text).or_default() += 1;
            continue;
        }
        for (glyph, guess) in guess(cluster, text) {
            guesses.entry((run.face, glyph)).or_insert(guess);
        }
    }
}

/// Spreads a cluster's characters over its glyphs, the last glyph taking what is left.
fn guess(cluster: &[Glyph], text: &str) -> Vec<(u16, String)> {
    let characters: Vec<char> = text.chars().collect();
    let last = cluster.len() - 1;
    let share = |index: usize| -> String {
        match characters.get(index..) {
            Some(rest) if !rest.is_empty() && index == last => rest.iter().collect(),
            Some([first, ..]) => first.to_string(),
            _ => characters.last().map(char::to_string).unwrap_or_default(),
        }
    };
    let glyphs = cluster.iter().enumerate();
    glyphs
        .map(|(index, glyph)| (glyph.id, share(index)))
        .collect()
}

fn is_misspelt(word: &Word, characters: &Characters) -> bool {
    let glyphs = word
        .runs
        .iter()
        .flat_map(|run| run.glyphs.iter().map(|g| (run.face, g.id)));
    let mut rest: &str = &word.text;
    for (face, glyph) in glyphs {
        match rest.strip_prefix(characters.of(face, glyph)) {
            Some(left) => rest = left,
            None => return true,
        }
    }
    !rest.is_empty()
}
