//! Whether the organisation's trust would survive the loss of a place, and what alarms.

use std::collections::BTreeSet;

use handbook::{Digest, Entry, EventKind};
use signing::Certificate;
use store::{RootCopy, Workspace};

use crate::Error;
use crate::trust::{roots_are_safe, trust_in_hand};
use crate::views::{AlarmView, RootCopyView, RootView, RootsView};

/// How many alarms are shown.
const ALARMS: usize = 20;

/// Shows the roots of the newest trust, and where copies of their keys were seen.
pub fn roots_view(workspace: &Workspace) -> Result<Option<RootsView>, Error> {
    let Some(trust) = trust_in_hand(workspace)? else {
        return Ok(None);
    };
    let copies = workspace.root_copies()?;
    Ok(Some(RootsView {
        threshold: trust.content().threshold,
        roots: trust.roots().iter().map(|r| root(r, &copies)).collect(),
        is_safe: roots_are_safe(workspace)?,
    }))
}

fn root(certificate: &Certificate, copies: &[RootCopy]) -> RootView {
    let digest = certificate.fingerprint();
    let own = copies.iter().filter(|copy| copy.root == digest);
    let copies = own.map(|copy| RootCopyView {
        place: copy.place.clone(),
        at: copy.at,
    });
    RootView {
        fingerprint: digest.fingerprint(),
        copies: copies.collect(),
    }
}

/// Returns what needs a person's attention at once, the newest first: numbers that two
/// publishers have used, entered in the record as `edition 8` or `state 17`. What was found again
/// and again is told once, and a state that was taken over since is told no more.
pub(crate) fn alarms(workspace: &Workspace) -> Result<Vec<AlarmView>, Error> {
    let published = workspace.entries_of(EventKind::Published, 1)?;
    let last = (
        published.first().map_or(0, |entry| entry.seq),
        workspace.published()?.map_or(0, |state| state.seq),
    );
    let rebuilt = workspace.entries_of(EventKind::Rebuilt, ALARMS)?;
    let taken_over: Vec<_> = rebuilt.iter().filter_map(|e| digest(e, "sha256")).collect();
    let mut told = BTreeSet::new();
    let mut entries = workspace.entries_of(EventKind::Alarm, ALARMS)?;
    entries.retain(|entry| {
        let found = digest(entry, "found");
        let is_answered = found.is_some_and(|found| taken_over.contains(&found));
        !is_answered && told.insert((entry.subject.clone(), found))
    });
    Ok(entries.iter().filter_map(|e| alarm(e, last)).collect())
}

/// Shows an alarm. `last` is the last state that was published here: its entry in the record, and
/// its number.
fn alarm(entry: &Entry, last: (u64, u64)) -> Option<AlarmView> {
    let (what, number) = entry.subject.split_once(' ')?;
    let seq: u32 = number.parse().ok()?;
    Some(AlarmView {
        at: entry.at,
        seq,
        is_edition: what == "edition",
        is_ahead: what == "state" && entry.seq > last.0 && u64::from(seq) > last.1,
    })
}

/// Reads a digest among an entry's particulars.
fn digest(entry: &Entry, name: &str) -> Option<Digest> {
    let body: serde_json::Value = serde_json::from_str(&entry.body).ok()?;
    body[name].as_str()?.parse().ok()
}
