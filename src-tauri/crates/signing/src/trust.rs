//! Who may publish: a chain of trusts, in which the roots of each vouch for the next (the root
//! rules of The Update Framework, 5.3, carried in CMS).
//!
//! Which trust a branch has, and where the next one comes from, is not known here.

use handbook::{Digest, Trust, TrustedPublisher};

use crate::roots::{Claimed, MOST_ROOTS, check_roots, open_claimed};
use crate::{Certificate, Error, Key, sign_by_roots};

/// A trust that is believed, with its certificates read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustInHand {
    content: Trust,
    digest: Digest,
    roots: Vec<Certificate>,
    publishers: Vec<(Certificate, TrustedPublisher)>,
}

/// Signs a trust with some of its roots, and with those of the trust before; returns DER.
///
/// Refuses what no branch would take: contradictions, or too few of its own roots. Whether it
/// follows on the trust before is what [`next_trust`] tells.
pub fn write_trust(trust: &Trust, signers: &[(Key, Certificate)]) -> Result<Vec<u8>, Error> {
    let content = trust.to_json().into_bytes();
    let der = sign_by_roots(&content, signers, trust.issued_at)?;
    check_own_roots(&open_claimed(&der)?, &understand(&content)?)?;
    Ok(der)
}

/// Believes a first trust, which `threshold` of `roots` have signed, as an invite names them.
///
/// Roots of trusts before it may have signed too; they are not counted.
pub fn begin_trust(
    der: &[u8],
    roots: &[Certificate],
    threshold: usize,
) -> Result<TrustInHand, Error> {
    check_roots(roots)?;
    check_threshold(threshold, roots.len())?;
    let claimed = open_claimed(der)?;
    check_known_roots(&claimed, roots, threshold)?;
    let trust = understand(claimed.content())?;
    check_own_roots(&claimed, &trust)?;
    Ok(trust)
}

/// Believes the next trust, if enough roots of the `current` one and of its own have signed it.
/// The current one again is no change.
pub fn next_trust(current: &TrustInHand, der: &[u8]) -> Result<TrustInHand, Error> {
    let claimed = open_claimed(der)?;
    check_known_roots(&claimed, &current.roots, current.content.threshold)?;
    let next = understand(claimed.content())?;
    if next == *current {
        return Ok(next);
    }
    check_succession(current, &next)?;
    check_own_roots(&claimed, &next)?;
    let strange =
        |root: &&&Certificate| !current.roots.contains(root) && !next.roots.contains(root);
    match claimed.own_certificates()?.iter().find(strange) {
        Some(stranger) => Err(Error::StrangeRoot(stranger.subject())),
        None => Ok(next),
    }
}

/// Believes, like [`next_trust`], what must follow on the `current` trust: the current one again
/// is refused, or it would follow on itself for ever.
pub fn following_trust(current: &TrustInHand, der: &[u8]) -> Result<TrustInHand, Error> {
    let next = next_trust(current, der)?;
    let (found, current) = (next.content.number, current.content.number);
    match found > current {
        true => Ok(next),
        false => Err(Error::TrustRollback { found, current }),
    }
}

/// Takes up a trust that was believed before, from one's own workspace, where the digest of its
/// content was kept.
pub fn resume_trust(der: &[u8], content: Digest) -> Result<TrustInHand, Error> {
    let claimed = open_claimed(der)?;
    if Digest::of(claimed.content()) != content {
        return Err(Error::ContentChanged);
    }
    let trust = understand(claimed.content())?;
    check_own_roots(&claimed, &trust)?;
    Ok(trust)
}

impl TrustInHand {
    /// Returns what the roots have signed.
    pub fn content(&self) -> &Trust {
        &self.content
    }

    /// Returns the digest of the content's exact bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Returns the roots.
    pub fn roots(&self) -> &[Certificate] {
        &self.roots
    }

    /// Returns the publishers, past ones too, with their certificates.
    pub fn publishers(&self) -> &[(Certificate, TrustedPublisher)] {
        &self.publishers
    }

    /// Finds a publisher by its certificate.
    pub(crate) fn publisher(&self, own: &Certificate) -> Result<&TrustedPublisher, Error> {
        let found = self.publishers.iter().find(|(listed, _)| listed == own);
        let found = found.map(|(_, publisher)| publisher);
        found.ok_or_else(|| Error::UnknownPublisher(own.subject()))
    }
}

fn check_known_roots(claimed: &Claimed, roots: &[Certificate], needed: usize) -> Result<(), Error> {
    match claimed.count_signed(roots)? {
        0 => Err(Error::NoKnownRoot(roots.len())),
        signed if signed < needed => Err(Error::TooFewRoots { signed, needed }),
        _ => Ok(()),
    }
}

fn check_own_roots(claimed: &Claimed, trust: &TrustInHand) -> Result<(), Error> {
    let needed = trust.content.threshold;
    match claimed.count_signed(&trust.roots)? {
        0 => Err(Error::OldRootsOnly { needed }),
        signed if signed < needed => Err(Error::TooFewNewRoots { signed, needed }),
        _ => Ok(()),
    }
}

fn check_succession(current: &TrustInHand, next: &TrustInHand) -> Result<(), Error> {
    let (old, new) = (&current.content, &next.content);
    let (found, expected) = (new.handbook, old.handbook);
    if found != expected {
        return Err(Error::OtherHandbook { found, expected });
    }
    let (found, current) = (new.number, old.number);
    if found == current {
        return Err(Error::TwoTrusts(found));
    }
    if found < current {
        return Err(Error::TrustRollback { found, current });
    }
    if found - current > 1 {
        let expected = current + 1;
        return Err(Error::TrustSkipped { found, expected });
    }
    let (found, current) = (new.epoch, old.epoch);
    match found < current {
        true => Err(Error::EpochBack { found, current }),
        false => Ok(()),
    }
}

/// Reads a trust's content and certificates, and refuses contradictions.
fn understand(content: &[u8]) -> Result<TrustInHand, Error> {
    let digest = Digest::of(content);
    let content = Trust::from_json(content)?;
    if content.roots.len() > MOST_ROOTS {
        return Err(Error::UnfitTrust("it names more than 8 roots"));
    }
    if content.number == 0 {
        return Err(Error::UnfitTrust("its number is 0"));
    }
    let roots = content.roots.iter().map(|pem| Certificate::from_pem(pem));
    let roots = roots.collect::<Result<Vec<_>, _>>()?;
    check_threshold(content.threshold, roots.len())?;
    check_roots(&roots)?;
    let publishers = read_publishers(&content)?;
    Ok(TrustInHand {
        content,
        digest,
        roots,
        publishers,
    })
}

fn check_threshold(threshold: usize, roots: usize) -> Result<(), Error> {
    match (1..=roots).contains(&threshold) {
        true => Ok(()),
        false => Err(Error::UnfitThreshold { threshold, roots }),
    }
}

fn read_publishers(content: &Trust) -> Result<Vec<(Certificate, TrustedPublisher)>, Error> {
    let mut publishers: Vec<(Certificate, TrustedPublisher)> = Vec::new();
    for publisher in &content.publishers {
        let own = Certificate::from_pem(&publisher.certificate)?;
        if publishers.iter().any(|(other, _)| *other == own) {
            return Err(Error::UnfitTrust("it names a publisher twice"));
        }
        let until = publisher.until_edition;
        if until.is_some_and(|until| until < publisher.from_edition) {
            return Err(Error::UnfitTrust("a publisher ends before it begins"));
        }
        publishers.push((own, publisher.clone()));
    }
    match publishers.iter().any(|(_, publisher)| is_in_use(publisher)) {
        true => Ok(publishers),
        false => Err(Error::NoPublisher),
    }
}

/// Tells whether a publisher may still sign anything new.
fn is_in_use(publisher: &TrustedPublisher) -> bool {
    publisher.until_edition.is_none() && publisher.only.is_none()
}
