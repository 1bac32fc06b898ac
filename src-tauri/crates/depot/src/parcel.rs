//! A parcel: a depot's tree in one file, for mail and messengers.
//!
//! The same objects give the same bytes. Whatever is not written exactly like that is refused
//! when the parcel is opened, before any object of it is read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crc32fast::Hasher;

use crate::content::{self, Content};
use crate::folder::{CopyFault, copy_exactly, place, unfinished_file};
use crate::zip::{
    CENTRAL, END, END_SIGNATURE, Entry, LOCAL_SIGNATURE, central_header, end, is_plain_file,
    is_stored, local_header, read_central, read_end, read_end_before_comment,
};
use crate::{BadParcel, Depot, Error, Key, Listed, Prefix, Probe, Put};

/// The most entries in a parcel.
const MOST_ENTRIES: u64 = 20_000;
/// How far from the end of a file the end of a parcel is looked for, in bytes.
const MOST_BEHIND: u64 = 1 << 20;
/// The longest name in a parcel, in bytes; longer than any key.
const LONGEST_NAME: u64 = 200;

/// A parcel that was found to be sound, as a depot to read from.
#[derive(Debug)]
pub struct Parcel {
    path: PathBuf,
    file: Mutex<File>,
    entries: Vec<(Key, Entry)>,
}

/// Packs objects into a new file, in the order of their keys. Refuses a name that is taken.
pub fn write_parcel(path: &Path, objects: Vec<(Key, Box<dyn Content + '_>)>) -> Result<(), Error> {
    let bad = |fault| bad(path, fault);
    let mut objects = objects;
    objects.sort_by(|one, other| one.0.cmp(&other.0));
    if objects.len() as u64 > MOST_ENTRIES {
        return Err(bad(BadParcel::TooMany(objects.len() as u64)));
    }
    if let Some(pair) = objects.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(bad(BadParcel::BadOrder(pair[0].0.clone())));
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let file = unfinished_file(folder.unwrap_or(Path::new("."))).map_err(Error::at(path))?;
    let mut packing = Packing {
        path,
        file: io::BufWriter::new(file),
        at: 0,
        directory: Vec::new(),
        count: 0,
    };
    for (key, mut content) in objects {
        packing.add(&key, content.as_mut())?;
    }
    place(packing.finish()?, path, Put::Once)
}

/// A parcel in the making.
struct Packing<'a> {
    path: &'a Path,
    file: io::BufWriter<tempfile::NamedTempFile>,
    at: u64,
    directory: Vec<u8>,
    count: u16,
}

impl Packing<'_> {
    fn add(&mut self, key: &Key, content: &mut dyn Content) -> Result<(), Error> {
        let (crc, length) = measure(content).map_err(Error::copying(key))?;
        let too_large = |_| bad(self.path, BadParcel::TooLarge);
        let entry = Entry {
            name: key.to_string(),
            crc,
            length: u32::try_from(length).map_err(too_large)?,
            offset: u32::try_from(self.at).map_err(too_large)?,
        };
        let header = local_header(&entry);
        self.file.write_all(&header).map_err(Error::at(self.path))?;
        let mut checked = Checked::new(&mut self.file);
        match copy_exactly(content, &mut checked, length) {
            Err(CopyFault::From(fault)) => return Err(Error::copying(key)(fault)),
            Err(CopyFault::Into(fault)) => return Err(Error::at(self.path)(fault)),
            Ok(_) if checked.crc.clone().finalize() == crc => (),
            Ok(_) => return Err(bad(self.path, BadParcel::Damaged(key.clone()))),
        }
        self.directory.extend(central_header(&entry));
        self.at += header.len() as u64 + length;
        self.count += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<tempfile::NamedTempFile, Error> {
        let too_large = |_| bad(self.path, BadParcel::TooLarge);
        let offset = u32::try_from(self.at).map_err(too_large)?;
        let length = u32::try_from(self.directory.len()).expect("20,000 short entries");
        self.directory.extend(end(self.count, length, offset));
        let written = self.file.write_all(&self.directory);
        written.map_err(Error::at(self.path))?;
        let file = self.file.into_inner();
        let file = file.map_err(|fault| Error::at(self.path)(fault.into_error()))?;
        file.as_file().sync_all().map_err(Error::at(self.path))?;
        Ok(file)
    }
}

/// Returns a content's CRC-32 and length in bytes, and goes back to its start.
fn measure(content: &mut dyn Content) -> io::Result<(u32, u64)> {
    let length = content::length(content)?;
    let mut checked = Checked::new(io::sink());
    let copied = copy_exactly(content, &mut checked, length);
    copied.map_err(CopyFault::cause)?;
    content.rewind()?;
    Ok((checked.crc.finalize(), length))
}

/// Counts the CRC-32 of what passes through it.
struct Checked<W> {
    crc: Hasher,
    into: W,
}

impl<W> Checked<W> {
    fn new(into: W) -> Self {
        let crc = Hasher::new();
        Self { crc, into }
    }
}

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.into.write(bytes)?;
        self.crc.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}

/// Opens a parcel and checks every byte of it: the objects' own by their CRC-32.
pub fn open_parcel(path: &Path) -> Result<Parcel, Error> {
    let mut file = File::open(path).map_err(Error::reading(path))?;
    let entries = read_entries(&mut file).map_err(|fault| match fault {
        Fault::Read(cause) => Error::reading(path)(cause),
        Fault::Bad(fault) => bad(path, fault),
    })?;
    let parcel = Parcel {
        path: path.to_path_buf(),
        file: Mutex::new(file),
        entries,
    };
    for (key, entry) in &parcel.entries {
        parcel.get(key, &mut io::sink(), entry.length.into())?;
    }
    Ok(parcel)
}

/// Why a parcel could not be opened.
#[derive(Debug)]
enum Fault {
    Read(io::Error),
    Bad(BadParcel),
}

impl From<io::Error> for Fault {
    fn from(fault: io::Error) -> Self {
        Self::Read(fault)
    }
}

impl From<BadParcel> for Fault {
    fn from(fault: BadParcel) -> Self {
        Self::Bad(fault)
    }
}

fn read_entries(file: &mut File) -> Result<Vec<(Key, Entry)>, Fault> {
    let directory = read_directory(file)?;
    let mut rest = &directory.bytes[..];
    let mut entries: Vec<(Key, Entry)> = Vec::new();
    let mut at = 0;
    for _ in 0..directory.count {
        let entry = read_central(rest).ok_or(BadParcel::BadLength)?;
        let bad_name = |_| BadParcel::BadName(entry.name.clone());
        let key: Key = entry.name.parse().map_err(bad_name)?;
        if let Some((before, _)) = entries.last().filter(|(before, _)| *before >= key) {
            let is_twin = *before == key;
            return Err(if is_twin {
                BadParcel::Twice(key)
            } else {
                BadParcel::BadOrder(key)
            }
            .into());
        }
        let header = central_header(&entry);
        if !rest.starts_with(&header) {
            return Err(fault_of(rest, key).into());
        }
        match u64::from(entry.offset) {
            offset if offset < at => return Err(BadParcel::Overlap(key).into()),
            offset if offset > at => return Err(BadParcel::BadLength.into()),
            _ => {}
        }
        at += check_local(file, &key, &entry, directory.offset)?;
        rest = &rest[header.len()..];
        entries.push((key, entry));
    }
    match rest.is_empty() && at == directory.offset {
        true => Ok(entries),
        false => Err(BadParcel::BadLength.into()),
    }
}

/// Tells what is wrong with an entry of the directory, which `found` begins with.
fn fault_of(found: &[u8], key: Key) -> BadParcel {
    if !is_stored(found) {
        return BadParcel::NotStored(key);
    }
    match is_plain_file(found) {
        true => BadParcel::BadEntry(key),
        false => BadParcel::NotPlainFile(key),
    }
}

/// The directory of a parcel, as bytes.
struct Directory {
    count: u16,
    offset: u64,
    bytes: Vec<u8>,
}

/// Refuses at once what does not begin as a parcel does, whole or cut off.
fn check_start(mut file: &File) -> Result<(), Fault> {
    let mut start = Vec::new();
    file.rewind()?;
    file.take(4).read_to_end(&mut start)?;
    // One without entries begins with its end.
    let known = [LOCAL_SIGNATURE, END_SIGNATURE];
    match known.iter().any(|known| known.starts_with(&start)) {
        true => Ok(()),
        false => Err(BadParcel::NotAParcel.into()),
    }
}

/// Tells whether a file that does not end like a parcel is one with something behind it.
fn has_more_behind(mut file: &File, length: u64) -> Result<bool, Fault> {
    let start = length.saturating_sub(MOST_BEHIND);
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(MOST_BEHIND).read_to_end(&mut bytes)?;
    let places = bytes.windows(END).zip(start..);
    let mut ends = places.filter(|(window, _)| window.starts_with(END_SIGNATURE));
    Ok(ends.any(|(window, at)| {
        let end = window.try_into().ok().and_then(read_end_before_comment);
        // An edition in the parcel is a zip too; its end does not lie where it says.
        end.is_some_and(|(_, size, offset)| u64::from(size) + u64::from(offset) == at)
    }))
}

/// Reads the directory after its length was found to fit the file and the number of entries.
fn read_directory(file: &mut File) -> Result<Directory, Fault> {
    check_start(file)?;
    let length = file.seek(SeekFrom::End(0))?;
    let at = length.checked_sub(END as u64).ok_or(BadParcel::BadEnd)?;
    let mut last = [0; END];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut last)?;
    let Some((count, size, offset)) = read_end(&last) else {
        return Err(match has_more_behind(file, length)? {
            true => BadParcel::Trailing.into(),
            false => BadParcel::BadEnd.into(),
        });
    };
    let (entries, size, offset) = (u64::from(count), u64::from(size), u64::from(offset));
    if entries > MOST_ENTRIES {
        return Err(BadParcel::TooMany(entries).into());
    }
    if size > entries * (CENTRAL as u64 + LONGEST_NAME) || offset + size != at {
        return Err(BadParcel::BadLength.into());
    }
    let mut bytes = vec![0; usize::try_from(size).expect("a few megabytes")];
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(&mut bytes)?;
    Ok(Directory {
        count,
        offset,
        bytes,
    })
}

/// Checks the header in front of an object, and returns how far the next one is.
fn check_local(file: &mut File, key: &Key, entry: &Entry, limit: u64) -> Result<u64, Fault> {
    let header = local_header(entry);
    let whole = header.len() as u64 + u64::from(entry.length);
    if u64::from(entry.offset) + whole > limit {
        return Err(BadParcel::Overlap(key.clone()).into());
    }
    let mut found = vec![0; header.len()];
    file.seek(SeekFrom::Start(entry.offset.into()))?;
    file.read_exact(&mut found)?;
    match found == header {
        true => Ok(whole),
        false => Err(BadParcel::BadEntry(key.clone()).into()),
    }
}

impl Depot for Parcel {
    fn put(&self, _: &Key, _: &mut dyn Content, _: Put) -> Result<(), Error> {
        Err(Error::ReadOnly)
    }

    fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, Error> {
        let entry = self.find(key).ok_or_else(|| Error::Missing(key.clone()))?;
        let length = u64::from(entry.length);
        if length > most {
            let key = key.clone();
            return Err(Error::TooLong { key, most });
        }
        let start = u64::from(entry.offset) + local_header(entry).len() as u64;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let found = file.seek(SeekFrom::Start(start));
        found.map_err(Error::reading(&self.path))?;
        let mut checked = Checked::new(into);
        let copied = copy_exactly(&mut *file, &mut checked, length);
        copied.map_err(|fault| fault.named(&self.path, key))?;
        match checked.crc.finalize() == entry.crc {
            true => Ok(length),
            false => Err(bad(&self.path, BadParcel::Damaged(key.clone()))),
        }
    }

    fn stat(&self, key: &Key) -> Result<Option<u64>, Error> {
        Ok(self.find(key).map(|entry| entry.length.into()))
    }

    fn list(&self, prefix: &Prefix) -> Result<Vec<Listed>, Error> {
        let held = self.entries.iter().filter(|(key, _)| prefix.holds(key));
        let listed = held.map(|(key, entry)| Listed {
            key: key.clone(),
            length: entry.length.into(),
        });
        Ok(listed.collect())
    }

    fn probe(&self) -> Result<Probe, Error> {
        Err(Error::ReadOnly)
    }
}

impl Parcel {
    fn find(&self, key: &Key) -> Option<&Entry> {
        let found = self.entries.binary_search_by(|(own, _)| own.cmp(key));
        found.ok().map(|index| &self.entries[index].1)
    }
}

fn bad(path: &Path, fault: BadParcel) -> Error {
    let path = path.to_path_buf();
    Error::BadParcel { path, fault }
}
