//! Shortens marked-up texts to the words around what changed.

use handbook::{Piece, PieceKind};

/// How much of a marked-up text is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep {
    /// How many words stand before and after a change.
    pub around: usize,
    /// How many words of a change itself are shown.
    pub changed: usize,
}

/// Shortens pieces; `…` stands for what is left out.
pub(crate) fn excerpt(pieces: &[Piece], keep: Keep) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let shortened = pieces.iter().enumerate().map(|(index, piece)| {
        let text = match piece.kind {
            PieceKind::Same => around(&piece.text, keep.around, index > 0, index < last),
            _ => start_of(&piece.text, keep.changed),
        };
        let kind = piece.kind;
        Piece { kind, text }
    });
    shortened.collect()
}

/// Keeps the first words of a text, to end with `…` if there are more.
pub(crate) fn start_of(text: &str, words: usize) -> String {
    match text.split_whitespace().nth(words) {
        None => text.to_string(),
        Some(_) => format!("{} …", first(text, words)),
    }
}

fn around(text: &str, words: usize, is_after: bool, is_before: bool) -> String {
    let count = text.split_whitespace().count();
    let kept = words * (usize::from(is_after) + usize::from(is_before));
    if count <= kept + 1 {
        return text.to_string();
    }
    let start = if is_after { first(text, words) } else { "" };
    let end = if is_before { end_of(text, words) } else { "" };
    format!("{start} … {end}")
}

/// Returns the first words, with the space before them.
fn first(text: &str, words: usize) -> &str {
    let end = text.split_whitespace().take(words).last();
    end.map_or("", |word| &text[..offset(text, word) + word.len()])
}

/// Returns the last words, with the space after them.
fn end_of(text: &str, words: usize) -> &str {
    let start = text.split_whitespace().rev().take(words).last();
    start.map_or("", |word| &text[offset(text, word)..])
}

/// Returns where a part of a text begins in it, in bytes.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use handbook::word_difference;

    use super::*;

    fn shortened(before: &str, after: &str, around: usize) -> String {
        let keep = Keep { around, changed: 6 };
        let pieces = excerpt(&word_difference(before, after), keep);
        let marked = pieces.into_iter().map(|piece| match piece.kind {
            PieceKind::Same => piece.text,
            PieceKind::Deleted => format!("[-{}-]", piece.text),
            PieceKind::Inserted => format!("[+{}+]", piece.text),
        });
        marked.collect()
    }

    #[test]
    fn only_the_words_around_a_change_are_kept() {
        let before = "The duty manager who is on call that day resolves it within 10 working days \
                      of the call, and tells the customer so.";
        let after = before.replace("10", "5");
        assert_eq!(
            shortened(before, &after, 3),
            " … resolves it within [-10-][+5+] working days of …".to_string() + " "
        );
    }

    #[test]
    fn a_short_text_is_kept_as_it_is() {
        let text = shortened("within 10 days", "within 5 days", 3);
        assert_eq!(text, "within [-10-][+5+] days");
    }

    #[test]
    fn a_long_insertion_shows_how_it_begins() {
        let text = shortened("", "one two three four five six seven eight", 3);
        assert_eq!(text, "[+one two three four five six …+]");
    }
}
