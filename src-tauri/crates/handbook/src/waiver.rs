//! Findings that are kept on purpose.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A finding kept on purpose, with a reason, a name and a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule whose finding is kept.
    pub rule: String,
    /// The sentence it was found in, as [`sentence_key`] writes it; empty for a finding about
    /// the standard as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// Why it is kept.
    pub reason: String,
    /// Who keeps it.
    pub by: String,
    /// Since when.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
}

impl Waiver {
    /// Tells whether this waiver keeps findings of `rule` in `sentence`.
    pub fn covers(&self, rule: &str, sentence: &str) -> bool {
        self.rule == rule && self.sentence == sentence_key(sentence)
    }
}

/// Returns a sentence in the form by which waivers know it: lower case, single spaces, no
/// punctuation at the end. Edits elsewhere in the text leave it as it was.
pub fn sentence_key(sentence: &str) -> String {
    let words: Vec<String> = sentence.split_whitespace().map(str::to_lowercase).collect();
    words
        .join(" ")
        .trim_end_matches(['.', '!', '?', ';', ':'])
        .to_string()
}
