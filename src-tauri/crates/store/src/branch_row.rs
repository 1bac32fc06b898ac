//! How far each branch is on its way into the handbook, computed for one or for all of them.

use handbook::{Branch, BranchId, Digest};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params_from_iter};

use crate::by_branch::{ByBranch, Pile};
use crate::error::Part;
use crate::{Error, Workspace, branch, row};

/// A branch, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchRow {
    /// The branch.
    pub branch: Branch,
    /// When it was closed; a closed branch is asked nothing any more.
    pub closed_at: Option<Timestamp>,
    /// How far it is.
    pub state: Enrolment,
    /// What an enrolled branch asks for again, as from a new computer.
    pub asks_again: Option<Box<Asked>>,
}

/// How far a branch is on its way into the handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enrolment {
    /// Nothing was handed to it.
    NotInvited,
    /// It has an invite that was not used yet.
    Invited {
        /// When it was made.
        at: Timestamp,
        /// The last day on which it may be used.
        expires_on: Date,
    },
    /// It asks for its key to be accepted.
    Asked(Box<Asked>),
    /// Its key is accepted.
    Enrolled {
        /// Since when.
        since: Timestamp,
        /// The digest of the key's certificate.
        certificate: Digest,
    },
}

/// What a branch asks for: to accept a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// When it arrived.
    pub at: Timestamp,
    /// When it was asked, by the branch's clock.
    pub asked_at: Timestamp,
    /// The person and role at the branch's computer, as typed.
    pub asked_by: String,
    /// Whether whoever asked held the invite.
    pub proof_holds: bool,
    /// The digest of the key's certificate.
    pub certificate: Digest,
}

impl Workspace {
    /// Returns all branches by name, the closed ones after the others.
    pub fn branches(&self) -> Result<Vec<BranchRow>, Error> {
        self.read(|connection| {
            let mut pile = Pile::default();
            each_branch(connection, Which::All, |key, row| {
                pile.push(key, row);
                Ok(())
            })?;
            let open = open_by_name(connection)?.into_iter();
            let mut rows: Vec<BranchRow> = open.filter_map(|key| pile.take(key)).collect();
            let mut closed: Vec<BranchRow> = pile.into_rest().collect();
            closed.sort_by_cached_key(|row| branch::folded(&row.branch.name));
            rows.append(&mut closed);
            Ok(rows)
        })
    }

    /// Returns one branch.
    pub fn branch(&self, id: BranchId) -> Result<Option<BranchRow>, Error> {
        self.read(|connection| match branch::find(connection, id)? {
            None => Ok(None),
            Some(key) => {
                let mut found = None;
                each_branch(connection, Which::One(key), |_, row| {
                    found = Some(row);
                    Ok(())
                })?;
                Ok(found)
            }
        })
    }

    /// Returns when a receipt or request of a branch last arrived. Asked for thousands, it takes
    /// longer than all else that is known of them.
    pub fn last_heard(&self, id: BranchId) -> Result<Option<Timestamp>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT (SELECT max(received_at) FROM receipt WHERE branch = b.key AND is_after_stolen = 0),
               (SELECT max(received_at) FROM request WHERE branch = b.key)
             FROM branch b WHERE id = ?1",
        )?;
        let mut heard = select.query_and_then([id.to_string()], |row| {
            let part = || Part::Branch(id);
            Ok(row::moment(row, 0, part)?.max(row::moment(row, 1, part)?))
        })?;
        let heard: Option<Result<_, Error>> = heard.next();
        Ok(heard.transpose()?.flatten())
    }
}

/// Which branches to read.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    All,
    Open,
    /// The one with this key.
    One(i64),
}

impl Which {
    fn only(self) -> Option<i64> {
        match self {
            Self::One(key) => Some(key),
            Self::All | Self::Open => None,
        }
    }
}

/// What is known of branches beside their texts.
struct Facts {
    /// The certificate in use, and since when it is.
    accepted: ByBranch<(Timestamp, Digest)>,
    /// The last invite that was not used.
    invites: ByBranch<(Timestamp, Date)>,
    /// The request that waits for an answer: the last one, but first one whose proof holds.
    asked: ByBranch<Box<Asked>>,
}

/// Returns the keys of the open branches, by name; an index has them in this order.
pub(crate) fn open_by_name(connection: &Connection) -> Result<Vec<i64>, Error> {
    let select = "SELECT key FROM branch WHERE closed_at IS NULL ORDER BY folded";
    let mut select = connection.prepare_cached(select)?;
    let keys = select.query_map([], |row| row.get(0))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// Calls `work` for each branch in the order of their keys.
pub(crate) fn each_branch(
    connection: &Connection,
    which: Which,
    mut work: impl FnMut(i64, BranchRow) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut facts = facts(connection, which.only())?;
    let of = match which {
        Which::All => "1",
        Which::Open => "closed_at IS NULL",
        Which::One(_) => "key = ?1",
    };
    let select = format!("SELECT key, id, text, closed_at FROM branch WHERE {of} ORDER BY key");
    each(connection, &select, which.only(), |row| {
        work(row.get(0)?, branch_row(row, &mut facts)?)
    })
}

fn branch_row(row: &Row, facts: &mut Facts) -> Result<BranchRow, Error> {
    let (key, id) = (row.get(0)?, row::text(row, 1, || Part::Schema)?);
    let part = || Part::Branch(id);
    let asked = facts.asked.take(key);
    let (state, asks_again) = match (facts.accepted.take(key), asked) {
        (Some((since, certificate)), asked) => (Enrolment::Enrolled { since, certificate }, asked),
        (None, Some(asked)) => (Enrolment::Asked(asked), None),
        (None, None) => match facts.invites.take(key) {
            Some((at, expires_on)) => (Enrolment::Invited { at, expires_on }, None),
            None => (Enrolment::NotInvited, None),
        },
    };
    Ok(BranchRow {
        branch: branch::parsed(row::str(row, 2, part)?, id)?,
        closed_at: row::moment(row, 3, part)?,
        state,
        asks_again,
    })
}

/// Reads what is known of one branch or of all of them.
fn facts(connection: &Connection, only: Option<i64>) -> Result<Facts, Error> {
    let of = only.map_or("1", |_| "branch = ?1");
    let (mut accepted, mut answered) = (Vec::new(), Vec::new());
    let certificates = format!(
        "SELECT branch, request, until_seq IS NULL, since, fingerprint FROM certificate WHERE {of}"
    );
    each(connection, &certificates, only, |row| {
        let branch = row.get(0)?;
        answered.push((branch, row.get::<_, i64>(1)?));
        if row.get(2)? {
            let (since, own) = (row::text(row, 3, file)?, row::digest(row, 4)?);
            accepted.push((branch, (since, own)));
        }
        Ok(())
    })?;
    let mut invites = Vec::new();
    let select = format!(
        "SELECT branch, at, expires_on FROM invite WHERE used_at IS NULL AND {of} ORDER BY key"
    );
    each(connection, &select, only, |row| {
        let (at, expires_on) = (row::text(row, 1, file)?, row::text(row, 2, file)?);
        invites.push((row.get(0)?, (at, expires_on)));
        Ok(())
    })?;
    answered.sort_unstable();
    Ok(Facts {
        accepted: ByBranch::of(accepted),
        invites: ByBranch::of(invites),
        asked: waiting(connection, only, ByBranch::of(answered))?,
    })
}

/// Reads the requests that wait, given the last one of each branch that was `answered`.
fn waiting(
    connection: &Connection,
    only: Option<i64>,
    mut answered: ByBranch<i64>,
) -> Result<ByBranch<Box<Asked>>, Error> {
    let of = only.map_or("1", |_| "branch = ?1");
    let select = format!(
        "SELECT branch, key, proof_holds, fingerprint, asked_by, asked_at, received_at
         FROM request WHERE {of} ORDER BY branch"
    );
    let mut waiting = Vec::new();
    each(connection, &select, only, |row| {
        let (branch, request): (i64, i64) = (row.get(0)?, row.get(1)?);
        if answered.get(branch).is_none_or(|last| *last < request) {
            let asked = asked(row)?;
            waiting.push((asked.proof_holds, request, branch, asked));
        }
        Ok(())
    })?;
    waiting.sort_by_key(|(proof_holds, request, ..)| (*proof_holds, *request));
    let waiting = waiting
        .into_iter()
        .map(|(.., branch, asked)| (branch, Box::new(asked)));
    Ok(ByBranch::of(waiting.collect()))
}

fn file() -> Part {
    Part::File
}

pub(crate) fn asked(row: &Row) -> Result<Asked, Error> {
    Ok(Asked {
        at: row::text(row, "received_at", || Part::File)?,
        asked_at: row::text(row, "asked_at", || Part::File)?,
        asked_by: row.get("asked_by")?,
        proof_holds: row.get("proof_holds")?,
        certificate: row::digest(row, "fingerprint")?,
    })
}

/// Calls `work` for each row; `only` is the one value that the statement takes, if it takes any.
fn each(
    connection: &Connection,
    select: &str,
    only: Option<i64>,
    mut work: impl FnMut(&Row) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query(params_from_iter(only))?;
    while let Some(row) = rows.next()? {
        work(row)?;
    }
    Ok(())
}
