//! What several roots sign together: one file (`.p7m`) with a signature by each of them.

use handbook::Digest;
use jiff::Timestamp;

use crate::attached::check_length;
use crate::path::check_root;
use crate::signed_data::{
    check_content, check_signature, content_of, find_signer, read, read_certificates, sign_content,
    signers, signing_time,
};
use crate::{Certificate, Error, Key};

/// How many roots a trust may name; one file may carry the old ones' signatures and the new.
pub(crate) const MOST_ROOTS: usize = 8;

/// Signs `content`, which goes into the file (DER), by each of `signers`; `at` is signed too.
///
/// Here, and only here, self-signed roots sign by themselves. To check: `openssl cms -verify
/// -binary -inform DER -in 000001.p7m -CAfile roots.pem -out trust.json`, where `roots.pem` holds
/// all who signed; roots made before they could sign documents need `-purpose any` as well.
pub fn sign_by_roots(
    content: &[u8],
    signers: &[(Key, Certificate)],
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    check_length(content)?;
    let roots: Vec<_> = signers.iter().map(|(_, root)| root.clone()).collect();
    if roots.is_empty() {
        return Err(Error::SignerCount(0));
    }
    for (i, (key, root)) in signers.iter().enumerate() {
        check_root(root)?;
        if !key.is_of(root) {
            return Err(Error::KeyOfAnother(root.subject()));
        }
        if roots[..i].contains(root) {
            return Err(Error::RootTwice(root.subject()));
        }
        root.check_valid_at(at)?;
    }
    let signers: Vec<_> = signers.iter().map(|(key, root)| (key, root)).collect();
    sign_content(content, &signers, &roots, at)
}

/// Checks that every certificate is a root's, and that no key occurs twice.
pub(crate) fn check_roots(roots: &[Certificate]) -> Result<(), Error> {
    for (i, root) in roots.iter().enumerate() {
        check_root(root)?;
        let key = root.public_key_info();
        if roots[..i]
            .iter()
            .any(|other| other.public_key_info() == key)
        {
            return Err(Error::RootTwice(root.subject()));
        }
    }
    Ok(())
}

/// A file that is well formed and says who signed it, which is not believed yet.
pub(crate) struct Claimed {
    content: Vec<u8>,
    signed: cms::signed_data::SignedData,
    certificates: Vec<Certificate>,
}

/// Opens a file that roots have signed, without checking any signature.
pub(crate) fn open_claimed(der: &[u8]) -> Result<Claimed, Error> {
    check_length(der)?;
    let signed = read(der)?;
    let content = content_of(&signed)?.to_vec();
    let certificates = read_certificates(&signed, 2 * MOST_ROOTS)?;
    let claimed = Claimed {
        content,
        signed,
        certificates,
    };
    let own = claimed.own_certificates()?;
    if let Some(stray) = claimed.certificates.iter().find(|c| !own.contains(c)) {
        return Err(Error::StrayCertificate(stray.subject()));
    }
    for (i, certificate) in own.iter().enumerate() {
        if own[..i].contains(certificate) {
            return Err(Error::RootTwice(certificate.subject()));
        }
    }
    Ok(claimed)
}

impl Claimed {
    /// Returns the content; the caller has counted the signatures by then.
    pub(crate) fn content(&self) -> &[u8] {
        &self.content
    }

    /// Returns the certificate that each signer names as its own, in the signers' order.
    pub(crate) fn own_certificates(&self) -> Result<Vec<&Certificate>, Error> {
        let signers = signers(&self.signed)?.iter();
        signers
            .map(|signer| find_signer(&signer.sid, &self.certificates))
            .collect()
    }

    /// Counts those of `roots` that have really signed. No other keys are used, and a broken
    /// signature by one of them is a refusal.
    pub(crate) fn count_signed(&self, roots: &[Certificate]) -> Result<usize, Error> {
        let own = self.own_certificates()?;
        let digest = Digest::of(&self.content);
        let mut count = 0;
        for (signer, own) in signers(&self.signed)?.iter().zip(own) {
            let Some(root) = roots.iter().find(|root| *root == own) else {
                continue;
            };
            check_content(signer, digest)?;
            check_signature(signer, root)?;
            let at = signing_time(signer)?.ok_or(Error::UnfitAttribute("signing time"))?;
            root.check_valid_at(at)?;
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the judge (openssl) reads files")]
mod tests {
    use std::process::Command;

    use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, KeyUsages};

    use super::*;
    use crate::dice::Dice;
    use crate::issue::{body, extension, public_key, sealed_by, serial, validity};
    use crate::name::make_name;

    /// Makes a root as it was before roots could sign documents.
    fn old_root(at: Timestamp) -> (Key, Certificate) {
        let key = Key::generate(&mut Dice(1));
        let name = make_name("Example Shops", "Root").unwrap();
        let constraints = BasicConstraints {
            ca: true,
            path_len_constraint: Some(0),
        };
        let extensions = vec![
            extension(&constraints, &name, true),
            extension(&KeyUsage(KeyUsages::KeyCertSign.into()), &name, true),
        ];
        let info = public_key(&key.public_key_info());
        let validity = validity(at, 20).unwrap();
        let number = serial(&mut Dice(2));
        let tbs = body(number, name.clone(), name, validity, info, extensions, &key);
        let certificate = sealed_by(&key, tbs).unwrap();
        (key, certificate)
    }

    #[test]
    fn an_older_root_signs_too_and_openssl_needs_a_flag_for_it() {
        let at: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
        let root = old_root(at);
        let der = sign_by_roots(b"content", std::slice::from_ref(&root), at).unwrap();
        let known = std::slice::from_ref(&root.1);
        assert_eq!(open_claimed(&der).unwrap().count_signed(known), Ok(1));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("X.p7m"), &der).unwrap();
        std::fs::write(folder.path().join("root.pem"), root.1.to_pem()).unwrap();
        let accepts = |flags: &[&str]| {
            let words = "cms -verify -binary -inform DER -in X.p7m -CAfile root.pem -out X";
            let mut openssl = Command::new("openssl");
            openssl.current_dir(folder.path()).args(words.split(' '));
            let said = openssl.args(["-no_check_time"]).args(flags).output();
            said.unwrap().status.success()
        };
        assert!(!accepts(&[]));
        assert!(accepts(&["-purpose", "any"]));
    }
}
