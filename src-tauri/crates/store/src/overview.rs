//! Overviews: who has acknowledged what, computed from the receipts whenever they are asked for.

use std::collections::{BTreeMap, HashSet};

use handbook::{BranchId, Digest};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::error::Part;
use crate::{Error, Workspace, branch, row};

/// A branch that has acknowledged an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcknowledgementRow {
    /// The branch.
    pub branch: BranchId,
    /// The edition that it acknowledged: the one asked about, else the next later one.
    pub edition: u32,
    /// When it acknowledged, by its clock.
    pub acknowledged_at: Timestamp,
    /// When its first receipt for the edition arrived.
    pub received_at: Timestamp,
    /// Who acknowledged, as typed.
    pub person: String,
    /// In which role, as typed.
    pub role: String,
    /// Whether the branch's clock contradicted what was known when it acknowledged.
    pub is_clock_doubtful: bool,
    /// When its last receipt for the edition was made, by its clock.
    pub made_at: Timestamp,
    /// How many of the staff have confirmed, by the last receipt.
    pub staff_confirmed: u32,
    /// How many people are on the branch's list, by the last receipt.
    pub staff_total: u32,
    /// Whether the team was briefed, by the last receipt.
    pub has_briefing: bool,
    /// The last receipt's identity.
    pub receipt: Digest,
}

/// The newest edition that a branch had acknowledged by some day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcknowledgedBy {
    /// The branch.
    pub branch: BranchId,
    /// The edition.
    pub edition: u32,
    /// When it counts as acknowledged, in whole seconds: by the branch's clock, or when it
    /// arrived where that clock is doubtful.
    pub at: Timestamp,
}

impl Workspace {
    /// Returns the branches that have acknowledged an edition or a later one, by identity.
    pub fn acknowledgements(&self, edition: u32) -> Result<Vec<AcknowledgementRow>, Error> {
        self.read(|connection| {
            let (mut rows, found) = of_edition(connection, edition, None)?;
            for (branch, later) in later(connection, edition, &found)? {
                rows.extend(of_edition(connection, later, Some(branch))?.0);
            }
            rows.sort_unstable_by_key(|row| row.branch);
            Ok(rows)
        })
    }

    /// Returns the newest edition with a lower number that each branch has acknowledged.
    pub fn last_acknowledged(&self, before: u32) -> Result<BTreeMap<BranchId, u32>, Error> {
        self.read(|connection| {
            let any = "SELECT 1 FROM receipt WHERE edition < ?1";
            if !connection.prepare_cached(any)?.exists([before])? {
                return Ok(BTreeMap::new());
            }
            let mut select = connection.prepare_cached(
                "SELECT id, (SELECT edition FROM receipt INDEXED BY receipt_in_short
                   WHERE branch = b.key AND edition < ?1 AND is_after_stolen = 0
                   ORDER BY edition DESC LIMIT 1) FROM branch b",
            )?;
            let mut rows = select.query([before])?;
            let mut last = BTreeMap::new();
            while let Some(row) = rows.next()? {
                if let Some(edition) = row.get(1)? {
                    last.insert(row::text(row, 0, || Part::Schema)?, edition);
                }
            }
            Ok(last)
        })
    }

    /// Returns the newest edition that each branch had acknowledged by the end of a day, by
    /// identity.
    pub fn acknowledged_by(
        &self,
        day: Date,
        zone: &TimeZone,
    ) -> Result<Vec<AcknowledgedBy>, Error> {
        let end = day.tomorrow().and_then(|next| next.to_zoned(zone.clone()));
        let end = end.map_or(Timestamp::MAX, |next| next.timestamp());
        self.read(|connection| {
            let ids = branch::ids(connection)?;
            let mut select = connection.prepare_cached(
                "SELECT branch, edition, moment FROM receipt INDEXED BY receipt_in_short
                 WHERE NOT is_after_stolen ORDER BY branch, edition, seq",
            )?;
            let mut rows = select.query([])?;
            let mut newest: BTreeMap<BranchId, AcknowledgedBy> = BTreeMap::new();
            let mut before = None;
            while let Some(row) = rows.next()? {
                let (key, edition): (i64, u32) = (row.get(0)?, row.get(1)?);
                // Of several receipts for an edition, the first tells when.
                let is_first = before.replace((key, edition)) != Some((key, edition));
                let second: i64 = row.get(2)?;
                if let (true, Some(id)) = (is_first && second < end.as_second(), ids.get(&key)) {
                    let at = Timestamp::from_second(second);
                    let at = at.map_err(|fault| Error::damaged(Part::Branch(*id), fault))?;
                    let (branch, row) = (
                        *id,
                        AcknowledgedBy {
                            branch: *id,
                            edition,
                            at,
                        },
                    );
                    newest.insert(branch, row);
                }
            }
            Ok(newest.into_values().collect())
        })
    }

    /// Returns how many branches first acknowledged an edition on each day on which any did.
    pub fn chart(&self, edition: u32, zone: &TimeZone) -> Result<Vec<(Date, usize)>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT branch, moment FROM receipt
             WHERE edition = ?1 AND NOT is_after_stolen ORDER BY branch, seq",
        )?;
        let mut rows = select.query([edition])?;
        let (mut days, mut before) = (BTreeMap::new(), None);
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            if before.replace(key) == Some(key) {
                continue;
            }
            let moment = Timestamp::from_second(row.get(1)?);
            let moment = moment.map_err(|fault| Error::damaged(Part::File, fault))?;
            let day = zone.to_datetime(moment).date();
            *days.entry(day).or_default() += 1;
        }
        Ok(days.into_iter().collect())
    }
}

/// Finds the branches that have acknowledged not `edition` itself, as those that were `found`, but
/// a later one, by key, with the first of those.
fn later(
    connection: &Connection,
    edition: u32,
    found: &HashSet<i64>,
) -> Result<Vec<(i64, u32)>, Error> {
    let newest = "SELECT max(edition) FROM receipt";
    let newest: Option<u32> = connection.query_row(newest, [], |row| row.get(0))?;
    if newest.is_none_or(|newest| newest <= edition) {
        return Ok(Vec::new());
    }
    let mut branches = connection.prepare_cached("SELECT key FROM branch")?;
    let branches: Vec<i64> = branches
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut select = connection.prepare_cached(
        "SELECT edition FROM receipt INDEXED BY receipt_in_short
         WHERE branch = ?1 AND edition > ?2 AND is_after_stolen = 0
         ORDER BY edition LIMIT 1",
    )?;
    let mut later = Vec::new();
    for branch in branches.into_iter().filter(|key| !found.contains(key)) {
        let first = select.query_row([branch, i64::from(edition)], |row| row.get(0));
        later.extend(first.optional()?.map(|first| (branch, first)));
    }
    Ok(later)
}

/// Reads the receipts for an edition in their order on disk, of one branch or of all: the first
/// one says who acknowledged and when, and the last one how far the staff are. Returns the
/// branches' keys as well.
fn of_edition(
    connection: &Connection,
    edition: u32,
    only: Option<i64>,
) -> Result<(Vec<AcknowledgementRow>, HashSet<i64>), Error> {
    let of = only.map_or("", |_| "AND r.branch = ?2");
    let select = format!(
        "SELECT b.id, r.edition, r.seq, r.acknowledged_at, r.received_at, r.person, r.role,
           r.is_clock_doubtful, r.made_at, r.staff_confirmed, r.staff_total, r.has_briefing,
           r.content, r.branch
         FROM receipt r CROSS JOIN branch b ON b.key = r.branch
         WHERE r.edition = ?1 AND NOT r.is_after_stolen {of} ORDER BY r.branch, r.seq"
    );
    let mut select = connection.prepare_cached(&select)?;
    let values = std::iter::once(i64::from(edition)).chain(only);
    let mut rows = select.query(params_from_iter(values))?;
    let mut found: Vec<AcknowledgementRow> = Vec::new();
    let mut keys = HashSet::new();
    while let Some(row) = rows.next()? {
        let is_first = keys.insert(row.get(KEY)?);
        match found.last_mut().filter(|_| !is_first) {
            Some(here) => add_later(here, row)?,
            None => found.push(first(row, row::text(row, BRANCH, || Part::Schema)?)?),
        }
    }
    Ok((found, keys))
}

// The places of the columns above. Looking each one up by its name would take as long again.
const BRANCH: usize = 0;
const EDITION: usize = 1;
const SEQ: usize = 2;
const MADE_AT: usize = 8;
const STAFF_CONFIRMED: usize = 9;
const STAFF_TOTAL: usize = 10;
const HAS_BRIEFING: usize = 11;
const CONTENT: usize = 12;
const KEY: usize = 13;

fn first(row: &Row, id: BranchId) -> Result<AcknowledgementRow, Error> {
    let seq = row.get(SEQ)?;
    let part = || Part::Receipt(id, seq);
    Ok(AcknowledgementRow {
        branch: id,
        edition: row.get(EDITION)?,
        acknowledged_at: row::text(row, 3, part)?,
        received_at: row::text(row, 4, part)?,
        person: row::string(row, 5, part)?,
        role: row::string(row, 6, part)?,
        is_clock_doubtful: row.get(7)?,
        made_at: row::text(row, MADE_AT, part)?,
        staff_confirmed: row.get(STAFF_CONFIRMED)?,
        staff_total: row.get(STAFF_TOTAL)?,
        has_briefing: row.get(HAS_BRIEFING)?,
        receipt: row::digest(row, CONTENT)?,
    })
}

fn add_later(here: &mut AcknowledgementRow, row: &Row) -> Result<(), Error> {
    let (id, seq) = (here.branch, row.get(SEQ)?);
    here.made_at = row::text(row, MADE_AT, || Part::Receipt(id, seq))?;
    here.staff_confirmed = row.get(STAFF_CONFIRMED)?;
    here.staff_total = row.get(STAFF_TOTAL)?;
    here.has_briefing = row.get(HAS_BRIEFING)?;
    here.receipt = row::digest(row, CONTENT)?;
    Ok(())
}
