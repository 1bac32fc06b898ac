//! Tells of a file who signed it, what it is, and whether it holds.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use ::depot::{Depot, Key, Prefix};
use ::export::{Mark, mark_of_html, mark_of_pdf};
use handbook::{Digest, Receipt, Sheet};
use jiff::Timestamp;
use serde::Serialize;
use signing::{Certificate, Signed};

use crate::Error;

/// What kind of file was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A signed PDF.
    Pdf,
    /// An HTML handbook with its detached signature.
    Html,
    /// An edition file with its detached signature.
    Edition,
    /// A parcel with editions in it.
    Parcel,
    /// A branch's receipt.
    Receipt,
}

/// What verification found.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// The file.
    pub file: PathBuf,
    /// What it is.
    pub what: What,
    /// Whether the signature holds, the content is whole, and the root is the expected one.
    pub holds: bool,
    /// Why it does not hold.
    pub reason: Option<String>,
    /// Who signed, as the certificate names them.
    pub signer: Option<String>,
    /// The digest of the root's certificate.
    pub root: Option<Digest>,
    /// Whether that root is the one that was given to compare with.
    pub root_is_known: bool,
    /// When it was signed, by the signer's clock.
    pub signed_at: Option<Timestamp>,
    /// Whether the signer's certificate still holds; it may have expired after signing.
    pub certificate_is_current: bool,
    /// Which handbook and edition the file says it is.
    pub edition: Option<Mark>,
    /// What a receipt says.
    pub receipt: Option<Receipt>,
}

/// Reads the root's certificate, in PEM or DER.
pub fn read_root(path: &Path) -> Result<Certificate, Error> {
    let bytes = read(path)?;
    let text = std::str::from_utf8(&bytes)
        .ok()
        .filter(|text| text.contains("-----BEGIN"));
    Ok(match text {
        Some(pem) => Certificate::from_pem(pem)?,
        None => Certificate::from_der(&bytes)?,
    })
}

/// Verifies a PDF, an HTML handbook, an edition file, a parcel's newest edition or a receipt; a detached signature lies beside
/// its file. A receipt's signer is the branch's own key, which HR compares with its register.
///
/// A file that does not hold is an answer, not an error; an error is a file that cannot be read
/// or is none of these.
pub fn verify(path: &Path, root: Option<&Certificate>, at: Timestamp) -> Result<Verdict, Error> {
    let path = content_path(path);
    let mut file = File::open(&path).map_err(unreadable(&path))?;
    let what = kind(&path, &beginning(&path, &file)?);
    let what = what.ok_or_else(|| Error::UnknownFile(path.clone()))?;
    let root = root.map(Certificate::fingerprint);
    let outcome = match what {
        What::Pdf => {
            let bytes = read(&path)?;
            let signed = signing::verify_pdf(&bytes, root, at);
            signed
                .map(|signed| (signed, mark_of_pdf(&bytes)))
                .map_err(Refusal::from)
        }
        What::Html => {
            let bytes = read(&path)?;
            detached(&path, &bytes, root, at).map(|signed| (signed, html_mark(&bytes)))
        }
        What::Edition => {
            signature(&path).and_then(|signature| edition(&mut file, &signature, root, at))
        }
        What::Parcel => parcel(&path, root, at),
        What::Receipt => return receipt(path),
    };
    Ok(match outcome {
        Ok((signed, mark)) => held(path, what, signed, mark),
        Err(refusal) => refused(path, what, &refusal),
    })
}

/// Why a file does not hold.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("its signature {} is not beside it", .0.display())]
    NoSignature(PathBuf),
    #[error("{0}")]
    Parcel(String),
    #[error("there is no edition in it")]
    NoEdition,
    #[error(transparent)]
    Signing(#[from] signing::Error),
}

/// A detached signature stands for the file beside it.
fn content_path(path: &Path) -> PathBuf {
    let is_signature = path.extension().is_some_and(|extension| extension == "p7s");
    if is_signature {
        path.with_extension("")
    } else {
        path.to_path_buf()
    }
}

/// Reads the few bytes that tell the kind.
fn beginning(path: &Path, file: &File) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = file.take(5).read_to_end(&mut bytes);
    read.map_err(unreadable(path))?;
    Ok(bytes)
}

fn kind(path: &Path, bytes: &[u8]) -> Option<What> {
    let has = |extension: &str| {
        path.extension()
            .is_some_and(|own| own.eq_ignore_ascii_case(extension))
    };
    if bytes.starts_with(b"%PDF-") || has("pdf") {
        return Some(What::Pdf);
    }
    if has("parcel") {
        return Some(What::Parcel);
    }
    if bytes.starts_with(b"PK") || has("edition") {
        return Some(What::Edition);
    }
    // In a depot a receipt is an envelope among others.
    if has("receipt") || has("p7m") {
        return Some(What::Receipt);
    }
    (has("html") || has("htm")).then_some(What::Html)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(unreadable(path))
}

fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_path_buf();
    |cause| Error::Unreadable { path, cause }
}

/// Verifies a receipt with the key that it names itself.
fn receipt(path: PathBuf) -> Result<Verdict, Error> {
    let bytes = read(&path)?;
    let outcome = signing::claimed_receipt(&bytes).and_then(|claimed| {
        let key = claimed.certificate();
        Ok((key, claimed.believe(key)?))
    });
    Ok(match outcome {
        Err(error) => refused(path, What::Receipt, &error.into()),
        Ok((key, receipt)) => Verdict {
            file: path,
            what: What::Receipt,
            holds: true,
            reason: None,
            signer: Some(format!("the branch’s key {}", key.fingerprint())),
            root: None,
            root_is_known: false,
            signed_at: Some(receipt.signed_at),
            certificate_is_current: true,
            edition: None,
            receipt: Some(receipt.content),
        },
    })
}

/// Reads the signature beside a file; a missing one is a signature that does not hold.
fn signature(path: &Path) -> Result<Vec<u8>, Refusal> {
    let mut name = path.as_os_str().to_owned();
    name.push(".p7s");
    let name = PathBuf::from(name);
    fs::read(&name).map_err(|_| Refusal::NoSignature(name))
}

fn detached(
    path: &Path,
    bytes: &[u8],
    root: Option<Digest>,
    at: Timestamp,
) -> Result<Signed, Refusal> {
    Ok(signing::verify_detached(
        bytes,
        &signature(path)?,
        root,
        at,
    )?)
}

/// The longest signature that is read, in bytes.
const MOST_SIGNATURE: u64 = 1 << 20;
/// The longest sheet that is read, in bytes.
const MOST_SHEET: u64 = 64 << 20;

/// Verifies the newest edition of a parcel, whose form is checked as it is opened.
fn parcel(
    path: &Path,
    root: Option<Digest>,
    at: Timestamp,
) -> Result<(Signed, Option<Mark>), Refusal> {
    let refuse = |error: depot::Error| Refusal::Parcel(error.to_string());
    let parcel = depot::open_parcel(path).map_err(refuse)?;
    let listed = parcel.list(&Prefix::editions()).map_err(refuse)?;
    let parts = listed.iter().filter_map(|entry| entry.key.edition_parts());
    let newest = parts.max_by_key(|parts| parts.edition);
    let newest = newest.ok_or(Refusal::NoEdition)?;
    let key = Key::edition_signature(newest.edition, &newest.digest);
    let signature = depot::read_bytes(&parcel, &key, MOST_SIGNATURE).map_err(refuse)?;
    let mut file = tempfile::tempfile().map_err(|cause| Refusal::Parcel(cause.to_string()))?;
    let key = Key::edition(newest.edition, &newest.digest);
    parcel.get(&key, &mut file, u64::MAX).map_err(refuse)?;
    edition(&mut file, &signature, root, at)
}

fn edition(
    file: &mut File,
    signature: &[u8],
    root: Option<Digest>,
    at: Timestamp,
) -> Result<(Signed, Option<Mark>), Refusal> {
    let mut sheet = Vec::new();
    let (_, signed) = signing::receive_edition_file(
        file,
        &mut |_| true,
        |digest| {
            let signed = signing::verify_detached_digest(digest, signature, root, at);
            signed.map_err(Refusal::from)
        },
        &mut |_| Ok(()),
        &mut |entry| {
            if entry.name == "edition.json" {
                sheet = entry.read_whole(MOST_SHEET)?;
            }
            Ok(())
        },
    )?;
    let digest = Digest::of(&sheet);
    let sheet: Option<Sheet> = serde_json::from_slice(&sheet).ok();
    let mark = sheet.map(|sheet| Mark {
        title: sheet.handbook.title,
        number: sheet.number,
        effective_on: sheet.effective_on,
        next_expected_by: sheet.next_expected_by,
        standards: sheet.standards.len(),
        digest,
    });
    Ok((signed, mark))
}

fn html_mark(bytes: &[u8]) -> Option<Mark> {
    mark_of_html(std::str::from_utf8(bytes).ok()?)
}

fn held(path: PathBuf, what: What, signed: Signed, mark: Option<Mark>) -> Verdict {
    Verdict {
        file: path,
        what,
        holds: true,
        reason: None,
        signer: Some(signed.subject),
        root: Some(signed.root_fingerprint),
        root_is_known: signed.is_under_pinned_root,
        signed_at: signed.signed_at,
        certificate_is_current: signed.is_current,
        edition: mark,
        receipt: None,
    }
}

fn refused(path: PathBuf, what: What, refusal: &Refusal) -> Verdict {
    Verdict {
        file: path,
        what,
        holds: false,
        reason: Some(refusal.to_string()),
        signer: None,
        root: None,
        root_is_known: false,
        signed_at: None,
        certificate_is_current: false,
        edition: None,
        receipt: None,
    }
}
