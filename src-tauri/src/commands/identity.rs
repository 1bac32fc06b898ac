//! The organisation's signing identity.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::{State, WebviewWindow};
use workflow::{Error, OldKey, Roots};

use crate::desk::Desk;
use crate::machine::{self, ChooserWords};
use crate::problems::Problem;
use crate::views::IdentityView;

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
    /// Somebody else has the old key.
    #[serde(default)]
    is_stolen: bool,
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
    let roots = match two_of_three {
        true => Roots::TwoOfThree,
        false => Roots::One,
    };
    desk.act(|workspace, now| {
        workflow::make_identity(workspace, name, passphrase, roots, folder, now).map(drop)
    })?;
    expect(&desk)
}

/// Lets the user choose the roots' key files and makes a new publisher's key with them.
#[tauri::command(async)]
pub fn renew_identity(
    desk: State<'_, Desk>,
    window: WebviewWindow,
    order: NewPublisher,
    words: ChooserWords,
) -> Result<Option<IdentityView>, Problem> {
    let Some(paths) = machine::choose_files(&window, &words, &["pem"]) else {
        return Ok(None);
    };
    let keys = paths.iter().map(|path| read(path));
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    let keys: Vec<_> = keys
        .iter()
        .map(|key| String::from_utf8_lossy(key))
        .collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let old = match order.is_stolen {
        true => OldKey::Stolen,
        false => OldKey::Retired,
    };
    let NewPublisher {
        name, passphrase, ..
    } = &order;
    desk.act(|workspace, now| {
        workflow::renew_identity(workspace, name, &keys, passphrase, old, now)
    })?;
    expect(&desk).map(Some)
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
    desk.read(|workspace| match workflow::show_identity(workspace) {
        Ok(identity) => Ok(Some(IdentityView::at(identity, machine::now()))),
        Err(Error::NoIdentity) => Ok(None),
        Err(error) => Err(error),
    })
}

fn expect(desk: &Desk) -> Result<IdentityView, Problem> {
    let shown = desk.read(workflow::show_identity)?;
    Ok(IdentityView::at(shown, machine::now()))
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let path = path.to_path_buf();
    fs::read(&path).map_err(|cause| Problem::of(&Error::Unreadable { path, cause }))
}
