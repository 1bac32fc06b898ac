//! Why something that came from outside was not taken in: a code for the window, a sentence for
//! the command line.

use handbook::BranchId;
use signing::Error as Signing;

use crate::RefusedFile;

/// A refusal. Nothing of what was refused is kept but the fact.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A key, certificate or signature refused.
    #[error(transparent)]
    Signing(#[from] Signing),
    /// An edition older than the newest one here.
    #[error("edition {found} is older than edition {newest}, which is here already")]
    OlderEdition {
        /// Its number.
        found: u32,
        /// The newest one here.
        newest: u32,
    },
    /// Another edition with a number that is here already.
    #[error("another edition {0} is here already, and it is not this one: two publishers")]
    OtherEdition(u32),
    /// A received edition that was signed with a stolen key.
    #[error(
        "edition {0}, which is here, was signed with a stolen key; it is kept as evidence and not read any more. The edition before it holds until head office issues the next one"
    )]
    Disowned(u32),
    /// An edition whose number a forged one has taken here.
    #[error(
        "a forged edition {0} was received here before, so this one cannot be taken in; the next edition will be. Tell head office"
    )]
    NumberOfDisowned(u32),
    /// An edition without its signature.
    #[error("its signature ({0}) is not beside it")]
    NoSignature(String),
    /// An edition file without a sheet that can be read.
    #[error("its sheet cannot be read: {0}")]
    BadSheet(String),
    /// An edition of another handbook.
    #[error("it belongs to another handbook")]
    OtherHandbook,
    /// Bytes that are not what their name says.
    #[error("its bytes are not those that its name promises; the copy is damaged or cut off")]
    Damaged,
    /// A parcel or a stick that lacks what is copied last.
    #[error(
        "it holds parts of a handbook, but not the signed state that comes last; the copy is not finished"
    )]
    Unfinished,
    /// Something from a branch that is not in the register.
    #[error("it names the branch {0}, which is not in the register")]
    UnknownBranch(BranchId),
    /// A receipt signed with a key that HR has not accepted.
    #[error("it is signed with a key that was not accepted for this branch")]
    UnknownKey,
    /// A receipt signed with a key that its branch asks HR to accept.
    #[error("its branch's key is not accepted yet")]
    KeyWaits,
    /// A receipt signed with a key that HR has put out of use.
    #[error("it is signed with a key that was put out of use; it is kept and counts for nothing")]
    KeyOutOfUse,
    /// What the roster says to a branch whose key HR has put out of use.
    #[error(
        "head office has put this branch's key out of use, so its receipts count for nothing any more; ask head office for a new invite, and join again"
    )]
    OwnKeyOutOfUse,
    /// A receipt with the number of another receipt.
    #[error("another receipt with the number {0} came from this branch before")]
    ReceiptConflict(u64),
    /// A receipt numbered beyond what any branch could have made.
    #[error("the number {0} is none that a receipt can have")]
    ReceiptNumber(u64),
    /// A file of a kind that is not taken in here.
    #[error("it is none of the files that are taken in here")]
    UnknownFile,
    /// A parcel that is not safe to open.
    #[error("the parcel cannot be opened: {0}")]
    Parcel(String),
    /// A file that cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

impl Refusal {
    /// Returns the code by which the window finds its sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Signing(error) => signing_code(error),
            Self::OlderEdition { .. } => "older-edition",
            Self::OtherEdition(_) => "two-publishers",
            Self::Disowned(_) => "disowned",
            Self::NumberOfDisowned(_) => "number-taken",
            Self::NoSignature(_) => "signature-missing",
            Self::BadSheet(_) | Self::Damaged | Self::Unreadable(_) => "damaged",
            Self::Unfinished => "cut-off",
            Self::OtherHandbook => "other-handbook",
            Self::UnknownBranch(_) => "unknown-branch",
            Self::UnknownKey => "unknown-key",
            Self::KeyOutOfUse => "key-out-of-use",
            Self::OwnKeyOutOfUse => "own-key-out-of-use",
            Self::KeyWaits => "key-waits",
            Self::ReceiptConflict(_) => "receipt-conflict",
            Self::ReceiptNumber(_) => "not-a-receipt",
            Self::UnknownFile => "unknown-file",
            Self::Parcel(_) => "parcel-unsafe",
        }
    }

    /// Tells whether two publishers were found at work, which a person must look into.
    pub fn is_alarm(&self) -> bool {
        self.code() == "two-publishers"
    }

    /// Describes the refusal of a file.
    pub fn of(&self, name: impl Into<String>) -> RefusedFile {
        RefusedFile {
            name: name.into(),
            code: self.code().to_string(),
            reason: self.to_string(),
        }
    }
}

fn signing_code(error: &Signing) -> &'static str {
    trust_code(error)
        .or_else(|| file_code(error))
        .unwrap_or("signature-broken")
}

/// Names what the chain of trust and the published state refuse.
fn trust_code(error: &Signing) -> Option<&'static str> {
    Some(match error {
        Signing::TrustRollback { .. } | Signing::EpochBack { .. } => "trust-older",
        Signing::TrustSkipped { .. } => "trust-skipped",
        Signing::OldRootsOnly { .. } => "trust-one-sided",
        Signing::TooFewRoots { .. } | Signing::TooFewNewRoots { .. } => "trust-too-few",
        Signing::NewerTrustNeeded { .. } => "trust-needed",
        Signing::TwoTrusts(_) | Signing::TwoPublishers { .. } => "two-publishers",
        Signing::OlderTrust { .. } | Signing::OtherEpoch { .. } | Signing::StateRollback { .. } => {
            "state-older"
        }
        Signing::NoKnownRoot(_)
        | Signing::StrangeRoot(_)
        | Signing::UnknownPublisher(_)
        | Signing::OtherSigner(_)
        | Signing::OtherRoot { .. } => "unknown-publisher",
        Signing::PublisherRetired { .. }
        | Signing::PublisherStolen(_)
        | Signing::EditionOutOfRange { .. }
        | Signing::NotGenuine { .. } => "publisher-out-of-use",
        Signing::OtherEditionFile { .. }
        | Signing::EditionUnlisted { .. }
        | Signing::HistoryRewritten(_) => "back-dated",
        Signing::OtherHandbook { .. } => "other-handbook",
        _ => return None,
    })
}

/// Names what the form of a file refuses.
fn file_code(error: &Signing) -> Option<&'static str> {
    Some(match error {
        Signing::NotAnEditionFile => "not-an-edition",
        Signing::TooLarge { .. } | Signing::SignedTooLong { .. } => "too-large",
        Signing::CutOff(_) => "cut-off",
        Signing::TooManyEntries(_)
        | Signing::UnfitEntryName(_)
        | Signing::EntryTwice(_)
        | Signing::NotStored(_)
        | Signing::NotCanonical(_)
        | Signing::WrongSums
        | Signing::BadContent(_)
        | Signing::Unreadable { .. } => "damaged",
        _ => return None,
    })
}
