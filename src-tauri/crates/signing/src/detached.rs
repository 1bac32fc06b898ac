//! The detached signature beside a file (`.p7s`), which `openssl cms -verify` accepts.

use handbook::Digest;
use jiff::Timestamp;

use crate::signed::judge;
use crate::signed_data::{check_digest, sign_digest};
use crate::{Error, Signatory, Signed};

/// Signs `content`; `at` is signed too. The same arguments give the same bytes (DER).
pub fn sign_detached(
    content: &[u8],
    signatory: &Signatory,
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    sign_detached_digest(Digest::of(content), signatory, at)
}

/// Signs, like [`sign_detached`], a file of which only the digest is at hand.
pub fn sign_detached_digest(
    digest: Digest,
    signatory: &Signatory,
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    signatory
        .chain()
        .iter()
        .try_for_each(|c| c.check_valid_at(at))?;
    sign_digest(digest, signatory, Some(at))
}

/// Checks that `signature` stands over `content`, and under the root with the fingerprint
/// `pinned` if there is one.
///
/// The certificates must hold at the signed moment of signing; `at` only decides
/// [`Signed::is_current`], so that a wrong clock locks nobody out of an old edition.
pub fn verify_detached(
    content: &[u8],
    signature: &[u8],
    pinned: Option<Digest>,
    at: Timestamp,
) -> Result<Signed, Error> {
    verify_detached_digest(Digest::of(content), signature, pinned, at)
}

/// Checks, like [`verify_detached`], a file of which only the digest is at hand.
pub fn verify_detached_digest(
    digest: Digest,
    signature: &[u8],
    pinned: Option<Digest>,
    at: Timestamp,
) -> Result<Signed, Error> {
    let sound = check_digest(signature, digest, pinned)?;
    judge(&sound.path, pinned.is_some(), sound.signed_at, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;
    use crate::issue::issue;
    use crate::{Certificate, Key, make_publisher, make_root};

    fn at() -> Timestamp {
        "2026-03-01T00:00:00Z".parse().unwrap()
    }

    fn root(dice: u64) -> (Key, Certificate) {
        make_root("Example Shops", "Root", at(), &mut Dice(dice)).unwrap()
    }

    fn publisher() -> Signatory {
        let (key, root) = root(1);
        make_publisher(&key, &root, "Publisher", at(), &mut Dice(2)).unwrap()
    }

    fn refusal(key: &Key, chain: &[&Certificate], pinned: &Certificate) -> Error {
        let chain = chain
            .iter()
            .map(|certificate| (*certificate).clone())
            .collect();
        let signatory = Signatory::unchecked(key.clone(), chain);
        let signature = sign_detached(b"content", &signatory, at()).unwrap();
        let pinned = Some(pinned.fingerprint());
        verify_detached(b"content", &signature, pinned, at()).unwrap_err()
    }

    #[test]
    fn a_publisher_cannot_make_further_publishers() {
        let publisher = publisher();
        let (leaf, root) = (publisher.certificate(), publisher.root());
        let made = issue(publisher.key(), leaf, "Thief", at(), &mut Dice(3));
        let (key, certificate) = made.unwrap();
        let why = "it issued a certificate without being an issuer (CA)";
        let refused = Error::UnsuitableCertificate {
            subject: leaf.subject(),
            why,
        };
        assert_eq!(refusal(&key, &[&certificate, leaf, root], root), refused);
    }

    #[test]
    fn a_root_cannot_sign_by_itself() {
        let (key, root) = root(1);
        let refused = Error::SelfSigned(root.subject());
        assert_eq!(refusal(&key, &[&root], &root), refused);
    }

    #[test]
    fn a_certificate_is_no_use_without_its_key() {
        let publisher = publisher();
        let (leaf, root) = (publisher.certificate(), publisher.root());
        let refused = Error::SignatureBroken(leaf.subject());
        assert_eq!(
            refusal(&Key::generate(&mut Dice(4)), &[leaf, root], root),
            refused
        );
    }

    #[test]
    fn a_forged_issuer_beside_the_pinned_root_is_refused() {
        let publisher = publisher();
        let (thief_key, thief_root) = root(666);
        let made = issue(&thief_key, &thief_root, "Publisher", at(), &mut Dice(667));
        let (key, certificate) = made.unwrap();
        let refused = refusal(&key, &[&certificate, publisher.root()], publisher.root());
        assert!(matches!(refused, Error::NotIssued { .. }), "{refused:?}");
        let all = [&certificate, publisher.root(), &thief_root];
        let refused = refusal(&key, &all, publisher.root());
        let is_exact = matches!(
            refused,
            Error::OtherRoot { .. } | Error::StrayCertificate(_)
        );
        assert!(is_exact, "{refused:?}");
    }

    #[test]
    fn a_certificate_without_a_part_in_the_path_is_refused() {
        let publisher = publisher();
        let (leaf, root) = (publisher.certificate(), publisher.root());
        let other = make_root("Elsewhere", "Root", at(), &mut Dice(5)).unwrap();
        let stray = issue(&other.0, &other.1, "Stray", at(), &mut Dice(6))
            .unwrap()
            .1;
        let refused = Error::StrayCertificate(stray.subject());
        assert_eq!(
            refusal(publisher.key(), &[leaf, root, &stray], root),
            refused
        );
    }
}
