//! The publisher takes in what came from branches: requests to be enrolled, and receipts.
//!
//! A file, a parcel, a stick and a depot are all the same tree, and go the same way.

mod receipts;
mod requests;

use std::path::Path;

use depot::{Depot, Listed, Prefix};
use handbook::BranchId;
use jiff::Timestamp;
use store::{Kind, Workspace};

pub(crate) use self::receipts::take_receipts;
use self::receipts::{Arrived, Known, keep_receipts};
use self::requests::keep_requests;
pub(crate) use self::requests::{ArrivedRequest, read_request, take_requests};
use crate::progress::{Tell, tell};
use crate::{Error, ExchangeReport, ExchangeStage, Refusal};

/// The longest receipt or request that is read, in bytes.
pub(crate) const MOST_BYTES: u64 = 4 << 20;
/// How many objects are kept in one transaction.
const BATCH: usize = 500;

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
            Source::Tree(depot) if depot.list(&Prefix::everything())?.is_empty() => {
                report.refused.push(Refusal::UnknownFile.of(name_of(path)));
            }
            Source::Tree(depot) => {
                // Whatever is handed over is looked through as a whole.
                let inboxes = inboxes(1, last_label(workspace)?);
                let taken = collect_from(
                    workspace,
                    &*depot,
                    &inboxes,
                    actor,
                    at,
                    &mut report,
                    progress,
                );
                refuse_bad_parcel(taken, &name_of(path), &mut report)?;
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

/// A parcel whose bytes were changed is no failure of this computer.
fn refuse_bad_parcel(
    taken: Result<(), Error>,
    name: &str,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    match taken {
        Err(Error::Depot(error @ depot::Error::BadParcel { .. })) => {
            report.refused.push(Refusal::Parcel(error).of(name));
            Ok(())
        }
        taken => taken,
    }
}

/// What something arrived as.
pub(crate) enum Origin {
    /// An object of a depot, a parcel or a stick.
    Object(String),
    /// A file on its own.
    File(String),
}

impl Origin {
    fn name(&self) -> &str {
        match self {
            Self::Object(name) | Self::File(name) => name,
        }
    }

    /// Returns the name of the object, which need not be read again.
    fn object(&self) -> Option<&str> {
        match self {
            Self::Object(name) => Some(name),
            Self::File(_) => None,
        }
    }
}

enum Source {
    Tree(Box<dyn Depot>),
    File(Vec<u8>),
    Refused(Refusal),
}

fn kind_of(path: &Path) -> Source {
    let refused = |error: depot::Error| Source::Refused(Refusal::Parcel(error));
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
        Ok(found) if found.len() > MOST_BYTES => {
            Source::Refused(signing::Error::NotAReceipt.into())
        }
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
    if let Ok(request) = signing::verify_request(bytes) {
        let arrived = ArrivedRequest {
            request,
            bytes: bytes.to_vec(),
            origin: Origin::File(name.to_string()),
        };
        return keep_requests(workspace, &[arrived], actor, at, report);
    }
    let last = last_label(workspace)?;
    let verified = match signing::claimed_receipt(bytes) {
        Ok(claimed) => Known::of(workspace)?.verify(workspace, claimed)?,
        Err(error) => Err(error.into()),
    };
    match verified {
        Ok(verified) => {
            // The branch looks for it under the label of its edition.
            let label = verified.receipt.edition.clamp(1, last);
            let arrived = Arrived {
                verified,
                bytes: bytes.to_vec(),
                label,
                origin: Origin::File(name.to_string()),
            };
            keep_receipts(workspace, &[arrived], actor, at, report)
        }
        Err(Refusal::KeyWaits) => {
            report.waiting += 1;
            Ok(())
        }
        Err(refusal) => {
            raise_alarm(workspace, name, &refusal, actor, at)?;
            report.refused.push(refusal.of(name));
            Ok(())
        }
    }
}

/// Takes in whatever a depot, a parcel or a stick holds for the publisher, receipts from `inboxes`.
pub(crate) fn collect_from(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    inboxes: &[Prefix],
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    tell(progress, ExchangeStage::Looking, 0, 0)?;
    take_requests(workspace, depot, actor, at, report)?;
    let mut listed = Vec::new();
    for inbox in inboxes {
        listed.extend(depot.list(inbox)?);
    }
    let all = listed.len();
    let new = unknown(workspace, listed)?;
    report.known += crate::progress::count(all - new.len());
    take_receipts(workspace, depot, &new, actor, at, report, progress)
}

pub(crate) fn last_label(workspace: &Workspace) -> Result<u32, Error> {
    let last = workspace.edition_heads()?.pop();
    Ok(last.map_or(1, |edition| edition.number))
}

fn inboxes(first: u32, last: u32) -> Vec<Prefix> {
    (first..=last).map(Prefix::inbox).collect()
}

/// Lists where receipts may lie in the depot: under the newest labels, or under all of them.
pub(crate) fn inboxes_to_look_through(
    workspace: &Workspace,
    is_thorough: bool,
) -> Result<Vec<Prefix>, Error> {
    let last = last_label(workspace)?;
    let first = match is_thorough {
        true => 1,
        false => last.saturating_sub(1).max(1),
    };
    Ok(inboxes(first, last))
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
        Refusal::UnknownKey | Refusal::KeyWaits | Refusal::UnknownBranch(_) | Refusal::Damaged
    );
    if !may_pass {
        workspace.add_refusal(name, branch, &refusal.code().to_string(), actor, at)?;
    }
    raise_alarm(workspace, name, refusal, actor, at)
}

fn raise_alarm(
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
