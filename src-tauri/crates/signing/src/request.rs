//! A branch's request to accept its key: signed by that key, with a proof that the branch holds
//! the secret of its invite.

use handbook::{Digest, EnrolmentRequest};
use hmac::Mac;
use jiff::Timestamp;

use crate::attached::verify_of_branch;
use crate::{BranchKey, Certificate, Error, Secret};

/// A request whose signature holds, by the key that it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was asked.
    pub content: EnrolmentRequest,
    /// The digest of the content's exact bytes.
    pub digest: Digest,
    /// The certificate that the branch wants to be known by.
    pub certificate: Certificate,
    /// When, by the branch's clock.
    pub signed_at: Timestamp,
    /// Whether whoever asked holds the invite's secret.
    pub proof: Proof,
}

/// Whether a request was made by somebody who holds an invite's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Yes: it is the invited branch.
    Holds,
    /// No: a person must compare fingerprints, or refuse.
    DoesNotHold,
    /// There was no secret to compare with.
    NoSecret,
}

/// Computes what proves that a certificate comes from the holder of a secret: HMAC-SHA-256 of
/// its DER bytes.
pub fn proof_of(secret: &Secret, certificate: &Certificate) -> Digest {
    Digest(
        secret
            .mac(certificate.as_der())
            .finalize()
            .into_bytes()
            .into(),
    )
}

/// Signs a request (DER), whose proof is [`proof_of`] the key's certificate.
pub fn write_request(
    request: &EnrolmentRequest,
    key: &BranchKey,
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    key.sign(request.to_json().as_bytes(), at)
}

/// Reads a request and compares its proof with `secret`, if there is one, in constant time.
///
/// Without a secret it tells which branch asks, so that the secret can be looked up.
pub fn verify_request(der: &[u8], secret: Option<&Secret>) -> Result<Request, Error> {
    let mut brought = None;
    let signed = verify_of_branch(der, |own| {
        brought = Some(own.clone());
        Ok(())
    })?;
    let signed = signed.understood(EnrolmentRequest::from_json)?;
    let certificate = brought.ok_or(Error::SignerMissing)?;
    let proof = compare(&signed.content, &certificate, secret);
    Ok(Request {
        content: signed.content,
        digest: signed.digest,
        certificate,
        signed_at: signed.signed_at,
        proof,
    })
}

fn compare(content: &EnrolmentRequest, own: &Certificate, secret: Option<&Secret>) -> Proof {
    let Some(secret) = secret else {
        return Proof::NoSecret;
    };
    match secret.mac(own.as_der()).verify_slice(&content.proof.0) {
        Ok(()) => Proof::Holds,
        Err(_) => Proof::DoesNotHold,
    }
}
