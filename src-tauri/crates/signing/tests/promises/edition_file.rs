//! The edition file: one way to write it, read by everybody's tools, and nothing else accepted.

use signing::{EditionFile, Error, open_edition_file, pack, sign_detached, unpack};

use crate::raw_zip::RawZip;
use crate::trial::{Bench, publisher, signed_at};

const MIMETYPE: &str = "application/vnd.plumbline.edition+zip";
const NAMES: [&str; 5] = [
    "changes.html",
    "edition.json",
    "handbook.html",
    "handbook.pdf",
    "standards/7c0e/2.md",
];

pub fn entries() -> Vec<(String, Vec<u8>)> {
    let content = |name: &str| format!("{name}: answer within 2 minutes\nవెంటనే\n").into_bytes();
    NAMES.map(|name| (name.to_string(), content(name))).into()
}

pub fn edition() -> Vec<u8> {
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
        ("T/b.md", "t", "t"),
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
fn more_entries_than_20_000_are_refused() {
    let entry = |n: usize| (format!("standards/{n}.md"), Vec::new());
    assert!(unpack(&pack((0..19_998).map(entry).collect()).unwrap()).is_ok());
    assert_eq!(
        pack((0..19_999).map(entry).collect()),
        Err(Error::TooManyEntries(20_000))
    );
    let names: Vec<_> = (0..20_000)
        .map(|n| format!("standards/{n:05}.md"))
        .collect();
    let named: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(
        unpack(&RawZip::with(&named).bytes()),
        Err(Error::TooManyEntries(20_000))
    );
}

#[test]
fn an_edition_that_a_workspace_could_not_keep_is_not_packed() {
    let most = 999_000_000;
    let pdf = ("handbook.pdf".to_string(), vec![0; most + 1]);
    let (found, most) = (most as u64 + 1, most as u64);
    assert_eq!(pack(vec![pdf]), Err(Error::TooLarge { found, most }));
}
