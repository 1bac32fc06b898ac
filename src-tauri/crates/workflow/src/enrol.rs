//! Enrolment: branches ask for their keys to be accepted, and a person accepts them.

use handbook::{BranchId, Digest};
use store::{Asked, BranchRow, Enrolment, Workspace};

use crate::branches::branch_row;
use crate::collect::expect_publisher;
use crate::{Error, Now};

/// Accepts the keys of branches that ask; without `ids`, of all that prove to hold their invite.
/// Returns how many are new. All are accepted or none.
pub fn enrol(
    workspace: &mut Workspace,
    ids: Option<&[BranchId]>,
    actor: &str,
    now: &Now,
) -> Result<usize, Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let keys = match ids {
        Some(ids) => asked_by(workspace, ids)?,
        None => proven(workspace)?,
    };
    Ok(workspace.enrol(&keys, actor, at)?)
}

/// Puts a branch's key out of use: no receipt counts that comes after those that are here.
pub fn put_out_of_use(
    workspace: &mut Workspace,
    id: BranchId,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    branch_row(workspace, id)?;
    let receipts = workspace.receipts_of(id)?;
    let last_seq = receipts.first().map_or(0, |newest| newest.seq);
    Ok(workspace.unenrol(id, last_seq, actor, at)?)
}

fn asked_by(workspace: &Workspace, ids: &[BranchId]) -> Result<Vec<(BranchId, Digest)>, Error> {
    let mut keys = Vec::new();
    for id in ids {
        let row = branch_row(workspace, *id)?;
        let asked = waiting(&row).ok_or_else(|| Error::NotAsked(row.branch.name.clone()))?;
        keys.push((*id, asked.certificate));
    }
    Ok(keys)
}

fn proven(workspace: &Workspace) -> Result<Vec<(BranchId, Digest)>, Error> {
    let rows = workspace.branches()?;
    let open = rows.iter().filter(|row| row.closed_at.is_none());
    let asked = open.filter_map(|row| Some((row.branch.id, waiting(row)?)));
    let proven = asked.filter(|(_, asked)| asked.proof_holds);
    Ok(proven.map(|(id, asked)| (id, asked.certificate)).collect())
}

/// Returns the request of a branch that waits for a person.
pub(crate) fn waiting(row: &BranchRow) -> Option<&Asked> {
    match &row.state {
        Enrolment::Asked(asked) => Some(asked),
        _ => row.asks_again.as_deref(),
    }
}
