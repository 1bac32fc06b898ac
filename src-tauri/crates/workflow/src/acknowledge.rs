//! A branch acknowledges an edition: the receipt is made and signed here, and sent later.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use handbook::{Digest, Receipt, SeenStandard};
use jiff::Timestamp;
use store::Workspace;

use crate::changes::{Shown, Standing, standing, team};
use crate::meet::unconfirmed;
use crate::progress::count;
use crate::receive::seen;
use crate::{Error, MadeReceipt};

/// Notes that changes were seen, or takes that back.
pub fn tick(
    workspace: &mut Workspace,
    standards: &[handbook::StandardId],
    is_seen: bool,
    at: Timestamp,
) -> Result<(), Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    let edition = standing.sheet.number;
    Ok(workspace.tick(edition, standing.since, standards, is_seen, at)?)
}

/// Notes that every change was seen.
pub fn tick_all(workspace: &mut Workspace, at: Timestamp) -> Result<(), Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    let all: Vec<_> = standing.changes.iter().map(|s| s.change.id).collect();
    Ok(workspace.tick(standing.sheet.number, standing.since, &all, true, at)?)
}

/// Acknowledges the newest edition in the name of `person`, and signs the receipt.
pub fn acknowledge(
    workspace: &mut Workspace,
    person: &str,
    role: &str,
    at: Timestamp,
) -> Result<MadeReceipt, Error> {
    let standing = standing(workspace)?.ok_or(Error::NothingReceived)?;
    if person.trim().is_empty() {
        return Err(Error::NoName("acknowledges"));
    }
    if standing.receipt.is_some() {
        return Err(Error::AcknowledgedAlready(standing.sheet.number));
    }
    refuse_unseen(workspace, &standing)?;
    let statement = standing.statement(workspace.briefings(standing.sheet.number)?.pop().is_some());
    let receipt = Receipt {
        format: Receipt::FORMAT,
        handbook: standing.sheet.handbook.id,
        branch: standing.own.branch.id,
        seq: 0,
        prev: Receipt::START,
        edition: standing.sheet.number,
        edition_sha256: standing.received.file,
        since_edition: standing.since,
        audience: standing.roles.clone(),
        standards: standing.changes.iter().map(seen_standard).collect(),
        shown_sha256: standing.shown_digest(&statement),
        language: standing.own.branch.language,
        statement,
        person: person.trim().to_string(),
        role: role.trim().to_string(),
        acknowledged_at: at,
        made_at: at,
        newest_issued_at: newest_issued(workspace, &standing)?,
        staff: Vec::new(),
        staff_count: 0,
        briefing: None,
    };
    sign(workspace, receipt, person, at)
}

fn refuse_unseen(workspace: &Workspace, standing: &Standing) -> Result<(), Error> {
    let ticked = workspace.ticked(standing.sheet.number, standing.since)?;
    let ticked: BTreeSet<_> = ticked.into_iter().collect();
    let asked = standing.changes.iter().filter(|shown| shown.is_asked());
    let unseen = asked.filter(|shown| !ticked.contains(&shown.change.id));
    match unseen.count() {
        0 => Ok(()),
        unseen => Err(Error::NotAllSeen(unseen)),
    }
}

fn seen_standard(shown: &Shown) -> SeenStandard {
    let revision = shown.revision();
    SeenStandard {
        id: shown.change.id,
        revision: shown.now.as_ref().map_or(0, |now| now.number),
        sha256: revision.digest,
    }
}

/// Returns the newest moment that the publisher has signed, as far as is known here.
fn newest_issued(workspace: &Workspace, standing: &Standing) -> Result<Timestamp, Error> {
    let latest = seen(workspace)?.map(|latest| latest.content.issued_at);
    let edition = standing.sheet.issued_at;
    Ok(latest.map_or(edition, |latest| latest.max(edition)))
}

/// Fills in what the branch knows of its team, numbers the receipt, signs it and keeps it.
fn sign(
    workspace: &mut Workspace,
    mut receipt: Receipt,
    actor: &str,
    at: Timestamp,
) -> Result<MadeReceipt, Error> {
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    receipt.seq = workspace.next_seq()?;
    receipt.prev = match workspace.last_own_receipt()? {
        Some(last) => last.content,
        None => Receipt::START,
    };
    receipt.made_at = at;
    receipt.staff = workspace.confirmations(receipt.edition)?;
    receipt.staff_count = count(team(workspace, receipt.edition)?.len());
    receipt.briefing = workspace.briefings(receipt.edition)?.pop();
    let key = signing::open_branch_key(&own.key, &own.certificate)?;
    let bytes = signing::sign_receipt(&receipt, &key, at)?;
    let content = Digest::of(receipt.to_json().as_bytes());
    workspace.add_own_receipt(&receipt, content, &bytes, actor, at)?;
    Ok(MadeReceipt {
        seq: receipt.seq,
        edition: receipt.edition,
        sha256: content,
        statement: receipt.statement,
    })
}

/// Makes a new receipt for the acknowledged edition where the team's confirmations or the
/// briefing have changed since the last one, or where that one was signed before HR had
/// accepted the key of a branch that joined again. Returns it, if there was need for one.
pub fn refresh_receipt(
    workspace: &mut Workspace,
    at: Timestamp,
) -> Result<Option<MadeReceipt>, Error> {
    let Some(standing) = standing(workspace)? else {
        return Ok(None);
    };
    let Some(last) = standing.receipt.clone() else {
        return Ok(None);
    };
    let team = count(team(workspace, last.edition)?.len());
    let now = (
        workspace.confirmations(last.edition)?,
        workspace.briefings(last.edition)?.pop(),
        team,
    );
    let counts = workspace
        .enrolled()?
        .is_none_or(|since| last.seq >= since.from_seq);
    if counts && now == (last.staff.clone(), last.briefing.clone(), last.staff_count) {
        return Ok(None);
    }
    let person = last.person.clone();
    let next = Receipt {
        newest_issued_at: newest_issued(workspace, &standing)?,
        ..last
    };
    sign(workspace, next, &person, at).map(Some)
}

/// Writes the receipts that HR has not confirmed into a folder, and returns the files.
pub fn save_receipts(
    workspace: &mut Workspace,
    folder: &Path,
    at: Timestamp,
) -> Result<Vec<PathBuf>, Error> {
    refresh_receipt(workspace, at)?;
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let name = crate::names::file_name(&own.branch.name);
    let mut files = Vec::new();
    for receipt in unconfirmed(workspace)? {
        let bytes = workspace.own_receipt_bytes(receipt.seq)?;
        let bytes = bytes.ok_or(Error::NoReceipt(receipt.seq))?;
        let (edition, seq) = (receipt.edition, receipt.seq);
        let path = folder.join(format!("{name}-edition-{edition}-{seq}.receipt"));
        // The same receipt may lie there already; it never changes.
        if std::fs::read(&path).ok().as_ref() != Some(&bytes) {
            depot::write_file(&path, &bytes)?;
        }
        workspace.note_sent(seq, at)?;
        files.push(path);
    }
    Ok(files)
}
