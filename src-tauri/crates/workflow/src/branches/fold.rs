//! The form in which names are compared and searched.

use unicode_normalization::UnicodeNormalization;

/// Folds a text: lower case, composed (NFC), single spaces, without joiners and soft hyphens,
/// which some people type and others do not. Names are compared so in the workspace as well.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        return words.join(" ").to_ascii_lowercase().replace('\0', "");
    }
    let seen = text.chars().filter(|character| !is_invisible(*character));
    let folded: String = seen.flat_map(char::to_lowercase).nfc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{0}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}'
    )
}

/// Returns what a search looks through: the texts, each on a line of its own.
pub(crate) fn folded<const N: usize>(texts: [&str; N]) -> String {
    texts.map(fold).join("\n")
}

/// The words that are searched for.
pub(crate) struct Search(Vec<String>);

impl Search {
    pub(crate) fn of(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_string).collect())
    }

    /// Tells whether everything is found.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether each word is a part of one of the texts that were folded.
    pub(crate) fn finds(&self, folded: &str) -> bool {
        self.0.iter().all(|word| folded.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_joiners_and_spaces_make_no_difference() {
        assert_eq!(fold("  Mill\u{A0} LANE "), fold("mill lane"));
        assert_eq!(fold("కాల్\u{200C}కు"), fold("కాల్కు"));
        let texts = folded(["North Gate", "East"]);
        assert!(Search::of("gate NORTH").finds(&texts));
        assert!(Search::of("").finds(&texts));
        assert!(!Search::of("gate south").finds(&texts));
    }
}
