//! Approving: the order, and what stands in the way.

use handbook::{Change, StandardId};
use serde::{Deserialize, Serialize};
use workflow::{Blocked, Obstacle};

use super::finding::{Place, PlaceField, place};

/// Who approves, why, and how much it changes.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApprovalOrder {
    /// Who approves.
    pub by: String,
    /// Why the text was changed.
    pub note: String,
    /// Material or editorial.
    pub change: Change,
}

/// The answer to an approval.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ApproveAnswer {
    /// All of them are approved.
    Approved {
        /// How many.
        count: usize,
    },
    /// None was approved.
    NotReady {
        /// What stands in the way.
        blocked: Vec<BlockedStandard>,
    },
}

/// A standard that cannot be approved.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BlockedStandard {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What stands in the way.
    pub obstacles: Vec<ObstacleView>,
}

/// What kind of thing stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum ObstacleKind {
    /// A field without which there is no standard is empty.
    EmptyField,
    /// Another standard has the same code.
    DuplicateCode,
    /// A text holds a character that must not stand in an official text.
    UnfitText,
    /// A text holds raw HTML.
    RawHtml,
    /// Something must be fixed, or kept on purpose.
    MustFix,
}

/// Something that stands in the way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ObstacleView {
    /// What kind of thing.
    pub kind: ObstacleKind,
    /// The field's name, the unfit text, or the phrase.
    pub text: String,
    /// Where it stands, if that is known.
    pub place: Option<Place>,
    /// What to ask oneself; empty where there is nothing to ask.
    pub question: String,
}

impl From<Blocked> for BlockedStandard {
    fn from(blocked: Blocked) -> Self {
        let obstacles = blocked.obstacles.into_iter().map(ObstacleView::from);
        Self {
            id: blocked.id,
            code: blocked.code.0,
            title: blocked.title,
            obstacles: obstacles.collect(),
        }
    }
}

impl From<Obstacle> for ObstacleView {
    fn from(obstacle: Obstacle) -> Self {
        let plain = |kind, text, field: Option<PlaceField>| Self {
            kind,
            text,
            place: field.map(whole),
            question: String::new(),
        };
        match obstacle {
            Obstacle::EmptyField(name) => plain(
                ObstacleKind::EmptyField,
                name.to_string(),
                field_named(name),
            ),
            Obstacle::DuplicateCode => plain(ObstacleKind::DuplicateCode, String::new(), None),
            Obstacle::UnfitText(text) => plain(ObstacleKind::UnfitText, text, None),
            Obstacle::RawHtml(name, text) => plain(ObstacleKind::RawHtml, text, field_named(name)),
            Obstacle::MustFix(finding) => Self {
                kind: ObstacleKind::MustFix,
                place: Some(place(finding.place, finding.language)),
                text: finding.text,
                question: finding.question,
            },
        }
    }
}

fn whole(field: PlaceField) -> Place {
    Place {
        field,
        index: None,
        language: None,
    }
}

fn field_named(name: &str) -> Option<PlaceField> {
    match name {
        "title" => Some(PlaceField::Title),
        "statement" => Some(PlaceField::Statement),
        "script" => Some(PlaceField::Script),
        "step" => Some(PlaceField::Step),
        "exception" => Some(PlaceField::Exception),
        "role play" => Some(PlaceField::RolePlay),
        "example" => Some(PlaceField::Do),
        _ => None,
    }
}
