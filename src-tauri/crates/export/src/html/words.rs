//! The words that only the HTML pages have, one table per language; what the printed book says
//! too stands in the documents' phrases.

mod english;
mod filipino;
mod tamil;
mod telugu;

use handbook::Language;

/// One language's words. Empty braces are filled by the page's script, named ones here.
#[allow(missing_docs, reason = "each is named after what it says in English")]
pub struct Words {
    pub skip: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub results: &'static str,
    pub nothing: &'static str,
    pub did_you_mean: &'static str,
    pub languages: &'static str,
    pub outline: &'static str,
    pub channel: &'static str,
    pub stage: &'static str,
    pub role: &'static str,
    pub any: &'static str,
    pub shown: &'static str,
    pub print: &'static str,
    pub cannot_check: &'static str,
    pub behind: &'static str,
    pub code: &'static str,
    pub title: &'static str,
    pub force_name: &'static str,
    pub kind_name: &'static str,
    pub section: &'static str,
    pub statement: &'static str,
    pub step: &'static str,
    pub owner: &'static str,
    pub review_on: &'static str,
    pub waivers: &'static str,
}

impl Words {
    /// Returns the words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::WORDS,
            Language::Filipino => &filipino::WORDS,
            Language::Telugu => &telugu::WORDS,
            Language::Tamil => &tamil::WORDS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_as_many_places_as_the_english_one() {
        let places = |language| {
            let words = Words::of(language);
            [
                words.results,
                words.nothing,
                words.did_you_mean,
                words.shown,
                words.behind,
                words.cannot_check,
            ]
            .map(|phrase| phrase.matches('{').count())
        };
        for language in Language::ALL {
            assert_eq!(places(*language), places(Language::English), "{language}");
        }
    }
}
