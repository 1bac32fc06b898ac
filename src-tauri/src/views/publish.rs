//! Publishing: what the next edition would hold, the order, and what came of it.

use std::path::{Path, PathBuf};

use handbook::{Change, StandardId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use workflow::{Issued, Named, Review, ReviewedChange, Verdict};

use super::identity::plain_name;
use super::{BlockedStandard, EditionLine, IdentityView};

/// What the next edition would hold.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishView {
    /// Its number.
    pub number: u32,
    /// The last edition.
    pub last: Option<EditionLine>,
    /// How many standards it would hold.
    pub standards: usize,
    /// What it changes.
    pub changes: Vec<ReviewedChange>,
    /// Drafts that could be approved first.
    pub ready: Vec<Named>,
    /// Drafts that cannot.
    pub blocked: Vec<BlockedStandard>,
    /// Who signs.
    pub identity: Option<IdentityView>,
    /// Where the files of the last edition went, or the user's documents.
    pub folder: String,
    /// How the files' names begin.
    pub name: String,
    /// The day.
    pub today: String,
}

/// What the person who issues an edition decides.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishOrder {
    /// What the organisation says about it.
    pub note: String,
    /// From when on it holds.
    #[cfg_attr(test, ts(type = "string"))]
    pub effective_on: Date,
    /// The day by which readers should ask for a newer one.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub next_expected_by: Option<Date>,
    /// The folder for its files.
    pub folder: PathBuf,
    /// Opens the publisher's key.
    pub passphrase: String,
    /// The decisions that differ from the revisions' own.
    pub changes: Vec<DecidedChange>,
}

/// How much a change matters, as the publisher decides.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DecidedChange {
    /// The standard.
    pub id: StandardId,
    /// Material or editorial.
    pub change: Change,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "named like the stages of issuing")]
pub enum PublishStage {
    Gathering,
    Printing,
    Writing,
    Signing,
    Publishing,
}

/// A file of an edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishedFile {
    /// The whole path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
}

/// An edition that was issued.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishedView {
    /// Its number.
    pub number: u32,
    /// How many standards it holds.
    pub standards: usize,
    /// Its identity.
    pub digest: String,
    /// The beginning of its identity, as people compare it.
    pub fingerprint: String,
    /// Where its files are.
    pub folder: String,
    /// Its files.
    pub files: Vec<PublishedFile>,
    /// The codes of standards whose drafts are newer, or were never approved.
    pub left_out: Vec<String>,
}

/// What kind of file was verified.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "named like the files' endings")]
pub enum VerifiedKind {
    Pdf,
    Html,
    Edition,
    Parcel,
    /// A branch's receipt.
    Receipt,
}

/// What verification found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerdictView {
    /// The whole path.
    pub path: String,
    /// The file's name.
    pub name: String,
    /// What kind of file it is.
    pub what: VerifiedKind,
    /// Whether the signature holds and the content is whole.
    pub holds: bool,
    /// Why it does not hold.
    pub reason: Option<String>,
    /// Who signed.
    pub signer: Option<String>,
    /// The root's fingerprint.
    pub root_fingerprint: Option<String>,
    /// Whether it is this organisation's root.
    pub root_is_known: bool,
    /// When it was signed, by the signer's clock.
    pub signed_at: Option<String>,
    /// The handbook's title.
    pub title: Option<String>,
    /// The edition's number.
    pub number: Option<u32>,
}

impl PublishView {
    /// Shows a review to the person who issues the edition.
    pub fn new(
        review: Review,
        identity: Option<IdentityView>,
        folder: &Path,
        name: String,
        today: Date,
    ) -> Self {
        Self {
            number: review.number,
            last: review.last.as_ref().map(EditionLine::of),
            standards: review.standards,
            changes: review.changes,
            ready: review.ready,
            blocked: review.blocked.into_iter().map(Into::into).collect(),
            identity,
            folder: folder.display().to_string(),
            name,
            today: today.to_string(),
        }
    }
}

impl PublishedView {
    /// Shows what came of an order.
    pub fn new(issued: Issued, folder: &Path) -> Self {
        Self {
            number: issued.number,
            standards: issued.standards,
            fingerprint: issued.digest.fingerprint(),
            digest: issued.digest.to_string(),
            folder: folder.display().to_string(),
            files: issued
                .files
                .iter()
                .map(|path| PublishedFile::at(path))
                .collect(),
            left_out: issued.left_out.into_iter().map(|code| code.0).collect(),
        }
    }
}

impl PublishedFile {
    fn at(path: &Path) -> Self {
        Self {
            path: path.display().to_string(),
            name: name(path),
            bytes: path.metadata().map_or(0, |file| file.len()),
        }
    }
}

impl From<workflow::Stage> for PublishStage {
    fn from(stage: workflow::Stage) -> Self {
        match stage {
            workflow::Stage::Gathering => Self::Gathering,
            workflow::Stage::Printing => Self::Printing,
            workflow::Stage::Writing => Self::Writing,
            workflow::Stage::Signing => Self::Signing,
            workflow::Stage::Publishing => Self::Publishing,
        }
    }
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        Self {
            path: verdict.file.display().to_string(),
            name: name(&verdict.file),
            what: match verdict.what {
                workflow::What::Pdf => VerifiedKind::Pdf,
                workflow::What::Html => VerifiedKind::Html,
                workflow::What::Edition => VerifiedKind::Edition,
                workflow::What::Parcel => VerifiedKind::Parcel,
                workflow::What::Receipt => VerifiedKind::Receipt,
            },
            holds: verdict.holds,
            reason: verdict.reason,
            signer: verdict.signer.as_deref().map(plain_name),
            root_fingerprint: verdict.root.map(|root| root.fingerprint()),
            root_is_known: verdict.root_is_known,
            signed_at: verdict.signed_at.map(|at| at.to_string()),
            number: verdict.edition.as_ref().map(|mark| mark.number),
            title: verdict.edition.map(|mark| mark.title),
        }
    }
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
