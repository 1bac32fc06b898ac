//! Where the passphrase of a private key comes from.

use std::fs;
use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, Result, bail};
use zeroize::Zeroizing;

/// Reads the passphrase from a file's first line, from `PLUMBLINE_PASSPHRASE`, or from a prompt.
///
/// With `is_new` the prompt asks twice.
pub fn read(file: Option<&Path>, is_new: bool) -> Result<Zeroizing<String>> {
    let passphrase = match (file, std::env::var("PLUMBLINE_PASSPHRASE")) {
        (Some(file), _) => first_line(file)?,
        (None, Ok(passphrase)) => Zeroizing::new(passphrase),
        (None, Err(_)) => ask(is_new)?,
    };
    if passphrase.is_empty() {
        bail!("the passphrase is empty");
    }
    Ok(passphrase)
}

fn first_line(file: &Path) -> Result<Zeroizing<String>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let text = Zeroizing::new(text);
    Ok(Zeroizing::new(
        text.lines().next().unwrap_or_default().to_string(),
    ))
}

fn ask(is_new: bool) -> Result<Zeroizing<String>> {
    if !std::io::stdin().is_terminal() {
        bail!("a passphrase is needed: set PLUMBLINE_PASSPHRASE, or give --passphrase-file FILE");
    }
    let passphrase = Zeroizing::new(rpassword::prompt_password("Passphrase: ")?);
    if is_new && *passphrase != *Zeroizing::new(rpassword::prompt_password("Once more: ")?) {
        bail!("the two passphrases differ; nothing was made");
    }
    Ok(passphrase)
}
