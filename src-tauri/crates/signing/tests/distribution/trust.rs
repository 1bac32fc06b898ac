//! The chain of trusts: what a branch follows, and what it refuses by name.

use handbook::{Digest, HandbookId, Trust};
use signing::{
    Certificate, Error, TrustInHand, begin_trust, next_trust, resume_trust, sign_by_roots,
    write_trust,
};

use crate::nouns::{Root, listed, publisher_under, root_of, trust};
use crate::trial::{Bench, Dice, made_at, moment, signed_at};

/// Roots 1 to 3 are the first; 4 to 6 the next; 9 is a stranger's.
fn roots(dice: &[u64]) -> Vec<Root> {
    dice.iter().copied().map(root_of).collect()
}

fn certificates(roots: &[Root]) -> Vec<Certificate> {
    roots.iter().map(|(_, root)| root.clone()).collect()
}

/// Writes down a trust with two of the roots `dice` needed, and one publisher.
fn two_of(number: u32, dice: &[u64]) -> Trust {
    let roots = roots(dice);
    trust(
        number,
        2,
        &roots,
        &[listed(&publisher_under(&roots[0], 50))],
    )
}

fn signed(trust: &Trust, dice: &[u64]) -> Vec<u8> {
    sign_by_roots(trust.to_json().as_bytes(), &roots(dice), signed_at()).unwrap()
}

/// Trust 1, two of the roots 1 to 3, as a branch has it.
fn first() -> TrustInHand {
    let der = write_trust(&two_of(1, &[1, 2, 3]), &roots(&[1, 3])).unwrap();
    begin_trust(&der, &certificates(&roots(&[1, 2, 3])), 2).unwrap()
}

fn changed(trust: Trust, change: impl FnOnce(&mut Trust)) -> Trust {
    let mut trust = trust;
    change(&mut trust);
    trust
}

#[test]
fn two_of_three_roots_begin_a_trust_and_openssl_agrees_without_flags() {
    let trust = two_of(1, &[1, 2, 3]);
    let der = write_trust(&trust, &roots(&[1, 3])).unwrap();
    let known = certificates(&roots(&[1, 2, 3]));
    let begun = begin_trust(&der, &known, 2).unwrap();
    assert_eq!(*begun.content(), trust);
    assert_eq!(begun.digest(), Digest::of(trust.to_json().as_bytes()));
    let bench = Bench::new();
    bench.put("000001.p7m", &der);
    let pem: String = known.iter().map(Certificate::to_pem).collect();
    bench.put("roots.pem", pem);
    bench.run(
        "openssl cms -verify -binary -inform DER -in 000001.p7m -CAfile roots.pem \
         -attime 1772500000 -out trust.json",
    );
    assert_eq!(bench.take("trust.json"), trust.to_json().as_bytes());
    bench.put("roots.pem", known[0].to_pem());
    let one = "openssl cms -verify -binary -inform DER -in 000001.p7m -CAfile roots.pem \
               -attime 1772500000 -out trust.json";
    assert!(!bench.ask(one).0, "the second signer is unknown");
}

#[test]
fn each_way_to_break_the_chain_is_refused_by_name() {
    let current = first();
    let (old, new) = ([1, 2, 3], [4, 5, 6]);
    let next = || two_of(2, &new);
    let other_handbook = HandbookId::new(made_at(), [8; 10]);
    let cases: Vec<(&str, Vec<u8>, Error)> = vec![
        (
            "strangers only",
            signed(&two_of(2, &[9, 10]), &[9, 10]),
            Error::NoKnownRoot(3),
        ),
        (
            "the new roots only",
            signed(&next(), &[4, 5]),
            Error::NoKnownRoot(3),
        ),
        (
            "the old roots only",
            signed(&next(), &[1, 2]),
            Error::OldRootsOnly { needed: 2 },
        ),
        (
            "one old root of two",
            signed(&next(), &[1, 4, 5]),
            Error::TooFewRoots {
                signed: 1,
                needed: 2,
            },
        ),
        (
            "one new root of two",
            signed(&next(), &[1, 2, 4]),
            Error::TooFewNewRoots {
                signed: 1,
                needed: 2,
            },
        ),
        (
            "a stranger beside the roots",
            signed(&next(), &[1, 2, 4, 5, 9]),
            Error::StrangeRoot(root_of(9).1.subject()),
        ),
        (
            "a trust left out",
            signed(&two_of(3, &old), &[1, 2]),
            Error::TrustSkipped {
                found: 3,
                expected: 2,
            },
        ),
        (
            "the same number, other content",
            signed(&changed(two_of(1, &old), |t| t.epoch = 2), &[1, 2]),
            Error::TwoTrusts(1),
        ),
        (
            "another handbook",
            signed(
                &changed(next(), |t| t.handbook = other_handbook),
                &[1, 2, 4, 5],
            ),
            Error::OtherHandbook {
                found: other_handbook,
                expected: current.content().handbook,
            },
        ),
        (
            "an epoch that goes back",
            signed(&changed(next(), |t| t.epoch = 0), &[1, 2, 4, 5]),
            Error::EpochBack {
                found: 0,
                current: 1,
            },
        ),
        (
            "a threshold of none",
            signed(&changed(next(), |t| t.threshold = 0), &[1, 2, 4, 5]),
            Error::UnfitThreshold {
                threshold: 0,
                roots: 3,
            },
        ),
        (
            "a threshold above the roots",
            signed(&changed(next(), |t| t.threshold = 4), &[1, 2, 4, 5]),
            Error::UnfitThreshold {
                threshold: 4,
                roots: 3,
            },
        ),
        (
            "a root named twice",
            signed(
                &changed(next(), |t| t.roots.push(t.roots[0].clone())),
                &[1, 2, 4],
            ),
            Error::RootTwice(root_of(4).1.subject()),
        ),
        (
            "no publisher",
            signed(&changed(next(), |t| t.publishers.clear()), &[1, 2, 4, 5]),
            Error::NoPublisher,
        ),
        (
            "none but a stolen publisher",
            signed(
                &changed(next(), |t| t.publishers[0].only = Some(vec![])),
                &[1, 2, 4, 5],
            ),
            Error::NoPublisher,
        ),
        (
            "a publisher named twice",
            signed(
                &changed(next(), |t| t.publishers.push(t.publishers[0].clone())),
                &[1, 2, 4, 5],
            ),
            Error::UnfitTrust("it names a publisher twice"),
        ),
        (
            "a publisher that ends before it begins",
            signed(
                &changed(next(), |t| t.publishers[0].until_edition = Some(0)),
                &[1, 2, 4, 5],
            ),
            Error::UnfitTrust("a publisher ends before it begins"),
        ),
        (
            "the number 0",
            signed(&changed(next(), |t| t.number = 0), &[1, 2, 4, 5]),
            Error::UnfitTrust("its number is 0"),
        ),
        (
            "a root that is no certificate",
            signed(&changed(next(), |t| t.roots[0] = "x".into()), &[1, 2, 4, 5]),
            Error::NotACertificate,
        ),
        ("no bytes", vec![], Error::NotASignature),
    ];
    for (name, der, expected) in cases {
        assert_eq!(next_trust(&current, &der).unwrap_err(), expected, "{name}");
    }
}

#[test]
fn a_rollback_is_refused_and_the_same_trust_again_is_no_change() {
    let second = two_of(2, &[4, 5, 6]);
    let der = signed(&second, &[1, 2, 4, 5]);
    let second = next_trust(&first(), &der).unwrap();
    assert_eq!(next_trust(&second, &der).unwrap(), second);
    // Though the roots of the second trust vouch for it, it is older.
    let older = signed(&two_of(1, &[4, 5, 6]), &[4, 5]);
    let refused = Error::TrustRollback {
        found: 1,
        current: 2,
    };
    assert_eq!(next_trust(&second, &older).unwrap_err(), refused);
    let first_again = signed(&two_of(1, &[1, 2, 3]), &[1, 2]);
    let refused = next_trust(&second, &first_again).unwrap_err();
    assert_eq!(refused, Error::NoKnownRoot(3));
}

#[test]
fn content_that_is_signed_and_malformed_is_refused_and_unsigned_content_is_not_even_read() {
    let current = first();
    for content in ["", "{}", "null", "{\"format\": 2}", "\u{0}"] {
        let by_roots = sign_by_roots(content.as_bytes(), &roots(&[1, 2]), signed_at()).unwrap();
        let refused = next_trust(&current, &by_roots).unwrap_err();
        assert!(matches!(refused, Error::BadContent(_)), "{refused:?}");
        let by_others = sign_by_roots(content.as_bytes(), &roots(&[8, 9]), signed_at()).unwrap();
        let refused = next_trust(&current, &by_others).unwrap_err();
        assert_eq!(refused, Error::NoKnownRoot(3));
    }
}

#[test]
fn a_root_counts_once_whatever_it_does() {
    let twice = sign_by_roots(b"x", &roots(&[1, 1]), signed_at()).unwrap_err();
    assert_eq!(twice, Error::RootTwice(root_of(1).1.subject()));
    let known = certificates(&roots(&[1, 1]));
    let der = signed(&two_of(1, &[1, 2]), &[1, 2]);
    let refused = begin_trust(&der, &known, 2).unwrap_err();
    assert_eq!(refused, Error::RootTwice(root_of(1).1.subject()));
    for threshold in [0, 3] {
        let known = certificates(&roots(&[1, 2]));
        let refused = begin_trust(&der, &known, threshold).unwrap_err();
        let roots = 2;
        assert_eq!(refused, Error::UnfitThreshold { threshold, roots });
    }
}

#[test]
fn a_first_trust_needs_the_roots_of_the_invite_and_its_own() {
    let der = signed(&two_of(1, &[1, 2, 3]), &[1, 2]);
    let strangers = certificates(&roots(&[8, 9]));
    let refused = begin_trust(&der, &strangers, 1).unwrap_err();
    assert_eq!(refused, Error::NoKnownRoot(2));
    let known = certificates(&roots(&[1, 3]));
    let refused = begin_trust(&der, &known, 2).unwrap_err();
    let (signed_by, needed) = (1, 2);
    assert_eq!(
        refused,
        Error::TooFewRoots {
            signed: signed_by,
            needed
        }
    );
    // An invite that came after a rotation: the old roots' signatures are there as well.
    let rotated = signed(&two_of(2, &[4, 5, 6]), &[1, 2, 4, 5]);
    let known = certificates(&roots(&[4, 5, 6]));
    assert!(begin_trust(&rotated, &known, 2).is_ok());
}

#[test]
fn a_trust_that_no_branch_would_take_is_not_written() {
    let short = write_trust(&two_of(1, &[1, 2, 3]), &roots(&[1])).unwrap_err();
    let (signed, needed) = (1, 2);
    assert_eq!(short, Error::TooFewNewRoots { signed, needed });
    let nobody = write_trust(&two_of(1, &[1, 2, 3]), &[]).unwrap_err();
    assert_eq!(nobody, Error::SignerCount(0));
    let late = changed(two_of(1, &[1, 2]), |trust| {
        trust.issued_at = moment("2050-01-01T00:00:00Z");
    });
    let late = write_trust(&late, &roots(&[1, 2])).unwrap_err();
    assert!(matches!(late, Error::Expired { .. }), "{late:?}");
    let publisher = publisher_under(&root_of(1), 50);
    let no_root = (publisher.key().clone(), publisher.certificate().clone());
    let refused = sign_by_roots(b"x", &[no_root], signed_at()).unwrap_err();
    assert!(matches!(refused, Error::NotIssued { .. }), "{refused:?}");
    let other_key = signing::Key::generate(&mut Dice(1000));
    let refused = sign_by_roots(b"x", &[(other_key, root_of(1).1)], signed_at());
    let subject = root_of(1).1.subject();
    assert_eq!(refused.unwrap_err(), Error::KeyOfAnother(subject));
}

#[test]
fn a_trust_is_taken_up_again_only_with_the_digest_that_was_kept() {
    let trust = two_of(1, &[1, 2, 3]);
    let der = signed(&trust, &[1, 2]);
    let kept = Digest::of(trust.to_json().as_bytes());
    assert_eq!(*resume_trust(&der, kept).unwrap().content(), trust);
    let other = signed(&two_of(1, &[4, 5, 6]), &[4, 5]);
    assert_eq!(
        resume_trust(&other, kept).unwrap_err(),
        Error::ContentChanged
    );
}
