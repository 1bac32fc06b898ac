//! Revisions: approved texts, kept as their exact bytes and never changed.

use handbook::{
    Change, Digest, Draft, EventKind, Revision, Standard, StandardId, from_markdown,
    sort_for_reading, to_markdown,
};
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, draft, row, workspace};

/// The approval of a draft as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The standard.
    pub id: StandardId,
    /// The save that was read.
    pub saves: u64,
    /// Who wrote the text.
    pub author: String,
    /// Who approves it.
    pub approver: String,
    /// Why it was changed.
    pub note: String,
    /// Whether it changes what must be done.
    pub change: Change,
}

const COLUMNS: &str =
    "s.id, r.number, r.digest, r.author, r.approver, r.approved_at, r.note, r.change";

/// Where the text comes from: always the exact bytes.
const EXACT: &str = "r.text, NULL AS same, NULL AS seal";

/// Where the text comes from: the draft where it is the same text, because reading JSON is about
/// 25 times as fast as reading the exact bytes; equal digests make it the same.
const QUICK: &str = "CASE WHEN d.digest = r.digest THEN NULL ELSE r.text END AS text,
    CASE WHEN d.digest = r.digest THEN d.text END AS same, d.seal";

impl Workspace {
    /// Makes revisions of drafts, all of them or none; stale and unchanged drafts are refused.
    pub fn approve(
        &mut self,
        approvals: &[Approval],
        at: Timestamp,
    ) -> Result<Vec<Revision>, Error> {
        self.write(|transaction| {
            let approved = approvals
                .iter()
                .map(|approval| approve(transaction, approval, at));
            approved.collect()
        })
    }

    /// Returns all revisions of a standard, the oldest first.
    pub fn revisions(&self, id: StandardId) -> Result<Vec<Revision>, Error> {
        select(
            &self.connection,
            EXACT,
            "FROM revision r JOIN standard s ON s.key = r.standard WHERE s.id = ?1 ORDER BY r.number",
            [id.to_string()],
        )
    }

    /// Returns one revision of a standard.
    pub fn revision(&self, id: StandardId, number: u32) -> Result<Option<Revision>, Error> {
        find(&self.connection, id, number)
    }

    /// Returns which revision of a standard each edition holds, as pairs of the revision's and the
    /// edition's numbers.
    pub fn editions_with(&self, id: StandardId) -> Result<Vec<(u32, u32)>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT r.number, e.edition FROM edition_revision e
             JOIN revision r ON r.key = e.revision JOIN standard s ON s.key = r.standard
             WHERE s.id = ?1 ORDER BY e.edition",
        )?;
        let rows = select.query_map([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the last revision of each standard that is not retired, in reading order: what the
    /// next edition would hold.
    pub fn latest_revisions(&self) -> Result<Vec<Revision>, Error> {
        self.read(latest)
    }
}

fn approve(
    transaction: &Transaction,
    approval: &Approval,
    at: Timestamp,
) -> Result<Revision, Error> {
    let draft = draft::expect(transaction, approval.id)?;
    draft::check_read(&draft, &draft.standard, approval.saves)?;
    if let (true, Some(number)) = (draft.is_approved, draft.last_revision) {
        let code = draft.standard.code;
        return Err(Error::Unchanged { code, number });
    }
    let text = exact_text(&draft)?;
    let revision = Revision {
        number: draft.last_revision.unwrap_or(0) + 1,
        standard: draft.standard,
        digest: Digest::of(text.as_bytes()),
        author: approval.author.clone(),
        approver: approval.approver.clone(),
        approved_at: at,
        note: approval.note.clone(),
        change: approval.change,
    };
    insert(transaction, &revision, &text)?;
    enter(transaction, &revision)?;
    Ok(revision)
}

/// Writes a draft's exact bytes; they must read back as the draft.
fn exact_text(draft: &Draft) -> Result<String, Error> {
    let text = to_markdown(&draft.standard);
    match from_markdown(&text, StandardId::NONE) {
        Ok(read) if read == draft.standard => Ok(text),
        _ => Err(Error::NotFaithful(draft.standard.code.clone())),
    }
}

pub(crate) fn insert(
    transaction: &Transaction,
    revision: &Revision,
    text: &str,
) -> Result<(), Error> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO revision
           (standard, number, digest, author, approver, approved_at, note, change, text)
         SELECT key, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM standard WHERE id = ?1",
    )?;
    insert.execute(params![
        revision.id().to_string(),
        revision.number,
        revision.digest.0,
        revision.author,
        revision.approver,
        revision.approved_at.to_string(),
        revision.note,
        revision.change.word(),
        text.as_bytes(),
    ])?;
    Ok(())
}

fn enter(transaction: &Transaction, revision: &Revision) -> Result<(), Error> {
    let event = Event {
        at: revision.approved_at,
        actor: &revision.approver,
        kind: EventKind::Approved,
        subject: revision.id().to_string(),
        body: json!({
            "code": revision.standard.code,
            "revision": revision.number,
            "sha256": revision.digest,
            "author": revision.author,
            "change": revision.change,
            "note": revision.note,
        }),
    };
    record::append(transaction, event).map(drop)
}

pub(crate) fn find(
    connection: &Connection,
    id: StandardId,
    number: u32,
) -> Result<Option<Revision>, Error> {
    let mut found = select(
        connection,
        EXACT,
        "FROM revision r JOIN standard s ON s.key = r.standard WHERE s.id = ?1 AND r.number = ?2",
        params![id.to_string(), number],
    )?;
    Ok(found.pop())
}

/// Returns the revision in one row, by its exact bytes.
pub(crate) fn with_key(connection: &Connection, key: i64) -> Result<Option<Revision>, Error> {
    let from = "FROM revision r JOIN standard s ON s.key = r.standard WHERE r.key = ?1";
    Ok(select(connection, EXACT, from, [key])?.pop())
}

pub(crate) fn latest(connection: &Connection) -> Result<Vec<Revision>, Error> {
    let mut latest = select(
        connection,
        QUICK,
        "FROM draft d JOIN standard s ON s.key = d.standard JOIN revision r
           ON r.standard = s.key
           AND r.number = (SELECT max(number) FROM revision WHERE standard = s.key)
         WHERE d.retired_at IS NULL",
        [],
    )?;
    let handbook = workspace::handbook(connection)?;
    sort_for_reading(&handbook, &mut latest, |revision| &revision.standard);
    Ok(latest)
}

/// Returns the revisions of an edition, in its order.
pub(crate) fn of_edition(connection: &Connection, edition: u32) -> Result<Vec<Revision>, Error> {
    select(
        connection,
        QUICK,
        "FROM edition_revision e JOIN revision r ON r.key = e.revision
         JOIN standard s ON s.key = r.standard LEFT JOIN draft d ON d.standard = s.key
         WHERE e.edition = ?1 ORDER BY e.place",
        [edition],
    )
}

fn select(
    connection: &Connection,
    text: &str,
    from: &str,
    values: impl Params,
) -> Result<Vec<Revision>, Error> {
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS}, {text} {from}"))?;
    select.query_and_then(values, revision)?.collect()
}

fn revision(row: &Row) -> Result<Revision, Error> {
    let id = row::id(row, "id")?;
    let number = row.get("number")?;
    let part = || Part::Revision(id, number);
    let digest = row::digest(row, "digest")?;
    let standard = match row::bytes(row, "same")? {
        Some(same) => row::sealed(same, row::digest(row, "seal")?, part)?,
        None => exact(row::bytes(row, "text")?.unwrap_or_default(), digest, part)?,
    };
    Ok(Revision {
        standard,
        number,
        digest,
        author: row.get("author")?,
        approver: row.get("approver")?,
        approved_at: row::text(row, "approved_at", part)?,
        note: row.get("note")?,
        change: row::text(row, "change", part)?,
    })
}

/// Reads a text from its exact bytes, which must have its digest.
fn exact(bytes: &[u8], digest: Digest, part: impl Fn() -> Part) -> Result<Standard, Error> {
    if Digest::of(bytes) != digest {
        return Err(Error::damaged(part(), "its bytes do not have its digest"));
    }
    read_exact(bytes).map_err(|fault| Error::damaged(part(), fault))
}

/// Reads a text from its exact bytes, or says why it cannot be read.
pub(crate) fn read_exact(bytes: &[u8]) -> Result<Standard, String> {
    let text = std::str::from_utf8(bytes).map_err(|fault| fault.to_string())?;
    from_markdown(text, StandardId::NONE).map_err(|fault| fault.to_string())
}
