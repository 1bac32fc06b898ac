//! Receiving an edition at a branch: streamed in, and there only when all of it fits.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{Digest, EventKind, Sheet, Standard};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::record::{self, Event};
use crate::{Error, Workspace, disown, reading, revision, search_edition, workspace};

/// How long a piece of an edition file is, in bytes; only the last one may be shorter.
pub(crate) const PIECE: usize = 1 << 20;

/// An edition whose file, signature and sheet were checked.
#[derive(Debug, Clone, Copy)]
pub struct NewEdition<'a> {
    /// What it holds.
    pub sheet: &'a Sheet,
    /// The digest of the edition file.
    pub file: Digest,
    /// The edition file's length in bytes.
    pub length: u64,
    /// The detached signature over it (CMS).
    pub signature: &'a [u8],
    /// Who signed it, in people's words.
    pub signer: &'a str,
    /// Whether it may be older than the newest one that is here.
    pub is_older_allowed: bool,
}

/// An edition that is being received. Until it is finished nothing of it is there, and nobody
/// else can write; dropped, it never was.
pub struct Receiving<'w> {
    transaction: Transaction<'w>,
    number: u32,
    piece: Vec<u8>,
    pieces: u64,
    length: u64,
    hasher: Sha256,
    texts: BTreeMap<Digest, (i64, Standard)>,
}

impl std::fmt::Debug for Receiving<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Receiving")
            .field("number", &self.number)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl Workspace {
    /// Begins to receive an edition that is not here yet.
    pub fn receive_edition(&mut self, number: u32) -> Result<Receiving<'_>, Error> {
        let transaction = self.begin()?;
        let known = "SELECT 1 FROM received_edition WHERE number = ?1";
        if transaction.prepare_cached(known)?.exists([number])? {
            return Err(Error::KnownEdition(number));
        }
        Ok(Receiving {
            transaction,
            number,
            piece: Vec::with_capacity(PIECE),
            pieces: 0,
            length: 0,
            hasher: Sha256::new(),
            texts: BTreeMap::new(),
        })
    }
}

impl Receiving<'_> {
    /// Adds the next bytes of the edition file, however many.
    pub fn add_piece(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        self.hasher.update(bytes);
        self.length += bytes.len() as u64;
        while !bytes.is_empty() {
            let room = bytes.len().min(PIECE - self.piece.len());
            let (now, later) = bytes.split_at(room);
            self.piece.extend_from_slice(now);
            bytes = later;
            if self.piece.len() == PIECE {
                self.put_piece()?;
            }
        }
        Ok(())
    }

    /// Adds the exact text of one of the edition's revisions.
    pub fn add_revision(&mut self, text: &[u8]) -> Result<(), Error> {
        let digest = Digest::of(text);
        let unreadable = |fault: String| Error::UnreadableText(digest, fault);
        let standard = revision::read_exact(text).map_err(unreadable)?;
        let key = match known_text(&self.transaction, digest)? {
            Some(key) => key,
            None => insert_text(&self.transaction, digest, text, &standard)?,
        };
        self.texts.insert(digest, (key, standard));
        Ok(())
    }

    /// Says where in the edition file something lies that is read back by its name.
    pub fn add_entry(&mut self, name: &str, start: u64, length: u64) -> Result<(), Error> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO received_entry (edition, name, start, length) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?;
        match insert.execute(params![self.number, name, start, length])? {
            0 => Err(Error::TwoFiles(name.to_string())),
            _ => Ok(()),
        }
    }

    /// Reads bytes of the edition file that were added; fewer behind the last whole piece's end.
    pub fn read(&mut self, start: u64, length: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = reading::bytes(&self.transaction, self.number, start, length)?;
        let pending_from = self.pieces * PIECE as u64;
        let from = (start + bytes.len() as u64).saturating_sub(pending_from);
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let missing = length - bytes.len();
        let rest = self.piece.iter().skip(from).take(missing);
        bytes.extend(rest);
        Ok(bytes)
    }

    /// Ends it: from now on the edition is there, if everything fits.
    pub fn finish(mut self, edition: &NewEdition, actor: &str, at: Timestamp) -> Result<(), Error> {
        if !self.piece.is_empty() {
            self.put_piece()?;
        }
        self.check(edition)?;
        let is_newest = self.check_order(edition)?;
        insert_edition(&self.transaction, edition, at)?;
        self.insert_revisions(edition.sheet)?;
        if is_newest {
            workspace::put_handbook(&self.transaction, &edition.sheet.handbook)?;
            self.learn(edition.sheet)?;
        }
        let event = Event {
            at,
            actor,
            kind: EventKind::Received,
            subject: self.number.to_string(),
            body: json!({
                "sheet": Digest::of(edition.sheet.to_json().as_bytes()),
                "file": edition.file,
                "length": edition.length,
                "signer": edition.signer,
            }),
        };
        record::append(&self.transaction, event)?;
        Ok(self.transaction.commit()?)
    }

    fn put_piece(&mut self) -> Result<(), Error> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO received_piece (edition, place, digest, bytes) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let digest = Digest::of(&self.piece);
        insert.execute(params![self.number, self.pieces, digest.0, self.piece])?;
        self.pieces += 1;
        self.piece.clear();
        Ok(())
    }

    /// Refuses an edition that does not fit its file, its texts or this handbook.
    fn check(&self, edition: &NewEdition) -> Result<(), Error> {
        let (sheet, file) = (edition.sheet, Digest(self.hasher.clone().finalize().into()));
        if sheet.number != self.number || file != edition.file || self.length != edition.length {
            return Err(Error::WrongFile {
                number: sheet.number,
                expected: (edition.file, edition.length),
                found: (file, self.length),
            });
        }
        let (here, given) = (
            workspace::handbook(&self.transaction)?.id,
            sheet.handbook.id,
        );
        if here != given {
            return Err(Error::OtherHandbook { here, given });
        }
        for entry in &sheet.standards {
            let text = self.texts.get(&entry.sha256);
            if text.is_none_or(|(_, standard)| standard.id != entry.id) {
                let (id, number) = (entry.id, entry.revision);
                return Err(Error::UnknownRevision { id, number });
            }
        }
        let listed: BTreeSet<Digest> = sheet.standards.iter().map(|entry| entry.sha256).collect();
        match self.texts.keys().find(|digest| !listed.contains(digest)) {
            Some(digest) => Err(Error::ForeignText(*digest)),
            None => Ok(()),
        }
    }

    /// Tells whether the edition is the newest; refuses an older one unless that is allowed.
    fn check_order(&self, edition: &NewEdition) -> Result<bool, Error> {
        match disown::newest(&self.transaction)? {
            Some(newest) if newest > self.number && !edition.is_older_allowed => {
                let number = self.number;
                Err(Error::OlderEdition { number, newest })
            }
            newest => Ok(newest.is_none_or(|newest| newest < self.number)),
        }
    }

    fn insert_revisions(&self, sheet: &Sheet) -> Result<(), Error> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO received_revision (edition, place, standard, number, text)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (place, entry) in sheet.standards.iter().enumerate() {
            let (key, _) = &self.texts[&entry.sha256];
            let id = entry.id.to_string();
            insert.execute(params![sheet.number, place, id, entry.revision, key])?;
        }
        Ok(())
    }

    /// Lets search look through this edition and no other.
    fn learn(&self, sheet: &Sheet) -> Result<(), Error> {
        let texts = sheet
            .standards
            .iter()
            .map(|entry| &self.texts[&entry.sha256]);
        let texts: BTreeMap<i64, &Standard> = texts.map(|(key, text)| (*key, text)).collect();
        search_edition::learn(&self.transaction, &texts)
    }
}

fn known_text(transaction: &Transaction, digest: Digest) -> Result<Option<i64>, Error> {
    let mut select =
        transaction.prepare_cached("SELECT key FROM received_text WHERE digest = ?1")?;
    let key = select.query_row([digest.0], |row| row.get(0));
    Ok(key.optional()?)
}

fn insert_text(
    transaction: &Transaction,
    digest: Digest,
    text: &[u8],
    standard: &Standard,
) -> Result<i64, Error> {
    let quick = serde_json::to_string(standard).expect("a standard is plain data");
    let mut insert = transaction.prepare_cached(
        "INSERT INTO received_text (digest, text, seal, quick) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let seal = Digest::of(quick.as_bytes());
    insert.execute(params![digest.0, text, seal.0, quick])?;
    Ok(transaction.last_insert_rowid())
}

fn insert_edition(
    transaction: &Transaction,
    edition: &NewEdition,
    at: Timestamp,
) -> Result<(), Error> {
    let sheet = edition.sheet.to_json();
    transaction.execute(
        "INSERT INTO received_edition (number, digest, sheet, file_digest, length, signature,
           signature_digest, signer, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            edition.sheet.number,
            Digest::of(sheet.as_bytes()).0,
            sheet,
            edition.file.0,
            edition.length,
            edition.signature,
            Digest::of(edition.signature).0,
            edition.signer,
            at.to_string(),
        ],
    )?;
    Ok(())
}
