//! Backup: a consistent, checked copy of a workspace while it is open.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::Part;
use crate::membership::{self, Kind};
use crate::{Error, Workspace, file};

/// How many pages are copied between two reports of progress.
const PAGES_AT_ONCE: i32 = 1024;

/// Is told how many pages are copied, and of how many; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

impl Workspace {
    /// Copies the workspace as it is now into a new file. Others may go on writing meanwhile.
    pub fn backup(&self, target: &Path, progress: Progress) -> Result<(), Error> {
        copy(&self.connection, target, progress)
    }
}

/// Copies the workspace at `path` into a new file, without writing to it.
pub fn backup(path: &Path, target: &Path, progress: Progress) -> Result<(), Error> {
    file::inspect(path)?;
    copy(&file::connect_to_read(path)?, target, progress)
}

pub(crate) fn copy(source: &Connection, target: &Path, progress: Progress) -> Result<(), Error> {
    let new = file::NewFile::at(target)?;
    if membership::kind(source)? == Kind::Branch {
        new.keep_private()?;
    }
    let mut connection = Connection::open(new.path())?;
    // One moment is copied: pages that others write meanwhile do not start the copy anew.
    let moment = source.unchecked_transaction()?;
    moment.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    copy_pages(&moment, &mut connection, progress)?;
    check(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    new.finish()
}

fn copy_pages(
    source: &Connection,
    target: &mut Connection,
    progress: Progress,
) -> Result<(), Error> {
    let backup = Backup::new(source, target)?;
    loop {
        let step = backup.step(PAGES_AT_ONCE)?;
        let pages = backup.progress();
        let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
        let total = count(pages.pagecount);
        let goes_on = progress(total - count(pages.remaining), total);
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More if !goes_on => return Err(Error::Cancelled),
            StepResult::More => {}
            _ => return Err(Error::Busy),
        }
    }
}

fn check(copy: &Connection) -> Result<(), Error> {
    let found: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(()),
        _ => Err(Error::damaged(Part::File, found)),
    }
}
