//! Receipts that came: checked against the branches' keys and the editions, and kept.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use depot::{Depot, Key, Listed};
use handbook::{BranchId, Digest, EditionMark, Receipt};
use jiff::Timestamp;
use signing::ReceiptHead;
use store::{BranchCertificate, NewReceipt, Taken, Workspace};

use super::{MOST_BYTES, refuse_or_fail};
use crate::enrol::waiting;
use crate::fetch::fetch_all;
use crate::progress::{Tell, tell};
use crate::trust::edition_marks;
use crate::{Error, ExchangeReport, ExchangeStage, Refusal};

/// How many receipts are kept in one transaction.
const BATCH: usize = 500;

/// A receipt that was verified and is not kept yet.
pub(super) struct Arrived {
    pub(super) verified: Verified,
    pub(super) bytes: Vec<u8>,
    pub(super) label: u32,
    pub(super) object: Option<String>,
}

/// A receipt whose signature holds.
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
    let mut known = Certificates::default();
    for (batch, objects) in objects.chunks(BATCH).enumerate() {
        tell(
            progress,
            ExchangeStage::Fetching,
            batch * BATCH,
            batch * BATCH + objects.len(),
        )?;
        let mut arrived = Vec::new();
        for (key, bytes) in fetch_all(depot, objects, MOST_BYTES) {
            let name = key.as_str();
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(error) => {
                    refuse_or_fail(error, name, report)?;
                    continue;
                }
            };
            match read_object(workspace, &mut known, &key, bytes)? {
                Ok(found) => arrived.push(found),
                Err((_, Refusal::KeyWaits)) => report.waiting += 1,
                Err((branch, refusal)) => {
                    refuse(workspace, name, branch, &refusal, actor, at)?;
                    report.refused.push(refusal.of(name));
                }
            }
        }
        keep(workspace, &arrived, actor, at, report)?;
    }
    Ok(())
}

/// Notes a refusal for good, unless it may pass: a key may be accepted later, a copy be whole.
pub(super) fn refuse(
    workspace: &mut Workspace,
    name: &str,
    branch: Option<BranchId>,
    refusal: &Refusal,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let may_pass = matches!(
        refusal,
        Refusal::UnknownKey | Refusal::KeyWaits | Refusal::UnknownBranch(_) | Refusal::Damaged
    );
    if !may_pass {
        workspace.add_refusal(name, branch, refusal.code(), actor, at)?;
    }
    raise_alarm(workspace, name, refusal, actor, at)
}

pub(super) fn raise_alarm(
    workspace: &mut Workspace,
    name: &str,
    refusal: &Refusal,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    match refusal {
        Refusal::OtherEdition(number) => {
            Ok(workspace.add_alarm(&format!("edition {number}"), name, actor, at)?)
        }
        _ => Ok(()),
    }
}

type Read<T> = Result<T, (Option<BranchId>, Refusal)>;

/// Checks that an object is what its name says, and a receipt of the branch that it names.
fn read_object(
    workspace: &Workspace,
    known: &mut Certificates,
    key: &Key,
    bytes: Vec<u8>,
) -> Result<Read<Arrived>, Error> {
    let Some(parts) = key.receipt_parts() else {
        return Ok(Err((None, Refusal::UnknownFile)));
    };
    let branch = Some(parts.branch);
    if Digest::of(&bytes) != parts.digest {
        return Ok(Err((branch, Refusal::Damaged)));
    }
    let verified = match known.verify(workspace, &bytes)? {
        Ok(verified) => verified,
        Err(refusal) => return Ok(Err((branch, refusal))),
    };
    let (named, own) = (
        (parts.branch, parts.seq),
        (verified.receipt.branch, verified.receipt.seq),
    );
    if named != own {
        return Ok(Err((branch, Refusal::Damaged)));
    }
    Ok(Ok(Arrived {
        verified,
        bytes,
        label: parts.label,
        object: Some(key.as_str().to_string()),
    }))
}

/// What receipts are checked against: the branches' certificates and the editions, read once.
#[derive(Default)]
pub(super) struct Certificates {
    of_branches: HashMap<BranchId, Vec<BranchCertificate>>,
    editions: Option<Vec<EditionMark>>,
}

impl Certificates {
    /// Checks a receipt's signature against the keys that were accepted for its branch.
    pub(super) fn verify(
        &mut self,
        workspace: &Workspace,
        bytes: &[u8],
    ) -> Result<Result<Verified, Refusal>, Error> {
        let head = match signing::receipt_of(bytes) {
            Ok(head) => head,
            Err(error) => return Ok(Err(error.into())),
        };
        if let Entry::Vacant(place) = self.of_branches.entry(head.branch) {
            place.insert(workspace.certificates(head.branch)?);
        }
        let own = &self.of_branches[&head.branch];
        let certificate = own.iter().find(|own| own.fingerprint == head.certificate);
        let Some(certificate) = certificate else {
            return Ok(Err(unaccepted(workspace, &head)?));
        };
        let believed = match signing::verify_receipt(bytes, certificate.fingerprint) {
            Ok(believed) => believed,
            Err(error) => return Ok(Err(error.into())),
        };
        let receipt = believed.content;
        if receipt.handbook != workspace.handbook()?.id {
            return Ok(Err(Refusal::OtherHandbook));
        }
        let until = certificate.until_seq;
        if let Err(refusal) = self.check_edition(workspace, &receipt)? {
            return Ok(Err(refusal));
        }
        Ok(Ok(Verified {
            is_after_stolen: until.is_some_and(|until| receipt.seq > until),
            content: believed.digest,
            receipt,
        }))
    }

    /// Refuses a receipt for an edition that was not issued here: somebody else publishes, and
    /// what the branch has read is not what head office asks for.
    fn check_edition(
        &mut self,
        workspace: &Workspace,
        receipt: &Receipt,
    ) -> Result<Result<(), Refusal>, Error> {
        let marks = match self.editions.take() {
            Some(marks) => marks,
            None => edition_marks(workspace)?,
        };
        let mark = marks.iter().find(|mark| mark.edition == receipt.edition);
        let is_issued = mark.is_some_and(|mark| mark.sha256 == receipt.edition_sha256);
        self.editions = Some(marks);
        Ok(match is_issued {
            true => Ok(()),
            false => Err(Refusal::OtherEdition(receipt.edition)),
        })
    }
}

/// Says why a key is not among those that were accepted for the branch.
fn unaccepted(workspace: &Workspace, head: &ReceiptHead) -> Result<Refusal, Error> {
    let Some(row) = workspace.branch(head.branch)? else {
        return Ok(Refusal::UnknownBranch(head.branch));
    };
    let waits = waiting(&row).is_some_and(|asked| asked.certificate == head.certificate);
    Ok(match waits {
        true => Refusal::KeyWaits,
        false => Refusal::UnknownKey,
    })
}

/// Keeps verified receipts in one transaction, and says what became of each.
pub(super) fn keep(
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
            object: arrived.object.as_deref(),
            received_at: at,
            is_clock_doubtful: arrived.verified.receipt.is_clock_doubtful(at),
            is_after_stolen: arrived.verified.is_after_stolen,
        })
        .collect();
    let taken = workspace.add_receipts(&new, actor, at)?;
    let mut refused = BTreeMap::new();
    for (place, taken) in taken.into_iter().enumerate() {
        let receipt = &arrived[place].verified.receipt;
        match taken {
            Taken::New => report.receipts += 1,
            Taken::Known => report.known += 1,
            Taken::Conflict => drop(refused.insert(place, Refusal::ReceiptConflict(receipt.seq))),
            Taken::UnknownBranch => {
                drop(refused.insert(place, Refusal::UnknownBranch(receipt.branch)));
            }
            Taken::OutOfRange => drop(refused.insert(place, Refusal::ReceiptNumber(receipt.seq))),
        }
    }
    for (place, refusal) in refused {
        let (object, branch) = (
            &arrived[place].object,
            arrived[place].verified.receipt.branch,
        );
        let name = object.clone().unwrap_or_else(|| branch.to_string());
        refuse(workspace, &name, Some(branch), &refusal, actor, at)?;
        report.refused.push(refusal.of(name));
    }
    Ok(())
}
