//! What came by hand is put into the depot too, so that a lost workspace can be rebuilt from it.

use std::collections::BTreeSet;

use depot::{Depot, Key, Prefix, Put, put_bytes};
use handbook::Digest;
use store::{ReceiptObject, Workspace};

use crate::{Error, depot_address};

/// The setting that tells in which depot everything is that ever came.
const COMPLETE_IN: &str = "depot that holds everything";

/// Puts into the depot whatever came by another way: the requests of accepted keys, and receipts.
/// A depot that is met for the first time gets all of them. Returns how many files were put.
pub(crate) fn keep_in_depot(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    newest_label: u32,
) -> Result<u32, Error> {
    let address = depot_address(workspace)?.unwrap_or_default();
    let is_complete = workspace.setting(COMPLETE_IN)?.as_deref() == Some(&address);
    let mut put = keep_requests(workspace, depot, is_complete)?;
    for label in 1..=newest_label {
        put += match is_complete {
            true => keep_changed(workspace, depot, label)?,
            false => keep_all(workspace, depot, label)?,
        };
    }
    if !is_complete {
        workspace.set_setting(COMPLETE_IN, Some(&address))?;
    }
    Ok(put)
}

fn keep_requests(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    is_complete: bool,
) -> Result<u32, Error> {
    let all = workspace.accepted_requests()?.into_iter();
    let named: Vec<(Key, Digest)> = all
        .map(|(branch, seal)| (Key::request(branch, &seal), seal))
        .collect();
    let missing = match is_complete {
        true => unknown(workspace, named)?,
        false => absent(depot, &Prefix::requests(), named)?,
    };
    let mut put = 0;
    for (key, seal) in missing {
        let bytes = workspace.request_bytes(seal)?;
        put += keep(workspace, depot, &key, bytes)?;
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
    let missing = unknown(workspace, named(label, receipts))?;
    keep_receipts(workspace, depot, missing)
}

fn keep_all(workspace: &mut Workspace, depot: &dyn Depot, label: u32) -> Result<u32, Error> {
    let receipts = named(label, workspace.receipt_objects(label)?);
    if receipts.is_empty() {
        return Ok(0);
    }
    let missing = absent(depot, &Prefix::inbox(label), receipts)?;
    keep_receipts(workspace, depot, missing)
}

fn named(label: u32, receipts: Vec<ReceiptObject>) -> Vec<(Key, Digest)> {
    let key = |own: &ReceiptObject| Key::receipt(label, own.branch, own.seq, &own.seal);
    receipts.iter().map(|own| (key(own), own.content)).collect()
}

fn keep_receipts(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    missing: Vec<(Key, Digest)>,
) -> Result<u32, Error> {
    let mut put = 0;
    for (key, content) in missing {
        let bytes = workspace.receipt_bytes(content)?;
        put += keep(workspace, depot, &key, bytes)?;
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
    let is_there = depot.stat(key)?.is_some();
    if !is_there {
        put_bytes(depot, key, &bytes, Put::Once)?;
    }
    workspace.note_object(key.as_str())?;
    Ok(u32::from(!is_there))
}

/// Leaves out what was read from the depot or put there before.
fn unknown(workspace: &Workspace, named: Vec<(Key, Digest)>) -> Result<Vec<(Key, Digest)>, Error> {
    let names: Vec<&str> = named.iter().map(|(key, _)| key.as_str()).collect();
    let known = workspace.known_objects(&names)?;
    let pairs = named.into_iter().zip(known);
    Ok(pairs
        .filter(|(_, known)| !known)
        .map(|(one, _)| one)
        .collect())
}

/// Leaves out what the depot holds.
fn absent(
    depot: &dyn Depot,
    prefix: &Prefix,
    mut named: Vec<(Key, Digest)>,
) -> Result<Vec<(Key, Digest)>, Error> {
    let listed = depot.list(prefix)?;
    let there: BTreeSet<Key> = listed.into_iter().map(|listed| listed.key).collect();
    named.retain(|(key, _)| !there.contains(key));
    Ok(named)
}
