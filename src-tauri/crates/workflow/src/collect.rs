//! The publisher takes in what came from branches: requests to be enrolled, and receipts.
//!
//! A file, a parcel, a stick and a depot are all the same tree, and go the same way.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use depot::{Depot, Key, Listed, Prefix};
use handbook::{BranchId, Digest, Receipt};
use jiff::Timestamp;
use store::{BranchCertificate, Kind, NewReceipt, Taken, Workspace};

use crate::fetch::fetch_all;
use crate::progress::{Tell, tell};
use crate::{Error, ExchangeReport, ExchangeStage, Refusal};

/// The longest receipt or request that is read, in bytes.
const MOST_BYTES: u64 = 4 << 20;
/// How many receipts are kept in one transaction.
const BATCH: usize = 500;
/// After this many days, labels that are past are looked through again.
const SWEEP_DAYS: i64 = 30;
/// The setting that tells when they were.
const SWEPT_AT: &str = "inbox swept at";

/// Takes receipts, requests and parcels in, from files or folders (sticks). What is refused is
/// told, and does not keep the rest out. Taking something twice changes nothing.
pub fn collect(
    workspace: &mut Workspace,
    paths: &[std::path::PathBuf],
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<ExchangeReport, Error> {
    expect_publisher(workspace)?;
    let mut report = ExchangeReport::default();
    for path in paths {
        match kind_of(path) {
            Source::Tree(depot) => {
                collect_from(workspace, &*depot, actor, at, &mut report, progress)?
            }
            Source::File(bytes) => {
                let name = name_of(path);
                take_file(workspace, &name, &bytes, actor, at, &mut report)?;
            }
            Source::Refused(refusal) => report.refused.push(refusal.of(name_of(path))),
        }
    }
    Ok(report)
}

enum Source {
    Tree(Box<dyn Depot>),
    File(Vec<u8>),
    Refused(Refusal),
}

fn kind_of(path: &Path) -> Source {
    let refused = |error: depot::Error| Source::Refused(Refusal::Parcel(error.to_string()));
    if path.is_dir() {
        return depot::open_folder(path)
            .map_or_else(refused, |folder| Source::Tree(Box::new(folder)));
    }
    if has_end(path, "parcel") {
        return depot::open_parcel(path)
            .map_or_else(refused, |parcel| Source::Tree(Box::new(parcel)));
    }
    read_short(path)
}

fn read_short(path: &Path) -> Source {
    let unreadable =
        |error: std::io::Error| Source::Refused(Refusal::Unreadable(error.to_string()));
    match std::fs::metadata(path) {
        Ok(found) if found.len() > MOST_BYTES => Source::Refused(Refusal::UnknownFile),
        Ok(_) => std::fs::read(path).map_or_else(unreadable, Source::File),
        Err(error) => unreadable(error),
    }
}

pub(crate) fn has_end(path: &Path, end: &str) -> bool {
    path.extension()
        .is_some_and(|own| own.eq_ignore_ascii_case(end))
}

pub(crate) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

pub(crate) fn expect_publisher(workspace: &Workspace) -> Result<(), Error> {
    match workspace.kind()? {
        Kind::Publisher => Ok(()),
        Kind::Branch => Err(Error::NotAPublisher),
    }
}

/// Takes one file in, whatever of the two it is.
fn take_file(
    workspace: &mut Workspace,
    name: &str,
    bytes: &[u8],
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    if signing::verify_request(bytes, None).is_ok() {
        return take_request(workspace, name, bytes, actor, at, report);
    }
    let mut known = Certificates::default();
    let label = workspace.published()?.map_or(1, |_| 1);
    match known.verify(workspace, bytes)? {
        Ok(verified) => {
            let arrived = Arrived {
                verified,
                bytes: bytes.to_vec(),
                label,
                object: None,
            };
            keep(workspace, &[arrived], actor, at, report)
        }
        Err(refusal) => {
            report.refused.push(refusal.of(name));
            Ok(())
        }
    }
}

/// Takes in whatever a depot, a parcel or a stick holds for the publisher.
pub(crate) fn collect_from(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    tell(progress, ExchangeStage::Looking, 0, 0)?;
    let requests = unknown(workspace, depot.list(&Prefix::requests())?)?;
    for (key, bytes) in fetch_all(depot, &requests, MOST_BYTES) {
        let name = key.as_str();
        match bytes {
            Ok(bytes) => {
                take_request(workspace, name, &bytes, actor, at, report)?;
            }
            Err(error) => refuse_or_fail(error, name, report)?,
        }
    }
    let mut listed = Vec::new();
    for inbox in inboxes(workspace, at)? {
        listed.extend(depot.list(&inbox)?);
    }
    let all = listed.len();
    let new = unknown(workspace, listed)?;
    report.known += crate::progress::count(all - new.len());
    take_receipts(workspace, depot, &new, actor, at, report, progress)?;
    Ok(())
}

/// Lists where receipts may lie: under the newest labels, and now and then under all of them.
fn inboxes(workspace: &mut Workspace, at: Timestamp) -> Result<Vec<Prefix>, Error> {
    let last = workspace.editions()?.pop().map_or(1, |sheet| sheet.number);
    let swept: Option<Timestamp> = workspace
        .setting(SWEPT_AT)?
        .and_then(|text| text.parse().ok());
    let month = jiff::SignedDuration::from_hours(24 * SWEEP_DAYS);
    let is_due = swept.is_none_or(|swept| at - month > swept);
    if is_due {
        workspace.set_setting(SWEPT_AT, Some(&at.to_string()))?;
    }
    let first = if is_due {
        1
    } else {
        last.saturating_sub(1).max(1)
    };
    Ok((first..=last).map(Prefix::inbox).collect())
}

/// Leaves out what was taken in or refused before, so that nothing is read twice.
fn unknown(workspace: &Workspace, listed: Vec<Listed>) -> Result<Vec<Listed>, Error> {
    let names: Vec<&str> = listed.iter().map(|object| object.key.as_str()).collect();
    let known = workspace.known_objects(&names)?;
    let pairs = listed.into_iter().zip(known);
    Ok(pairs
        .filter(|(_, known)| !known)
        .map(|(object, _)| object)
        .collect())
}

/// An object that one branch spoilt must not keep the others out; a depot that fails must.
fn refuse_or_fail(
    error: depot::Error,
    name: &str,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    let refusal = match error {
        depot::Error::TooLong { .. } => Refusal::UnknownFile,
        depot::Error::Missing(_) | depot::Error::Link(_) => Refusal::Damaged,
        other => return Err(other.into()),
    };
    report.refused.push(refusal.of(name));
    Ok(())
}

fn take_request(
    workspace: &mut Workspace,
    name: &str,
    bytes: &[u8],
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    match crate::enrol::take_request(workspace, bytes, actor, at)? {
        Ok(is_new) => report.requests += u32::from(is_new),
        Err(refusal) => {
            workspace.add_refusal(name, None, refusal.code(), actor, at)?;
            report.refused.push(refusal.of(name));
        }
    }
    Ok(())
}

/// A receipt that was verified and is not kept yet.
struct Arrived {
    verified: Verified,
    bytes: Vec<u8>,
    label: u32,
    object: Option<String>,
}

/// A receipt whose signature holds.
struct Verified {
    receipt: Receipt,
    content: Digest,
    is_after_stolen: bool,
}

fn take_receipts(
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
fn refuse(
    workspace: &mut Workspace,
    name: &str,
    branch: Option<BranchId>,
    refusal: &Refusal,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let may_pass = matches!(
        refusal,
        Refusal::UnknownKey | Refusal::UnknownBranch(_) | Refusal::Damaged
    );
    if !may_pass {
        workspace.add_refusal(name, branch, refusal.code(), actor, at)?;
    }
    Ok(())
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

/// The branches' certificates, read once for each branch.
#[derive(Default)]
struct Certificates(HashMap<BranchId, Vec<BranchCertificate>>);

impl Certificates {
    /// Checks a receipt's signature against the keys that were accepted for its branch.
    fn verify(
        &mut self,
        workspace: &Workspace,
        bytes: &[u8],
    ) -> Result<Result<Verified, Refusal>, Error> {
        let head = match signing::receipt_of(bytes) {
            Ok(head) => head,
            Err(error) => return Ok(Err(error.into())),
        };
        if !self.0.contains_key(&head.branch) {
            let found = workspace.certificates(head.branch)?;
            self.0.insert(head.branch, found);
        }
        let own = &self.0[&head.branch];
        let certificate = own.iter().find(|own| own.fingerprint == head.certificate);
        let Some(certificate) = certificate else {
            let is_known = workspace.branch(head.branch)?.is_some();
            return Ok(Err(match is_known {
                true => Refusal::UnknownKey,
                false => Refusal::UnknownBranch(head.branch),
            }));
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
        Ok(Ok(Verified {
            is_after_stolen: until.is_some_and(|until| receipt.seq > until),
            content: believed.digest,
            receipt,
        }))
    }
}

/// Keeps verified receipts in one transaction, and says what became of each.
fn keep(
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
