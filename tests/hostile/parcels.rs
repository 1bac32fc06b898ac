//! Parcels that are not written as Plumbline writes them: refused before anything of them is used.

use std::fs;

use crate::company::{HQ, issue, json, refused, revise, told, with_branch};
use crate::workbench::Workbench;

const BRANCH: &str = "Mill Lane.plumbline";
const TRUST: &str = "handbook/v1/trust/000001.p7m";
const LATEST: &str = "handbook/v1/latest.p7m";

/// An entry of a zip: its name, its bytes, and what it claims to be.
#[derive(Clone)]
struct Entry {
    name: String,
    bytes: Vec<u8>,
    method: u16,
    attributes: u32,
    /// Where it is said to begin, if not where it does.
    offset: Option<u32>,
}

fn entry(name: &str, bytes: &[u8]) -> Entry {
    let (name, bytes) = (name.to_string(), bytes.to_vec());
    Entry {
        name,
        bytes,
        method: 0,
        attributes: 0,
        offset: None,
    }
}

/// Writes a zip of these entries as they are, which Plumbline itself would never do.
fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = entry.offset.unwrap_or(file.len() as u32);
        file.extend(b"PK\x03\x04");
        file.extend(common(entry));
        file.extend(entry.name.as_bytes());
        file.extend(&entry.bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(common(entry));
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
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

fn numbered(count: u32) -> Vec<Entry> {
    let name = |n: u32| format!("handbook/v1/trust/{n:06}.p7m");
    (0..count).map(|n| entry(&name(n), b"")).collect()
}

/// Every way in which a parcel was spoilt, with the code of its refusal.
fn spoilt(good: &[Entry]) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = zip(good);
    let mut reversed = good.to_vec();
    reversed.reverse();
    let mut commented = whole.clone();
    let last = commented.len() - 2;
    commented[last] = 4;
    commented.extend(b"note");
    let latest = |change: fn(&mut Entry)| zip(&replaced(good, LATEST, change));
    let with = |name: &str| zip(&added(good, name));
    let compressed = latest(|own| own.method = 8);
    let link = latest(|own| own.attributes = 0o120_777 << 16);
    let overlap = latest(|own| own.offset = Some(0));
    let gap = latest(|own| own.offset = Some(u32::MAX));
    vec![
        ("compressed", compressed, "compressed"),
        ("a link", link, "link"),
        ("one over another", overlap, "entries-overlap"),
        ("a gap", gap, "not-canonical"),
        ("dots", with("../outside.p7m"), "entry-name-unsafe"),
        (
            "dots within",
            with("handbook/v1/../../outside.p7m"),
            "entry-name-unsafe",
        ),
        ("a drive", with("C:\\outside.p7m"), "entry-name-unsafe"),
        ("from the root", with("/etc/outside"), "entry-name-unsafe"),
        (
            "a device of Windows",
            with("handbook/con.p7m"),
            "entry-name-unsafe",
        ),
        ("one name twice", with(TRUST), "entry-twice"),
        (
            "a case twin",
            with("handbook/v1/LATEST.p7m"),
            "entry-name-unsafe",
        ),
        (
            "a name of no form",
            with("handbook/v1/e\u{301}.p7m"),
            "entry-name-unsafe",
        ),
        ("other order", zip(&reversed), "not-canonical"),
        (
            "something behind",
            [&whole[..], b"more"].concat(),
            "trailing-data",
        ),
        (
            "another one behind",
            [&whole[..], &whole].concat(),
            "not-canonical",
        ),
        (
            "something in front",
            [b"more", &whole[..]].concat(),
            "not-a-parcel",
        ),
        ("a comment", commented, "trailing-data"),
        ("20,001 entries", zip(&numbered(20_001)), "too-many-entries"),
        ("70,000 entries", zip(&numbered(70_000)), "not-canonical"),
        ("cut off", whole[..whole.len() / 2].to_vec(), "cut-off"),
        (
            "its end cut off",
            whole[..whole.len() - 1].to_vec(),
            "cut-off",
        ),
        ("empty", Vec::new(), "cut-off"),
        ("a letter", b"Dear colleagues".to_vec(), "not-a-parcel"),
    ]
}

#[test]
fn a_parcel_that_is_not_plain_is_refused_at_both_ends() {
    let (bench, good) = with_news();
    let before = |file: &str| json(&bench, &["doctor", file]);
    let states = (before(BRANCH), before(HQ));
    for (what, bytes, refusal) in spoilt(&good) {
        bench.write("x.parcel", bytes);
        for arguments in [["receive", BRANCH, "x.parcel"], ["collect", HQ, "x.parcel"]] {
            let (code, report) = told(&bench, &arguments);
            assert_eq!(refused(&report), [refusal], "{what}: {report}");
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
            (1, vec!["damaged"]),
            "{}",
            entry.name
        );
        assert!(report["received"].as_array().unwrap().is_empty());
    }
}
