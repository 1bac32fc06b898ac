//! The handbook as a whole: its name and the lists that its standards draw on.

use serde::{Deserialize, Serialize};

use crate::{Channel, HandbookId, Language, Role, Stage, StandardId};

/// A word that the handbook uses in a fixed sense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What it means here.
    pub meaning: String,
}

/// A word or phrase that a handbook wants to be flagged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FlaggedWord {
    /// The word or phrase.
    pub phrase: String,
    /// What to ask whoever wrote it.
    #[serde(default)]
    pub question: String,
}

/// A handbook's own word list. It guides those who write and is not part of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// Words to flag.
    #[serde(default)]
    pub flag: Vec<FlaggedWord>,
    /// Words to leave alone, whatever a rule says of them.
    #[serde(default)]
    pub leave: Vec<String>,
}

impl OwnWords {
    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.flag.is_empty() && self.leave.is_empty()
    }
}

/// A place in the customer's journey that the organisation leaves out on purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NotOffered {
    /// The stage.
    pub stage: Stage,
    /// The channel that is not offered there.
    pub channel: Channel,
}

/// The whole collection's title, organisation and lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Handbook {
    /// Its identity.
    pub id: HandbookId,
    /// Its title.
    pub title: String,
    /// Whose handbook it is.
    #[serde(default)]
    pub organisation: String,
    /// The languages it is written in, the source language first; never empty.
    pub languages: Vec<Language>,
    /// The roles that act or must know.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The channels it covers.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// The sections, in their order.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Words in a fixed sense.
    #[serde(default)]
    pub glossary: Vec<Term>,
    /// The handbook's own word list.
    #[serde(default, skip_serializing_if = "OwnWords::is_empty")]
    pub words: OwnWords,
    /// The places in the customer's journey that are left out on purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_offered: Vec<NotOffered>,
    /// The standards in the order that was chosen by hand; others follow by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<StandardId>,
}

impl Handbook {
    /// Makes a handbook in one language with the common channels and no standards.
    pub fn new(id: HandbookId, title: &str, organisation: &str, language: Language) -> Self {
        Self {
            id,
            title: title.trim().to_string(),
            organisation: organisation.trim().to_string(),
            languages: vec![language],
            roles: Vec::new(),
            channels: Channel::COMMON.to_vec(),
            sections: Vec::new(),
            glossary: Vec::new(),
            words: OwnWords::default(),
            not_offered: Vec::new(),
            order: Vec::new(),
        }
    }

    /// Returns the handbook as an edition holds it: without what only guides those who write.
    pub fn as_issued(&self) -> Self {
        Self {
            words: OwnWords::default(),
            not_offered: Vec::new(),
            order: Vec::new(),
            ..self.clone()
        }
    }

    /// Returns the language in which standards are written first.
    pub fn source_language(&self) -> Language {
        self.languages.first().copied().unwrap_or_default()
    }
}
