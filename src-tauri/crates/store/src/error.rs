//! What can go wrong with a workspace, and which part of it is meant.

use std::path::PathBuf;

use handbook::{BranchId, Code, Digest, Draft, Handbook, StandardId};

/// A part of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The file as a database.
    File,
    /// The tables, indexes and triggers.
    Schema,
    /// The handbook's title and lists.
    Handbook,
    /// The working text of a standard.
    Draft(StandardId),
    /// A revision of a standard.
    Revision(StandardId, u32),
    /// The results of a standard.
    Results(StandardId),
    /// An edition.
    Edition(u32),
    /// The file of an edition that is handed out.
    EditionFile(u32, String),
    /// The organisation's identity.
    Identity,
    /// An entry of the record.
    Record(u64),
    /// The index that search uses.
    Search,
    /// A trust.
    Trust(u32),
    /// A state of the depot.
    State(u64),
    /// A branch.
    Branch(BranchId),
    /// A receipt of a branch.
    Receipt(BranchId, u64),
    /// The signed bytes of a receipt.
    ReceiptBytes(Digest),
    /// What makes the workspace that of a branch.
    Membership,
    /// A text that was received.
    Text(Digest),
    /// A receipt that this branch has made.
    OwnReceipt(u64),
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Schema => f.write_str("the table layout"),
            Self::Handbook => f.write_str("the handbook's title and lists"),
            Self::Draft(id) => write!(f, "the draft of standard {id}"),
            Self::Revision(id, number) => write!(f, "revision {number} of standard {id}"),
            Self::Results(id) => write!(f, "the results of standard {id}"),
            Self::Edition(number) => write!(f, "edition {number}"),
            Self::EditionFile(number, name) => write!(f, "the file “{name}” of edition {number}"),
            Self::Identity => f.write_str("the organisation's identity"),
            Self::Record(seq) => write!(f, "entry {seq} of the record"),
            Self::Search => f.write_str("the search index"),
            Self::Trust(number) => write!(f, "trust {number}"),
            Self::State(seq) => write!(f, "state {seq} of the depot"),
            Self::Branch(id) => write!(f, "branch {id}"),
            Self::Receipt(id, seq) => write!(f, "receipt {seq} of branch {id}"),
            Self::ReceiptBytes(content) => write!(f, "the receipt {content}"),
            Self::Membership => f.write_str("the branch's membership"),
            Self::Text(digest) => write!(f, "the received text {digest}"),
            Self::OwnReceipt(seq) => write!(f, "this branch's receipt {seq}"),
        }
    }
}

/// Why the workspace did not do what was asked. Nothing was changed in any of these cases.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is something under the name already.
    #[error("“{}” exists already", .0.display())]
    AlreadyExists(PathBuf),
    /// There is no such file.
    #[error("there is no file “{}”", .0.display())]
    NotFound(PathBuf),
    /// It is a folder or a device.
    #[error("“{}” is not a file", .0.display())]
    NotAFile(PathBuf),
    /// The file holds no bytes.
    #[error("“{}” is empty", .0.display())]
    EmptyFile(PathBuf),
    /// The file is of another kind.
    #[error("“{}” is not a workspace: it is no database", .0.display())]
    NotAWorkspace(PathBuf),
    /// The file is a database of another program.
    #[error("“{}” is not a workspace: it is another program's database (application id {application_id:#010x})", path.display())]
    OtherDatabase {
        /// The file.
        path: PathBuf,
        /// What it calls itself.
        application_id: u32,
    },
    /// The file ends early.
    #[error("“{}” ends early: {expected} bytes are due and {found} are there", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
        /// The length that the file says it has, in bytes.
        expected: u64,
        /// Its length, in bytes.
        found: u64,
    },
    /// A part is damaged.
    #[error("{part} is damaged: {found}")]
    Damaged {
        /// Which part.
        part: Part,
        /// What was found there.
        found: String,
    },
    /// The last changes lie in a second file that cannot be read where it is.
    #[error("the last changes lie in “{}”, which cannot be read in a folder where nothing may be written", .0.display())]
    UnreadableJournal(PathBuf),
    /// The file was made or upgraded by a newer program; it can be read only.
    #[error("the file has form {found}, and this program writes form {known}; it can only be read")]
    NewerVersion {
        /// The form of the file.
        found: u32,
        /// The newest form that this program knows.
        known: u32,
    },
    /// The file or its folder is write-protected.
    #[error("the file can only be read")]
    ReadOnly,
    /// Another program is writing and does not stop.
    #[error(
        "another program is writing to the file at the same time; nothing was changed. Try again"
    )]
    Busy,
    /// The disk is full.
    #[error("the disk is full; nothing was changed")]
    DiskFull,
    /// A file or folder cannot be read or written.
    #[error("“{}” cannot be read or written: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The caller stopped a long task.
    #[error("stopped; nothing was left behind")]
    Cancelled,
    /// There is no such standard, or it is retired.
    #[error("there is no draft of standard {0}")]
    UnknownStandard(StandardId),
    /// There is no such revision.
    #[error("standard {id} has no revision {number}")]
    UnknownRevision {
        /// The standard.
        id: StandardId,
        /// The number asked for.
        number: u32,
    },
    /// Another text is here under a revision's number.
    #[error("{code} has another revision {number} here")]
    OtherRevision {
        /// The standard's code.
        code: Code,
        /// The revision's number.
        number: u32,
    },
    /// There is no such edition.
    #[error("there is no edition {0}")]
    UnknownEdition(u32),
    /// The standards are in the workspace already.
    #[error("already in the workspace: {}", list(.0))]
    KnownStandards(Vec<StandardId>),
    /// Codes would stand for two standards.
    #[error("these codes would stand for more than one standard: {}", list(.0))]
    DuplicateCodes(Vec<Code>),
    /// Somebody else saved meanwhile.
    #[error("“{}” was saved meanwhile (save {}); both texts are kept", theirs.standard.code, theirs.saves)]
    Stale {
        /// What the workspace holds.
        theirs: Box<Draft>,
        /// What was to be saved.
        yours: Box<handbook::Standard>,
    },
    /// Somebody else changed the handbook's title or lists meanwhile.
    #[error("the handbook's title or lists were changed meanwhile; both are kept")]
    StaleHandbook {
        /// What the workspace holds.
        theirs: Box<Handbook>,
        /// What was to be saved.
        yours: Box<Handbook>,
    },
    /// The handbook is another one.
    #[error("this workspace holds handbook {here}, not {given}")]
    OtherHandbook {
        /// The handbook of the workspace.
        here: handbook::HandbookId,
        /// The handbook that was given.
        given: handbook::HandbookId,
    },
    /// The text is that of the last revision.
    #[error("the text of “{code}” is still that of revision {number}")]
    Unchanged {
        /// The standard's code.
        code: Code,
        /// Its last revision.
        number: u32,
    },
    /// The text would read back differently from its exact bytes.
    #[error("the text of “{0}” does not read back as it is written")]
    NotFaithful(Code),
    /// The edition does not follow the last one.
    #[error("edition {number} follows {}, but the last edition is {}", named(*previous), named(*last))]
    NotTheNext {
        /// The edition's number.
        number: u32,
        /// The edition that it names as the one before.
        previous: Option<u32>,
        /// The last edition of the workspace.
        last: Option<u32>,
    },
    /// Two issued files have one name.
    #[error("two files are named “{0}”")]
    TwoFiles(String),
    /// Another trust stands under the number.
    #[error("trust {0} is here already, with another content")]
    OtherTrust(u32),
    /// The trust does not follow the last one.
    #[error("trust {number} does not follow trust {last}")]
    NotTheNextTrust {
        /// The trust's number.
        number: u32,
        /// The last trust's number.
        last: u32,
    },
    /// The state of the depot is older than one that is known. Both are epoch and place.
    #[error("state {} of epoch {} is older than state {} of epoch {}", given.1, given.0, newest.1, newest.0)]
    OlderState {
        /// The state that was given.
        given: (u32, u64),
        /// The newest one that is known.
        newest: (u32, u64),
    },
    /// Two states of the depot stand in one place, which is epoch and place.
    #[error("state {} of epoch {} has two contents: two publishers are at work", .0.1, .0.0)]
    TwoPublishers((u32, u64)),
    /// There is no such branch.
    #[error("there is no branch {0}")]
    UnknownBranch(BranchId),
    /// The branch is closed.
    #[error("branch {0} is closed")]
    ClosedBranch(BranchId),
    /// Names would stand for two.
    #[error("these names would stand for more than one: {}", list(.0))]
    DuplicateNames(Vec<String>),
    /// The branch has not asked for this key.
    #[error("branch {0} has not asked for the key {1}")]
    UnknownRequest(BranchId, Digest),
    /// The key is or was that of another branch.
    #[error("the key {1} that branch {0} asks for is that of another branch")]
    CertificateOfAnother(BranchId, Digest),
    /// No key of the branch is in use.
    #[error("no key of branch {0} is in use")]
    NotEnrolled(BranchId),
    /// The workspace is a publisher's.
    #[error("this workspace is not that of a branch")]
    NotABranch,
    /// The edition was received before.
    #[error("edition {0} was received already")]
    KnownEdition(u32),
    /// A newer edition was received before.
    #[error("edition {number} is older than edition {newest}, which was received already")]
    OlderEdition {
        /// The edition's number.
        number: u32,
        /// The newest one that was received.
        newest: u32,
    },
    /// The edition file is not the one that is meant. Both are digest and length in bytes.
    #[error("the file of edition {number} is another one: {} bytes with digest {} are due, and {} with {} came", expected.1, expected.0, found.1, found.0)]
    WrongFile {
        /// The edition's number.
        number: u32,
        /// What is due.
        expected: (Digest, u64),
        /// What came.
        found: (Digest, u64),
    },
    /// A text of the edition cannot be read.
    #[error("the text {0} of the edition cannot be read: {1}")]
    UnreadableText(Digest, String),
    /// A text came that the edition's sheet does not list.
    #[error("the edition's sheet does not list the text {0}")]
    ForeignText(Digest),
    /// The receipt does not follow the branch's last one. Both are number and digest before.
    #[error("receipt {} does not follow: receipt {} after {} is due", given.0, expected.0, expected.1)]
    NotTheNextReceipt {
        /// What was given.
        given: (u64, Digest),
        /// What is due.
        expected: (u64, Digest),
    },
    /// The database refused for another reason.
    #[error("the database refused: {0}")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

fn list<T: ToString>(values: &[T]) -> String {
    let texts: Vec<String> = values.iter().map(T::to_string).collect();
    texts.join(", ")
}

fn named(edition: Option<u32>) -> String {
    edition.map_or("none".to_string(), |number| format!("edition {number}"))
}

impl Error {
    pub(crate) fn damaged(part: Part, found: impl ToString) -> Self {
        Self::Damaged {
            part,
            found: found.to_string(),
        }
    }

    pub(crate) fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            std::io::ErrorKind::NotFound => Self::NotFound(path.to_path_buf()),
            _ => Self::Io {
                path: path.to_path_buf(),
                source,
            },
        }
    }
}

/// SQLITE_IOERR_SHMSIZE: the index of the write-ahead log cannot grow, because the disk is full.
const NO_ROOM_FOR_INDEX: i32 = 4874;
/// SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE: somebody else was faster.
const TAKEN: [i32; 2] = [1555, 2067];

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
        };
        use rusqlite::ErrorCode::{
            DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly,
        };
        let code = error.sqlite_error().map(|error| error.extended_code);
        if code == Some(NO_ROOM_FOR_INDEX) {
            return Self::DiskFull;
        }
        if code.is_some_and(|code| TAKEN.contains(&code)) {
            return Self::Busy;
        }
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(DiskFull) => Self::DiskFull,
            Some(ReadOnly) => Self::ReadOnly,
            Some(DatabaseCorrupt | NotADatabase) => Self::damaged(Part::File, error),
            Some(_) => Self::Database(Box::new(error)),
            // The columns have fixed types: another one there is damage.
            None => match error {
                FromSqlConversionFailure(..)
                | IntegralValueOutOfRange(..)
                | InvalidColumnType(..)
                | Utf8Error(..) => Self::damaged(Part::File, error),
                other => Self::Database(Box::new(other)),
            },
        }
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Database(Box::new(other)),
        }
    }
}
