//! Parcels: packed, read, and damaged in every way that a hostile hand may think of.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use depot::{
    BadParcel, Content, Depot, Error, Key, Parcel, Prefix, Put, open_parcel, put_bytes, read_bytes,
    write_parcel,
};

type Object = (Key, Box<dyn Content>);

fn object(key: &Key, bytes: &[u8]) -> Object {
    (key.clone(), Box::new(Cursor::new(bytes.to_vec())))
}

fn write(folder: &Path, name: &str, objects: Vec<Object>) -> PathBuf {
    let path = folder.join(name);
    write_parcel(&path, objects).unwrap();
    path
}

fn small() -> Vec<Object> {
    let latest = object(&Key::latest(), b"latest");
    vec![
        object(&Key::trust(1), b"trust"),
        latest,
        object(&Key::trust(2), b""),
    ]
}

/// Opens a parcel that consists of `bytes`.
fn opened(folder: &Path, bytes: &[u8]) -> Result<Parcel, Error> {
    let path = folder.join("changed.parcel");
    fs::write(&path, bytes).unwrap();
    open_parcel(&path)
}

#[test]
fn a_parcel_is_a_depot_to_read_from() {
    let folder = tempfile::tempdir().unwrap();
    let parcel = open_parcel(&write(folder.path(), "a.parcel", small())).unwrap();
    assert_eq!(read_bytes(&parcel, &Key::latest(), 6).unwrap(), b"latest");
    assert_eq!(read_bytes(&parcel, &Key::trust(2), 0).unwrap(), b"");
    assert_eq!(parcel.stat(&Key::trust(1)).unwrap(), Some(5));
    assert_eq!(parcel.list(&Prefix::trusts()).unwrap().len(), 2);
    assert!(matches!(
        read_bytes(&parcel, &Key::trust(3), 9),
        Err(Error::Missing(_))
    ));
    assert!(matches!(
        read_bytes(&parcel, &Key::latest(), 5),
        Err(Error::TooLong { .. })
    ));
    let put = put_bytes(&parcel, &Key::trust(3), b"x", Put::Once);
    assert!(matches!(put, Err(Error::ReadOnly)));
}

#[test]
fn the_same_objects_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut backwards = small();
    backwards.reverse();
    let one = fs::read(write(folder.path(), "a.parcel", small())).unwrap();
    let other = fs::read(write(folder.path(), "b.parcel", backwards)).unwrap();
    assert_eq!(one, other);
    let again = write_parcel(&folder.path().join("a.parcel"), small());
    assert!(matches!(again, Err(Error::Exists(_))));
}

#[test]
fn no_changed_byte_and_no_cut_goes_unnoticed() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read(write(folder.path(), "a.parcel", small())).unwrap();
    for index in 0..good.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut bytes = good.clone();
            bytes[index] ^= flip;
            let parcel = opened(folder.path(), &bytes);
            let unsound = parcel.is_err() || {
                let parcel = parcel.unwrap();
                let due = small();
                due.iter()
                    .any(|(key, _)| read_bytes(&parcel, key, 100).is_err())
            };
            assert!(unsound, "byte {index} ^ {flip}");
        }
        assert!(
            opened(folder.path(), &good[..index]).is_err(),
            "cut at {index}"
        );
        assert!(
            opened(folder.path(), &good[index + 1..]).is_err(),
            "begun at {index}"
        );
    }
    let behind = [&good[..], b"x"].concat();
    assert!(opened(folder.path(), &behind).is_err());
    let before = [b"x", &good[..]].concat();
    assert!(opened(folder.path(), &before).is_err());
    let twice = [&good[..], &good[..]].concat();
    assert!(opened(folder.path(), &twice).is_err());
}

/// How a foreign zip is written.
#[derive(Clone, Copy)]
struct Foreign<'a> {
    names: &'a [&'a str],
    method: u16,
    attributes: u32,
    /// Where each entry begins, if not where it does.
    offset: Option<u32>,
    /// What lengths are claimed, if not the true ones.
    length: Option<u32>,
}

const PLAIN: Foreign<'static> = Foreign {
    names: &["a"],
    method: 0,
    attributes: 0,
    offset: None,
    length: None,
};

/// Writes a zip as other programs might, each entry empty.
fn foreign(how: Foreign<'_>) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for name in how.names {
        let at = how.offset.unwrap_or(zip.len() as u32);
        let length = how.length.unwrap_or(0);
        let mut common = Vec::new();
        for field in [20, 0, how.method, 0, 0x21] {
            common.extend(field.to_le_bytes());
        }
        for field in [0, length, length] {
            common.extend(field.to_le_bytes());
        }
        common.extend((name.len() as u32).to_le_bytes());
        zip.extend([&b"PK\x03\x04"[..], &common, name.as_bytes()].concat());
        directory.extend([&b"PK\x01\x02\x14\0"[..], &common, &[0; 6]].concat());
        directory.extend(how.attributes.to_le_bytes());
        directory.extend([&at.to_le_bytes()[..], name.as_bytes()].concat());
    }
    let (count, at) = (how.names.len() as u16, zip.len() as u32);
    let size = directory.len() as u32;
    zip.extend(directory);
    zip.extend(
        [
            &b"PK\x05\x06\0\0\0\0"[..],
            &count.to_le_bytes(),
            &count.to_le_bytes(),
        ]
        .concat(),
    );
    zip.extend([&size.to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat());
    zip
}

#[track_caller]
fn refused(how: Foreign<'_>) -> BadParcel {
    let folder = tempfile::tempdir().unwrap();
    match opened(folder.path(), &foreign(how)) {
        Err(Error::BadParcel { fault, .. }) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn hostile_parcels_are_refused_when_opened() {
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path(), &foreign(PLAIN)).expect("the trial itself is sound");
    fn names(names: &[&str]) -> BadParcel {
        refused(Foreign { names, ..PLAIN })
    }
    for name in [
        "../a",
        "a/../b",
        "/etc/passwd",
        "C:\\a",
        "a\\b",
        "CON",
        "con.txt",
        "a/",
        "",
        ".",
        "A",
        "e\u{301}",
        "\u{e9}",
        "a b",
        ".hidden",
        "a.",
    ] {
        assert!(matches!(names(&[name]), BadParcel::BadName(_)), "{name}");
    }
    assert!(matches!(names(&["a", "a"]), BadParcel::Twice(_)));
    assert!(
        matches!(names(&["a", "A"]), BadParcel::BadName(_)),
        "case twins"
    );
    assert!(matches!(names(&["b", "a"]), BadParcel::BadOrder(_)));
    let deflated = Foreign { method: 8, ..PLAIN };
    assert!(matches!(refused(deflated), BadParcel::NotStored(_)));
    let link = Foreign {
        attributes: 0o120_777 << 16,
        ..PLAIN
    };
    assert!(matches!(refused(link), BadParcel::NotPlainFile(_)));
    let overlapping = Foreign {
        names: &["a", "b"],
        offset: Some(0),
        ..PLAIN
    };
    assert!(matches!(refused(overlapping), BadParcel::Overlap(_)));
    for length in [1, 1_000_000, u32::MAX] {
        let bomb = Foreign {
            length: Some(length),
            ..PLAIN
        };
        assert!(matches!(refused(bomb), BadParcel::Overlap(_)));
    }
}

#[test]
fn far_too_many_entries_are_refused() {
    let names: Vec<String> = (0..70_000).map(|n| format!("n{n:05}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let some = |count: usize| {
        refused(Foreign {
            names: &names[..count],
            ..PLAIN
        })
    };
    assert_eq!(some(20_001), BadParcel::TooMany(20_001));
    // 70,000 do not even fit into the count; as zip64 they would, and zip64 is not known here.
    assert!(matches!(
        some(70_000),
        BadParcel::BadLength | BadParcel::TooMany(_)
    ));
    let folder = tempfile::tempdir().unwrap();
    let most = foreign(Foreign {
        names: &names[..20_000],
        ..PLAIN
    });
    let parcel = opened(folder.path(), &most).unwrap();
    assert_eq!(parcel.stat(&"n19999".parse().unwrap()).unwrap(), Some(0));
}

#[test]
fn a_damaged_object_is_noticed_when_the_parcel_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = fs::read(write(folder.path(), "a.parcel", small())).unwrap();
    let at = bytes.windows(6).position(|six| six == b"latest").unwrap();
    let at = at
        + bytes[at + 1..]
            .windows(6)
            .position(|six| six == b"latest")
            .unwrap()
        + 1;
    bytes[at] = b'L';
    let opened = opened(folder.path(), &bytes);
    let is_damaged = matches!(
        &opened,
        Err(Error::BadParcel {
            fault: BadParcel::Damaged(_),
            ..
        })
    );
    assert!(is_damaged, "{opened:?}");
}

#[test]
fn other_zip_programs_can_read_a_parcel() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.parcel", small());
    let python = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist())";
    let run = std::process::Command::new("python3")
        .args(["-c", python])
        .arg(&path)
        .output();
    let Ok(run) = run else {
        eprintln!("skipped: there is no python3 to read the parcel with");
        return;
    };
    let names = String::from_utf8_lossy(&run.stdout).into_owned();
    assert_eq!(names.split_whitespace().count(), 3, "{run:?}");
}
