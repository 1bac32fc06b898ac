//! A branch meets its depot: fetches what is new, and sends its request and its receipts.

mod roster;

use depot::{Depot, Key, Prefix};
use handbook::{Digest, Latest};
use jiff::Timestamp;
use store::{OwnReceipt, Workspace};

use crate::acknowledge::refresh_receipt;
use crate::exchange::EXCHANGED_AT;
use crate::join::enrolment_request;
use crate::progress::{Tell, count, tell};
use crate::receive::{expect_branch, receive_from, seen, settle};
use crate::trust::expect_trust;
use crate::{Error, ExchangeStage, ReceiveReport, Refusal};

/// The longest roster and the longest list of arrivals that are read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Fetches new editions from the depot and sends what waits. Where nothing is new, one request is
/// made.
pub fn meet_depot(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<ReceiveReport, Error> {
    expect_branch(workspace)?;
    let mut report = ReceiveReport::default();
    send_request(workspace, depot)?;
    let received = receive_from(workspace, depot, actor, at, &mut report, progress);
    // Nothing is put where the handbook is gone from: it may be the bare mount point of a share.
    let is_gone = matches!(&received, Err(Error::Refused(Refusal::StateGone)));
    settle(workspace, received, "the depot", actor, at, &mut report)?;
    if is_gone {
        return Ok(report);
    }
    let latest = seen(workspace)?.map(|latest| latest.content);
    if let Some(latest) = &latest {
        // Whatever is wrong with the roster must not keep receipts back.
        let learnt = roster::learn(workspace, depot, latest, actor, at, &mut report);
        settle(workspace, learnt, "the roster", actor, at, &mut report)?;
        send_receipts(workspace, depot, latest, at, &mut report, progress)?;
        learn_arrivals(workspace, depot, latest, at, &mut report)?;
    }
    workspace.set_setting(EXCHANGED_AT, Some(&at.to_string()))?;
    Ok(report)
}

/// Asks to be enrolled, until the key is accepted: what a store has lost is sent again.
fn send_request(workspace: &Workspace, depot: &dyn Depot) -> Result<(), Error> {
    if workspace.enrolled()?.is_some() {
        return Ok(());
    }
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let (_, request) = enrolment_request(workspace)?;
    let key = Key::request(own.branch.id, &Digest::of(&request));
    depot::put_whole_bytes(depot, &key, &request)?;
    Ok(())
}

/// Learns from a parcel or a stick what HR says of this branch: whether it is enrolled,
/// and which of its receipts have arrived.
pub(crate) fn learn_answers(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
) -> Result<(), Error> {
    let Some(latest) = seen(workspace)?.map(|latest| latest.content) else {
        return Ok(());
    };
    roster::learn(workspace, depot, &latest, actor, at, report)?;
    learn_arrivals(workspace, depot, &latest, at, report)
}

fn send_receipts(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    latest: &Latest,
    at: Timestamp,
    report: &mut ReceiveReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    refresh_receipt(workspace, at)?;
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let waiting = unconfirmed(workspace)?;
    for (done, receipt) in waiting.iter().enumerate() {
        tell(progress, ExchangeStage::Sending, done, waiting.len())?;
        let bytes = workspace.own_receipt_bytes(receipt.seq)?;
        let bytes = bytes.ok_or(Error::NoReceipt(receipt.seq))?;
        let digest = Digest::of(&bytes);
        let label = label_of(workspace, receipt.seq)?.unwrap_or(latest.label);
        let key = Key::receipt(label, own.branch.id, receipt.seq, &digest);
        // What a store has lost or spoilt meanwhile is sent again.
        let is_put = depot::put_whole_bytes(depot, &key, &bytes)?;
        report.sent += u32::from(is_put);
        if is_put || receipt.sent_at.is_none() {
            note_label(workspace, receipt.seq, label)?;
            workspace.note_sent(receipt.seq, at)?;
        }
    }
    Ok(())
}

/// Lists the receipts that HR has not confirmed, the oldest first.
pub(crate) fn unconfirmed(workspace: &Workspace) -> Result<Vec<OwnReceipt>, Error> {
    let receipts = workspace.own_receipts()?.into_iter();
    Ok(receipts
        .filter(|receipt| receipt.confirmed_at.is_none())
        .collect())
}

fn label_key(seq: u64) -> String {
    format!("label of receipt {seq}")
}

fn label_of(workspace: &Workspace, seq: u64) -> Result<Option<u32>, Error> {
    let text = workspace.setting(&label_key(seq))?;
    Ok(text.and_then(|text| text.parse().ok()))
}

fn note_label(workspace: &mut Workspace, seq: u64, label: u32) -> Result<(), Error> {
    Ok(workspace.set_setting(&label_key(seq), Some(&label.to_string()))?)
}

/// Looks into HR's own lists for the receipts that are not confirmed yet.
fn learn_arrivals(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    latest: &Latest,
    at: Timestamp,
    report: &mut ReceiveReport,
) -> Result<(), Error> {
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let trust = expect_trust(workspace)?;
    let mut labels = Vec::new();
    for receipt in unconfirmed(workspace)? {
        labels.push(label_of(workspace, receipt.seq)?.unwrap_or(latest.label));
        // There it is filed if it came by hand.
        labels.push(receipt.edition);
    }
    labels.sort_unstable();
    labels.dedup();
    let mut is_spoilt = false;
    for label in labels {
        let listed = depot.list(&Prefix::arrivals_of(label, own.branch.id))?;
        // A list that does not hold confirms nothing; the one before it may.
        for newest in listed.iter().rev() {
            let der = match depot::read_bytes(depot, &newest.key, MOST_BYTES) {
                Ok(der) => der,
                Err(error) if error.is_spoilt() => {
                    is_spoilt = true;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if let Ok(arrivals) = signing::verify_arrivals(&der, &trust) {
                let confirmed = workspace.note_confirmed(&arrivals.content.receipts, at)?;
                report.confirmed += count(confirmed);
                break;
            }
            is_spoilt = true;
        }
    }
    if is_spoilt && !unconfirmed(workspace)?.is_empty() {
        let refusal = Refusal::Damaged.of("the list of receipts that arrived");
        report.refused.push(refusal);
    }
    Ok(())
}
