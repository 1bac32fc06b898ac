//! Carries files to where people and branches fetch them.
//!
//! A depot is a folder, a stick, a shared drive, a WebDAV or an S3 store. It knows names and
//! bytes, and nothing of editions or signatures: whoever reads checks what was signed.

mod address;
#[cfg(feature = "cloud")]
mod cloud;
mod content;
mod credentials;
mod error;
mod folder;
mod key;
mod layout;
mod network;
mod parcel;
mod probe;
mod settle;
mod staged;
mod transport;
mod webdav;
mod zip;

use std::io::{Cursor, Write};

pub use address::{Address, Bucket, BucketKind, open};
pub use content::Content;
pub use credentials::{Credentials, read_credentials, save_credentials};
pub use error::{BadAddress, BadParcel, Error};
pub use folder::{FolderDepot, open_folder};
pub use key::{BadKey, Key, Prefix};
pub use layout::{ArrivalsParts, EditionParts, Loose, ReceiptParts, RequestParts};
pub use parcel::{Parcel, open_parcel, write_parcel};
pub use probe::Probe;
pub use settle::{put_whole, put_whole_bytes};
pub use staged::{Staged, stage, write_file};

/// How an object comes under its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The same bytes again are fine; other bytes are [`Error::Taken`].
    Once,
    /// What was there goes; for the one object that changes.
    Replace,
}

/// An object in a depot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Where it lies.
    pub key: Key,
    /// Its length in bytes.
    pub length: u64,
}

/// A place where objects are exchanged under fixed names.
///
/// What it says is never believed: names carry digests, and what changes is signed.
pub trait Depot: Send + Sync {
    /// Puts an object under its key, and reads it back before it says so, if the store lets it.
    ///
    /// An unfinished copy of the same bytes, left by a broken line, is finished.
    fn put(&self, key: &Key, content: &mut dyn Content, how: Put) -> Result<(), Error>;

    /// Streams an object of at most `most` bytes into `into` and returns its length in bytes.
    ///
    /// After an error, `into` may hold the object's beginning.
    fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, Error>;

    /// Returns an object's length in bytes, or none where there is no such object.
    fn stat(&self, key: &Key) -> Result<Option<u64>, Error>;

    /// Lists the objects under a prefix, sorted by key; names that are no keys are left out.
    fn list(&self, prefix: &Prefix) -> Result<Vec<Listed>, Error>;

    /// Tries out what the place can do, with an object of its own. Nothing rests on the answer.
    fn probe(&self) -> Result<Probe, Error>;
}

/// Puts bytes under a key.
pub fn put_bytes(depot: &dyn Depot, key: &Key, bytes: &[u8], how: Put) -> Result<(), Error> {
    depot.put(key, &mut Cursor::new(bytes), how)
}

/// Returns an object of at most `most` bytes.
pub fn read_bytes(depot: &dyn Depot, key: &Key, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    depot.get(key, &mut bytes, most)?;
    Ok(bytes)
}
