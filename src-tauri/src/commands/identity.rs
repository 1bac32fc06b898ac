//! The organisation's signing identity.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::{State, WebviewWindow};
use workflow::{Error, OldKey, Roots, Workspace};

use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::problems::Problem;
use crate::views::{IdentityView, RootKeyFile};

/// A new identity: who signs, with which passphrase, and where the root's files go.
#[derive(Deserialize)]
pub struct NewIdentity {
    name: String,
    passphrase: String,
    folder: PathBuf,
    /// Three roots, of which any two must sign.
    #[serde(default)]
    two_of_three: bool,
}

/// A new publisher's key under the same roots.
#[derive(Deserialize)]
pub struct NewPublisher {
    name: String,
    passphrase: String,
    /// The files of the roots' sealed keys.
    root_keys: Vec<PathBuf>,
    /// Somebody else has the old key.
    #[serde(default)]
    is_stolen: bool,
}

/// Other roots in place of those that exist, and a publisher's key under them.
#[derive(Deserialize)]
pub struct NewRoots {
    name: String,
    passphrase: String,
    /// The files of the old roots' sealed keys.
    root_keys: Vec<PathBuf>,
    /// Three roots, of which any two must sign; else one.
    two_of_three: bool,
    /// Where the new roots' files go.
    folder: PathBuf,
}

/// The passphrases of a PKCS#12 file: its own, and the one that seals the key here.
#[derive(Deserialize)]
pub struct Passphrases {
    file_passphrase: String,
    passphrase: String,
}

/// Reads the identity; nothing when there is none.
#[tauri::command(async)]
pub fn read_identity(desk: State<'_, Desk>) -> Result<Option<IdentityView>, Problem> {
    identity(&desk)
}

/// Makes a root and a publisher's key.
#[tauri::command(async)]
pub fn make_identity(desk: State<'_, Desk>, order: NewIdentity) -> Result<IdentityView, Problem> {
    let NewIdentity {
        name,
        passphrase,
        folder,
        two_of_three,
    } = &order;
    let roots = roots(*two_of_three);
    desk.act(|workspace, now| {
        workflow::make_identity(workspace, name, passphrase, roots, folder, now).map(drop)
    })?;
    expect(&desk)
}

/// Lets the user choose the file of a root's sealed key, and tells which root's it is.
#[tauri::command(async)]
pub fn choose_root_key(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<RootKeyFile>, Problem> {
    let Some(path) = machine::choose_file(&window, &words, &["pem"]) else {
        return Ok(None);
    };
    let root = desk.read(|workspace| workflow::root_of_key(workspace, &path))?;
    let path = path.display().to_string();
    Ok(Some(RootKeyFile { path, root }))
}

/// Makes a new publisher's key with the roots' keys.
#[tauri::command(async)]
pub fn renew_identity(desk: State<'_, Desk>, order: NewPublisher) -> Result<IdentityView, Problem> {
    let keys = read_keys(&order.root_keys)?;
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let old = match order.is_stolen {
        true => OldKey::Stolen,
        false => OldKey::Retired,
    };
    let (name, passphrase) = (&order.name, &order.passphrase);
    desk.act(|workspace, now| {
        workflow::renew_identity(workspace, name, &keys, passphrase, old, now)
    })?;
    expect(&desk)
}

/// Makes other roots, which the old ones vouch for, and a publisher's key under them.
#[tauri::command(async)]
pub fn replace_roots(desk: State<'_, Desk>, order: NewRoots) -> Result<IdentityView, Problem> {
    let keys = read_keys(&order.root_keys)?;
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let roots = roots(order.two_of_three);
    let (name, passphrase, folder) = (&order.name, &order.passphrase, &order.folder);
    desk.act(|workspace, now| {
        workflow::replace_roots(workspace, name, &keys, passphrase, roots, folder, now).map(drop)
    })?;
    expect(&desk)
}

fn roots(is_two_of_three: bool) -> Roots {
    match is_two_of_three {
        true => Roots::TwoOfThree,
        false => Roots::One,
    }
}

fn read_keys(paths: &[PathBuf]) -> Result<Vec<String>, Problem> {
    let text = |path: &PathBuf| Ok(String::from_utf8_lossy(&read(path)?).into_owned());
    paths.iter().map(text).collect()
}

/// Lets the user choose a PKCS#12 file and takes the identity in it over.
#[tauri::command(async)]
pub fn import_identity(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    order: Passphrases,
    words: ChooserWords,
) -> Result<Option<IdentityView>, Problem> {
    let Some(path) = machine::choose_file(&window, &words, &["p12", "pfx"]) else {
        return Ok(None);
    };
    let bytes = read(&path)?;
    let Passphrases {
        file_passphrase,
        passphrase,
    } = &order;
    desk.act(|workspace, now| {
        workflow::import_identity(workspace, &bytes, file_passphrase, passphrase, now)
    })?;
    expect(&desk).map(Some)
}

/// Lets the user choose a folder and writes the certificates and the sealed key there.
#[tauri::command(async)]
pub fn back_up_identity(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    words: ChooserWords,
) -> Result<Option<Vec<String>>, Problem> {
    let Some(folder) = machine::choose_folder(&window, &words) else {
        return Ok(None);
    };
    let files = desk.read(|workspace| workflow::back_up_identity(workspace, &folder))?;
    Ok(Some(
        files
            .iter()
            .map(|file| file.display().to_string())
            .collect(),
    ))
}

/// Describes the identity at this moment.
pub fn identity(desk: &Desk) -> Result<Option<IdentityView>, Problem> {
    desk.read(|workspace| match shown(workspace) {
        Ok(identity) => Ok(Some(identity)),
        Err(Error::NoIdentity) => Ok(None),
        Err(error) => Err(error),
    })
}

fn expect(desk: &Desk) -> Result<IdentityView, Problem> {
    desk.read(shown)
}

fn shown(workspace: &Workspace) -> Result<IdentityView, Error> {
    Ok(IdentityView::at(
        workflow::show_identity(workspace)?,
        workflow::roots_view(workspace)?,
        workspace.editions()?,
        machine::now(),
    ))
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let path = path.to_path_buf();
    fs::read(&path).map_err(|cause| Problem::of(&Error::Unreadable { path, cause }))
}
