//! `key`: the organisation's signing identity.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use workflow::Identity;

use super::open;
use crate::args::Key;
use crate::machine::with_now;
use crate::output::{Answer, json};
use crate::passphrase;
use crate::say;

pub fn run(key: &Key) -> Result<Answer> {
    match key {
        Key::New {
            workspace,
            name,
            root_out: Some(folder),
            passphrase_file,
            ..
        } => new(workspace, name, folder, passphrase_file.as_deref()),
        Key::New {
            workspace,
            name,
            root_key,
            passphrase_file,
            ..
        } => {
            let root_key = root_key
                .as_ref()
                .expect("required unless --root-out is given");
            renew(workspace, name, root_key, passphrase_file.as_deref())
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
        Key::Export {
            workspace,
            out,
            publisher,
        } => export(workspace, out, *publisher),
    }
}

fn new(path: &Path, name: &str, folder: &Path, file: Option<&Path>) -> Result<Answer> {
    let mut workspace = open(path)?;
    let passphrase = passphrase::read(file, true)?;
    let files =
        with_now(|now| workflow::make_identity(&mut workspace, name, &passphrase, folder, now))?;
    print(&workflow::show_identity(&workspace)?);
    say!("\nRoot certificate  {}", files.certificate.display());
    say!("Root key, sealed  {}", files.key.display());
    say!("Copy both to two sticks kept in two places, then remove the key from this computer.");
    say!("Without the root key and its passphrase a lost publisher's key cannot be replaced.");
    Ok(Answer::Fine)
}

fn renew(path: &Path, name: &str, root_key: &PathBuf, file: Option<&Path>) -> Result<Answer> {
    let mut workspace = open(path)?;
    let pem = fs::read_to_string(root_key)
        .with_context(|| format!("{} cannot be read", root_key.display()))?;
    let passphrase = passphrase::read(file, false)?;
    with_now(|now| workflow::renew_identity(&mut workspace, name, &pem, &passphrase, now))?;
    print(&workflow::show_identity(&workspace)?);
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

fn export(path: &Path, out: &Path, is_publisher: bool) -> Result<Answer> {
    workflow::export_certificate(&open(path)?, is_publisher, out)?;
    say!("Wrote {}.", out.display());
    Ok(Answer::Fine)
}
