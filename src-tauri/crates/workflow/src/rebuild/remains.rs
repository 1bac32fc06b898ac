//! A new workspace, made from what is left when the old one is lost altogether: the depot, the
//! roots' keys, and the publisher's saved key.

use std::path::{Path, PathBuf};

use depot::Depot;
use signing::{Certificate, SealedKey, Signatory, TrustInHand};
use store::{Identity, Workspace};

use super::{editions, rebuild};
use crate::outgoing::read_latest;
use crate::progress::Tell;
use crate::receive::{MOST_SIGNATURE, next_trust};
use crate::trust::note_root_key;
use crate::{Error, Now, RebuildReport};

/// What is left of an organisation's keys.
#[derive(Debug, Clone)]
pub struct Remains<'a> {
    /// The root's certificate, as PEM: what is believed.
    pub root: &'a str,
    /// The publisher's certificate, as PEM.
    pub publisher: &'a str,
    /// The publisher's sealed key, as PEM.
    pub publisher_key: &'a str,
    /// The files of the roots' sealed keys, with their places.
    pub root_keys: &'a [(PathBuf, String)],
    /// Opens all of the keys.
    pub passphrase: &'a str,
    /// The depot's address, to be kept.
    pub address: &'a str,
}

/// Makes a workspace at `path` from a depot and the keys that are left. Where that fails, nothing
/// is left behind.
pub fn rebuild_from_remains(
    path: &Path,
    depot: &dyn Depot,
    remains: &Remains,
    actor: &str,
    now: &Now,
    progress: &mut Tell<'_>,
) -> Result<RebuildReport, Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = tempfile::tempdir_in(folder.unwrap_or(Path::new("."))).map_err(|cause| {
        Error::Unreadable {
            path: path.to_path_buf(),
            cause,
        }
    })?;
    let unfinished = folder.path().join("new");
    let found = found(&unfinished, depot, remains, actor, now);
    let mut workspace = found.map_err(super::refused)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let report = rebuild(&mut workspace, depot, &name, actor, now, progress)?;
    workspace.backup(path, &mut |_, _| true)?;
    Ok(report)
}

/// Makes the workspace of the handbook that the depot holds, with the keys and the trusts.
fn found(
    path: &Path,
    depot: &dyn Depot,
    remains: &Remains,
    actor: &str,
    now: &Now,
) -> Result<Workspace, Error> {
    let identity = identity(remains)?;
    let root = Certificate::from_pem(remains.root)?;
    let trusts = trusts(depot, &root)?;
    let (trust, _) = trusts.last().ok_or(Error::NothingToRebuild)?;
    let der = read_latest(depot)?.ok_or(Error::NothingToRebuild)?;
    let latest = signing::verify_latest(&der, trust)?.content;
    let newest = latest.newest().ok_or(Error::NothingToRebuild)?;
    let newest = editions::fetch(trust, depot, &newest, &latest, now.at)?;
    let mut workspace = Workspace::create(path, &newest.sheet.handbook, actor, now.at)?;
    workspace.save_identity(&identity, actor, now.at)?;
    for (trust, der) in &trusts {
        workspace.add_trust(trust.content().number, trust.digest(), der, actor, now.at)?;
    }
    for (place, pem) in remains.root_keys {
        let sealed = SealedKey::from_text(pem.as_str());
        let key = signing::open_key(&sealed, remains.passphrase)?;
        let mut roots = trust.roots().iter();
        let root = roots.find(|root| key.is_of(root));
        let root = root.ok_or(Error::NotARootKey)?;
        note_root_key(&mut workspace, root, &sealed, place, actor, now.at)?;
    }
    crate::set_depot(&mut workspace, Some(remains.address), actor, now)?;
    Ok(workspace)
}

/// Follows the chain of trusts from its first link, which the root must have signed.
fn trusts(depot: &dyn Depot, root: &Certificate) -> Result<Vec<(TrustInHand, Vec<u8>)>, Error> {
    let der = match depot::read_bytes(depot, &depot::Key::trust(1), MOST_SIGNATURE) {
        Ok(der) => der,
        Err(depot::Error::Missing(_)) => return Err(Error::NothingToRebuild),
        Err(error) => return Err(error.into()),
    };
    let first = signing::begin_trust(&der, std::slice::from_ref(root), 1)?;
    let mut trusts = vec![(first.clone(), der)];
    let mut last = first;
    while let Some((next, der)) = next_trust(depot, &last)? {
        trusts.push((next.clone(), der));
        last = next;
    }
    Ok(trusts)
}

/// Takes up the publisher's key, which must open and be the certificate's.
fn identity(remains: &Remains) -> Result<Identity, Error> {
    let root = Certificate::from_pem(remains.root)?;
    let publisher = Certificate::from_pem(remains.publisher)?;
    let sealed = SealedKey::from_text(remains.publisher_key);
    let key = signing::open_key(&sealed, remains.passphrase).map_err(|error| match error {
        signing::Error::WrongPassphrase => Error::WrongPassphrase,
        other => other.into(),
    })?;
    let signatory = Signatory::new(key, vec![publisher.clone(), root.clone()])?;
    Ok(Identity {
        name: signatory.certificate().subject(),
        root: root.as_der().to_vec(),
        publishers: vec![publisher.as_der().to_vec()],
        sealed_key: remains.publisher_key.to_string(),
    })
}
