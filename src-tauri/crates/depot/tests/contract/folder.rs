//! Folders: on disk, with everything that people and sync tools leave in them.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use depot::{
    Credentials, Depot, Error, Key, Prefix, Put, open, open_folder, put_bytes, read_bytes,
};

use crate::contract;

fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let counts = entries.map(|entry| match entry.path().is_dir() {
        true => files(&entry.path()),
        false => 1,
    });
    counts.sum()
}

#[test]
fn a_folder_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let depot = open(folder.path().to_str().unwrap(), &Credentials::default()).unwrap();
    contract::keeps(depot.as_ref());
    let listed = depot.list(&Prefix::everything()).unwrap();
    assert_eq!(
        files(folder.path()),
        listed.len(),
        "nothing unfinished is left"
    );
}

#[test]
fn a_folder_can_do_everything_and_is_left_clean() {
    let folder = tempfile::tempdir().unwrap();
    let probe = open_folder(folder.path()).unwrap().probe().unwrap();
    assert!(probe.lists && probe.creates_once && probe.deletes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_drive_that_is_not_plugged_in_is_no_empty_depot() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("stick");
    assert!(matches!(open_folder(&gone), Err(Error::Unreadable { .. })));
    fs::create_dir(&gone).unwrap();
    let depot = open_folder(&gone).unwrap();
    fs::remove_dir(&gone).unwrap();
    assert!(matches!(
        depot.list(&Prefix::trusts()),
        Err(Error::Unreadable { .. })
    ));
    assert!(matches!(
        depot.stat(&Key::latest()),
        Err(Error::Unreadable { .. })
    ));
    assert!(put_bytes(&depot, &Key::latest(), b"x", Put::Replace).is_err());
}

#[test]
fn conflict_copies_and_unfinished_files_are_not_listed() {
    let folder = tempfile::tempdir().unwrap();
    let depot = open_folder(folder.path()).unwrap();
    put_bytes(&depot, &Key::trust(1), b"x", Put::Once).unwrap();
    let trust = folder.path().join("handbook/v1/trust");
    let others = [
        "000001 (conflict).p7m",
        "000001.P7M",
        ".plumbline-abc",
        "~$1.tmp",
        "desktop.ini ",
    ];
    for name in others {
        fs::write(trust.join(name), b"y").unwrap();
    }
    let keys: Vec<Key> = depot
        .list(&Prefix::trusts())
        .unwrap()
        .into_iter()
        .map(|l| l.key)
        .collect();
    assert_eq!(keys, [Key::trust(1)]);
}

#[test]
fn unfinished_files_are_swept_when_a_day_old() {
    let folder = tempfile::tempdir().unwrap();
    let depot = open_folder(folder.path()).unwrap();
    put_bytes(&depot, &Key::trust(1), b"x", Put::Once).unwrap();
    let trust = folder.path().join("handbook/v1/trust");
    let (old, young) = (trust.join(".plumbline-old"), trust.join(".plumbline-young"));
    fs::write(&young, b"y").unwrap();
    let file = fs::File::create(&old).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(90_000))
        .unwrap();
    depot.list(&Prefix::trusts()).unwrap();
    assert!(young.exists() && !old.exists());
}

#[test]
#[cfg(unix)]
fn links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("000001.p7m"), b"secret").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let depot = open_folder(folder.path()).unwrap();
    fs::create_dir_all(folder.path().join("handbook/v1")).unwrap();
    symlink(outside.path(), folder.path().join("handbook/v1/trust")).unwrap();
    symlink(
        outside.path().join("000001.p7m"),
        folder.path().join("handbook/v1/latest.p7m"),
    )
    .unwrap();
    for key in [Key::trust(1), Key::latest()] {
        assert!(matches!(read_bytes(&depot, &key, 100), Err(Error::Link(_))));
        assert!(matches!(depot.stat(&key), Err(Error::Link(_))));
        assert!(matches!(
            put_bytes(&depot, &key, b"x", Put::Once),
            Err(Error::Link(_))
        ));
    }
    assert!(depot.list(&Prefix::trusts()).is_err());
    assert_eq!(depot.list(&Prefix::everything()).unwrap(), []);
    assert!(put_bytes(&depot, &Key::trust(2), b"x", Put::Once).is_err());
    assert_eq!(files(outside.path()), 1);
    // What is replaced is the link, never what it leads to.
    put_bytes(&depot, &Key::latest(), b"own", Put::Replace).unwrap();
    assert_eq!(
        fs::read(outside.path().join("000001.p7m")).unwrap(),
        b"secret"
    );
}

#[test]
fn a_put_that_fails_leaves_no_half_object() {
    struct Torn(usize);
    impl std::io::Read for Torn {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let left = self.0.min(into.len());
            self.0 -= left;
            match left {
                0 => Err(std::io::Error::other("pulled out")),
                left => Ok(left),
            }
        }
    }
    impl std::io::Seek for Torn {
        fn seek(&mut self, _: std::io::SeekFrom) -> std::io::Result<u64> {
            Ok(200_000)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let depot = open_folder(folder.path()).unwrap();
    let put = depot.put(&Key::latest(), &mut Torn(150_000), Put::Replace);
    assert!(matches!(put, Err(Error::Copying { .. })), "{put:?}");
    assert_eq!(files(folder.path()), 0);
}
