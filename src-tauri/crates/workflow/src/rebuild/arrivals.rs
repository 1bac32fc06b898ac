//! What HR confirmed before the loss: from there the next lists go on, and it shows which
//! receipts are gone.

use std::collections::{BTreeMap, BTreeSet};

use depot::{Depot, Key, Prefix};
use handbook::{Arrivals, Digest};
use jiff::Timestamp;
use signing::TrustInHand;
use store::Workspace;

use super::number_of;
use crate::trust::expect_trust;
use crate::{Error, RebuildReport};

/// The longest list that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Takes over the newest list of each shelf, if every receipt on it is here; counts those that are
/// not.
pub(super) fn take(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    newest: u32,
    at: Timestamp,
    report: &mut RebuildReport,
) -> Result<(), Error> {
    let trust = expect_trust(workspace)?;
    for label in 1..=newest {
        for (shelf, numbers) in shelves(depot, label)? {
            let Some((arrivals, content)) = newest_of(depot, label, &shelf, &numbers, &trust)?
            else {
                continue;
            };
            let here = workspace.receipts_of_shelf(label, &shelf)?;
            let here: BTreeSet<Digest> = here.into_iter().collect();
            let listed = arrivals.receipts.iter();
            let missing: Vec<_> = listed.filter(|receipt| !here.contains(receipt)).collect();
            report.missing += number_of(&missing);
            let known = workspace.arrivals_number(label, &shelf)?;
            if missing.is_empty() && arrivals.number > known {
                let receipts = arrivals.receipts.len();
                workspace.add_arrivals(label, &shelf, arrivals.number, content, receipts, at)?;
            }
        }
    }
    Ok(())
}

/// Lists the shelves under a label, each with the numbers of its lists.
fn shelves(depot: &dyn Depot, label: u32) -> Result<BTreeMap<String, BTreeSet<u32>>, Error> {
    let mut shelves: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for listed in depot.list(&Prefix::arrivals(label))? {
        if let Some(parts) = listed.key.arrivals_parts() {
            shelves.entry(parts.shelf).or_default().insert(parts.number);
        }
    }
    Ok(shelves)
}

/// Returns the newest list of a shelf that holds, with the digest of its content.
fn newest_of(
    depot: &dyn Depot,
    label: u32,
    shelf: &str,
    numbers: &BTreeSet<u32>,
    trust: &TrustInHand,
) -> Result<Option<(Arrivals, Digest)>, Error> {
    for number in numbers.iter().rev() {
        let key = Key::arrivals(label, shelf, *number).map_err(depot::Error::from)?;
        let der = match depot::read_bytes(depot, &key, MOST_BYTES) {
            Ok(der) => der,
            Err(error) if error.is_spoilt() => continue,
            Err(error) => return Err(error.into()),
        };
        let Ok(found) = signing::verify_arrivals(&der, trust) else {
            continue;
        };
        let is_own = found.content.label == label
            && found.content.shelf == shelf
            && found.content.number == *number;
        if is_own {
            return Ok(Some((found.content, found.digest)));
        }
    }
    Ok(None)
}
