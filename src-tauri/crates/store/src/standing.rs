//! Where every branch stands with an edition: computed whenever it is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use handbook::{Digest, Role};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Statement, params_from_iter};

use crate::branch_row::{Which, each_branch, open_by_name};
use crate::by_branch::{ByBranch, Pile};
use crate::error::Part;
use crate::{BranchRow, Error, Workspace, receipt, row, schema};

/// An open branch, and what it has acknowledged, seen from one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The branch, and how far it is.
    pub branch: BranchRow,
    /// How it has acknowledged the edition.
    pub acknowledged: Option<Acknowledgement>,
    /// What it acknowledged last before, where it has not acknowledged this edition.
    pub before: Option<Earlier>,
}

/// The newest lower edition that a branch has acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Earlier {
    /// The edition.
    pub edition: u32,
    /// For which roles its changes were chosen; none means all of them.
    pub audience: Arc<[Role]>,
}

/// How a branch has acknowledged an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
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

impl Workspace {
    /// Hands out where every open branch stands with an edition, by name.
    pub fn standings(&self, edition: u32) -> Result<impl Iterator<Item = Standing> + use<>, Error> {
        self.read(|connection| {
            let mut own = ByBranch::of(acknowledgements(connection, edition, None)?);
            let mut others = Others::than(connection, edition)?;
            let mut standings = Pile::default();
            each_branch(connection, Which::Open, |key, branch| {
                let mut standing = Standing {
                    branch,
                    acknowledged: own.take(key),
                    before: None,
                };
                if standing.acknowledged.is_none() {
                    standing.acknowledged = others.later(key)?;
                }
                if standing.acknowledged.is_none() {
                    standing.before = others.before(key)?;
                }
                standings.push(key, standing);
                Ok(())
            })?;
            let by_name = open_by_name(connection)?.into_iter();
            Ok(by_name.filter_map(move |key| standings.take(key)))
        })
    }
}

/// The receipts for other editions than one, looked for branch by branch.
struct Others<'a> {
    connection: &'a Connection,
    edition: u32,
    /// Looks for the next later edition, if there is a receipt for any.
    later: Option<Statement<'a>>,
    /// Looks for the last earlier edition, if there is a receipt for any.
    before: Option<Statement<'a>>,
    /// The roles of receipts, by how they are written: few, and each of many.
    audiences: HashMap<String, Arc<[Role]>>,
}

impl<'a> Others<'a> {
    fn than(connection: &'a Connection, edition: u32) -> Result<Self, Error> {
        let audience = match schema::has_column(connection, "receipt", "audience")? {
            true => "audience",
            false => "'[]'",
        };
        let look = |which: &str, order: &str| -> Result<Option<Statement<'a>>, Error> {
            let any = format!("SELECT 1 FROM receipt WHERE edition {which} ?1");
            if !connection.prepare(&any)?.exists([edition])? {
                return Ok(None);
            }
            let select = format!(
                "SELECT edition, {audience} FROM receipt INDEXED BY receipt_in_short
                 WHERE branch = ?1 AND edition {which} ?2 AND is_after_stolen = 0
                 ORDER BY edition {order}, seq DESC LIMIT 1"
            );
            Ok(Some(connection.prepare(&select)?))
        };
        Ok(Self {
            connection,
            edition,
            later: look(">", "ASC")?,
            before: look("<", "DESC")?,
            audiences: HashMap::new(),
        })
    }

    fn later(&mut self, branch: i64) -> Result<Option<Acknowledgement>, Error> {
        let Some(later) = &mut self.later else {
            return Ok(None);
        };
        let later = later.query_row([branch, i64::from(self.edition)], |row| row.get(0));
        let Some(later) = later.optional()? else {
            return Ok(None);
        };
        let mut found = acknowledgements(self.connection, later, Some(branch))?;
        Ok(found.pop().map(|(_, acknowledged)| acknowledged))
    }

    fn before(&mut self, branch: i64) -> Result<Option<Earlier>, Error> {
        let Some(before) = &mut self.before else {
            return Ok(None);
        };
        let mut rows = before.query([branch, i64::from(self.edition)])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let part = || Part::Schema;
        let text = row::str(row, 1, part)?;
        let audience = match self.audiences.get(text) {
            Some(audience) => Arc::clone(audience),
            None => {
                let audience: Arc<[Role]> = receipt::roles(text, part)?.into();
                let kept = self.audiences.entry(text.to_string());
                Arc::clone(kept.or_insert(audience))
            }
        };
        let edition = row.get(0)?;
        Ok(Some(Earlier { edition, audience }))
    }
}

/// Reads how branches have acknowledged an edition, one branch or all of them, by their keys: the
/// first receipt says who did and when, and the last one how far the staff are.
fn acknowledgements(
    connection: &Connection,
    edition: u32,
    only: Option<i64>,
) -> Result<Vec<(i64, Acknowledgement)>, Error> {
    let of = only.map_or("", |_| "AND branch = ?2");
    let select = format!(
        "SELECT branch, edition, seq, acknowledged_at, received_at, person, role,
           is_clock_doubtful, made_at, staff_confirmed, staff_total, has_briefing, content
         FROM receipt WHERE edition = ?1 AND NOT is_after_stolen {of} ORDER BY branch, seq"
    );
    let mut select = connection.prepare_cached(&select)?;
    let values = std::iter::once(i64::from(edition)).chain(only);
    let mut rows = select.query(params_from_iter(values))?;
    let mut found: Vec<(i64, Acknowledgement)> = Vec::new();
    while let Some(row) = rows.next()? {
        let branch = row.get(0)?;
        match found.last_mut().filter(|(last, _)| *last == branch) {
            Some((_, here)) => add_later(connection, here, row)?,
            None => found.push((branch, first(connection, row)?)),
        }
    }
    Ok(found)
}

// The places of the columns above. Looking each one up by its name would take as long again.
const EDITION: usize = 1;
const SEQ: usize = 2;
const MADE_AT: usize = 8;
const STAFF_CONFIRMED: usize = 9;
const STAFF_TOTAL: usize = 10;
const HAS_BRIEFING: usize = 11;
const CONTENT: usize = 12;

fn first(connection: &Connection, row: &Row) -> Result<Acknowledgement, Error> {
    let part = || part(connection, row);
    Ok(Acknowledgement {
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

fn add_later(connection: &Connection, here: &mut Acknowledgement, row: &Row) -> Result<(), Error> {
    here.made_at = row::text(row, MADE_AT, || part(connection, row))?;
    here.staff_confirmed = row.get(STAFF_CONFIRMED)?;
    here.staff_total = row.get(STAFF_TOTAL)?;
    here.has_briefing = row.get(HAS_BRIEFING)?;
    here.receipt = row::digest(row, CONTENT)?;
    Ok(())
}

/// Names the receipt in a row, which is damaged.
fn part(connection: &Connection, row: &Row) -> Part {
    let name = || -> Result<Part, Error> {
        let select = "SELECT id FROM branch WHERE key = ?1";
        let id: String = connection.query_row(select, [row.get::<_, i64>(0)?], |row| row.get(0))?;
        let id = id
            .parse()
            .map_err(|fault| Error::damaged(Part::Schema, fault))?;
        Ok(Part::Receipt(id, row.get(SEQ)?))
    };
    name().unwrap_or(Part::Schema)
}
