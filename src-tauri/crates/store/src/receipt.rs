//! Receipts: what branches have acknowledged, kept as the exact bytes that they signed.

use std::collections::BTreeMap;

use handbook::{BranchId, Digest, EventKind, Receipt, Role};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, branch, exchange, row};

/// The highest number of a receipt; names in a depot have six digits for it.
const LAST_SEQ: u64 = 999_999;

/// A receipt that is to be added; whoever adds it has checked the signature.
#[derive(Debug, Clone, Copy)]
pub struct NewReceipt<'a> {
    /// What it says.
    pub receipt: &'a Receipt,
    /// The digest of its content: its identity.
    pub content: Digest,
    /// The signed bytes (CMS).
    pub bytes: &'a [u8],
    /// The label under which it is filed.
    pub label: u32,
    /// The name of the depot's object that held it.
    pub object: Option<&'a str>,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Whether the branch's clock contradicts what is known.
    pub is_clock_doubtful: bool,
    /// Whether its key was out of use by then: it is kept and does not count.
    pub is_after_stolen: bool,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is kept from now on.
    New,
    /// It was here already.
    Known,
    /// The branch has signed something else under the same number; it is not kept.
    Conflict,
    /// There is no such branch; it is not kept.
    UnknownBranch,
    /// Its number is 0, or higher than 999,999; it is not kept.
    OutOfRange,
}

/// A receipt in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The digest of its content: its identity.
    pub content: Digest,
    /// Its number at the branch.
    pub seq: u64,
    /// The edition that it acknowledges.
    pub edition: u32,
    /// The edition that the branch had acknowledged before.
    pub since_edition: Option<u32>,
    /// The branch's roles, for which the changes were chosen; none means all of them.
    pub audience: Vec<Role>,
    /// When the branch acknowledged, by its clock.
    pub acknowledged_at: Timestamp,
    /// When the receipt was made, by the branch's clock.
    pub made_at: Timestamp,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Who acknowledged, as typed.
    pub person: String,
    /// In which role, as typed.
    pub role: String,
    /// How many of the staff have confirmed.
    pub staff_confirmed: u32,
    /// How many people are on the branch's list.
    pub staff_total: u32,
    /// Whether the team was briefed.
    pub has_briefing: bool,
    /// Whether the branch's clock contradicts what is known.
    pub is_clock_doubtful: bool,
    /// Whether its key was out of use by then.
    pub is_after_stolen: bool,
    /// The label under which it is filed.
    pub label: u32,
}

/// What is missing between a branch's receipts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReceiptGaps {
    /// The numbers of which no receipt is here, as first and last.
    pub missing: Vec<(u64, u64)>,
    /// The receipts that name another one before them than the one that is here.
    pub broken: Vec<u64>,
}

impl Workspace {
    /// Adds receipts in one transaction and tells what became of each. Those that are not kept
    /// hinder nobody; the depot's objects of the kept and the known need not be read again.
    pub fn add_receipts(
        &mut self,
        receipts: &[NewReceipt],
        actor: &str,
        at: Timestamp,
    ) -> Result<Vec<Taken>, Error> {
        self.write(|transaction| {
            let taken = receipts.iter().map(|new| take(transaction, new, actor, at));
            taken.collect()
        })
    }

    /// Returns a branch's receipts, the newest first.
    pub fn receipts_of(&self, id: BranchId) -> Result<Vec<ReceiptRow>, Error> {
        let Some(key) = branch::find(&self.connection, id)? else {
            return Ok(Vec::new());
        };
        let select = "SELECT * FROM receipt WHERE branch = ?1 ORDER BY seq DESC";
        let mut select = self.connection.prepare_cached(select)?;
        let rows = select.query_and_then([key], |row| receipt_row(row, id))?;
        rows.collect()
    }

    /// Returns the signed bytes of a receipt.
    pub fn receipt_bytes(&self, content: Digest) -> Result<Option<Vec<u8>>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT s.bytes, s.seal FROM receipt r JOIN receipt_bytes s ON s.key = r.bytes
             WHERE r.content = ?1",
        )?;
        let part = || Part::ReceiptBytes(content);
        let mut found =
            select.query_and_then([content.0], |row| row::whole(row, "bytes", "seal", part))?;
        found.next().transpose()
    }

    /// Returns which receipts of a branch are missing or do not fit each other. A late receipt is
    /// no fault.
    pub fn receipt_gaps(&self, id: BranchId) -> Result<ReceiptGaps, Error> {
        self.read(|connection| match branch::find(connection, id)? {
            None => Ok(ReceiptGaps::default()),
            Some(key) => gaps(connection, key),
        })
    }
}

fn take(
    transaction: &Transaction,
    new: &NewReceipt,
    actor: &str,
    at: Timestamp,
) -> Result<Taken, Error> {
    let receipt = new.receipt;
    if receipt.seq == 0 || receipt.seq > LAST_SEQ {
        return Ok(Taken::OutOfRange);
    }
    let Some(key) = branch::find(transaction, receipt.branch)? else {
        return Ok(Taken::UnknownBranch);
    };
    if let Some(here) = here(transaction, key, new)? {
        if here != new.content {
            return Ok(Taken::Conflict);
        }
        note(transaction, new)?;
        return Ok(Taken::Known);
    }
    insert(transaction, key, new)?;
    note(transaction, new)?;
    let event = Event {
        at,
        actor,
        kind: EventKind::Collected,
        subject: receipt.branch.to_string(),
        body: body(&row_of(new), Digest::of(new.bytes)),
    };
    record::append(transaction, event)?;
    Ok(Taken::New)
}

/// Returns what the record says of a receipt: everything that overviews are computed from.
pub(crate) fn body(row: &ReceiptRow, signed: Digest) -> Value {
    let mut body = json!({
        "seq": row.seq,
        "edition": row.edition,
        "since": row.since_edition,
        "sha256": row.content,
        "signed": signed,
        "acknowledged at": row.acknowledged_at,
        "made at": row.made_at,
        "received at": row.received_at,
        "person": row.person,
        "role": row.role,
        "staff": [row.staff_confirmed, row.staff_total],
        "briefed": row.has_briefing,
        "clock doubtful": row.is_clock_doubtful,
        "after stolen": row.is_after_stolen,
        "label": row.label,
    });
    if !row.audience.is_empty() {
        body["audience"] = json!(row.audience);
    }
    body
}

/// Returns in short what a receipt says.
fn row_of(new: &NewReceipt) -> ReceiptRow {
    let receipt = new.receipt;
    ReceiptRow {
        content: new.content,
        seq: receipt.seq,
        edition: receipt.edition,
        since_edition: receipt.since_edition,
        audience: receipt.audience.clone(),
        acknowledged_at: receipt.acknowledged_at,
        made_at: receipt.made_at,
        received_at: new.received_at,
        person: receipt.person.clone(),
        role: receipt.role.clone(),
        staff_confirmed: u32::try_from(receipt.staff.len()).unwrap_or(u32::MAX),
        staff_total: receipt.staff_count,
        has_briefing: receipt.briefing.is_some(),
        is_clock_doubtful: new.is_clock_doubtful,
        is_after_stolen: new.is_after_stolen,
        label: new.label,
    }
}

/// Returns the receipt that stands in the place of a new one.
fn here(connection: &Connection, key: i64, new: &NewReceipt) -> Result<Option<Digest>, Error> {
    let select = "SELECT content FROM receipt WHERE branch = ?1 AND seq = ?2";
    let mut select = connection.prepare_cached(select)?;
    let here = select.query_row([key, new.receipt.seq.cast_signed()], |row| row.get(0));
    Ok(here.optional()?.map(Digest))
}

fn note(transaction: &Transaction, new: &NewReceipt) -> Result<(), Error> {
    new.object
        .map_or(Ok(()), |name| exchange::note(transaction, name))
}

fn insert(transaction: &Transaction, branch: i64, new: &NewReceipt) -> Result<(), Error> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO receipt_bytes (seal, bytes) VALUES (?1, ?2)")?;
    insert.execute(params![Digest::of(new.bytes).0, new.bytes])?;
    let bytes = transaction.last_insert_rowid();
    let (row, receipt) = (row_of(new), new.receipt);
    let mut insert = transaction.prepare_cached(
        "INSERT INTO receipt (edition, branch, seq, bytes, content, prev, since_edition,
           acknowledged_at, made_at, received_at, moment, person, role, staff_confirmed,
           staff_total, has_briefing, is_clock_doubtful, is_after_stolen, label, shelf,
           audience)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
           ?19, ?20, ?21)",
    )?;
    insert.execute(params![
        row.edition,
        branch,
        row.seq,
        bytes,
        row.content.0,
        receipt.prev.0,
        row.since_edition,
        row.acknowledged_at.to_string(),
        row.made_at.to_string(),
        row.received_at.to_string(),
        moment(&row).as_second(),
        row.person,
        row.role,
        row.staff_confirmed,
        row.staff_total,
        row.has_briefing,
        row.is_clock_doubtful,
        row.is_after_stolen,
        row.label,
        receipt.branch.shelf(),
        json!(row.audience).to_string(),
    ])?;
    Ok(())
}

/// Returns when a receipt counts as acknowledged: as the branch says, or when it arrived if the
/// branch's clock cannot be believed.
pub(crate) fn moment(row: &ReceiptRow) -> Timestamp {
    if row.is_clock_doubtful {
        return row.received_at;
    }
    row.acknowledged_at
}

/// Reads a branch's receipt in short.
pub(crate) fn receipt_row(row: &Row, id: BranchId) -> Result<ReceiptRow, Error> {
    let seq = row.get("seq")?;
    let part = || Part::Receipt(id, seq);
    Ok(ReceiptRow {
        content: row::digest(row, "content")?,
        seq,
        edition: row.get("edition")?,
        since_edition: row.get("since_edition")?,
        audience: audience(row, part)?,
        acknowledged_at: row::text(row, "acknowledged_at", part)?,
        made_at: row::text(row, "made_at", part)?,
        received_at: row::text(row, "received_at", part)?,
        person: row::string(row, "person", part)?,
        role: row::string(row, "role", part)?,
        staff_confirmed: row.get("staff_confirmed")?,
        staff_total: row.get("staff_total")?,
        has_briefing: row.get("has_briefing")?,
        is_clock_doubtful: row.get("is_clock_doubtful")?,
        is_after_stolen: row.get("is_after_stolen")?,
        label: row.get("label")?,
    })
}

/// Reads for which roles a receipt's changes were chosen; files of an older form do not say.
fn audience(row: &Row, part: impl Fn() -> Part) -> Result<Vec<Role>, Error> {
    if row.as_ref().column_index("audience").is_err() {
        return Ok(Vec::new());
    }
    roles(row::str(row, "audience", &part)?, part)
}

/// Reads the roles that a receipt's row names.
pub(crate) fn roles(text: &str, part: impl Fn() -> Part) -> Result<Vec<Role>, Error> {
    let roles = serde_json::from_str(text);
    roles.map_err(|fault| Error::damaged(part(), format!("audience: {fault}")))
}

/// Reads a receipt with its branch and the digest of its signed bytes, which must be those that
/// came.
pub(crate) fn checked(row: &Row) -> Result<(BranchId, ReceiptRow, Digest), Error> {
    let (id, seq) = (row::text(row, "id", || Part::Schema)?, row.get("seq")?);
    let part = || Part::Receipt(id, seq);
    row::whole(row, "signed", "seal", part)?;
    let found = receipt_row(row, id)?;
    if moment(&found).as_second() != row.get::<_, i64>("moment")? {
        return Err(Error::damaged(part(), "it counts from another moment"));
    }
    if id.shelf() != row.get::<_, String>("shelf")? {
        return Err(Error::damaged(part(), "it lies on another shelf"));
    }
    Ok((id, found, row::digest(row, "seal")?))
}

fn gaps(connection: &Connection, key: i64) -> Result<ReceiptGaps, Error> {
    let select = "SELECT seq, content, prev FROM receipt WHERE branch = ?1 ORDER BY seq";
    let mut select = connection.prepare_cached(select)?;
    let rows = select.query_map([key], |row| {
        Ok((row.get(0)?, (Digest(row.get(1)?), Digest(row.get(2)?))))
    })?;
    let receipts: BTreeMap<u64, (Digest, Digest)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut gaps = ReceiptGaps::default();
    let mut next = 1;
    for (seq, (_, prev)) in &receipts {
        if *seq > next {
            gaps.missing.push((next, seq - 1));
        }
        let before = receipts.get(&(seq - 1)).map(|(content, _)| *content);
        let is_wrong = match before {
            Some(before) => *prev != before && !starts_anew(connection, key, *seq)?,
            None => *seq == 1 && *prev != Receipt::START,
        };
        if is_wrong {
            gaps.broken.push(*seq);
        }
        next = seq + 1;
    }
    Ok(gaps)
}

/// Tells whether a key's first receipt that counts has this number.
fn starts_anew(connection: &Connection, key: i64, seq: u64) -> Result<bool, Error> {
    let mut select = connection
        .prepare_cached("SELECT 1 FROM certificate WHERE branch = ?1 AND from_seq = ?2")?;
    let found = select.query_row(params![key, seq], |_| Ok(()));
    Ok(found.optional()?.is_some())
}
