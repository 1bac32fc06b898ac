//! The signed file that carries its content (`.p7m`), which `openssl cms -verify` accepts.
//!
//! Whoever reads one names beforehand whose signature counts; no content is handed out, and so
//! none is understood, before that signature holds.

use handbook::{BadContent, Digest};
use jiff::Timestamp;

use crate::signed_data::{
    check_content, check_signature, content_of, find_signer, only_signer, read, read_certificates,
    sign_content, signing_time, whole_path,
};
use crate::{Certificate, Error, Signatory, path};

/// Longest signed file that is read or written: a roster of 100,000 branches is 20 MiB.
pub(crate) const MOST_BYTES: usize = 64 << 20;

/// A content whose signature holds, by somebody who was known before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Believed<T> {
    /// What was signed.
    pub content: T,
    /// The SHA-256 digest of the content's exact bytes, by which it is known.
    pub digest: Digest,
    /// The fingerprint of the signer's certificate.
    pub signer: Digest,
    /// When the signer says that it was signed.
    pub signed_at: Timestamp,
}

/// Signs `content`, which goes into the file (DER); `at` is signed too.
///
/// The same arguments give the same bytes. To check: `openssl cms -verify -binary -inform DER
/// -in X.p7m -CAfile root.pem -out X.json`, after the publisher's expiry with `-no_check_time`.
pub fn sign_attached(
    content: &[u8],
    signatory: &Signatory,
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    check_length(content)?;
    let chain = signatory.chain();
    chain.iter().try_for_each(|c| c.check_valid_at(at))?;
    let signer = (signatory.key(), signatory.certificate());
    sign_content(content, &[signer], chain, at)
}

/// Checks that a file was signed by a publisher for whom `judge` has no refusal; `judge` sees the
/// certificate before any key is used. The certificates must hold at the signed moment.
pub(crate) fn verify_attached(
    der: &[u8],
    judge: impl FnOnce(&Certificate) -> Result<(), Error>,
) -> Result<Believed<Vec<u8>>, Error> {
    verify(der, judge, whole_path)
}

/// Checks that a file was signed by the branch whose self-signed certificate passes `judge`.
pub(crate) fn verify_of_branch(
    der: &[u8],
    judge: impl FnOnce(&Certificate) -> Result<(), Error>,
) -> Result<Believed<Vec<u8>>, Error> {
    let judge = |own: &Certificate| judge(own).and_then(|()| path::check_branch(own));
    verify(der, judge, |own, all| {
        match all.iter().find(|other| *other != own) {
            Some(stray) => Err(Error::StrayCertificate(stray.subject())),
            None => Ok(vec![own.clone()]),
        }
    })
}

fn verify(
    der: &[u8],
    judge: impl FnOnce(&Certificate) -> Result<(), Error>,
    path: impl FnOnce(&Certificate, &[Certificate]) -> Result<Vec<Certificate>, Error>,
) -> Result<Believed<Vec<u8>>, Error> {
    check_length(der)?;
    let signed = read(der)?;
    let content = content_of(&signed)?;
    let signer = only_signer(&signed)?;
    let certificates = read_certificates(&signed, path::LONGEST)?;
    let own = find_signer(&signer.sid, &certificates)?;
    judge(own)?;
    let digest = Digest::of(content);
    check_content(signer, digest)?;
    check_signature(signer, own)?;
    let path = path(own, &certificates)?;
    let signed_at = signing_time(signer)?.ok_or(Error::UnfitAttribute("signing time"))?;
    path.iter().try_for_each(|c| c.check_valid_at(signed_at))?;
    Ok(Believed {
        content: content.to_vec(),
        digest,
        signer: own.fingerprint(),
        signed_at,
    })
}

pub(crate) fn check_length(bytes: &[u8]) -> Result<(), Error> {
    let (found, most) = (bytes.len(), MOST_BYTES);
    match found <= most {
        true => Ok(()),
        false => Err(Error::SignedTooLong { found, most }),
    }
}

impl Believed<Vec<u8>> {
    /// Understands the content, now that its signature holds.
    pub(crate) fn understood<T>(
        self,
        from_json: fn(&[u8]) -> Result<T, BadContent>,
    ) -> Result<Believed<T>, Error> {
        Ok(Believed {
            content: from_json(&self.content)?,
            digest: self.digest,
            signer: self.signer,
            signed_at: self.signed_at,
        })
    }
}
