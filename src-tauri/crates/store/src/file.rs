//! The file of a workspace: what it is, how it is opened, how it comes to be all at once.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::Error;
use crate::schema::APPLICATION_ID;

const MAGIC: &[u8] = b"SQLite format 3\0";

/// How much of a file is kept at hand, at most, in KiB.
const CACHE_KIB: i32 = 65_536;

/// How long a write waits for another program's write.
const PATIENCE: Duration = Duration::from_secs(5);

/// Says exactly what is wrong with a file that cannot be a workspace.
pub(crate) fn inspect(path: &Path) -> Result<(), Error> {
    let metadata = std::fs::metadata(path).map_err(|e| Error::io(path, e))?;
    if !metadata.is_file() {
        return Err(Error::NotAFile(path.to_path_buf()));
    }
    if metadata.len() == 0 {
        return Err(Error::EmptyFile(path.to_path_buf()));
    }
    let header = header(path)?;
    if !header.starts_with(MAGIC) {
        return Err(Error::NotAWorkspace(path.to_path_buf()));
    }
    let Some(header) = header.first_chunk::<100>() else {
        return Err(truncated(path, 100, metadata.len()));
    };
    let application_id = number_at(header, 68);
    if application_id != APPLICATION_ID {
        return Err(Error::OtherDatabase {
            path: path.to_path_buf(),
            application_id,
        });
    }
    let expected = stated_length(header);
    if metadata.len() < expected && !has_journal(path) {
        return Err(truncated(path, expected, metadata.len()));
    }
    Ok(())
}

fn header(path: &Path) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let mut header = Vec::with_capacity(100);
    let read = file.take(100).read_to_end(&mut header);
    read.map_err(|e| Error::io(path, e))?;
    Ok(header)
}

fn truncated(path: &Path, expected: u64, found: u64) -> Error {
    Error::Truncated {
        path: path.to_path_buf(),
        expected,
        found,
    }
}

/// Reads four bytes, most significant first, as the SQLite file format writes its header.
fn number_at(header: &[u8; 100], place: usize) -> u32 {
    let bytes = [0, 1, 2, 3].map(|offset| header[place + offset]);
    u32::from_be_bytes(bytes)
}

/// Returns the length that the header states, in bytes; 0 where the header does not vouch for it
/// (SQLite file format, 1.3.8).
fn stated_length(header: &[u8; 100]) -> u64 {
    if number_at(header, 24) != number_at(header, 92) {
        return 0;
    }
    let page = u64::from(u16::from_be_bytes([header[16], header[17]]));
    let page = if page == 1 { 65_536 } else { page };
    page * u64::from(number_at(header, 28))
}

fn has_journal(path: &Path) -> bool {
    std::fs::metadata(journal(path)).is_ok_and(|metadata| metadata.len() > 0)
}

/// Returns the name of the file beside the workspace that holds its last changes.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Opens a database; the second value tells whether it can be written.
pub(crate) fn connect(path: &Path) -> Result<(Connection, bool), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match connect_with(path, flags) {
        Ok(connection) => {
            let is_writable = !connection.is_readonly("main")?;
            Ok((connection, is_writable))
        }
        Err(error) if is_write_protected(&error) => Ok((connect_read_only(path)?, false)),
        Err(error) => Err(error.into()),
    }
}

/// Opens a database for reading.
///
/// A connection that may only read leaves the journal's files behind when it is closed. Where
/// there were none before, one that may write but does not tidies them away.
pub(crate) fn connect_to_read(path: &Path) -> Result<Connection, Error> {
    if has_journal(path) {
        return connect_read_only(path);
    }
    let (connection, _) = connect(path)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a database so that nothing is written, not even beside it if that is forbidden.
fn connect_read_only(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match connect_with(path, flags) {
        Err(error) if is_write_protected(&error) && has_journal(path) => {
            Err(Error::UnreadableJournal(journal(path)))
        }
        // Readers of a write-ahead log share a file beside it; where none may be made, the
        // database is opened as one that nobody changes.
        Err(error) if is_write_protected(&error) => {
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            Ok(connect_with(Path::new(&unchanging(path)), flags)?)
        }
        other => Ok(other?),
    }
}

fn is_write_protected(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied)
    )
}

/// Writes a path as the URI of a database that nobody changes (sqlite.org/uri.html).
fn unchanging(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let escaped = path
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let root = if escaped.contains(':') && !escaped.starts_with('/') {
        "/"
    } else {
        ""
    };
    format!("file:{root}{escaped}?immutable=1")
}

fn connect_with(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    Ok(connection)
}

/// Sets what every connection needs, and reads once, so that a bad file shows here.
pub(crate) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Without it, REPLACE would remove rows past the triggers.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Digests as keys land all over their indexes, which must stay at hand while many are added.
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

/// A file in the making, in a folder of its own beside the place where it will stand.
pub(crate) struct NewFile {
    folder: tempfile::TempDir,
    target: PathBuf,
}

impl NewFile {
    /// Prepares a file at `target`, where nothing may stand yet.
    pub(crate) fn at(target: &Path) -> Result<Self, Error> {
        if target.symlink_metadata().is_ok() {
            return Err(Error::AlreadyExists(target.to_path_buf()));
        }
        let parent = parent(target);
        let folder = tempfile::Builder::new()
            .prefix(".plumbline-")
            .tempdir_in(parent)
            .map_err(|e| Error::io(parent, e))?;
        let target = target.to_path_buf();
        Ok(Self { folder, target })
    }

    /// Makes the unfinished file so that only its owner may read it. Files beside a database take
    /// its permissions. On Windows the folder's permissions hold.
    pub(crate) fn keep_private(&self) -> Result<(), Error> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let made = options.open(self.path());
        made.map(drop).map_err(|e| Error::io(&self.target, e))
    }

    /// Opens the unfinished file.
    pub(crate) fn connect(&self) -> Result<Connection, Error> {
        let connection = Connection::open(self.path())?;
        prepare(&connection)?;
        Ok(connection)
    }

    /// Returns the unfinished file's path.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("new")
    }

    /// Moves the finished file to its place, unless something stands there by now.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let written = File::open(self.path()).and_then(|file| file.sync_all());
        written.map_err(|e| Error::io(&self.target, e))?;
        let moved = tempfile::TempPath::try_from_path(self.path())
            .map_err(|e| Error::io(&self.target, e))?
            .persist_noclobber(&self.target);
        moved.map_err(|e| match e.error.kind() {
            std::io::ErrorKind::AlreadyExists => Error::AlreadyExists(self.target.clone()),
            _ => Error::io(&self.target, e.error),
        })?;
        sync_folder(parent(&self.target));
        Ok(())
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes a rename outlast a power cut where the system allows it; Windows does not.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
