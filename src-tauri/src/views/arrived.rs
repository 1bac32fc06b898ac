//! A file that was opened with the app: what it is, whether it is genuine, and where it belongs.

use serde::Serialize;
use workflow::InviteView;

use super::VerdictView;

/// What kind of file arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "named like the files' endings")]
pub enum ArrivedKind {
    Edition,
    Parcel,
    Receipt,
    Request,
    Invite,
}

/// A workspace on this computer in which the file can be taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ArrivedPlace {
    /// The whole path.
    pub path: String,
    /// The handbook's title.
    pub title: String,
    /// The branch's name; none for a publisher's workspace.
    pub branch: Option<String>,
    /// Whether it believes the root of whoever signed the file.
    pub knows_signer: bool,
}

/// A file that was opened with the app.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ArrivedView {
    /// The whole path.
    pub path: String,
    /// The file's name.
    pub name: String,
    /// What it is.
    pub kind: ArrivedKind,
    /// What its signature shows, as far as can be told here.
    pub verdict: Option<VerdictView>,
    /// What it says, for an invite.
    pub invite: Option<InviteView>,
    /// The workspaces on this computer in which it can be taken in, those that fit best first.
    pub places: Vec<ArrivedPlace>,
}
