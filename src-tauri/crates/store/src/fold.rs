//! Folding: the form in which texts and queries are compared, and where letters begin and end.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Folds a text: lower case, composed (NFC), without joiners and soft hyphens, which some people
/// type and others do not.
pub(crate) fn fold(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_invisible(*c));
    seen.flat_map(char::to_lowercase).nfc().collect()
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{0}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}'
    )
}

/// Splits a query at spaces into folded terms.
pub(crate) fn terms(query: &str) -> Vec<String> {
    let folded = fold(query);
    folded.split_whitespace().map(str::to_string).collect()
}

/// Tells whether a folded text holds a folded term that begins, and unless it is still being
/// typed also ends, where a letter as people see it does. A bare consonant of Telugu or Tamil
/// is thus not found inside a syllable.
pub(crate) fn holds(text: &str, term: &str, is_typed: bool) -> bool {
    text.match_indices(term).any(|(start, _)| {
        is_border(text, start) && (is_typed || is_border(text, start + term.len()))
    })
}

fn is_border(text: &str, place: usize) -> bool {
    let mut cursor = GraphemeCursor::new(place, text.len(), true);
    cursor.is_boundary(text, 0).unwrap_or(false)
}

/// Finds a folded term in a text that is not folded; the range is in bytes of whole letters.
pub(crate) fn find(text: &str, term: &str) -> Option<Range<usize>> {
    let mut folded = String::new();
    let mut letters: Vec<(usize, Range<usize>)> = Vec::new();
    for (start, letter) in text.grapheme_indices(true) {
        letters.push((folded.len(), start..start + letter.len()));
        folded.push_str(&fold(letter));
    }
    let start = folded.find(term)?;
    let at = |place: usize| letters.partition_point(|(from, _)| *from <= place) - 1;
    let last = at(start + term.len() - 1);
    Some(letters[at(start)].1.start..letters[last].1.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_consonant_is_not_found_inside_a_syllable() {
        assert!(!holds("కాల్", "క", false));
        assert!(holds("క ల", "క", false));
        assert!(!holds("பணம்", "ம", false));
        assert!(holds("பணம்", "ணம்", false));
    }

    #[test]
    fn joiners_case_and_composition_make_no_difference() {
        assert_eq!(fold("కాల్\u{200C}కు"), fold("కాల్కు"));
        assert_eq!(fold("Cafe\u{301}"), fold("CAFÉ"));
    }

    #[test]
    fn a_folded_term_is_found_in_the_text_as_it_was_written() {
        let text = "Ang KAPE\u{301} po";
        assert_eq!(
            find(text, &fold("kapé")).map(|r| &text[r]),
            Some("KAPE\u{301}")
        );
        let text = "అన్ని కాల్\u{200C}కు జవాబు";
        let found = find(text, &fold("కాల్కు"));
        assert_eq!(found.map(|r| &text[r]), Some("కాల్\u{200C}కు"));
        assert_eq!(find("", "a"), None);
    }
}
