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
        "the publisher's certificate holds from {from} to {to}, but this computer's clock says {now}; set the clock, or if it is right make a new certificate with “plumbline key new --root-key FILE”"
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
    #[error("{} is none of what can be verified: a PDF or HTML handbook, an edition file, a receipt", .0.display())]
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

    // Branches
    /// The roots have signed no trust yet.
    #[error(
        "the organisation has no roots of its own yet; make them with “plumbline key new” or, for an imported key, “plumbline key roots”"
    )]
    NoTrust,
    /// The roots have signed a trust already.
    #[error("the organisation has roots of its own already")]
    TrustExists,
    /// The file holds no key of the organisation's roots.
    #[error("this is not the key of one of the organisation's roots")]
    NotARootKey,
    /// A copy of a root's key was noted there before.
    #[error("the copy at {0} is noted already; show another one, in another place")]
    SameRootCopy(String),
    /// The loss of one place would lose the root.
    #[error(
        "there must be a second copy of the root's key in another place before branches join: whoever loses the root must invite every branch again; copy it, then show the copy with “plumbline key copy”"
    )]
    RootNotCopied,
    /// Only a publisher's workspace can do this.
    #[error("this is a branch's workspace; only the publisher's can do this")]
    NotAPublisher,
    /// Only a branch's workspace can do this.
    #[error("this is the publisher's workspace; only a branch's can do this")]
    NotABranch,
    /// No depot was set.
    #[error("no depot is set; set one with “plumbline depot set”")]
    NoDepot,
    /// The depot holds another publisher's work.
    #[error(
        "two publishers: the depot holds another state {seq} than the one published here; nothing was merged or put there. Find out which other computer publishes with this key"
    )]
    TwoPublishers {
        /// The state's number.
        seq: u64,
    },
    /// The depot is ahead of this workspace: it was restored from an old copy, or there is another.
    #[error(
        "the depot holds state {found}, but the last one published here is {known}: this workspace is an old copy, or another computer publishes with this key; nothing was put there. If it is a copy that was restored after a loss, take over what the depot holds with “plumbline rebuild”; else find the other computer"
    )]
    DepotAhead {
        /// What the depot holds.
        found: u64,
        /// What was published here.
        known: u64,
    },
    /// The depot holds nothing that could be taken over.
    #[error("the depot holds nothing that is missing here")]
    NothingToRebuild,
    /// Another edition of that number was issued here than the depot holds.
    #[error(
        "two publishers: edition {0} was issued here, and the depot holds another one; nothing was taken over. If this workspace was restored from a backup and has issued since, restore the backup again and rebuild it before anything is issued"
    )]
    OtherEditionIssued(u32),
    /// An edition that was published is not in the depot, or is damaged there.
    #[error(
        "edition {0} was published, but its files are missing from the depot or damaged there; put them back (a parcel or a stick may hold them), then rebuild again"
    )]
    NotInDepot(u32),
    /// The roots have put the publisher's key out of use.
    #[error(
        "the roots have put the publisher's key of this workspace out of use; make a new one with “plumbline key new --root-key FILE”"
    )]
    KeyOutOfUse,
    /// There is no branch of that name or identity.
    #[error("there is no branch “{0}”")]
    NoBranch(String),
    /// The invite's last day has passed.
    #[error("the invite expired on {0}; ask for a new one")]
    InviteExpired(jiff::civil::Date),
    /// The depot holds no invite for these words.
    #[error("the depot holds no invite for these words; compare them, or ask for a new invite")]
    NoInvite,
    /// Nothing was received yet.
    #[error("no edition was received yet")]
    NothingReceived,
    /// Not every change was ticked as seen.
    #[error("{0} of the changes are not yet ticked as seen")]
    NotAllSeen(usize),
    /// The edition was acknowledged before.
    #[error("edition {0} is acknowledged already")]
    AcknowledgedAlready(u32),
    /// There is nobody of that name on the branch's list.
    #[error("nobody on the list is “{0}”")]
    NoPerson(String),
    /// There is no receipt of that number.
    #[error("there is no receipt {0}")]
    NoReceipt(u64),
    /// Something that came from outside was refused.
    #[error(transparent)]
    Refused(#[from] crate::refusal::Refusal),
    /// Everybody has an invite, or has joined.
    #[error("there is nobody to invite: every open branch has an invite or has joined")]
    NobodyToInvite,
    /// The invites are kept, but their files did not get their names.
    #[error(
        "the invites could not be put into their place: {0}; invite these branches again, into another folder"
    )]
    InvitesMissing(#[source] depot::Error),
    /// The branch waits for nothing.
    #[error("“{0}” has not asked to be enrolled")]
    NotAsked(String),
    /// What is said of a branch cannot stand so.
    #[error("the branch “{name}” cannot be entered: {reason}")]
    UnfitBranch {
        /// Its name.
        name: String,
        /// Why.
        reason: String,
    },
    /// The file holds no list of branches.
    #[error("{} has no column “name”, so it is no list of branches", .0.display())]
    NoBranchList(PathBuf),
    /// Nobody can be reminded.
    #[error("of the branches asked for, nobody can be reminded of edition {0} in this way")]
    NobodyToRemind(u32),
}
