//! A branch takes editions in: verified first, understood second, and there only as a whole.

mod edition;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use depot::{Depot, Key, Prefix};
use handbook::{EditionMark, Latest};
use jiff::Timestamp;
use signing::{Believed, Error as SigningError, Freshness, Seen, TrustInHand};
use store::{Kind, NewState, Workspace};

use self::edition::take_edition;
use crate::collect::{has_end, name_of};
use crate::exchange::verify_under_any;
use crate::meet::learn_answers;
use crate::now::is_long_ago;
use crate::outgoing::read_latest;
use crate::progress::{Tell, Watched, tell};
use crate::trust::expect_trust;
use crate::{Error, ExchangeStage, ReceiveReport, Refusal};

/// The longest signature and the longest trust that are read, in bytes.
pub(crate) const MOST_SIGNATURE: u64 = 1 << 20;
/// The setting that tells when the next trust was last looked for.
const TRUSTS_AT: &str = "next trust looked for";
/// After so many hours it is looked for again, even if the state is the same: somebody with a
/// stolen key may keep the old one in its place.
const TRUST_HOURS: i64 = 24;

/// Verifies edition files, parcels or sticks, and takes in what holds. What is refused is told,
/// and nothing of it is kept.
pub fn receive(
    workspace: &mut Workspace,
    paths: &[PathBuf],
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<ReceiveReport, Error> {
    expect_branch(workspace)?;
    let mut report = ReceiveReport::default();
    for path in paths {
        let taken = receive_path(workspace, path, actor, at, &mut report, progress);
        settle(workspace, taken, &name_of(path), actor, at, &mut report)?;
    }
    Ok(report)
}

pub(crate) fn expect_branch(workspace: &Workspace) -> Result<(), Error> {
    match workspace.kind()? {
        Kind::Branch => Ok(()),
        Kind::Publisher => Err(Error::NotABranch),
    }
}

/// Notes a refusal in the report, and in the record where a person must look into it.
pub(crate) fn settle(
    workspace: &mut Workspace,
    taken: Result<(), Error>,
    name: &str,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
) -> Result<(), Error> {
    let refusal = match taken {
        Err(Error::Refused(refusal)) => refusal,
        Err(Error::Signing(SigningError::Cancelled)) => return Err(Error::Cancelled),
        Err(Error::Signing(error)) => error.into(),
        other => return other,
    };
    if let Some(subject) = alarm(&refusal) {
        workspace.add_alarm(&subject, name, actor, at)?;
    }
    report.refused.push(refusal.of(name));
    Ok(())
}

/// Names what two publishers have both used.
fn alarm(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::OtherEdition(number) => Some(format!("edition {number}")),
        Refusal::Signing(SigningError::TwoPublishers { seq, .. }) => Some(format!("state {seq}")),
        Refusal::Signing(SigningError::TwoTrusts(number)) => Some(format!("trust {number}")),
        _ => None,
    }
}

fn receive_path(
    workspace: &mut Workspace,
    path: &Path,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let unsafe_parcel = |error: depot::Error| Refusal::Parcel(error);
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.to_string());
    if path.is_dir() {
        let folder = depot::open_folder(path).map_err(unsafe_parcel)?;
        return receive_tree(workspace, &folder, actor, at, report, progress);
    }
    if has_end(path, "parcel") {
        let parcel = depot::open_parcel(path).map_err(unsafe_parcel)?;
        let taken = receive_tree(workspace, &parcel, actor, at, report, progress);
        return taken.map_err(|error| match error {
            Error::Depot(error @ depot::Error::BadParcel { .. }) => unsafe_parcel(error).into(),
            other => other,
        });
    }
    // A signature stands for the file beside it.
    let path = match has_end(path, "p7s") {
        true => path.with_extension(""),
        false => path.to_path_buf(),
    };
    let mut file = File::open(&path).map_err(unreadable)?;
    signing::check_edition_start(&mut file)?;
    let signature = signature_beside(&path)?;
    let latest = seen(workspace)?.map(|latest| latest.content);
    let number = take_edition(
        workspace,
        &mut file,
        &signature,
        latest.as_ref(),
        actor,
        at,
        progress,
    )?;
    note(number, report);
    Ok(())
}

/// Takes in what a parcel or a stick brings: editions, and what HR answers.
fn receive_tree(
    workspace: &mut Workspace,
    tree: &dyn Depot,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    if read_latest(tree)?.is_none() {
        let is_begun = !tree.list(&Prefix::everything())?.is_empty();
        let refusal = match is_begun {
            true => Refusal::Unfinished,
            false => Refusal::UnknownFile,
        };
        return Err(refusal.into());
    }
    receive_from(workspace, tree, actor, at, report, progress)?;
    learn_answers(workspace, tree, actor, at, report)
}

fn signature_beside(path: &Path) -> Result<Vec<u8>, Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(".p7s");
    let name = PathBuf::from(name);
    let missing = |_| Refusal::NoSignature(name_of(&name));
    let file = File::open(&name).map_err(missing)?;
    let mut bytes = Vec::new();
    let read = file.take(MOST_SIGNATURE).read_to_end(&mut bytes);
    read.map_err(|error| Refusal::Unreadable(error.to_string()))?;
    Ok(bytes)
}

/// What became of an edition that holds.
pub(crate) enum TakenIn {
    New(u32),
    Known(u32),
}

fn note(taken: TakenIn, report: &mut ReceiveReport) {
    match taken {
        TakenIn::New(number) => report.received.push(number),
        TakenIn::Known(number) => report.known.push(number),
    }
}

/// Learns what a depot, a parcel or a stick knows, and takes in the editions that are missing.
pub(crate) fn receive_from(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    tell(progress, ExchangeStage::Looking, 0, 0)?;
    let Some(der) = read_latest(depot)? else {
        return match workspace.seen()? {
            Some(_) => Err(Refusal::StateGone.into()),
            None => Ok(()),
        };
    };
    let latest = learn(workspace, depot, &der, actor, at, report)?;
    let missing = missing_editions(workspace, &latest)?;
    let disowned = workspace.disowned_editions()?;
    for (done, mark) in missing.iter().enumerate() {
        tell(progress, ExchangeStage::Fetching, done, missing.len())?;
        let is_newest = done + 1 == missing.len();
        if disowned.contains(&mark.edition) {
            if is_newest {
                let refusal = Refusal::NumberOfDisowned(mark.edition);
                report.refused.push(refusal.of("the depot"));
            }
            continue;
        }
        match fetch_edition(workspace, depot, mark, &latest, actor, at, progress) {
            Ok(taken) => note(taken, report),
            // A parcel brings the newest one only, and behind that nobody misses another.
            Err(Error::Refused(Refusal::Damaged)) if !is_newest => {}
            Err(error) => return Err(error),
        }
    }
    let newest = latest.newest().filter(|_| missing.is_empty());
    report.known.extend(newest.map(|mark| mark.edition));
    Ok(())
}

/// Returns the state that this branch has seen last.
pub(crate) fn seen(workspace: &Workspace) -> Result<Option<Believed<Latest>>, Error> {
    let Some(state) = workspace.seen()? else {
        return Ok(None);
    };
    let newest = expect_trust(workspace)?.content().number;
    verify_under_any(workspace, &state.der, newest).map(Some)
}

/// Believes a depot's state, after the trusts that it needs; only newer ones than before.
fn learn(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    der: &[u8],
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
) -> Result<Latest, Error> {
    let before = seen(workspace)?;
    let same = workspace.seen()?.filter(|state| state.der == der);
    let looked_at = workspace.setting(TRUSTS_AT)?.unwrap_or_default();
    if let (Some(_), Some(before)) = (same, &before)
        && !is_long_ago(&looked_at, at, TRUST_HOURS)
    {
        return Ok(before.content.clone());
    }
    // The trusts come first: a thief's state holds under the one that was known before.
    let known = expect_trust(workspace)?;
    let learnt = learn_trusts(workspace, depot, known, actor, at);
    workspace.set_setting(TRUSTS_AT, Some(&at.to_string()))?;
    let (trust, prank) = match learnt {
        Ok(trust) => (trust, None),
        Err(Error::Signing(error @ SigningError::TwoTrusts(_))) => return Err(error.into()),
        // What the roots have not signed keeps nobody from what holds without it.
        Err(Error::Signing(error)) => (expect_trust(workspace)?, Some(error)),
        Err(error) => return Err(error),
    };
    let latest = match (signing::verify_latest(der, &trust), prank) {
        (Ok(latest), None) => latest,
        (Ok(latest), Some(prank)) => {
            report
                .refused
                .push(Refusal::from(prank).of("the next trust"));
            latest
        }
        (Err(_), Some(prank)) => return Err(prank.into()),
        (Err(error), None) => return Err(error.into()),
    };
    let known = match &before {
        Some(before) => Seen::of(before),
        None => {
            let own = workspace.membership()?.ok_or(Error::NotABranch)?;
            Seen::invited(trust.content().epoch, own.at_least_seq)
        }
    };
    if let Freshness::New { .. } = signing::compare_latest(Some(&known), &latest, &trust)? {
        let state = NewState {
            epoch: latest.content.epoch,
            seq: latest.content.seq,
            content: latest.digest,
            der,
        };
        workspace.add_seen(&state, at)?;
    }
    disown_forged(workspace, &trust, &latest.content, actor, at, report)?;
    Ok(latest.content)
}

/// Puts editions away that were received in good faith and turned out to be signed by a thief, and
/// tells of those that another publisher has signed.
fn disown_forged(
    workspace: &mut Workspace,
    trust: &TrustInHand,
    latest: &Latest,
    actor: &str,
    at: Timestamp,
    report: &mut ReceiveReport,
) -> Result<(), Error> {
    for own in workspace.received_editions()? {
        let signature = workspace.edition_signature(own.number)?;
        let signed = signing::verify_edition_signature(own.file, &signature, trust, at);
        let accepted = signed.and_then(|signed| {
            signing::accept_edition(own.number, own.file, &signed, trust, Some(latest))
        });
        match accepted {
            Err(SigningError::NotGenuine { .. } | SigningError::EditionOutOfRange { .. }) => {
                workspace.disown(own.number, actor, at)?;
                report
                    .refused
                    .push(Refusal::Disowned(own.number).of("the depot"));
            }
            Err(SigningError::OtherEditionFile { .. }) => {
                let name = own.file.to_string();
                workspace.add_alarm(&format!("edition {}", own.number), &name, actor, at)?;
                report
                    .refused
                    .push(Refusal::OtherEdition(own.number).of("the depot"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Follows the chain of trusts in a depot as far as it goes, and keeps them.
pub(crate) fn learn_trusts(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    mut trust: TrustInHand,
    actor: &str,
    at: Timestamp,
) -> Result<TrustInHand, Error> {
    while let Some((next, der)) = next_trust(depot, &trust)? {
        let (number, digest) = (next.content().number, next.digest());
        workspace.add_trust(number, digest, &der, actor, at)?;
        trust = next;
    }
    Ok(trust)
}

/// Returns the trust in a depot that follows on `trust`, if there is one.
pub(crate) fn next_trust(
    depot: &dyn Depot,
    trust: &TrustInHand,
) -> Result<Option<(TrustInHand, Vec<u8>)>, Error> {
    let key = Key::trust(trust.content().number + 1);
    match depot::read_bytes(depot, &key, MOST_SIGNATURE) {
        Ok(der) => Ok(Some((signing::following_trust(trust, &der)?, der))),
        Err(depot::Error::Missing(_)) => Ok(None),
        Err(error) if error.is_spoilt() => Err(SigningError::NotASignature.into()),
        Err(error) => Err(error.into()),
    }
}

/// Lists the published editions that are newer than what was received; of those before the first
/// one that arrives, a branch needs none.
fn missing_editions(workspace: &Workspace, latest: &Latest) -> Result<Vec<EditionMark>, Error> {
    let received = workspace.received_editions()?;
    let newer = |after: u32| {
        let marks = latest.editions.iter();
        marks.filter(move |mark| mark.edition > after).copied()
    };
    Ok(match received.last() {
        Some(newest) => newer(newest.number).collect(),
        None => latest.newest().into_iter().collect(),
    })
}

fn fetch_edition(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    mark: &EditionMark,
    latest: &Latest,
    actor: &str,
    at: Timestamp,
    progress: &mut Tell<'_>,
) -> Result<TakenIn, Error> {
    let (number, digest) = (mark.edition, &mark.sha256);
    let key = Key::edition_signature(number, digest);
    let signature = depot::read_bytes(depot, &key, MOST_SIGNATURE).map_err(not_whole)?;
    let mut file = tempfile::tempfile().map_err(|cause| Error::Unreadable {
        path: std::env::temp_dir(),
        cause,
    })?;
    let key = Key::edition(number, digest);
    let mut into = Watched::new(&mut file, mark.length, ExchangeStage::Fetching, progress);
    let got = depot.get(&key, &mut into, mark.length);
    let length = into.outcome(got)?.map_err(not_whole)?;
    if length != mark.length {
        return Err(Refusal::Damaged.into());
    }
    take_edition(
        workspace,
        &mut file,
        &signature,
        Some(latest),
        actor,
        at,
        progress,
    )
}

/// What a depot does not hold yet, or not as it was put there, is refused; a depot that fails fails.
fn not_whole(error: depot::Error) -> Error {
    match error.is_spoilt() {
        true => Refusal::Damaged.into(),
        false => error.into(),
    }
}
