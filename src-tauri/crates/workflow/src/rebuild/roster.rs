//! The branches' keys, as the publisher last signed them, and the requests that they came with.

use std::collections::{BTreeMap, BTreeSet};

use depot::{Depot, Key, Prefix};
use handbook::{Branch, BranchId, Digest, Latest, Roster, RosterEntry};
use jiff::Timestamp;
use store::{NewRequest, NewRoster, Workspace};

use super::number_of;
use crate::collect::{ArrivedRequest, MOST_BYTES, read_request};
use crate::fetch::fetch_all;
use crate::outgoing::note_roster;
use crate::trust::expect_trust;
use crate::{Error, RebuildReport, Refusal};

/// The longest roster that is read, in bytes.
const MOST_ROSTER: u64 = 64 << 20;
/// How much of what somebody typed becomes a branch's name, in characters.
const LONGEST_NAME: usize = 60;

/// Takes over the keys that the published roster names. A key whose request is not in the depot
/// cannot be taken over, and is told.
pub(super) fn take(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    latest: &Latest,
    actor: &str,
    at: Timestamp,
    report: &mut RebuildReport,
) -> Result<(), Error> {
    let Some(digest) = latest.roster else {
        return Ok(());
    };
    let der = depot::read_bytes(depot, &Key::roster(&digest), MOST_ROSTER)?;
    if Digest::of(&der) != digest {
        return Err(Refusal::Damaged.into());
    }
    let roster = signing::verify_roster(&der, &expect_trust(workspace)?)?.content;
    let requests = requests(depot, &roster)?;
    let (found, lost): (Vec<_>, Vec<_>) = roster
        .branches
        .iter()
        .cloned()
        .partition(|entry| requests.contains_key(&key_of(entry)));
    let branches = other_branches(workspace, &roster, &requests)?;
    // The invites' secrets are lost; that the keys were accepted stands in the roster.
    let new: Vec<NewRequest> = requests.values().map(|own| own.as_new(None)).collect();
    let all = NewRoster {
        branches: &branches,
        requests: &new,
        entries: &found,
    };
    workspace.rebuild_roster(&all, actor, at)?;
    report.branches = number_of(&branches);
    let kept = workspace.roster()?;
    let is_lost = |lost: &&RosterEntry| !kept.iter().any(|kept| is_same_key(kept, lost));
    let lost = lost.iter().filter(is_lost);
    let refused = lost.map(|entry| Refusal::UnknownKey.of(entry.branch.to_string()));
    report.refused.extend(refused);
    note_roster(workspace, &roster)
}

fn is_same_key(one: &RosterEntry, other: &RosterEntry) -> bool {
    let facts = |entry: &RosterEntry| (key_of(entry), entry.from_seq, entry.until_seq);
    facts(one) == facts(other)
}

fn key_of(entry: &RosterEntry) -> (BranchId, Digest) {
    (entry.branch, entry.certificate)
}

/// Reads the requests of the keys that the roster names.
fn requests(
    depot: &dyn Depot,
    roster: &Roster,
) -> Result<BTreeMap<(BranchId, Digest), ArrivedRequest>, Error> {
    let listed = depot.list(&Prefix::requests())?;
    let mut requests = BTreeMap::new();
    for (_, read) in fetch_all(depot, &listed, MOST_BYTES, read_request) {
        if let Ok(Ok(asked)) = read {
            let request = &asked.request;
            let own = (request.content.branch, request.certificate.fingerprint());
            requests.insert(own, asked);
        }
    }
    let named: BTreeSet<_> = roster.branches.iter().map(key_of).collect();
    requests.retain(|own, asked| {
        named.contains(own) && asked.request.content.handbook == roster.handbook
    });
    Ok(requests)
}

/// Describes the branches that are not here, by what they said when they asked, and those that
/// have other roles by now.
fn other_branches(
    workspace: &Workspace,
    roster: &Roster,
    requests: &BTreeMap<(BranchId, Digest), ArrivedRequest>,
) -> Result<Vec<Branch>, Error> {
    let language = workspace.handbook()?.source_language();
    let mut others: BTreeMap<BranchId, Branch> = BTreeMap::new();
    for entry in &roster.branches {
        let audience = entry.audience.clone();
        let branch = match workspace.branch(entry.branch)? {
            Some(here) if entry.until_seq.is_some() || here.branch.audience == audience => continue,
            Some(here) => Branch {
                audience,
                ..here.branch
            },
            None => {
                let asked = requests.get(&key_of(entry));
                let asked_by = asked.map_or("", |asked| asked.request.content.asked_by.trim());
                Branch {
                    id: entry.branch,
                    name: name(asked_by, entry.branch),
                    region: String::new(),
                    manager: asked_by.to_string(),
                    email: String::new(),
                    language,
                    audience,
                }
            }
        };
        others.insert(entry.branch, branch);
    }
    Ok(others.into_values().collect())
}

/// Makes a name that no other branch has: its own name is lost with the register.
fn name(asked_by: &str, id: BranchId) -> String {
    let id = id.to_string();
    let end = &id[id.len() - 6..];
    let short: String = asked_by.chars().take(LONGEST_NAME).collect();
    match short.is_empty() {
        true => id,
        false => format!("{short} ({end})"),
    }
}
