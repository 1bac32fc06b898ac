//! The doctor: what in a workspace holds, what does not, and what can still be read.
//!
//! Writes nothing, and goes on behind every fault.

use std::path::Path;

use handbook::{Code, StandardId};
use rusqlite::Connection;

use crate::error::Part;
use crate::{Error, file, history, keys, record, row, schema, search, workspace};

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which part.
    pub part: Part,
    /// What was found there.
    pub found: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.part, self.found)
    }
}

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What does not hold; empty for a sound workspace.
    pub faults: Vec<Fault>,
    /// The drafts that can be read, retired ones too.
    pub drafts: Vec<(StandardId, Code)>,
    /// The revisions that can be read and are as they were approved.
    pub revisions: Vec<(StandardId, u32)>,
    /// The editions that can be read and are as they were issued.
    pub editions: Vec<u32>,
    /// How many receipts can be read and are as they were signed.
    pub receipts: u64,
    /// How many entries of the record can be read.
    pub entries: u64,
}

impl Report {
    /// Tells whether everything holds.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    pub(crate) fn add(&mut self, part: Part, found: impl ToString) {
        let found = found.to_string();
        let fault = Fault { part, found };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Notes a failure under the part that it names, else under `part`.
    pub(crate) fn add_error(&mut self, part: Part, error: Error) {
        match error {
            Error::Damaged {
                part: Part::File,
                found,
            } => self.add(part, found),
            Error::Damaged { part, found } => self.add(part, found),
            other => self.add(part, other),
        }
    }
}

/// Examines a workspace. Fails only where there is no workspace to examine.
pub fn doctor(path: &Path) -> Result<Report, Error> {
    let mut report = Report::default();
    match file::inspect(path) {
        Err(error @ Error::Truncated { .. }) => report.add(Part::File, error),
        other => other?,
    }
    match file::connect_to_read(path) {
        Ok(connection) => examine(path, &connection, &mut report),
        Err(Error::Damaged { part, found }) => report.add(part, found),
        Err(other) => return Err(other),
    }
    Ok(report)
}

fn examine(path: &Path, connection: &Connection, report: &mut Report) {
    for check in [form, pages, references, handbook] {
        if let Err(error) = check(connection, report) {
            report.add_error(Part::File, error);
        }
    }
    drafts(connection, report);
    history::check(connection, report);
    if report.is_sound()
        && let Err(error) = index(path, report)
    {
        report.add_error(Part::Search, error);
    }
}

fn form(connection: &Connection, report: &mut Report) -> Result<(), Error> {
    let found = schema::version(connection)?;
    if found > schema::VERSION {
        let known = schema::VERSION;
        report.add(Part::Schema, Error::NewerVersion { found, known });
        return Ok(());
    }
    if found == schema::VERSION {
        let names = schema::unexpected(connection)?;
        names
            .iter()
            .for_each(|name| report.add(Part::Schema, format!("“{name}” is not as it was made")));
    }
    Ok(())
}

fn pages(connection: &Connection, report: &mut Report) -> Result<(), Error> {
    let mut check = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let found: String = row.get(0)?;
        if found != "ok" {
            report.add(Part::File, found);
        }
    }
    Ok(())
}

fn references(connection: &Connection, report: &mut Report) -> Result<(), Error> {
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        let found = format!("a row of “{table}” names one that is missing in “{parent}”");
        report.add(Part::File, found);
    }
    Ok(())
}

fn handbook(connection: &Connection, report: &mut Report) -> Result<(), Error> {
    if let Err(error) = workspace::handbook(connection) {
        report.add_error(Part::Handbook, error);
    }
    if let Err(error) = record::check_last(connection, 0) {
        report.add_error(Part::Record(1), error);
    }
    Ok(())
}

fn drafts(connection: &Connection, report: &mut Report) {
    for key in keys::all(connection, "draft", "standard", report) {
        match draft(connection, key, report) {
            Ok(Some(found)) => report.drafts.push(found),
            Ok(None) => {}
            Err(error) => report.add_error(Part::File, error),
        }
    }
}

fn draft(
    connection: &Connection,
    key: i64,
    report: &mut Report,
) -> Result<Option<(StandardId, Code)>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT id, seal, digest, text, retired_at FROM draft JOIN standard ON key = standard
         WHERE standard = ?1",
    )?;
    let mut rows = select.query([key])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let id = row::id(row, "id")?;
    let part = || Part::Draft(id);
    let text = row::bytes(row, "text")?.unwrap_or_default();
    let standard = row::sealed(text, row::digest(row, "seal")?, part)?;
    let digest = handbook::Digest::of(handbook::to_markdown(&standard).as_bytes());
    if digest != row::digest(row, "digest")? {
        report.add(part(), "it is compared with revisions by a wrong digest");
    }
    let is_retired = row::bytes(row, "retired_at")?.is_some();
    let expected = (!is_retired).then(|| search::folded(&standard));
    if search::known(connection, key)? != expected {
        let found = format!("it holds another text of standard {id}");
        report.add(Part::Search, found);
    }
    Ok(Some((id, standard.code)))
}

/// Compares the search index with the texts it was made from. SQLite can do so only on a
/// connection that may write; nothing is written.
fn index(path: &Path, report: &mut Report) -> Result<(), Error> {
    let (connection, is_writable) = file::connect(path)?;
    if !is_writable {
        return Ok(());
    }
    let attempt = connection.unchecked_transaction()?;
    let tables = [
        "search_words",
        "search_pieces",
        "reading_words",
        "reading_pieces",
    ];
    for table in tables {
        if !schema::has_table(&attempt, table)? {
            continue;
        }
        let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
        if let Err(error) = attempt.execute(&check, []) {
            report.add_error(Part::Search, error.into());
        }
    }
    Ok(attempt.rollback()?)
}
