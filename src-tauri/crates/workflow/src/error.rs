//! What can stand in the way of an act, in the words of the command line.

use std::path::PathBuf;

use handbook::{Code, StandardId};
use jiff::Timestamp;

use crate::approve::Obstacles;
use crate::import::MapError;

/// Why an act was not done. Nothing was changed, unless the message says so.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The workspace refused.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A key, certificate or signature refused.
    #[error(transparent)]
    Signing(#[from] signing::Error),
    /// A document could not be made.
    #[error(transparent)]
    Export(#[from] ::export::Error),
    /// A file could not be put in its place.
    #[error(transparent)]
    Depot(#[from] depot::Error),
    /// The column map is wrong.
    #[error(transparent)]
    Map(#[from] MapError),
    /// A file could not be read.
    #[error("{} cannot be read: {cause}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// There is no such starter.
    #[error("there is no starter “{name}”; the starters are {known}")]
    NoStarter {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// No standard has that code.
    #[error("no standard has the code {0}")]
    NoCode(Code),
    /// The standard is not in the handbook, or is retired.
    #[error("the standard {0} is not in the handbook; perhaps it was retired")]
    NoStandard(StandardId),
    /// The clock cannot be right.
    #[error(
        "the clock of this computer says {now}, but it must be later than {earliest}; set the clock, then try again"
    )]
    ClockDoubtful {
        /// What the clock says.
        now: Timestamp,
        /// The earliest moment that can be true.
        earliest: Timestamp,
    },
    /// Some standards cannot be approved, so none was.
    #[error("{0}")]
    NotReady(Obstacles),
    /// There is nothing to approve.
    #[error("there is nothing to approve: every draft is the same as its last revision")]
    NothingToApprove,
    /// The rule found nothing to waive.
    #[error("{rule} finds nothing in {code}, so there is nothing to keep on purpose")]
    NothingToWaive {
        /// The standard.
        code: Code,
        /// The rule.
        rule: String,
    },
    /// A handbook needs a title.
    #[error("the title must not be empty")]
    NoTitle,
    /// An act needs somebody's name.
    #[error("the name of who {0} must not be empty")]
    NoName(&'static str),
    /// An act needs a reason.
    #[error("the reason must not be empty")]
    NoReason,
    /// No revision has that number.
    #[error("{code} has no revision {number}; it has {count}")]
    NoRevision {
        /// The standard.
        code: Code,
        /// What was asked for.
        number: u32,
        /// How many there are.
        count: usize,
    },
    /// No standard is approved.
    #[error("no standard is approved yet, so an edition would be empty; approve some first")]
    NothingToIssue,
    /// An edition of that number exists, or a later one.
    #[error("edition {0} exists already; the next edition must have a higher number than {1}")]
    NumberTaken(u32, u32),
    /// The organisation has no signing identity.
    #[error(
        "this workspace has no signing identity yet; make one with “plumbline key new” or take one over with “plumbline key import”"
    )]
    NoIdentity,
    /// The identity was made already.
    #[error(
        "this workspace has a signing identity already (root {0}); to replace a lost or expired publisher's key, use “plumbline key new --root-key FILE”"
    )]
    IdentityExists(String),
    /// The certificate has expired, or is not valid yet.
    #[error(
        "the publisher's certificate holds from {from} to {to}, but it is {now}; make a new one with “plumbline key new --root-key FILE”"
    )]
    NotValidNow {
        /// Its first moment.
        from: Timestamp,
        /// Its last moment.
        to: Timestamp,
        /// The time.
        now: Timestamp,
    },
    /// The passphrase does not open the publisher's key.
    #[error(
        "the passphrase does not open the publisher's key; if it is lost, make a new publisher's key with the root: “plumbline key new --root-key FILE”"
    )]
    WrongPassphrase,
    /// There is no edition of that number.
    #[error("there is no edition {0}")]
    NoEdition(u32),
    /// Nothing at all was understood of a file to verify.
    #[error("{} is neither a PDF, an HTML handbook nor an edition file", .0.display())]
    UnknownFile(PathBuf),
    /// The edition is issued, but its files did not get their names.
    #[error(
        "edition {number} is issued and kept in the workspace, but its files could not be put into their place: {cause}; write them with “plumbline export … files”"
    )]
    FilesMissing {
        /// The edition.
        number: u32,
        /// What the depot said.
        #[source]
        cause: depot::Error,
    },
    /// The work was cancelled.
    #[error("cancelled; nothing was changed")]
    Cancelled,
}
