//! An X.509 certificate: exact bytes, and what they say.

use der::asn1::ObjectIdentifier;
use der::{Decode, DecodePem, Encode, EncodePem};
use handbook::Digest;
use jiff::Timestamp;
use x509_cert::TbsCertificate;

use crate::name::part_of;
use crate::{Error, oid, time};

/// One X.509 certificate, kept with its exact DER bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    parsed: x509_cert::Certificate,
}

impl Certificate {
    /// Reads a certificate in DER; fails unless the bytes are the only encoding of what they say.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let parsed = x509_cert::Certificate::from_der(der).map_err(|_| Error::NotACertificate)?;
        if parsed.to_der().ok().as_deref() != Some(der) {
            return Err(Error::NotACertificate);
        }
        let der = der.to_vec();
        Ok(Self { der, parsed })
    }

    /// Reads one certificate in PEM.
    pub fn from_pem(pem: &str) -> Result<Self, Error> {
        let parsed = x509_cert::Certificate::from_pem(pem.trim().as_bytes())
            .map_err(|_| Error::NotACertificate)?;
        Self::from_parsed(parsed)
    }

    pub(crate) fn from_parsed(parsed: x509_cert::Certificate) -> Result<Self, Error> {
        let der = parsed.to_der().map_err(|_| Error::NotACertificate)?;
        Ok(Self { der, parsed })
    }

    /// Returns the certificate in DER.
    pub fn as_der(&self) -> &[u8] {
        &self.der
    }

    /// Returns the certificate in PEM, as `openssl -CAfile` reads it.
    pub fn to_pem(&self) -> String {
        self.parsed
            .to_pem(der::pem::LineEnding::LF)
            .expect("a certificate that was read can be written")
    }

    /// Returns the SHA-256 digest of the DER bytes, by which the certificate is known.
    pub fn fingerprint(&self) -> Digest {
        Digest::of(&self.der)
    }

    /// Returns the subject as RFC 4514 writes it, such as `CN=Handbook publisher,O=Example Shops`.
    pub fn subject(&self) -> String {
        self.tbs().subject.to_string()
    }

    /// Returns the subject's common name, if it has a readable one.
    pub fn common_name(&self) -> Option<String> {
        part_of(&self.tbs().subject, oid::COMMON_NAME)
    }

    /// Returns the subject's organisation, if it has a readable one.
    pub fn organisation(&self) -> Option<String> {
        part_of(&self.tbs().subject, oid::ORGANISATION)
    }

    /// Returns the first moment at which the certificate holds.
    pub fn valid_from(&self) -> Timestamp {
        time::from_asn1(self.tbs().validity.not_before)
    }

    /// Returns the last moment at which the certificate holds.
    pub fn valid_until(&self) -> Timestamp {
        time::from_asn1(self.tbs().validity.not_after)
    }

    /// Tells whether the certificate holds at the moment `at`.
    pub fn is_valid_at(&self, at: Timestamp) -> bool {
        self.check_valid_at(at).is_ok()
    }

    pub(crate) fn check_valid_at(&self, at: Timestamp) -> Result<(), Error> {
        let (from, until) = (self.valid_from(), self.valid_until());
        let subject = self.subject();
        if at.as_second() < from.as_second() {
            return Err(Error::NotYetValid { subject, from, at });
        }
        if at.as_second() > until.as_second() {
            return Err(Error::Expired { subject, until, at });
        }
        Ok(())
    }

    pub(crate) fn is_self_issued(&self) -> bool {
        self.tbs().subject == self.tbs().issuer
    }

    pub(crate) fn parsed(&self) -> &x509_cert::Certificate {
        &self.parsed
    }

    pub(crate) fn tbs(&self) -> &TbsCertificate {
        &self.parsed.tbs_certificate
    }

    /// Returns the public key as a SubjectPublicKeyInfo in DER.
    pub(crate) fn public_key_info(&self) -> Vec<u8> {
        self.tbs()
            .subject_public_key_info
            .to_der()
            .expect("a public key that was read can be written")
    }

    /// Returns the identifiers of all critical extensions.
    pub(crate) fn critical_extensions(&self) -> impl Iterator<Item = ObjectIdentifier> {
        let all = self.tbs().extensions.as_deref().unwrap_or_default();
        all.iter().filter(|e| e.critical).map(|e| e.extn_id)
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Certificate({}, {})", self.subject(), self.fingerprint())
    }
}
