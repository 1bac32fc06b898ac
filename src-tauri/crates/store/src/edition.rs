//! Editions: what was issued, kept as the sheet's exact bytes and the revisions that it lists.

use std::collections::BTreeMap;

use handbook::{
    Change, Changed, Digest, Edition, EventKind, Revision, Sheet, SheetChange, StandardId,
    WhatChanged,
};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, revision};

/// A file that was issued with an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedFile {
    /// Its name.
    pub name: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u64,
}

/// What names an edition, without its standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct EditionHead {
    /// Its number.
    pub number: u32,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// From when on it holds.
    pub effective_on: Date,
    /// By when its publisher has promised the next one.
    pub next_expected_by: Option<Date>,
}

impl Workspace {
    /// Adds an edition with the files that were issued with it. The bytes of the edition file
    /// (`*.edition`) and of signatures (`*.p7s`) are kept, and of the other files, which lie
    /// inside the edition file, the digests.
    pub fn add_edition(
        &mut self,
        edition: &Edition,
        files: &[(String, Vec<u8>)],
        actor: &str,
    ) -> Result<(), Error> {
        self.write(|transaction| add(transaction, edition, files, actor, edition.issued_at))
    }

    /// Returns the sheets of all editions, the oldest first.
    pub fn editions(&self) -> Result<Vec<Sheet>, Error> {
        self.each_edition(sheet)
    }

    /// Returns what names the editions, the oldest first, in a fraction of the time that their
    /// sheets take.
    pub fn edition_heads(&self) -> Result<Vec<EditionHead>, Error> {
        self.each_edition(read_sheet)
    }

    fn each_edition<T>(
        &self,
        read: impl Fn(&Connection, u32) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.read(|connection| {
            let mut select =
                connection.prepare_cached("SELECT number FROM edition ORDER BY number")?;
            let numbers = select.query_map([], |row| row.get(0))?;
            let numbers: Vec<u32> = numbers.collect::<rusqlite::Result<_>>()?;
            let editions = numbers.into_iter().map(|number| read(connection, number));
            editions.collect()
        })
    }

    /// Returns an edition with its texts and changes.
    pub fn edition(&self, number: u32) -> Result<Edition, Error> {
        self.read(|connection| edition(connection, number))
    }

    /// Returns the last edition with its texts and changes.
    pub fn last_edition(&self) -> Result<Option<Edition>, Error> {
        let last = last(&self.connection)?;
        last.map(|number| self.edition(number)).transpose()
    }

    /// Returns the files that were issued with an edition, by name.
    pub fn edition_files(&self, number: u32) -> Result<Vec<IssuedFile>, Error> {
        files(&self.connection, number)
    }

    /// Returns the exact bytes of a file that was issued with an edition, if they are kept.
    pub fn edition_file(&self, number: u32, name: &str) -> Result<Option<Vec<u8>>, Error> {
        file(&self.connection, number, name)
    }

    /// Returns what the next edition changes against edition `number`, in reading order, what is
    /// withdrawn last. A changed text is material if any revision since then is. Against no
    /// edition nothing is a change.
    pub fn changes_since(&self, number: Option<u32>) -> Result<Vec<Changed>, Error> {
        let Some(number) = number else {
            return Ok(Vec::new());
        };
        self.read(|connection| changes(connection, number))
    }
}

/// Adds an edition with its files, entered in the record at `at`.
pub(crate) fn add(
    transaction: &Transaction,
    edition: &Edition,
    files: &[(String, Vec<u8>)],
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let files: Vec<_> = files.iter().map(issued).collect();
    check_follows(transaction, edition)?;
    insert(transaction, edition)?;
    for (file, bytes) in &files {
        insert_file(transaction, edition.number, file, *bytes)?;
    }
    let listed = files.iter().map(
        |(file, _)| json!({ "name": file.name, "sha256": file.digest, "length": file.length }),
    );
    let event = Event {
        at,
        actor,
        kind: EventKind::Issued,
        subject: edition.number.to_string(),
        body: json!({
            "sheet": edition.digest(),
            "files": listed.collect::<Vec<_>>(),
        }),
    };
    record::append(transaction, event).map(drop)
}

/// Reads a file that was kept, which must have the digest that it was issued with.
pub(crate) fn file(
    connection: &Connection,
    number: u32,
    name: &str,
) -> Result<Option<Vec<u8>>, Error> {
    let select = "SELECT bytes, digest FROM edition_file
        WHERE edition = ?1 AND name = ?2 AND bytes IS NOT NULL";
    let found = connection.query_row(select, params![number, name], |row| {
        let bytes: Vec<u8> = row.get(0)?;
        Ok((bytes, Digest(row.get(1)?)))
    });
    let Some((bytes, digest)) = found.optional()? else {
        return Ok(None);
    };
    if Digest::of(&bytes) != digest {
        let part = Part::EditionFile(number, name.to_string());
        return Err(Error::damaged(part, "its bytes do not have its digest"));
    }
    Ok(Some(bytes))
}

/// Lists the files that were issued with an edition, by name.
pub(crate) fn files(connection: &Connection, number: u32) -> Result<Vec<IssuedFile>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT name, digest, length FROM edition_file WHERE edition = ?1 ORDER BY name",
    )?;
    let files = select.query_map([number], |row| {
        Ok(IssuedFile {
            name: row.get(0)?,
            digest: Digest(row.get(1)?),
            length: row.get(2)?,
        })
    })?;
    Ok(files.collect::<rusqlite::Result<_>>()?)
}

/// Computes what the store keeps of a file.
fn issued((name, bytes): &(String, Vec<u8>)) -> (IssuedFile, Option<&[u8]>) {
    let file = IssuedFile {
        name: name.clone(),
        digest: Digest::of(bytes),
        length: bytes.len() as u64,
    };
    let is_kept = name.ends_with(".edition") || name.ends_with(".p7s");
    (file, is_kept.then_some(bytes.as_slice()))
}

fn check_follows(connection: &Connection, edition: &Edition) -> Result<(), Error> {
    let last = last(connection)?;
    if edition.previous == last && last.is_none_or(|last| edition.number > last) {
        return Ok(());
    }
    Err(Error::NotTheNext {
        number: edition.number,
        previous: edition.previous,
        last,
    })
}

fn insert(transaction: &Transaction, edition: &Edition) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO edition (number, digest, sheet) VALUES (?1, ?2, ?3)",
        params![
            edition.number,
            edition.digest().0,
            edition.sheet().to_json()
        ],
    )?;
    let mut insert = transaction.prepare(
        "INSERT INTO edition_revision (edition, place, revision)
         SELECT ?1, ?2, r.key FROM revision r JOIN standard s ON s.key = r.standard
         WHERE s.id = ?3 AND r.number = ?4 AND r.digest = ?5",
    )?;
    for (place, revision) in edition.revisions.iter().enumerate() {
        let (id, number) = (revision.id(), revision.number);
        let values = params![
            edition.number,
            place,
            id.to_string(),
            number,
            revision.digest.0
        ];
        if insert.execute(values)? == 0 {
            return Err(Error::UnknownRevision { id, number });
        }
    }
    Ok(())
}

fn insert_file(
    transaction: &Transaction,
    edition: u32,
    file: &IssuedFile,
    bytes: Option<&[u8]>,
) -> Result<(), Error> {
    let inserted = transaction.execute(
        "INSERT INTO edition_file (edition, name, digest, length, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        params![edition, file.name, file.digest.0, file.length, bytes],
    )?;
    if inserted == 0 {
        return Err(Error::TwoFiles(file.name.clone()));
    }
    Ok(())
}

fn last(connection: &Connection) -> Result<Option<u32>, Error> {
    Ok(connection.query_row("SELECT max(number) FROM edition", [], |row| row.get(0))?)
}

/// Reads a sheet from its exact bytes, which must have the edition's digest.
pub(crate) fn sheet(connection: &Connection, number: u32) -> Result<Sheet, Error> {
    read_sheet(connection, number)
}

/// Reads a sheet, or what `T` knows of one.
fn read_sheet<T: DeserializeOwned>(connection: &Connection, number: u32) -> Result<T, Error> {
    let select = "SELECT sheet, digest FROM edition WHERE number = ?1";
    let found = connection.query_row(select, [number], |row| {
        Ok((row.get::<_, String>(0)?, Digest(row.get(1)?)))
    });
    let Some((text, digest)) = found.optional()? else {
        return Err(Error::UnknownEdition(number));
    };
    let damaged = |found: String| Error::damaged(Part::Edition(number), found);
    if Digest::of(text.as_bytes()) != digest {
        return Err(damaged("its sheet does not have its digest".to_string()));
    }
    serde_json::from_str(&text).map_err(|fault| damaged(fault.to_string()))
}

/// Puts an edition together again; it must have the sheet that was issued.
pub(crate) fn edition(connection: &Connection, number: u32) -> Result<Edition, Error> {
    let sheet = sheet(connection, number)?;
    let revisions = revision::of_edition(connection, number)?;
    let changes = sheet
        .changes
        .iter()
        .map(|change| changed(connection, change));
    let edition = Edition {
        handbook: sheet.handbook.clone(),
        number: sheet.number,
        issued_at: sheet.issued_at,
        effective_on: sheet.effective_on,
        next_expected_by: sheet.next_expected_by,
        note: sheet.note.clone(),
        previous: sheet.previous,
        revisions,
        changes: changes.collect::<Result<_, Error>>()?,
    };
    if edition.sheet() != sheet {
        let found = "its texts are not those on its sheet";
        return Err(Error::damaged(Part::Edition(number), found));
    }
    Ok(edition)
}

fn changed(connection: &Connection, change: &SheetChange) -> Result<Changed, Error> {
    let before = || expect_before(connection, change.id, change.before.unwrap_or_default());
    let replaced = |change| {
        let before = before()?;
        Ok(Changed::Replaced { before, change })
    };
    match change.what {
        WhatChanged::Added => Ok(Changed::Added(change.id)),
        WhatChanged::Material => replaced(Change::Material),
        WhatChanged::Editorial => replaced(Change::Editorial),
        WhatChanged::Withdrawn => Ok(Changed::Withdrawn(before()?)),
    }
}

fn expect_before(
    connection: &Connection,
    id: StandardId,
    number: u32,
) -> Result<Box<Revision>, Error> {
    let found = revision::find(connection, id, number)?;
    found
        .map(Box::new)
        .ok_or(Error::UnknownRevision { id, number })
}

fn changes(connection: &Connection, number: u32) -> Result<Vec<Changed>, Error> {
    let sheet = sheet(connection, number)?;
    let entries = sheet
        .standards
        .iter()
        .map(|entry| (entry.id, entry.revision));
    let mut before: BTreeMap<StandardId, u32> = entries.collect();
    let mut changes = Vec::new();
    for revision in revision::latest(connection)? {
        match before.remove(&revision.id()) {
            None => changes.push(Changed::Added(revision.id())),
            Some(number) if number == revision.number => {}
            Some(number) => changes.push(Changed::Replaced {
                before: expect_before(connection, revision.id(), number)?,
                change: change_since(connection, revision.id(), number)?,
            }),
        }
    }
    let order = sheet.standards.iter().map(|entry| entry.id);
    for (id, number) in order.filter_map(|id| before.remove_entry(&id)) {
        changes.push(Changed::Withdrawn(expect_before(connection, id, number)?));
    }
    Ok(changes)
}

fn change_since(connection: &Connection, id: StandardId, number: u32) -> Result<Change, Error> {
    let mut select = connection.prepare_cached(
        "SELECT count(*) FROM revision r JOIN standard s ON s.key = r.standard
         WHERE s.id = ?1 AND r.number > ?2 AND r.change = 'material'",
    )?;
    let material: u64 = select.query_row(params![id.to_string(), number], |row| row.get(0))?;
    Ok(match material {
        0 => Change::Editorial,
        _ => Change::Material,
    })
}
