//! The handbook's own word list: words to flag, and words to leave alone.

use std::ops::Range;

use handbook::{FlaggedWord, OwnWords};

use crate::fields::Field;
use crate::finding::{Finding, Place};
use crate::folded::{Folded, fold};
use crate::rules::OWN_WORD;

const QUESTION: &str = "Which word says it instead: ___?";

/// A handbook's word list, folded once for all the texts of a standard.
pub struct WordList<'w> {
    flag: Vec<(String, &'w FlaggedWord)>,
    leave: Vec<String>,
}

impl<'w> WordList<'w> {
    /// Folds a list.
    pub fn new(words: &'w OwnWords) -> Self {
        let flag = words.flag.iter();
        let leave = words.leave.iter();
        Self {
            flag: flag.map(|word| (fold(&word.phrase), word)).collect(),
            leave: leave.map(|phrase| fold(phrase)).collect(),
        }
    }

    /// Adds what the list says of a field, and drops the findings about words to leave alone.
    pub fn apply(&self, field: &Field<'_>, findings: &mut Vec<Finding>) {
        if (self.flag.is_empty() && self.leave.is_empty()) || field.text.is_empty() {
            return;
        }
        let folded = Folded::new(field.text);
        if field.place != Place::Title {
            findings.extend(self.flagged(field, &folded));
        }
        let left: Vec<Range<usize>> = self
            .leave
            .iter()
            .flat_map(|phrase| folded.whole_words(phrase))
            .collect();
        findings.retain(|finding| !left.iter().any(|left| holds(left, &finding.range)));
        if field.shares_place {
            findings.iter_mut().for_each(|finding| finding.range = 0..0);
        }
    }

    fn flagged(&self, field: &Field<'_>, folded: &Folded) -> Vec<Finding> {
        let mut hits: Vec<(Range<usize>, &FlaggedWord)> = Vec::new();
        for (phrase, word) in &self.flag {
            let ranges = folded.whole_words(phrase).into_iter();
            hits.extend(ranges.map(|range| (range, *word)));
        }
        let outer: Vec<Range<usize>> = hits.iter().map(|(range, _)| range.clone()).collect();
        hits.retain(|(range, _)| {
            !outer
                .iter()
                .any(|o| o.len() > range.len() && holds(o, range))
        });
        hits.into_iter()
            .map(|(range, word)| finding(field, range, word))
            .collect()
    }
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn finding(field: &Field<'_>, range: Range<usize>, word: &FlaggedWord) -> Finding {
    let asked = word.question.trim();
    Finding {
        rule: OWN_WORD.id,
        label: OWN_WORD.label,
        severity: OWN_WORD.severity,
        place: field.place,
        text: field.text[range.clone()].to_string(),
        sentence: sentence_around(field.text, &range).to_string(),
        range,
        why: "This handbook asks not to use it.".to_string(),
        question: if asked.is_empty() { QUESTION } else { asked }.to_string(),
        fix: None,
        waived: false,
        language: None,
        is_about_record: false,
    }
}

/// Returns the sentence around some bytes, by its closing signs and line breaks.
fn sentence_around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let ends = ['.', '!', '?', '।', '\n'];
    let start = text[..range.start].rfind(ends).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[range.end..].find(ends).map_or(text.len(), |at| {
        let sign = text[range.end + at..].chars().next();
        range.end + at + sign.map_or(1, char::len_utf8)
    });
    text[start..end].trim()
}

#[cfg(test)]
mod tests {
    use handbook::{Language, Standard, StandardId};

    use super::*;
    use crate::check;

    fn standard(statement: &str) -> Standard {
        let mut standard = Standard::empty(StandardId::new(jiff::Timestamp::UNIX_EPOCH, [0; 10]));
        standard.statement = statement.to_string();
        standard
    }

    fn words(flag: &str, leave: &str) -> OwnWords {
        let flag = flag.split('|').filter(|phrase| !phrase.is_empty());
        OwnWords {
            flag: flag
                .map(|phrase| handbook::FlaggedWord {
                    phrase: phrase.into(),
                    question: "Say “guest” instead?".into(),
                })
                .collect(),
            leave: vec![leave.into()],
        }
    }

    fn own(draft: &Standard, words: &OwnWords) -> Vec<(String, String)> {
        let found = check(draft, Language::English, words).into_iter();
        found
            .filter(|f| f.rule == "own-word")
            .map(|f| (f.place.to_string(), f.text))
            .collect()
    }

    #[test]
    fn the_handbooks_own_words_are_found_in_every_text() {
        let mut draft = standard("The Punter waits.");
        draft.starts_when = "a punter calls".into();
        draft.dos = vec!["Greet the punter.".into()];
        draft.exceptions = vec![handbook::Exception {
            when: "the punter is late".into(),
            holds: "the next day".into(),
        }];
        let translation = handbook::Translation {
            statement: "Ang punter ay bisita.".into(),
            ..handbook::Translation::default()
        };
        draft.translations.insert(Language::Filipino, translation);
        let found = own(&draft, &words("punter", ""));
        let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(
            places,
            [
                "statement",
                "starts when",
                "exception 1",
                "do 1",
                "statement"
            ]
        );
        assert_eq!(found[0].1, "Punter");
        assert_eq!(own(&draft, &OwnWords::default()), []);
    }

    #[test]
    fn of_two_own_words_the_longer_is_flagged() {
        let draft = standard("Kindly revert within 2 days.");
        let found = own(&draft, &words("kindly|kindly revert", ""));
        assert_eq!(
            found,
            [("statement".to_string(), "Kindly revert".to_string())]
        );
    }

    #[test]
    fn words_to_leave_alone_are_left_alone_by_every_rule_of_wording() {
        let draft = standard("The Friendly Desk staff are friendly.");
        let all = check(
            &draft,
            Language::English,
            &words("desk", "the friendly desk"),
        );
        let wording: Vec<&str> = all
            .iter()
            .filter(|f| !f.is_about_record)
            .map(|f| f.text.as_str())
            .collect();
        assert_eq!(wording, ["friendly"]);
        assert!(all.iter().any(|f| f.rule == "missing-parts"));
    }
}
