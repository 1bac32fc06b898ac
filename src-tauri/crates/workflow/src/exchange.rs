//! The publisher meets a depot: takes in what came, and puts out what is new.

use std::path::Path;

use depot::{Depot, Key, Prefix};
use jiff::Timestamp;
use signing::{Error as SigningError, Signatory, TrustInHand};
use store::Workspace;

use crate::collect::{collect_from, expect_publisher, inboxes_to_look_through, last_label};
use crate::identity::open_signatory;
use crate::now::is_long_ago;
use crate::outgoing::{Sending, has_news, published, read_latest, send};
use crate::progress::{Tell, tell};
use crate::receive::next_trust;
use crate::safekeeping::keep_in_depot;
use crate::trust::{expect_safe_roots, expect_trust, refuse_other_trust};
use crate::{Error, ExchangeReport, ExchangeStage, Now, Refusal};

/// The setting that tells when a depot was last met.
pub(crate) const EXCHANGED_AT: &str = "exchanged at";
/// The setting that tells when everything in a depot was last looked through.
const THOROUGH_AT: &str = "looked through at";
/// After so many days it is again.
const THOROUGH_DAYS: i64 = 30;

/// Takes in what branches put into a depot, and puts out what they do not have yet. Without a
/// passphrase nothing is signed, so that only what was signed before goes out.
///
/// Where the depot holds another publisher's state, nothing is put there and an alarm recorded.
pub fn exchange(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    passphrase: Option<&str>,
    actor: &str,
    now: &Now,
    progress: &mut Tell<'_>,
) -> Result<ExchangeReport, Error> {
    expect_publisher(workspace)?;
    expect_safe_roots(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let signatory = passphrase.map(|passphrase| open_signatory(workspace, passphrase, at));
    let signatory = signatory.transpose()?;
    tell(progress, ExchangeStage::Looking, 0, 0)?;
    let is_as_left = refuse_second_publisher(workspace, depot, actor, at)?;
    // A depot that was wiped, or not met for a while, may lack more than what is new.
    let looked_at = workspace.setting(THOROUGH_AT)?.unwrap_or_default();
    let is_thorough = !is_as_left || is_long_ago(&looked_at, at, 24 * THOROUGH_DAYS);
    let mut report = ExchangeReport::default();
    let inboxes = inboxes_to_look_through(workspace, is_thorough)?;
    collect_from(workspace, depot, &inboxes, actor, at, &mut report, progress)?;
    let kept = keep_in_depot(workspace, depot, last_label(workspace)?, is_thorough)?;
    let how = Sending {
        signatory: signatory.as_ref(),
        is_thorough,
        is_parcel: false,
    };
    let sent = send(workspace, depot, &how, actor, at, progress)?;
    if is_thorough {
        workspace.set_setting(THOROUGH_AT, Some(&at.to_string()))?;
    }
    workspace.set_setting(EXCHANGED_AT, Some(&at.to_string()))?;
    report.editions = sent.editions;
    report.sent = sent.files + kept;
    report.is_unsigned = signatory.is_none() && has_news(workspace)?;
    Ok(report)
}

/// Writes all that a branch needs into one file, for a mail or a stick.
pub fn write_parcel(
    workspace: &mut Workspace,
    passphrase: &str,
    path: &Path,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    expect_publisher(workspace)?;
    expect_safe_roots(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let signatory: Signatory = open_signatory(workspace, passphrase, at)?;
    let folder = tempfile::tempdir().map_err(|cause| Error::Unreadable {
        path: std::env::temp_dir(),
        cause,
    })?;
    let depot = depot::open_folder(folder.path())?;
    let how = Sending {
        signatory: Some(&signatory),
        is_thorough: true,
        is_parcel: true,
    };
    send(workspace, &depot, &how, actor, at, &mut |_| true)?;
    let newest = workspace.edition_heads()?.pop();
    let newest = newest.map_or(0, |edition| edition.number);
    let mut objects: Vec<(Key, Box<dyn depot::Content>)> = Vec::new();
    for listed in depot.list(&Prefix::everything())? {
        let edition = listed.key.edition_parts();
        if edition.is_none_or(|parts| parts.edition == newest) {
            let file = folder.path().join(listed.key.as_str());
            let file = std::fs::File::open(&file)
                .map_err(|cause| Error::Unreadable { path: file, cause })?;
            objects.push((listed.key, Box::new(file)));
        }
    }
    Ok(depot::write_parcel(path, objects)?)
}

/// Refuses to go on where the depot holds a state that was not published here; tells whether it
/// holds the one that was published last.
fn refuse_second_publisher(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    actor: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let Some(der) = read_latest(depot)? else {
        return Ok(false);
    };
    let trust = expect_trust(workspace)?;
    let refused = refuse_other_trust(depot, &trust);
    if let Err(Error::Refused(Refusal::Signing(SigningError::TwoTrusts(number)))) = &refused {
        workspace.add_alarm(&format!("trust {number}"), "the depot", actor, at)?;
    }
    refused?;
    let own = published(workspace)?;
    refuse_newer_trust(
        depot,
        &trust,
        &der,
        own.as_ref().map_or(0, |(own, _)| own.seq),
    )?;
    if own.as_ref().is_some_and(|(_, state)| state.der == der) {
        return Ok(true);
    }
    // What does not hold is an old state, or somebody's prank: it is replaced.
    let Ok(found) = verify_under_any(workspace, &der, trust.content().number) else {
        return Ok(false);
    };
    // Since a recovery no branch believes what the old key has signed.
    if found.content.epoch < trust.content().epoch {
        return Ok(false);
    }
    let (seq, known) = (
        found.content.seq,
        own.as_ref().map_or(0, |(own, _)| own.seq),
    );
    let is_same_number = own
        .as_ref()
        .is_some_and(|(own, _)| (own.epoch, own.seq) == (found.content.epoch, seq));
    if is_same_number || seq == known {
        let text = format!("state {seq}");
        workspace.add_alarm(&text, &found.digest.to_string(), actor, at)?;
        return Err(Error::TwoPublishers { seq });
    }
    if seq > known {
        let text = format!("state {seq}");
        workspace.add_alarm(&text, &found.digest.to_string(), actor, at)?;
        return Err(Error::DepotAhead { found: seq, known });
    }
    Ok(false)
}

/// Refuses to go on where the roots have signed a newer trust than the one here: what was
/// published under it would be lost.
fn refuse_newer_trust(
    depot: &dyn Depot,
    trust: &TrustInHand,
    der: &[u8],
    known: u64,
) -> Result<(), Error> {
    let mut newest = match next_trust(depot, trust) {
        Ok(Some((next, _))) => next,
        // What the roots have not signed is a prank.
        Ok(None) | Err(Error::Signing(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    while let Ok(Some((next, _))) = next_trust(depot, &newest) {
        newest = next;
    }
    let found = signing::verify_latest(der, &newest).map_or(known, |latest| latest.content.seq);
    Err(Error::DepotAhead { found, known })
}

/// Verifies a state under the newest of the known trusts that fits it.
pub(crate) fn verify_under_any(
    workspace: &Workspace,
    der: &[u8],
    newest: u32,
) -> Result<signing::Believed<handbook::Latest>, Error> {
    let mut refusal = None;
    for trust in workspace.trusts()?.iter().rev() {
        let trust = signing::resume_trust(&trust.der, trust.content)?;
        match signing::verify_latest(der, &trust) {
            Ok(latest) => return Ok(latest),
            Err(error) if trust.content().number == newest => refusal = Some(error),
            Err(_) => {}
        }
    }
    Err(refusal.map_or(Error::NoTrust, Error::Signing))
}

/// Tries a depot out before it is used.
pub fn probe(address: &str, depot: &dyn Depot) -> Result<crate::ProbeView, Error> {
    let probe = depot.probe()?;
    Ok(crate::ProbeView {
        address: address.to_string(),
        lists: probe.lists,
        refuses_twins: probe.creates_once,
        deletes: probe.deletes,
    })
}

/// The setting that holds a depot's address, without names or passwords.
const DEPOT: &str = "depot";

/// Returns the depot's address.
pub fn depot_address(workspace: &Workspace) -> Result<Option<String>, Error> {
    match workspace.membership()? {
        Some(membership) => Ok(membership.depot),
        None => Ok(workspace.setting(DEPOT)?),
    }
}

/// Keeps the depot's address, or forgets it. An address that holds a password is refused.
pub fn set_depot(
    workspace: &mut Workspace,
    address: Option<&str>,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    let address = address.map(|text| text.parse::<depot::Address>());
    let address = address
        .transpose()
        .map_err(depot::Error::from)?
        .map(|address| address.to_string());
    match workspace.membership()? {
        Some(own) => {
            Ok(workspace.update_membership(&own.branch, address.as_deref(), actor, now.at)?)
        }
        None => Ok(workspace.set_setting(DEPOT, address.as_deref())?),
    }
}

/// Returns when a depot was last met.
pub fn exchanged_at(workspace: &Workspace) -> Result<Option<Timestamp>, Error> {
    let text = workspace.setting(EXCHANGED_AT)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Looks into a depot without writing anything, as a branch may that has no right to.
pub fn look(address: &str, depot: &dyn Depot) -> Result<crate::ProbeView, Error> {
    depot.list(&Prefix::trusts())?;
    Ok(crate::ProbeView {
        address: address.to_string(),
        lists: true,
        refuses_twins: false,
        deletes: false,
    })
}
