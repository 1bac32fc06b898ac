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

/// Tells whether each word that is searched for is a part of one of the texts.
pub(crate) fn finds<const N: usize>(search: &str, texts: [&str; N]) -> bool {
    let search = fold(search);
    if search.is_empty() {
        return true;
    }
    let texts = texts.map(fold);
    let mut words = search.split(' ');
    words.all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_joiners_and_spaces_make_no_difference() {
        assert_eq!(fold("  Mill\u{A0} LANE "), fold("mill lane"));
        assert_eq!(fold("కాల్\u{200C}కు"), fold("కాల్కు"));
        assert!(finds("gate NORTH", ["North Gate", "East"]));
        assert!(finds("", ["North Gate"]));
        assert!(!finds("gate south", ["North Gate", "East"]));
    }
}
