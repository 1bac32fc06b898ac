//! Rotation, revocation and recovery, with three branches that were offline throughout.

use handbook::{Digest, EditionMark, Latest, Trust, TrustedPublisher};
use signing::{
    Error, Freshness, Seen, Signatory, TrustInHand, accept_edition, begin_trust, compare_latest,
    next_trust, sign_attached, sign_by_roots, sign_detached, verify_edition_signature,
    verify_latest, write_trust,
};

use crate::nouns::{Root, latest, listed, mark, publisher_under, root_of, trust};
use crate::trial::signed_at;

/// What a branch remembers between two connections.
struct Branch {
    trust: TrustInHand,
    seen: Option<Seen>,
}

impl Branch {
    /// Fetches what is missing, the trusts first, as a branch does on every connection.
    fn connect(&mut self, depot: &Depot) -> Result<Freshness, Error> {
        let number = self.trust.content().number as usize;
        for der in &depot.trusts[number..] {
            self.trust = next_trust(&self.trust, der)?;
        }
        let latest = verify_latest(&depot.latest, &self.trust)?;
        let freshness = compare_latest(self.seen.as_ref(), &latest, &self.trust)?;
        self.seen = Some(Seen::of(&latest));
        Ok(freshness)
    }
}

struct Depot {
    trusts: Vec<Vec<u8>>,
    latest: Vec<u8>,
}

fn state(seq: u64, epoch: u32, trust: u32, editions: &[EditionMark]) -> Latest {
    Latest {
        epoch,
        trust,
        editions: editions.to_vec(),
        ..latest(seq)
    }
}

fn signed(latest: &Latest, publisher: &Signatory) -> Vec<u8> {
    sign_attached(latest.to_json().as_bytes(), publisher, signed_at()).unwrap()
}

fn stolen_after(publisher: &Signatory, only: &[EditionMark]) -> TrustedPublisher {
    TrustedPublisher {
        until_edition: only.last().map(|mark| mark.edition),
        only: Some(only.iter().map(|mark| mark.sha256).collect()),
        ..listed(publisher)
    }
}

/// The keys of the story: three roots and three after them, a publisher, and its successor.
struct Keys {
    old: Vec<Root>,
    new: Vec<Root>,
    publisher: Signatory,
    successor: Signatory,
}

fn keys() -> Keys {
    let roots = |dice: std::ops::Range<u64>| dice.map(root_of).collect::<Vec<_>>();
    let (old, new) = (roots(1..4), roots(4..7));
    Keys {
        publisher: publisher_under(&old[0], 50),
        successor: publisher_under(&new[0], 51),
        old,
        new,
    }
}

impl Keys {
    /// Trusts 1 to 4: the start, the roots exchanged, the publisher's key stolen, one root lost.
    fn trusts(&self) -> Vec<Vec<u8>> {
        let all = |roots: &[&Root]| roots.iter().copied().cloned().collect::<Vec<_>>();
        let (old, new) = (&self.old, &self.new);
        let first = trust(1, 2, old, &[listed(&self.publisher)]);
        let rotated = trust(2, 2, new, &[listed(&self.publisher)]);
        let stolen = stolen_after(&self.publisher, &editions()[..2]);
        let successor = TrustedPublisher {
            from_edition: 3,
            ..listed(&self.successor)
        };
        let recovered = Trust {
            epoch: 2,
            ..trust(3, 2, new, &[stolen, successor])
        };
        let fewer = Trust {
            number: 4,
            roots: recovered.roots[1..].to_vec(),
            ..recovered.clone()
        };
        vec![
            write_trust(&first, &all(&[&old[0], &old[2]])).unwrap(),
            write_trust(&rotated, &all(&[&old[0], &old[1], &new[0], &new[1]])).unwrap(),
            write_trust(&recovered, &all(&[&new[0], &new[2]])).unwrap(),
            write_trust(&fewer, &all(&[&new[1], &new[2]])).unwrap(),
        ]
    }

    fn branch(&self) -> Branch {
        let known: Vec<_> = self.old.iter().map(|(_, root)| root.clone()).collect();
        let trust = begin_trust(&self.trusts()[0], &known, 2).unwrap();
        Branch { trust, seen: None }
    }
}

fn editions() -> Vec<EditionMark> {
    vec![mark(1, b"first"), mark(2, b"second"), mark(3, b"third")]
}

#[test]
fn branches_that_were_offline_throughout_find_their_way_without_enrolling_again() {
    let keys = keys();
    let trusts = keys.trusts();
    let before = Depot {
        trusts: trusts[..1].to_vec(),
        latest: signed(&state(4, 1, 1, &editions()[..2]), &keys.publisher),
    };
    // The thief publishes an edition 3 of his own, with a number nobody could ever reach.
    let theirs = [editions()[0], editions()[1], mark(3, b"theft")];
    let thief = Depot {
        trusts: trusts[..2].to_vec(),
        latest: signed(&state(u64::MAX, 1, 2, &theirs), &keys.publisher),
    };
    let after = Depot {
        trusts: trusts.clone(),
        latest: signed(&state(9, 2, 4, &editions()), &keys.successor),
    };
    // One never connected, one saw what was before, one saw the thief's.
    let (mut fresh, mut honest, mut deceived) = (keys.branch(), keys.branch(), keys.branch());
    honest.connect(&before).unwrap();
    deceived.connect(&before).unwrap();
    deceived.connect(&thief).unwrap();
    let nothing = Freshness::New { disowned: vec![] };
    assert_eq!(fresh.connect(&after).unwrap(), nothing);
    assert_eq!(honest.connect(&after).unwrap(), nothing);
    let disowned = vec![theirs[2]];
    assert_eq!(
        deceived.connect(&after).unwrap(),
        Freshness::New { disowned }
    );
    for branch in [&mut fresh, &mut honest, &mut deceived] {
        assert_eq!(branch.connect(&after).unwrap(), Freshness::Same);
        assert_eq!(branch.trust.content().number, 4);
        assert_eq!(branch.trust, fresh_trust(&keys));
        // Nothing of the thief's is believed any more.
        let refused = branch.connect(&thief_of(&trusts, &thief)).unwrap_err();
        let subject = keys.publisher.certificate().subject();
        assert_eq!(refused, Error::PublisherStolen(subject));
    }
}

fn fresh_trust(keys: &Keys) -> TrustInHand {
    let mut branch = keys.branch();
    for der in &keys.trusts()[1..] {
        branch.trust = next_trust(&branch.trust, der).unwrap();
    }
    branch.trust
}

/// The new trusts with the thief's state, as a hostile store would mix them.
fn thief_of(trusts: &[Vec<u8>], thief: &Depot) -> Depot {
    Depot {
        trusts: trusts.to_vec(),
        latest: thief.latest.clone(),
    }
}

#[test]
fn after_a_recovery_genuine_editions_stay_and_the_thief_s_go() {
    let keys = keys();
    let trust = fresh_trust(&keys);
    let state = state(9, 2, 4, &editions());
    let accept = |number, file: &[u8], by: &Signatory| {
        let digest = Digest::of(file);
        let signature = sign_detached(file, by, signed_at()).unwrap();
        let signed = verify_edition_signature(digest, &signature, &trust, signed_at()).unwrap();
        accept_edition(number, digest, &signed, &trust, Some(&state))
    };
    assert_eq!(accept(1, b"first", &keys.publisher), Ok(()));
    assert_eq!(accept(3, b"third", &keys.successor), Ok(()));
    let subject = keys.publisher.certificate().subject();
    let edition = 3;
    assert_eq!(
        accept(3, b"theft", &keys.publisher),
        Err(Error::EditionOutOfRange { subject, edition })
    );
    let forged = accept(2, b"theft", &keys.publisher);
    assert_eq!(forged, Err(Error::NotGenuine { edition: 2 }));
}

#[test]
fn a_recovery_cannot_make_an_edition_vanish_that_the_roots_call_genuine() {
    let keys = keys();
    let mut branch = keys.branch();
    let before = Depot {
        trusts: keys.trusts()[..1].to_vec(),
        latest: signed(&state(4, 1, 1, &editions()[..2]), &keys.publisher),
    };
    branch.connect(&before).unwrap();
    let after = Depot {
        trusts: keys.trusts(),
        latest: signed(&state(9, 2, 4, &editions()[1..]), &keys.successor),
    };
    assert_eq!(
        branch.connect(&after).unwrap_err(),
        Error::HistoryRewritten(1)
    );
}

#[test]
fn a_root_that_was_exchanged_has_no_say_any_more() {
    let keys = keys();
    let trust = fresh_trust(&keys);
    let mut next = trust.content().clone();
    next.number = 5;
    let by = |roots: Vec<Root>| {
        let der = sign_by_roots(next.to_json().as_bytes(), &roots, signed_at()).unwrap();
        next_trust(&trust, &der)
    };
    assert!(by(keys.new[1..].to_vec()).is_ok());
    assert_eq!(by(keys.old.clone()).unwrap_err(), Error::NoKnownRoot(2));
    // The root that was left out last counts no more than a stranger.
    let refused = by(keys.new[..2].to_vec()).unwrap_err();
    let (signed, needed) = (1, 2);
    assert_eq!(refused, Error::TooFewRoots { signed, needed });
}
