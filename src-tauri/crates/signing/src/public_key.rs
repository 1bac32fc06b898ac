//! Public keys: whether a signature over some bytes is really theirs.

use std::ops::RangeInclusive;

use p256::ecdsa;
use p256::ecdsa::signature::Verifier;
use pkcs8::DecodePublicKey;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use spki::AlgorithmIdentifierOwned;

use crate::{Certificate, Error, oid};

/// How many bits an RSA key may have.
pub(crate) const RSA_BITS: RangeInclusive<usize> = 2048..=8192;

enum PublicKey {
    P256(ecdsa::VerifyingKey),
    Rsa(RsaPublicKey),
}

/// Tells whether `signature` over `message` was made with the key in `certificate`; fails if the
/// key or the algorithm is none that is used here.
pub(crate) fn is_signed_by(
    certificate: &Certificate,
    algorithm: &AlgorithmIdentifierOwned,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, Error> {
    let other = || Error::OtherAlgorithm(algorithm.oid.to_string());
    match (read(certificate)?, algorithm.oid) {
        (PublicKey::P256(key), oid::ECDSA_SHA256) if algorithm.parameters.is_none() => {
            let signature = ecdsa::DerSignature::from_bytes(signature);
            Ok(signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()))
        }
        (PublicKey::Rsa(key), oid) => {
            let (padding, digest) = pkcs1(oid, message).ok_or_else(other)?;
            if !algorithm
                .parameters
                .as_ref()
                .is_some_and(|any| any.is_null())
            {
                return Err(other());
            }
            Ok(key.verify(padding, &digest, signature).is_ok())
        }
        _ => Err(other()),
    }
}

fn pkcs1(oid: der::asn1::ObjectIdentifier, message: &[u8]) -> Option<(Pkcs1v15Sign, Vec<u8>)> {
    match oid {
        oid::RSA_SHA256 => Some((
            Pkcs1v15Sign::new::<Sha256>(),
            Sha256::digest(message).to_vec(),
        )),
        oid::RSA_SHA384 => Some((
            Pkcs1v15Sign::new::<Sha384>(),
            Sha384::digest(message).to_vec(),
        )),
        oid::RSA_SHA512 => Some((
            Pkcs1v15Sign::new::<Sha512>(),
            Sha512::digest(message).to_vec(),
        )),
        _ => None,
    }
}

fn read(certificate: &Certificate) -> Result<PublicKey, Error> {
    let info = &certificate.tbs().subject_public_key_info;
    let der = certificate.public_key_info();
    match info.algorithm.oid {
        oid::EC_PUBLIC_KEY => ecdsa::VerifyingKey::from_public_key_der(&der)
            .map(PublicKey::P256)
            .map_err(|_| Error::UnsuitableKey("another curve than P-256".into())),
        oid::RSA => read_rsa(&der),
        other => Err(Error::UnsuitableKey(other.to_string())),
    }
}

fn read_rsa(der: &[u8]) -> Result<PublicKey, Error> {
    let key = RsaPublicKey::from_public_key_der(der)
        .map_err(|_| Error::UnsuitableKey("malformed RSA".into()))?;
    let bits = key.n().bits();
    if !RSA_BITS.contains(&bits) {
        return Err(Error::UnsuitableKey(format!("RSA of {bits} bits")));
    }
    Ok(PublicKey::Rsa(key))
}
