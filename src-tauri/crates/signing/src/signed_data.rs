//! CMS SignedData (RFC 5652) over a digest: exactly one way to write it, and little else is read.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, OctetStringRef, SetOfVec};
use der::{Decode, Encode};
use handbook::Digest;
use jiff::Timestamp;
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::time::Time;

use crate::path::{LONGEST, check_uses, find_path};
use crate::public_key::is_signed_by;
use crate::signed::check_root;
use crate::{Certificate, Error, Signatory, oid, time};

/// A signature that fits its signer's key and a real path of certificates.
pub(crate) struct Sound {
    /// The signer's certificate first, the root last.
    pub(crate) path: Vec<Certificate>,
    /// The signed signing time, if there is one.
    pub(crate) signed_at: Option<Timestamp>,
}

/// Signs `digest`; `signed_at` becomes a signed attribute. Returns ContentInfo in DER.
pub(crate) fn sign_digest(
    digest: Digest,
    signatory: &Signatory,
    signed_at: Option<Timestamp>,
) -> Result<Vec<u8>, Error> {
    let attributes = attributes(digest, signatory.certificate(), signed_at)?;
    let message = attributes.to_der().expect("attributes can be written");
    let signature = signatory.key().sign(&message);
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: set(vec![sha256()]),
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: oid::DATA,
            econtent: None,
        },
        certificates: Some(certificates(signatory.chain())),
        crls: None,
        signer_infos: SignerInfos(set(vec![signer_info(signatory, attributes, &signature)])),
    };
    let content = Any::encode_from(&signed).expect("SignedData can be written");
    let info = ContentInfo {
        content_type: oid::SIGNED_DATA,
        content,
    };
    Ok(info.to_der().expect("ContentInfo can be written"))
}

/// Reads a signature and checks that it is sound, stands over `digest`, and is under the root
/// with the fingerprint `pinned` if there is one.
pub(crate) fn check_digest(
    der: &[u8],
    digest: Digest,
    pinned: Option<Digest>,
) -> Result<Sound, Error> {
    let signed = read(der)?;
    let signer = only_signer(&signed)?;
    let attributes = signer
        .signed_attrs
        .as_ref()
        .ok_or(Error::UnfitAttribute("content type"))?;
    check_content(attributes, digest)?;
    let certificates = read_certificates(&signed)?;
    // Another root is refused before any of its keys is used.
    if let Some(root) = certificates.iter().find(|c| c.is_self_issued()) {
        check_root(root, pinned)?;
    }
    let own = find_signer(&signer.sid, &certificates)?;
    if value(
        attributes,
        oid::SIGNING_CERTIFICATE_V2,
        "signing certificate",
    )? != signing_certificate(own)
    {
        return Err(Error::UnfitAttribute("signing certificate"));
    }
    check_signature(signer, attributes, own)?;
    let path = find_path(own, &certificates)?;
    if let Some(stray) = certificates.iter().find(|c| !path.contains(c)) {
        return Err(Error::StrayCertificate(stray.subject()));
    }
    check_uses(&path)?;
    check_root(path.last().ok_or(Error::SignerMissing)?, pinned)?;
    Ok(Sound {
        path,
        signed_at: signing_time(attributes)?,
    })
}

fn check_content(attributes: &Attributes, digest: Digest) -> Result<(), Error> {
    let found = message_digest(attributes)?;
    if value(attributes, oid::CONTENT_TYPE, "content type")? != encoded(&oid::DATA) {
        return Err(Error::UnfitAttribute("content type"));
    }
    match found == digest {
        true => Ok(()),
        false => Err(Error::ContentChanged),
    }
}

fn read(der: &[u8]) -> Result<SignedData, Error> {
    let info = ContentInfo::from_der(der).map_err(|_| Error::NotASignature)?;
    if info.content_type != oid::SIGNED_DATA || info.to_der().ok().as_deref() != Some(der) {
        return Err(Error::NotASignature);
    }
    let signed: SignedData = info.content.decode_as().map_err(|_| Error::NotASignature)?;
    if Any::encode_from(&signed).ok() != Some(info.content) || signed.version != CmsVersion::V1 {
        return Err(Error::NotASignature);
    }
    if signed.encap_content_info.econtent.is_some() {
        return Err(Error::NotDetached);
    }
    if signed.encap_content_info.econtent_type != oid::DATA {
        return Err(Error::UnfitAttribute("content type"));
    }
    if signed.crls.is_some() {
        return Err(Error::Unsigned("a revocation list"));
    }
    Ok(signed)
}

fn only_signer(signed: &SignedData) -> Result<&SignerInfo, Error> {
    let [signer] = signed.signer_infos.0.as_slice() else {
        return Err(Error::SignerCount(signed.signer_infos.0.len()));
    };
    for algorithm in signed.digest_algorithms.iter().chain([&signer.digest_alg]) {
        if *algorithm != sha256() {
            return Err(Error::OtherAlgorithm(algorithm.oid.to_string()));
        }
    }
    if signed.digest_algorithms.len() != 1 || signer.version != CmsVersion::V1 {
        return Err(Error::NotASignature);
    }
    if signer.unsigned_attrs.is_some() {
        return Err(Error::Unsigned("an unsigned attribute"));
    }
    Ok(signer)
}

fn read_certificates(signed: &SignedData) -> Result<Vec<Certificate>, Error> {
    let set = signed.certificates.as_ref().ok_or(Error::SignerMissing)?;
    if set.0.len() > LONGEST {
        return Err(Error::StrayCertificate(format!(
            "{} certificates",
            set.0.len()
        )));
    }
    let read = set.0.iter().map(|choice| match choice {
        CertificateChoices::Certificate(parsed) => Certificate::from_parsed(parsed.clone()),
        CertificateChoices::Other(_) => Err(Error::NotACertificate),
    });
    read.collect()
}

fn find_signer<'a>(
    sid: &SignerIdentifier,
    certificates: &'a [Certificate],
) -> Result<&'a Certificate, Error> {
    let SignerIdentifier::IssuerAndSerialNumber(sid) = sid else {
        return Err(Error::SignerMissing);
    };
    let mut own = certificates.iter();
    let own =
        own.find(|c| c.tbs().issuer == sid.issuer && c.tbs().serial_number == sid.serial_number);
    own.ok_or(Error::SignerMissing)
}

fn check_signature(
    signer: &SignerInfo,
    attributes: &Attributes,
    own: &Certificate,
) -> Result<(), Error> {
    let algorithm = &signer.signature_algorithm;
    if ![oid::ECDSA_SHA256, oid::RSA_SHA256].contains(&algorithm.oid) {
        return Err(Error::OtherAlgorithm(algorithm.oid.to_string()));
    }
    let message = attributes.to_der().map_err(|_| Error::NotASignature)?;
    match is_signed_by(own, algorithm, &message, signer.signature.as_bytes())? {
        true => Ok(()),
        false => Err(Error::SignatureBroken(own.subject())),
    }
}

fn attributes(
    digest: Digest,
    own: &Certificate,
    signed_at: Option<Timestamp>,
) -> Result<Attributes, Error> {
    let digest = OctetString::new(digest.0).expect("a digest is short");
    let mut all = vec![
        attribute(oid::CONTENT_TYPE, encoded(&oid::DATA)),
        attribute(oid::MESSAGE_DIGEST, encoded(&digest)),
        attribute(oid::SIGNING_CERTIFICATE_V2, signing_certificate(own)),
    ];
    if let Some(at) = signed_at {
        all.push(attribute(oid::SIGNING_TIME, encoded(&time::to_asn1(at)?)));
    }
    Ok(set(all))
}

fn message_digest(attributes: &Attributes) -> Result<Digest, Error> {
    let known = [
        oid::CONTENT_TYPE,
        oid::MESSAGE_DIGEST,
        oid::SIGNING_CERTIFICATE_V2,
    ];
    let is_known = |id| known.contains(&id) || id == oid::SIGNING_TIME;
    if attributes.iter().any(|attribute| !is_known(attribute.oid)) {
        return Err(Error::UnfitAttribute("unknown"));
    }
    let unfit = || Error::UnfitAttribute("message digest");
    let value = value(attributes, oid::MESSAGE_DIGEST, "message digest")?;
    let bytes = value
        .decode_as::<OctetStringRef<'_>>()
        .map_err(|_| unfit())?;
    Ok(Digest(bytes.as_bytes().try_into().map_err(|_| unfit())?))
}

fn signing_time(attributes: &Attributes) -> Result<Option<Timestamp>, Error> {
    if attributes
        .iter()
        .all(|attribute| attribute.oid != oid::SIGNING_TIME)
    {
        return Ok(None);
    }
    let time = value(attributes, oid::SIGNING_TIME, "signing time")?;
    let time = time.to_der().and_then(|der| Time::from_der(&der));
    let time = time.map_err(|_| Error::UnfitAttribute("signing time"))?;
    Ok(Some(time::from_asn1(time)))
}

/// Returns the single value of the attribute that must occur exactly once.
fn value(all: &Attributes, id: ObjectIdentifier, name: &'static str) -> Result<Any, Error> {
    let mut found = all.iter().filter(|attribute| attribute.oid == id);
    match (found.next(), found.next()) {
        (Some(one), None) if one.values.len() == 1 => Ok(one.values.as_slice()[0].clone()),
        _ => Err(Error::UnfitAttribute(name)),
    }
}

/// Writes SigningCertificateV2 (RFC 5035): the SHA-256 digest of the signer's certificate.
fn signing_certificate(own: &Certificate) -> Any {
    let digest = OctetString::new(own.fingerprint().0).expect("a digest is short");
    encoded(&vec![vec![vec![digest]]])
}

fn signer_info(signatory: &Signatory, signed_attrs: Attributes, signature: &[u8]) -> SignerInfo {
    let own = signatory.certificate().tbs();
    SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer.clone(),
            serial_number: own.serial_number.clone(),
        }),
        digest_alg: sha256(),
        signed_attrs: Some(signed_attrs),
        signature_algorithm: signatory.key().algorithm(),
        signature: OctetString::new(signature).expect("a signature is short"),
        unsigned_attrs: None,
    }
}

fn certificates(chain: &[Certificate]) -> CertificateSet {
    let all = chain
        .iter()
        .map(|c| CertificateChoices::Certificate(c.parsed().clone()));
    CertificateSet(set(all.collect()))
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Attribute {
    Attribute {
        oid,
        values: set(vec![value]),
    }
}

fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid: oid::SHA256,
        parameters: None,
    }
}

fn encoded(value: &(impl der::Tagged + der::EncodeValue)) -> Any {
    Any::encode_from(value).expect("a short value can be written")
}

fn set<T: der::DerOrd>(values: Vec<T>) -> SetOfVec<T> {
    SetOfVec::try_from(values).expect("different values make a set")
}
