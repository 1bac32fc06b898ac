//! Whether an edition's signature counts: by whom, for which number, for which file.
//!
//! The file itself may be long; only its digest is needed here.

use handbook::{Digest, Latest};
use jiff::Timestamp;

use crate::signed::judge;
use crate::signed_data::check_digest_by;
use crate::{Error, Signed, TrustInHand};

/// Checks a detached signature over the file with the digest `file_digest`, before anything in
/// the file is understood: only publishers that the trust lists are believed.
///
/// The certificates must hold at the signed moment; `at` only decides [`Signed::is_current`].
pub fn verify_edition_signature(
    file_digest: Digest,
    signature: &[u8],
    trust: &TrustInHand,
    at: Timestamp,
) -> Result<Signed, Error> {
    let is_listed = |own: &_| trust.publisher(own).map(drop);
    let sound = check_digest_by(signature, file_digest, is_listed)?;
    if sound.signed_at.is_none() {
        return Err(Error::UnfitAttribute("signing time"));
    }
    let root = sound.path.last().ok_or(Error::SignerMissing)?;
    let is_pinned = trust.roots().contains(root);
    judge(&sound.path, is_pinned, sound.signed_at, at)
}

/// Accepts edition `number` from the one who signed its file: for this number, for this file if
/// the key was stolen later, and only the file that `latest` names, if one is known.
pub fn accept_edition(
    number: u32,
    file_digest: Digest,
    signed: &Signed,
    trust: &TrustInHand,
    latest: Option<&Latest>,
) -> Result<(), Error> {
    let mut all = trust.publishers().iter();
    let found = all.find(|(own, _)| own.fingerprint() == signed.fingerprint);
    let unknown = || Error::UnknownPublisher(signed.subject.clone());
    let (_, publisher) = found.ok_or_else(unknown)?;
    let until = publisher.until_edition.unwrap_or(u32::MAX);
    if !(publisher.from_edition..=until).contains(&number) {
        return Err(Error::EditionOutOfRange {
            subject: signed.subject.clone(),
            edition: number,
        });
    }
    let only = publisher.only.as_ref();
    if only.is_some_and(|only| !only.contains(&file_digest)) {
        return Err(Error::NotGenuine { edition: number });
    }
    latest.map_or(Ok(()), |latest| {
        check_published(number, file_digest, latest)
    })
}

fn check_published(edition: u32, found: Digest, latest: &Latest) -> Result<(), Error> {
    let mark = latest.editions.iter().find(|mark| mark.edition == edition);
    match (mark, latest.newest()) {
        (Some(mark), _) if mark.sha256 != found => Err(Error::OtherEditionFile {
            edition,
            found,
            expected: mark.sha256,
        }),
        (None, Some(newest)) if edition < newest.edition => Err(Error::EditionUnlisted {
            edition,
            newest: newest.edition,
        }),
        _ => Ok(()),
    }
}
