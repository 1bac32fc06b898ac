//! Editions go out: each file with its signature, and beside them what people read without the
//! app.

use std::collections::BTreeMap;
use std::io::Cursor;

use depot::{Depot, Key, Loose, Prefix};
use handbook::{Digest, EditionMark};
use store::Workspace;

use super::{Sent, lengths, put};
use crate::progress::{Tell, Watched, tell};
use crate::trust::edition_marks;
use crate::{Error, ExchangeStage};

/// The longest edition file that is read back whenever the depot is met, in bytes.
const MOST_READ_BACK: u64 = 16 << 20;

/// Puts the editions into a depot that it lacks. The newest one, on which branches rely most, is
/// read back each time; with `is_thorough`, all are.
pub(super) fn send(
    workspace: &Workspace,
    depot: &dyn Depot,
    is_thorough: bool,
    sent: &mut Sent,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let there = lengths(depot.list(&Prefix::editions())?);
    let marks = edition_marks(workspace)?;
    for (done, mark) in marks.iter().enumerate() {
        tell(progress, ExchangeStage::Sending, done, marks.len())?;
        let is_newest = done + 1 == marks.len() && mark.length <= MOST_READ_BACK;
        let before = sent.files;
        send_edition(
            workspace,
            depot,
            mark,
            &there,
            is_thorough || is_newest,
            sent,
            progress,
        )?;
        if sent.files > before {
            sent.editions.push(mark.edition);
        }
    }
    Ok(())
}

fn send_edition(
    workspace: &Workspace,
    depot: &dyn Depot,
    mark: &EditionMark,
    there: &BTreeMap<Key, u64>,
    is_read_back: bool,
    sent: &mut Sent,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let (number, digest) = (mark.edition, &mark.sha256);
    let files = workspace.edition_files(number)?;
    let ends = [
        (".edition", Key::edition(number, digest)),
        (".edition.p7s", Key::edition_signature(number, digest)),
    ];
    for (end, key) in ends {
        let file = files.iter().find(|file| file.name.ends_with(end));
        let file = file.ok_or(Error::NoEdition(number))?;
        if there.get(&key) == Some(&file.length) && !is_read_back {
            continue;
        }
        let bytes = workspace.edition_file(number, &file.name)?;
        let bytes = bytes.ok_or(Error::NoEdition(number))?;
        // The file itself comes after those beside it: where it is whole, they are there too.
        if end == ".edition" {
            let signature = files.iter().find(|file| file.name.ends_with(".html.p7s"));
            let signature = match signature {
                Some(file) => workspace.edition_file(number, &file.name)?,
                None => None,
            };
            send_loose(depot, number, digest, &bytes, signature.as_deref(), sent)?;
        }
        let stage = ExchangeStage::Sending;
        let mut content = Watched::new(Cursor::new(&bytes), file.length, stage, progress);
        let is_put = depot::put_whole(depot, &key, &mut content);
        sent.files += u32::from(content.outcome(is_put)??);
    }
    Ok(())
}

/// Puts the printed and the HTML handbook of an edition beside it, for people without the app.
fn send_loose(
    depot: &dyn Depot,
    number: u32,
    digest: &Digest,
    edition: &[u8],
    html_signature: Option<&[u8]>,
    sent: &mut Sent,
) -> Result<(), Error> {
    let edition = signing::unpack(edition)?;
    for (name, kind) in [("handbook.pdf", Loose::Pdf), ("handbook.html", Loose::Html)] {
        if let Some(bytes) = edition.entry(name) {
            put(depot, &Key::loose(number, digest, kind), bytes, sent)?;
        }
    }
    let html = Digest::of(edition.entry("handbook.html").unwrap_or_default());
    let key = Key::loose(number, &html, Loose::HtmlSignature);
    html_signature.map_or(Ok(()), |signature| put(depot, &key, signature, sent))
}
