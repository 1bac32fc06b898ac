//! What a branch reads: the editions that it received, their texts, and the files inside them.

use handbook::{Digest, Revision, Sheet, SheetEntry, Standard, StandardId};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Part;
use crate::receive::PIECE;
use crate::{Error, Workspace, disown, edition, revision, row};

/// An edition that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEdition {
    /// Its number.
    pub number: u32,
    /// Its identity: the digest of its sheet.
    pub sheet: Digest,
    /// The digest of the edition file.
    pub file: Digest,
    /// The edition file's length in bytes.
    pub length: u64,
    /// Who signed it, in people's words.
    pub signer: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// From when on it holds.
    pub effective_on: Date,
}

/// Something inside an edition file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionEntry {
    /// Its name.
    pub name: String,
    /// Where it begins in the edition file, in bytes.
    pub start: u64,
    /// Its length in bytes.
    pub length: u64,
}

impl Workspace {
    /// Returns the editions that were received, the oldest first, but for those that a thief signed.
    pub fn received_editions(&self) -> Result<Vec<ReceivedEdition>, Error> {
        let stands = disown::stands(&self.connection)?;
        let select = format!("SELECT * FROM received_edition WHERE {stands} ORDER BY number");
        let mut select = self.connection.prepare_cached(&select)?;
        select.query_and_then([], received)?.collect()
    }

    /// Returns the sheet of an edition, issued or received.
    pub fn sheet(&self, number: u32) -> Result<Sheet, Error> {
        match find_sheet(&self.connection, number)? {
            Some(sheet) => Ok(sheet),
            None => edition::sheet(&self.connection, number),
        }
    }

    /// Returns the texts of an edition, issued or received, in reading order.
    pub fn revisions_of(&self, number: u32) -> Result<Vec<Revision>, Error> {
        self.read(|connection| match find_sheet(connection, number)? {
            Some(sheet) => revisions(connection, &sheet),
            None => {
                edition::sheet(connection, number)?;
                revision::of_edition(connection, number)
            }
        })
    }

    /// Returns a revision from the newest received edition that holds it.
    pub fn received_revision(
        &self,
        id: StandardId,
        number: u32,
    ) -> Result<Option<Revision>, Error> {
        self.read(|connection| {
            let stands = disown::stands(connection)?;
            let select = format!(
                "SELECT max(edition) FROM received_revision WHERE standard = ?1 AND number = ?2
                 AND edition IN (SELECT number FROM received_edition WHERE {stands})"
            );
            let values = params![id.to_string(), number];
            let edition: Option<u32> = connection.query_row(&select, values, |row| row.get(0))?;
            let Some(edition) = edition else {
                return Ok(None);
            };
            let sheet = find_sheet(connection, edition)?;
            let entries = sheet.iter().flat_map(|sheet| &sheet.standards);
            let entry = entries.into_iter().find(|entry| entry.id == id);
            entry.map(|entry| revision(connection, entry)).transpose()
        })
    }

    /// Returns the signature (CMS) of a received edition's file.
    pub fn edition_signature(&self, number: u32) -> Result<Vec<u8>, Error> {
        signature(&self.connection, number)
    }

    /// Returns what lies inside a received edition's file, by name.
    pub fn edition_entries(&self, number: u32) -> Result<Vec<EditionEntry>, Error> {
        let select = "SELECT * FROM received_entry WHERE edition = ?1 ORDER BY name";
        let mut select = self.connection.prepare_cached(select)?;
        let entries = select.query_map([number], entry)?;
        Ok(entries.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns what lies under a name inside a received edition's file.
    pub fn edition_entry(&self, number: u32, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.read(|connection| {
            let select = "SELECT * FROM received_entry WHERE edition = ?1 AND name = ?2";
            let found = connection.query_row(select, params![number, name], entry);
            let Some(entry) = found.optional()? else {
                return Ok(None);
            };
            let length = usize::try_from(entry.length).unwrap_or(usize::MAX);
            bytes(connection, number, entry.start, length).map(Some)
        })
    }

    /// Returns bytes of a received edition's file, fewer at its end.
    pub fn read_edition_file(
        &self,
        number: u32,
        start: u64,
        length: usize,
    ) -> Result<Vec<u8>, Error> {
        self.read(|connection| bytes(connection, number, start, length))
    }
}

fn received(row: &Row) -> Result<ReceivedEdition, Error> {
    let number = row.get("number")?;
    let part = || Part::Edition(number);
    Ok(ReceivedEdition {
        number,
        sheet: row::digest(row, "digest")?,
        file: row::digest(row, "file_digest")?,
        length: row.get("length")?,
        signer: row::string(row, "signer", part)?,
        received_at: row::text(row, "received_at", part)?,
        effective_on: sheet(row, number)?.effective_on,
    })
}

fn sheet(row: &Row, number: u32) -> Result<Sheet, Error> {
    let part = || Part::Edition(number);
    let text = row::string(row, "sheet", part)?;
    if Digest::of(text.as_bytes()) != row::digest(row, "digest")? {
        return Err(Error::damaged(part(), "its sheet does not have its digest"));
    }
    serde_json::from_str(&text).map_err(|fault| Error::damaged(part(), fault))
}

/// Returns the signature of a received edition's file.
pub(crate) fn signature(connection: &Connection, number: u32) -> Result<Vec<u8>, Error> {
    let select = "SELECT signature, signature_digest FROM received_edition WHERE number = ?1";
    let mut select = connection.prepare_cached(select)?;
    let part = || Part::Edition(number);
    let mut found = select.query_and_then([number], |row| {
        row::whole(row, "signature", "signature_digest", part)
    })?;
    found.next().ok_or(Error::UnknownEdition(number))?
}

/// Returns the sheet of a received edition, which must have its digest.
pub(crate) fn find_sheet(connection: &Connection, number: u32) -> Result<Option<Sheet>, Error> {
    let select = "SELECT sheet, digest FROM received_edition WHERE number = ?1";
    let mut select = connection.prepare_cached(select)?;
    let mut found = select.query_and_then([number], |row| sheet(row, number))?;
    found.next().transpose()
}

/// Returns a received edition's texts as its sheet lists them.
pub(crate) fn revisions(connection: &Connection, sheet: &Sheet) -> Result<Vec<Revision>, Error> {
    let revisions = sheet
        .standards
        .iter()
        .map(|entry| revision(connection, entry));
    revisions.collect()
}

fn revision(connection: &Connection, entry: &SheetEntry) -> Result<Revision, Error> {
    let part = || Part::Revision(entry.id, entry.revision);
    let select = "SELECT seal, quick FROM received_text WHERE digest = ?1";
    let mut select = connection.prepare_cached(select)?;
    let mut found = select.query_and_then([entry.sha256.0], |row| {
        let quick = row::bytes(row, "quick")?.unwrap_or_default();
        row::sealed(quick, row::digest(row, "seal")?, part)
    })?;
    let missing = || Error::damaged(part(), "its text is missing");
    Ok(Revision {
        standard: found.next().ok_or_else(missing)??,
        number: entry.revision,
        digest: entry.sha256,
        author: entry.author.clone(),
        approver: entry.approver.clone(),
        approved_at: entry.approved_at,
        note: entry.note.clone(),
        change: entry.change,
    })
}

/// Returns a received text by its key.
pub(crate) fn standard(connection: &Connection, key: i64) -> Result<Option<Standard>, Error> {
    let select = "SELECT digest, seal, quick FROM received_text WHERE key = ?1";
    let mut select = connection.prepare_cached(select)?;
    let mut found = select.query_and_then([key], |row| {
        let digest = row::digest(row, "digest")?;
        let quick = row::bytes(row, "quick")?.unwrap_or_default();
        row::sealed(quick, row::digest(row, "seal")?, || Part::Text(digest))
    })?;
    found.next().transpose()
}

fn entry(row: &Row) -> rusqlite::Result<EditionEntry> {
    Ok(EditionEntry {
        name: row.get("name")?,
        start: row.get("start")?,
        length: row.get("length")?,
    })
}

/// Reads bytes from the pieces of an edition file, each of which must have its digest.
pub(crate) fn bytes(
    connection: &Connection,
    number: u32,
    start: u64,
    length: usize,
) -> Result<Vec<u8>, Error> {
    let piece = PIECE as u64;
    let mut select = connection.prepare_cached(
        "SELECT bytes, digest FROM received_piece WHERE edition = ?1 AND place >= ?2 ORDER BY place",
    )?;
    let mut pieces = select.query_and_then(params![number, start / piece], |row| {
        row::whole(row, "bytes", "digest", || Part::Edition(number))
    })?;
    let mut skip = usize::try_from(start % piece).expect("a piece fits into memory");
    let mut bytes = Vec::new();
    while bytes.len() < length
        && let Some(piece) = pieces.next().transpose()?
    {
        let end = piece.len().min(skip + length - bytes.len());
        bytes.extend_from_slice(piece.get(skip..end).unwrap_or_default());
        skip = 0;
    }
    Ok(bytes)
}
