//! Enrolment: branches ask for their keys to be accepted, and a person accepts them.

use handbook::{BranchId, Digest};
use jiff::{Timestamp, ToSpan};
use signing::{Proof, Request, Secret};
use store::{Asked, BranchRow, Enrolment, NewRequest, Workspace};

use crate::branches::branch_row;
use crate::collect::expect_publisher;
use crate::invite::{usable_secrets, utc_day};
use crate::{Error, Now, Refusal};

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

/// Takes in a branch's signed request, which arrived at `at` as an object of a depot if it has
/// that name, and tells whether it is new. Its proof is compared with the branch's invites, and
/// the invite that fits is used up.
pub(crate) fn take_request(
    workspace: &mut Workspace,
    der: &[u8],
    object: Option<&str>,
    actor: &str,
    at: Timestamp,
) -> Result<Result<bool, Refusal>, Error> {
    expect_publisher(workspace)?;
    let request = match signing::verify_request(der, None) {
        Ok(request) => request,
        Err(fault) => return Ok(Err(fault.into())),
    };
    if request.content.handbook != workspace.handbook()?.id {
        return Ok(Err(Refusal::OtherHandbook));
    }
    let id = request.content.branch;
    match workspace.branch(id)? {
        Some(_) => keep(workspace, der, object, &request, actor, at).map(Ok),
        None => Ok(Err(Refusal::UnknownBranch(id))),
    }
}

fn keep(
    workspace: &mut Workspace,
    der: &[u8],
    object: Option<&str>,
    request: &Request,
    actor: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let content = &request.content;
    let proof = proof(workspace, der, content.branch, at)?;
    let new = NewRequest {
        branch: content.branch,
        bytes: der,
        certificate: request.certificate.as_der(),
        proof_holds: proof.is_some(),
        asked_by: &content.asked_by,
        asked_at: content.asked_at,
        object,
    };
    let is_new = workspace.add_request(&new, actor, at)?;
    if let (true, Some(secret)) = (is_new, proof) {
        workspace.use_invite(content.branch, &secret, at)?;
    }
    Ok(is_new)
}

/// Returns the secret that a request was made with. A request may be a day late, because an
/// invite's last day ends later in the west.
fn proof(
    workspace: &Workspace,
    der: &[u8],
    branch: BranchId,
    at: Timestamp,
) -> Result<Option<[u8; 16]>, Error> {
    let day = utc_day(at).saturating_sub(1.day());
    let secrets = usable_secrets(workspace, branch, day)?;
    let proves = |secret: &Secret| {
        let request = signing::verify_request(der, Some(secret));
        request.is_ok_and(|request| request.proof == Proof::Holds)
    };
    let mut secrets = secrets.into_iter().map(|(secret, _)| secret);
    Ok(secrets.find(proves).map(|secret| *secret.as_bytes()))
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
        _ => row.asks_again.as_ref(),
    }
}
