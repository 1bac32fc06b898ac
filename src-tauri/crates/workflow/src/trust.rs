//! Who may publish, as the roots have signed it, and where copies of the roots' keys are.

use std::path::Path;

use depot::Depot;
use handbook::{Digest, EditionMark, Handbook, Trust, TrustedPublisher};
use signing::{Certificate, Key, SealedKey, Signatory, TrustInHand};
use store::Workspace;

use crate::receive::MOST_SIGNATURE;
use crate::{Error, Now, Refusal};

/// How many places a root's key must have been seen in, where one root is enough to sign.
const COPIES: usize = 2;

/// Returns the newest trust of a workspace, its publisher's or its branch's.
pub(crate) fn trust_in_hand(workspace: &Workspace) -> Result<Option<TrustInHand>, Error> {
    let last = workspace.last_trust()?;
    let resumed = last.map(|trust| signing::resume_trust(&trust.der, trust.content));
    Ok(resumed.transpose()?)
}

/// Returns the newest trust; there is one as soon as the organisation has roots of its own.
pub(crate) fn expect_trust(workspace: &Workspace) -> Result<TrustInHand, Error> {
    trust_in_hand(workspace)?.ok_or(Error::NoTrust)
}

/// Tells whether the publisher's key that is here may sign something new.
pub(crate) fn is_in_use(workspace: &Workspace) -> Result<bool, Error> {
    let (Some(trust), Some(own)) = (trust_in_hand(workspace)?, workspace.identity()?) else {
        return Ok(true);
    };
    let own = own.publishers.first();
    let is_own = |certificate: &Certificate| own.is_some_and(|own| own == certificate.as_der());
    let is_free =
        |listed: &TrustedPublisher| listed.until_edition.is_none() && listed.only.is_none();
    let mut all = trust.publishers().iter();
    Ok(all.any(|(certificate, listed)| is_own(certificate) && is_free(listed)))
}

/// Refuses a depot whose roots have signed another trust under the number of the newest one here.
pub(crate) fn refuse_other_trust(depot: &dyn Depot, trust: &TrustInHand) -> Result<(), Error> {
    let key = depot::Key::trust(trust.content().number);
    let der = match depot::read_bytes(depot, &key, MOST_SIGNATURE) {
        Ok(der) => der,
        // Whatever lies there is put again.
        Err(error) if error.is_spoilt() => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    match signing::next_trust(trust, &der) {
        Err(error @ signing::Error::TwoTrusts(_)) => Err(Refusal::from(error).into()),
        // What the roots have not signed is a prank.
        _ => Ok(()),
    }
}

/// Signs and keeps the first trust, or the next one, in which `publisher` goes on from the next
/// edition. With `is_stolen`, nothing of the publishers before counts but the editions known here.
pub(crate) fn add_trust(
    workspace: &mut Workspace,
    roots: &[(Key, Certificate)],
    publisher: &Signatory,
    is_stolen: bool,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let trust = match trust_in_hand(workspace)? {
        None => first(&workspace.handbook()?, roots, publisher, at),
        Some(current) => next(workspace, &current, publisher, is_stolen, at)?,
    };
    let der = signing::write_trust(&trust, roots)?;
    let content = Digest::of(trust.to_json().as_bytes());
    workspace.add_trust(trust.number, content, &der, actor, at)?;
    Ok(())
}

/// Signs and keeps the next trust, which has other roots; the old ones vouch for them.
pub(crate) fn replace_roots(
    workspace: &mut Workspace,
    old: Vec<(Key, Certificate)>,
    new: Vec<(Key, Certificate)>,
    publisher: &Signatory,
    actor: &str,
    at: jiff::Timestamp,
) -> Result<(), Error> {
    let current = expect_trust(workspace)?;
    let trust = Trust {
        threshold: threshold(new.len()),
        roots: new.iter().map(|(_, root)| root.to_pem()).collect(),
        ..next(workspace, &current, publisher, false, at)?
    };
    let signers: Vec<_> = old.into_iter().chain(new).collect();
    let der = signing::write_trust(&trust, &signers)?;
    // Branches ask the same: enough of the roots that they know.
    signing::next_trust(&current, &der)?;
    let content = Digest::of(trust.to_json().as_bytes());
    Ok(workspace.add_trust(trust.number, content, &der, actor, at)?)
}

fn first(
    handbook: &Handbook,
    roots: &[(Key, Certificate)],
    publisher: &Signatory,
    at: jiff::Timestamp,
) -> Trust {
    Trust {
        format: Trust::FORMAT,
        handbook: handbook.id,
        number: 1,
        epoch: 1,
        threshold: threshold(roots.len()),
        roots: roots.iter().map(|(_, root)| root.to_pem()).collect(),
        publishers: vec![listed(publisher, 1)],
        issued_at: at,
    }
}

/// Returns how many of `roots` must sign: the majority.
fn threshold(roots: usize) -> usize {
    roots / 2 + 1
}

fn next(
    workspace: &Workspace,
    current: &TrustInHand,
    publisher: &Signatory,
    is_stolen: bool,
    at: jiff::Timestamp,
) -> Result<Trust, Error> {
    let editions = edition_marks(workspace)?;
    let last = editions.last().map_or(0, |mark| mark.edition);
    let before = current.content().clone();
    let genuine: Vec<Digest> = editions.iter().map(|mark| mark.sha256).collect();
    let past = before.publishers.into_iter().map(|past| TrustedPublisher {
        until_edition: Some(past.until_edition.unwrap_or(last)),
        only: match is_stolen && past.until_edition.is_none() {
            true => Some(genuine.clone()),
            false => past.only,
        },
        ..past
    });
    // Whoever never signed an edition has nothing to be believed for.
    let mut publishers: Vec<_> = past
        .filter(|past| past.until_edition >= Some(past.from_edition))
        .collect();
    publishers.push(listed(publisher, last + 1));
    Ok(Trust {
        number: before.number + 1,
        epoch: before.epoch + u32::from(is_stolen),
        publishers,
        issued_at: at,
        ..before
    })
}

fn listed(publisher: &Signatory, from_edition: u32) -> TrustedPublisher {
    TrustedPublisher {
        certificate: publisher.certificate().to_pem(),
        from_edition,
        until_edition: None,
        only: None,
    }
}

/// Lists the edition files that were issued here, the oldest first.
pub(crate) fn edition_marks(workspace: &Workspace) -> Result<Vec<EditionMark>, Error> {
    let mut marks = Vec::new();
    for edition in workspace.edition_heads()? {
        let files = workspace.edition_files(edition.number)?;
        let file = files.iter().find(|file| file.name.ends_with(".edition"));
        marks.extend(file.map(|file| EditionMark {
            edition: edition.number,
            sha256: file.digest,
            length: file.length,
        }));
    }
    Ok(marks)
}

/// Opens the roots' sealed keys and finds the certificate that each belongs to.
pub(crate) fn open_roots(
    sealed: &[&str],
    certificates: &[Certificate],
    passphrase: &str,
) -> Result<Vec<(Key, Certificate)>, Error> {
    let open = |pem: &&str| {
        let key = signing::open_key(&SealedKey::from_text(*pem), passphrase)?;
        let mut of_key = certificates.iter();
        let own = of_key.find(|certificate| key.is_of(certificate));
        let own = own.cloned().ok_or(Error::NotARootKey)?;
        Ok((key, own))
    };
    sealed.iter().map(open).collect()
}

/// Names the setting that tells how a root's sealed key can be recognised.
fn recognised_by(root: &Certificate) -> String {
    format!("root key {}", root.fingerprint())
}

/// Notes how the file of a root's sealed key can be recognised later, and that it is at `path`.
pub(crate) fn note_root_key(
    workspace: &mut Workspace,
    root: &Certificate,
    sealed: &SealedKey,
    path: &Path,
    actor: &str,
    at: jiff::Timestamp,
) -> Result<(), Error> {
    let digest = Digest::of(sealed.as_text().as_bytes()).to_string();
    workspace.set_setting(&recognised_by(root), Some(&digest))?;
    let place = path.display().to_string();
    Ok(workspace.add_root_copy(root.fingerprint(), &place, actor, at)?)
}

/// Notes that a copy of a root's sealed key is at `path`, and returns the root's fingerprint.
///
/// Refuses a file that is not a root's key, and a place that is noted already.
pub fn confirm_root_copy(
    workspace: &mut Workspace,
    path: &Path,
    actor: &str,
    now: &Now,
) -> Result<Digest, Error> {
    let trust = expect_trust(workspace)?;
    let place = root_of_key(workspace, path)?.ok_or(Error::NotARootKey)?;
    let root = trust.roots()[place].fingerprint();
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let place = place.display().to_string();
    let mut copies = workspace.root_copies()?.into_iter();
    if copies.any(|copy| copy.root == root && copy.place == place) {
        return Err(Error::SameRootCopy(place));
    }
    workspace.add_root_copy(root, &place, actor, now.at)?;
    Ok(root)
}

/// Recognises the file of a root's sealed key without opening it: returns the root's place in the
/// newest trust.
pub fn root_of_key(workspace: &Workspace, path: &Path) -> Result<Option<usize>, Error> {
    let bytes = std::fs::read(path).map_err(|cause| Error::Unreadable {
        path: path.to_path_buf(),
        cause,
    })?;
    let digest = Digest::of(&bytes).to_string();
    for (place, root) in expect_trust(workspace)?.roots().iter().enumerate() {
        if workspace.setting(&recognised_by(root))?.as_deref() == Some(&digest) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Returns the fingerprints of the roots that a workspace believes: a branch's, or a publisher's
/// own.
pub fn known_roots(workspace: &Workspace) -> Result<Vec<Digest>, Error> {
    let trust = trust_in_hand(workspace)?;
    let roots = trust.iter().flat_map(TrustInHand::roots);
    Ok(roots.map(Certificate::fingerprint).collect())
}

/// Tells whether the loss of one place would leave enough roots to go on.
pub fn roots_are_safe(workspace: &Workspace) -> Result<bool, Error> {
    let trust = expect_trust(workspace)?;
    let copies = workspace.root_copies()?;
    let count = |root: &Certificate| {
        let own = copies.iter().filter(|copy| copy.root == root.fingerprint());
        own.count()
    };
    // Of several roots one may be lost; of a single one nothing may.
    let needed = if trust.roots().len() > 1 { 1 } else { COPIES };
    Ok(trust.roots().iter().all(|root| count(root) >= needed))
}

/// Refuses to begin with branches while the loss of one place would lose the organisation's root.
pub(crate) fn expect_safe_roots(workspace: &Workspace) -> Result<(), Error> {
    match roots_are_safe(workspace)? {
        true => Ok(()),
        false => Err(Error::RootNotCopied),
    }
}
