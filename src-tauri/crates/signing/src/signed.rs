//! What a good signature says: who, under which root, and when.

use handbook::Digest;
use jiff::Timestamp;
use serde::Serialize;

use crate::{Certificate, Error};

/// A signature that holds. It shows that the holder of the key signed these bytes, no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The signer's name, such as `CN=Handbook publisher,O=Example Shops`.
    pub subject: String,
    /// SHA-256 of the signer's certificate in DER.
    pub fingerprint: Digest,
    /// The root's name.
    pub root_subject: String,
    /// SHA-256 of the root's certificate in DER.
    pub root_fingerprint: Digest,
    /// Whether that is the pinned root; without a pinned root nobody is believed.
    pub is_under_pinned_root: bool,
    /// When the signer says that it was signed.
    pub signed_at: Option<Timestamp>,
    /// Whether all certificates still hold at the moment of checking.
    pub is_current: bool,
}

/// Refuses a root that has not the fingerprint `pinned`, if there is one.
pub(crate) fn check_root(root: &Certificate, pinned: Option<Digest>) -> Result<(), Error> {
    let found = root.fingerprint();
    match pinned {
        Some(expected) if expected != found => Err(Error::OtherRoot { found, expected }),
        _ => Ok(()),
    }
}

/// Says what a sound path means: its certificates must hold at the moment of signing, or at `at`
/// where the signature names none.
pub(crate) fn judge(
    path: &[Certificate],
    is_under_pinned_root: bool,
    signed_at: Option<Timestamp>,
    at: Timestamp,
) -> Result<Signed, Error> {
    path.iter()
        .try_for_each(|c| c.check_valid_at(signed_at.unwrap_or(at)))?;
    let (signer, root) = (&path[0], &path[path.len() - 1]);
    Ok(Signed {
        subject: signer.subject(),
        fingerprint: signer.fingerprint(),
        root_subject: root.subject(),
        root_fingerprint: root.fingerprint(),
        is_under_pinned_root,
        signed_at,
        is_current: path.iter().all(|c| c.is_valid_at(at)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;
    use crate::{make_publisher, make_root};

    #[test]
    fn the_certificates_must_hold_when_it_was_signed_not_when_it_is_checked() {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        let (made, late) = (
            moment("2026-03-01T00:00:00Z"),
            moment("2031-03-01T00:00:00Z"),
        );
        let (key, root) = make_root("Example Shops", "Root", made, &mut Dice(1)).unwrap();
        let publisher = make_publisher(&key, &root, "HR", made, &mut Dice(2)).unwrap();
        let judge = |signed_at, at| judge(publisher.chain(), true, signed_at, at);
        assert!(!judge(Some(made), late).unwrap().is_current);
        assert!(judge(Some(made), made).unwrap().is_current);
        assert!(matches!(
            judge(Some(late), made),
            Err(Error::Expired { .. })
        ));
        assert!(matches!(judge(None, late), Err(Error::Expired { .. })));
        let early = moment("2026-02-28T23:59:59Z");
        assert!(matches!(
            judge(Some(early), made),
            Err(Error::NotYetValid { .. })
        ));
    }
}
