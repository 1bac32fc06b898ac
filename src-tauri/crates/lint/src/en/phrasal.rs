//! Verbs of two words that name an act: hand over, get back to, follow up with.

use crate::en::reading::Sentence;
use crate::en::words::{CASE, CUSTOMER, Class, OUTCOME};

/// Tells whether a verb and its particle name an act: “hand over”, “hands lost items back”, “gets back to the caller”, “let the guest know”.
pub fn is_phrasal(s: &Sentence<'_>, at: usize) -> bool {
    let near = |class: Class, reach: usize| (at + 1..at + reach).any(|i| s.is(i, class));
    let has = |words: &[&str], reach: usize| {
        (at + 1..s.clause(at).end.min(at + reach)).any(|i| s.is_word(i, words))
    };
    match s
        .word(at)
        .bytes()
        .next()
        .map(|first| first.to_ascii_lowercase())
    {
        Some(b'h') => s.is_word(at + 1, &["over"]) || has(&["back"], 8) || is_given_to(s, at),
        Some(b'p') if s.is_word(at, &["put", "puts"]) => has(&["through"], 6) && near(CUSTOMER, 6),
        Some(b't') if s.is_word(at, &["track", "tracks", "tracked"]) => {
            s.is_word(at + 1, &["down"])
        }
        Some(b't') => is_given_to(s, at) && near(CASE | OUTCOME, 5),
        Some(b's') => s.is_word(at + 1, &["out"]) && near(CASE, 7),
        Some(b'c') => s.is_word(at + 1, &["with"]),
        Some(b'p') => has(&["up"], 5) && near(CASE | CUSTOMER, 7),
        Some(b'f') => {
            s.is_word(at + 1, &["up"]) && s.is_word(at + 2, &["with"]) && near(CUSTOMER, 7)
        }
        Some(b'a') => s.is_word(at + 1, &["on", "upon"]) && near(CASE, 7),
        Some(b'd') => s.is_word(at + 1, &["of"]) && near(CASE, 7),
        Some(b'l') => near(CUSTOMER, 4) && has(&["know"], 6),
        Some(b'g') => {
            s.is_word(at + 1, &["back"]) && s.is_word(at + 2, &["to"]) && near(CUSTOMER, 6)
        }
        _ => false,
    }
}

/// Tells whether a thing goes to a person: “hand the slip to the patient”.
pub fn is_given_to(s: &Sentence<'_>, at: usize) -> bool {
    (at + 1..s.clause(at).end.min(at + 8))
        .any(|i| s.is_word(i, &["to"]) && (i + 1..i + 4).any(|j| s.is(j, CUSTOMER)))
}

#[cfg(test)]
mod tests {
    use crate::{FieldKind, check_text};

    fn lacks_time(text: &str) -> bool {
        check_text(FieldKind::Step, handbook::Language::English, text)
            .iter()
            .any(|finding| finding.label == "no_timeframe")
    }

    #[test]
    fn verbs_of_two_words_are_acts_only_with_their_particle_and_person() {
        assert!(lacks_time("Hand the prescription to the patient."));
        assert!(lacks_time("Get back to the customer with an answer."));
        assert!(lacks_time("Let the customer know the outcome."));
        assert!(!lacks_time("Hand out the number slips."));
        assert!(!lacks_time("Pass the pen to the customer."));
        assert!(!lacks_time("Put the note in the file."));
    }
}
