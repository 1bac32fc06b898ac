//! CMS SignedData (RFC 5652), detached or with its content: exactly one way to write it, and
//! little else is read.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, OctetStringRef, SetOfVec};
use der::{Decode, Encode, Tag, Tagged};
use handbook::Digest;
use jiff::Timestamp;
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::time::Time;

use crate::frame::check_frame;
use crate::path::{LONGEST, check_uses, find_path};
use crate::public_key::is_signed_by;
use crate::signed::check_root;
use crate::{Certificate, Error, Key, Signatory, oid, time};

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
    let info = signer_info(signatory.key(), signatory.certificate(), attributes);
    Ok(write(None, signatory.chain(), vec![info]))
}

/// Signs `content`, which goes into the signature, by each of `signers`, all different.
pub(crate) fn sign_content(
    content: &[u8],
    signers: &[(&Key, &Certificate)],
    certificates: &[Certificate],
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    let digest = Digest::of(content);
    let infos = signers.iter().map(|(key, own)| {
        let attributes = attributes(digest, own, Some(at))?;
        Ok(signer_info(key, own, attributes))
    });
    let infos = infos.collect::<Result<Vec<_>, Error>>()?;
    Ok(write(Some(content), certificates, infos))
}

fn write(content: Option<&[u8]>, chain: &[Certificate], signers: Vec<SignerInfo>) -> Vec<u8> {
    let content = content
        .map(|bytes| Any::new(Tag::OctetString, bytes).expect("the content's length was checked"));
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: set(vec![sha256()]),
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: oid::DATA,
            econtent: content,
        },
        certificates: Some(certificates(chain)),
        crls: None,
        signer_infos: SignerInfos(set(signers)),
    };
    let content = Any::encode_from(&signed).expect("SignedData can be written");
    let info = ContentInfo {
        content_type: oid::SIGNED_DATA,
        content,
    };
    info.to_der().expect("ContentInfo can be written")
}

/// Reads a signature and checks that it is sound, stands over `digest`, and is under the root
/// with the fingerprint `pinned` if there is one.
pub(crate) fn check_digest(
    der: &[u8],
    digest: Digest,
    pinned: Option<Digest>,
) -> Result<Sound, Error> {
    let sound = check_detached(der, digest, |_, certificates| {
        // Another root is refused before any of its keys is used.
        let root = certificates.iter().find(|c| c.is_self_issued());
        root.map_or(Ok(()), |root| check_root(root, pinned))
    })?;
    check_root(sound.path.last().ok_or(Error::SignerMissing)?, pinned)?;
    Ok(sound)
}

/// Reads a signature and checks that it is sound, stands over `digest`, and is by a signer for
/// whom `judge` has no refusal; `judge` sees the certificate before any key is used.
pub(crate) fn check_digest_by(
    der: &[u8],
    digest: Digest,
    judge: impl FnOnce(&Certificate) -> Result<(), Error>,
) -> Result<Sound, Error> {
    check_detached(der, digest, |signer, certificates| {
        judge(find_signer(&signer.sid, certificates)?)
    })
}

fn check_detached(
    der: &[u8],
    digest: Digest,
    judge: impl FnOnce(&SignerInfo, &[Certificate]) -> Result<(), Error>,
) -> Result<Sound, Error> {
    let signed = read(der)?;
    if signed.encap_content_info.econtent.is_some() {
        return Err(Error::NotDetached);
    }
    let signer = only_signer(&signed)?;
    check_content(signer, digest)?;
    let certificates = read_certificates(&signed, LONGEST)?;
    judge(signer, &certificates)?;
    let own = find_signer(&signer.sid, &certificates)?;
    check_signature(signer, own)?;
    Ok(Sound {
        path: whole_path(own, &certificates)?,
        signed_at: signing_time(signer)?,
    })
}

/// Follows `own` to its root, for which every one of `certificates` must be needed.
pub(crate) fn whole_path(
    own: &Certificate,
    certificates: &[Certificate],
) -> Result<Vec<Certificate>, Error> {
    let path = find_path(own, certificates)?;
    if let Some(stray) = certificates.iter().find(|c| !path.contains(c)) {
        return Err(Error::StrayCertificate(stray.subject()));
    }
    check_uses(&path)?;
    Ok(path)
}

/// Checks that a signer signed for `digest`; whether it really signed is not looked at.
pub(crate) fn check_content(signer: &SignerInfo, digest: Digest) -> Result<(), Error> {
    let attributes = attributes_of(signer)?;
    let found = message_digest(attributes)?;
    if value(attributes, oid::CONTENT_TYPE, "content type")? != encoded(&oid::DATA) {
        return Err(Error::UnfitAttribute("content type"));
    }
    match found == digest {
        true => Ok(()),
        false => Err(Error::ContentChanged),
    }
}

fn attributes_of(signer: &SignerInfo) -> Result<&Attributes, Error> {
    let attributes = signer.signed_attrs.as_ref();
    attributes.ok_or(Error::UnfitAttribute("content type"))
}

/// Reads SignedData of which every byte is as this program would have written it.
pub(crate) fn read(der: &[u8]) -> Result<SignedData, Error> {
    check_frame(der)?;
    let info = ContentInfo::from_der(der).map_err(|_| Error::NotASignature)?;
    if info.content_type != oid::SIGNED_DATA || info.to_der().ok().as_deref() != Some(der) {
        return Err(Error::NotASignature);
    }
    let signed: SignedData = info.content.decode_as().map_err(|_| Error::NotASignature)?;
    if Any::encode_from(&signed).ok() != Some(info.content) || signed.version != CmsVersion::V1 {
        return Err(Error::NotASignature);
    }
    if signed.encap_content_info.econtent_type != oid::DATA {
        return Err(Error::UnfitAttribute("content type"));
    }
    if signed.crls.is_some() {
        return Err(Error::Unsigned("a revocation list"));
    }
    Ok(signed)
}

/// Returns the content that a signature carries.
pub(crate) fn content_of(signed: &SignedData) -> Result<&[u8], Error> {
    match &signed.encap_content_info.econtent {
        None => Err(Error::NotAttached),
        Some(any) if any.tag() == Tag::OctetString => Ok(any.value()),
        Some(_) => Err(Error::NotASignature),
    }
}

/// Returns the one signer, whose algorithms are ours.
pub(crate) fn only_signer(signed: &SignedData) -> Result<&SignerInfo, Error> {
    let [signer] = signers(signed)? else {
        return Err(Error::SignerCount(signed.signer_infos.0.len()));
    };
    Ok(signer)
}

/// Returns all signers, whose algorithms are ours.
pub(crate) fn signers(signed: &SignedData) -> Result<&[SignerInfo], Error> {
    let signers = signed.signer_infos.0.as_slice();
    let named = signers.iter().map(|signer| &signer.digest_alg);
    for algorithm in signed.digest_algorithms.iter().chain(named) {
        if *algorithm != sha256() {
            return Err(Error::OtherAlgorithm(algorithm.oid.to_string()));
        }
    }
    let is_first = |signer: &SignerInfo| signer.version == CmsVersion::V1;
    if signed.digest_algorithms.len() != 1 || !signers.iter().all(is_first) {
        return Err(Error::NotASignature);
    }
    match signers.iter().any(|signer| signer.unsigned_attrs.is_some()) {
        true => Err(Error::Unsigned("an unsigned attribute")),
        false => Ok(signers),
    }
}

/// Reads the certificates that a signature brings, `most` of them.
pub(crate) fn read_certificates(
    signed: &SignedData,
    most: usize,
) -> Result<Vec<Certificate>, Error> {
    let set = signed.certificates.as_ref().ok_or(Error::SignerMissing)?;
    if set.0.len() > most {
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

/// Finds the certificate that a signer names as its own.
pub(crate) fn find_signer<'a>(
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

/// Checks that a signer signed for the certificate `own`, and with its key.
pub(crate) fn check_signature(signer: &SignerInfo, own: &Certificate) -> Result<(), Error> {
    let attributes = attributes_of(signer)?;
    let name = "signing certificate";
    if value(attributes, oid::SIGNING_CERTIFICATE_V2, name)? != signing_certificate(own) {
        return Err(Error::UnfitAttribute(name));
    }
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

/// Returns the signed signing time, if there is one.
pub(crate) fn signing_time(signer: &SignerInfo) -> Result<Option<Timestamp>, Error> {
    let attributes = attributes_of(signer)?;
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

fn signer_info(key: &Key, own: &Certificate, signed_attrs: Attributes) -> SignerInfo {
    let message = signed_attrs.to_der().expect("attributes can be written");
    let signature = OctetString::new(key.sign(&message)).expect("a signature is short");
    SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.tbs().issuer.clone(),
            serial_number: own.tbs().serial_number.clone(),
        }),
        digest_alg: sha256(),
        signed_attrs: Some(signed_attrs),
        signature_algorithm: key.algorithm(),
        signature,
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
