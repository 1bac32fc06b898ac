//! Errors as codes and values; the sentences are the interface's, in `ui/src/words/problems.ts`.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use serde::Serialize;
use workflow::{DepotError, Error, SigningError, StoreError};

/// What went wrong, for the interface to put into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem {
    /// Which sentences to show.
    pub code: ProblemCode,
    /// What the sentences speak of, by name.
    pub values: BTreeMap<String, String>,
}

/// Everything that can go wrong, as the interface tells it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// There is no workspace at that place, or none is open.
    WorkspaceMissing,
    /// The file is something else than a workspace.
    NotAWorkspace,
    /// Bytes are missing or do not fit together.
    WorkspaceDamaged,
    /// A newer Plumbline made the file.
    WorkspaceNewer,
    /// Another program is writing to the file.
    WorkspaceBusy,
    /// The system does not let the file be read.
    WorkspaceUnreadable,
    /// The file or its folder is write-protected.
    WorkspaceReadOnly,
    /// There is no space left.
    DiskFull,
    /// The folder is not there any more.
    FolderMissing,
    /// The system does not let anything be written there.
    FolderRefused,
    /// A file of that name is there already.
    FileExists,
    /// A file cannot be read.
    FileUnreadable,
    /// Another standard has that code.
    CodeTaken,
    /// Somebody else has changed the handbook's lists meanwhile.
    HandbookChanged,
    /// The standard or the revision is not there, or is retired.
    StandardMissing,
    /// An act needs somebody's name.
    NameMissing,
    /// A name cannot stand in a certificate.
    NameUnfit,
    /// An act needs a reason.
    ReasonMissing,
    /// A handbook needs a title.
    TitleMissing,
    /// The clock of this computer cannot be right.
    ClockDoubtful,
    /// Every draft is approved as it is.
    NothingToApprove,
    /// Nothing is approved yet.
    NothingToPublish,
    /// There is no signing identity.
    IdentityMissing,
    /// There is a signing identity already.
    IdentityExists,
    /// The publisher's certificate does not hold now.
    IdentityExpired,
    /// The passphrase does not open the key.
    PassphraseWrong,
    /// The file holds no key that can be used.
    KeyUnreadable,
    /// The key belongs to another root.
    RootDiffers,
    /// The edition is issued, but its files could not be put into their place.
    FilesMissing,
    /// The file is none that can be verified.
    UnknownFile,
    /// There must be a second copy of the root's key first.
    RootNotCopied,
    /// The file is no key of a root, or the copy is noted already.
    RootCopyUnfit,
    /// The organisation has no roots of its own.
    RootsMissing,
    /// No depot was set.
    DepotMissing,
    /// The depot's address cannot be understood.
    DepotAddressUnfit,
    /// The depot does not accept the name or password.
    DepotRefused,
    /// The depot cannot be reached.
    DepotUnreachable,
    /// There is no room left in the depot.
    DepotFull,
    /// The depot answers with faults, or does not keep what is put there.
    DepotFaulty,
    /// Another computer publishes with the same key.
    TwoPublishers,
    /// The depot is ahead of this workspace.
    DepotAhead,
    /// The depot holds nothing that could be taken over.
    NothingToRebuild,
    /// An edition that the depot names is not in it, or is damaged.
    NotInDepot,
    /// What the depot holds is not what the roots and the publisher have signed.
    DepotForged,
    /// A branch cannot be entered as it is.
    BranchUnfit,
    /// There is nobody to invite.
    NobodyToInvite,
    /// There is nobody to remind.
    NobodyToRemind,
    /// The invite's last day has passed.
    InviteExpired,
    /// The depot holds no invite for these words.
    InviteMissing,
    /// The file is no invite, or is damaged.
    InviteUnreadable,
    /// The words do not fit together.
    WordsWrong,
    /// Not every change was ticked as seen.
    NotAllSeen,
    /// The user has stopped the work.
    Cancelled,
    /// Anything else.
    Unexpected,
}

impl Problem {
    /// Describes what went wrong, with the sentence of the command line as the reason.
    pub fn of(error: &Error) -> Self {
        let reason = ("reason".to_string(), error.to_string());
        let mut values = BTreeMap::from([reason]);
        values.extend(path(error).map(|path| ("path".to_string(), path.display().to_string())));
        Self {
            code: code(error),
            values,
        }
    }

    /// Describes what went wrong at a depot, where nothing should lie that is not signed.
    pub fn at_depot(error: &Error) -> Self {
        let problem = Self::of(error);
        match (error, problem.code) {
            (Error::Refused(_), ProblemCode::Unexpected) => Self {
                code: ProblemCode::DepotForged,
                ..problem
            },
            _ => problem,
        }
    }

    /// Describes what went wrong with the workspace at `path`.
    pub fn with_workspace(error: &Error, path: &Path) -> Self {
        let mut problem = Self::of(error);
        let path = path.display().to_string();
        problem.values.entry("path".to_string()).or_insert(path);
        problem
    }

    /// Says that no workspace is open.
    pub fn nothing_open() -> Self {
        Self {
            code: ProblemCode::WorkspaceMissing,
            values: BTreeMap::new(),
        }
    }

    /// Describes what the system refused outside of any workspace.
    pub fn unexpected(reason: impl ToString) -> Self {
        Self {
            code: ProblemCode::Unexpected,
            values: [("reason".to_string(), reason.to_string())].into(),
        }
    }
}

/// Returns the file or folder that an error is about, where it is not the workspace.
fn path(error: &Error) -> Option<&Path> {
    match error {
        Error::Depot(DepotError::Exists(path) | DepotError::Full(path)) => Some(path),
        Error::Depot(DepotError::Unwritable { path, .. }) => Some(path),
        Error::Unreadable { path, .. } | Error::UnknownFile(path) => Some(path),
        _ => None,
    }
}

fn code(error: &Error) -> ProblemCode {
    match error {
        Error::Store(error) => store_code(error),
        Error::Signing(error) => signing_code(error),
        Error::Depot(error) => depot_code(error),
        Error::Unreadable { .. } => ProblemCode::FileUnreadable,
        Error::UnknownFile(_) => ProblemCode::UnknownFile,
        Error::NoStandard(_) | Error::NoCode(_) | Error::NoRevision { .. } => {
            ProblemCode::StandardMissing
        }
        Error::NoTitle => ProblemCode::TitleMissing,
        Error::NoName(_) => ProblemCode::NameMissing,
        Error::NoReason => ProblemCode::ReasonMissing,
        Error::ClockDoubtful { .. } => ProblemCode::ClockDoubtful,
        Error::NothingToApprove => ProblemCode::NothingToApprove,
        Error::NothingToIssue => ProblemCode::NothingToPublish,
        Error::NoIdentity => ProblemCode::IdentityMissing,
        Error::IdentityExists(_) => ProblemCode::IdentityExists,
        Error::NotValidNow { .. } => ProblemCode::IdentityExpired,
        Error::WrongPassphrase => ProblemCode::PassphraseWrong,
        Error::FilesMissing { .. } => ProblemCode::FilesMissing,
        Error::Cancelled => ProblemCode::Cancelled,
        other => branch_code(other),
    }
}

/// Names what can stand in the way of distribution.
fn branch_code(error: &Error) -> ProblemCode {
    match error {
        Error::RootNotCopied => ProblemCode::RootNotCopied,
        Error::NotARootKey | Error::SameRootCopy(_) => ProblemCode::RootCopyUnfit,
        Error::NoTrust => ProblemCode::RootsMissing,
        Error::NoDepot => ProblemCode::DepotMissing,
        Error::TwoPublishers { .. } | Error::OtherEditionIssued(_) => ProblemCode::TwoPublishers,
        Error::Refused(refusal) if refusal.is_alarm() => ProblemCode::TwoPublishers,
        Error::KeyOutOfUse => ProblemCode::IdentityExpired,
        Error::DepotAhead { .. } => ProblemCode::DepotAhead,
        Error::NothingToRebuild => ProblemCode::NothingToRebuild,
        Error::NotInDepot(_) => ProblemCode::NotInDepot,
        Error::UnfitBranch { .. } | Error::NoBranchList(_) => ProblemCode::BranchUnfit,
        Error::NobodyToInvite => ProblemCode::NobodyToInvite,
        Error::NobodyToRemind(_) => ProblemCode::NobodyToRemind,
        Error::InviteExpired(_) => ProblemCode::InviteExpired,
        Error::NoInvite => ProblemCode::InviteMissing,
        Error::NotAllSeen(_) => ProblemCode::NotAllSeen,
        _ => ProblemCode::Unexpected,
    }
}

fn store_code(error: &StoreError) -> ProblemCode {
    use StoreError as Error;
    match error {
        Error::NotFound(_) => ProblemCode::WorkspaceMissing,
        Error::NotAFile(_)
        | Error::EmptyFile(_)
        | Error::NotAWorkspace(_)
        | Error::OtherDatabase { .. } => ProblemCode::NotAWorkspace,
        Error::Truncated { .. } | Error::Damaged { .. } => ProblemCode::WorkspaceDamaged,
        Error::NewerVersion { .. } => ProblemCode::WorkspaceNewer,
        Error::Busy => ProblemCode::WorkspaceBusy,
        Error::Io { .. } | Error::UnreadableJournal(_) => ProblemCode::WorkspaceUnreadable,
        Error::ReadOnly => ProblemCode::WorkspaceReadOnly,
        Error::DiskFull => ProblemCode::DiskFull,
        Error::AlreadyExists(_) => ProblemCode::FileExists,
        Error::DuplicateCodes(_) => ProblemCode::CodeTaken,
        Error::StaleHandbook { .. } => ProblemCode::HandbookChanged,
        Error::UnknownStandard(_) | Error::UnknownRevision { .. } => ProblemCode::StandardMissing,
        Error::Cancelled => ProblemCode::Cancelled,
        _ => ProblemCode::Unexpected,
    }
}

fn signing_code(error: &SigningError) -> ProblemCode {
    use SigningError as Error;
    match error {
        Error::WrongPassphrase => ProblemCode::PassphraseWrong,
        Error::UnfitName(_) | Error::NamedLikeRoot(_) => ProblemCode::NameUnfit,
        Error::Expired { .. } | Error::NotYetValid { .. } => ProblemCode::IdentityExpired,
        Error::KeyOfAnother(_) | Error::OtherRoot { .. } => ProblemCode::RootDiffers,
        Error::DamagedKey(_)
        | Error::UnsuitableKey(_)
        | Error::DamagedPkcs12(_)
        | Error::NoKey
        | Error::SeveralKeys(_)
        | Error::NoCertificateForKey(_)
        | Error::NotACertificate => ProblemCode::KeyUnreadable,
        Error::UnfitSecretWord(_) | Error::SecretLength(_) | Error::WrongSecretWords => {
            ProblemCode::WordsWrong
        }
        Error::DamagedInvite(_) | Error::WrongSecret => ProblemCode::InviteUnreadable,
        _ => ProblemCode::Unexpected,
    }
}

fn depot_code(error: &DepotError) -> ProblemCode {
    match error {
        DepotError::Exists(_) => ProblemCode::FileExists,
        DepotError::Full(_) => ProblemCode::DiskFull,
        DepotError::Unwritable { cause, .. } if cause.kind() == ErrorKind::NotFound => {
            ProblemCode::FolderMissing
        }
        DepotError::Unwritable { .. } => ProblemCode::FolderRefused,
        DepotError::Denied { .. } => ProblemCode::DepotRefused,
        DepotError::Unreachable { .. } | DepotError::NoSuchPlace(_) => {
            ProblemCode::DepotUnreachable
        }
        DepotError::StoreFull(_) => ProblemCode::DepotFull,
        DepotError::BadAddress(_) => ProblemCode::DepotAddressUnfit,
        DepotError::Faulty { .. } | DepotError::NotKept(_) => ProblemCode::DepotFaulty,
        _ => ProblemCode::Unexpected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_told_apart_and_named() {
        let path = Path::new("/nowhere/Shop.plumbline");
        let error = Error::Store(StoreError::NotFound(path.into()));
        let problem = Problem::with_workspace(&error, path);
        assert_eq!(problem.code, ProblemCode::WorkspaceMissing);
        assert_eq!(problem.values["path"], "/nowhere/Shop.plumbline");
    }

    #[test]
    fn a_full_stick_is_named_and_not_the_workspace() {
        let stick = Path::new("/media/stick/Book-edition-2.pdf");
        let error = Error::Depot(DepotError::Full(stick.into()));
        let problem = Problem::with_workspace(&error, Path::new("/home/Book.plumbline"));
        assert_eq!(problem.code, ProblemCode::DiskFull);
        assert_eq!(problem.values["path"], "/media/stick/Book-edition-2.pdf");
    }
}
