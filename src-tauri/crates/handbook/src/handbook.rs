//! The handbook as a whole: its name and the lists that its standards draw on.

use serde::{Deserialize, Serialize};

use crate::{Channel, HandbookId, Language, Role};

/// A word that the handbook uses in a fixed sense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What it means here.
    pub meaning: String,
}

/// The whole collection's title, organisation and lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        }
    }

    /// Returns the language in which standards are written first.
    pub fn source_language(&self) -> Language {
        self.languages.first().copied().unwrap_or_default()
    }
}
