//! A private key, opened: signs, wipes itself when dropped, and never prints itself.

use p256::ecdsa;
use p256::ecdsa::signature::Signer;
use pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, PrivateKeyInfo, SecretDocument};
use rand_core::{CryptoRng, CryptoRngCore, RngCore};
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest as _, Sha256};
use spki::AlgorithmIdentifierOwned;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::public_key::RSA_BITS;
use crate::{Error, oid};

/// An opened private key: P-256, or RSA if it was imported.
#[derive(Clone)]
pub struct Key(Secret);

#[derive(Clone)]
enum Secret {
    P256(ecdsa::SigningKey),
    Rsa(Box<RsaPrivateKey>),
}

impl Key {
    /// Makes a P-256 key from `randomness`.
    pub fn generate(randomness: &mut impl CryptoRngCore) -> Self {
        Self(Secret::P256(ecdsa::SigningKey::random(randomness)))
    }

    /// Tells whether this is the key that `certificate` names.
    pub fn is_of(&self, certificate: &crate::Certificate) -> bool {
        self.public_key_info() == certificate.public_key_info()
    }

    /// Reads a P-256 or RSA key from PKCS#8 DER.
    pub(crate) fn from_pkcs8(der: &[u8]) -> Result<Self, Error> {
        let damaged = |cause: &dyn std::fmt::Display| Error::DamagedKey(cause.to_string());
        let info = PrivateKeyInfo::try_from(der).map_err(|cause| damaged(&cause))?;
        let curve = info.algorithm.parameters_oid().ok();
        match info.algorithm.oid {
            oid::EC_PUBLIC_KEY if curve == Some(oid::P256) => {
                let key = p256::SecretKey::from_pkcs8_der(der).map_err(|cause| damaged(&cause))?;
                Ok(Self(Secret::P256(key.into())))
            }
            oid::RSA => {
                let key = RsaPrivateKey::from_pkcs8_der(der).map_err(|cause| damaged(&cause))?;
                let bits = key.n().bits();
                if !RSA_BITS.contains(&bits) {
                    return Err(Error::UnsuitableKey(format!("RSA of {bits} bits")));
                }
                key.validate().map_err(|cause| damaged(&cause))?;
                Ok(Self(Secret::Rsa(Box::new(key))))
            }
            oid::EC_PUBLIC_KEY => Err(Error::UnsuitableKey("another curve than P-256".into())),
            other => Err(Error::UnsuitableKey(other.to_string())),
        }
    }

    /// Returns the key in PKCS#8 DER, in memory that wipes itself.
    pub(crate) fn to_pkcs8(&self) -> SecretDocument {
        let der = match &self.0 {
            Secret::P256(key) => key.to_pkcs8_der(),
            Secret::Rsa(key) => key.to_pkcs8_der(),
        };
        der.expect("a key in memory can be written")
    }

    /// Returns the public key as a SubjectPublicKeyInfo in DER.
    pub(crate) fn public_key_info(&self) -> Vec<u8> {
        let der = match &self.0 {
            Secret::P256(key) => key.verifying_key().to_public_key_der(),
            Secret::Rsa(key) => key.to_public_key().to_public_key_der(),
        };
        der.expect("a public key can be written").into_vec()
    }

    /// Returns how signatures by this key are named: ECDSA or PKCS#1 v1.5, with SHA-256.
    pub(crate) fn algorithm(&self) -> AlgorithmIdentifierOwned {
        let (oid, parameters) = match &self.0 {
            Secret::P256(_) => (oid::ECDSA_SHA256, None),
            Secret::Rsa(_) => (oid::RSA_SHA256, Some(der::Any::null())),
        };
        AlgorithmIdentifierOwned { oid, parameters }
    }

    /// Signs `message`: the same key and message give the same signature.
    ///
    /// ECDSA takes its nonce from RFC 6979; PKCS#1 v1.5 has none.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0 {
            Secret::P256(key) => {
                let signature: ecdsa::DerSignature = key.sign(message);
                signature.as_bytes().to_vec()
            }
            Secret::Rsa(key) => {
                let digest = Sha256::digest(message);
                let mut blinding = Blinding::of(&self.to_pkcs8(), &digest);
                key.sign_with_rng(&mut blinding, Pkcs1v15Sign::new::<Sha256>(), &digest)
                    .expect("an RSA key of 2048 bits or more signs a SHA-256 digest")
            }
        }
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Secret::P256(_) => "Key(P-256, secret)",
            Secret::Rsa(_) => "Key(RSA, secret)",
        })
    }
}

impl ZeroizeOnDrop for Key {}

/// Hides the timing of the RSA operation without outside randomness: SHA-256 in counter mode,
/// seeded with the key and the message. It does not touch the signature's bytes.
struct Blinding {
    seed: Zeroizing<[u8; 32]>,
    counter: u64,
}

impl Blinding {
    fn of(key: &SecretDocument, digest: &[u8]) -> Self {
        let hash = Sha256::new()
            .chain_update(key.as_bytes())
            .chain_update(digest);
        let seed = Zeroizing::new(hash.finalize().into());
        Self { seed, counter: 0 }
    }
}

impl RngCore for Blinding {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let hash = Sha256::new().chain_update(self.seed.as_slice());
            let mut block: [u8; 32] = hash
                .chain_update(self.counter.to_be_bytes())
                .finalize()
                .into();
            chunk.copy_from_slice(&block[..chunk.len()]);
            block.zeroize();
            self.counter += 1;
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Blinding {}
