//! A folder as a depot: on this computer, a stick or a shared drive, and synced by whatever tool.
//!
//! Objects arrive whole or not at all, survive a power cut, and links never lead out of it.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::content::{CHUNK, Content};
use crate::probe::Trial;
use crate::settle::settle;
use crate::staged::sync_folder;
use crate::{Depot, Error, Key, Listed, Prefix, Probe, Put};

/// How the names of files begin that are not whole yet; no key begins with a dot.
const UNFINISHED: &str = ".plumbline-";

/// After which time an unfinished file is nobody's any more.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// From this length on a drive is asked first: FAT32 cannot hold it.
const FAT_LIMIT: u64 = 4 * 1024 * 1024 * 1024 - 1;

/// A folder in which objects lie.
#[derive(Debug, Clone)]
pub struct FolderDepot {
    root: PathBuf,
}

/// Opens a folder, which must be there: a drive that is not plugged in is no empty depot.
pub fn open_folder(root: &Path) -> Result<FolderDepot, Error> {
    let found = fs::canonicalize(root).map_err(Error::reading(root))?;
    match found.is_dir() {
        true => Ok(FolderDepot { root: found }),
        false => Err(Error::Unreadable {
            path: found,
            cause: io::ErrorKind::NotADirectory.into(),
        }),
    }
}

impl Depot for FolderDepot {
    fn put(&self, key: &Key, content: &mut dyn Content, how: Put) -> Result<(), Error> {
        settle(self, key, content, how, &|content, length, how| {
            self.write(key, content, length, how)
        })
    }

    fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, Error> {
        let Some((path, length)) = self.find(key)? else {
            return Err(Error::Missing(key.clone()));
        };
        if length > most {
            let key = key.clone();
            return Err(Error::TooLong { key, most });
        }
        let mut file = File::open(&path).map_err(Error::reading(&path))?;
        copy_exactly(&mut file, into, length).map_err(|fault| fault.named(&path, key))
    }

    fn stat(&self, key: &Key) -> Result<Option<u64>, Error> {
        Ok(self.find(key)?.map(|(_, length)| length))
    }

    fn list(&self, prefix: &Prefix) -> Result<Vec<Listed>, Error> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.join(prefix.as_str())];
        if !self.is_plain(prefix.as_str())? {
            return Ok(found);
        }
        while let Some(folder) = folders.pop() {
            for entry in entries(&folder)? {
                let entry = entry.map_err(Error::reading(&folder))?;
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    Ok(kind) if kind.is_file() => found.extend(self.listed(&entry)),
                    _ => (),
                }
            }
        }
        found.sort();
        Ok(found)
    }

    fn probe(&self) -> Result<Probe, Error> {
        crate::probe::probe(self, self)
    }
}

impl Trial for FolderDepot {
    fn create(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
        let length = bytes.len() as u64;
        match self.write(key, &mut io::Cursor::new(bytes), length, Put::Once) {
            Ok(()) => Ok(true),
            Err(Error::Taken(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn delete(&self, key: &Key) -> Result<(), Error> {
        let path = self.root.join(key.as_str());
        fs::remove_file(&path).map_err(Error::at(&path))?;
        // Empty folders of a trial go too; the root and whatever holds anything stays.
        let folders = path.ancestors().skip(1);
        let inside = folders.take_while(|folder| *folder != self.root);
        for folder in inside {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl FolderDepot {
    /// Writes a file beside its place, and gives it its name when it is safe on the disk.
    fn write(
        &self,
        key: &Key,
        content: &mut dyn Content,
        length: u64,
        how: Put,
    ) -> Result<(), Error> {
        let path = self.root.join(key.as_str());
        let folder = self.make_folder(key)?;
        let file = write_beside(&folder, content, length)
            .map_err(|fault| fault.written(&path, key, length))?;
        match (place(file, &path, how), how) {
            (Err(Error::Exists(_)), Put::Once) => Err(Error::Taken(key.clone())),
            (placed, _) => placed,
        }
    }

    /// Returns an object's file and its length in bytes.
    fn find(&self, key: &Key) -> Result<Option<(PathBuf, u64)>, Error> {
        if !self.is_plain(key.as_str())? {
            return Ok(None);
        }
        let path = self.root.join(key.as_str());
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_file() => Ok(Some((path, about.len()))),
            Ok(_) => Ok(None),
            Err(fault) if is_missing(&fault) => Ok(None),
            Err(fault) => Err(Error::reading(path)(fault)),
        }
    }

    /// Tells whether everything on the way to a name is a plain folder; refuses links.
    fn is_plain(&self, name: &str) -> Result<bool, Error> {
        // The root itself must still be there: a stick that was pulled out holds nothing, and
        // that must not look like an empty depot.
        fs::metadata(&self.root).map_err(Error::reading(&self.root))?;
        let mut path = self.root.clone();
        for part in name.split('/').filter(|part| !part.is_empty()) {
            path.push(part);
            match fs::symlink_metadata(&path) {
                Ok(about) if about.is_symlink() => return Err(Error::Link(path)),
                Ok(_) => (),
                Err(fault) if is_missing(&fault) => return Ok(false),
                Err(fault) => return Err(Error::reading(path)(fault)),
            }
        }
        Ok(true)
    }

    /// Makes the folder in which an object lies.
    fn make_folder(&self, key: &Key) -> Result<PathBuf, Error> {
        let mut folder = self.root.clone();
        let parts = key.as_str().rsplit_once('/').map_or("", |(parts, _)| parts);
        for part in parts.split('/').filter(|part| !part.is_empty()) {
            let above = folder.clone();
            folder.push(part);
            match fs::symlink_metadata(&folder) {
                Ok(about) if about.is_symlink() => return Err(Error::Link(folder)),
                Ok(_) => continue,
                Err(_) => make_one(&folder).map_err(Error::at(&folder))?,
            }
            sync_folder(&above);
        }
        Ok(folder)
    }

    /// Returns a file as an object, or sweeps it away if it was never finished.
    fn listed(&self, entry: &fs::DirEntry) -> Option<Listed> {
        let path = entry.path();
        let about = entry.metadata().ok()?;
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let age = about.modified().ok()?.elapsed().ok()?;
            if age > ABANDONED {
                let _ = fs::remove_file(path);
            }
            return None;
        }
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
        let key = parts?.join("/").parse().ok()?;
        let length = about.len();
        Some(Listed { key, length })
    }
}

/// Makes a folder, unless somebody else has just made it.
fn make_one(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Lists a folder; one that has gone meanwhile is empty.
fn entries(folder: &Path) -> Result<Vec<io::Result<fs::DirEntry>>, Error> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.collect()),
        Err(fault) if is_missing(&fault) => Ok(Vec::new()),
        Err(fault) => Err(Error::reading(folder)(fault)),
    }
}

fn is_missing(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Which end of a copy failed.
#[derive(Debug)]
pub(crate) enum CopyFault {
    From(io::Error),
    Into(io::Error),
}

impl CopyFault {
    /// Returns what the system said.
    pub fn cause(self) -> io::Error {
        match self {
            Self::From(fault) | Self::Into(fault) => fault,
        }
    }

    /// Returns the fault if it was at the side that was read.
    pub fn of_source(self) -> Option<io::Error> {
        match self {
            Self::From(fault) => Some(fault),
            Self::Into(_) => None,
        }
    }

    /// Names what was read into the reader's own hands.
    pub fn named(self, path: &Path, key: &Key) -> Error {
        match self {
            Self::From(fault) => Error::reading(path)(fault),
            Self::Into(fault) => Error::copying(key)(fault),
        }
    }

    /// Names what was written into the depot.
    fn written(self, path: &Path, key: &Key, length: u64) -> Error {
        match self {
            Self::From(fault) => Error::copying(key)(fault),
            Self::Into(fault) if fault.kind() == io::ErrorKind::FileTooLarge => {
                let path = path.to_path_buf();
                Error::TooLarge { path, length }
            }
            Self::Into(fault) => Error::at(path)(fault),
        }
    }
}

/// Copies `length` bytes, and finds fault with an end before that.
pub(crate) fn copy_exactly(
    from: &mut dyn Read,
    into: &mut dyn Write,
    length: u64,
) -> Result<u64, CopyFault> {
    let mut buffer = vec![0; CHUNK];
    let mut left = length;
    while left > 0 {
        let want = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let part = &mut buffer[..want];
        from.read_exact(part).map_err(CopyFault::From)?;
        into.write_all(part).map_err(CopyFault::Into)?;
        left -= want as u64;
    }
    Ok(length)
}

/// Writes a content into a file without a lasting name, down to the disk.
pub(crate) fn write_beside(
    folder: &Path,
    content: &mut dyn Content,
    length: u64,
) -> Result<NamedTempFile, CopyFault> {
    let mut file = unfinished_file(folder).map_err(CopyFault::Into)?;
    if length >= FAT_LIMIT {
        file.as_file().set_len(length).map_err(CopyFault::Into)?;
    }
    copy_exactly(content, &mut file, length)?;
    file.as_file().sync_all().map_err(CopyFault::Into)?;
    Ok(file)
}

/// Makes a file that vanishes unless it is given a name.
pub(crate) fn unfinished_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED).tempfile_in(folder)
}

/// Gives a finished file its name, in place of another one only if it is to replace it.
pub(crate) fn place(file: NamedTempFile, path: &Path, how: Put) -> Result<(), Error> {
    open_to_group(&file).map_err(Error::at(path))?;
    let placed = match how {
        Put::Replace => file.persist(path).map(drop).map_err(|fault| fault.error),
        Put::Once => link(file, path),
    };
    placed.map_err(Error::at(path))?;
    sync_folder(path.parent().unwrap_or(Path::new(".")));
    Ok(())
}

/// A hard link fails where the name is taken; a rename would replace the file. File systems
/// without links (FAT) get the rename.
fn link(file: NamedTempFile, path: &Path) -> io::Result<()> {
    match fs::hard_link(file.path(), path) {
        Ok(()) => Ok(()),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Err(fault),
        Err(_) if path.exists() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => file.persist(path).map(drop).map_err(|fault| fault.error),
    }
}

/// Unfinished files are their owner's alone; on a shared drive, others must read finished ones.
#[cfg(unix)]
fn open_to_group(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match file
        .as_file()
        .set_permissions(fs::Permissions::from_mode(0o644))
    {
        // A file system without permissions has none to give.
        Err(fault) if fault.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        Err(fault) if fault.kind() == io::ErrorKind::Unsupported => Ok(()),
        set => set,
    }
}

#[cfg(not(unix))]
fn open_to_group(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}
