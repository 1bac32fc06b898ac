//! What is published now: what a branch takes for the newest state, and what it refuses by name.

use handbook::{Digest, HandbookId, Latest, TrustedPublisher};
use jiff::civil::date;
use signing::{
    Believed, Error, Freshness, Seen, Signatory, TrustInHand, begin_trust, compare_latest,
    is_overdue, sign_attached, verify_arrivals, verify_latest, verify_roster, write_trust,
};

use crate::nouns::{
    arrivals, branch_id, in_hand, latest, listed, mark, publisher_under, root_of, roster, trust,
};
use crate::trial::{Bench, made_at, moment, signed_at};

/// Trust 1 of epoch 1 with these publishers.
fn trusting(publishers: &[TrustedPublisher]) -> TrustInHand {
    let roots = [root_of(11)];
    let der = write_trust(&trust(1, 1, &roots, publishers), &roots).unwrap();
    begin_trust(&der, &[roots[0].1.clone()], 1).unwrap()
}

fn publisher(dice: u64) -> Signatory {
    publisher_under(&root_of(11), dice)
}

fn signed(latest: &Latest, publisher: &Signatory) -> Vec<u8> {
    sign_attached(latest.to_json().as_bytes(), publisher, signed_at()).unwrap()
}

fn changed(change: impl FnOnce(&mut Latest)) -> Latest {
    let mut latest = latest(7);
    change(&mut latest);
    latest
}

#[test]
fn the_state_is_believed_from_a_listed_publisher_and_openssl_reads_it() {
    let (trust, publisher) = in_hand();
    let der = signed(&latest(7), &publisher);
    let believed = verify_latest(&der, &trust).unwrap();
    assert_eq!(believed.content, latest(7));
    assert_eq!(believed.digest, Digest::of(latest(7).to_json().as_bytes()));
    assert_eq!(believed.signer, publisher.certificate().fingerprint());
    assert_eq!(believed.signed_at, signed_at());
    let bench = Bench::new();
    bench.put("latest.p7m", &der);
    bench.put("root.pem", publisher.root().to_pem());
    bench.run(
        "openssl cms -verify -binary -inform DER -in latest.p7m -CAfile root.pem \
         -no_check_time -out latest.json",
    );
    assert_eq!(bench.take("latest.json"), latest(7).to_json().as_bytes());
    assert_eq!(signed(&latest(7), &publisher), der);
}

#[test]
fn each_state_that_cannot_be_believed_is_refused_by_name() {
    let (own, retired, stolen) = (publisher(12), publisher(13), publisher(14));
    let stranger = publisher(15);
    let trust = trusting(&[
        listed(&own),
        TrustedPublisher {
            until_edition: Some(1),
            ..listed(&retired)
        },
        TrustedPublisher {
            only: Some(vec![Digest::of(b"first")]),
            ..listed(&stolen)
        },
    ]);
    let elsewhere = HandbookId::new(made_at(), [8; 10]);
    let cases = [
        (
            "a publisher whom no trust lists",
            signed(&latest(7), &stranger),
            Error::UnknownPublisher(stranger.certificate().subject()),
        ),
        (
            "a publisher of the past",
            signed(&latest(7), &retired),
            Error::PublisherRetired {
                subject: retired.certificate().subject(),
                until_edition: 1,
            },
        ),
        (
            "a stolen key",
            signed(&latest(7), &stolen),
            Error::PublisherStolen(stolen.certificate().subject()),
        ),
        (
            "another handbook",
            signed(&changed(|l| l.handbook = elsewhere), &own),
            Error::OtherHandbook {
                found: elsewhere,
                expected: latest(7).handbook,
            },
        ),
        (
            "a trust that is not in hand yet",
            signed(&changed(|l| l.trust = 2), &own),
            Error::NewerTrustNeeded {
                needed: 2,
                current: 1,
            },
        ),
        (
            "a trust of the past",
            signed(&changed(|l| l.trust = 0), &own),
            Error::OlderTrust {
                found: 0,
                current: 1,
            },
        ),
        (
            "a later epoch",
            signed(&changed(|l| l.epoch = 2), &own),
            Error::OtherEpoch {
                found: 2,
                expected: 1,
            },
        ),
        (
            "an epoch of the past",
            signed(&changed(|l| l.epoch = 0), &own),
            Error::OtherEpoch {
                found: 0,
                expected: 1,
            },
        ),
        (
            "editions in disorder",
            signed(&changed(|l| l.editions.reverse()), &own),
            Error::UnfitState("its editions are not in order"),
        ),
        (
            "an edition twice",
            signed(&changed(|l| l.editions[1] = mark(1, b"x")), &own),
            Error::UnfitState("its editions are not in order"),
        ),
        (
            "a signature without its content",
            signing::sign_detached(b"x", &own, signed_at()).unwrap(),
            Error::NotAttached,
        ),
        ("no bytes", vec![], Error::NotASignature),
    ];
    for (name, der, expected) in cases {
        assert_eq!(verify_latest(&der, &trust).unwrap_err(), expected, "{name}");
    }
    let malformed = sign_attached(b"{}", &own, signed_at()).unwrap();
    let refused = verify_latest(&malformed, &trust).unwrap_err();
    assert!(matches!(refused, Error::BadContent(_)), "{refused:?}");
    let late = sign_attached(b"{}", &own, moment("2030-01-01T00:00:00Z")).unwrap_err();
    assert!(matches!(late, Error::Expired { .. }), "{late:?}");
}

fn believed(latest: Latest) -> Believed<Latest> {
    let (trust, publisher) = in_hand();
    verify_latest(&signed(&latest, &publisher), &trust).unwrap()
}

#[test]
fn a_newer_state_is_new_the_same_is_the_same_and_an_older_one_is_refused() {
    let (trust, _) = in_hand();
    let new = Freshness::New { disowned: vec![] };
    let first = believed(latest(7));
    assert_eq!(compare_latest(None, &first, &trust).unwrap(), new);
    let seen = Seen::of(&first);
    let compare = |latest| compare_latest(Some(&seen), &believed(latest), &trust);
    assert_eq!(compare(latest(7)).unwrap(), Freshness::Same);
    assert_eq!(compare(latest(9)).unwrap(), new);
    let older = Error::StateRollback {
        found_epoch: 1,
        found_seq: 6,
        epoch: 1,
        seq: 7,
    };
    assert_eq!(compare(latest(6)).unwrap_err(), older);
    let of_invite = Seen::invited(1, 7);
    let compare = |latest| compare_latest(Some(&of_invite), &believed(latest), &trust);
    assert_eq!(compare(latest(7)).unwrap(), new);
    assert_eq!(compare(latest(6)).unwrap_err(), older);
}

#[test]
fn two_publishers_are_noticed_at_once_and_one_state_later() {
    let (trust, _) = in_hand();
    let seen = Seen::of(&believed(latest(7)));
    let compare = |latest| compare_latest(Some(&seen), &believed(latest), &trust);
    let two = Error::TwoPublishers { epoch: 1, seq: 7 };
    assert_eq!(compare(changed(|l| l.label = 2)).unwrap_err(), two);
    // The next state says that it follows on another state 7 than the one that was seen.
    let mut next = latest(8);
    next.prev = Digest::of(b"another state 7");
    assert_eq!(compare(next.clone()).unwrap_err(), two);
    next.prev = Digest::of(latest(7).to_json().as_bytes());
    assert!(compare(next).is_ok());
}

#[test]
fn history_cannot_be_rewritten() {
    let (trust, _) = in_hand();
    let seen = Seen::of(&believed(latest(7)));
    let compare = |change: fn(&mut Latest)| {
        let mut next = latest(9);
        change(&mut next);
        compare_latest(Some(&seen), &believed(next), &trust).unwrap_err()
    };
    let vanished = compare(|l| l.editions = l.editions[1..].to_vec());
    assert_eq!(vanished, Error::HistoryRewritten(1));
    let replaced = compare(|l| l.editions[1] = mark(2, b"other"));
    assert_eq!(replaced, Error::HistoryRewritten(2));
    let resized = compare(|l| l.editions[1].length += 1);
    assert_eq!(resized, Error::HistoryRewritten(2));
}

#[test]
fn a_state_is_compared_only_under_the_trust_that_it_belongs_to() {
    let roots = [root_of(11)];
    let publishers = [listed(&publisher(12))];
    let (first, _) = in_hand();
    let second = write_trust(&trust(2, 1, &roots, &publishers), &roots).unwrap();
    let second = signing::next_trust(&first, &second).unwrap();
    let refused = compare_latest(None, &believed(latest(7)), &second).unwrap_err();
    let (found, current) = (1, 2);
    assert_eq!(refused, Error::OlderTrust { found, current });
}

#[test]
fn an_overdue_state_is_only_worth_a_warning() {
    let due = latest(7).expect_next_by;
    assert!(!is_overdue(&latest(7), due));
    assert!(is_overdue(&latest(7), due.tomorrow().unwrap()));
    assert!(is_overdue(&latest(7), date(9999, 12, 31)));
}

#[test]
fn rosters_and_lists_of_receipts_come_from_publishers_whose_key_was_not_stolen() {
    let (own, retired, stolen) = (publisher(12), publisher(13), publisher(14));
    let trust = trusting(&[
        listed(&own),
        TrustedPublisher {
            until_edition: Some(1),
            ..listed(&retired)
        },
        TrustedPublisher {
            only: Some(vec![]),
            ..listed(&stolen)
        },
    ]);
    let sign = |text: String, by| sign_attached(text.as_bytes(), by, signed_at()).unwrap();
    for by in [&own, &retired] {
        let believed = verify_roster(&sign(roster().to_json(), by), &trust).unwrap();
        assert_eq!(believed.content.branches[0].branch, branch_id(1));
        let believed = verify_arrivals(&sign(arrivals().to_json(), by), &trust).unwrap();
        assert_eq!(believed.content, arrivals());
    }
    let subject = stolen.certificate().subject();
    let refused = verify_roster(&sign(roster().to_json(), &stolen), &trust).unwrap_err();
    assert_eq!(refused, Error::PublisherStolen(subject.clone()));
    let refused = verify_arrivals(&sign(arrivals().to_json(), &stolen), &trust).unwrap_err();
    assert_eq!(refused, Error::PublisherStolen(subject));
    // One kind of file is never taken for another.
    let refused = verify_roster(&sign(arrivals().to_json(), &own), &trust).unwrap_err();
    assert!(matches!(refused, Error::BadContent(_)), "{refused:?}");
}
