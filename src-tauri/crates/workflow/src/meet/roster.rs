//! What the roster says of a branch: whether its key is accepted, and which roles it has.

use depot::{Depot, Key};
use handbook::{Branch, Digest, Latest, RosterEntry};
use jiff::Timestamp;
use store::{Membership, Workspace};

use super::{MOST_BYTES, unconfirmed};
use crate::now::is_long_ago;
use crate::trust::expect_trust;
use crate::{Error, ReceiveReport, Refusal};

/// The setting that tells which roster was read last, when, and how long it was.
const READ: &str = "roster read";
/// The setting that tells since when the branch's key is out of use.
const OUT_OF_USE: &str = "key out of use";
/// After so many days a new roster is read, even if nothing waits for it.
const DAYS: i64 = 7;
/// A roster of so many bytes, of a thousand branches or so, is read as soon as it is new.
const SHORT: usize = 256 << 10;

/// Reads the roster where it is a new one, and short, or something may wait for it. It has an entry
/// for every branch, and so among many nobody reads every new one at once.
pub(super) fn learn(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    latest: &Latest,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
) -> Result<(), Error> {
    if let Some(digest) = latest.roster
        && is_due(workspace, digest, at, report)?
    {
        read(workspace, depot, digest, actor, at)?;
    }
    if workspace.setting(OUT_OF_USE)?.is_some() {
        report
            .refused
            .push(Refusal::OwnKeyOutOfUse.of("the roster"));
    }
    Ok(())
}

fn is_due(
    workspace: &Workspace,
    digest: Digest,
    at: Timestamp,
    report: &ReceiveReport,
) -> Result<bool, Error> {
    let last = workspace.setting(READ)?.unwrap_or_default();
    let mut last = last.split(' ');
    if last.next() == Some(&digest.to_string()) {
        return Ok(false);
    }
    let read_at = last.next().unwrap_or_default();
    let length = last.next().and_then(|text| text.parse().ok());
    let is_short = length.is_some_and(|length: usize| length <= SHORT);
    Ok(is_short
        || is_long_ago(read_at, at, 24 * DAYS)
        || workspace.enrolled()?.is_none()
        || !report.received.is_empty()
        || !unconfirmed(workspace)?.is_empty())
}

fn read(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    digest: Digest,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let der = match depot::read_bytes(depot, &Key::roster(&digest), MOST_BYTES) {
        Ok(der) => der,
        // A parcel may be older than the state that was seen.
        Err(depot::Error::Missing(_)) => return Ok(()),
        Err(error) if error.is_spoilt() => return Err(Refusal::Damaged.into()),
        Err(error) => return Err(error.into()),
    };
    if Digest::of(&der) != digest {
        return Err(Refusal::Damaged.into());
    }
    let roster = signing::verify_roster(&der, &expect_trust(workspace)?)?.content;
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let certificate = Digest::of(&own.certificate);
    let entries = roster.branches.iter();
    // Of an entry that was put out of use and one that was not, the latter counts.
    let entry = entries
        .filter(|entry| entry.branch == own.branch.id && entry.certificate == certificate)
        .max_by_key(|entry| entry.until_seq.is_none());
    if let Some(entry) = entry {
        apply(workspace, &own, entry, actor, at)?;
    }
    let read = format!("{digest} {at} {}", der.len());
    Ok(workspace.set_setting(READ, Some(&read))?)
}

fn apply(
    workspace: &mut Workspace,
    own: &Membership,
    entry: &RosterEntry,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    if entry.until_seq.is_some() {
        workspace.note_unenrolled(actor, at)?;
        return Ok(workspace.set_setting(OUT_OF_USE, Some(&at.to_string()))?);
    }
    workspace.note_enrolled(entry.from_seq, actor, at)?;
    workspace.set_setting(OUT_OF_USE, None)?;
    if entry.audience != own.branch.audience {
        let branch = Branch {
            audience: entry.audience.clone(),
            ..own.branch.clone()
        };
        workspace.update_membership(&branch, own.depot.as_deref(), actor, at)?;
    }
    Ok(())
}
