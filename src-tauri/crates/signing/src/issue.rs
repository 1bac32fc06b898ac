//! Makes an organisation's own root, and publishers under it.

use der::asn1::{BitString, OctetString};
use der::{Decode, Encode};
use jiff::{Span, Timestamp, tz::TimeZone};
use rand_core::CryptoRngCore;
use spki::SubjectPublicKeyInfoOwned;
use x509_cert::certificate::Version;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectKeyIdentifier,
};
use x509_cert::ext::{AsExtension, Extension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::Validity;
use x509_cert::{TbsCertificate, certificate};

use crate::name::make_name;
use crate::{Certificate, Error, Key, Signatory, oid, time};

const ROOT_YEARS: i64 = 20;
const PUBLISHER_YEARS: i64 = 3;

/// Marks a certificate whose key issues none.
pub(crate) const NO_ISSUER: BasicConstraints = BasicConstraints {
    ca: false,
    path_len_constraint: None,
};

/// Makes a root: a new P-256 key and a self-signed certificate that holds 20 years from `at`.
///
/// `organisation` and `role` (such as "Handbook root") have 1 to 64 characters each.
pub fn make_root(
    organisation: &str,
    role: &str,
    at: Timestamp,
    randomness: &mut impl CryptoRngCore,
) -> Result<(Key, Certificate), Error> {
    let key = Key::generate(randomness);
    let name = make_name(organisation, role)?;
    let validity = validity(at, ROOT_YEARS)?;
    let info = public_key(&key.public_key_info());
    let constraints = BasicConstraints {
        ca: true,
        path_len_constraint: Some(0),
    };
    // Lets openssl check what roots sign themselves without `-purpose any`.
    let signs = KeyUsages::KeyCertSign | KeyUsages::CRLSign | KeyUsages::DigitalSignature;
    let usage = KeyUsage(signs);
    let extensions = vec![
        extension(&constraints, &name, true),
        extension(&usage, &name, true),
        extension(&subject_key(&info), &name, false),
    ];
    let tbs = body(
        serial(randomness),
        name.clone(),
        name,
        validity,
        info,
        extensions,
        &key,
    );
    Ok((key.clone(), sealed_by(&key, tbs)?))
}

/// Makes a publisher under a root: a new P-256 key, and a certificate that holds 3 years from
/// `at`, though never longer than the root's.
pub fn make_publisher(
    root_key: &Key,
    root: &Certificate,
    role: &str,
    at: Timestamp,
    randomness: &mut impl CryptoRngCore,
) -> Result<Signatory, Error> {
    let (key, certificate) = issue(root_key, root, role, at, randomness)?;
    Signatory::new(key, vec![certificate, root.clone()])
}

/// Makes a key and has `root` issue a signer's certificate for it, whatever `root` may do.
pub(crate) fn issue(
    root_key: &Key,
    root: &Certificate,
    role: &str,
    at: Timestamp,
    randomness: &mut impl CryptoRngCore,
) -> Result<(Key, Certificate), Error> {
    if root_key.public_key_info() != root.public_key_info() {
        return Err(Error::KeyOfAnother(root.subject()));
    }
    root.check_valid_at(at)?;
    let organisation = root.organisation().ok_or(Error::NotACertificate)?;
    let name = make_name(&organisation, role)?;
    if name == root.tbs().subject {
        return Err(Error::NamedLikeRoot(role.to_string()));
    }
    let mut validity = validity(at, PUBLISHER_YEARS)?;
    if time::from_asn1(validity.not_after) > root.valid_until() {
        validity.not_after = root.tbs().validity.not_after;
    }
    let key = Key::generate(randomness);
    let info = public_key(&key.public_key_info());
    let extensions = publisher_extensions(&name, &info, root);
    let issuer = root.tbs().subject.clone();
    let tbs = body(
        serial(randomness),
        issuer,
        name,
        validity,
        info,
        extensions,
        root_key,
    );
    Ok((key, sealed_by(root_key, tbs)?))
}

fn publisher_extensions(
    name: &Name,
    info: &SubjectPublicKeyInfoOwned,
    root: &Certificate,
) -> Vec<Extension> {
    let purposes = ExtendedKeyUsage(vec![oid::EMAIL_PROTECTION, oid::DOCUMENT_SIGNING]);
    let issuer = AuthorityKeyIdentifier {
        key_identifier: Some(subject_key(&root.tbs().subject_public_key_info).0),
        ..Default::default()
    };
    vec![
        extension(&NO_ISSUER, name, true),
        extension(&signs_documents(), name, true),
        extension(&purposes, name, false),
        extension(&subject_key(info), name, false),
        extension(&issuer, name, false),
    ]
}

/// Says that a key signs documents, and does nothing else.
pub(crate) fn signs_documents() -> KeyUsage {
    KeyUsage(KeyUsages::DigitalSignature.into())
}

pub(crate) fn body(
    serial_number: SerialNumber,
    issuer: Name,
    subject: Name,
    validity: Validity,
    subject_public_key_info: SubjectPublicKeyInfoOwned,
    extensions: Vec<Extension>,
    signed_with: &Key,
) -> TbsCertificate {
    TbsCertificate {
        version: Version::V3,
        serial_number,
        signature: signed_with.algorithm(),
        issuer,
        validity,
        subject,
        subject_public_key_info,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(extensions),
    }
}

pub(crate) fn sealed_by(key: &Key, tbs_certificate: TbsCertificate) -> Result<Certificate, Error> {
    let message = tbs_certificate
        .to_der()
        .map_err(|_| Error::NotACertificate)?;
    let signature = BitString::from_bytes(&key.sign(&message)).expect("a signature is short");
    Certificate::from_parsed(certificate::CertificateInner {
        signature_algorithm: tbs_certificate.signature.clone(),
        tbs_certificate,
        signature,
    })
}

/// Draws 127 random bits and sets one more, so that the number is never short or negative.
pub(crate) fn serial(randomness: &mut impl CryptoRngCore) -> SerialNumber {
    let mut bytes = [0; 16];
    randomness.fill_bytes(&mut bytes);
    bytes[0] = bytes[0] & 0x7f | 0x40;
    SerialNumber::new(&bytes).expect("16 bytes are a serial number")
}

pub(crate) fn validity(at: Timestamp, years: i64) -> Result<Validity, Error> {
    let until = at
        .to_zoned(TimeZone::UTC)
        .checked_add(Span::new().years(years));
    let until = until.map_err(|_| Error::UnfitMoment(at))?.timestamp();
    Ok(Validity {
        not_before: time::to_asn1(at)?,
        not_after: time::to_asn1(until)?,
    })
}

/// Names a key by the first 160 bits of its SHA-256 digest (RFC 7093, method 1).
pub(crate) fn subject_key(info: &SubjectPublicKeyInfoOwned) -> SubjectKeyIdentifier {
    let digest = handbook::Digest::of(info.subject_public_key.raw_bytes());
    SubjectKeyIdentifier(OctetString::new(&digest.0[..20]).expect("20 bytes are short"))
}

pub(crate) fn public_key(der: &[u8]) -> SubjectPublicKeyInfoOwned {
    SubjectPublicKeyInfoOwned::from_der(der).expect("a public key that was written can be read")
}

pub(crate) fn extension(value: &impl AsExtension, subject: &Name, critical: bool) -> Extension {
    let made = value
        .to_extension(subject, &[])
        .expect("our extensions can be written");
    Extension { critical, ..made }
}
