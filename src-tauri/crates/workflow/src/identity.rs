//! The organisation's signing identity: a root kept offline, and the publisher's key under it.

use std::path::{Path, PathBuf};

use handbook::Digest;
use jiff::Timestamp;
use serde::Serialize;
use signing::{Certificate, Key, SealedKey, Signatory};
use store::Workspace;

use crate::collect::expect_publisher;
use crate::{Error, Now, trust};

/// What can be told of the identity without opening its key.
#[derive(Debug, Clone, Serialize)]
pub struct Identity {
    /// The publisher, as its certificate names it.
    pub publisher: String,
    /// The root, as its certificate names it.
    pub root: String,
    /// The digest of the publisher's certificate.
    pub publisher_digest: Digest,
    /// The digest of the root's certificate: what others compare.
    pub root_digest: Digest,
    /// When the publisher's certificate begins to hold.
    pub holds_from: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
    /// The root's certificate, as PEM.
    pub root_pem: String,
    /// The publisher's certificate, as PEM.
    pub publisher_pem: String,
}

/// Where a new root's files were written.
#[derive(Debug, Clone, Serialize)]
pub struct RootFiles {
    /// The root's certificate: public, to be handed to everyone who verifies.
    pub certificate: PathBuf,
    /// The root's sealed private key: to be copied to two sticks and then removed.
    pub key: PathBuf,
}

/// The root's name in its certificate.
const ROOT_NAME: &str = "Handbook root";

/// How many roots an organisation has, and how many of them must sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roots {
    /// One root.
    One,
    /// Three roots, of which any two must sign.
    TwoOfThree,
}

/// Makes roots, a publisher's key under the first of them, and the first trust, which they sign.
/// The roots' files go into `folder`, all sealed with `passphrase`.
pub fn make_identity(
    workspace: &mut Workspace,
    name: &str,
    passphrase: &str,
    roots: Roots,
    folder: &Path,
    now: &mut Now,
) -> Result<Vec<RootFiles>, Error> {
    expect_publisher(workspace)?;
    refuse_second_identity(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let roots = make_roots(workspace, roots, now)?;
    let (root_key, root) = &roots[0];
    let publisher = signing::make_publisher(root_key, root, name, at, &mut now.random)?;
    let identity = identity(&publisher, passphrase, now)?;
    // The roots' files first: an identity whose root is nowhere could never be renewed.
    let files = write_roots(workspace, &roots, passphrase, folder, name, now)?;
    workspace.save_identity(&identity, name, at)?;
    trust::add_trust(workspace, &roots, &publisher, false, name, now)?;
    Ok(files)
}

/// Makes roots for an organisation whose publisher's key was taken over from elsewhere, and the
/// first trust, which names that key.
pub fn found_trust(
    workspace: &mut Workspace,
    passphrase: &str,
    roots: Roots,
    folder: &Path,
    now: &mut Now,
) -> Result<Vec<RootFiles>, Error> {
    if workspace.last_trust()?.is_some() {
        return Err(Error::TrustExists);
    }
    let publisher = open_signatory(workspace, passphrase, now.at)?;
    let actor = publisher.certificate().subject();
    let roots = make_roots(workspace, roots, now)?;
    let files = write_roots(workspace, &roots, passphrase, folder, &actor, now)?;
    trust::add_trust(workspace, &roots, &publisher, false, &actor, now)?;
    Ok(files)
}

/// Replaces the roots: makes others, a publisher's key under them, and the next trust, which the
/// old roots sign as well, so that branches follow without joining anew.
pub fn replace_roots(
    workspace: &mut Workspace,
    name: &str,
    root_keys: &[&str],
    passphrase: &str,
    roots: Roots,
    folder: &Path,
    now: &mut Now,
) -> Result<Vec<RootFiles>, Error> {
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let trust = trust::expect_trust(workspace)?;
    let old = trust::open_roots(root_keys, trust.roots(), passphrase)?;
    let (signed, needed) = (old.len(), trust.content().threshold);
    if signed < needed {
        return Err(signing::Error::TooFewRoots { signed, needed }.into());
    }
    let new = make_roots(workspace, roots, now)?;
    let (key, root) = &new[0];
    let publisher = signing::make_publisher(key, root, name, at, &mut now.random)?;
    let identity = identity(&publisher, passphrase, now)?;
    let files = write_roots(workspace, &new, passphrase, folder, name, now)?;
    trust::replace_roots(workspace, old, new, &publisher, name, at)?;
    workspace.save_identity(&identity, name, at)?;
    Ok(files)
}

fn make_roots(
    workspace: &Workspace,
    roots: Roots,
    now: &mut Now,
) -> Result<Vec<(Key, Certificate)>, Error> {
    let organisation = organisation(workspace)?;
    let names = match roots {
        Roots::One => vec![ROOT_NAME.to_string()],
        Roots::TwoOfThree => (1..=3).map(|n| format!("{ROOT_NAME} {n}")).collect(),
    };
    let made = names
        .iter()
        .map(|name| signing::make_root(&organisation, name, now.at, &mut now.random));
    Ok(made.collect::<Result<_, _>>()?)
}

/// Writes every root's certificate and sealed key, and notes how each key's file is recognised.
fn write_roots(
    workspace: &mut Workspace,
    roots: &[(Key, Certificate)],
    passphrase: &str,
    folder: &Path,
    actor: &str,
    now: &mut Now,
) -> Result<Vec<RootFiles>, Error> {
    let mut sealed = Vec::new();
    for (key, root) in roots {
        let key = signing::seal_key(key, passphrase, &mut now.random)?;
        sealed.push((root.to_pem(), key));
    }
    let files: Vec<(String, &[u8])> = sealed
        .iter()
        .enumerate()
        .flat_map(|(place, (root, key))| {
            let number = match roots.len() {
                1 => String::new(),
                _ => format!("-{}", place + 1),
            };
            [
                (format!("root{number}.pem"), root.as_bytes()),
                (format!("root{number}-key.pem"), key.as_text().as_bytes()),
            ]
        })
        .collect();
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let paths = depot::stage(&folder, &files)?.publish()?;
    let mut written = Vec::new();
    for (pair, ((_, root), (_, key))) in paths.chunks(2).zip(roots.iter().zip(&sealed)) {
        trust::note_root_key(workspace, root, key, &pair[1], actor, now.at)?;
        written.push(RootFiles {
            certificate: pair[0].clone(),
            key: pair[1].clone(),
        });
    }
    Ok(written)
}

/// What happened to the publisher's key that is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldKey {
    /// It expired, or is lost: what it signed stays good.
    Retired,
    /// Somebody else has it: only the editions that are known here stay good.
    Stolen,
}

/// Makes a new publisher's key under the roots that the workspace already has, and the next
/// trust, which those roots sign.
pub fn renew_identity(
    workspace: &mut Workspace,
    name: &str,
    root_keys: &[&str],
    passphrase: &str,
    old: OldKey,
    now: &mut Now,
) -> Result<(), Error> {
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let known = workspace.identity()?.ok_or(Error::NoIdentity)?;
    let certificates = match trust::trust_in_hand(workspace)? {
        Some(trust) => trust.roots().to_vec(),
        None => vec![Certificate::from_der(&known.root)?],
    };
    let roots = trust::open_roots(root_keys, &certificates, passphrase)?;
    let (root_key, root) = roots.first().ok_or(Error::NotARootKey)?;
    let publisher = signing::make_publisher(root_key, root, name, at, &mut now.random)?;
    let identity = identity(&publisher, passphrase, now)?;
    let is_stolen = old == OldKey::Stolen;
    trust::add_trust(workspace, &roots, &publisher, is_stolen, name, now)?;
    workspace.save_identity(&identity, name, at)?;
    Ok(())
}

/// Takes an identity over from a PKCS#12 file, sealed anew with `passphrase`.
pub fn import_identity(
    workspace: &mut Workspace,
    pkcs12: &[u8],
    file_passphrase: &str,
    passphrase: &str,
    now: &mut Now,
) -> Result<(), Error> {
    refuse_second_identity(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let publisher = signing::read_pkcs12(pkcs12, file_passphrase)?;
    let identity = identity(&publisher, passphrase, now)?;
    workspace.save_identity(&identity, &identity.name, at)?;
    Ok(())
}

/// Tells whose identity it is and until when it holds.
pub fn show_identity(workspace: &Workspace) -> Result<Identity, Error> {
    let known = workspace.identity()?.ok_or(Error::NoIdentity)?;
    let root = Certificate::from_der(&known.root)?;
    let publisher = chain(&known)?.remove(0);
    Ok(Identity {
        publisher: publisher.subject(),
        root: root.subject(),
        publisher_digest: publisher.fingerprint(),
        root_digest: root.fingerprint(),
        holds_from: publisher.valid_from(),
        expires_at: publisher.valid_until(),
        root_pem: root.to_pem(),
        publisher_pem: publisher.to_pem(),
    })
}

/// Returns the root's certificate.
pub fn root(workspace: &Workspace) -> Result<Certificate, Error> {
    let known = workspace.identity()?.ok_or(Error::NoIdentity)?;
    Ok(Certificate::from_der(&known.root)?)
}

/// Writes the root's public certificate, or the publisher's, as PEM.
pub fn export_certificate(
    workspace: &Workspace,
    is_publisher: bool,
    path: &Path,
) -> Result<(), Error> {
    let identity = show_identity(workspace)?;
    let pem = if is_publisher {
        identity.publisher_pem
    } else {
        identity.root_pem
    };
    Ok(depot::write_file(path, pem.as_bytes())?)
}

/// Writes the root's and the publisher's certificates and the publisher's sealed key into a
/// folder. The key stays sealed with its passphrase; the root's key is not in the workspace.
pub fn back_up_identity(workspace: &Workspace, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let known = workspace.identity()?.ok_or(Error::NoIdentity)?;
    let identity = show_identity(workspace)?;
    let files = [
        ("root.pem".into(), identity.root_pem.as_bytes()),
        ("publisher.pem".into(), identity.publisher_pem.as_bytes()),
        ("publisher-key.pem".into(), known.sealed_key.as_bytes()),
    ];
    Ok(depot::stage(folder, &files)?.publish()?)
}

/// Opens the publisher's key, and refuses where its certificate does not hold at `at`.
pub(crate) fn open_signatory(
    workspace: &Workspace,
    passphrase: &str,
    at: Timestamp,
) -> Result<Signatory, Error> {
    let known = workspace.identity()?.ok_or(Error::NoIdentity)?;
    let chain = chain(&known)?;
    let (from, to) = (chain[0].valid_from(), chain[0].valid_until());
    if at < from || at > to {
        return Err(Error::NotValidNow { from, to, now: at });
    }
    let key = signing::open_key(&SealedKey::from_text(&known.sealed_key), passphrase);
    let key: Key = key.map_err(|error| match error {
        signing::Error::WrongPassphrase => Error::WrongPassphrase,
        other => other.into(),
    })?;
    if !trust::is_in_use(workspace)? {
        return Err(Error::KeyOutOfUse);
    }
    Ok(Signatory::new(key, chain)?)
}

/// Returns the certificates from the publisher's to the root's; never empty.
fn chain(identity: &store::Identity) -> Result<Vec<Certificate>, Error> {
    let ders = identity.publishers.iter().chain([&identity.root]);
    Ok(ders
        .map(|der| Certificate::from_der(der))
        .collect::<Result<_, _>>()?)
}

fn refuse_second_identity(workspace: &Workspace) -> Result<(), Error> {
    let Some(known) = workspace.identity()? else {
        return Ok(());
    };
    let root = Certificate::from_der(&known.root)?;
    Err(Error::IdentityExists(root.fingerprint().fingerprint()))
}

/// Returns the organisation's name, cut to the 64 characters that a certificate can hold.
fn organisation(workspace: &Workspace) -> Result<String, Error> {
    let handbook = workspace.handbook()?;
    let is_named = !handbook.organisation.is_empty();
    let name = if is_named {
        handbook.organisation
    } else {
        handbook.title
    };
    Ok(name.chars().take(64).collect::<String>().trim().to_string())
}

fn identity(
    signatory: &Signatory,
    passphrase: &str,
    now: &mut Now,
) -> Result<store::Identity, Error> {
    let [publishers @ .., root] = signatory.chain() else {
        unreachable!("a signatory has a root");
    };
    Ok(store::Identity {
        name: signatory.certificate().subject(),
        root: root.as_der().to_vec(),
        publishers: publishers
            .iter()
            .map(|certificate| certificate.as_der().to_vec())
            .collect(),
        sealed_key: signing::seal_key(signatory.key(), passphrase, &mut now.random)?
            .as_text()
            .to_string(),
    })
}
