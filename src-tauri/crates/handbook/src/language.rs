//! The languages a handbook can be written and read in.

use crate::words::serde_as_text;

/// A language of the handbook, written as its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English, `en`.
    #[default]
    English,
    /// Filipino, `fil`.
    Filipino,
    /// Telugu, `te`.
    Telugu,
    /// Tamil, `ta`.
    Tamil,
}

/// A tag that is not one of the handbook's languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language of the handbook; the choices are en, fil, te, ta")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// Every language, the source language of the program first.
    pub const ALL: &'static [Self] = &[Self::English, Self::Filipino, Self::Telugu, Self::Tamil];

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Filipino => "fil",
            Self::Telugu => "te",
            Self::Tamil => "ta",
        }
    }

    /// Returns the language's name in itself, as a reader looks for it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Filipino => "Filipino",
            Self::Telugu => "తెలుగు",
            Self::Tamil => "தமிழ்",
        }
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.tag())
    }
}

impl std::str::FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let tag = text.trim().to_lowercase();
        let known = Self::ALL
            .iter()
            .copied()
            .find(|language| language.tag() == tag);
        known.ok_or_else(|| UnknownLanguage(text.to_string()))
    }
}

serde_as_text!(Language);
