//! Whether the organisation's trust would survive the loss of a place, and what alarms.

use handbook::EventKind;
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
/// publishers have used, entered in the record as `edition 8` or `state 17`.
pub(crate) fn alarms(workspace: &Workspace) -> Result<Vec<AlarmView>, Error> {
    let entries = workspace.entries_of(EventKind::Alarm, ALARMS)?;
    let alarms = entries.into_iter().filter_map(|entry| {
        let (what, number) = entry.subject.split_once(' ')?;
        Some(AlarmView {
            at: entry.at,
            seq: number.parse().ok()?,
            is_edition: what == "edition",
        })
    });
    Ok(alarms.collect())
}
