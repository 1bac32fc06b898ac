//! A private key at rest: encrypted PKCS#8 that `openssl pkey` reads.
//!
//! The line above the PEM block tells damage from a wrong passphrase.

use der::pem::LineEnding;
use handbook::Digest;
use pkcs8::pkcs5::pbes2::{EncryptionScheme, Kdf, Parameters};
use pkcs8::pkcs5::{EncryptionScheme as Pkcs5, scrypt};
use pkcs8::{EncryptedPrivateKeyInfo, SecretDocument};
use rand_core::CryptoRngCore;

use crate::{Error, Key};

const LABEL: &str = "ENCRYPTED PRIVATE KEY";
const BEGIN: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
const SUM: &str = "SHA-256: ";

// OpenSSL refuses to spend more than 32 MiB on scrypt: N = 2^14, r = 8 is the most it opens.
const LOG_N: u8 = 14;
const BLOCK_SIZE: u16 = 8;
const PARALLELISM: u16 = 8;
const KEY_LENGTH: usize = 32;

/// A private key sealed with a passphrase, as text: one line with a digest, then PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedKey(String);

impl SealedKey {
    /// Takes up the text of a sealed key as it was kept; [`open_key`] finds out if it is one.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text to keep.
    pub fn as_text(&self) -> &str {
        &self.0
    }
}

/// Seals `key` with `passphrase`: PBES2, scrypt (N = 2^14, r = 8, p = 8), AES-256-CBC.
pub fn seal_key(
    key: &Key,
    passphrase: &str,
    randomness: &mut impl CryptoRngCore,
) -> Result<SealedKey, Error> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    randomness.fill_bytes(&mut salt);
    randomness.fill_bytes(&mut iv);
    let cost = scrypt::Params::new(LOG_N, BLOCK_SIZE.into(), PARALLELISM.into(), KEY_LENGTH)
        .expect("these scrypt parameters are within bounds");
    let sealed = Parameters::scrypt_aes256cbc(cost, &salt, &iv).and_then(|scheme| {
        Ok((
            scheme.encrypt(passphrase, key.to_pkcs8().as_bytes())?,
            scheme,
        ))
    });
    let (encrypted, scheme) = sealed.map_err(|cause| damaged(&cause))?;
    let info = EncryptedPrivateKeyInfo {
        encryption_algorithm: scheme.into(),
        encrypted_data: &encrypted,
    };
    let der = SecretDocument::try_from(info).map_err(|cause| damaged(&cause))?;
    let pem = der
        .to_pem(LABEL, LineEnding::LF)
        .map_err(|cause| damaged(&cause))?;
    Ok(SealedKey(format!(
        "{SUM}{}\n{}",
        Digest::of(der.as_bytes()),
        *pem
    )))
}

/// Opens a sealed key; a wrong passphrase and a damaged file are different errors.
pub fn open_key(sealed: &SealedKey, passphrase: &str) -> Result<Key, Error> {
    let der = read_pem(&sealed.0)?;
    let info =
        EncryptedPrivateKeyInfo::try_from(der.as_slice()).map_err(|cause| damaged(&cause))?;
    let Pkcs5::Pbes2(scheme) = &info.encryption_algorithm else {
        return Err(Error::DamagedKey("sealed in another way than PBES2".into()));
    };
    check_cost(scheme)?;
    let plain = scheme
        .decrypt(passphrase, info.encrypted_data)
        .map(zeroize::Zeroizing::new)
        .map_err(|_| Error::WrongPassphrase)?;
    match Key::from_pkcs8(&plain) {
        Err(Error::DamagedKey(_)) => Err(Error::WrongPassphrase),
        opened => opened,
    }
}

/// Checks the digest line, so that what reaches the passphrase is what was sealed.
fn read_pem(text: &str) -> Result<Vec<u8>, Error> {
    let begin = text
        .find(BEGIN)
        .ok_or_else(|| damaged(&"no sealed key in it"))?;
    let (head, pem) = text.split_at(begin);
    let sum = head
        .trim()
        .strip_prefix(SUM)
        .ok_or_else(|| damaged(&"no digest above the key"))?;
    let (_, der) = SecretDocument::from_pem(pem).map_err(|cause| damaged(&cause))?;
    if sum.parse() != Ok(Digest::of(der.as_bytes())) {
        return Err(damaged(&"its digest is another"));
    }
    Ok(der.as_bytes().to_vec())
}

/// Refuses a file that would take more memory or time than ours does.
fn check_cost(scheme: &Parameters<'_>) -> Result<(), Error> {
    let Kdf::Scrypt(cost) = &scheme.kdf else {
        return Err(damaged(&"another key derivation than scrypt"));
    };
    let is_ours = cost.cost_parameter == 1 << LOG_N
        && cost.block_size == BLOCK_SIZE
        && cost.parallelization == PARALLELISM
        && matches!(scheme.encryption, EncryptionScheme::Aes256Cbc { .. });
    is_ours
        .then_some(())
        .ok_or_else(|| damaged(&"other parameters than ours"))
}

fn damaged(cause: &dyn std::fmt::Display) -> Error {
    Error::DamagedKey(cause.to_string())
}
