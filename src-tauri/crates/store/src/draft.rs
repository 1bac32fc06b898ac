//! Drafts: the working texts. Whoever saves names the save that was read, so that no text is lost.

use handbook::{Code, Digest, Draft, EventKind, Stage, Standard, StandardId, Waiver, to_markdown};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, codes, revision, row, search};

/// One line of the list of drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title in the source language.
    pub title: String,
    /// The section it stands in.
    pub section: String,
    /// The stage of the customer's journey.
    pub stage: Option<Stage>,
    /// Whether the text is still that of the last revision.
    pub is_approved: bool,
    /// The number of the last revision, if there is one.
    pub last_revision: Option<u32>,
}

/// A standard that was taken out of the handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredRow {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title in the source language.
    pub title: String,
    /// When it was retired.
    pub retired_at: Timestamp,
}

const LAST_REVISION: &str = "LEFT JOIN revision r ON r.standard = d.standard AND r.number =
    (SELECT max(number) FROM revision WHERE standard = d.standard)";

impl Workspace {
    /// Returns all drafts but the retired, by code.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let mut drafts = select(&self.connection, "1", [])?;
        drafts.sort_by(|a, b| {
            let order = |draft: &Draft| draft.standard.id;
            let codes = (&a.standard.code.0, &b.standard.code.0);
            let by_code = codes::order(codes.0).cmp(&codes::order(codes.1));
            by_code.then_with(|| order(a).cmp(&order(b)))
        });
        Ok(drafts)
    }

    /// Returns a line for each draft but the retired, by code, without reading the texts.
    pub fn outline(&self) -> Result<Vec<OutlineRow>, Error> {
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT s.id, d.code, d.title, d.section, d.stage, r.number, r.digest IS d.digest AS is_approved
             FROM draft d JOIN standard s ON s.key = d.standard {LAST_REVISION}
             WHERE d.retired_at IS NULL"
        ))?;
        let rows = select.query_and_then([], outline_row)?;
        let mut rows = rows.collect::<Result<Vec<_>, Error>>()?;
        rows.sort_by(|a, b| {
            let by_code = codes::order(&a.code.0).cmp(&codes::order(&b.code.0));
            by_code.then_with(|| a.id.cmp(&b.id))
        });
        Ok(rows)
    }

    /// Returns the draft of a standard, unless it is retired.
    pub fn draft(&self, id: StandardId) -> Result<Option<Draft>, Error> {
        find(&self.connection, id)
    }

    /// Returns the draft that has this code.
    pub fn draft_with_code(&self, code: &Code) -> Result<Option<Draft>, Error> {
        let mut found = select(&self.connection, "d.code = ?1 AND d.code <> ''", [&code.0])?;
        Ok(found.pop())
    }

    /// Adds a new standard's draft.
    pub fn add_draft(&mut self, standard: &Standard, at: Timestamp) -> Result<Draft, Error> {
        self.write(|transaction| {
            let standard = tidy(standard);
            codes::check_free(transaction, &standard.code, standard.id)?;
            add(transaction, &standard, at)?;
            expect(transaction, standard.id)
        })
    }

    /// Saves a draft over the save that was read; over any other one it is refused with both
    /// texts. Saving the text that is there already changes nothing.
    pub fn save_draft(
        &mut self,
        standard: &Standard,
        read_saves: u64,
        at: Timestamp,
    ) -> Result<Draft, Error> {
        self.write(|transaction| {
            let standard = tidy(standard);
            let theirs = expect(transaction, standard.id)?;
            if theirs.standard == standard {
                return Ok(theirs);
            }
            check_read(&theirs, &standard, read_saves)?;
            codes::check_free(transaction, &standard.code, standard.id)?;
            put(transaction, &standard, at)?;
            expect(transaction, standard.id)
        })
    }

    /// Adds waivers to a draft, in place of older ones for the same rule and sentence; all or none.
    pub fn waive(&mut self, id: StandardId, waivers: &[Waiver]) -> Result<Draft, Error> {
        self.write(|transaction| {
            waivers
                .iter()
                .try_for_each(|waiver| waive(transaction, id, waiver))?;
            expect(transaction, id)
        })
    }

    /// Makes an older revision's text the draft, of a retired standard too. A draft that was
    /// never approved is kept in the record.
    pub fn restore(
        &mut self,
        id: StandardId,
        number: u32,
        actor: &str,
        at: Timestamp,
    ) -> Result<Draft, Error> {
        self.write(|transaction| {
            let Some(revision) = revision::find(transaction, id, number)? else {
                return Err(Error::UnknownRevision { id, number });
            };
            let draft = find(transaction, id)?;
            let replaced = draft.filter(|draft| !draft.is_approved);
            let replaced = replaced.map(|draft| to_markdown(&draft.standard));
            codes::check_free(transaction, &revision.standard.code, id)?;
            put(transaction, &revision.standard, at)?;
            let event = Event {
                at,
                actor,
                kind: EventKind::Restored,
                subject: id.to_string(),
                body: json!({ "revision": number, "replaced": replaced }),
            };
            record::append(transaction, event)?;
            expect(transaction, id)
        })
    }

    /// Takes a standard out of the handbook; its text and revisions stay.
    pub fn retire(&mut self, id: StandardId, actor: &str, at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| retire(transaction, id, actor, at))
    }

    /// Returns the retired standards, the last one retired first.
    pub fn retired(&self) -> Result<Vec<RetiredRow>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT s.id, d.code, d.title, d.retired_at FROM draft d
             JOIN standard s ON s.key = d.standard
             WHERE d.retired_at IS NOT NULL ORDER BY d.retired_at DESC, s.id",
        )?;
        let rows = select.query_and_then([], retired_row)?;
        rows.collect()
    }

    /// Brings a retired standard back, with the text that its draft had.
    pub fn bring_back(
        &mut self,
        id: StandardId,
        actor: &str,
        at: Timestamp,
    ) -> Result<Draft, Error> {
        self.write(|transaction| {
            let code = retired_code(transaction, id)?;
            codes::check_free(transaction, &code, id)?;
            let update = "UPDATE draft SET retired_at = NULL
                WHERE standard = (SELECT key FROM standard WHERE id = ?1)";
            transaction.execute(update, [id.to_string()])?;
            let draft = expect(transaction, id)?;
            search::learn(transaction, &draft.standard)?;
            let event = Event {
                at,
                actor,
                kind: EventKind::BroughtBack,
                subject: id.to_string(),
                body: json!({ "code": draft.standard.code, "title": draft.standard.title }),
            };
            record::append(transaction, event)?;
            Ok(draft)
        })
    }
}

/// Takes a standard out of the handbook.
pub(crate) fn retire(
    transaction: &Transaction,
    id: StandardId,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let draft = expect(transaction, id)?;
    let update = "UPDATE draft SET retired_at = ?2
        WHERE standard = (SELECT key FROM standard WHERE id = ?1)";
    transaction.execute(update, [id.to_string(), at.to_string()])?;
    search::forget(transaction, id)?;
    let event = Event {
        at,
        actor,
        kind: EventKind::Retired,
        subject: id.to_string(),
        body: json!({ "code": draft.standard.code, "title": draft.standard.title }),
    };
    record::append(transaction, event).map(drop)
}

fn waive(transaction: &Transaction, id: StandardId, waiver: &Waiver) -> Result<(), Error> {
    let mut standard = expect(transaction, id)?.standard;
    let is_same = |w: &Waiver| w.rule == waiver.rule && w.sentence == waiver.sentence;
    standard.waivers.retain(|w| !is_same(w));
    standard.waivers.push(waiver.clone());
    put(transaction, &standard, waiver.at)?;
    let event = Event {
        at: waiver.at,
        actor: &waiver.by,
        kind: EventKind::Waived,
        subject: id.to_string(),
        body: json!({
            "rule": waiver.rule,
            "sentence": waiver.sentence,
            "reason": waiver.reason,
        }),
    };
    record::append(transaction, event).map(drop)
}

/// Refuses to save over a save that was not read.
pub(crate) fn check_read(theirs: &Draft, yours: &Standard, read_saves: u64) -> Result<(), Error> {
    if theirs.saves == read_saves {
        return Ok(());
    }
    Err(Error::Stale {
        theirs: Box::new(theirs.clone()),
        yours: Box::new(yours.clone()),
    })
}

/// Drops spaces around the code and a statement of nothing but spaces, as files do.
pub(crate) fn tidy(standard: &Standard) -> Standard {
    let mut standard = standard.clone();
    standard.code = standard.code.0.as_str().into();
    if standard.statement.trim().is_empty() {
        standard.statement.clear();
    }
    standard
}

/// Adds the draft of a standard that is not here yet.
pub(crate) fn add(
    transaction: &Transaction,
    standard: &Standard,
    at: Timestamp,
) -> Result<(), Error> {
    let mut insert = transaction
        .prepare_cached("INSERT INTO standard (id) VALUES (?1) ON CONFLICT DO NOTHING")?;
    if insert.execute([standard.id.to_string()])? == 0 {
        return Err(Error::KnownStandards(vec![standard.id]));
    }
    put(transaction, standard, at)
}

/// Writes the text of a draft and counts the save.
///
/// The text is kept as JSON: reading 10,000 drafts as Markdown takes about 25 times as long.
/// The digest is that of the Markdown, so that it can be compared with a revision's.
pub(crate) fn put(
    transaction: &Transaction,
    standard: &Standard,
    at: Timestamp,
) -> Result<(), Error> {
    let text = serde_json::to_string(standard).expect("a standard is plain data");
    let mut upsert = transaction.prepare_cached(
        "INSERT INTO draft (standard, code, title, section, stage, saves, saved_at, digest, seal, text)
         SELECT key, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9 FROM standard WHERE id = ?1
         ON CONFLICT (standard) DO UPDATE SET code = excluded.code, title = excluded.title,
           section = excluded.section, stage = excluded.stage, saves = saves + 1,
           saved_at = excluded.saved_at, retired_at = NULL, digest = excluded.digest,
           seal = excluded.seal, text = excluded.text",
    )?;
    upsert.execute(params![
        standard.id.to_string(),
        standard.code.0,
        standard.title,
        standard.section,
        standard.stage.map(Stage::word),
        at.to_string(),
        Digest::of(to_markdown(standard).as_bytes()).0,
        Digest::of(text.as_bytes()).0,
        text,
    ])?;
    search::learn(transaction, standard)
}

pub(crate) fn find(connection: &Connection, id: StandardId) -> Result<Option<Draft>, Error> {
    let mut found = select(connection, "s.id = ?1", [id.to_string()])?;
    Ok(found.pop())
}

/// Returns the draft of a standard that must be here.
pub(crate) fn expect(connection: &Connection, id: StandardId) -> Result<Draft, Error> {
    find(connection, id)?.ok_or(Error::UnknownStandard(id))
}

/// Tells whether a standard is here, retired or not.
pub(crate) fn is_known(connection: &Connection, id: StandardId) -> Result<bool, Error> {
    let mut select = connection.prepare_cached("SELECT 1 FROM standard WHERE id = ?1")?;
    let found = select.query_row([id.to_string()], |_| Ok(()));
    Ok(found.optional()?.is_some())
}

fn select(
    connection: &Connection,
    condition: &str,
    values: impl Params,
) -> Result<Vec<Draft>, Error> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT s.id, d.saves, d.saved_at, d.seal, d.text, r.number, r.digest IS d.digest AS is_approved
         FROM draft d JOIN standard s ON s.key = d.standard {LAST_REVISION}
         WHERE d.retired_at IS NULL AND {condition}"
    ))?;
    select.query_and_then(values, draft)?.collect()
}

/// Returns the text of a draft by its key.
pub(crate) fn standard(connection: &Connection, key: i64) -> Result<Option<Standard>, Error> {
    let select =
        "SELECT id, seal, text FROM draft JOIN standard ON key = standard WHERE standard = ?1";
    let mut select = connection.prepare_cached(select)?;
    let mut found = select.query_and_then([key], |row| {
        let id = row::id(row, "id")?;
        let text = row::bytes(row, "text")?.unwrap_or_default();
        row::sealed(text, row::digest(row, "seal")?, || Part::Draft(id))
    })?;
    found.next().transpose()
}

fn draft(row: &Row) -> Result<Draft, Error> {
    let id = row::id(row, "id")?;
    let part = || Part::Draft(id);
    let text = row::bytes(row, "text")?.unwrap_or_default();
    Ok(Draft {
        standard: row::sealed(text, row::digest(row, "seal")?, part)?,
        saves: row.get("saves")?,
        saved_at: row::text(row, "saved_at", part)?,
        last_revision: row.get("number")?,
        is_approved: row.get("is_approved")?,
    })
}

/// Returns the code of a standard that must be retired.
fn retired_code(connection: &Connection, id: StandardId) -> Result<Code, Error> {
    let select = "SELECT d.code FROM draft d JOIN standard s ON s.key = d.standard
        WHERE s.id = ?1 AND d.retired_at IS NOT NULL";
    let code = connection.query_row(select, [id.to_string()], |row| row.get(0));
    code.optional()?.map(Code).ok_or(Error::UnknownStandard(id))
}

fn retired_row(row: &Row) -> Result<RetiredRow, Error> {
    let id = row::id(row, "id")?;
    Ok(RetiredRow {
        id,
        code: Code(row.get("code")?),
        title: row.get("title")?,
        retired_at: row::text(row, "retired_at", || Part::Draft(id))?,
    })
}

fn outline_row(row: &Row) -> Result<OutlineRow, Error> {
    let id = row::id(row, "id")?;
    let stage: Option<String> = row.get("stage")?;
    let stage = stage.map(|word| word.parse()).transpose();
    Ok(OutlineRow {
        id,
        code: Code(row.get("code")?),
        title: row.get("title")?,
        section: row.get("section")?,
        stage: stage.map_err(|fault| Error::damaged(Part::Draft(id), fault))?,
        is_approved: row.get("is_approved")?,
        last_revision: row.get("number")?,
    })
}
