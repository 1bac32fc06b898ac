//! The register of branches: who they are, and how far each one has come in joining.

mod fit;
mod fold;
mod import;
mod register;
mod roots;

use std::collections::BTreeSet;

use handbook::{Branch, BranchId};
use store::{BranchRow, Workspace};

pub(crate) use fit::is_address;
pub(crate) use fold::{Search, fold, folded};
pub use import::import_branches;
pub(crate) use register::Register;
pub(crate) use roots::alarms;
pub use roots::roots_view;

use crate::collect::expect_publisher;
use crate::views::{BranchLine, BranchQuery, BranchesView};
use crate::{Error, Now};

/// Shows the branches that match a query, and where joining stands as a whole.
pub fn branches(workspace: &Workspace, query: &BranchQuery) -> Result<BranchesView, Error> {
    Register::compute(workspace)?.view(workspace, query)
}

/// Shows one branch.
pub fn branch_line(workspace: &Workspace, id: BranchId) -> Result<BranchLine, Error> {
    let line = register::line(branch_row(workspace, id)?);
    Ok(BranchLine {
        last_heard_at: workspace.last_heard(id)?,
        ..line
    })
}

/// Enters a branch (its identity being none) or changes it; returns its identity.
pub fn save_branch(
    workspace: &mut Workspace,
    mut branch: Branch,
    actor: &str,
    now: &mut Now,
) -> Result<BranchId, Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    if branch.id == BranchId::NONE {
        branch.id = new_id(now);
    } else {
        branch_row(workspace, branch.id)?;
    }
    let name = branch.name.clone();
    let fit = fit::fit(branch, &workspace.handbook()?);
    let branch = fit.map_err(|reason| Error::UnfitBranch { name, reason })?;
    workspace.save_branches(std::slice::from_ref(&branch), actor, at)?;
    Ok(branch.id)
}

/// Closes branches, so that they are asked nothing any more, or opens them again.
pub fn close_branches(
    workspace: &mut Workspace,
    ids: &[BranchId],
    is_closed: bool,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    for id in ids {
        branch_row(workspace, *id)?;
    }
    for id in ids {
        match is_closed {
            true => workspace.close_branch(*id, actor, at)?,
            false => workspace.reopen_branch(*id, actor, at)?,
        }
    }
    Ok(())
}

/// Returns a branch of a publisher's workspace.
pub(crate) fn branch_row(workspace: &Workspace, id: BranchId) -> Result<BranchRow, Error> {
    expect_publisher(workspace)?;
    let row = workspace.branch(id)?;
    row.ok_or(Error::Store(store::Error::UnknownBranch(id)))
}

/// Makes a new branch's identity.
fn new_id(now: &mut Now) -> BranchId {
    BranchId::new(now.at, now.ten_bytes())
}

/// Returns the regions that branches are in, by name.
pub(crate) fn regions<'a>(named: impl Iterator<Item = &'a str>) -> Vec<String> {
    // One by one: there are few, and each comes often.
    let mut regions = BTreeSet::new();
    regions.extend(named.filter(|region| !region.is_empty()));
    regions.into_iter().map(str::to_string).collect()
}
