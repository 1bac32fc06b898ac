//! Editions: whose signature counts for which number and which file.

use handbook::{Digest, TrustedPublisher};
use signing::{
    Error, Signatory, Signed, TrustInHand, accept_edition, begin_trust, sign_attached,
    sign_detached, sign_detached_digest, verify_edition_signature, write_trust,
};

use crate::nouns::{latest, listed, publisher_under, root_of, trust};
use crate::trial::{moment, signed_at};

const FIRST: &[u8] = b"first";
const FORGED: &[u8] = b"forged";

fn publisher(dice: u64) -> Signatory {
    publisher_under(&root_of(11), dice)
}

/// Publisher 12 signs editions 2 and later, 13 edition 1 only, 14 was stolen after edition 1.
fn in_hand() -> TrustInHand {
    let range = |dice, from_edition, until_edition| TrustedPublisher {
        from_edition,
        until_edition,
        ..listed(&publisher(dice))
    };
    let stolen = TrustedPublisher {
        only: Some(vec![Digest::of(FIRST)]),
        ..range(14, 1, Some(9))
    };
    let publishers = [range(12, 2, None), range(13, 1, Some(1)), stolen];
    let roots = [root_of(11)];
    let der = write_trust(&trust(1, 1, &roots, &publishers), &roots).unwrap();
    begin_trust(&der, &[roots[0].1.clone()], 1).unwrap()
}

fn signed(file: &[u8], dice: u64) -> Result<Signed, Error> {
    let signature = sign_detached(file, &publisher(dice), signed_at()).unwrap();
    verify_edition_signature(Digest::of(file), &signature, &in_hand(), signed_at())
}

fn accept(number: u32, file: &[u8], dice: u64) -> Result<(), Error> {
    let signed = signed(file, dice).unwrap();
    let digest = Digest::of(file);
    let state = latest(7);
    accept_edition(number, digest, &signed, &in_hand(), None)?;
    accept_edition(number, digest, &signed, &in_hand(), Some(&state))
}

#[test]
fn an_edition_is_accepted_from_its_publisher_for_its_number() {
    assert_eq!(accept(1, FIRST, 13), Ok(()));
    assert_eq!(accept(2, b"second", 12), Ok(()));
    // It came by hand, ahead of the state that will name it.
    assert_eq!(accept(3, b"third", 12), Ok(()));
    let by = signed(FIRST, 13).unwrap();
    assert_eq!(by.fingerprint, publisher(13).certificate().fingerprint());
    assert!(by.is_under_pinned_root && by.is_current);
    let out_of_range = |dice, edition| Error::EditionOutOfRange {
        subject: publisher(dice).certificate().subject(),
        edition,
    };
    assert_eq!(accept(2, b"second", 13), Err(out_of_range(13, 2)));
    assert_eq!(accept(1, FIRST, 12), Err(out_of_range(12, 1)));
}

#[test]
fn a_stranger_s_signature_is_refused_before_the_file_is_read() {
    let stranger = publisher(15);
    let refused = signed(FIRST, 15).unwrap_err();
    let subject = stranger.certificate().subject();
    assert_eq!(refused, Error::UnknownPublisher(subject));
    let signature = sign_detached(FIRST, &publisher(12), signed_at()).unwrap();
    let check = |file: &[u8], signature: &[u8]| {
        verify_edition_signature(Digest::of(file), signature, &in_hand(), signed_at()).unwrap_err()
    };
    assert_eq!(check(FORGED, &signature), Error::ContentChanged);
    let attached = sign_attached(FIRST, &publisher(12), signed_at()).unwrap();
    assert_eq!(check(FIRST, &attached), Error::NotDetached);
}

#[test]
fn of_a_stolen_key_only_the_genuine_files_remain() {
    assert_eq!(accept(1, FIRST, 14), Ok(()));
    assert_eq!(accept(1, FORGED, 14), Err(Error::NotGenuine { edition: 1 }));
    assert_eq!(accept(9, FORGED, 14), Err(Error::NotGenuine { edition: 9 }));
}

#[test]
fn a_back_dated_forgery_is_not_what_was_published() {
    let refused = Error::OtherEditionFile {
        edition: 2,
        found: Digest::of(FORGED),
        expected: Digest::of(b"second"),
    };
    assert_eq!(accept(2, FORGED, 12), Err(refused));
    let mut state = latest(7);
    state.editions.remove(0);
    let signed = signed(FIRST, 13).unwrap();
    let refused = accept_edition(1, Digest::of(FIRST), &signed, &in_hand(), Some(&state));
    let (edition, newest) = (1, 2);
    assert_eq!(refused, Err(Error::EditionUnlisted { edition, newest }));
}

#[test]
fn a_wrong_clock_locks_nobody_out_of_an_edition() {
    let signature = sign_detached(FIRST, &publisher(13), signed_at()).unwrap();
    for clock in ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
        let at = moment(clock);
        let trust = in_hand();
        let signed = verify_edition_signature(Digest::of(FIRST), &signature, &trust, at).unwrap();
        assert!(!signed.is_current, "{clock}");
    }
}

#[test]
fn a_file_is_signed_by_its_digest_alone() {
    let whole = sign_detached(FIRST, &publisher(12), signed_at()).unwrap();
    let digest = Digest::of(FIRST);
    let streamed = sign_detached_digest(digest, &publisher(12), signed_at()).unwrap();
    assert_eq!(whole, streamed);
    let pinned = Some(publisher(12).root().fingerprint());
    assert!(signing::verify_detached_digest(digest, &whole, pinned, signed_at()).is_ok());
}
