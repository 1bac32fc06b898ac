//! A standard: one rule of the handbook, with everything that belongs to it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::vocabulary;
use crate::{Channel, Language, Measure, Role, StandardId, TimeLimit, Translation, Waiver};

vocabulary!(
    /// How binding a standard is.
    Force, "force" {
        /// Must be done.
        Must = "must",
        /// Should be done, unless there is a good reason.
        Should = "should",
        /// Must never be done.
        Never = "never",
    }
);

vocabulary!(
    /// What a standard is about.
    Kind, "kind of standard" {
        /// What the customer gets.
        Service = "service",
        /// How staff speak and write.
        Communication = "communication",
        /// How staff behave.
        Conduct = "conduct",
        /// How staff and premises look.
        Appearance = "appearance",
        /// How documents and data are handled.
        Documents = "documents",
    }
);

vocabulary!(
    /// The stage of the customer's journey.
    Stage, "stage of the customer's journey" {
        /// The customer learns that the organisation exists.
        Awareness = "awareness",
        /// The customer compares and asks.
        Consideration = "consideration",
        /// The customer decides and buys.
        Decision = "decision",
        /// The customer uses, returns or complains.
        AfterPurchase = "after purchase",
        /// The standard holds at every stage.
        Every = "every stage",
    }
);

vocabulary!(
    /// How something about customers was learnt.
    EvidenceKind, "kind of evidence" {
        /// Customers were interviewed.
        Interview = "interview",
        /// Customers answered a survey.
        Survey = "survey",
        /// A customer complained.
        Complaint = "complaint",
        /// Service was watched.
        Observation = "observation",
        /// Staff were asked.
        StaffConsultation = "staff consultation",
        /// The standard was tried out.
        Pilot = "pilot",
    }
);

/// A standard's name for people, such as `PH-03`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(pub String);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Self(text.trim().to_string())
    }
}

/// One thing to do, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done, in Markdown.
    pub text: String,
    /// Who does it, if it is not the standard's actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Role>,
    /// How long it may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeLimit>,
}

/// A named case in which something else holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The case.
    pub when: String,
    /// What holds then.
    pub holds: String,
}

/// What somebody may decide without asking.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Empowerment {
    /// Who may.
    pub who: Role,
    /// May do what.
    pub may: String,
    /// Up to which limit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub up_to: String,
}

/// Where a case goes that could not be closed in time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// To whom.
    pub to: Role,
    /// After how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TimeLimit>,
}

/// A situation to practise, and what a good answer contains.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct RolePlay {
    /// The situation.
    pub situation: String,
    /// What a good answer contains.
    pub good_answer: String,
}

/// What customers or staff taught the organisation, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// How it was learnt.
    pub kind: EvidenceKind,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(type = "string", optional))]
    pub on: Option<Date>,
    /// From whom or how many: “34 callers in two branches”.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample: String,
    /// What was learnt.
    pub learnt: String,
}

/// A standard's whole text. Empty fields are legal: a draft may be unfinished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "product terms; the glossary explains them")]
pub struct Standard {
    #[serde(default)]
    pub id: StandardId,
    #[serde(default)]
    pub code: Code,
    #[serde(default)]
    pub title: String,
    #[serde(default = "must")]
    pub force: Force,
    #[serde(default = "service")]
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    #[serde(default, skip_serializing_if = "Role::is_empty")]
    pub actor: Role,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Role>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub starts_when: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond_within: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolve_within: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_after: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empowerment: Vec<Empowerment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    #[serde(default, rename = "do", skip_serializing_if = "Vec::is_empty")]
    pub dos: Vec<String>,
    #[serde(default, rename = "dont", skip_serializing_if = "Vec::is_empty")]
    pub donts: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub script: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_play: Option<RolePlay>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "Role::is_empty")]
    pub owner: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(type = "string", optional))]
    pub review_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<Language, Translation>,
}

fn must() -> Force {
    Force::Must
}

fn service() -> Kind {
    Kind::Service
}

impl Standard {
    /// Makes a standard in which every field is empty.
    pub fn empty(id: StandardId) -> Self {
        Self {
            id,
            code: Code::default(),
            title: String::new(),
            force: Force::Must,
            kind: Kind::Service,
            section: String::new(),
            stage: None,
            channels: Vec::new(),
            actor: Role::default(),
            audience: Vec::new(),
            statement: String::new(),
            starts_when: String::new(),
            respond_within: None,
            resolve_within: None,
            late_after: None,
            measure: None,
            steps: Vec::new(),
            exceptions: Vec::new(),
            empowerment: Vec::new(),
            escalation: None,
            dos: Vec::new(),
            donts: Vec::new(),
            script: String::new(),
            role_play: None,
            evidence: Vec::new(),
            owner: Role::default(),
            review_on: None,
            references: Vec::new(),
            waivers: Vec::new(),
            translations: BTreeMap::new(),
        }
    }
}
