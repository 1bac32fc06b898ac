//! Membership: what makes a workspace that of a branch, with the branch's own key.

use std::path::Path;

use handbook::{Branch, Digest, EventKind, Handbook};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use crate::error::Part;
use crate::record::{self, Event};
use crate::{Error, Workspace, branch, file, row, schema, workspace};

/// Whose workspace it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HR's, which issues editions.
    Publisher,
    /// A branch's, which receives them.
    Branch,
}

/// A branch's part in a handbook.
#[derive(Clone, PartialEq, Eq)]
pub struct Membership {
    /// The handbook's title and lists, as far as they are known.
    pub handbook: Handbook,
    /// The branch.
    pub branch: Branch,
    /// The branch's own certificate (DER).
    pub certificate: Vec<u8>,
    /// The branch's private key (PKCS#8 as PEM); it lies unsealed in the workspace.
    pub key: String,
    /// The roots that were believed from the start, as PEM.
    pub roots: Vec<String>,
    /// How many of them must sign.
    pub threshold: usize,
    /// The depot's address, without names or passwords; none where editions come by hand.
    pub depot: Option<String>,
    /// No state of the depot older than this one is believed.
    pub at_least_seq: u64,
}

impl std::fmt::Debug for Membership {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Membership")
            .field("branch", &self.branch)
            .field("certificate", &Digest::of(&self.certificate).to_string())
            .field("depot", &self.depot)
            .finish_non_exhaustive()
    }
}

/// Since when a branch's key is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolledSince {
    /// The first of its receipts that counts.
    pub from_seq: u64,
    /// When the branch learnt of it.
    pub at: Timestamp,
}

impl Workspace {
    /// Makes a branch's workspace in a new file, which only its owner may read; where that fails,
    /// nothing is left behind.
    pub fn create_branch(
        path: &Path,
        membership: &Membership,
        actor: &str,
        at: Timestamp,
    ) -> Result<Self, Error> {
        let new = file::NewFile::at(path)?;
        new.keep_private()?;
        let mut connection = new.connect()?;
        join(&mut connection, membership, actor, at)?;
        connection.close().map_err(|(_, error)| error)?;
        new.finish()?;
        Self::open(path)
    }

    /// Makes a branch's workspace that lasts as long as the value.
    pub fn branch_in_memory(
        membership: &Membership,
        actor: &str,
        at: Timestamp,
    ) -> Result<Self, Error> {
        let mut made = Self::in_memory(&membership.handbook, actor, at)?;
        made.write(|transaction| insert(transaction, membership, actor, at))?;
        Ok(made)
    }

    /// Tells whose workspace it is.
    pub fn kind(&self) -> Result<Kind, Error> {
        kind(&self.connection)
    }

    /// Returns the branch's part in the handbook; none in a publisher's workspace.
    pub fn membership(&self) -> Result<Option<Membership>, Error> {
        self.read(find)
    }

    /// Changes what the branch is called and such, and where its depot is.
    pub fn update_membership(
        &mut self,
        branch: &Branch,
        depot: Option<&str>,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let update = "UPDATE membership SET branch = ?1, depot = ?2
                WHERE branch <> ?1 OR depot IS NOT ?2";
            let text = branch::json(branch);
            if transaction.execute(update, params![text, depot])? == 0 {
                return check_is_branch(transaction);
            }
            let body = json!({ "branch": branch, "depot": depot });
            enter(transaction, EventKind::BranchSaved, branch, body, actor, at)
        })
    }

    /// Notes that the publisher accepts the branch's key, from some receipt on.
    pub fn note_enrolled(
        &mut self,
        from_seq: u64,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.set_enrolled(Some(from_seq), EventKind::Enrolled, actor, at)
    }

    /// Notes that the publisher does not accept the branch's key any more.
    pub fn note_unenrolled(&mut self, actor: &str, at: Timestamp) -> Result<(), Error> {
        self.set_enrolled(None, EventKind::Unenrolled, actor, at)
    }

    /// Returns since when the branch's key is accepted, as far as the branch knows.
    pub fn enrolled(&self) -> Result<Option<EnrolledSince>, Error> {
        enrolled(&self.connection)
    }

    fn set_enrolled(
        &mut self,
        from_seq: Option<u64>,
        kind: EventKind,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let update = "UPDATE membership SET enrolled_from_seq = ?1,
                enrolled_at = iif(?1 IS NULL, NULL, ?2) WHERE enrolled_from_seq IS NOT ?1";
            if transaction.execute(update, params![from_seq, at.to_string()])? == 0 {
                return check_is_branch(transaction);
            }
            let text: String =
                transaction.query_row("SELECT branch FROM membership", [], |row| row.get(0))?;
            let branch = parsed(&text)?;
            enter(
                transaction,
                kind,
                &branch,
                json!({ "from": from_seq }),
                actor,
                at,
            )
        })
    }
}

/// Returns the branch's part in the handbook, if the workspace is a branch's.
pub(crate) fn find(connection: &Connection) -> Result<Option<Membership>, Error> {
    let mut select = connection.prepare_cached("SELECT * FROM membership")?;
    let mut found =
        select.query_and_then([], |row| membership(row, workspace::handbook(connection)?))?;
    found.next().transpose()
}

/// Tells whose workspace a database is; one of an older form is a publisher's.
pub(crate) fn kind(connection: &Connection) -> Result<Kind, Error> {
    if !schema::has_table(connection, "membership")? {
        return Ok(Kind::Publisher);
    }
    let is_branch = connection
        .prepare_cached("SELECT 1 FROM membership")?
        .exists([])?;
    Ok(if is_branch {
        Kind::Branch
    } else {
        Kind::Publisher
    })
}

fn check_is_branch(connection: &Connection) -> Result<(), Error> {
    match kind(connection)? {
        Kind::Branch => Ok(()),
        Kind::Publisher => Err(Error::NotABranch),
    }
}

fn join(
    connection: &mut Connection,
    membership: &Membership,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    workspace::found(connection, &membership.handbook, actor, at)?;
    let transaction = connection.transaction()?;
    insert(&transaction, membership, actor, at)?;
    Ok(transaction.commit()?)
}

fn insert(
    transaction: &Transaction,
    membership: &Membership,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let roots = serde_json::to_string(&membership.roots).expect("texts are plain data");
    transaction.execute(
        "INSERT INTO membership
           (key, branch, certificate, private_key, roots, threshold, depot, at_least_seq)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            branch::json(&membership.branch),
            membership.certificate,
            membership.key,
            roots,
            membership.threshold,
            membership.depot,
            membership.at_least_seq,
        ],
    )?;
    let body = json!({
        "branch": membership.branch,
        "certificate": Digest::of(&membership.certificate),
        "depot": membership.depot,
    });
    enter(
        transaction,
        EventKind::Joined,
        &membership.branch,
        body,
        actor,
        at,
    )
}

fn enter(
    transaction: &Transaction,
    kind: EventKind,
    branch: &Branch,
    body: Value,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let subject = branch.id.to_string();
    let event = Event {
        at,
        actor,
        kind,
        subject,
        body,
    };
    record::append(transaction, event).map(drop)
}

fn membership(row: &Row, handbook: Handbook) -> Result<Membership, Error> {
    let roots = row::string(row, "roots", || Part::Membership)?;
    let roots = serde_json::from_str(&roots);
    Ok(Membership {
        handbook,
        branch: parsed(&row::string(row, "branch", || Part::Membership)?)?,
        certificate: row.get("certificate")?,
        key: row::string(row, "private_key", || Part::Membership)?,
        roots: roots.map_err(|fault| Error::damaged(Part::Membership, fault))?,
        threshold: row.get("threshold")?,
        depot: row.get("depot")?,
        at_least_seq: row.get("at_least_seq")?,
    })
}

fn parsed(text: &str) -> Result<Branch, Error> {
    serde_json::from_str(text).map_err(|fault| Error::damaged(Part::Membership, fault))
}

/// Returns since when the branch's key is accepted.
pub(crate) fn enrolled(connection: &Connection) -> Result<Option<EnrolledSince>, Error> {
    let select = "SELECT enrolled_from_seq, enrolled_at FROM membership
        WHERE enrolled_from_seq IS NOT NULL";
    let found = connection.query_row(select, [], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?))
    });
    let Some((from_seq, at)) = found.optional()? else {
        return Ok(None);
    };
    let at = at.parse();
    let at = at.map_err(|fault| Error::damaged(Part::Membership, fault))?;
    Ok(Some(EnrolledSince { from_seq, at }))
}
