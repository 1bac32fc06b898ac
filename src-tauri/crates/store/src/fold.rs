//! Folding: the form in which texts and queries are compared, and where letters begin and end.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Folds a text: lower case, composed (NFC), without joiners and soft hyphens, which some people
/// type and others do not.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().replace('\0', "");
    }
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

/// Where a term must begin or end in the text that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// At the edge of a word.
    Word,
    /// At the edge of a letter as people see it: a bare consonant of Telugu or Tamil does not
    /// end inside its syllable.
    Letter,
    /// Anywhere: it is still being typed.
    Open,
}

/// Tells whether a folded text holds a folded term between such edges.
pub(crate) fn holds(text: &str, term: &str, begin: Edge, end: Edge) -> bool {
    let mut places = text.match_indices(term);
    places.any(|(start, _)| is_edge(text, start, begin) && is_edge(text, start + term.len(), end))
}

fn is_edge(text: &str, place: usize, edge: Edge) -> bool {
    match edge {
        Edge::Open => true,
        Edge::Letter => {
            let mut cursor = GraphemeCursor::new(place, text.len(), true);
            cursor.is_boundary(text, 0).unwrap_or(false)
        }
        Edge::Word => {
            let (before, after) = text.split_at(place);
            !(before.ends_with(is_part_of_word) && after.starts_with(is_part_of_word))
        }
    }
}

fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Finds a folded term in a text that is not folded; the range is in bytes of whole letters.
pub(crate) fn find(text: &str, term: &str) -> Option<Range<usize>> {
    let is_hopeless = text.is_ascii() && !term.is_ascii();
    if term.is_empty() || is_hopeless || !fold(text).contains(term) {
        return None;
    }
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
        let holds = |text, term| holds(text, term, Edge::Letter, Edge::Letter);
        assert!(!holds("కాల్", "క"));
        assert!(holds("క ల", "క"));
        assert!(!holds("பணம்", "ம"));
        assert!(holds("பணம்", "ணம்"));
    }

    #[test]
    fn a_loose_letter_is_a_word_and_not_a_piece_of_one() {
        let holds = |text, term| holds(text, term, Edge::Word, Edge::Word);
        assert!(!holds("காலம்", "ல"));
        assert!(!holds("பக்கம்", "க"), "after a mark that silences the vowel");
        assert!(holds("க, ல", "ல"));
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
