//! What can go wrong on the way.

use std::path::PathBuf;

use crate::{BadKey, Key};

/// Why files could not be put where they belong, or be fetched from there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of that name is there already; nothing is ever overwritten.
    #[error("{} exists already; nothing was overwritten", .0.display())]
    Exists(PathBuf),
    /// The disk is full.
    #[error("there is no space left for {}; make room, then try again", .0.display())]
    Full(PathBuf),
    /// The folder or file cannot be written.
    #[error("{} cannot be written: {cause}", .path.display())]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The folder or file cannot be read.
    #[error(
        "{} cannot be read: {cause}; see whether the stick, the drive or the network is connected",
        .path.display()
    )]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The drive cannot hold a file of that length, as FAT32 cannot from 4 GiB on.
    #[error("the drive cannot hold files as large as {}, which has {length} bytes; format it as exFAT or use another", .path.display())]
    TooLarge {
        /// What was to be written.
        path: PathBuf,
        /// Its length in bytes.
        length: u64,
    },
    /// A link inside a depot, which could lead anywhere, is not followed.
    #[error("{} is a link, and links in a depot are not followed", .0.display())]
    Link(PathBuf),
    /// There is no such object.
    #[error("the depot does not hold {0}")]
    Missing(Key),
    /// The object is longer than it may be; it was not read.
    #[error("{key} is longer than {most} bytes")]
    TooLong {
        /// Which object.
        key: Key,
        /// What was allowed.
        most: u64,
    },
    /// Something else lies under the name already.
    #[error("the depot holds something else under {0}; nothing was overwritten")]
    Taken(Key),
    /// The depot said that it had the object, but does not give the same bytes back.
    #[error("the depot took {0}, but does not give the same bytes back")]
    NotKept(Key),
    /// What was to be put cannot be read, or what was fetched cannot be written down.
    #[error("{key} could not be copied on this computer: {cause}")]
    Copying {
        /// Which object.
        key: Key,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The depot is a parcel, which can only be read.
    #[error("a parcel cannot be changed")]
    ReadOnly,
    /// A name that is no key.
    #[error(transparent)]
    BadKey(#[from] BadKey),
    /// The address of the depot cannot be used.
    #[error("the depot's address cannot be used: {0}")]
    BadAddress(#[from] BadAddress),
    /// The store refused the name or the password, or they do not suffice for this.
    #[error("{address} refused the name or the password (status {status})")]
    Denied {
        /// Where.
        address: String,
        /// What it answered.
        status: u16,
    },
    /// The store cannot be reached.
    #[error("{address} cannot be reached: {reason}")]
    Unreachable {
        /// Where.
        address: String,
        /// What was in the way.
        reason: String,
    },
    /// The store is there, but not the bucket or the folder in it.
    #[error("there is no such bucket or folder at {0}")]
    NoSuchPlace(String),
    /// The store has no space left.
    #[error("there is no space left at {0}; make room, then try again")]
    StoreFull(String),
    /// The store does not take objects of that length.
    #[error("{0} does not take files that large")]
    StoreTooLarge(String),
    /// The store is in trouble, or speaks another language than expected.
    #[error("{address} could not do it: {said}")]
    Faulty {
        /// Where.
        address: String,
        /// What it answered.
        said: String,
    },
    /// The parcel is damaged, or was not made by this program.
    #[error("{} is not a sound parcel: {fault}", .path.display())]
    BadParcel {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        fault: BadParcel,
    },
    /// Others can read the file of passwords.
    #[error("others can read the passwords in {}; to keep them to yourself: chmod 600 {}", .0.display(), .0.display())]
    OpenToOthers(PathBuf),
    /// The file of passwords is damaged.
    #[error("{} is not a file of names and passwords", .0.display())]
    BadCredentials(PathBuf),
}

/// Why an address of a depot cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// A name or password inside it would end up in the workspace and in invites.
    #[error("it holds a name or a password; these are kept elsewhere")]
    HoldsSecret,
    /// Nothing is written before `://` that is known here.
    #[error("“{0}” is not a kind of depot that is known here")]
    UnknownKind(String),
    /// The part that says where is missing or malformed.
    #[error("it does not say where: “{0}”")]
    Malformed(String),
    /// An option after `?` that means nothing here.
    #[error("“{0}” is not an option of this kind of depot")]
    UnknownOption(String),
    /// A bucket needs a name and a password.
    #[error("it needs a name and a password")]
    NeedsCredentials,
}

/// Why a parcel is not sound.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadParcel {
    /// It does not begin like one.
    #[error("it does not begin as a parcel does")]
    NotAParcel,
    /// It does not end like one.
    #[error("its end is missing")]
    BadEnd,
    /// Something follows behind its end.
    #[error("something was added behind its end")]
    Trailing,
    /// It holds more entries than are allowed.
    #[error("it holds {0} entries, and 20,000 are the most")]
    TooMany(u64),
    /// An entry's name is no key.
    #[error("it holds “{0}”, which is not a name that a depot can hold")]
    BadName(String),
    /// Two entries have the same name.
    #[error("it holds {0} twice")]
    Twice(Key),
    /// The entries are not in order.
    #[error("its entries are out of order at {0}")]
    BadOrder(Key),
    /// An entry is compressed or encrypted.
    #[error("the entry {0} is compressed or encrypted, not simply stored")]
    NotStored(Key),
    /// An entry is a link, a folder or a program.
    #[error("the entry {0} is a link, a folder or a program, not a plain file")]
    NotPlainFile(Key),
    /// An entry lies where another one does.
    #[error("the entry {0} lies over another one")]
    Overlap(Key),
    /// An entry is written otherwise than here.
    #[error("the entry {0} is not written as entries of a parcel are")]
    BadEntry(Key),
    /// The lengths do not add up to the file's length.
    #[error("its lengths do not add up")]
    BadLength,
    /// The bytes differ from those that were packed.
    #[error("{0} was damaged")]
    Damaged(Key),
    /// It would be too large for one file; a folder or stick takes it.
    #[error("it would be 4 GiB or larger; use a folder or a stick")]
    TooLarge,
}

impl Error {
    /// Names the path that an output error is about.
    pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |cause| match cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full(path),
            std::io::ErrorKind::AlreadyExists => Self::Exists(path),
            _ => Self::Unwritable { path, cause },
        }
    }

    /// Names the path that an input error is about.
    pub(crate) fn reading(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |cause| Self::Unreadable { path, cause }
    }

    /// Names the object that an error of this computer's own side is about.
    pub(crate) fn copying(key: &Key) -> impl FnOnce(std::io::Error) -> Self {
        |cause| Self::Copying {
            key: key.clone(),
            cause,
        }
    }

    /// Tells whether there is nothing to read under the name, or something that nobody can have
    /// put there as it is.
    pub fn is_spoilt(&self) -> bool {
        matches!(
            self,
            Self::Missing(_) | Self::TooLong { .. } | Self::Link(_)
        )
    }

    /// Tells whether the bytes may be there nevertheless: the reply was lost, or somebody else
    /// has put the same.
    pub(crate) fn is_unsettled(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. } | Self::Faulty { .. } | Self::Taken(_)
        )
    }
}
