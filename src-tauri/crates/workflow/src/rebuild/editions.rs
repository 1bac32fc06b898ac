//! Editions that were issued before the loss, taken back as issued editions with their revisions.

use depot::{Depot, Key, Loose};
use handbook::{
    Changed, Digest, Edition, EditionMark, Handbook, Latest, Revision, Sheet, SheetChange,
    SheetEntry, WhatChanged, from_markdown,
};
use jiff::Timestamp;
use signing::{Certificate, EditionFile, TrustInHand};
use store::Workspace;

use crate::progress::{Tell, tell};
use crate::receive::MOST_SIGNATURE;
use crate::trust::{edition_marks, expect_trust};
use crate::{Error, ExchangeStage, Refusal};

/// Takes back the editions that the published state names and this workspace lacks; returns their
/// numbers.
pub(super) fn take(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    latest: &Latest,
    name: &str,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<Vec<u32>, Error> {
    let trust = expect_trust(workspace)?;
    let here = edition_marks(workspace)?.len();
    let missing = latest.editions.get(here..).unwrap_or_default();
    for (done, mark) in missing.iter().enumerate() {
        tell(progress, ExchangeStage::Fetching, done, missing.len())?;
        let fetched = fetch(&trust, depot, mark, latest, at)?;
        let edition = rebuilt(workspace, &fetched)?;
        let files = fetched.named(&format!("{name}-edition-{}", mark.edition));
        let handbook = handbook_after(workspace, &edition)?;
        workspace.rebuild_edition(&edition, &files, actor, at)?;
        if let Some((new, read)) = handbook {
            workspace.save_handbook(&new, &read)?;
        }
    }
    Ok(missing.iter().map(|mark| mark.edition).collect())
}

/// An edition as it lies in a depot, verified.
pub(super) struct Fetched {
    pub(super) sheet: Sheet,
    sheet_digest: Digest,
    bytes: Vec<u8>,
    signature: Vec<u8>,
    html_signature: Option<Vec<u8>>,
    file: EditionFile,
}

/// Fetches an edition and verifies it as a branch does: what the published state names, signed by
/// a publisher for its number.
pub(super) fn fetch(
    trust: &TrustInHand,
    depot: &dyn Depot,
    mark: &EditionMark,
    latest: &Latest,
    at: Timestamp,
) -> Result<Fetched, Error> {
    let (number, digest) = (mark.edition, mark.sha256);
    let key = Key::edition(number, &digest);
    let bytes = depot::read_bytes(depot, &key, mark.length).map_err(|e| not_there(e, number))?;
    let key = Key::edition_signature(number, &digest);
    let signature = depot::read_bytes(depot, &key, MOST_SIGNATURE);
    let signature = signature.map_err(|error| not_there(error, number))?;
    if Digest::of(&bytes) != digest {
        return Err(Error::NotInDepot(number));
    }
    let signed = signing::verify_edition_signature(digest, &signature, trust, at)?;
    let file = signing::unpack(&bytes)?;
    let text = file.entry("edition.json").unwrap_or_default();
    let sheet: Sheet =
        serde_json::from_slice(text).map_err(|fault| Refusal::BadSheet(fault.to_string()))?;
    if sheet.handbook.id != trust.content().handbook || sheet.number != number {
        return Err(Refusal::OtherHandbook.into());
    }
    signing::accept_edition(number, digest, &signed, trust, Some(latest))?;
    let sheet_digest = Digest::of(text);
    let html_signature = html_signature(depot, number, &file, trust.roots(), at)?;
    Ok(Fetched {
        sheet,
        sheet_digest,
        bytes,
        signature,
        html_signature,
        file,
    })
}

/// An edition that is missing or damaged is named; a depot that fails fails.
fn not_there(error: depot::Error, number: u32) -> Error {
    match error.is_spoilt() {
        true => Error::NotInDepot(number),
        false => error.into(),
    }
}

/// Fetches the signature of the page to read, if it is there and holds.
fn html_signature(
    depot: &dyn Depot,
    number: u32,
    file: &EditionFile,
    roots: &[Certificate],
    at: Timestamp,
) -> Result<Option<Vec<u8>>, Error> {
    let html = file.entry("handbook.html").unwrap_or_default();
    let key = Key::loose(number, &Digest::of(html), Loose::HtmlSignature);
    let signature = match depot::read_bytes(depot, &key, MOST_SIGNATURE) {
        Ok(signature) => signature,
        Err(error) => return Err(not_there(error, number)).or_else(none_if_not_there),
    };
    let holds = |root: &Certificate| {
        let pinned = Some(root.fingerprint());
        signing::verify_detached(html, &signature, pinned, at).is_ok()
    };
    Ok(roots.iter().any(holds).then_some(signature))
}

fn none_if_not_there<T>(error: Error) -> Result<Option<T>, Error> {
    match error {
        Error::NotInDepot(_) => Ok(None),
        other => Err(other),
    }
}

impl Fetched {
    /// Names the files as they were issued; the edition file comes last.
    fn named(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let inside = |entry: &str| self.file.entry(entry).unwrap_or_default().to_vec();
        let mut files = vec![
            (format!("{name}.pdf"), inside("handbook.pdf")),
            (format!("{name}.html"), inside("handbook.html")),
            (format!("{name}.edition.p7s"), self.signature.clone()),
            (format!("{name}.edition"), self.bytes.clone()),
        ];
        let signature = self.html_signature.clone();
        files.extend(signature.map(|bytes| (format!("{name}.html.p7s"), bytes)));
        files
    }
}

/// Puts an edition together again from its file; it must have the sheet that was issued.
fn rebuilt(workspace: &Workspace, fetched: &Fetched) -> Result<Edition, Error> {
    let sheet = &fetched.sheet;
    let revisions = sheet.standards.iter().map(|entry| revision(fetched, entry));
    let changes = sheet
        .changes
        .iter()
        .map(|change| changed(workspace, change));
    let edition = Edition {
        handbook: sheet.handbook.clone(),
        number: sheet.number,
        issued_at: sheet.issued_at,
        effective_on: sheet.effective_on,
        next_expected_by: sheet.next_expected_by,
        note: sheet.note.clone(),
        previous: sheet.previous,
        revisions: revisions.collect::<Result<_, _>>()?,
        changes: changes.collect::<Result<_, _>>()?,
    };
    match edition.digest() == fetched.sheet_digest {
        true => Ok(edition),
        false => Err(bad_sheet("its texts are not those on its sheet")),
    }
}

fn bad_sheet(fault: impl Into<String>) -> Error {
    Refusal::BadSheet(fault.into()).into()
}

fn revision(fetched: &Fetched, entry: &SheetEntry) -> Result<Revision, Error> {
    let name = format!("standards/{}/{}.md", entry.id, entry.revision);
    let bytes = fetched.file.entry(&name).unwrap_or_default();
    if Digest::of(bytes) != entry.sha256 {
        return Err(bad_sheet(format!("{name} is not the text on its sheet")));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| bad_sheet(fault.to_string()))?;
    let standard = from_markdown(text, entry.id).map_err(|fault| bad_sheet(fault.to_string()))?;
    Ok(Revision {
        standard,
        number: entry.revision,
        digest: entry.sha256,
        author: entry.author.clone(),
        approver: entry.approver.clone(),
        approved_at: entry.approved_at,
        note: entry.note.clone(),
        change: entry.change,
    })
}

fn changed(workspace: &Workspace, change: &SheetChange) -> Result<Changed, Error> {
    let before = || {
        let number = change.before.unwrap_or_default();
        let found = workspace.revision(change.id, number)?;
        let missing = || {
            bad_sheet(format!(
                "no edition holds revision {number} of {}",
                change.id
            ))
        };
        found.map(Box::new).ok_or_else(missing)
    };
    let replaced = |change| {
        Ok(Changed::Replaced {
            before: before()?,
            change,
        })
    };
    match change.what {
        WhatChanged::Added => Ok(Changed::Added(change.id)),
        WhatChanged::Material => replaced(handbook::Change::Material),
        WhatChanged::Editorial => replaced(handbook::Change::Editorial),
        WhatChanged::Withdrawn => Ok(Changed::Withdrawn(before()?)),
    }
}

/// Returns the handbook's lists as they become with the edition, and as they were read; none where
/// they were changed here since the last edition.
fn handbook_after(
    workspace: &Workspace,
    edition: &Edition,
) -> Result<Option<(Handbook, Handbook)>, Error> {
    let read = workspace.handbook()?;
    let last = workspace.last_edition()?;
    let is_untouched = last.is_none_or(|last| last.handbook == read.as_issued());
    Ok(is_untouched.then(|| {
        let new = Handbook {
            words: read.words.clone(),
            not_offered: read.not_offered.clone(),
            order: read.order.clone(),
            ..edition.handbook.clone()
        };
        (new, read)
    }))
}
