//! The edition file: a zip of stored entries that can be written in exactly one way.
//!
//! Same entries, same bytes; what differs by a byte is refused. What the entries say is not
//! known here.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek, Write};

use handbook::Digest;
use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::entry_name::{Names, check_entry_name};
use crate::stream::{Progress, Stream, digest_file};
use crate::zip_walk::{
    EditionEntry, EditionSink, MIMETYPE, MIMETYPE_CONTENT, MOST_ENTRIES, SUMS, pass_start,
    sums_line, walk,
};
use crate::{Error, Signed, verify_detached};

/// The longest edition file that is written: the workspace keeps it in one row, and a row of
/// SQLite holds a billion bytes at most, whatever else stands in it included.
const MOST_BYTES: u64 = 999_000_000;

/// Takes every byte of an edition file, in order and in pieces of any size.
pub type Keep<'a, E> = dyn FnMut(&[u8]) -> Result<(), E> + 'a;

/// The entries of an edition file by name, without `mimetype` and `SHA256SUMS`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFile {
    /// Content by name, sorted by name.
    pub entries: BTreeMap<String, Vec<u8>>,
    /// SHA-256 of the whole file, by which the edition is known.
    pub digest: Digest,
}

impl EditionFile {
    /// Returns the content of the entry `name`.
    pub fn entry(&self, name: &str) -> Option<&[u8]> {
        self.entries.get(name).map(Vec::as_slice)
    }
}

/// Packs the entries, in any order, into an edition file; adds `mimetype` and `SHA256SUMS`.
///
/// Names are relative paths of ASCII letters, digits, `.`, `_` and `-`, at most 120 bytes long.
pub fn pack(entries: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, Error> {
    let entries: Vec<_> = entries
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_slice()))
        .collect();
    check_entries(&entries)?;
    pack_checked(&entries.into_iter().collect())
}

/// Unpacks an edition file; refuses whatever [`pack`] would not have written byte for byte.
///
/// At most 20,000 entries and 999 MB. Verify the signature first: [`open_edition_file`] does.
pub fn unpack(file: &[u8]) -> Result<EditionFile, Error> {
    check_size(file.len() as u64)?;
    let mut entries = BTreeMap::new();
    let (mut file, mut keep_on) = (Cursor::new(file), |_: &[u8]| true);
    let mut stream = Stream::new(&mut file, &mut keep_on)?;
    walk(&mut stream, &mut |entry: EditionEntry<'_>| {
        let name = entry.name.to_string();
        entries.insert(name, entry.read_whole(MOST_BYTES)?);
        Ok::<_, Error>(())
    })?;
    let digest = stream.finish()?;
    Ok(EditionFile { entries, digest })
}

/// Opens an edition file in the only safe order: first its signature `signature` (`.p7s`), then
/// the file. The arguments are those of [`verify_detached`].
pub fn open_edition_file(
    file: &[u8],
    signature: &[u8],
    pinned: Option<Digest>,
    at: Timestamp,
) -> Result<(EditionFile, Signed), Error> {
    let signed = verify_detached(file, signature, pinned, at)?;
    Ok((unpack(file)?, signed))
}

/// Takes apart an edition file below 4 GiB, in constant memory, as strictly as [`unpack`].
///
/// `expected` is the digest that [`digest_file`] computed and a signature was checked over. The
/// file is hashed once more while it passes, since it may have been changed meanwhile: what `keep`
/// (every byte, in order) and `sink` took holds only if this returns `Ok`; drop it otherwise.
pub fn read_edition_file<E: From<Error>>(
    file: &mut (impl Read + Seek),
    expected: Digest,
    keep: &mut Keep<'_, E>,
    sink: &mut EditionSink<'_, E>,
) -> Result<(), E> {
    let mut kept = Ok(());
    let mut taker = |piece: &[u8]| {
        kept = keep(piece);
        kept.is_ok()
    };
    let mut stream = Stream::new(file, &mut taker)?;
    let found = walk(&mut stream, sink).and_then(|()| Ok(stream.finish()?));
    kept?;
    match found? == expected {
        true => Ok(()),
        false => Err(Error::ContentChanged.into()),
    }
}

/// Verifies an edition file below 4 GiB and takes it apart, in constant memory and in the only
/// safe order.
///
/// `believe` checks the signature over the digest of the whole file and says who made it;
/// `progress` hears of the bytes read until then. Only then do `keep` and `sink` take anything,
/// as in [`read_edition_file`].
pub fn receive_edition_file<S, E: From<Error>>(
    file: &mut (impl Read + Seek),
    progress: &mut Progress<'_>,
    believe: impl FnOnce(Digest) -> Result<S, E>,
    keep: &mut Keep<'_, E>,
    sink: &mut EditionSink<'_, E>,
) -> Result<(Digest, S), E> {
    check_edition_start(file)?;
    let (digest, _) = digest_file(file, progress)?;
    let signed = believe(digest)?;
    read_edition_file(file, digest, keep, sink)?;
    Ok((digest, signed))
}

/// Refuses at once a file that does not begin as every edition file does, however long it is.
pub fn check_edition_start(file: &mut (impl Read + Seek)) -> Result<(), Error> {
    let mut keep_on = |_: &[u8]| true;
    pass_start(&mut Stream::new(file, &mut keep_on)?)?;
    Ok(())
}

fn check_size(found: u64) -> Result<(), Error> {
    if found > MOST_BYTES {
        return Err(Error::TooLarge {
            found,
            most: MOST_BYTES,
        });
    }
    Ok(())
}

fn check_entries(entries: &[(&str, &[u8])]) -> Result<(), Error> {
    if entries.len() > MOST_ENTRIES - 2 {
        return Err(Error::TooManyEntries(MOST_ENTRIES));
    }
    check_size(
        entries
            .iter()
            .map(|(_, content)| content.len() as u64)
            .sum(),
    )?;
    let mut names = Names::default();
    names.add(MIMETYPE)?;
    names.add(SUMS)?;
    entries.iter().try_for_each(|(name, _)| {
        check_entry_name(name)?;
        names.add(name)
    })
}

/// Writes what `sha256sum -c SHA256SUMS` reads: all entries but itself, sorted by name.
fn sums_of(entries: &BTreeMap<&str, &[u8]>) -> String {
    let mut all = entries.clone();
    all.insert(MIMETYPE, MIMETYPE_CONTENT);
    let lines = all
        .iter()
        .map(|(name, content)| sums_line(name, Digest::of(content)));
    lines.collect()
}

fn pack_checked(entries: &BTreeMap<&str, &[u8]>) -> Result<Vec<u8>, Error> {
    let sums = sums_of(entries);
    let mut entries = entries.clone();
    entries.insert(SUMS, sums.as_bytes());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut zip, MIMETYPE, MIMETYPE_CONTENT);
    for (name, content) in entries {
        add(&mut zip, name, content);
    }
    let zip = zip.finish().expect("memory takes every byte").into_inner();
    check_size(zip.len() as u64)?;
    Ok(zip)
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8]) {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    zip.start_file(name, options)
        .expect("a checked name fits a zip");
    zip.write_all(content).expect("memory takes every byte");
}
