//! Why something that came from outside was not taken in: a code for the window, a sentence for
//! the command line.

mod code;

use handbook::BranchId;

pub use self::code::RefusalCode;
use crate::RefusedFile;

/// A refusal. Nothing of what was refused is kept but the fact.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A key, certificate or signature refused.
    #[error(transparent)]
    Signing(#[from] signing::Error),
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
        "edition {0}, which is here, was signed with a stolen key; it is kept as evidence and not read any more. The edition before it holds until HR issues the next one"
    )]
    Disowned(u32),
    /// An edition whose number a forged one has taken here.
    #[error(
        "a forged edition {0} was received here before, so this one cannot be taken in; the next edition will be. Tell HR"
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
    /// A depot that held a state before and holds none now.
    #[error(
        "it does not hold the handbook's signed state any more; a share or a stick that is not connected looks like this"
    )]
    StateGone,
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
    #[error("HR has put this branch's key out of use, so its receipts count for nothing any more")]
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
    Parcel(depot::Error),
    /// A file that cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

impl Refusal {
    /// Returns the code by which the window and scripts tell it apart.
    pub fn code(&self) -> RefusalCode {
        match self {
            Self::Signing(error) => code::of_signing(error),
            Self::OlderEdition { .. } => RefusalCode::OlderEdition,
            Self::OtherEdition(_) => RefusalCode::TwoPublishers,
            Self::Disowned(_) => RefusalCode::Disowned,
            Self::NumberOfDisowned(_) => RefusalCode::NumberTaken,
            Self::NoSignature(_) => RefusalCode::SignatureMissing,
            Self::BadSheet(_) => RefusalCode::ContentUnknown,
            Self::Damaged => RefusalCode::Damaged,
            Self::Unreadable(_) => RefusalCode::Unreadable,
            Self::Unfinished => RefusalCode::CutOff,
            Self::StateGone => RefusalCode::StateGone,
            Self::OtherHandbook => RefusalCode::OtherHandbook,
            Self::UnknownBranch(_) => RefusalCode::UnknownBranch,
            Self::UnknownKey => RefusalCode::UnknownKey,
            Self::KeyOutOfUse => RefusalCode::KeyOutOfUse,
            Self::OwnKeyOutOfUse => RefusalCode::OwnKeyOutOfUse,
            Self::KeyWaits => RefusalCode::KeyWaits,
            Self::ReceiptConflict(_) => RefusalCode::ReceiptConflict,
            Self::ReceiptNumber(_) => RefusalCode::NotAReceipt,
            Self::UnknownFile => RefusalCode::UnknownFile,
            Self::Parcel(error) => code::of_parcel(error),
        }
    }

    /// Tells whether two publishers were found at work, which a person must look into.
    pub fn is_alarm(&self) -> bool {
        self.code() == RefusalCode::TwoPublishers
    }

    /// Describes the refusal of a file.
    pub fn of(&self, name: impl Into<String>) -> RefusedFile {
        RefusedFile {
            name: name.into(),
            code: self.code(),
            reason: self.to_string(),
        }
    }
}
