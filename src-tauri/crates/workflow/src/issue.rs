//! Issues an edition: the approved texts, printed, signed, and put where branches fetch them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use handbook::{Change, Changed, Code, Digest, Edition, EventKind, StandardId, sort_for_reading};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use signing::Signatory;
use store::Workspace;

use crate::identity::open_signatory;
use crate::{Error, Now};

/// What the person who issues an edition decides.
#[derive(Debug, Clone)]
pub struct IssueOrder<'a> {
    /// From when on it holds.
    pub effective_on: Date,
    /// The day by which readers should ask for a newer one.
    pub next_expected_by: Option<Date>,
    /// What the organisation says about it.
    pub note: &'a str,
    /// Which changes are material or editorial, where that differs from what the revisions say.
    pub changes: BTreeMap<StandardId, Change>,
    /// Its number; by default one more than the last.
    pub number: Option<u32>,
    /// Opens the publisher's key.
    pub passphrase: &'a str,
    /// The folder for its files.
    pub folder: PathBuf,
    /// How its files' names begin.
    pub name: &'a str,
    /// Who issues it.
    pub actor: &'a str,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The approved texts are gathered.
    Gathering,
    /// The PDF is made.
    Printing,
    /// The HTML is made.
    Writing,
    /// Everything is signed.
    Signing,
    /// The files are put in their places.
    Publishing,
}

/// An edition that was issued.
#[derive(Debug, Clone, Serialize)]
pub struct Issued {
    /// Its number.
    pub number: u32,
    /// Its identity.
    pub digest: Digest,
    /// How many standards it holds.
    pub standards: usize,
    /// Its files: edition file, PDF, HTML, and the detached signatures.
    pub files: Vec<PathBuf>,
    /// Standards whose draft is newer than what was issued, or was never approved.
    pub left_out: Vec<Code>,
}

/// Issues an edition. Everything is made, signed, verified and written beside its place before
/// the workspace remembers the edition; only then the files get their names.
///
/// `progress` is told each stage and cancels with `false`.
pub fn issue(
    workspace: &mut Workspace,
    order: &IssueOrder,
    now: &Now,
    progress: &mut dyn FnMut(Stage) -> bool,
) -> Result<Issued, Error> {
    let mut step = |stage| {
        if progress(stage) {
            Ok(())
        } else {
            Err(Error::Cancelled)
        }
    };
    step(Stage::Gathering)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let signatory = open_signatory(workspace, order.passphrase, at)?;
    let edition = gather(workspace, order, at)?;
    let language = edition.handbook.source_language();
    step(Stage::Printing)?;
    let pdf = ::export::pdf(&edition, language)?;
    step(Stage::Writing)?;
    let html = ::export::html(&edition, language);
    step(Stage::Signing)?;
    let files = sign(&edition, pdf, html, &signatory)?;
    let name = format!("{}-edition-{}", order.name, edition.number);
    step(Stage::Publishing)?;
    let named = files.named(&name);
    let staged = depot::stage(&order.folder, &named)?;
    let kept = named.map(|(name, bytes)| (name, bytes.to_vec()));
    workspace.add_edition(&edition, &kept, order.actor)?;
    let number = edition.number;
    let files = staged.publish();
    Ok(Issued {
        number,
        digest: edition.digest(),
        standards: edition.revisions.len(),
        files: files.map_err(|cause| Error::FilesMissing { number, cause })?,
        left_out: left_out(workspace)?,
    })
}

/// Returns the number of the next edition: the first one behind the last that nobody else is known
/// to have used, because a branch that took a forged edition can never take another of its number.
pub(crate) fn next_number(workspace: &Workspace, last: u32) -> Result<u32, Error> {
    let alarms = workspace.entries_of(EventKind::Alarm, usize::MAX)?;
    let used = |number: u32| {
        let subject = format!("edition {number}");
        alarms.iter().any(|alarm| alarm.subject == subject)
    };
    Ok((last + 1..)
        .find(|number| !used(*number))
        .unwrap_or(last + 1))
}

fn gather(workspace: &Workspace, order: &IssueOrder, at: Timestamp) -> Result<Edition, Error> {
    let handbook = workspace.handbook()?;
    let mut revisions = workspace.latest_revisions()?;
    if revisions.is_empty() {
        return Err(Error::NothingToIssue);
    }
    sort_for_reading(&handbook, &mut revisions, |revision| &revision.standard);
    let previous = workspace.last_edition()?.map(|edition| edition.number);
    let last = previous.unwrap_or(0);
    let number = match order.number {
        Some(number) => number,
        None => next_number(workspace, last)?,
    };
    if number <= last {
        return Err(Error::NumberTaken(number, last));
    }
    Ok(Edition {
        handbook: handbook.as_issued(),
        number,
        issued_at: Timestamp::from_second(at.as_second()).expect("a whole second of a moment"),
        effective_on: order.effective_on,
        next_expected_by: order.next_expected_by,
        note: order.note.trim().to_string(),
        previous,
        revisions,
        changes: changes(workspace, previous, &order.changes)?,
    })
}

/// Lists what changed, as the publisher sees it.
fn changes(
    workspace: &Workspace,
    previous: Option<u32>,
    decided: &BTreeMap<StandardId, Change>,
) -> Result<Vec<Changed>, Error> {
    let mut changes = workspace.changes_since(previous)?;
    for changed in &mut changes {
        let decision = decided.get(&changed.id()).copied();
        if let (Changed::Replaced { change, .. }, Some(decision)) = (changed, decision) {
            *change = decision;
        }
    }
    Ok(changes)
}

/// An edition's files, signed.
pub(crate) struct EditionFiles {
    pub edition: Vec<u8>,
    pub edition_p7s: Vec<u8>,
    pub html_p7s: Vec<u8>,
    pub pdf: Vec<u8>,
    pub html: Vec<u8>,
}

impl EditionFiles {
    /// Names the files; the edition file comes last, so that it never shows without the others.
    pub(crate) fn named(&self, name: &str) -> [(String, &[u8]); 5] {
        [
            (format!("{name}.pdf"), &self.pdf),
            (format!("{name}.html"), &self.html),
            (format!("{name}.html.p7s"), &self.html_p7s),
            (format!("{name}.edition.p7s"), &self.edition_p7s),
            (format!("{name}.edition"), &self.edition),
        ]
    }
}

fn sign(
    edition: &Edition,
    pdf: Vec<u8>,
    html: String,
    signatory: &Signatory,
) -> Result<EditionFiles, Error> {
    let at = edition.issued_at;
    let reason = format!("Edition {} of {}", edition.number, edition.handbook.title);
    let name = signatory.certificate().common_name().unwrap_or_default();
    let pdf = signing::sign_pdf(&pdf, signatory, at, &name, &reason)?;
    let html = html.into_bytes();
    let html_p7s = signing::sign_detached(&html, signatory, at)?;
    let mut entries = vec![
        (
            "edition.json".to_string(),
            edition.sheet().to_json().into_bytes(),
        ),
        (
            "changes.html".to_string(),
            ::export::changes_html(edition).into_bytes(),
        ),
        ("handbook.html".to_string(), html.clone()),
        ("handbook.pdf".to_string(), pdf.clone()),
    ];
    for revision in &edition.revisions {
        let name = format!("standards/{}/{}.md", revision.id(), revision.number);
        entries.push((name, handbook::to_markdown(&revision.standard).into_bytes()));
    }
    let file = signing::pack(entries)?;
    let edition_p7s = signing::sign_detached(&file, signatory, at)?;
    let files = EditionFiles {
        edition: file,
        edition_p7s,
        html_p7s,
        pdf,
        html,
    };
    prove(&files, signatory.root().fingerprint(), at)?;
    Ok(files)
}

/// Verifies what was just signed, as a receiver will: nothing is issued that would be refused.
fn prove(files: &EditionFiles, root: Digest, at: Timestamp) -> Result<(), Error> {
    signing::verify_pdf(&files.pdf, Some(root), at)?;
    signing::verify_detached(&files.html, &files.html_p7s, Some(root), at)?;
    signing::open_edition_file(&files.edition, &files.edition_p7s, Some(root), at)?;
    Ok(())
}

fn left_out(workspace: &Workspace) -> Result<Vec<Code>, Error> {
    let outline = workspace.outline()?.into_iter();
    Ok(outline
        .filter(|row| !row.is_approved)
        .map(|row| row.code)
        .collect())
}
