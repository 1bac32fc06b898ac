//! A standard's texts in another language, each knowing what it was translated from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::words::vocabulary;
use crate::{Exception, RolePlay, Standard};

vocabulary!(
    /// A field of a standard that is translated.
    TextField, "translated field" {
        /// The title.
        Title = "title",
        /// The statement.
        Statement = "statement",
        /// The event that starts the clock.
        StartsWhen = "starts when",
        /// The steps' texts.
        Steps = "steps",
        /// The exceptions.
        Exceptions = "exceptions",
        /// What staff may decide.
        Empowerment = "empowerment",
        /// Good examples.
        Dos = "do",
        /// Bad examples.
        Donts = "dont",
        /// Words to say.
        Script = "script",
        /// The situation to practise.
        RolePlay = "role play",
    }
);

/// A translation's texts. Numbers and times stay in the standard's own fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the same fields as the standard's own")]
pub struct Translation {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub starts_when: String,
    /// The steps' texts, in the order of the standard's steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    /// What staff may do, in the order of the standard's empowerments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empowerment: Vec<String>,
    #[serde(default, rename = "do", skip_serializing_if = "Vec::is_empty")]
    pub dos: Vec<String>,
    #[serde(default, rename = "dont", skip_serializing_if = "Vec::is_empty")]
    pub donts: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub script: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_play: Option<RolePlay>,
    /// For each translated field, the number of the source revision it was made from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub made_from: BTreeMap<TextField, u32>,
}

impl Standard {
    /// Returns the source texts of a field, in their order.
    pub fn texts(&self, field: TextField) -> Vec<&str> {
        match field {
            TextField::Title => vec![&self.title],
            TextField::Statement => vec![&self.statement],
            TextField::StartsWhen => vec![&self.starts_when],
            TextField::Steps => self.steps.iter().map(|step| step.text.as_str()).collect(),
            TextField::Exceptions => exceptions(&self.exceptions),
            TextField::Empowerment => self.empowerment.iter().map(|e| e.may.as_str()).collect(),
            TextField::Dos => self.dos.iter().map(String::as_str).collect(),
            TextField::Donts => self.donts.iter().map(String::as_str).collect(),
            TextField::Script => vec![&self.script],
            TextField::RolePlay => role_play(self.role_play.as_ref()),
        }
    }
}

impl Translation {
    /// Returns the translated texts of a field, in their order.
    pub fn texts(&self, field: TextField) -> Vec<&str> {
        match field {
            TextField::Title => vec![&self.title],
            TextField::Statement => vec![&self.statement],
            TextField::StartsWhen => vec![&self.starts_when],
            TextField::Steps => self.steps.iter().map(String::as_str).collect(),
            TextField::Exceptions => exceptions(&self.exceptions),
            TextField::Empowerment => self.empowerment.iter().map(String::as_str).collect(),
            TextField::Dos => self.dos.iter().map(String::as_str).collect(),
            TextField::Donts => self.donts.iter().map(String::as_str).collect(),
            TextField::Script => vec![&self.script],
            TextField::RolePlay => role_play(self.role_play.as_ref()),
        }
    }

    /// Tells whether a field says anything.
    pub fn has(&self, field: TextField) -> bool {
        self.texts(field).iter().any(|text| !text.trim().is_empty())
    }

    /// Tells whether the source says something in a field that this translation does not.
    pub fn lacks(&self, field: TextField, source: &Standard) -> bool {
        let own = self.texts(field);
        let is_blank = |text: Option<&&str>| text.is_none_or(|text| text.trim().is_empty());
        let said = source.texts(field).into_iter().enumerate();
        said.filter(|(_, text)| !text.trim().is_empty())
            .any(|(place, _)| is_blank(own.get(place)))
    }
}

fn exceptions(exceptions: &[Exception]) -> Vec<&str> {
    let texts = exceptions.iter();
    texts.flat_map(|e| [e.when.as_str(), &e.holds]).collect()
}

fn role_play(role_play: Option<&RolePlay>) -> Vec<&str> {
    let texts = role_play.into_iter();
    texts
        .flat_map(|r| [r.situation.as_str(), &r.good_answer])
        .collect()
}
