//! Invites: what is handed to a branch, out of everybody else's sight, so that it can join.

use std::collections::HashSet;
use std::path::Path;

mod code;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use export::{InviteSheet, InvitedBranch, Letterhead};
use handbook::{Branch, BranchId, Handbook, Invite};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use signing::{Secret, TrustInHand};
use store::{BranchRow, Enrolment, Workspace};

pub use code::{InviteCode, read_invite_code};

use crate::branches::branch_row;
use crate::collect::expect_publisher;
use crate::exchange::depot_address;
use crate::names::{file_name, free_name};
use crate::trust::{expect_safe_roots, trust_in_hand};
use crate::views::Invited;
use crate::{Error, Now};

/// For how many days an invite may be used.
const DAYS: i32 = 30;
/// The version of the invite's form.
const FORMAT: u32 = 1;

/// Invites branches: writes a file for each and the sheets to print into `folder`, all of them or
/// none. Without `ids`, those that have no invite, or one that has expired.
pub fn invite_branches(
    workspace: &mut Workspace,
    ids: Option<&[BranchId]>,
    folder: &Path,
    actor: &str,
    now: &mut Now,
) -> Result<Invited, Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let frame = Frame::of(workspace)?.ok_or(Error::NoTrust)?;
    expect_safe_roots(workspace)?;
    let today = utc_day(at);
    let expires_on = today.saturating_add(DAYS.days());
    let branches = whom(workspace, ids, today)?;
    let mut random = &mut *now.random;
    let secrets: Vec<(Branch, Secret)> = branches
        .into_iter()
        .map(|branch| (branch, Secret::generate(&mut random)))
        .collect();
    let sheet = frame.sheet(&secrets, expires_on, at);
    let sheet = ::export::invite_sheet(&sheet, frame.handbook.source_language())?;
    let mut files = frame.files(&secrets, expires_on, folder);
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let sheet_name = free_name(folder, "invites", "pdf", &mut HashSet::new());
    files.push((sheet_name.clone(), sheet));
    let named: Vec<(String, &[u8])> = files.iter().map(|(n, b)| (n.clone(), &b[..])).collect();
    // Whoever holds a file must be known here: the workspace remembers before the files show.
    let staged = depot::stage(folder, &named)?;
    let kept: Vec<_> = secrets.iter().map(|(b, s)| (b.id, *s.as_bytes())).collect();
    workspace.add_invites(&kept, expires_on, actor, at)?;
    staged.publish().map_err(Error::InvitesMissing)?;
    Ok(Invited {
        files: names,
        sheet: sheet_name,
        expires_on,
    })
}

/// Returns what a depot holds for those who have only the words: every invite that may still be
/// used at `at`, sealed, with its name in the depot. One that is there already need not be put again.
pub(crate) fn pending_invites(
    workspace: &Workspace,
    at: Timestamp,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let Some(frame) = Frame::of(workspace)? else {
        return Ok(Vec::new());
    };
    let mut pending = Vec::new();
    let open = workspace.branches()?.into_iter();
    for BranchRow { branch, .. } in open.filter(|row| row.closed_at.is_none()) {
        for (secret, expires_on) in usable_secrets(workspace, branch.id, utc_day(at))? {
            let invite = frame.invite(branch.clone(), expires_on);
            let name = signing::invite_name(&secret);
            pending.push((name, signing::seal_invite(&invite, &secret)));
        }
    }
    Ok(pending)
}

/// Returns the secrets of a branch that were not used and may be used on a day, the newest first.
pub(crate) fn usable_secrets(
    workspace: &Workspace,
    branch: BranchId,
    day: Date,
) -> Result<Vec<(Secret, Date)>, Error> {
    let secrets = workspace.invite_secrets(branch)?.into_iter();
    let usable = secrets.filter(|secret| secret.used_at.is_none() && secret.expires_on >= day);
    Ok(usable
        .map(|secret| (Secret::from_bytes(secret.secret), secret.expires_on))
        .collect())
}

/// Returns the day of a moment in UTC, by which invites are counted.
pub(crate) fn utc_day(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

/// Returns who is invited: whoever is named and open, else all who have no invite that holds.
fn whom(
    workspace: &Workspace,
    ids: Option<&[BranchId]>,
    today: Date,
) -> Result<Vec<Branch>, Error> {
    let Some(ids) = ids else {
        let rows = workspace.branches()?.into_iter();
        let open = rows.filter(|row| row.closed_at.is_none() && lacks_invite(row, today));
        let branches: Vec<Branch> = open.map(|row| row.branch).collect();
        return match branches.is_empty() {
            true => Err(Error::NobodyToInvite),
            false => Ok(branches),
        };
    };
    let mut branches = Vec::new();
    for id in ids {
        let row = branch_row(workspace, *id)?;
        if row.closed_at.is_some() {
            return Err(Error::Store(store::Error::ClosedBranch(*id)));
        }
        branches.push(row.branch);
    }
    Ok(branches)
}

fn lacks_invite(row: &BranchRow, today: Date) -> bool {
    match row.state {
        Enrolment::NotInvited => true,
        Enrolment::Invited { expires_on, .. } => expires_on < today,
        Enrolment::Asked(_) | Enrolment::Enrolled { .. } => false,
    }
}

/// What is the same in all invites.
struct Frame {
    handbook: Handbook,
    trust: TrustInHand,
    /// The trust as it was signed, in base64.
    signed: String,
    at_least_seq: u64,
    depot: Option<String>,
}

impl Frame {
    fn of(workspace: &Workspace) -> Result<Option<Self>, Error> {
        let (Some(stored), Some(trust)) = (workspace.last_trust()?, trust_in_hand(workspace)?)
        else {
            return Ok(None);
        };
        Ok(Some(Self {
            handbook: workspace.handbook()?,
            trust,
            signed: STANDARD.encode(stored.der),
            at_least_seq: workspace.published()?.map_or(0, |state| state.seq),
            depot: depot_address(workspace)?,
        }))
    }

    fn invite(&self, branch: Branch, expires_on: Date) -> Invite {
        let trust = self.trust.content();
        Invite {
            format: FORMAT,
            handbook: self.handbook.id,
            title: self.handbook.title.clone(),
            organisation: self.handbook.organisation.clone(),
            branch,
            roots: trust.roots.clone(),
            threshold: trust.threshold,
            trust: self.signed.clone(),
            at_least_seq: self.at_least_seq,
            depot: self.depot.clone(),
            expires_on,
        }
    }

    fn files(
        &self,
        secrets: &[(Branch, Secret)],
        expires_on: Date,
        folder: &Path,
    ) -> Vec<(String, Vec<u8>)> {
        let mut taken = HashSet::new();
        let files = secrets.iter().map(|(branch, secret)| {
            let name = free_name(folder, &file_name(&branch.name), "invite", &mut taken);
            let invite = self.invite(branch.clone(), expires_on);
            (name, signing::write_invite_file(&invite, secret))
        });
        files.collect()
    }

    fn sheet(&self, secrets: &[(Branch, Secret)], expires_on: Date, at: Timestamp) -> InviteSheet {
        let branches = secrets.iter().map(|(branch, secret)| {
            let words = secret.to_words();
            InvitedBranch {
                branch: branch.name.clone(),
                region: branch.region.clone(),
                manager: branch.manager.clone(),
                depot: self.depot.clone(),
                code: InviteCode {
                    depot: self.depot.clone(),
                    words: words.to_string(),
                }
                .write(),
                words: words.split('-').map(str::to_string).collect(),
                expires_on,
            }
        });
        InviteSheet {
            head: letterhead(&self.handbook, at),
            branches: branches.collect(),
        }
    }
}

/// Returns what stands over every document of distribution.
pub(crate) fn letterhead(handbook: &Handbook, made_at: Timestamp) -> Letterhead {
    Letterhead {
        organisation: handbook.organisation.clone(),
        handbook: handbook.title.clone(),
        written_in: handbook.source_language(),
        made_at,
    }
}
