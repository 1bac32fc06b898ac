//! Lists of arrivals go out: what was received from the branches of each shelf, so that a branch
//! knows that its receipt has come.

use std::collections::BTreeSet;

use depot::{Depot, Key, Prefix};
use handbook::{Arrivals, Digest, Latest};
use jiff::Timestamp;
use signing::Signatory;
use store::Workspace;

use super::{Sent, put};
use crate::Error;

/// Which lists are signed, and by whom.
pub(super) struct Lists<'a> {
    pub(super) signatory: &'a Signatory,
    pub(super) latest: &'a Latest,
    /// Whether those of before are believed no more.
    pub(super) is_new_epoch: bool,
    /// Whether the depot is asked for the lists under all labels, and not under the newest two.
    pub(super) is_thorough: bool,
    /// Whether they go into a parcel: all of them, and no depot has them yet.
    pub(super) is_parcel: bool,
}

impl Lists<'_> {
    /// Signs the list of every shelf where it grew, or where the depot lacks it.
    pub(super) fn send(
        &self,
        workspace: &mut Workspace,
        depot: &dyn Depot,
        at: Timestamp,
        sent: &mut Sent,
    ) -> Result<(), Error> {
        for label in 1..=self.latest.label {
            for shelf in self.to_write(workspace, depot, label)? {
                self.write(workspace, depot, label, &shelf, at, sent)?;
            }
        }
        Ok(())
    }

    fn write(
        &self,
        workspace: &mut Workspace,
        depot: &dyn Depot,
        label: u32,
        shelf: &str,
        at: Timestamp,
        sent: &mut Sent,
    ) -> Result<(), Error> {
        let receipts = workspace.receipts_of_shelf(label, shelf)?;
        let number = free_number(workspace, depot, label, shelf)?;
        let count = receipts.len();
        let arrivals = Arrivals {
            format: Arrivals::FORMAT,
            handbook: self.latest.handbook,
            label,
            shelf: shelf.to_string(),
            number,
            receipts,
        };
        let content = arrivals.to_json();
        let der = signing::sign_attached(content.as_bytes(), self.signatory, at)?;
        put(depot, &arrivals_key(label, shelf, number)?, &der, sent)?;
        if self.is_parcel {
            return Ok(());
        }
        let content = Digest::of(content.as_bytes());
        Ok(workspace.add_arrivals(label, shelf, number, content, count, at)?)
    }

    fn to_write(
        &self,
        workspace: &Workspace,
        depot: &dyn Depot,
        label: u32,
    ) -> Result<BTreeSet<String>, Error> {
        let all: BTreeSet<String> = workspace.shelves(label)?.into_iter().collect();
        if self.is_parcel || self.is_new_epoch {
            return Ok(all);
        }
        let mut shelves: BTreeSet<String> = workspace.changed_shelves(label)?.into_iter().collect();
        let is_current = label + 2 > self.latest.label;
        if !is_current && !self.is_thorough {
            return Ok(shelves);
        }
        let listed = depot.list(&Prefix::arrivals(label))?.into_iter();
        let there: BTreeSet<Key> = listed.map(|listed| listed.key).collect();
        for shelf in all {
            let number = workspace.arrivals_number(label, &shelf)?;
            if number > 0 && !there.contains(&arrivals_key(label, &shelf, number)?) {
                shelves.insert(shelf);
            }
        }
        Ok(shelves)
    }
}

/// Returns the next number of a shelf's arrivals. One that was put there just before a sudden end
/// was not noted; it holds less, and keeps its name.
fn free_number(
    workspace: &Workspace,
    depot: &dyn Depot,
    label: u32,
    shelf: &str,
) -> Result<u32, Error> {
    let mut number = workspace.arrivals_number(label, shelf)? + 1;
    while depot.stat(&arrivals_key(label, shelf, number)?)?.is_some() {
        number += 1;
    }
    Ok(number)
}

fn arrivals_key(label: u32, shelf: &str, number: u32) -> Result<Key, Error> {
    Ok(Key::arrivals(label, shelf, number).map_err(depot::Error::from)?)
}
