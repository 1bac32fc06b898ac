//! What is published now: the one file of a depot that is replaced, and what hangs on it.
//!
//! Order is decided by epoch and number, never by a clock; which state was seen before is an
//! argument.

use handbook::{Arrivals, Digest, EditionMark, HandbookId, Latest, Roster, TrustedPublisher};
use jiff::civil::Date;

use crate::attached::verify_attached;
use crate::{Believed, Certificate, Error, TrustInHand};

/// The newest state that was seen before, below which nothing is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its epoch.
    pub epoch: u32,
    /// Its number.
    pub seq: u64,
    /// The digest of its content; none where only an invite told its number.
    pub content: Option<Digest>,
    /// The editions that it named.
    pub editions: Vec<EditionMark>,
}

/// How a state compares with the one that was seen before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// The very state that was seen before.
    Same,
    /// A newer one.
    New {
        /// Editions that were known and are disowned after a recovery from a stolen key.
        disowned: Vec<EditionMark>,
    },
}

/// Believes a published state, if a publisher in use has signed it for the trust in hand.
///
/// The newest trust must be in hand first: a state for a newer one is
/// [`Error::NewerTrustNeeded`], one by a newer publisher [`Error::UnknownPublisher`].
pub fn verify_latest(der: &[u8], trust: &TrustInHand) -> Result<Believed<Latest>, Error> {
    let signed = verify_attached(der, |own| check_in_use(own, trust.publisher(own)?))?;
    let latest = signed.understood(Latest::from_json)?;
    check_handbook(latest.content.handbook, trust)?;
    check_trust(&latest.content, trust)?;
    check_editions(&latest.content.editions)?;
    Ok(latest)
}

/// Compares a state with the newest that was seen before; refuses older ones, a second one of
/// the same number, a rewritten history, and a state for another trust than the one in hand.
pub fn compare_latest(
    seen: Option<&Seen>,
    latest: &Believed<Latest>,
    trust: &TrustInHand,
) -> Result<Freshness, Error> {
    check_trust(&latest.content, trust)?;
    let Some(seen) = seen else {
        return Ok(Freshness::New { disowned: vec![] });
    };
    let (epoch, seq) = (latest.content.epoch, latest.content.seq);
    if (epoch, seq) < (seen.epoch, seen.seq) {
        return Err(Error::StateRollback {
            found_epoch: epoch,
            found_seq: seq,
            epoch: seen.epoch,
            seq: seen.seq,
        });
    }
    if (epoch, seq) == (seen.epoch, seen.seq) && seen.content.is_some() {
        return match seen.content == Some(latest.digest) {
            true => Ok(Freshness::Same),
            false => Err(Error::TwoPublishers { epoch, seq }),
        };
    }
    check_predecessor(seen, latest)?;
    let disowned = disowned(seen, &latest.content, trust)?;
    Ok(Freshness::New { disowned })
}

/// Tells whether there should have been a newer state by `today`. It only warrants a warning:
/// the clock may be wrong.
pub fn is_overdue(latest: &Latest, today: Date) -> bool {
    latest.expect_next_by < today
}

/// Believes a roster, if a publisher whose key was not stolen has signed it.
pub fn verify_roster(der: &[u8], trust: &TrustInHand) -> Result<Believed<Roster>, Error> {
    let signed = verify_attached(der, |own| check_not_stolen(own, trust.publisher(own)?))?;
    let roster = signed.understood(Roster::from_json)?;
    check_handbook(roster.content.handbook, trust)?;
    Ok(roster)
}

/// Believes a list of received receipts, if a publisher whose key was not stolen has signed it.
pub fn verify_arrivals(der: &[u8], trust: &TrustInHand) -> Result<Believed<Arrivals>, Error> {
    let signed = verify_attached(der, |own| check_not_stolen(own, trust.publisher(own)?))?;
    let arrivals = signed.understood(Arrivals::from_json)?;
    check_handbook(arrivals.content.handbook, trust)?;
    Ok(arrivals)
}

impl Seen {
    /// Remembers a state.
    pub fn of(latest: &Believed<Latest>) -> Self {
        Self {
            epoch: latest.content.epoch,
            seq: latest.content.seq,
            content: Some(latest.digest),
            editions: latest.content.editions.clone(),
        }
    }

    /// Remembers what an invite tells: the epoch of its trust, and the least number.
    pub fn invited(epoch: u32, at_least_seq: u64) -> Self {
        Self {
            epoch,
            seq: at_least_seq,
            content: None,
            editions: vec![],
        }
    }
}

fn check_not_stolen(own: &Certificate, publisher: &TrustedPublisher) -> Result<(), Error> {
    match publisher.only {
        Some(_) => Err(Error::PublisherStolen(own.subject())),
        None => Ok(()),
    }
}

fn check_in_use(own: &Certificate, publisher: &TrustedPublisher) -> Result<(), Error> {
    check_not_stolen(own, publisher)?;
    match publisher.until_edition {
        Some(until_edition) => Err(Error::PublisherRetired {
            subject: own.subject(),
            until_edition,
        }),
        None => Ok(()),
    }
}

fn check_handbook(found: HandbookId, trust: &TrustInHand) -> Result<(), Error> {
    let expected = trust.content().handbook;
    match found == expected {
        true => Ok(()),
        false => Err(Error::OtherHandbook { found, expected }),
    }
}

fn check_trust(latest: &Latest, trust: &TrustInHand) -> Result<(), Error> {
    let (found, current) = (latest.trust, trust.content().number);
    if found > current {
        let needed = found;
        return Err(Error::NewerTrustNeeded { needed, current });
    }
    if found < current {
        return Err(Error::OlderTrust { found, current });
    }
    let (found, expected) = (latest.epoch, trust.content().epoch);
    match found == expected {
        true => Ok(()),
        false => Err(Error::OtherEpoch { found, expected }),
    }
}

fn check_editions(editions: &[EditionMark]) -> Result<(), Error> {
    let is_rising = editions
        .windows(2)
        .all(|pair| pair[0].edition < pair[1].edition);
    match is_rising {
        true => Ok(()),
        false => Err(Error::UnfitState("its editions are not in order")),
    }
}

/// Where one state directly follows on the other, it must say so.
fn check_predecessor(seen: &Seen, latest: &Believed<Latest>) -> Result<(), Error> {
    let Latest {
        epoch, seq, prev, ..
    } = latest.content;
    let follows = epoch == seen.epoch && seen.seq.checked_add(1) == Some(seq);
    match seen.content {
        Some(content) if follows && content != prev => Err(Error::TwoPublishers {
            epoch,
            seq: seen.seq,
        }),
        _ => Ok(()),
    }
}

/// Lists the editions that are no longer what they were. Within an epoch there must be none;
/// after a recovery the roots may disown what they do not call genuine.
fn disowned(seen: &Seen, latest: &Latest, trust: &TrustInHand) -> Result<Vec<EditionMark>, Error> {
    let gone = seen
        .editions
        .iter()
        .filter(|e| !latest.editions.contains(e));
    let gone: Vec<_> = gone.copied().collect();
    let only = |publisher: &TrustedPublisher| publisher.only.clone().unwrap_or_default();
    let genuine = trust.publishers().iter().flat_map(|(_, p)| only(p));
    let genuine: Vec<Digest> = genuine.collect();
    let is_recovery = latest.epoch > seen.epoch;
    let rewritten = |mark: &&EditionMark| !is_recovery || genuine.contains(&mark.sha256);
    match gone.iter().find(rewritten) {
        Some(mark) => Err(Error::HistoryRewritten(mark.edition)),
        None => Ok(gone),
    }
}
