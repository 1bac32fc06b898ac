//! A workspace: one file, opened, made, and written in transactions.

use std::path::Path;

use handbook::{EventKind, Handbook};
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, file, schema};

/// How many entries of the record are checked whenever a file is opened.
const LAST_ENTRIES: u64 = 100;

/// What may be done with an open workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Full,
    /// Only reading: a newer program has made or upgraded the file.
    NewerVersion {
        /// The form of the file.
        found: u32,
        /// The newest form that this program knows.
        known: u32,
    },
    /// Only reading: the file or its folder is write-protected.
    ReadOnlyFile,
}

/// Stands for what an open workspace holds at one moment: after any change it is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// How often others have written, as far as SQLite tells.
    others: i64,
    /// How many rows were changed through this value.
    own: u64,
}

/// An open workspace. Several programs may have the same file open.
pub struct Workspace {
    pub(crate) connection: Connection,
    access: Access,
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.connection.path();
        f.debug_struct("Workspace")
            .field("path", &path)
            .field("access", &self.access)
            .finish()
    }
}

impl Workspace {
    /// Makes a workspace in a new file; where that fails, nothing is left behind.
    pub fn create(
        path: &Path,
        handbook: &Handbook,
        actor: &str,
        at: Timestamp,
    ) -> Result<Self, Error> {
        let new = file::NewFile::at(path)?;
        let mut connection = new.connect()?;
        found(&mut connection, handbook, actor, at)?;
        connection.close().map_err(|(_, error)| error)?;
        new.finish()?;
        Self::open(path)
    }

    /// Makes a workspace that lasts as long as the value.
    pub fn in_memory(handbook: &Handbook, actor: &str, at: Timestamp) -> Result<Self, Error> {
        let mut connection = Connection::open_in_memory()?;
        file::prepare(&connection)?;
        found(&mut connection, handbook, actor, at)?;
        let access = Access::Full;
        Ok(Self { connection, access })
    }

    /// Opens a workspace, upgrading a file of an older form after a copy has been put beside it.
    /// What may be done with it is told by [`Workspace::access`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        file::inspect(path)?;
        let (mut connection, is_writable) = file::connect(path)?;
        let (found, known) = (schema::version(&connection)?, schema::VERSION);
        let access = match (found > known, is_writable) {
            (true, _) => Access::NewerVersion { found, known },
            (false, true) => Access::Full,
            (false, false) => Access::ReadOnlyFile,
        };
        if access == Access::Full {
            schema::upgrade(path, &mut connection)?;
        } else {
            connection.pragma_update(None, "query_only", true)?;
        }
        if found <= known {
            check(&connection, found)?;
        }
        Ok(Self { connection, access })
    }

    /// Tells what may be done with this workspace.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Returns a stamp that tells whether anybody writes meanwhile. Stamps of two open workspaces
    /// say nothing to each other, even if both have the same file open.
    pub fn stamp(&self) -> Result<Stamp, Error> {
        let mut version = self.connection.prepare_cached("PRAGMA data_version")?;
        let others = version.query_row([], |row| row.get(0))?;
        let own = self.connection.total_changes();
        Ok(Stamp { others, own })
    }

    /// Returns the handbook's title and lists.
    pub fn handbook(&self) -> Result<Handbook, Error> {
        handbook(&self.connection)
    }

    /// Saves the handbook's title and lists, if they are still those that were `read`.
    pub fn save_handbook(&mut self, handbook: &Handbook, read: &Handbook) -> Result<(), Error> {
        self.write(|transaction| {
            let theirs = self::handbook(transaction)?;
            if theirs != *read {
                return Err(Error::StaleHandbook {
                    theirs: Box::new(theirs),
                    yours: Box::new(handbook.clone()),
                });
            }
            put_handbook(transaction, handbook)
        })
    }

    /// Does all of `work` or nothing of it; nobody else writes meanwhile.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let transaction = self.begin()?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Begins to write, if that is allowed; nobody else writes until the end.
    pub(crate) fn begin(&mut self) -> Result<Transaction<'_>, Error> {
        match self.access {
            Access::Full => {}
            Access::NewerVersion { found, known } => {
                return Err(Error::NewerVersion { found, known });
            }
            Access::ReadOnlyFile => return Err(Error::ReadOnly),
        }
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        schema::check_version(&transaction)?;
        Ok(transaction)
    }

    /// Reads several things as they are at one moment.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let transaction = self.connection.unchecked_transaction()?;
        work(&transaction)
    }
}

/// Fills an empty database.
pub(crate) fn found(
    connection: &mut Connection,
    handbook: &Handbook,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    schema::build(connection)?;
    let transaction = connection.transaction()?;
    let text = json(handbook);
    transaction.execute("INSERT INTO handbook (key, text) VALUES (1, ?1)", [text])?;
    let event = Event {
        at,
        actor,
        kind: EventKind::Created,
        subject: handbook.id.to_string(),
        body: json!({ "title": handbook.title, "organisation": handbook.organisation }),
    };
    record::append(&transaction, event)?;
    Ok(transaction.commit()?)
}

/// Checks what can be checked whenever a file of the form `found` is opened.
///
/// `quick_check` reads every page, so that its time grows with the history: 10,000 standards with
/// five revisions each (390 MB) take it 0.25 s with the file in memory, and seconds from a disk.
/// It is left to [`crate::doctor`]; each text that is read later is compared with its digest.
fn check(connection: &Connection, found: u32) -> Result<(), Error> {
    // An older form stays where the file must not be written.
    let unexpected = match found < schema::VERSION {
        true => Vec::new(),
        false => schema::unexpected(connection)?,
    };
    if !unexpected.is_empty() {
        return Err(Error::damaged(Part::Schema, unexpected.join(", ")));
    }
    handbook(connection)?;
    record::check_last(connection, LAST_ENTRIES)
}

pub(crate) fn handbook(connection: &Connection) -> Result<Handbook, Error> {
    let mut select = connection.prepare_cached("SELECT text FROM handbook WHERE key = 1")?;
    let mut rows = select.query([])?;
    let Some(row) = rows.next()? else {
        return Err(Error::damaged(Part::Handbook, "it is missing"));
    };
    let text: String = row.get(0)?;
    serde_json::from_str(&text).map_err(|fault| Error::damaged(Part::Handbook, fault))
}

/// Replaces the title and lists; a handbook stays itself.
pub(crate) fn put_handbook(transaction: &Transaction, handbook: &Handbook) -> Result<(), Error> {
    let here = self::handbook(transaction)?.id;
    if here != handbook.id {
        return Err(Error::OtherHandbook {
            here,
            given: handbook.id,
        });
    }
    transaction.execute("UPDATE handbook SET text = ?1", [json(handbook)])?;
    Ok(())
}

fn json(handbook: &Handbook) -> String {
    serde_json::to_string(handbook).expect("a handbook is plain data")
}

#[cfg(test)]
mod tests {
    use handbook::{HandbookId, Language, Standard, StandardId};

    use super::*;

    fn at() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    #[test]
    fn on_a_full_disk_no_part_of_an_edition_or_of_receipts_stays() {
        let id = HandbookId::new(at(), [1; 10]);
        let handbook = Handbook::new(id, "Title", "Example", Language::English);
        let mut workspace = Workspace::in_memory(&handbook, "HR", at()).expect("made");
        let limit = "PRAGMA max_page_count = 600";
        let pages = (workspace.connection).query_row(limit, [], |row| row.get::<_, u32>(0));
        assert_eq!(pages.expect("set"), 600);
        let head = workspace.record_head().expect("read");
        let mut receiving = workspace.receive_edition(1).expect("begun");
        let refused = receiving.add_piece(&vec![7; 4 << 20]);
        assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
        drop(receiving);
        assert_eq!(workspace.read_edition_file(1, 0, 9).expect("read"), b"");
        let large = "words ".repeat(500_000);
        let refused = workspace.add_alarm("1", &large, "HR", at());
        assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
        assert_eq!(workspace.record_head().expect("read"), head);
        workspace
            .add_alarm("1", "small things still fit", "HR", at())
            .expect("noted");
    }

    #[test]
    fn a_full_disk_is_named_and_nothing_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Full.plumbline");
        let id = HandbookId::new(at(), [1; 10]);
        let handbook = Handbook::new(id, "Title", "Example", Language::English);
        let mut workspace = Workspace::create(&path, &handbook, "HR", at()).expect("made");
        let mut small = Standard::empty(StandardId::new(at(), [1; 10]));
        workspace.add_draft(&small, at()).expect("added");
        // The database refuses to grow any more, exactly as on a full disk.
        let limit = "PRAGMA max_page_count = 1";
        let pages: u32 = workspace
            .connection
            .query_row(limit, [], |row| row.get(0))
            .expect("set");
        assert!(pages > 1);
        let mut large = Standard::empty(StandardId::new(at(), [2; 10]));
        large.statement = "words ".repeat(100_000);
        let refused = workspace.add_draft(&large, at());
        assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
        assert_eq!(workspace.drafts().expect("read").len(), 1);
        small.title = "Still here".to_string();
        workspace
            .save_draft(&small, 1, at())
            .expect("small texts still fit");
        assert!(crate::doctor(&path).expect("examined").is_sound());
    }
}
