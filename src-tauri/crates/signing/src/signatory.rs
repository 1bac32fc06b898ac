//! Who signs: a private key with the certificates that vouch for it.

use crate::path::{check_uses, find_path};
use crate::{Certificate, Error, Key};

/// A key with its certificates: the signer's first, its root last.
#[derive(Debug, Clone)]
pub struct Signatory {
    key: Key,
    chain: Vec<Certificate>,
}

impl Signatory {
    /// Joins a key and its certificates in any order; fails unless the key is one of theirs, each
    /// is really issued by the next, and all of them may be used to sign documents.
    pub fn new(key: Key, certificates: Vec<Certificate>) -> Result<Self, Error> {
        let info = key.public_key_info();
        let Some(own) = certificates.iter().find(|c| c.public_key_info() == info) else {
            let first = certificates.first().map(Certificate::subject);
            return Err(Error::KeyOfAnother(first.unwrap_or_default()));
        };
        let chain = find_path(own, &certificates)?;
        check_uses(&chain)?;
        Ok(Self { key, chain })
    }

    /// Joins what may not belong together.
    #[cfg(test)]
    pub(crate) fn unchecked(key: Key, chain: Vec<Certificate>) -> Self {
        Self { key, chain }
    }

    /// Returns the private key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Returns the certificates: the signer's first, its root last.
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// Returns the signer's own certificate.
    pub fn certificate(&self) -> &Certificate {
        self.chain.first().expect("a path has a signer")
    }

    /// Returns the root, whose fingerprint others pin.
    pub fn root(&self) -> &Certificate {
        self.chain.last().expect("a path has a root")
    }
}
