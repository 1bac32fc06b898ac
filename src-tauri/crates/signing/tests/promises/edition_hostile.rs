//! Files that are nearly edition files: each is refused, and for the right reason.

use signing::{Error, unpack};

use crate::edition_file::edition;
use crate::raw_zip::{RawEntry, RawZip};
use crate::trial::Bench;

#[test]
fn no_truncation_no_flipped_bit_and_no_added_byte_is_accepted() {
    let edition = edition();
    for end in 0..edition.len() {
        assert!(unpack(&edition[..end]).is_err(), "cut at {end}");
    }
    for at in 0..edition.len() {
        for bit in 0..8 {
            let mut changed = edition.clone();
            changed[at] ^= 1 << bit;
            assert!(unpack(&changed).is_err(), "byte {at}, bit {bit}");
        }
        let mut longer = edition.clone();
        longer.insert(at, b'P');
        assert!(unpack(&longer).is_err(), "a byte more at {at}");
    }
    let trailing = [&edition[..], b"\0"].concat();
    assert_eq!(
        unpack(&trailing),
        Err(Error::TrailingData(edition.len() as u64))
    );
    let twice = [&edition[..], &edition].concat();
    assert_eq!(
        unpack(&twice),
        Err(Error::TrailingData(edition.len() as u64))
    );
    let prepended = [b"#!/bin/sh\n", &edition[..]].concat();
    assert_eq!(unpack(&prepended), Err(Error::NotAnEditionFile));
}

#[test]
fn a_zip_written_field_by_field_is_the_edition_file() {
    assert_eq!(canonical_raw_zip().bytes(), edition());
}

#[test]
fn every_trick_with_the_zip_s_fields_is_refused() {
    let tricks: [(&str, Trick, Expected); 13] = [
        ("deflate", |z| z.entries[2].method = 8, is_not_stored),
        ("encrypted", |z| z.entries[2].flags = 1, is_not_stored),
        ("data descriptor", |z| z.entries[2].flags = 8, is_not_stored),
        (
            "bomb",
            |z| z.entries[2].unpacked_size = 0xffff_fff0,
            is_not_stored,
        ),
        (
            "zip64",
            |z| z.entries[2].extra = vec![1, 0, 0, 0],
            is_not_canonical,
        ),
        ("symlink", |z| z.entries[2].mode = 0o120_777, is_not_plain),
        (
            "executable",
            |z| z.entries[2].mode = 0o100_755,
            is_not_plain,
        ),
        ("date", |z| z.entries[2].date = 0x22, is_not_canonical),
        (
            "entry comment",
            |z| z.entries[2].comment = b"hi".to_vec(),
            is_not_canonical,
        ),
        (
            "zip comment",
            |z| z.comment = b"hi".to_vec(),
            |error| matches!(error, Error::TrailingData(_)),
        ),
        ("overlap", |z| z.entries[3].offset = Some(0), is_overlap),
        (
            "another length in the directory",
            |z| z.entries[3].directory_length = Some(9),
            is_overlap,
        ),
        (
            "other name in the directory",
            |z| z.entries[3].directory_name = Some("x".into()),
            is_not_canonical,
        ),
    ];
    for (trick, apply, is_expected) in tricks {
        let mut zip = canonical_raw_zip();
        apply(&mut zip);
        let refused = unpack(&zip.bytes()).unwrap_err();
        assert!(is_expected(&refused), "{trick}: {refused:?}");
    }
}

#[test]
fn wrong_sums_and_a_missing_mimetype_are_named() {
    let mut zip = canonical_raw_zip();
    zip.entries[2] = RawEntry::new("changes.html", b"other");
    assert_eq!(unpack(&zip.bytes()), Err(Error::WrongSums));
    zip.entries.remove(0);
    assert_eq!(unpack(&zip.bytes()), Err(Error::NotAnEditionFile));
    assert_eq!(unpack(b""), Err(Error::NotAnEditionFile));
}

#[test]
fn nothing_may_lie_before_between_or_behind_the_entries() {
    let edition = edition();
    let directory = position(&edition, b"PK\x01\x02");
    let end = position(&edition, b"PK\x05\x06");
    let second = position(&edition[4..], b"PK\x03\x04") + 4;
    let lines = &edition[directory..end];
    let zip64 = [
        &b"PK\x06\x06\x2c\0\0\0\0\0\0\0"[..],
        &[0; 44],
        b"PK\x06\x07",
        &[0; 16],
    ]
    .concat();
    let descriptor = [b"PK\x07\x08", &[0; 12][..]].concat();
    let at = |at: usize, more: &[u8]| [&edition[..at], more, &edition[at..]].concat();
    for front in [&b"#!/bin/sh\n"[..], &[b'M'; 512]] {
        assert_eq!(unpack(&at(0, front)), Err(Error::NotAnEditionFile));
    }
    let without_directory = edition[..directory].to_vec();
    for (what, file, differs_at) in [
        ("a gap", at(second, b"\0"), second),
        ("a data descriptor", at(second, &descriptor), second + 2),
        ("a gap at the end", at(directory, b"hidden"), directory),
        ("the directory twice", at(end, lines), end + 2),
        ("zip64 records", at(end, &zip64), end + 2),
        ("no directory", without_directory, directory),
    ] {
        let refused = Err(Error::NotCanonical(differs_at as u64));
        assert_eq!(unpack(&file), refused, "{what}");
    }
}

#[test]
fn another_order_is_refused_even_if_everything_else_agrees() {
    let mut zip = canonical_raw_zip();
    zip.entries.swap(3, 4);
    let refused = unpack(&zip.bytes()).unwrap_err();
    assert!(is_not_canonical(&refused), "{refused:?}");
    let mut zip = canonical_raw_zip();
    zip.entries.swap(1, 2);
    let refused = unpack(&zip.bytes()).unwrap_err();
    assert!(is_not_canonical(&refused), "{refused:?}");
}

#[test]
fn an_entry_that_claims_more_than_the_file_has_is_cut_off() {
    let mut zip = canonical_raw_zip();
    let last = zip.entries.len() - 1;
    (
        zip.entries[last].packed_size,
        zip.entries[last].unpacked_size,
    ) = (0xffff_fff0, 0xffff_fff0);
    let refused = unpack(&zip.bytes()).unwrap_err();
    assert!(matches!(refused, Error::CutOff(_)), "{refused:?}");
}

#[test]
fn a_wrong_checksum_is_refused_even_if_the_directory_repeats_it() {
    let mut zip = canonical_raw_zip();
    zip.entries[4].crc ^= 1;
    let refused = unpack(&zip.bytes()).unwrap_err();
    assert!(is_not_canonical(&refused), "{refused:?}");
}

#[test]
fn names_that_differ_by_letter_case_or_composition_only_are_refused() {
    for (one, other, refused) in [
        ("a/x.md", "A/X.md", Error::EntryTwice("A/X.md".into())),
        ("a", "a/b/c.md", Error::EntryTwice("a".into())),
        (
            "caf\u{e9}.md",
            "cafe\u{301}.md",
            Error::UnfitEntryName("caf\u{e9}.md".into()),
        ),
        (
            "cafe\u{301}.md",
            "x",
            Error::UnfitEntryName("cafe\u{301}.md".into()),
        ),
    ] {
        let raw = RawZip::with(&[(one, b""), (other, b"")]).bytes();
        assert_eq!(unpack(&raw), Err(refused));
    }
}

#[test]
fn seventy_thousand_entries_are_refused_after_twenty_thousand() {
    let names: Vec<_> = (0..70_000).map(|n| format!("{n:05}.md")).collect();
    let entries: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let raw = RawZip::with(&entries).bytes();
    assert_eq!(unpack(&raw), Err(Error::TooManyEntries(20_000)));
}

fn position(bytes: &[u8], sought: &[u8]) -> usize {
    bytes
        .windows(sought.len())
        .position(|window| window == sought)
        .unwrap()
}

fn is_not_stored(error: &Error) -> bool {
    *error == Error::NotStored("changes.html".into())
}

fn is_not_plain(error: &Error) -> bool {
    *error == Error::NotPlainFile("changes.html".into())
}

fn is_overlap(error: &Error) -> bool {
    *error == Error::EntriesOverlap("edition.json".into())
}

fn is_not_canonical(error: &Error) -> bool {
    matches!(error, Error::NotCanonical(_))
}

/// A change to a zip's fields.
type Trick = fn(&mut RawZip);

/// Whether a refusal is the right one.
type Expected = fn(&Error) -> bool;

fn canonical_raw_zip() -> RawZip {
    let packed = unpack(&edition()).unwrap().entries;
    let mut all: Vec<_> = packed
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_slice()))
        .collect();
    let bench = Bench::new();
    bench.put("X.edition", edition());
    bench.run("unzip -q X.edition SHA256SUMS");
    let sums = bench.take("SHA256SUMS");
    all.insert(0, ("SHA256SUMS", &sums));
    RawZip::with(&all)
}
