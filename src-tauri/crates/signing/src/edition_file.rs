//! The edition file: a zip of stored entries that can be written in exactly one way.
//!
//! Same entries, same bytes; what differs by a byte is refused. What the entries say is not
//! known here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use handbook::Digest;
use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::entry_name::check_entry_name;
use crate::zip_walk::walk;
use crate::{Error, Signed, verify_detached};

const MIMETYPE: &str = "mimetype";
const MIMETYPE_CONTENT: &[u8] = b"application/vnd.plumbline.edition+zip";
const SUMS: &str = "SHA256SUMS";
const MOST_ENTRIES: usize = 20_000;
const MOST_BYTES: u64 = 1 << 30;

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
/// At most 20,000 entries and 1 GiB. Verify the signature first: [`open_edition_file`] does.
pub fn unpack(file: &[u8]) -> Result<EditionFile, Error> {
    check_size(file.len() as u64)?;
    let mut entries = walk(file, MOST_ENTRIES)?;
    if entries.first() != Some(&(MIMETYPE, MIMETYPE_CONTENT)) {
        return Err(Error::NotAnEditionFile);
    }
    let sums = entries
        .iter()
        .find(|(name, _)| *name == SUMS)
        .map(|(_, content)| *content);
    check_twins(&entries)?;
    entries.retain(|(name, _)| ![MIMETYPE, SUMS].contains(name));
    let entries: BTreeMap<_, _> = entries.into_iter().collect();
    if sums != Some(sums_of(&entries).as_bytes()) {
        return Err(Error::WrongSums);
    }
    let canonical = pack_checked(&entries)?;
    if let Some(at) = first_difference(file, &canonical) {
        return Err(Error::NotCanonical(at));
    }
    let entries = entries
        .into_iter()
        .map(|(n, c)| (n.to_string(), c.to_vec()))
        .collect();
    Ok(EditionFile {
        entries,
        digest: Digest::of(file),
    })
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
    entries
        .iter()
        .try_for_each(|(name, _)| check_entry_name(name))?;
    let ours: [(&str, &[u8]); 2] = [(MIMETYPE, b""), (SUMS, b"")];
    check_twins(&[&ours, entries].concat())
}

/// Refuses names that would be one file, or a file and a folder, where letter case does not count.
fn check_twins(entries: &[(&str, &[u8])]) -> Result<(), Error> {
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for (name, _) in entries {
        let lower = name.to_ascii_lowercase();
        let above = lower
            .match_indices('/')
            .map(|(at, _)| lower[..at].to_string());
        folders.extend(above);
        if !files.insert(lower) {
            return Err(Error::EntryTwice(name.to_string()));
        }
    }
    match files.intersection(&folders).next() {
        Some(both) => Err(Error::EntryTwice(both.clone())),
        None => Ok(()),
    }
}

/// Writes what `sha256sum -c SHA256SUMS` reads: all entries but itself, sorted by name.
fn sums_of(entries: &BTreeMap<&str, &[u8]>) -> String {
    let mut all = entries.clone();
    all.insert(MIMETYPE, MIMETYPE_CONTENT);
    let lines = all
        .iter()
        .map(|(name, content)| format!("{}  {name}\n", Digest::of(content)));
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

fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    if one == other {
        return None;
    }
    let different = one.iter().zip(other).position(|(a, b)| a != b);
    Some(different.unwrap_or(one.len().min(other.len())))
}
