//! Brings in a key that somebody else issued, from a PKCS#12 file.

use p12_keystore::error::Error as Pkcs12Error;
use p12_keystore::{Pkcs12Archive, PrivateKeyBag};

use crate::{Certificate, Error, Key, Signatory};

const MOST_BYTES: usize = 1 << 20;

/// Reads the one key of a PKCS#12 file (P-256 or RSA of 2048 bits or more) with its certificates.
///
/// The file must hold the whole path up to a self-signed root. Where it has no check sum of its
/// own, damage cannot be told from a wrong passphrase.
pub fn read_pkcs12(file: &[u8], passphrase: &str) -> Result<Signatory, Error> {
    if file.len() > MOST_BYTES {
        return Err(Error::TooLarge {
            found: file.len() as u64,
            most: MOST_BYTES as u64,
        });
    }
    let archive = Pkcs12Archive::from_pkcs12(file, passphrase).map_err(refusal)?;
    let key = match archive.keys.as_slice() {
        [PrivateKeyBag { key, .. }] => Key::from_pkcs8(key.as_der())?,
        [] => return Err(Error::NoKey),
        several => return Err(Error::SeveralKeys(several.len())),
    };
    let mut certificates: Vec<Certificate> = Vec::new();
    for bag in &archive.certs {
        let certificate = Certificate::from_der(bag.cert.as_der())?;
        if !certificates.contains(&certificate) {
            certificates.push(certificate);
        }
    }
    let info = key.public_key_info();
    if !certificates.iter().any(|c| c.public_key_info() == info) {
        return Err(Error::NoCertificateForKey(certificates.len()));
    }
    Signatory::new(key, certificates)
}

fn refusal(cause: Pkcs12Error) -> Error {
    match cause {
        Pkcs12Error::MacError(_) | Pkcs12Error::UnpadError | Pkcs12Error::Pkcs5Error(_) => {
            Error::WrongPassphrase
        }
        other => Error::DamagedPkcs12(other.to_string()),
    }
}
