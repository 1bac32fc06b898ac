//! `key`: the organisation's signing identity.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use workflow::{Identity, OldKey, RootFiles, Roots};

use super::open;
use crate::args::Key;
use crate::machine::{user, with_now};
use crate::output::{Answer, json};
use crate::passphrase;
use crate::say;

pub fn run(key: &Key) -> Result<Answer> {
    match key {
        Key::New { root_out, .. } => match root_out {
            Some(folder) => new(key, folder),
            None => renew(key),
        },
        Key::Copy {
            workspace,
            file,
            by,
        } => copy(workspace, file, by.clone().unwrap_or_else(user)),
        Key::Roots {
            workspace,
            root_key,
            name,
            root_out,
            two_of_three,
            passphrase_file,
        } => {
            let file = passphrase_file.as_deref();
            let roots = roots(*two_of_three);
            match root_key.is_empty() {
                true => found(workspace, root_out, roots, file),
                false => replace(workspace, name, root_key, root_out, roots, file),
            }
        }
        Key::Import {
            workspace,
            file,
            file_passphrase_file,
            passphrase_file,
        } => {
            let files = [file_passphrase_file.as_deref(), passphrase_file.as_deref()];
            import(workspace, file, files)
        }
        Key::Show { workspace, json } => show(workspace, *json),
        Key::Backup { workspace, out } => back_up(workspace, out),
        Key::Export {
            workspace,
            out,
            publisher,
        } => export(workspace, out, *publisher),
    }
}

fn roots(is_two_of_three: bool) -> Roots {
    match is_two_of_three {
        true => Roots::TwoOfThree,
        false => Roots::One,
    }
}

fn new(key: &Key, folder: &Path) -> Result<Answer> {
    let Key::New {
        workspace,
        name,
        two_of_three,
        passphrase_file,
        ..
    } = key
    else {
        unreachable!("asked for a new key");
    };
    let (path, roots, file) = (workspace, roots(*two_of_three), passphrase_file.as_deref());
    let mut workspace = open(path)?;
    let passphrase = passphrase::read(file, true)?;
    let files = with_now(|now| {
        workflow::make_identity(&mut workspace, name, &passphrase, roots, folder, now)
    })?;
    print(&workflow::show_identity(&workspace)?);
    print_roots(&files);
    Ok(Answer::Fine)
}

fn found(path: &Path, folder: &Path, roots: Roots, file: Option<&Path>) -> Result<Answer> {
    let mut workspace = open(path)?;
    let passphrase = passphrase::read(file, false)?;
    let files =
        with_now(|now| workflow::found_trust(&mut workspace, &passphrase, roots, folder, now))?;
    print_roots(&files);
    Ok(Answer::Fine)
}

fn replace(
    path: &Path,
    name: &str,
    root_keys: &[PathBuf],
    folder: &Path,
    roots: Roots,
    file: Option<&Path>,
) -> Result<Answer> {
    let mut workspace = open(path)?;
    let pems = read_keys(root_keys)?;
    let pems: Vec<&str> = pems.iter().map(String::as_str).collect();
    let passphrase = passphrase::read(file, false)?;
    let files = with_now(|now| {
        workflow::replace_roots(&mut workspace, name, &pems, &passphrase, roots, folder, now)
    })?;
    print_roots(&files);
    say!("Branches follow with the next “plumbline sync” or parcel; none has to join anew.");
    Ok(Answer::Fine)
}

fn read_keys(files: &[PathBuf]) -> Result<Vec<String>> {
    let read = |file: &PathBuf| {
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
    };
    files.iter().map(read).collect()
}

fn print_roots(files: &[RootFiles]) {
    for root in files {
        say!("\nRoot certificate  {}", root.certificate.display());
        say!("Root key, sealed  {}", root.key.display());
    }
    say!(
        "Copy all of them to two sticks kept in two places, then remove the keys from this computer."
    );
    say!("Show one copy with “plumbline key copy” before branches join.");
    say!("Without the root key and its passphrase a lost publisher's key cannot be replaced.");
}

fn renew(key: &Key) -> Result<Answer> {
    let Key::New {
        workspace,
        name,
        root_key: root_keys,
        stolen,
        passphrase_file,
        ..
    } = key
    else {
        unreachable!("asked for a new key");
    };
    let (path, is_stolen, file) = (workspace, *stolen, passphrase_file.as_deref());
    let mut workspace = open(path)?;
    let pems = read_keys(root_keys)?;
    let pems: Vec<&str> = pems.iter().map(String::as_str).collect();
    let passphrase = passphrase::read(file, false)?;
    let old = if is_stolen {
        OldKey::Stolen
    } else {
        OldKey::Retired
    };
    with_now(|now| workflow::renew_identity(&mut workspace, name, &pems, &passphrase, old, now))?;
    print(&workflow::show_identity(&workspace)?);
    say!("Branches learn of it with the next “plumbline sync” or parcel.");
    Ok(Answer::Fine)
}

fn copy(path: &Path, file: &Path, by: String) -> Result<Answer> {
    let mut workspace = open(path)?;
    let root = with_now(|now| workflow::confirm_root_copy(&mut workspace, file, &by, now))?;
    say!(
        "A copy of the key of root {} is at {}.",
        root.fingerprint(),
        file.display()
    );
    match workflow::roots_are_safe(&workspace)? {
        true => say!("That is enough: branches can join."),
        false => say!("Another one is needed before branches join."),
    }
    Ok(Answer::Fine)
}

fn import(path: &Path, file: &Path, passphrases: [Option<&Path>; 2]) -> Result<Answer> {
    let mut workspace = open(path)?;
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let [of_file, own] = passphrases;
    let own_passphrase = passphrase::read(own, false)?;
    let file_passphrase = match of_file {
        Some(file) => passphrase::read(Some(file), false)?,
        None => own_passphrase.clone(),
    };
    with_now(|now| {
        workflow::import_identity(
            &mut workspace,
            &bytes,
            &file_passphrase,
            &own_passphrase,
            now,
        )
    })?;
    print(&workflow::show_identity(&workspace)?);
    Ok(Answer::Fine)
}

fn show(path: &Path, as_json: bool) -> Result<Answer> {
    let identity = workflow::show_identity(&open(path)?)?;
    if as_json {
        json(&identity)?;
    } else {
        print(&identity);
    }
    Ok(Answer::Fine)
}

fn print(identity: &Identity) {
    say!("Publisher         {}", identity.publisher);
    say!("  fingerprint     {}", identity.publisher_digest);
    say!(
        "  holds           {} to {}",
        identity.holds_from,
        identity.expires_at
    );
    say!("Root              {}", identity.root);
    say!("  fingerprint     {}", identity.root_digest);
}

fn back_up(path: &Path, out: &Path) -> Result<Answer> {
    for file in workflow::back_up_identity(&open(path)?, out)? {
        say!("Wrote {}.", file.display());
    }
    say!("The key stays sealed with its passphrase. Keep a copy where the workspace is not.");
    Ok(Answer::Fine)
}

fn export(path: &Path, out: &Path, is_publisher: bool) -> Result<Answer> {
    workflow::export_certificate(&open(path)?, is_publisher, out)?;
    say!("Wrote {}.", out.display());
    Ok(Answer::Fine)
}
