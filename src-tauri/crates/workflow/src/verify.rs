//! Tells of a file who signed it, what it is, and whether it holds.

use std::fs;
use std::path::{Path, PathBuf};

use ::export::{Mark, mark_of_html, mark_of_pdf};
use handbook::{Digest, Sheet};
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

/// Verifies a PDF, an HTML handbook or an edition file; the detached signature lies beside it.
///
/// A file that does not hold is an answer, not an error; an error is a file that cannot be read
/// or is none of these.
pub fn verify(path: &Path, root: Option<&Certificate>, at: Timestamp) -> Result<Verdict, Error> {
    let path = content_path(path);
    let bytes = read(&path)?;
    let what = kind(&path, &bytes).ok_or_else(|| Error::UnknownFile(path.clone()))?;
    let root = root.map(Certificate::fingerprint);
    let outcome = match what {
        What::Pdf => match signing::verify_pdf(&bytes, root, at) {
            Ok(signed) => Ok((signed, mark_of_pdf(&bytes))),
            Err(error) => Err(error.into()),
        },
        What::Html => detached(&path, &bytes, root, at).map(|signed| (signed, html_mark(&bytes))),
        What::Edition => edition(&path, &bytes, root, at),
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

fn kind(path: &Path, bytes: &[u8]) -> Option<What> {
    let has = |extension: &str| {
        path.extension()
            .is_some_and(|own| own.eq_ignore_ascii_case(extension))
    };
    if bytes.starts_with(b"%PDF-") || has("pdf") {
        return Some(What::Pdf);
    }
    if bytes.starts_with(b"PK") || has("edition") {
        return Some(What::Edition);
    }
    (has("html") || has("htm")).then_some(What::Html)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|cause| Error::Unreadable {
        path: path.to_path_buf(),
        cause,
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

fn edition(
    path: &Path,
    bytes: &[u8],
    root: Option<Digest>,
    at: Timestamp,
) -> Result<(Signed, Option<Mark>), Refusal> {
    let (file, signed) = signing::open_edition_file(bytes, &signature(path)?, root, at)?;
    let sheet = file.entry("edition.json").unwrap_or_default();
    let digest = Digest::of(sheet);
    let sheet: Option<Sheet> = serde_json::from_slice(sheet).ok();
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
    }
}
