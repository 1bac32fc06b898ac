//! Where a branch stands with its newest edition: what changed for it, and what it has agreed to.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{
    Digest, Receipt, Revision, Role, Sheet, SheetChange, StandardId, WhatChanged, changes_for,
    changes_since, concerns,
};
use store::{Membership, ReceivedEdition, Workspace};

use crate::Error;
use crate::receive::expect_branch;

/// Everything that is known of the newest edition at a branch.
pub(crate) struct Standing {
    pub(crate) own: Membership,
    /// The newest edition.
    pub(crate) received: ReceivedEdition,
    pub(crate) sheet: Sheet,
    /// The edition that the branch had acknowledged before.
    pub(crate) since: Option<u32>,
    /// The branch's newest receipt for this edition.
    pub(crate) receipt: Option<Receipt>,
    /// The roles for which the changes are chosen: the branch's, or those of its receipt.
    pub(crate) roles: Vec<Role>,
    pub(crate) changes: Vec<Shown>,
    /// How many changes concern only others.
    pub(crate) of_others: usize,
}

/// A change with its texts.
pub(crate) struct Shown {
    pub(crate) change: SheetChange,
    pub(crate) before: Option<Revision>,
    pub(crate) now: Option<Revision>,
}

impl Shown {
    /// Returns the text that tells what the standard is: the newest there is.
    pub(crate) fn revision(&self) -> &Revision {
        let newest = self.now.as_ref().or(self.before.as_ref());
        newest.expect("a change has a text before or now")
    }

    /// Tells whether it must be acknowledged.
    pub(crate) fn is_asked(&self) -> bool {
        self.change.what != WhatChanged::Editorial
    }
}

/// Finds out where the branch stands with the newest edition; none before the first one arrived.
pub(crate) fn standing(workspace: &Workspace) -> Result<Option<Standing>, Error> {
    expect_branch(workspace)?;
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let mut received = workspace.received_editions()?;
    let Some(newest) = received.pop() else {
        return Ok(None);
    };
    let receipts = own_receipts(workspace)?;
    let of_newest = |receipt: &&Receipt| receipt.edition == newest.number;
    let receipt = receipts.iter().rev().find(of_newest).cloned();
    let before = receipts.iter().map(|receipt| receipt.edition);
    let since = match &receipt {
        Some(receipt) => receipt.since_edition,
        None => before
            .filter(|edition| received.iter().any(|own| own.number == *edition))
            .max(),
    };
    let roles = match &receipt {
        Some(receipt) => receipt.audience.clone(),
        None => own.branch.audience.clone(),
    };
    let then = receipts.iter().rev();
    let then = then.filter(|receipt| Some(receipt.edition) == since);
    let then = then.map(|receipt| receipt.audience.as_slice()).next();
    let before = since.map(|number| (number, then.unwrap_or_default()));
    let sheet = workspace.sheet(newest.number)?;
    let (changes, of_others) = changes(workspace, &received, before, &sheet, &roles)?;
    Ok(Some(Standing {
        own,
        received: newest,
        sheet,
        since,
        receipt,
        roles,
        changes,
        of_others,
    }))
}

/// Reads the branch's own receipts, the oldest first.
pub(crate) fn own_receipts(workspace: &Workspace) -> Result<Vec<Receipt>, Error> {
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let certificate = Digest::of(&own.certificate);
    let read = |seq: u64| {
        let bytes = workspace.own_receipt_bytes(seq)?;
        let bytes = bytes.ok_or(Error::NoReceipt(seq))?;
        Ok(signing::verify_receipt(&bytes, certificate)?.content)
    };
    let receipts = workspace.own_receipts()?.into_iter();
    receipts.map(|receipt| read(receipt.seq)).collect()
}

/// Lists the changes that concern the branch, those to acknowledge first, and counts the others.
fn changes(
    workspace: &Workspace,
    older: &[ReceivedEdition],
    since: Option<(u32, &[Role])>,
    sheet: &Sheet,
    roles: &[Role],
) -> Result<(Vec<Shown>, usize), Error> {
    let (number, then) = since.unzip();
    let before = number.map(|number| workspace.sheet(number)).transpose()?;
    let between = older.iter().filter(|edition| Some(edition.number) > number);
    let between = between.filter(|_| since.is_some());
    let mut sheets: Vec<Sheet> = between
        .map(|edition| workspace.sheet(edition.number))
        .collect::<Result<_, _>>()?;
    sheets.push(sheet.clone());
    let old = match number {
        Some(number) => texts(workspace, number)?,
        None => BTreeMap::new(),
    };
    let new = texts(workspace, sheet.number)?;
    let does_concern = |id: StandardId, number: u32, roles: &[Role]| {
        let mut texts = [&new, &old].into_iter().filter_map(|texts| texts.get(&id));
        let text = texts.find(|text| text.number == number);
        Ok::<_, Error>(text.is_none_or(|text| concerns(&text.standard, roles)))
    };
    let all = changes_since(before.as_ref(), &sheets);
    let roles = (then.unwrap_or_default(), roles);
    let chosen = changes_for(&all, before.as_ref(), sheet, roles, does_concern);
    let shown = chosen.map(|change| {
        let change = change?;
        let before = change.before.and_then(|_| old.get(&change.id)).cloned();
        let now = new.get(&change.id).cloned();
        Ok::<_, Error>(Shown {
            change,
            before,
            now,
        })
    });
    let mut shown: Vec<Shown> = shown.collect::<Result<_, _>>()?;
    let own: BTreeSet<StandardId> = shown.iter().map(|shown| shown.change.id).collect();
    let of_others = all.iter().filter(|change| !own.contains(&change.id));
    let of_others = of_others.count();
    shown.sort_by_key(|shown| !shown.is_asked());
    Ok((shown, of_others))
}

fn texts(workspace: &Workspace, edition: u32) -> Result<BTreeMap<StandardId, Revision>, Error> {
    let revisions = workspace.revisions_of(edition)?.into_iter();
    Ok(revisions.map(|text| (text.id(), text)).collect())
}
