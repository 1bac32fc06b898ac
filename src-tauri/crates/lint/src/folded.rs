//! A text without the differences of writing that do not matter, and the way back to its bytes.
//!
//! Case, composed and decomposed letters, joiners that cannot be seen, native digits, the Latin
//! letter that is often typed for the Telugu anusvara, curled apostrophes, runs of spaces.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A folded text.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The text as it is compared.
    pub text: String,
    /// For each byte of `text`, the bytes of the letter it was written with.
    letters: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            letters: Vec::with_capacity(text.len()),
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let end = plain_end(bytes, at);
            for (place, byte) in bytes[at..end].iter().enumerate() {
                folded.push(char::from(*byte), at + place..at + place + 1);
            }
            at = joined_end(bytes, end);
            for (place, letter) in text[end..at].grapheme_indices(true) {
                folded.push_letter(text, letter, end + place);
            }
        }
        folded
    }

    /// Returns the bytes of the source text that a part of the folded text was written with:
    /// whole letters, never half of one.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let Some(letters) = self.letters.get(range).filter(|part| !part.is_empty()) else {
            return 0..0;
        };
        letters[0].0 as usize..letters[letters.len() - 1].1 as usize
    }

    /// Finds the places where `phrase`, itself folded, stands as whole words; bytes of the source.
    pub fn whole_words(&self, phrase: &str) -> Vec<Range<usize>> {
        if phrase.is_empty() {
            return Vec::new();
        }
        let hits = self.text.match_indices(phrase);
        hits.filter(|(at, _)| self.is_apart(*at) && self.is_apart(at + phrase.len()))
            .map(|(at, _)| self.source(at..at + phrase.len()))
            .collect()
    }

    /// Tells whether no word runs on over this place.
    fn is_apart(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at..].chars().next();
        !(before.is_some_and(is_word_sign) && after.is_some_and(is_word_sign))
    }

    fn push(&mut self, sign: char, source: Range<usize>) {
        let bytes = (source.start as u32, source.end as u32);
        if is_telugu_or_tamil(sign) {
            self.text.push(sign);
            return self.letters.resize(self.text.len(), bytes);
        }
        let sign = if sign.is_whitespace() { ' ' } else { sign };
        if sign == ' ' && self.text.ends_with(' ') {
            return;
        }
        for lower in sign.to_lowercase() {
            self.text.push(lower);
            self.letters.resize(self.text.len(), bytes);
        }
    }

    /// Adds one letter with its marks.
    fn push_letter(&mut self, text: &str, letter: &str, start: usize) {
        let source = start..start + letter.len();
        let after = text[source.end..].chars().next();
        let mut add = |sign| {
            if !is_invisible(sign) {
                let folded = self.anusvara(sign, after).unwrap_or_else(|| plain(sign));
                self.push(folded, source.clone());
            }
        };
        if letter.chars().all(is_composed) {
            letter.chars().for_each(add);
        } else {
            letter.nfc().for_each(&mut add);
        }
    }

    /// “సమయoలో”: a Latin o or a digit zero inside a Telugu word stands for the anusvara.
    fn anusvara(&self, sign: char, after: Option<char>) -> Option<char> {
        let before = self.text.chars().next_back().is_some_and(is_telugu_letter);
        let goes_on = match sign {
            'o' | 'O' => !after.is_some_and(|after| after.is_ascii_alphanumeric()),
            '౦' => !after.is_some_and(is_native_digit),
            _ => false,
        };
        (before && goes_on).then_some('ం')
    }
}

/// Folds a phrase of a list, without spaces around it.
pub fn fold(phrase: &str) -> String {
    Folded::new(phrase.trim()).text
}

/// Tells whether a sign belongs to a word: letters, marks and digits of any script.
pub fn is_word_sign(sign: char) -> bool {
    is_telugu_or_tamil(sign)
        || sign.is_alphanumeric()
        || matches!(sign, '\u{0300}'..='\u{036F}')
        || is_invisible(sign)
}

/// Asked first, because these scripts have no capitals and their marks are no letters.
fn is_telugu_or_tamil(sign: char) -> bool {
    matches!(sign, '\u{0B80}'..='\u{0BF2}' | '\u{0C00}'..='\u{0C7F}')
}

/// Tells whether a sign of these scripts never joins with the next one into a composed letter.
fn is_composed(sign: char) -> bool {
    let joins = matches!(
        sign,
        '\u{0B92}' | '\u{0BC6}' | '\u{0BC7}' | '\u{0BD7}' | '\u{0C56}'
    );
    is_telugu_or_tamil(sign) && !joins
}

/// Returns where the ASCII signs that are letters of their own end: each is followed by another.
fn plain_end(bytes: &[u8], from: usize) -> usize {
    let is_plain = |at: &usize| bytes[*at].is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii);
    (from..bytes.len())
        .find(|at| !is_plain(at))
        .unwrap_or(bytes.len())
}

/// Returns where the next stretch of two ASCII signs begins.
fn joined_end(bytes: &[u8], from: usize) -> usize {
    let is_plain = |at: &usize| bytes[*at].is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii);
    (from..bytes.len()).find(is_plain).unwrap_or(bytes.len())
}

fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
    )
}

fn is_telugu_letter(sign: char) -> bool {
    matches!(sign, '\u{0C00}'..='\u{0C65}')
}

fn is_native_digit(sign: char) -> bool {
    matches!(sign, '౦'..='౯' | '௦'..='௯')
}

fn plain(sign: char) -> char {
    let digit = |zero: char| char::from(b'0' + (u32::from(sign) - u32::from(zero)) as u8);
    match sign {
        '౦'..='౯' => digit('౦'),
        '௦'..='௯' => digit('௦'),
        '’' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, phrase: &str) -> Vec<String> {
        let found = Folded::new(text).whole_words(&fold(phrase));
        found
            .into_iter()
            .map(|range| text[range].to_string())
            .collect()
    }

    #[test]
    fn spellings_that_look_the_same_are_the_same() {
        assert_eq!(fold("సకాలoలో"), fold("సకాలంలో"));
        assert_eq!(fold("సకాల౦లో"), fold("సకాలంలో"));
        assert_eq!(fold("కాల్\u{200C}లకు"), fold("కాల్లకు"));
        assert_eq!(fold("௧௦ நாட்கள்"), "10 நாட்கள்");
        assert_eq!(fold("౨౦ రోజులు"), "20 రోజులు");
        assert_eq!(fold("பொ"), fold("ப\u{0BC6}\u{0BBE}"));
        assert_eq!(fold("Hangga’t   MAAARI"), "hangga't maaari");
    }

    #[test]
    fn what_is_found_leads_back_to_the_words_as_they_were_written() {
        assert_eq!(words("Straße und STRASSE", "straße"), ["Straße"]);
        assert_eq!(
            words("A CAFÉ, a cafe\u{301}.", "café"),
            ["CAFÉ", "cafe\u{301}"]
        );
        assert_eq!(words("as\n soon", "As soon"), ["as\n soon"]);
        assert_eq!(words("ఇది సకాలoలో జరగాలి", "సకాలంలో"), ["సకాలoలో"]);
    }

    #[test]
    fn a_word_inside_another_is_not_found() {
        assert_eq!(words("சிலர் வந்தனர்", "சில"), [] as [&str; 0]);
        assert_eq!(words("சில நாட்கள்", "சில"), ["சில"]);
        assert_eq!(words("fastened, fast-track", "fast"), ["fast"]);
        assert_eq!(words("kind\u{301}", "kind"), [] as [&str; 0]);
    }
}
