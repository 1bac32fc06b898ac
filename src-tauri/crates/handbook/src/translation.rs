//! A standard's texts in another language, each knowing what it was translated from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::words::vocabulary;
use crate::{Exception, RolePlay};

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
