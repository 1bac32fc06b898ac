//! Invites: the secrets that prove that whoever asks to be enrolled was invited.

use handbook::{BranchId, EventKind};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Row, Transaction, params};
use serde_json::json;

use crate::enrol::enter;
use crate::error::Part;
use crate::{Error, Workspace, branch, row};

/// The secret of an invite, which proves that whoever asks was invited.
#[derive(Clone, PartialEq, Eq)]
pub struct InviteSecret {
    /// The secret itself.
    pub secret: [u8; 16],
    /// When the invite was made.
    pub at: Timestamp,
    /// The last day on which it may be used.
    pub expires_on: Date,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

impl std::fmt::Debug for InviteSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InviteSecret")
            .field("at", &self.at)
            .field("used_at", &self.used_at)
            .finish_non_exhaustive()
    }
}

impl Workspace {
    /// Adds an invite of a branch; earlier ones stay good.
    pub fn add_invite(
        &mut self,
        branch: BranchId,
        secret: &[u8; 16],
        expires_on: Date,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.add_invites(&[(branch, *secret)], expires_on, actor, at)
    }

    /// Adds invites of branches, all of them or none.
    pub fn add_invites(
        &mut self,
        invites: &[(BranchId, [u8; 16])],
        expires_on: Date,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            for (id, secret) in invites {
                let key = branch::open_key(transaction, *id)?;
                let mut insert = transaction.prepare_cached(
                    "INSERT INTO invite (branch, secret, expires_on, at) VALUES (?1, ?2, ?3, ?4)",
                )?;
                insert.execute(params![key, secret, expires_on.to_string(), at.to_string()])?;
                let body = json!({ "expires on": expires_on });
                enter(transaction, EventKind::Invited, *id, body, actor, at)?;
            }
            Ok(())
        })
    }

    /// Returns the invites of a branch, the newest first.
    pub fn invite_secrets(&self, id: BranchId) -> Result<Vec<InviteSecret>, Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT i.* FROM invite i JOIN branch b ON b.key = i.branch
             WHERE b.id = ?1 ORDER BY i.key DESC",
        )?;
        let found = select.query_and_then([id.to_string()], |row| invite(row, id))?;
        found.collect()
    }
}

/// Tells whether a branch's invite with this secret is here and was not used.
pub(crate) fn is_unused(
    transaction: &Transaction,
    branch: i64,
    secret: &[u8; 16],
) -> Result<bool, Error> {
    let mut select = transaction.prepare_cached(
        "SELECT 1 FROM invite WHERE branch = ?1 AND secret = ?2 AND used_at IS NULL",
    )?;
    Ok(select.exists(params![branch, secret])?)
}

/// Notes that a branch's invite was used.
pub(crate) fn use_up(
    transaction: &Transaction,
    branch: i64,
    secret: &[u8; 16],
    at: Timestamp,
) -> Result<(), Error> {
    let mut update = transaction
        .prepare_cached("UPDATE invite SET used_at = ?3 WHERE branch = ?1 AND secret = ?2")?;
    update.execute(params![branch, secret, at.to_string()])?;
    Ok(())
}

fn invite(row: &Row, id: BranchId) -> Result<InviteSecret, Error> {
    let part = || Part::Branch(id);
    Ok(InviteSecret {
        secret: row.get("secret")?,
        at: row::text(row, "at", part)?,
        expires_on: row::text(row, "expires_on", part)?,
        used_at: row::moment(row, "used_at", part)?,
    })
}
