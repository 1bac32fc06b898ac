//! What a publisher puts into a depot: trusts, editions, the roster, what arrived, and last of
//! all the one signed state that makes the rest count.

mod arrivals;
mod editions;

use std::collections::BTreeMap;

use depot::{Depot, Key, Listed, Prefix};
use handbook::{Digest, EventKind, Latest, RecordHead, Roster};
use jiff::Timestamp;
use jiff::civil::Date;
use signing::{Signatory, TrustInHand};
use store::{NewState, State, Workspace};

use self::arrivals::Lists;
use crate::progress::{Tell, tell};
use crate::trust::{edition_marks, expect_trust};
use crate::{Error, ExchangeStage};

/// What was put into a depot.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    pub(crate) editions: Vec<u32>,
    pub(crate) files: u32,
}

/// Tells whether there is anything that branches do not know yet and that must be signed.
pub fn has_news(workspace: &Workspace) -> Result<bool, Error> {
    if workspace.last_trust()?.is_none() {
        return Ok(false);
    }
    let trust = expect_trust(workspace)?;
    let Some((last, _)) = published(workspace)? else {
        return Ok(!workspace.edition_heads()?.is_empty() || !workspace.branches()?.is_empty());
    };
    let next = draft(workspace, &trust, Timestamp::UNIX_EPOCH)?;
    let is_same = (&last.trust, &last.editions, &last.due, last.label)
        == (&next.trust, &next.editions, &next.due, next.label);
    if !is_same {
        return Ok(true);
    }
    // The roster and the lists of arrivals are long: they are compared only if anything happened.
    let signed = workspace.setting(SIGNED_UP_TO)?;
    let signed = signed.and_then(|text| text.parse().ok()).unwrap_or(0);
    if !workspace.has_entries_since(&NEWS, signed)? {
        return Ok(false);
    }
    let has_other_roster = workspace.setting(ROSTER_CONTENT)? != Some(roster(workspace)?.1);
    Ok(has_other_roster || has_new_arrivals(workspace, next.label)?)
}

fn has_new_arrivals(workspace: &Workspace, newest: u32) -> Result<bool, Error> {
    for label in (1..=newest).rev() {
        if !workspace.changed_shelves(label)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the roster and the lists of arrivals change with.
const NEWS: [EventKind; 4] = [
    EventKind::Collected,
    EventKind::Enrolled,
    EventKind::Unenrolled,
    EventKind::BranchSaved,
];
/// The setting that tells up to which entry of the record everything was signed.
const SIGNED_UP_TO: &str = "signed up to entry";
/// The setting that tells in which epoch the lists of arrivals were signed; after a stolen key
/// nobody believes the old ones.
const LISTED_IN: &str = "arrivals listed in epoch";
/// The setting that holds the digest of the roster's content as it was last signed.
const ROSTER_CONTENT: &str = "roster content";

/// Returns the state that was published last, with its signed bytes.
pub(crate) fn published(workspace: &Workspace) -> Result<Option<(Latest, State)>, Error> {
    let Some(state) = workspace.published()? else {
        return Ok(None);
    };
    // One's own state was signed under a trust that may have been followed by others since.
    for trust in workspace.trusts()?.iter().rev() {
        let trust = signing::resume_trust(&trust.der, trust.content)?;
        if let Ok(latest) = signing::verify_latest(&state.der, &trust) {
            return Ok(Some((latest.content, state)));
        }
    }
    Err(Error::Refused(crate::Refusal::Damaged))
}

/// How things go out.
pub(crate) struct Sending<'a> {
    /// Who signs what is new; without one, only what was signed before goes out.
    pub(crate) signatory: Option<&'a Signatory>,
    /// Whether everything is looked at, and not only where something is new.
    pub(crate) is_thorough: bool,
    /// Whether it goes into a parcel, of which nobody knows who gets it.
    pub(crate) is_parcel: bool,
}

/// Puts everything into `depot` that it does not hold yet, and whatever was spoilt there.
pub(crate) fn send(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    how: &Sending<'_>,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<Sent, Error> {
    let trust = expect_trust(workspace)?;
    let mut sent = Sent::default();
    tell(progress, ExchangeStage::Sending, 0, 0)?;
    for trust in workspace.trusts()? {
        put(depot, &Key::trust(trust.number), &trust.der, &mut sent)?;
    }
    editions::send(workspace, depot, how.is_thorough, &mut sent, progress)?;
    send_invites(workspace, depot, at, &mut sent)?;
    if how.signatory.is_some() {
        sign_news(workspace, depot, &trust, how, actor, at, &mut sent)?;
    }
    if let Some((_, state)) = published(workspace)? {
        put(depot, &Key::latest(), &state.der, &mut sent)?;
    }
    Ok(sent)
}

fn send_invites(
    workspace: &Workspace,
    depot: &dyn Depot,
    at: Timestamp,
    sent: &mut Sent,
) -> Result<(), Error> {
    let pending = crate::invite::pending_invites(workspace, at)?;
    if pending.is_empty() {
        return Ok(());
    }
    let there = lengths(depot.list(&Prefix::invites())?);
    for (name, bytes) in pending {
        let key = Key::invite(&name).map_err(depot::Error::from)?;
        if there.get(&key) != Some(&(bytes.len() as u64)) {
            put(depot, &key, &bytes, sent)?;
        }
    }
    Ok(())
}

/// Returns how long each object is.
fn lengths(listed: Vec<Listed>) -> BTreeMap<Key, u64> {
    let pairs = listed.into_iter().map(|listed| (listed.key, listed.length));
    pairs.collect()
}

/// Puts what is one's own, unless it is there as a whole.
fn put(depot: &dyn Depot, key: &Key, bytes: &[u8], sent: &mut Sent) -> Result<(), Error> {
    let is_put = depot::put_whole_bytes(depot, key, bytes)?;
    sent.files += u32::from(is_put);
    Ok(())
}

/// The longest state that is read: 64 MiB is what a signed file may have.
const MOST_LATEST: u64 = 64 << 20;

/// Reads the state that a depot holds, unverified.
pub(crate) fn read_latest(depot: &dyn Depot) -> Result<Option<Vec<u8>>, Error> {
    match depot::read_bytes(depot, &Key::latest(), MOST_LATEST) {
        Ok(der) => Ok(Some(der)),
        Err(depot::Error::Missing(_)) => Ok(None),
        // Nothing that was signed is as long, or a link: it is refused, and replaced, like any other prank.
        Err(depot::Error::TooLong { .. } | depot::Error::Link(_)) => Ok(Some(Vec::new())),
        Err(error) => Err(error.into()),
    }
}

/// Signs what is new, and puts it into the depot before the state that refers to it.
fn sign_news(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    trust: &TrustInHand,
    how: &Sending<'_>,
    actor: &str,
    at: Timestamp,
    sent: &mut Sent,
) -> Result<(), Error> {
    let Some(signatory) = how.signatory else {
        return Ok(());
    };
    let entries = record_head(workspace)?.entries;
    let last = published(workspace)?;
    let mut next = draft(workspace, trust, at)?;
    let is_first = last.is_none();
    if let Some((before, state)) = &last {
        (next.seq, next.prev) = (before.seq + 1, state.content);
        next.roster = before.roster;
    }
    let listed_in: Option<u32> = (workspace.setting(LISTED_IN)?).and_then(|text| text.parse().ok());
    let arrivals = Lists {
        signatory,
        latest: &next,
        is_new_epoch: listed_in.unwrap_or(1) != next.epoch,
        is_thorough: how.is_thorough,
        is_parcel: how.is_parcel,
    };
    arrivals.send(workspace, depot, at, sent)?;
    let signed = Signed {
        entries,
        epoch: next.epoch,
    };
    let has_roster = match next.roster {
        Some(digest) => holds_roster(depot, &digest)?,
        None => true,
    };
    if !has_news(workspace)? && has_roster && !is_first {
        return signed.note(workspace, how);
    }
    let (roster, roster_content) = send_roster(workspace, depot, signatory, at, sent)?;
    next.roster = Some(roster);
    next.record = record_head(workspace)?;
    let content = next.to_json();
    let der = signing::sign_attached(content.as_bytes(), signatory, at)?;
    let state = NewState {
        epoch: next.epoch,
        seq: next.seq,
        content: Digest::of(content.as_bytes()),
        der: &der,
    };
    // Kept before it goes out, so that no second state can ever have the same number.
    workspace.add_published(&state, actor, at)?;
    // Noted last: a roster that no state names would never go out.
    workspace.set_setting(ROSTER_CONTENT, Some(&roster_content))?;
    signed.note(workspace, how)
}

/// What was signed for a depot.
struct Signed {
    /// Up to which entry of the record.
    entries: u64,
    epoch: u32,
}

impl Signed {
    /// Notes it, unless it went into a parcel: a depot still needs it.
    fn note(&self, workspace: &mut Workspace, how: &Sending<'_>) -> Result<(), Error> {
        if how.is_parcel {
            return Ok(());
        }
        workspace.set_setting(LISTED_IN, Some(&self.epoch.to_string()))?;
        Ok(workspace.set_setting(SIGNED_UP_TO, Some(&self.entries.to_string()))?)
    }
}

fn holds_roster(depot: &dyn Depot, digest: &Digest) -> Result<bool, Error> {
    match depot::read_bytes(depot, &Key::roster(digest), MOST_LATEST) {
        Ok(der) => Ok(Digest::of(&der) == *digest),
        Err(error) if error.is_spoilt() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Returns the next state as it stands, numbered as the first.
fn draft(workspace: &Workspace, trust: &TrustInHand, at: Timestamp) -> Result<Latest, Error> {
    let editions = edition_marks(workspace)?;
    let label = editions.last().map_or(1, |mark| mark.edition);
    let last = workspace.edition_heads()?.pop();
    let expected = last.and_then(|edition| edition.next_expected_by);
    let due = workspace.all_due()?;
    let is_current = |edition: u32| edition + 2 > label;
    Ok(Latest {
        format: Latest::FORMAT,
        handbook: trust.content().handbook,
        epoch: trust.content().epoch,
        seq: 1,
        prev: Digest([0; 32]),
        trust: trust.content().number,
        editions,
        roster: None,
        label,
        due: due
            .into_iter()
            .filter(|due| is_current(due.edition))
            .collect(),
        record: record_head(workspace)?,
        issued_at: Timestamp::from_second(at.as_second()).unwrap_or(at),
        expect_next_by: expected.unwrap_or_else(|| a_year_after(at)),
    })
}

fn a_year_after(at: Timestamp) -> Date {
    let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let year = jiff::Span::new().years(1);
    today.checked_add(year).unwrap_or(Date::MAX)
}

fn record_head(workspace: &Workspace) -> Result<RecordHead, Error> {
    let head = workspace.record_head()?;
    Ok(head.map_or(
        RecordHead {
            entries: 0,
            head: handbook::Entry::START,
        },
        |entry| RecordHead {
            entries: entry.seq,
            head: entry.hash,
        },
    ))
}

/// Returns the roster, and the digest of its content as text.
fn roster(workspace: &Workspace) -> Result<(Roster, String), Error> {
    let roster = Roster {
        format: Roster::FORMAT,
        handbook: workspace.handbook()?.id,
        branches: workspace.roster()?,
    };
    let digest = Digest::of(roster.to_json().as_bytes());
    Ok((roster, digest.to_string()))
}

/// Notes the roster's content as it was signed.
pub(crate) fn note_roster(workspace: &mut Workspace, roster: &Roster) -> Result<(), Error> {
    let digest = Digest::of(roster.to_json().as_bytes()).to_string();
    Ok(workspace.set_setting(ROSTER_CONTENT, Some(&digest))?)
}

/// Puts the signed roster into the depot; returns its digest, and that of its content as text.
fn send_roster(
    workspace: &Workspace,
    depot: &dyn Depot,
    signatory: &Signatory,
    at: Timestamp,
    sent: &mut Sent,
) -> Result<(Digest, String), Error> {
    let (roster, content) = roster(workspace)?;
    let der = signing::sign_attached(roster.to_json().as_bytes(), signatory, at)?;
    let digest = Digest::of(&der);
    put(depot, &Key::roster(&digest), &der, sent)?;
    Ok((digest, content))
}
