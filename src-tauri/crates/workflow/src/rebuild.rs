//! After a loss: a publisher's workspace that is an old copy, or a new one beside the keys that
//! were saved, takes over what the depot holds.
//!
//! Only what the roots and the publisher have signed is taken over, and nothing that is here is
//! given up for it. Where both have gone on, nothing is done: that is two publishers.

mod arrivals;
mod editions;
mod remains;
mod roster;

use depot::{Depot, Prefix};
use handbook::{Due, Latest};
use jiff::Timestamp;
use signing::{Believed, Error as SigningError, Freshness, Seen, TrustInHand};
use store::{NewState, Workspace};

use crate::collect::{expect_publisher, take_receipts, take_requests};
use crate::outgoing::{published, read_latest};
use crate::progress::{Tell, count, tell};
use crate::receive::learn_trusts;
use crate::trust::{edition_marks, expect_trust, is_in_use, refuse_other_trust};
use crate::{Error, ExchangeReport, ExchangeStage, Now, RebuildReport, Refusal};

pub use remains::{Remains, rebuild_from_remains};

/// Takes over from a depot what this publisher's workspace lacks: trusts, editions, branches'
/// keys, receipts, and last the published state, on which the next one follows.
///
/// Doing it again changes nothing, and after a sudden end it goes on where it was. `name` is how
/// the names of editions' files begin where none was issued here.
pub fn rebuild(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    name: &str,
    actor: &str,
    now: &Now,
    progress: &mut Tell<'_>,
) -> Result<RebuildReport, Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    tell(progress, ExchangeStage::Looking, 0, 0)?;
    let taken = take_over(workspace, depot, name, actor, at, progress);
    if let Some(subject) = taken.as_ref().err().and_then(alarm) {
        workspace.add_alarm(&subject, "rebuilding", actor, at)?;
    }
    taken.map_err(refused)
}

/// A signature that does not hold is an answer, not a failure.
fn refused(error: Error) -> Error {
    match error {
        Error::Signing(error) => Refusal::from(error).into(),
        other => other,
    }
}

/// Names what two publishers have both used.
fn alarm(error: &Error) -> Option<String> {
    match error {
        Error::Refused(Refusal::Signing(SigningError::TwoTrusts(number))) => {
            Some(format!("trust {number}"))
        }
        Error::TwoPublishers { seq } => Some(format!("state {seq}")),
        Error::OtherEditionIssued(number) => Some(format!("edition {number}")),
        _ => None,
    }
}

fn take_over(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    name: &str,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<RebuildReport, Error> {
    let der = read_latest(depot)?.ok_or(Error::NothingToRebuild)?;
    let before = expect_trust(workspace)?;
    refuse_other_trust(depot, &before)?;
    let trust = learn_trusts(workspace, depot, before.clone(), actor, at)?;
    let latest = signing::verify_latest(&der, &trust)?;
    compare(workspace, &latest, &trust)?;
    let mut report = RebuildReport {
        state: latest.content.seq,
        trusts: trust.content().number - before.content().number,
        editions: editions::take(workspace, depot, &latest.content, name, actor, at, progress)?,
        ..RebuildReport::default()
    };
    roster::take(workspace, depot, &latest.content, actor, at, &mut report)?;
    keep_due(workspace, &latest.content)?;
    let label = latest.content.label;
    take_inboxes(workspace, depot, label, actor, at, &mut report, progress)?;
    arrivals::take(workspace, depot, label, at, &mut report)?;
    let state = NewState {
        epoch: latest.content.epoch,
        seq: latest.content.seq,
        content: latest.digest,
        der: &der,
    };
    workspace.finish_rebuilding(&state, latest.content.record, actor, at)?;
    report.needs_key = !is_in_use(workspace)?;
    Ok(report)
}

/// Refuses a depot that is behind this workspace, and one whose history is another than what was
/// published or issued here.
fn compare(
    workspace: &Workspace,
    latest: &Believed<Latest>,
    trust: &TrustInHand,
) -> Result<(), Error> {
    let own = published(workspace)?.map(|(own, state)| Seen {
        epoch: own.epoch,
        seq: own.seq,
        content: Some(state.content),
        editions: own.editions,
    });
    match signing::compare_latest(own.as_ref(), latest, trust) {
        Err(SigningError::StateRollback { .. }) => return Err(Error::NothingToRebuild),
        Err(SigningError::TwoPublishers { seq, .. }) => return Err(Error::TwoPublishers { seq }),
        Err(SigningError::HistoryRewritten(number)) => {
            return Err(Error::OtherEditionIssued(number));
        }
        Err(error) => return Err(error.into()),
        Ok(Freshness::Same | Freshness::New { .. }) => {}
    }
    let own = edition_marks(workspace)?;
    let mut both = own.iter().zip(&latest.content.editions);
    match both.find(|(own, theirs)| own != theirs) {
        Some((own, _)) => Err(Error::OtherEditionIssued(own.edition)),
        None => Ok(()),
    }
}

/// Keeps by when editions are due, as it was published last.
fn keep_due(workspace: &mut Workspace, latest: &Latest) -> Result<(), Error> {
    for mark in &latest.editions {
        let own = latest.due.iter().filter(|due| due.edition == mark.edition);
        let due: Vec<Due> = own.cloned().collect();
        if !due.is_empty() {
            workspace.set_due(mark.edition, &due)?;
        }
    }
    Ok(())
}

/// Takes in everything that branches ever put into the depot, also what was refused while the
/// editions and keys were missing here.
fn take_inboxes(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    label: u32,
    actor: &str,
    at: Timestamp,
    report: &mut RebuildReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let mut taken = ExchangeReport::default();
    take_requests(workspace, depot, actor, at, &mut taken)?;
    for label in 1..=label {
        let listed = depot.list(&Prefix::inbox(label))?;
        take_receipts(workspace, depot, &listed, actor, at, &mut taken, progress)?;
    }
    report.receipts = taken.receipts;
    report.known = taken.known;
    report.requests = taken.requests;
    report.refused.extend(taken.refused);
    Ok(())
}

/// Counts what a list of things holds, as views do.
fn number_of<T>(things: &[T]) -> u32 {
    count(things.len())
}
