//! A branch's own key, with a certificate that it signs itself and that never runs out, so that
//! no clock locks a branch out.

use jiff::Timestamp;
use pkcs8::SecretDocument;
use rand_core::CryptoRngCore;
use x509_cert::time::{Time, Validity};
use zeroize::Zeroizing;

use crate::issue::{body, extension, public_key, sealed_by, serial, subject_key};
use crate::name::{make_name, shortened};
use crate::path::check_branch;
use crate::signed_data::sign_content;
use crate::{Certificate, Error, Key, attached, time};

const LABEL: &str = "PRIVATE KEY";

/// A branch's private key, with its self-signed certificate.
#[derive(Debug, Clone)]
pub struct BranchKey {
    key: Key,
    certificate: Certificate,
}

/// Makes a P-256 key for a branch, and its certificate: valid from 1970 to the end of 9999.
///
/// Names longer than a certificate allows are shortened to 64 characters.
pub fn make_branch_key(
    organisation: &str,
    branch_name: &str,
    randomness: &mut impl CryptoRngCore,
) -> Result<BranchKey, Error> {
    let name = make_name(&shortened(organisation), &shortened(branch_name))?;
    let key = Key::generate(randomness);
    let info = public_key(&key.public_key_info());
    let extensions = vec![
        extension(&crate::issue::NO_ISSUER, &name, true),
        extension(&crate::issue::signs_documents(), &name, true),
        extension(&subject_key(&info), &name, false),
    ];
    let number = serial(randomness);
    let tbs = body(number, name.clone(), name, always(), info, extensions, &key);
    let certificate = sealed_by(&key, tbs)?;
    Ok(BranchKey { key, certificate })
}

/// Opens a branch's key from unsealed PKCS#8 PEM; fails unless it belongs to the certificate.
pub fn open_branch_key(pem: &str, certificate_der: &[u8]) -> Result<BranchKey, Error> {
    let damaged = |cause: &dyn std::fmt::Display| Error::DamagedKey(cause.to_string());
    let (label, der) = SecretDocument::from_pem(pem).map_err(|cause| damaged(&cause))?;
    if label != LABEL {
        return Err(damaged(&"not an unsealed private key"));
    }
    let key = Key::from_pkcs8(der.as_bytes())?;
    let certificate = Certificate::from_der(certificate_der)?;
    check_branch(&certificate)?;
    match key.public_key_info() == certificate.public_key_info() {
        true => Ok(BranchKey { key, certificate }),
        false => Err(Error::KeyOfAnother(certificate.subject())),
    }
}

impl BranchKey {
    /// Returns the certificate, whose fingerprint a roster lists.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Returns the unsealed private key as PKCS#8 PEM, in memory that wipes itself.
    pub fn to_pem(&self) -> Zeroizing<String> {
        let pem = self.key.to_pkcs8().to_pem(LABEL, der::pem::LineEnding::LF);
        pem.expect("a key in memory can be written")
    }

    /// Signs `content` into a file (DER). A clock before 1970 counts as 1970.
    pub(crate) fn sign(&self, content: &[u8], at: Timestamp) -> Result<Vec<u8>, Error> {
        attached::check_length(content)?;
        let all = std::slice::from_ref(&self.certificate);
        let signer = (&self.key, &self.certificate);
        sign_content(content, &[signer], all, at.max(Timestamp::UNIX_EPOCH))
    }
}

fn always() -> Validity {
    Validity {
        not_before: time::to_asn1(Timestamp::UNIX_EPOCH).expect("1970 can be written"),
        not_after: Time::INFINITY,
    }
}
