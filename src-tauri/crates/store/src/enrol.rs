//! Enrolment: what branches ask for, and the keys that are accepted.

use handbook::{BranchId, Digest, EventKind, RosterEntry};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Asked, Error, Taken, Workspace, branch, branch_row, exchange, invite, row};

/// A request that is to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewRequest<'a> {
    /// Who asks.
    pub branch: BranchId,
    /// The signed bytes (CMS).
    pub bytes: &'a [u8],
    /// The key's certificate (DER).
    pub certificate: &'a [u8],
    /// The secret of the invite that it was made with: it proves the request if it was not used
    /// before, and is used up.
    pub invite: Option<[u8; 16]>,
    /// The person and role, as typed.
    pub asked_by: &'a str,
    /// When, by the branch's clock.
    pub asked_at: Timestamp,
    /// The name of the depot's object that held it, which need not be read again.
    pub object: Option<&'a str>,
}

/// A branch's certificate, and which of its receipts count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchCertificate {
    /// The certificate (DER).
    pub der: Vec<u8>,
    /// Its digest.
    pub fingerprint: Digest,
    /// The first receipt that counts.
    pub from_seq: u64,
    /// The last receipt that counts; none while the key is in use.
    pub until_seq: Option<u64>,
    /// When it was accepted.
    pub since: Timestamp,
}

impl Workspace {
    /// Adds what branches ask for in one transaction, as received at `at`, and tells what became
    /// of each request: it is new, known, or of no branch that is here.
    pub fn add_requests(
        &mut self,
        requests: &[NewRequest],
        actor: &str,
        at: Timestamp,
    ) -> Result<Vec<Taken>, Error> {
        self.write(|transaction| {
            let taken = requests
                .iter()
                .map(|new| add_request(transaction, new, actor, at));
            taken.collect()
        })
    }

    /// Returns everything that a branch has asked for, the newest first.
    pub fn requests(&self, id: BranchId) -> Result<Vec<Asked>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT r.* FROM request r JOIN branch b ON b.key = r.branch
             WHERE b.id = ?1 ORDER BY r.key DESC",
        )?;
        select
            .query_and_then([id.to_string()], branch_row::asked)?
            .collect()
    }

    /// Returns the certificate (DER) that a branch has asked to be accepted.
    pub fn request_certificate(
        &self,
        id: BranchId,
        fingerprint: Digest,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT r.certificate, r.fingerprint FROM request r JOIN branch b ON b.key = r.branch
             WHERE b.id = ?1 AND r.fingerprint = ?2 LIMIT 1",
        )?;
        let values = params![id.to_string(), fingerprint.0];
        let found = select.query_and_then(values, |row| {
            row::whole(row, "certificate", "fingerprint", || Part::Branch(id))
        })?;
        found.into_iter().next().transpose()
    }

    /// Returns the requests of all keys that are or were accepted: who asked, and the digest and
    /// length of the signed bytes.
    pub fn accepted_requests(&self) -> Result<Vec<(BranchId, Digest, u64)>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT b.id, r.seal, length(r.bytes) AS length FROM certificate c JOIN request r ON r.key = c.request
             JOIN branch b ON b.key = c.branch ORDER BY c.key",
        )?;
        let found = select.query_and_then([], |row| {
            let id = row::text(row, "id", || Part::Schema)?;
            Ok((id, row::digest(row, "seal")?, row.get("length")?))
        })?;
        found.collect()
    }

    /// Returns the signed bytes of a request by their digest.
    pub fn request_bytes(&self, seal: Digest) -> Result<Option<Vec<u8>>, Error> {
        let select = "SELECT bytes, seal FROM request WHERE seal = ?1 LIMIT 1";
        let mut select = self.connection.prepare_cached(select)?;
        let found = select.query_and_then([seal.0], |row| {
            row::whole(row, "bytes", "seal", || Part::File)
        })?;
        found.into_iter().next().transpose()
    }

    /// Accepts keys that branches have asked for, all of them or none; returns how many are new.
    /// An older key of a branch goes out of use behind the last receipt that is known.
    pub fn enrol(
        &mut self,
        keys: &[(BranchId, Digest)],
        actor: &str,
        at: Timestamp,
    ) -> Result<usize, Error> {
        self.write(|transaction| {
            let mut count = 0;
            for (id, fingerprint) in keys {
                count += usize::from(enrol(transaction, *id, *fingerprint, actor, at)?);
            }
            Ok(count)
        })
    }

    /// Puts a branch's key out of use: its receipts after `until_seq` no longer count.
    pub fn unenrol(
        &mut self,
        id: BranchId,
        until_seq: u64,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let key = branch::key(transaction, id)?;
            if in_use(transaction, key)?.is_none() {
                return Err(Error::NotEnrolled(id));
            }
            put_out_of_use(transaction, id, key, until_seq, actor, at)
        })
    }

    /// Returns all keys that are or were accepted, by branch, the oldest first, with the roles of
    /// their branches.
    pub fn roster(&self) -> Result<Vec<RosterEntry>, Error> {
        self.read(|connection| {
            let mut entries = roster(connection)?;
            let mut audiences = branch::audiences(connection)?;
            for entry in entries.iter_mut().rev() {
                // A branch's last entry alone may be in use.
                entry.audience = audiences.remove(&entry.branch).unwrap_or_default();
            }
            Ok(entries)
        })
    }

    /// Returns the certificates that are or were accepted from a branch, the oldest first.
    pub fn certificates(&self, id: BranchId) -> Result<Vec<BranchCertificate>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT r.certificate, c.fingerprint, c.from_seq, c.until_seq, c.since
             FROM certificate c JOIN branch b ON b.key = c.branch JOIN request r ON r.key = c.request
             WHERE b.id = ?1 ORDER BY c.key",
        )?;
        let part = || Part::Branch(id);
        let found = select.query_and_then([id.to_string()], |row| {
            Ok(BranchCertificate {
                der: row::whole(row, "certificate", "fingerprint", part)?,
                fingerprint: row::digest(row, "fingerprint")?,
                from_seq: row.get("from_seq")?,
                until_seq: row.get("until_seq")?,
                since: row::text(row, "since", part)?,
            })
        })?;
        found.collect()
    }
}

/// Returns all keys that are or were accepted, by branch, the oldest first; without roles.
pub(crate) fn roster(connection: &Connection) -> Result<Vec<RosterEntry>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT b.id, c.fingerprint, c.from_seq, c.until_seq
         FROM certificate c JOIN branch b ON b.key = c.branch ORDER BY b.id, c.key",
    )?;
    let entries = select.query_and_then([], |row| {
        Ok(RosterEntry {
            branch: row::text(row, 0, || Part::Schema)?,
            certificate: row::digest(row, 1)?,
            from_seq: row.get(2)?,
            until_seq: row.get(3)?,
            audience: Vec::new(),
        })
    })?;
    entries.collect()
}

/// Reads a request, whose bytes and certificate must be those that came.
pub(crate) fn checked_request(row: &Row) -> Result<Asked, Error> {
    let id = row::text(row, "id", || Part::Schema)?;
    row::whole(row, "bytes", "seal", || Part::Branch(id))?;
    row::whole(row, "certificate", "fingerprint", || Part::Branch(id))?;
    branch_row::asked(row)
}

pub(crate) fn add_request(
    transaction: &Transaction,
    request: &NewRequest,
    actor: &str,
    at: Timestamp,
) -> Result<Taken, Error> {
    let Some(key) = branch::find(transaction, request.branch)? else {
        return Ok(Taken::UnknownBranch);
    };
    if let Some(name) = request.object {
        exchange::note(transaction, name)?;
    }
    let unused = match &request.invite {
        Some(secret) if invite::is_unused(transaction, key, secret)? => Some(secret),
        _ => None,
    };
    if !insert_request(transaction, key, request, unused.is_some(), at)? {
        return Ok(Taken::Known);
    }
    if let Some(secret) = unused {
        invite::use_up(transaction, key, secret, at)?;
    }
    let body = json!({
        "certificate": Digest::of(request.certificate),
        "proof holds": unused.is_some(),
        "asked by": request.asked_by,
    });
    enter(
        transaction,
        EventKind::Asked,
        request.branch,
        body,
        actor,
        at,
    )?;
    Ok(Taken::New)
}

fn insert_request(
    transaction: &Transaction,
    key: i64,
    request: &NewRequest,
    proof_holds: bool,
    at: Timestamp,
) -> Result<bool, Error> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO request (branch, seal, fingerprint, certificate, proof_holds, asked_by,
           asked_at, received_at, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
    )?;
    let inserted = insert.execute(params![
        key,
        Digest::of(request.bytes).0,
        Digest::of(request.certificate).0,
        request.certificate,
        proof_holds,
        request.asked_by,
        request.asked_at.to_string(),
        at.to_string(),
        request.bytes,
    ])?;
    Ok(inserted > 0)
}

/// Enters in the record what became of a branch.
pub(crate) fn enter(
    transaction: &Transaction,
    kind: EventKind,
    id: BranchId,
    body: Value,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let subject = id.to_string();
    let event = Event {
        at,
        actor,
        kind,
        subject,
        body,
    };
    record::append(transaction, event).map(drop)
}

/// Accepts one key; returns whether it was not accepted before.
fn enrol(
    transaction: &Transaction,
    id: BranchId,
    fingerprint: Digest,
    actor: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let key = branch::open_key(transaction, id)?;
    if request(transaction, key, fingerprint)?.is_none() {
        return Err(Error::UnknownRequest(id, fingerprint));
    }
    check_own(transaction, key, id, fingerprint)?;
    let before = in_use(transaction, key)?;
    if before == Some(fingerprint) {
        return Ok(false);
    }
    let entry = RosterEntry {
        branch: id,
        certificate: fingerprint,
        from_seq: last_seq(transaction, key)? + 1,
        until_seq: None,
        audience: Vec::new(),
    };
    accept(transaction, key, &entry, actor, at)?;
    Ok(true)
}

/// Accepts a key that was asked for, from the receipt on that the entry names; the one before it
/// ends there.
pub(crate) fn accept(
    transaction: &Transaction,
    key: i64,
    entry: &RosterEntry,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let (id, fingerprint, from_seq) = (entry.branch, entry.certificate, entry.from_seq);
    let request = request(transaction, key, fingerprint)?;
    let request = request.ok_or(Error::UnknownRequest(id, fingerprint))?;
    let before = in_use(transaction, key)?;
    if before.is_some() {
        end(transaction, key, from_seq.saturating_sub(1))?;
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO certificate (branch, request, fingerprint, from_seq, since)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let since = at.to_string();
    insert.execute(params![key, request, fingerprint.0, from_seq, since])?;
    let body = json!({ "certificate": fingerprint, "from": from_seq, "instead of": before });
    enter(transaction, EventKind::Enrolled, id, body, actor, at)
}

/// Puts the key in use out of use behind `until_seq`.
pub(crate) fn put_out_of_use(
    transaction: &Transaction,
    id: BranchId,
    key: i64,
    until_seq: u64,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let fingerprint = in_use(transaction, key)?;
    end(transaction, key, until_seq)?;
    let body = json!({ "certificate": fingerprint, "until": until_seq });
    enter(transaction, EventKind::Unenrolled, id, body, actor, at)
}

fn request(connection: &Connection, key: i64, fingerprint: Digest) -> Result<Option<i64>, Error> {
    let mut select = connection
        .prepare_cached("SELECT max(key) FROM request WHERE branch = ?1 AND fingerprint = ?2")?;
    Ok(select.query_row(params![key, fingerprint.0], |row| row.get(0))?)
}

/// Refuses a key that is or was another branch's.
fn check_own(
    connection: &Connection,
    key: i64,
    id: BranchId,
    fingerprint: Digest,
) -> Result<(), Error> {
    let mut select = connection
        .prepare_cached("SELECT 1 FROM certificate WHERE fingerprint = ?1 AND branch <> ?2")?;
    let other = select.query_row(params![fingerprint.0, key], |_| Ok(()));
    match other.optional()? {
        None => Ok(()),
        Some(()) => Err(Error::CertificateOfAnother(id, fingerprint)),
    }
}

pub(crate) fn in_use(connection: &Connection, key: i64) -> Result<Option<Digest>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT fingerprint FROM certificate WHERE branch = ?1 AND until_seq IS NULL",
    )?;
    let found = select.query_row([key], |row| row.get(0));
    Ok(found.optional()?.map(Digest))
}

fn end(transaction: &Transaction, key: i64, until_seq: u64) -> Result<(), Error> {
    let mut update = transaction.prepare_cached(
        "UPDATE certificate SET until_seq = ?2 WHERE branch = ?1 AND until_seq IS NULL",
    )?;
    update.execute(params![key, until_seq])?;
    Ok(())
}

/// Returns the highest number that a receipt of a branch has, or that an older key could give.
fn last_seq(connection: &Connection, key: i64) -> Result<u64, Error> {
    let mut select = connection.prepare_cached(
        "SELECT max(ifnull((SELECT max(seq) FROM receipt WHERE branch = ?1), 0),
           ifnull((SELECT max(until_seq) FROM certificate WHERE branch = ?1), 0))",
    )?;
    Ok(select.query_row([key], |row| row.get(0))?)
}
