//! The edition file: one way to write it, read by everybody's tools, and nothing else accepted.

use signing::{EditionFile, Error, open_edition_file, pack, sign_detached, unpack};

use crate::trial::{Bench, publisher, signed_at};

const MIMETYPE: &str = "application/vnd.plumbline.edition+zip";
const NAMES: [&str; 5] = [
    "changes.html",
    "edition.json",
    "handbook.html",
    "handbook.pdf",
    "standards/7c0e/2.md",
];

fn entries() -> Vec<(String, Vec<u8>)> {
    let content = |name: &str| format!("{name}: answer within 2 minutes\nవెంటనే\n").into_bytes();
    NAMES.map(|name| (name.to_string(), content(name))).into()
}

fn edition() -> Vec<u8> {
    pack(entries()).unwrap()
}

#[test]
fn unzip_and_sha256sum_accept_an_edition_file() {
    let bench = Bench::new();
    bench.put("X.edition", edition());
    let said = bench.run("unzip -t X.edition");
    assert!(said.contains("No errors detected"), "{said}");
    bench.run("unzip -q X.edition");
    let said = bench.run("sha256sum --strict -c SHA256SUMS");
    assert_eq!(said.matches(": OK").count(), NAMES.len() + 1, "{said}");
    assert_eq!(bench.take("mimetype"), MIMETYPE.as_bytes());
}

#[test]
fn the_order_of_the_entries_does_not_matter_and_they_come_back() {
    let mut reversed = entries();
    reversed.reverse();
    assert_eq!(pack(reversed).unwrap(), edition());
    let EditionFile { entries: found, .. } = unpack(&edition()).unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), entries());
    assert_eq!(unpack(&edition()).unwrap().entry("nothing"), None);
}

#[test]
fn the_signature_is_checked_before_anything_is_read() {
    let publisher = publisher();
    let pinned = Some(publisher.root().fingerprint());
    let signature = sign_detached(&edition(), &publisher, signed_at()).unwrap();
    let (file, signed) = open_edition_file(&edition(), &signature, pinned, signed_at()).unwrap();
    assert_eq!(file, unpack(&edition()).unwrap());
    assert!(signed.is_under_pinned_root);
    let refused = open_edition_file(b"PK\x03\x04 anything", &signature, pinned, signed_at());
    assert_eq!(refused, Err(Error::ContentChanged));
    let signed_rubbish = sign_detached(b"rubbish", &publisher, signed_at()).unwrap();
    let refused = open_edition_file(b"rubbish", &signed_rubbish, pinned, signed_at());
    assert_eq!(refused, Err(Error::NotAnEditionFile));
}

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
    assert_eq!(unpack(&trailing), Err(Error::NotCanonical(edition.len() as u64)));
    let twice = [&edition[..], &edition].concat();
    assert_eq!(unpack(&twice), Err(Error::NotCanonical(edition.len() as u64)));
    let prepended = [b"#!/bin/sh\n", &edition[..]].concat();
    assert_eq!(unpack(&prepended), Err(Error::NotAnEditionFile));
}

#[test]
fn names_that_could_do_harm_are_neither_packed_nor_unpacked() {
    for name in [
        "../evil",
        "/etc/passwd",
        "C:\\x",
        "a\\b",
        "CON",
        "a/aux.md",
        "a/",
        "é.md",
    ] {
        let refused = Err(Error::UnfitEntryName(name.to_string()));
        let content = || (name.to_string(), b"x".to_vec());
        assert_eq!(pack(vec![content()]), refused.clone());
        assert_eq!(
            unpack(&RawZip::with(&[(name, b"x")]).bytes()),
            refused.map(|_: Vec<u8>| unreachable!())
        );
    }
}

#[test]
fn entries_that_would_be_one_file_somewhere_are_refused() {
    for (one, other, named) in [
        ("a.md", "a.md", "a.md"),
        ("a.md", "A.MD", "A.MD"),
        ("a", "A/b.md", "a"),
        ("x", "Mimetype", "Mimetype"),
        ("x", "sha256sums", "sha256sums"),
    ] {
        let refused = Error::EntryTwice(named.to_string());
        let both = [one, other].map(|name| (name.to_string(), Vec::new()));
        assert_eq!(pack(both.to_vec()), Err(refused.clone()));
        let raw = RawZip::with(&[("SHA256SUMS", b""), (one, b""), (other, b"")]).bytes();
        assert_eq!(unpack(&raw), Err(refused));
    }
}

#[test]
fn a_zip_written_field_by_field_is_the_edition_file() {
    assert_eq!(canonical_raw_zip().bytes(), edition());
}

#[test]
fn every_trick_with_the_zip_s_fields_is_refused() {
    let tricks: [(&str, Trick, Expected); 12] = [
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
        (
            "symlink",
            |z| z.entries[2].mode = 0o120_777,
            is_not_canonical,
        ),
        (
            "executable",
            |z| z.entries[2].mode = 0o100_755,
            is_not_canonical,
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
            is_not_canonical,
        ),
        (
            "overlap",
            |z| z.entries[3].offset = Some(0),
            is_not_canonical,
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
    zip.entries[2].content.push(b'!');
    zip.entries[2].unpacked_size += 1;
    assert_eq!(unpack(&zip.bytes()), Err(Error::WrongSums));
    zip.entries.remove(0);
    assert_eq!(unpack(&zip.bytes()), Err(Error::NotAnEditionFile));
    assert_eq!(unpack(b""), Err(Error::NotAnEditionFile));
}

#[test]
fn more_entries_than_20_000_are_refused() {
    let entry = |n: usize| (format!("standards/{n}.md"), Vec::new());
    assert!(unpack(&pack((0..19_998).map(entry).collect()).unwrap()).is_ok());
    assert_eq!(
        pack((0..19_999).map(entry).collect()),
        Err(Error::TooManyEntries(20_000))
    );
    let names: Vec<_> = (0..20_000).map(|n| format!("standards/{n:05}.md")).collect();
    let named: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(
        unpack(&RawZip::with(&named).bytes()),
        Err(Error::TooManyEntries(20_000))
    );
}

fn is_not_stored(error: &Error) -> bool {
    *error == Error::NotStored("changes.html".into())
}

fn is_not_canonical(error: &Error) -> bool {
    matches!(error, Error::NotCanonical(_))
}

/// A change to a zip's fields.
type Trick = fn(&mut RawZip);

/// Whether a refusal is the right one.
type Expected = fn(&Error) -> bool;

/// A zip of which every field can be a lie.
struct RawZip {
    entries: Vec<RawEntry>,
    comment: Vec<u8>,
}

struct RawEntry {
    name: String,
    directory_name: Option<String>,
    content: Vec<u8>,
    method: u16,
    flags: u16,
    date: u16,
    mode: u32,
    extra: Vec<u8>,
    comment: Vec<u8>,
    unpacked_size: u32,
    offset: Option<u32>,
}

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

impl RawZip {
    /// A zip as it should be: `mimetype`, then these entries.
    fn with(entries: &[(&str, &[u8])]) -> Self {
        let all = [&[("mimetype", MIMETYPE.as_bytes())], entries].concat();
        let entries = all
            .iter()
            .map(|(name, content)| RawEntry::new(name, content))
            .collect();
        Self {
            entries,
            comment: Vec::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let (mut zip, mut directory) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            let offset = entry.offset.unwrap_or(zip.len() as u32);
            directory.extend(entry.directory_record(offset));
            zip.extend(entry.local_record());
        }
        let (start, count) = (zip.len() as u32, self.entries.len() as u16);
        zip.extend(&directory);
        zip.extend(b"PK\x05\x06\0\0\0\0");
        zip.extend([count, count].map(u16::to_le_bytes).concat());
        zip.extend(
            [directory.len() as u32, start]
                .map(u32::to_le_bytes)
                .concat(),
        );
        zip.extend((self.comment.len() as u16).to_le_bytes());
        zip.extend(&self.comment);
        zip
    }
}

impl RawEntry {
    fn new(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.to_string(),
            directory_name: None,
            content: content.to_vec(),
            method: 0,
            flags: 0,
            date: 0x21,
            mode: 0o100_644,
            extra: Vec::new(),
            comment: Vec::new(),
            unpacked_size: content.len() as u32,
            offset: None,
        }
    }

    fn local_record(&self) -> Vec<u8> {
        let mut record = b"PK\x03\x04".to_vec();
        record.extend(self.common_fields(self.name.len()));
        record.extend(self.name.as_bytes());
        record.extend(&self.extra);
        record.extend(&self.content);
        record
    }

    fn directory_record(&self, offset: u32) -> Vec<u8> {
        let name = self.directory_name.as_ref().unwrap_or(&self.name);
        let mut record = b"PK\x01\x02".to_vec();
        record.extend(MADE_BY.to_le_bytes());
        record.extend(self.common_fields(name.len()));
        record.extend(
            [self.comment.len() as u16, 0, 0]
                .map(u16::to_le_bytes)
                .concat(),
        );
        record.extend([self.mode << 16, offset].map(u32::to_le_bytes).concat());
        record.extend(name.as_bytes());
        record.extend(&self.extra);
        record.extend(&self.comment);
        record
    }

    fn common_fields(&self, name_length: usize) -> Vec<u8> {
        let start = [NEEDED, self.flags, self.method, 0, self.date];
        let sizes = [
            crc32(&self.content),
            self.content.len() as u32,
            self.unpacked_size,
        ];
        let lengths = [name_length as u16, self.extra.len() as u16];
        let fields = [
            start.map(u16::to_le_bytes).concat(),
            sizes.map(u32::to_le_bytes).concat(),
        ];
        [fields.concat(), lengths.map(u16::to_le_bytes).concat()].concat()
    }
}

/// Unix, and the version of the zip format that stored entries need.
const MADE_BY: u16 = 3 << 8 | NEEDED;
const NEEDED: u16 = 10;

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| crc >> 1 ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1));
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
