//! Receipts that came: checked against the branches' keys and the editions, and kept.

use depot::{Depot, Key, Listed};
use handbook::{Digest, EditionMark, HandbookId, Receipt};
use jiff::Timestamp;
use signing::ClaimedReceipt;
use store::{NewReceipt, Taken, Workspace};

use super::{BATCH, MOST_BYTES, Origin, refuse, refuse_or_fail};
use crate::enrol::waiting;
use crate::fetch::fetch_all;
use crate::progress::{Tell, tell};
use crate::trust::edition_marks;
use crate::{Error, ExchangeReport, ExchangeStage, Refusal};

/// A receipt that was verified and is not kept yet.
pub(super) struct Arrived {
    pub(super) verified: Verified,
    pub(super) bytes: Vec<u8>,
    pub(super) label: u32,
    pub(super) origin: Origin,
}

/// A receipt that was signed with a key that was accepted for its branch.
pub(super) struct Verified {
    pub(super) receipt: Receipt,
    content: Digest,
    is_after_stolen: bool,
}

/// Takes in the receipts that a depot lists.
pub(crate) fn take_receipts(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    objects: &[Listed],
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let known = Known::of(workspace)?;
    for (batch, some) in objects.chunks(BATCH).enumerate() {
        let done = batch * BATCH;
        tell(progress, ExchangeStage::Fetching, done, objects.len())?;
        let mut arrived = Vec::new();
        for (key, read) in fetch_all(depot, some, MOST_BYTES, read_receipt) {
            let (name, branch) = (key.as_str(), key.receipt_parts().map(|parts| parts.branch));
            let read = match read {
                Ok(read) => read,
                Err(error) => {
                    refuse_or_fail(error, name, report)?;
                    continue;
                }
            };
            let found = match read {
                Ok(object) => known.verify_object(workspace, object)?,
                Err(refusal) => Err(refusal),
            };
            match found {
                Ok(found) => arrived.push(found),
                Err(Refusal::KeyWaits) => report.waiting += 1,
                Err(refusal) => {
                    refuse(workspace, name, branch, &refusal, actor, at)?;
                    report.refused.push(refusal.of(name));
                }
            }
        }
        keep_receipts(workspace, &arrived, actor, at, report)?;
    }
    Ok(())
}

/// An object that is a receipt by its own key.
struct Object {
    claimed: ClaimedReceipt,
    bytes: Vec<u8>,
    label: u32,
    origin: Origin,
}

/// Checks that an object is a receipt, and the one that its name promises.
fn read_receipt(key: &Key, bytes: Vec<u8>) -> Result<Object, Refusal> {
    let parts = key.receipt_parts().ok_or(Refusal::UnknownFile)?;
    if Digest::of(&bytes) != parts.digest {
        return Err(Refusal::Damaged);
    }
    let claimed = signing::claimed_receipt(&bytes)?;
    if (claimed.branch(), claimed.seq()) != (parts.branch, parts.seq) {
        return Err(Refusal::Damaged);
    }
    Ok(Object {
        claimed,
        bytes,
        label: parts.label,
        origin: Origin::Object(key.as_str().to_string()),
    })
}

/// What receipts are for, whoever sends them.
pub(super) struct Known {
    handbook: HandbookId,
    editions: Vec<EditionMark>,
}

impl Known {
    pub(super) fn of(workspace: &Workspace) -> Result<Self, Error> {
        Ok(Self {
            handbook: workspace.handbook()?.id,
            editions: edition_marks(workspace)?,
        })
    }

    fn verify_object(
        &self,
        workspace: &Workspace,
        object: Object,
    ) -> Result<Result<Arrived, Refusal>, Error> {
        let verified = self.verify(workspace, object.claimed)?;
        Ok(verified.map(|verified| Arrived {
            verified,
            bytes: object.bytes,
            label: object.label,
            origin: object.origin,
        }))
    }

    /// Believes a receipt if it was signed with a key that was accepted for its branch, and is for
    /// an edition that was issued here.
    pub(super) fn verify(
        &self,
        workspace: &Workspace,
        claimed: ClaimedReceipt,
    ) -> Result<Result<Verified, Refusal>, Error> {
        let accepted = workspace.certificates(claimed.branch())?;
        let mut accepted = accepted.iter();
        let Some(own) = accepted.find(|own| own.fingerprint == claimed.certificate()) else {
            return Ok(Err(unaccepted(workspace, &claimed)?));
        };
        let believed = match claimed.believe(own.fingerprint) {
            Ok(believed) => believed,
            Err(error) => return Ok(Err(error.into())),
        };
        let receipt = believed.content;
        if let Err(refusal) = self.check(&receipt) {
            return Ok(Err(refusal));
        }
        Ok(Ok(Verified {
            is_after_stolen: receipt.seq < own.from_seq
                || own.until_seq.is_some_and(|until| receipt.seq > until),
            content: believed.digest,
            receipt,
        }))
    }

    /// Refuses a receipt for an edition that was not issued here: somebody else publishes, and
    /// what the branch has read is not what HR asks for.
    fn check(&self, receipt: &Receipt) -> Result<(), Refusal> {
        if receipt.handbook != self.handbook {
            return Err(Refusal::OtherHandbook);
        }
        let mut marks = self.editions.iter();
        let mark = marks.find(|mark| mark.edition == receipt.edition);
        match mark.is_some_and(|mark| mark.sha256 == receipt.edition_sha256) {
            true => Ok(()),
            false => Err(Refusal::OtherEdition(receipt.edition)),
        }
    }
}

/// Says why a key is not among those that were accepted for the branch.
fn unaccepted(workspace: &Workspace, claimed: &ClaimedReceipt) -> Result<Refusal, Error> {
    let Some(row) = workspace.branch(claimed.branch())? else {
        return Ok(Refusal::UnknownBranch(claimed.branch()));
    };
    let waits = waiting(&row).is_some_and(|asked| asked.certificate == claimed.certificate());
    Ok(match waits {
        true => Refusal::KeyWaits,
        false => Refusal::UnknownKey,
    })
}

/// Keeps verified receipts in one transaction, and says what became of each.
pub(super) fn keep_receipts(
    workspace: &mut Workspace,
    arrived: &[Arrived],
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    let new: Vec<NewReceipt> = arrived
        .iter()
        .map(|arrived| NewReceipt {
            receipt: &arrived.verified.receipt,
            content: arrived.verified.content,
            bytes: &arrived.bytes,
            label: arrived.label,
            object: arrived.origin.object(),
            received_at: at,
            is_clock_doubtful: arrived.verified.receipt.is_clock_doubtful(at),
            is_after_stolen: arrived.verified.is_after_stolen,
        })
        .collect();
    let taken = workspace.add_receipts(&new, actor, at)?;
    for (arrived, taken) in arrived.iter().zip(taken) {
        let receipt = &arrived.verified.receipt;
        let refusal = match taken {
            // It is kept as evidence, and told once.
            Taken::New if arrived.verified.is_after_stolen => {
                report
                    .refused
                    .push(Refusal::KeyOutOfUse.of(arrived.origin.name()));
                continue;
            }
            Taken::New => {
                report.receipts += 1;
                continue;
            }
            Taken::Known => {
                report.known += 1;
                continue;
            }
            Taken::Conflict => Refusal::ReceiptConflict(receipt.seq),
            Taken::UnknownBranch => Refusal::UnknownBranch(receipt.branch),
            Taken::OutOfRange => Refusal::ReceiptNumber(receipt.seq),
        };
        let name = arrived.origin.name();
        refuse(workspace, name, Some(receipt.branch), &refusal, actor, at)?;
        report.refused.push(refusal.of(name));
    }
    Ok(())
}
