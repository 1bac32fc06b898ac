//! What a publisher puts into a depot: trusts, editions, the roster, what arrived, and last of
//! all the one signed state that makes the rest count.

use std::collections::BTreeSet;

use depot::{Depot, Key, Listed, Loose, Prefix, Put, put_bytes};
use handbook::{Arrivals, Digest, Latest, RecordHead, Roster};
use jiff::Timestamp;
use jiff::civil::Date;
use signing::{Signatory, TrustInHand};
use store::{IssuedFile, NewState, State, Workspace};

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
        return Ok(!workspace.editions()?.is_empty() || !workspace.branches()?.is_empty());
    };
    let next = draft(workspace, &trust, Timestamp::UNIX_EPOCH)?;
    let has_other_roster = workspace.setting(ROSTER_CONTENT)? != Some(roster(workspace)?.1);
    let is_same = (&last.trust, &last.editions, &last.due, last.label)
        == (&next.trust, &next.editions, &next.due, next.label);
    Ok(!is_same || has_other_roster || has_new_arrivals(workspace, next.label)?)
}

fn has_new_arrivals(workspace: &Workspace, newest: u32) -> Result<bool, Error> {
    for label in 1..=newest {
        if !workspace.changed_shelves(label)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

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

/// Puts everything into `depot` that it does not hold yet. With a signatory, what is new is
/// signed; without one, only what was signed before goes out.
pub(crate) fn send(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    signatory: Option<&Signatory>,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<Sent, Error> {
    let trust = expect_trust(workspace)?;
    let mut sent = Sent::default();
    tell(progress, ExchangeStage::Sending, 0, 0)?;
    send_trusts(workspace, depot, &mut sent)?;
    send_editions(workspace, depot, &mut sent, progress)?;
    for (name, bytes) in crate::invite::pending_invites(workspace, at)? {
        let key = Key::invite(&name).map_err(depot::Error::from)?;
        if depot.stat(&key)?.is_none() {
            put(depot, &key, &bytes, &mut sent)?;
        }
    }
    if let Some(signatory) = signatory {
        sign_news(workspace, depot, &trust, signatory, actor, at, &mut sent)?;
    }
    if let Some((_, state)) = published(workspace)? {
        put_latest(depot, &state.der, &mut sent)?;
    }
    Ok(sent)
}

fn put(depot: &dyn Depot, key: &Key, bytes: &[u8], sent: &mut Sent) -> Result<(), Error> {
    put_bytes(depot, key, bytes, Put::Once)?;
    sent.files += 1;
    Ok(())
}

fn put_latest(depot: &dyn Depot, der: &[u8], sent: &mut Sent) -> Result<(), Error> {
    if read_latest(depot)?.as_deref() == Some(der) {
        return Ok(());
    }
    put_bytes(depot, &Key::latest(), der, Put::Replace)?;
    sent.files += 1;
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

fn send_trusts(workspace: &Workspace, depot: &dyn Depot, sent: &mut Sent) -> Result<(), Error> {
    let there = keys(depot.list(&Prefix::trusts())?);
    for trust in workspace.trusts()? {
        let key = Key::trust(trust.number);
        if !there.contains(&key) {
            put(depot, &key, &trust.der, sent)?;
        }
    }
    Ok(())
}

fn keys(listed: Vec<Listed>) -> BTreeSet<Key> {
    listed.into_iter().map(|listed| listed.key).collect()
}

fn send_editions(
    workspace: &Workspace,
    depot: &dyn Depot,
    sent: &mut Sent,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let there = keys(depot.list(&Prefix::editions())?);
    let marks = edition_marks(workspace)?;
    for (done, mark) in marks.iter().enumerate() {
        tell(progress, ExchangeStage::Sending, done, marks.len())?;
        let (number, digest) = (mark.edition, &mark.sha256);
        let key = Key::edition(number, digest);
        let signature = Key::edition_signature(number, digest);
        if there.contains(&key) && there.contains(&signature) {
            continue;
        }
        let files = workspace.edition_files(number)?;
        for (end, key) in [(".edition", key), (".edition.p7s", signature)] {
            let file = files.iter().find(|file| file.name.ends_with(end));
            let name = file.map(|file| file.name.as_str()).unwrap_or_default();
            let bytes = workspace.edition_file(number, name)?;
            let bytes = bytes.ok_or(Error::NoEdition(number))?;
            put(depot, &key, &bytes, sent)?;
            if end == ".edition" {
                let signature = html_signature(workspace, number, &files)?;
                let edition = (number, digest, bytes.as_slice());
                send_loose(depot, edition, signature.as_deref(), &there, sent)?;
            }
        }
        sent.editions.push(number);
    }
    Ok(())
}

/// Returns the signature of an edition's page to read, if it is kept.
fn html_signature(
    workspace: &Workspace,
    number: u32,
    files: &[IssuedFile],
) -> Result<Option<Vec<u8>>, Error> {
    let file = files.iter().find(|file| file.name.ends_with(".html.p7s"));
    match file {
        Some(file) => Ok(workspace.edition_file(number, &file.name)?),
        None => Ok(None),
    }
}

/// Puts the printed and the HTML handbook of an edition beside it, for people without the app.
fn send_loose(
    depot: &dyn Depot,
    (number, digest, edition): (u32, &Digest, &[u8]),
    html_signature: Option<&[u8]>,
    there: &BTreeSet<Key>,
    sent: &mut Sent,
) -> Result<(), Error> {
    let edition = signing::unpack(edition)?;
    let loose = [("handbook.pdf", Loose::Pdf), ("handbook.html", Loose::Html)];
    for (name, kind) in loose {
        let key = Key::loose(number, digest, kind);
        if let Some(bytes) = edition.entry(name).filter(|_| !there.contains(&key)) {
            put(depot, &key, bytes, sent)?;
        }
    }
    let html = Digest::of(edition.entry("handbook.html").unwrap_or_default());
    let key = Key::loose(number, &html, Loose::HtmlSignature);
    match html_signature.filter(|_| !there.contains(&key)) {
        Some(signature) => put(depot, &key, signature, sent),
        None => Ok(()),
    }
}

/// Signs what is new, and puts it into the depot before the state that refers to it.
fn sign_news(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    trust: &TrustInHand,
    signatory: &Signatory,
    actor: &str,
    at: Timestamp,
    sent: &mut Sent,
) -> Result<(), Error> {
    let last = published(workspace)?;
    let mut next = draft(workspace, trust, at)?;
    let is_first = last.is_none();
    if let Some((before, state)) = &last {
        (next.seq, next.prev) = (before.seq + 1, state.content);
        next.roster = before.roster;
    }
    send_arrivals(workspace, depot, signatory, &next, at, sent)?;
    let has_roster = match next.roster {
        Some(digest) => depot.stat(&Key::roster(&digest))?.is_some(),
        None => true,
    };
    if !has_news(workspace)? && has_roster && !is_first {
        return Ok(());
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
    Ok(workspace.set_setting(ROSTER_CONTENT, Some(&roster_content))?)
}

/// Returns the next state as it stands, numbered as the first.
fn draft(workspace: &Workspace, trust: &TrustInHand, at: Timestamp) -> Result<Latest, Error> {
    let editions = edition_marks(workspace)?;
    let label = editions.last().map_or(1, |mark| mark.edition);
    let last = workspace.editions()?.pop();
    let expected = last.as_ref().and_then(|sheet| sheet.next_expected_by);
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

/// Signs the list of received receipts of every shelf where it grew, or where the depot lacks it;
/// under labels that are past, only where it grew.
fn send_arrivals(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    signatory: &Signatory,
    latest: &Latest,
    at: Timestamp,
    sent: &mut Sent,
) -> Result<(), Error> {
    for label in 1..=latest.label {
        let is_current = label + 2 > latest.label;
        let there = match is_current {
            true => Some(keys(depot.list(&Prefix::arrivals(label))?)),
            false => None,
        };
        for shelf in shelves_to_write(workspace, label, there.as_ref())? {
            let receipts = workspace.receipts_of_shelf(label, &shelf)?;
            let number = free_number(workspace, depot, label, &shelf)?;
            let count = receipts.len();
            let arrivals = Arrivals {
                format: Arrivals::FORMAT,
                handbook: latest.handbook,
                label,
                shelf: shelf.clone(),
                number,
                receipts,
            };
            let content = arrivals.to_json();
            let der = signing::sign_attached(content.as_bytes(), signatory, at)?;
            put(depot, &arrivals_key(label, &shelf, number)?, &der, sent)?;
            let content = Digest::of(content.as_bytes());
            workspace.add_arrivals(label, &shelf, number, content, count, at)?;
        }
    }
    Ok(())
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

fn shelves_to_write(
    workspace: &Workspace,
    label: u32,
    there: Option<&BTreeSet<Key>>,
) -> Result<BTreeSet<String>, Error> {
    let mut shelves: BTreeSet<String> = workspace.changed_shelves(label)?.into_iter().collect();
    let Some(there) = there else {
        return Ok(shelves);
    };
    for shelf in (0..=255).map(|number| format!("{number:02x}")) {
        let number = workspace.arrivals_number(label, &shelf)?;
        if number > 0 && !there.contains(&arrivals_key(label, &shelf, number)?) {
            shelves.insert(shelf);
        }
    }
    Ok(shelves)
}

fn arrivals_key(label: u32, shelf: &str, number: u32) -> Result<Key, Error> {
    Ok(Key::arrivals(label, shelf, number).map_err(depot::Error::from)?)
}
