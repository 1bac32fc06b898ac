//! The register of branches: who they are, and how far each one has come in joining.

mod fit;
mod fold;
mod import;
mod roots;

use std::collections::BTreeSet;

use handbook::{Branch, BranchId};
use store::{BranchRow, Workspace};

pub(crate) use fit::is_address;
pub(crate) use fold::{finds, fold};
pub use import::import_branches;
pub(crate) use roots::alarms;
pub use roots::roots_view;

use crate::collect::expect_publisher;
use crate::exchange::{depot_address, exchanged_at};
use crate::views::{AskedView, BranchLine, BranchQuery, BranchesView, Enrolment};
use crate::{Error, Now};

/// Shows the branches that match a query, and where joining stands as a whole; `has_news` says
/// whether something waits for the depot.
pub fn branches(
    workspace: &Workspace,
    query: &BranchQuery,
    has_news: bool,
) -> Result<BranchesView, Error> {
    expect_publisher(workspace)?;
    let rows = workspace.branches()?;
    let lines: Vec<BranchLine> = rows.into_iter().map(line).collect();
    let open = || lines.iter().filter(|line| !line.is_closed);
    let so_far = |state| open().filter(|line| line.enrolment == state).count();
    let asked = || open().filter_map(|line| line.asked.as_ref());
    let total = open().count();
    let view = BranchesView {
        matched: 0,
        total,
        closed: lines.len() - total,
        asked: asked().count(),
        proven: asked().filter(|asked| asked.is_proven).count(),
        not_invited: so_far(Enrolment::NotInvited),
        invited: so_far(Enrolment::Invited),
        enrolled: open().filter(|line| line.enrolled_at.is_some()).count(),
        regions: regions(open().map(|line| &line.branch)),
        depot: depot_address(workspace)?,
        exchanged_at: exchanged_at(workspace)?,
        has_news,
        roots: roots_view(workspace)?,
        alarms: alarms(workspace)?,
        rows: Vec::new(),
    };
    let mut rows: Vec<BranchLine> = lines.into_iter().filter(|l| matches(l, query)).collect();
    let matched = rows.len();
    // They come by name, and stay so within the two groups.
    rows.sort_by_key(|line| line.asked.is_none());
    let rows = rows.into_iter().skip(query.from).take(query.count);
    Ok(BranchesView {
        rows: rows.collect(),
        matched,
        ..view
    })
}

/// Shows one branch.
pub fn branch_line(workspace: &Workspace, id: BranchId) -> Result<BranchLine, Error> {
    Ok(line(branch_row(workspace, id)?))
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

/// Returns the regions of branches, by name.
pub(crate) fn regions<'a>(branches: impl Iterator<Item = &'a Branch>) -> Vec<String> {
    let named = branches.map(|branch| branch.region.as_str());
    let regions: BTreeSet<&str> = named.filter(|region| !region.is_empty()).collect();
    regions.into_iter().map(str::to_string).collect()
}

fn line(row: BranchRow) -> BranchLine {
    let mut line = BranchLine {
        branch: row.branch,
        enrolment: Enrolment::NotInvited,
        invited_until: None,
        asked: row.asks_again.map(asked),
        enrolled_at: None,
        last_heard_at: row.last_heard_at,
        is_closed: row.closed_at.is_some(),
    };
    match row.state {
        store::Enrolment::NotInvited => {}
        store::Enrolment::Invited { expires_on, .. } => {
            line.enrolment = Enrolment::Invited;
            line.invited_until = Some(expires_on);
        }
        store::Enrolment::Asked(request) => {
            line.enrolment = Enrolment::Asked;
            line.asked = Some(asked(request));
        }
        store::Enrolment::Enrolled { since, .. } => {
            line.enrolment = Enrolment::Enrolled;
            line.enrolled_at = Some(since);
        }
    }
    line
}

fn asked(asked: store::Asked) -> AskedView {
    AskedView {
        by: asked.asked_by,
        at: asked.asked_at,
        is_proven: asked.proof_holds,
        fingerprint: asked.certificate.fingerprint(),
    }
}

fn matches(line: &BranchLine, query: &BranchQuery) -> bool {
    let branch = &line.branch;
    let is_so_far = query.enrolment.is_none_or(|state| {
        // An enrolled branch that asks from a new computer waits as well.
        line.enrolment == state || (state == Enrolment::Asked && line.asked.is_some())
    });
    let is_there = query.region.as_ref().is_none_or(|r| *r == branch.region);
    let texts = [&branch.name, &branch.region, &branch.manager, &branch.email];
    line.is_closed == query.is_closed
        && is_so_far
        && is_there
        && finds(&query.search, texts.map(String::as_str))
}
