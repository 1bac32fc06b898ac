//! The detached signature: accepted by openssl, and refused when a bit differs.

use rand_core::RngCore;
use signing::{Error, make_publisher, make_root, seal_key, sign_detached, verify_detached};

use crate::trial::{Bench, Dice, made_at, moment, publisher, root, signed_at};

const CONTENT: &[u8] = b"The adviser answers within 2 minutes.";

const VERIFY: &str = "openssl cms -verify -binary -inform DER -in X.p7s -content X \
                      -CAfile root.pem -attime 1772500000 -out /dev/null";

#[test]
fn openssl_accepts_a_detached_signature() {
    let publisher = publisher();
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let bench = Bench::new();
    bench.put("X", CONTENT);
    bench.put("X.p7s", &signature);
    bench.put("root.pem", publisher.root().to_pem());
    assert!(bench.run(VERIFY).contains("CMS Verification successful"));
    bench.put("X", b"The adviser answers within 3 minutes.");
    assert!(!bench.ask(VERIFY).0);
}

#[test]
fn a_signature_says_who_signed_and_when() {
    let publisher = publisher();
    let pinned = publisher.root().fingerprint();
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let signed = verify_detached(CONTENT, &signature, Some(pinned), signed_at()).unwrap();
    assert_eq!(signed.subject, "CN=Handbook publisher,O=Example Shops");
    assert_eq!(signed.root_fingerprint, pinned);
    assert!(signed.is_under_pinned_root);
    assert_eq!(signed.signed_at, Some(signed_at()));
    assert!(signed.is_current);
    let changed = verify_detached(b"x", &signature, Some(pinned), signed_at());
    assert_eq!(changed, Err(Error::ContentChanged));
}

#[test]
fn the_same_key_bytes_and_moment_give_the_same_signature() {
    let again = || sign_detached(CONTENT, &publisher(), signed_at()).unwrap();
    assert_eq!(again(), again());
}

#[test]
fn an_expired_signer_cannot_sign_but_what_was_signed_in_time_stays_good() {
    let publisher = publisher();
    let late = moment("2031-01-01T00:00:00Z");
    let refused = sign_detached(CONTENT, &publisher, late);
    assert!(matches!(refused, Err(Error::Expired { .. })), "{refused:?}");
    let early = sign_detached(CONTENT, &publisher, moment("2026-02-28T23:59:59Z"));
    assert!(matches!(early, Err(Error::NotYetValid { .. })), "{early:?}");
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let signed = verify_detached(CONTENT, &signature, None, late).unwrap();
    assert!(!signed.is_current);
    let wrong_clock = moment("1970-01-01T00:00:00Z");
    assert!(
        !verify_detached(CONTENT, &signature, None, wrong_clock)
            .unwrap()
            .is_current
    );
}

#[test]
fn another_root_of_the_same_name_is_refused() {
    let at = made_at();
    let (key, root) = make_root("Example Shops", "Handbook root", at, &mut Dice(666)).unwrap();
    let thief = make_publisher(&key, &root, "Handbook publisher", at, &mut Dice(667)).unwrap();
    let signature = sign_detached(CONTENT, &thief, signed_at()).unwrap();
    let expected = publisher().root().fingerprint();
    let refused = verify_detached(CONTENT, &signature, Some(expected), signed_at());
    assert_eq!(
        refused,
        Err(Error::OtherRoot {
            found: root.fingerprint(),
            expected
        })
    );
    let unknown = verify_detached(CONTENT, &signature, None, signed_at()).unwrap();
    assert!(!unknown.is_under_pinned_root);
}

#[test]
fn no_truncation_and_no_flipped_bit_of_a_signature_is_accepted() {
    let publisher = publisher();
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let pinned = Some(publisher.root().fingerprint());
    let check = |bytes: &[u8], pinned| verify_detached(CONTENT, bytes, pinned, signed_at());
    for end in 0..signature.len() {
        assert!(check(&signature[..end], pinned).is_err(), "cut at {end}");
    }
    let longer = [&signature[..], b"\0"].concat();
    assert_eq!(check(&longer, pinned), Err(Error::NotASignature));
    for bit in 0..signature.len() * 8 {
        let refused = check(&flipped(&signature, bit), pinned);
        assert!(refused.is_err(), "bit {bit}: {refused:?}");
    }
    for byte in 0..signature.len() {
        let refused = check(&flipped(&signature, byte * 8 + byte % 8), None);
        assert!(refused.is_err(), "byte {byte}, no root pinned: {refused:?}");
    }
}

#[test]
fn no_truncation_and_no_flipped_bit_of_the_content_is_accepted() {
    let signature = sign_detached(CONTENT, &publisher(), signed_at()).unwrap();
    let check = |bytes: &[u8]| verify_detached(bytes, &signature, None, signed_at());
    for end in 0..CONTENT.len() {
        assert_eq!(check(&CONTENT[..end]), Err(Error::ContentChanged));
    }
    for bit in 0..CONTENT.len() * 8 {
        assert_eq!(check(&flipped(CONTENT, bit)), Err(Error::ContentChanged));
    }
}

#[test]
fn whatever_is_accepted_here_openssl_accepts_too() {
    let publisher = publisher();
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let bench = Bench::new();
    bench.put("X", CONTENT);
    bench.put("root.pem", publisher.root().to_pem());
    let pinned = Some(publisher.root().fingerprint());
    let (mut dice, mut accepted_by_openssl) = (Dice(42), 0);
    for _ in 0..250 {
        let changed = mutated(&signature, &mut dice);
        bench.put("X.p7s", &changed);
        let (is_accepted_there, said) = bench.ask(VERIFY);
        accepted_by_openssl += usize::from(is_accepted_there);
        let here = verify_detached(CONTENT, &changed, pinned, signed_at());
        assert!(
            here.is_err() || is_accepted_there,
            "{changed:02x?}: {here:?}, {said}"
        );
        assert_eq!(here.is_ok(), changed == signature, "{changed:02x?}");
    }
    assert!(
        accepted_by_openssl > 0,
        "openssl accepts changes of what nobody signed"
    );
}

#[test]
fn foreign_signatures_are_refused_with_the_reason() {
    let publisher = publisher();
    let bench = Bench::new();
    bench.put("X", CONTENT);
    bench.put("leaf.pem", publisher.certificate().to_pem());
    bench.put("root.pem", publisher.root().to_pem());
    let sealed = seal_key(publisher.key(), "s3cret", &mut Dice(1)).unwrap();
    bench.put("first-sealed.pem", sealed.as_text());
    let sign = "openssl cms -sign -binary -in X -signer leaf.pem -inkey first-key.pem \
                -outform DER -out X.p7s";
    let (root_key, root) = root();
    let second = make_publisher(&root_key, &root, "Second", made_at(), &mut Dice(5)).unwrap();
    bench.put("second.pem", second.certificate().to_pem());
    let sealed = seal_key(second.key(), "s3cret", &mut Dice(1)).unwrap();
    bench.put("second-sealed.pem", sealed.as_text());
    for name in ["first", "second"] {
        bench.run(&format!(
            "openssl pkey -passin pass:s3cret -in {name}-sealed.pem -out {name}-key.pem"
        ));
    }
    let twice = "-signer second.pem -inkey second-key.pem";
    for (options, refusal) in [
        ("-nodetach".to_string(), Error::NotDetached),
        (
            "-md sha512".to_string(),
            Error::OtherAlgorithm("2.16.840.1.101.3.4.2.3".into()),
        ),
        (twice.to_string(), Error::SignerCount(2)),
        ("-nocerts".to_string(), Error::UnfitAttribute("unknown")),
        ("-noattr".to_string(), Error::UnfitAttribute("content type")),
        ("-nosmimecap -nocerts".to_string(), Error::SignerMissing),
        (
            "-nosmimecap".to_string(),
            Error::UnfitAttribute("signing certificate"),
        ),
    ] {
        bench.run(&format!("{sign} {options}"));
        let refused = verify_detached(CONTENT, &bench.take("X.p7s"), None, signed_at());
        assert_eq!(refused, Err(refusal), "{options}");
    }
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[bit / 8] ^= 1 << (bit % 8);
    changed
}

/// Changes nothing now and then; otherwise flips bits, or removes, doubles or swaps bytes.
fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut roll = |most: usize| (dice.next_u64() % most as u64) as usize;
    let (at, to) = (roll(bytes.len()), roll(bytes.len()));
    let mut changed = bytes.to_vec();
    match roll(8) {
        0 => {}
        1 => drop(changed.remove(at)),
        2 => changed.insert(at, bytes[to]),
        3 => changed.swap(at, to),
        _ => changed = flipped(bytes, roll(bytes.len() * 8)),
    }
    changed
}
