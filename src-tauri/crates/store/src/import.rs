//! Import: many drafts and results at once, all of them or none.

use handbook::{EventKind, Handbook, MeasuredResult, Percent, Standard, StandardId};
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};
use serde_json::json;

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, codes, draft, row, workspace};

impl Workspace {
    /// Adds drafts and results, and takes the extended lists of `handbook`; all of it or nothing.
    /// A result for the same standard, period, branch and source replaces the older figures.
    pub fn import(
        &mut self,
        standards: &[Standard],
        results: &[(StandardId, MeasuredResult)],
        handbook: Option<&Handbook>,
        actor: &str,
        source_note: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let standards: Vec<Standard> = standards.iter().map(draft::tidy).collect();
            check_all_new(transaction, &standards)?;
            codes::check_all_free(transaction, &standards)?;
            standards
                .iter()
                .try_for_each(|standard| draft::add(transaction, standard, at))?;
            results
                .iter()
                .try_for_each(|(id, result)| put(transaction, *id, result))?;
            if let Some(handbook) = handbook {
                workspace::put_handbook(transaction, handbook)?;
            }
            let event = Event {
                at,
                actor,
                kind: EventKind::Imported,
                subject: source_note.to_string(),
                body: json!({ "standards": standards.len(), "results": results.len() }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns the results of a standard, by period, branch and source.
    pub fn results(&self, id: StandardId) -> Result<Vec<MeasuredResult>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT result.* FROM result JOIN standard ON key = standard
             WHERE id = ?1 ORDER BY period, branch, source",
        )?;
        let rows = select.query_and_then([id.to_string()], |row| result(row, id))?;
        rows.collect()
    }

    /// Returns the results of all standards, by standard, period, branch and source.
    pub fn all_results(&self) -> Result<Vec<(StandardId, MeasuredResult)>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, result.* FROM result JOIN standard ON key = standard
             ORDER BY id, period, branch, source",
        )?;
        let rows = select.query_and_then([], |row| {
            let id = row::id(row, "id")?;
            Ok((id, result(row, id)?))
        })?;
        rows.collect()
    }
}

/// Refuses standards that are here already, or twice among the new ones; names all of them.
fn check_all_new(connection: &Connection, new: &[Standard]) -> Result<(), Error> {
    let mut known = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for standard in new {
        if !seen.insert(standard.id) || draft::is_known(connection, standard.id)? {
            known.push(standard.id);
        }
    }
    if known.is_empty() {
        return Ok(());
    }
    Err(Error::KnownStandards(known))
}

fn put(transaction: &Transaction, id: StandardId, result: &MeasuredResult) -> Result<(), Error> {
    if !draft::is_known(transaction, id)? {
        return Err(Error::UnknownStandard(id));
    }
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO result (standard, period, branch, source, share, met, cases)
         SELECT key, ?2, ?3, ?4, ?5, ?6, ?7 FROM standard WHERE id = ?1",
    )?;
    insert.execute(params![
        id.to_string(),
        result.period,
        result.branch,
        result.source,
        result.share.value(),
        result.met,
        result.cases
    ])?;
    Ok(())
}

fn result(row: &Row, id: StandardId) -> Result<MeasuredResult, Error> {
    let share = Percent::new(row.get("share")?);
    Ok(MeasuredResult {
        period: row.get("period")?,
        branch: row.get("branch")?,
        share: share.map_err(|fault| Error::damaged(Part::Results(id), fault))?,
        met: row.get("met")?,
        cases: row.get("cases")?,
        source: row.get("source")?,
    })
}
