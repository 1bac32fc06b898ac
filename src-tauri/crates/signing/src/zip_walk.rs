//! Walks an edition file from its first byte to its last, and hands out its entries as they pass.
//!
//! Every byte that is no content is compared with the only one that may stand there, so that what
//! is accepted is what packing would have written; nothing is kept but names and digests.

use std::io::{self, Read};

use handbook::Digest;
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::entry_name::{Names, check_entry_name};
use crate::stream::Stream;
use crate::zip_record::{CRC_AT, LOCAL_BYTES, LOCAL_SIGNATURE, Part, Record, directory, part_at};

pub(crate) const MIMETYPE: &str = "mimetype";
pub(crate) const MIMETYPE_CONTENT: &[u8] = b"application/vnd.plumbline.edition+zip";
pub(crate) const SUMS: &str = "SHA256SUMS";
pub(crate) const MOST_ENTRIES: usize = 20_000;

const PIECE_BYTES: usize = 16 << 10;

/// An entry of an edition file while it passes.
pub struct EditionEntry<'a> {
    /// Its name: a relative path that is safe on every computer.
    pub name: &'a str,
    /// Where its content begins in the file, in bytes.
    pub offset: u64,
    /// How long its content is, in bytes; never longer than the file.
    pub length: u64,
    /// Its content; what is not read is passed over.
    pub content: &'a mut dyn Read,
}

impl EditionEntry<'_> {
    /// Reads the whole content, which may have at most `most` bytes.
    pub fn read_whole(self, most: u64) -> Result<Vec<u8>, Error> {
        let found = self.length;
        if found > most {
            let name = self.name.to_string();
            return Err(Error::EntryTooLarge { name, found, most });
        }
        let mut content = Vec::with_capacity(found as usize);
        match self.content.read_to_end(&mut content) {
            Ok(_) => Ok(content),
            Err(why) => Err(why.downcast().unwrap_or(Error::CutOff(self.offset))),
        }
    }
}

/// Takes the entries in the order of the file, without `mimetype` and `SHA256SUMS`.
pub type EditionSink<'a, E> = dyn FnMut(EditionEntry<'_>) -> Result<(), E> + 'a;

/// Hands every entry to `sink`; the caller compares the digest of all that passed.
pub(crate) fn walk<E: From<Error>>(
    stream: &mut Stream<'_>,
    sink: &mut EditionSink<'_, E>,
) -> Result<(), E> {
    let (mut passed, mut names) = (vec![pass_start(stream)?], Names::default());
    names.add(MIMETYPE)?;
    loop {
        let offset = stream.at();
        let mut head = [0; LOCAL_BYTES];
        let count = stream.fill(&mut head)?;
        let head = &head[..count];
        if !head.starts_with(LOCAL_SIGNATURE) {
            pass_directory(stream, head, &passed)?;
            return Ok(check_sums(&passed)?);
        }
        if passed.len() == MOST_ENTRIES {
            return Err(Error::TooManyEntries(MOST_ENTRIES).into());
        }
        let record = pass_header(stream, head, offset)?;
        names.add(&record.name)?;
        check_order(&passed, &record)?;
        let digest = pass_content(stream, &record, sink)?;
        passed.push((record, digest));
    }
}

/// Passes the first entry, by which a file is known as an edition file.
pub(crate) fn pass_start(stream: &mut Stream<'_>) -> Result<(Record, Digest), Error> {
    let record = Record {
        name: MIMETYPE.to_string(),
        crc: crc32fast::hash(MIMETYPE_CONTENT),
        length: MIMETYPE_CONTENT.len() as u32,
        offset: 0,
    };
    let expected = [&record.local_header(), MIMETYPE_CONTENT].concat();
    let mut found = vec![0; expected.len()];
    stream.fill(&mut found)?;
    match found == expected {
        true => Ok((record, Digest::of(MIMETYPE_CONTENT))),
        false => Err(Error::NotAnEditionFile),
    }
}

fn pass_header(stream: &mut Stream<'_>, head: &[u8], offset: u64) -> Result<Record, Error> {
    let number = |from: usize, bytes: usize| {
        let little_endian = head[from..from + bytes].iter().rev();
        little_endian.fold(0, |sum, byte| sum << 8 | u32::from(*byte))
    };
    if head.len() < LOCAL_BYTES {
        return Err(Error::CutOff(offset));
    }
    let name = pass_name(stream, number(26, 2) as usize, offset)?;
    let (flags, method, packed, length) =
        (number(6, 2), number(8, 2), number(18, 4), number(22, 4));
    if flags != 0 || method != 0 || packed != length {
        return Err(Error::NotStored(name));
    }
    let record = Record {
        name,
        crc: number(14, 4),
        length,
        offset: offset as u32,
    };
    if let Some(at) = first_difference(head, &record.local_header()[..LOCAL_BYTES]) {
        return Err(Error::NotCanonical(offset + at as u64));
    }
    match stream.at() + u64::from(length) > stream.length() {
        true => Err(Error::CutOff(offset)),
        false => Ok(record),
    }
}

fn pass_name(stream: &mut Stream<'_>, length: usize, offset: u64) -> Result<String, Error> {
    let mut name = vec![0; length];
    if stream.fill(&mut name)? < length {
        return Err(Error::CutOff(offset));
    }
    let name = String::from_utf8(name)
        .map_err(|why| Error::UnfitEntryName(String::from_utf8_lossy(why.as_bytes()).into()))?;
    check_entry_name(&name)?;
    Ok(name)
}

/// Entries are sorted by name, behind the first one.
fn check_order(passed: &[(Record, Digest)], next: &Record) -> Result<(), Error> {
    match &passed[1..] {
        [.., (last, _)] if last.name >= next.name => {
            Err(Error::NotCanonical(u64::from(next.offset)))
        }
        _ => Ok(()),
    }
}

fn pass_content<E: From<Error>>(
    stream: &mut Stream<'_>,
    record: &Record,
    sink: &mut EditionSink<'_, E>,
) -> Result<Digest, E> {
    let offset = stream.at();
    let mut content = Content {
        stream,
        left: u64::from(record.length),
        begins_at: u64::from(record.offset),
        hash: Sha256::new(),
        crc: crc32fast::Hasher::new(),
    };
    let mut taken = Ok(());
    if record.name != SUMS {
        taken = sink(EditionEntry {
            name: &record.name,
            offset,
            length: u64::from(record.length),
            content: &mut content,
        });
    }
    // Why the file could not be read says more than why its reader gave up.
    content.stream.check()?;
    taken?;
    Ok(content.finish(record.crc)?)
}

/// The content of the entry that passes.
struct Content<'s, 'a> {
    stream: &'s mut Stream<'a>,
    left: u64,
    begins_at: u64,
    hash: Sha256,
    crc: crc32fast::Hasher,
}

impl Read for Content<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.pass(buffer).map_err(io::Error::other)
    }
}

impl Content<'_, '_> {
    fn pass(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let most = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if most == 0 {
            return Ok(0);
        }
        let count = self.stream.read(&mut buffer[..most])?;
        self.left -= count as u64;
        self.hash.update(&buffer[..count]);
        self.crc.update(&buffer[..count]);
        Ok(count)
    }

    fn finish(mut self, crc: u32) -> Result<Digest, Error> {
        let mut piece = vec![0; PIECE_BYTES];
        while self.pass(&mut piece)? > 0 {}
        if self.crc.finalize() != crc {
            return Err(Error::NotCanonical(self.begins_at + CRC_AT));
        }
        Ok(Digest(self.hash.finalize().into()))
    }
}

/// Returns a line of `SHA256SUMS`, as `sha256sum -c` reads it.
pub(crate) fn sums_line(name: &str, digest: Digest) -> String {
    format!("{digest}  {name}\n")
}

/// Checks that `SHA256SUMS` lists all entries but itself, sorted by name, and nothing else.
fn check_sums(passed: &[(Record, Digest)]) -> Result<(), Error> {
    let (own, mut listed): (Vec<_>, Vec<_>) =
        passed.iter().partition(|(record, _)| record.name == SUMS);
    listed.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    let mut expected = Sha256::new();
    for (record, digest) in listed {
        expected.update(sums_line(&record.name, *digest));
    }
    let expected = Digest(expected.finalize().into());
    match own.first() {
        Some((_, found)) if *found == expected => Ok(()),
        _ => Err(Error::WrongSums),
    }
}

/// Compares all that follows the entries; its first bytes, `head`, have passed already.
fn pass_directory(
    stream: &mut Stream<'_>,
    head: &[u8],
    passed: &[(Record, Digest)],
) -> Result<(), Error> {
    let start = stream.at() - head.len() as u64;
    let records = || passed.iter().map(|(record, _)| record);
    let expected = directory(records(), start);
    let (first, rest) = expected.split_at(LOCAL_BYTES);
    let differs = |at: usize| {
        let place = start + at as u64;
        Err(match part_at(records(), at) {
            Part::Kind(name) => Error::NotPlainFile(name.to_string()),
            Part::Place(name) => Error::EntriesOverlap(name.to_string()),
            Part::Comment => Error::TrailingData(place),
            Part::Other => Error::NotCanonical(place),
        })
    };
    if let Some(at) = first_difference(head, first) {
        return differs(at);
    }
    let mut found = vec![0; PIECE_BYTES];
    for (n, piece) in rest.chunks(PIECE_BYTES).enumerate() {
        let count = stream.fill(&mut found[..piece.len()])?;
        if let Some(at) = first_difference(&found[..count], piece) {
            return differs(LOCAL_BYTES + n * PIECE_BYTES + at);
        }
    }
    Ok(())
}

fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    if one == other {
        return None;
    }
    let different = one.iter().zip(other).position(|(a, b)| a != b);
    Some(different.unwrap_or(one.len().min(other.len())))
}
