//! The exact words with which a branch acknowledges an edition.

use handbook::Language;
use jiff::civil::Date;

use crate::phrases::phrases;

/// Returns the words to agree to. They speak of a briefing only where one has taken place.
pub fn statement(
    language: Language,
    edition: u32,
    effective_on: Date,
    is_first: bool,
    is_briefed: bool,
) -> String {
    let [first, changed, briefed, works] = sentences(language);
    let read = if is_first { first } else { changed };
    let spoken = [Some(read), is_briefed.then_some(briefed), Some(works)];
    let spoken: Vec<&str> = spoken.into_iter().flatten().collect();
    let date = phrases(language).date(effective_on);
    let text = spoken.join(" ");
    text.replace("{edition}", &edition.to_string())
        .replace("{date}", &date)
}

/// The sentences: the whole edition was read, its changes were read, the team was briefed, and
/// from when on it holds.
fn sentences(language: Language) -> [&'static str; 4] {
    match language {
        Language::English => [
            "I have read edition {edition}.",
            "I have read what changed in edition {edition}.",
            "I have briefed my team.",
            "We work by it from {date}.",
        ],
        Language::Filipino => [
            "Nabasa ko ang edisyon {edition}.",
            "Nabasa ko ang mga binago sa edisyon {edition}.",
            "Naipaliwanag ko ito sa aking pangkat.",
            "Susundin namin ito simula {date}.",
        ],
        Language::Telugu => [
            "నేను సంచిక {edition} చదివాను.",
            "సంచిక {edition}లో ఏమి మారిందో నేను చదివాను.",
            "నా బృందానికి దీన్ని వివరించాను.",
            "{date} నుండి మేము దీని ప్రకారం పని చేస్తాము.",
        ],
        Language::Tamil => [
            "பதிப்பு {edition}ஐ நான் படித்தேன்.",
            "பதிப்பு {edition}இல் மாறியவற்றை நான் படித்தேன்.",
            "என் குழுவிற்கு இதை விளக்கினேன்.",
            "{date} முதல் நாங்கள் இதன்படி பணியாற்றுகிறோம்.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_claim_a_briefing_only_where_there_was_one() {
        let on = jiff::civil::date(2027, 1, 1);
        let words = |is_briefed| statement(Language::English, 8, on, false, is_briefed);
        assert_eq!(
            words(false),
            "I have read what changed in edition 8. We work by it from 1 January 2027."
        );
        assert!(words(true).contains("I have briefed my team."));
    }
}
