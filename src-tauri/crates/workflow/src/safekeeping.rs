//! What came by hand is put into the depot too, so that a lost workspace can be rebuilt from it.

use std::collections::BTreeSet;

use depot::{Depot, Key, Listed, Prefix};
use handbook::Digest;
use store::{ReceiptObject, Workspace};

use crate::Error;

/// An object that the depot should hold, of a length in bytes.
struct Own {
    key: Key,
    length: u64,
    /// By what the workspace finds its bytes: a request's seal, a receipt's content.
    digest: Digest,
}

/// Puts into the depot whatever came by another way: the requests of accepted keys, and receipts.
/// Returns how many files were put. With `is_thorough`, whatever it lacks of all that ever came.
pub(crate) fn keep_in_depot(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    newest_label: u32,
    is_thorough: bool,
) -> Result<u32, Error> {
    let mut put = keep_requests(workspace, depot, is_thorough)?;
    for label in 1..=newest_label {
        put += match is_thorough {
            true => keep_all(workspace, depot, label)?,
            false => keep_changed(workspace, depot, label)?,
        };
    }
    Ok(put)
}

fn keep_requests(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    is_thorough: bool,
) -> Result<u32, Error> {
    let all = workspace.accepted_requests()?.into_iter();
    let all = all.map(|(branch, seal, length)| Own {
        key: Key::request(branch, &seal),
        length,
        digest: seal,
    });
    let missing = match is_thorough {
        true => absent(depot, &Prefix::requests(), all.collect())?,
        false => unknown(workspace, all.collect())?,
    };
    let mut put = 0;
    for own in missing {
        let bytes = workspace.request_bytes(own.digest)?;
        put += keep(workspace, depot, &own.key, bytes)?;
    }
    Ok(put)
}

/// Keeps the receipts under a label that came by hand since the last lists of arrivals.
fn keep_changed(workspace: &mut Workspace, depot: &dyn Depot, label: u32) -> Result<u32, Error> {
    let changed: BTreeSet<String> = workspace.changed_shelves(label)?.into_iter().collect();
    if changed.is_empty() {
        return Ok(0);
    }
    let mut receipts = workspace.receipt_objects(label)?;
    receipts.retain(|receipt| changed.contains(&receipt.branch.shelf()));
    let missing = unknown(workspace, owned(label, receipts))?;
    keep_receipts(workspace, depot, missing)
}

fn keep_all(workspace: &mut Workspace, depot: &dyn Depot, label: u32) -> Result<u32, Error> {
    let receipts = owned(label, workspace.receipt_objects(label)?);
    if receipts.is_empty() {
        return Ok(0);
    }
    let missing = absent(depot, &Prefix::inbox(label), receipts)?;
    keep_receipts(workspace, depot, missing)
}

fn owned(label: u32, receipts: Vec<ReceiptObject>) -> Vec<Own> {
    let own = |receipt: ReceiptObject| Own {
        key: Key::receipt(label, receipt.branch, receipt.seq, &receipt.seal),
        length: receipt.length,
        digest: receipt.content,
    };
    receipts.into_iter().map(own).collect()
}

fn keep_receipts(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    missing: Vec<Own>,
) -> Result<u32, Error> {
    let mut put = 0;
    for own in missing {
        let bytes = workspace.receipt_bytes(own.digest)?;
        put += keep(workspace, depot, &own.key, bytes)?;
    }
    Ok(put)
}

fn keep(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    key: &Key,
    bytes: Option<Vec<u8>>,
) -> Result<u32, Error> {
    let Some(bytes) = bytes else {
        return Ok(0);
    };
    let is_put = depot::put_whole_bytes(depot, key, &bytes)?;
    workspace.note_object(key.as_str())?;
    Ok(u32::from(is_put))
}

/// Leaves out what was read from the depot or put there before.
fn unknown(workspace: &Workspace, all: Vec<Own>) -> Result<Vec<Own>, Error> {
    let names: Vec<&str> = all.iter().map(|own| own.key.as_str()).collect();
    let known = workspace.known_objects(&names)?;
    let pairs = all.into_iter().zip(known);
    Ok(pairs
        .filter(|(_, known)| !known)
        .map(|(own, _)| own)
        .collect())
}

/// Leaves out what the depot holds in its whole length.
fn absent(depot: &dyn Depot, prefix: &Prefix, mut all: Vec<Own>) -> Result<Vec<Own>, Error> {
    let there: BTreeSet<Listed> = depot.list(prefix)?.into_iter().collect();
    all.retain(|own| {
        let whole = Listed {
            key: own.key.clone(),
            length: own.length,
        };
        !there.contains(&whole)
    });
    Ok(all)
}
