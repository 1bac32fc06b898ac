//! An edition file: verified as a whole, then understood, then kept in one transaction.

use std::fs::File;
use std::io::{Read, Seek};

use handbook::{Digest, Latest, Sheet};
use jiff::Timestamp;
use signing::{EditionEntry, Error as SigningError, Signed};
use store::{NewEdition, Workspace};

use super::TakenIn;
use crate::progress::{Tell, Watched, tell_bytes};
use crate::trust::expect_trust;
use crate::{Error, ExchangeStage, Refusal};

/// How many bytes the texts of an edition may have; the printed handbook is not among them.
const MOST_TEXTS: u64 = 64 << 20;
/// How long the pieces are in which an edition file is copied, in bytes.
const PIECE: usize = 256 << 10;

/// The parts of an edition file that are understood, and where all of its entries lie.
#[derive(Default)]
struct Contents {
    sheet: Vec<u8>,
    texts: Vec<Vec<u8>>,
    entries: Vec<(String, u64, u64)>,
    read: u64,
}

impl Contents {
    fn take(&mut self, entry: EditionEntry<'_>) -> Result<(), SigningError> {
        let name = entry.name.to_string();
        self.entries
            .push((name.clone(), entry.offset, entry.length));
        let is_text = name.starts_with("standards/");
        if name != "edition.json" && !is_text {
            return Ok(());
        }
        self.read += entry.length;
        if self.read > MOST_TEXTS {
            let (found, most) = (self.read, MOST_TEXTS);
            return Err(SigningError::TooLarge { found, most });
        }
        let bytes = entry.read_whole(MOST_TEXTS)?;
        match is_text {
            true => self.texts.push(bytes),
            false => self.sheet = bytes,
        }
        Ok(())
    }
}

/// Verifies an edition file and takes it in: the signature over the whole file first, then its
/// form, then what it says, and last whether it is the published one.
pub(super) fn take_edition(
    workspace: &mut Workspace,
    file: &mut File,
    signature: &[u8],
    latest: Option<&Latest>,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<TakenIn, Error> {
    let trust = expect_trust(workspace)?;
    let mut contents = Contents::default();
    let all = file.metadata().map_or(0, |found| found.len());
    let stage = ExchangeStage::Checking;
    tell_bytes(progress, stage, 0, all)?;
    let mut watched = Watched::new(&mut *file, all, stage, progress);
    let received = signing::receive_edition_file(
        &mut watched,
        &mut |_| true,
        |digest| signing::verify_edition_signature(digest, signature, &trust, at),
        &mut |_| Ok(()),
        &mut |entry| contents.take(entry),
    );
    let (digest, signed) = watched.outcome(received)??;
    let sheet: Sheet = serde_json::from_slice(&contents.sheet)
        .map_err(|fault| Refusal::BadSheet(fault.to_string()))?;
    if sheet.handbook.id != trust.content().handbook {
        return Err(Refusal::OtherHandbook.into());
    }
    signing::accept_edition(sheet.number, digest, &signed, &trust, latest)?;
    if let Some(known) = compare_with_received(workspace, &sheet, digest)? {
        return Ok(known);
    }
    keep(
        workspace, file, signature, &sheet, digest, &signed, contents, actor, at, progress,
    )?;
    Ok(TakenIn::New(sheet.number))
}

fn compare_with_received(
    workspace: &Workspace,
    sheet: &Sheet,
    digest: Digest,
) -> Result<Option<TakenIn>, Error> {
    if workspace.disowned_editions()?.contains(&sheet.number) {
        return Err(Refusal::NumberOfDisowned(sheet.number).into());
    }
    let received = workspace.received_editions()?;
    if let Some(own) = received.iter().find(|own| own.number == sheet.number) {
        return match own.file == digest {
            true => Ok(Some(TakenIn::Known(sheet.number))),
            false => Err(Refusal::OtherEdition(sheet.number).into()),
        };
    }
    match received.last() {
        Some(newest) if newest.number > sheet.number => Err(Refusal::OlderEdition {
            found: sheet.number,
            newest: newest.number,
        }
        .into()),
        _ => Ok(None),
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "one transaction needs all of what was verified"
)]
fn keep(
    workspace: &mut Workspace,
    file: &mut File,
    signature: &[u8],
    sheet: &Sheet,
    digest: Digest,
    signed: &Signed,
    contents: Contents,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.to_string());
    let all = file.metadata().map_or(0, |found| found.len());
    let mut receiving = workspace.receive_edition(sheet.number)?;
    file.rewind().map_err(unreadable)?;
    let mut file = Watched::new(file, all, ExchangeStage::Checking, progress);
    let (mut piece, mut length) = (vec![0; PIECE], 0);
    loop {
        let read = file.read(&mut piece);
        let count = file.outcome(read)?.map_err(unreadable)?;
        if count == 0 {
            break;
        }
        length += count as u64;
        receiving.add_piece(&piece[..count])?;
    }
    for (name, start, length) in &contents.entries {
        receiving.add_entry(name, *start, *length)?;
    }
    for text in &contents.texts {
        receiving.add_revision(text)?;
    }
    let edition = NewEdition {
        sheet,
        file: digest,
        length,
        signature,
        signer: &signed.subject,
        is_older_allowed: false,
    };
    Ok(receiving.finish(&edition, actor, at)?)
}
