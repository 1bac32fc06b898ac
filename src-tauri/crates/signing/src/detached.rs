//! The detached signature beside a file (`.p7s`), which `openssl cms -verify` accepts.

use handbook::Digest;
use jiff::Timestamp;

use crate::signed::judge;
use crate::signed_data::{check_digest, sign_digest};
use crate::{Error, Signatory, Signed};

/// Signs `content`; `at` is signed too. The same arguments give the same bytes (DER).
pub fn sign_detached(
    content: &[u8],
    signatory: &Signatory,
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    signatory
        .chain()
        .iter()
        .try_for_each(|c| c.check_valid_at(at))?;
    sign_digest(Digest::of(content), signatory, Some(at))
}

/// Checks that `signature` stands over `content`, and under the root with the fingerprint
/// `pinned` if there is one.
///
/// The certificates must hold at the signed moment of signing; `at` only decides
/// [`Signed::is_current`], so that a wrong clock locks nobody out of an old edition.
pub fn verify_detached(
    content: &[u8],
    signature: &[u8],
    pinned: Option<Digest>,
    at: Timestamp,
) -> Result<Signed, Error> {
    let sound = check_digest(signature, Digest::of(content), pinned)?;
    judge(&sound.path, pinned.is_some(), sound.signed_at, at)
}
