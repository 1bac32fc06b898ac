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
}

impl Request {
    /// Tells, in constant time, whether whoever asked holds an invite's secret.
    pub fn is_proven_by(&self, secret: &Secret) -> bool {
        let mac = secret.mac(self.certificate.as_der());
        mac.verify_slice(&self.content.proof.0).is_ok()
    }
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

/// Reads a request, which tells which branch asks, so that its invites can be looked up.
pub fn verify_request(der: &[u8]) -> Result<Request, Error> {
    let mut brought = None;
    let signed = verify_of_branch(der, |own| {
        brought = Some(own.clone());
        Ok(())
    })?;
    let signed = signed.understood(EnrolmentRequest::from_json)?;
    Ok(Request {
        content: signed.content,
        digest: signed.digest,
        certificate: brought.ok_or(Error::SignerMissing)?,
        signed_at: signed.signed_at,
    })
}
