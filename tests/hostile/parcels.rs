//! Parcels that are not written as Plumbline writes them: refused before anything of them is used.

use std::fs;

use crate::company::{HQ, issue, json, refused, revise, told, with_branch};
use crate::workbench::Workbench;

const BRANCH: &str = "Mill Lane.plumbline";
const TRUST: &str = "handbook/v1/trust/000001.p7m";
const LATEST: &str = "handbook/v1/latest.p7m";

/// An entry of a zip: its name, its bytes, and by which method it claims to be packed.
#[derive(Clone)]
struct Entry {
    name: String,
    bytes: Vec<u8>,
    method: u16,
}

fn entry(name: &str, bytes: &[u8]) -> Entry {
    let (name, bytes) = (name.to_string(), bytes.to_vec());
    Entry {
        name,
        bytes,
        method: 0,
    }
}

/// Writes a zip of these entries as they are, which Plumbline itself would never do.
fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = file.len();
        file.extend(b"PK\x03\x04");
        file.extend(common(entry));
        file.extend(entry.name.as_bytes());
        file.extend(&entry.bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(common(entry));
        directory.extend([0; 10]);
        directory.extend((offset as u32).to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let count = (entries.len() as u16).to_le_bytes();
    let (start, length) = (file.len() as u32, directory.len() as u32);
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([count, count].concat());
    file.extend(length.to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// What both headers of an entry share: version 2.0, no flags, the first day of 1980.
fn common(entry: &Entry) -> Vec<u8> {
    let mut header = Vec::new();
    for field in [20, 0, entry.method, 0, 0x21] {
        header.extend(field.to_le_bytes());
    }
    header.extend(crc(&entry.bytes).to_le_bytes());
    let length = (entry.bytes.len() as u32).to_le_bytes();
    header.extend([length, length].concat());
    header.extend((entry.name.len() as u16).to_le_bytes());
    header.extend([0, 0]);
    header
}

/// CRC-32 (ISO 3309), bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
    let add = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), step);
    !bytes.iter().fold(!0, add)
}

/// A branch with edition 1, and the objects of its depot, in which edition 2 is new.
fn with_news() -> (Workbench, Vec<Entry>) {
    let bench = with_branch("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    let root = bench.path("depot");
    let read = |path: &std::path::PathBuf| {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        entry(&name, &fs::read(path).unwrap())
    };
    let mut entries: Vec<Entry> = crate::company::files(&root).iter().map(read).collect();
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    (bench, entries)
}

fn replaced(entries: &[Entry], name: &str, change: impl Fn(&mut Entry)) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    let found = entries.iter_mut().find(|entry| entry.name == name);
    change(found.unwrap());
    entries
}

fn added(entries: &[Entry], name: &str) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    entries.push(entry(name, b"x"));
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

/// Every way in which a parcel was spoilt.
fn spoilt(good: &[Entry]) -> Vec<(&'static str, Vec<u8>)> {
    let whole = zip(good);
    let half = whole.len() / 2;
    let many: Vec<Entry> = (0..70_000_u32)
        .map(|n| entry(&format!("handbook/v1/trust/{n:06}.p7m"), b""))
        .collect();
    let mut reversed = good.to_vec();
    reversed.reverse();
    let mut commented = whole.clone();
    let last = commented.len() - 2;
    commented[last] = 4;
    commented.extend(b"note");
    vec![
        (
            "compressed",
            zip(&replaced(good, LATEST, |entry| entry.method = 8)),
        ),
        ("dots", zip(&added(good, "../outside.p7m"))),
        (
            "dots within",
            zip(&added(good, "handbook/v1/../../outside.p7m")),
        ),
        ("a drive", zip(&added(good, "C:\\outside.p7m"))),
        ("from the root", zip(&added(good, "/etc/outside"))),
        ("a device of Windows", zip(&added(good, "handbook/con.p7m"))),
        ("one name twice", zip(&added(good, TRUST))),
        ("a case twin", zip(&added(good, "handbook/v1/LATEST.p7m"))),
        (
            "a name of no form",
            zip(&added(good, "handbook/v1/e\u{301}.p7m")),
        ),
        ("other order", zip(&reversed)),
        ("something behind", [&whole[..], b"more"].concat()),
        ("something in front", [b"more", &whole[..]].concat()),
        ("a comment", commented),
        ("70,000 entries", zip(&many)),
        ("cut off", whole[..half].to_vec()),
        ("its end cut off", whole[..whole.len() - 1].to_vec()),
        ("empty", Vec::new()),
        ("a letter", b"Dear colleagues".to_vec()),
    ]
}

#[test]
fn a_parcel_that_is_not_plain_is_refused_at_both_ends() {
    let (bench, good) = with_news();
    let before = |file: &str| json(&bench, &["doctor", file]);
    let states = (before(BRANCH), before(HQ));
    for (what, bytes) in spoilt(&good) {
        bench.write("x.parcel", bytes);
        for arguments in [["receive", BRANCH, "x.parcel"], ["collect", HQ, "x.parcel"]] {
            let (code, report) = told(&bench, &arguments);
            assert_eq!(refused(&report), ["parcel-unsafe"], "{what}: {report}");
            assert_eq!(code, 1, "{what}");
        }
    }
    assert_eq!(states, (before(BRANCH), before(HQ)), "nothing was changed");
    assert!(!bench.path("outside.p7m").exists() && !bench.path("../outside.p7m").exists());
    bench.write("good.parcel", zip(&good));
    assert_eq!(
        json(&bench, &["receive", BRANCH, "good.parcel"])["received"][0],
        2
    );
}

#[test]
fn a_parcel_with_one_changed_byte_is_refused() {
    let (bench, good) = with_news();
    let whole = zip(&good);
    // Edition 1 is here, so that nothing of it is read.
    let is_read = |entry: &&Entry| entry.name == LATEST || entry.name.ends_with(".edition.p7s");
    let is_new = |entry: &&Entry| is_read(entry) && !entry.name.contains("000001");
    for entry in good.iter().filter(is_new) {
        let find = |window: &[u8]| window == entry.bytes;
        let at = whole.windows(entry.bytes.len()).position(find).unwrap();
        let mut bad = whole.clone();
        bad[at + entry.bytes.len() / 2] ^= 1;
        bench.write("x.parcel", bad);
        let (code, report) = told(&bench, &["receive", BRANCH, "x.parcel"]);
        assert_eq!(
            (code, refused(&report)),
            (1, vec!["parcel-unsafe"]),
            "{}",
            entry.name
        );
        assert!(report["received"].as_array().unwrap().is_empty());
    }
}
