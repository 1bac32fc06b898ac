//! What every depot promises, whatever it is made of.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use depot::{Depot, Error, Key, Loose, Prefix, Put, put_bytes, read_bytes};
use handbook::{BranchId, Digest};

/// Holds a depot to everything it promises.
pub fn keeps(depot: &dyn Depot) {
    what_was_put_is_there_and_nothing_else(depot);
    the_same_again_is_fine_and_other_bytes_are_refused(depot);
    only_replacing_replaces(depot);
    a_torn_object_is_finished(depot);
    nothing_longer_than_asked_for_is_read(depot);
    lists_hold_whole_prefixes_sorted(depot);
    every_key_of_the_layout_can_be_put(depot);
    a_large_object_passes_whole(depot);
    many_put_the_same_at_once(depot);
}

fn branch() -> BranchId {
    "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()
}

fn what_was_put_is_there_and_nothing_else(depot: &dyn Depot) {
    let key = Key::roster(&Digest::of(b"one"));
    assert_eq!(depot.stat(&key).unwrap(), None);
    let missing = read_bytes(depot, &key, 100);
    assert!(matches!(missing, Err(Error::Missing(found)) if found == key));
    put_bytes(depot, &key, b"one", Put::Once).unwrap();
    assert_eq!(depot.stat(&key).unwrap(), Some(3));
    assert_eq!(read_bytes(depot, &key, 3).unwrap(), b"one");
    let folder: Key = "handbook/v1/roster".parse().unwrap();
    assert_eq!(depot.stat(&folder).unwrap(), None, "a folder is no object");
}

fn the_same_again_is_fine_and_other_bytes_are_refused(depot: &dyn Depot) {
    let key = Key::trust(1);
    put_bytes(depot, &key, b"trust", Put::Once).unwrap();
    put_bytes(depot, &key, b"trust", Put::Once).unwrap();
    for other in [&b"TRUST"[..], b"trust and more", b"tru"] {
        let refused = put_bytes(depot, &key, other, Put::Once);
        let is_taken = matches!(refused, Err(Error::Taken(_)));
        assert!(is_taken || other.starts_with(b"trust"), "{refused:?}");
        if is_taken {
            assert_eq!(read_bytes(depot, &key, 100).unwrap(), b"trust");
        }
        put_bytes(depot, &key, b"trust", Put::Replace).unwrap();
    }
}

fn only_replacing_replaces(depot: &dyn Depot) {
    let key = Key::latest();
    for text in ["first, and longer", "second", "third", "third", ""] {
        put_bytes(depot, &key, text.as_bytes(), Put::Replace).unwrap();
        assert_eq!(read_bytes(depot, &key, 100).unwrap(), text.as_bytes());
    }
}

fn a_torn_object_is_finished(depot: &dyn Depot) {
    let key = Key::trust(2);
    put_bytes(depot, &key, b"tru", Put::Replace).unwrap();
    put_bytes(depot, &key, b"trust", Put::Once).unwrap();
    assert_eq!(read_bytes(depot, &key, 100).unwrap(), b"trust");
}

fn nothing_longer_than_asked_for_is_read(depot: &dyn Depot) {
    let key = Key::trust(3);
    put_bytes(depot, &key, &[7; 100_000], Put::Once).unwrap();
    let refused = read_bytes(depot, &key, 99_999);
    assert!(matches!(refused, Err(Error::TooLong { most: 99_999, .. })));
    assert_eq!(read_bytes(depot, &key, 100_000).unwrap(), [7; 100_000]);
}

fn lists_hold_whole_prefixes_sorted(depot: &dyn Depot) {
    let receipt = |label, seq: u64| {
        let text = format!("{label} {seq}");
        let key = Key::receipt(label, branch(), seq, &Digest::of(text.as_bytes()));
        put_bytes(depot, &key, text.as_bytes(), Put::Once).unwrap();
        (key, text.len() as u64)
    };
    let first: Vec<_> = [3, 1, 2].map(|seq| receipt(7, seq)).into();
    receipt(70, 1);
    let listed = depot.list(&Prefix::inbox(7)).unwrap();
    let mut due = first;
    due.sort();
    let listed: Vec<_> = listed.into_iter().map(|l| (l.key, l.length)).collect();
    assert_eq!(listed, due);
    assert_eq!(depot.list(&Prefix::shelf(7, branch())).unwrap().len(), 3);
    assert_eq!(depot.list(&Prefix::inbox(8)).unwrap(), []);
    let everything = depot.list(&Prefix::everything()).unwrap();
    assert!(everything.len() > 4 && everything.is_sorted());
}

fn every_key_of_the_layout_can_be_put(depot: &dyn Depot) {
    let digest = Digest::of(b"every");
    let keys = [
        Key::edition(12, &digest),
        Key::edition_signature(12, &digest),
        Key::loose(12, &digest, Loose::HtmlSignature),
        Key::request(branch(), &digest),
        Key::invite(&"0f".repeat(16)).unwrap(),
        Key::receipt(u32::MAX, branch(), u64::MAX, &digest),
        Key::arrivals(12, "0f", 1).unwrap(),
    ];
    for key in keys {
        put_bytes(depot, &key, key.as_str().as_bytes(), Put::Once).unwrap();
        assert_eq!(
            read_bytes(depot, &key, 200).unwrap(),
            key.as_str().as_bytes()
        );
    }
}

/// More than two parts of a network depot's uploads, and no round number.
const LARGE: u64 = 20 * 1024 * 1024 + 12_345;

fn a_large_object_passes_whole(depot: &dyn Depot) {
    let key = Key::edition(13, &Digest::of(b"large"));
    depot
        .put(&key, &mut Pattern::new(LARGE), Put::Once)
        .unwrap();
    let mut read = Cursor::new(Vec::new());
    let count = depot.get(&key, &mut read, LARGE).unwrap();
    assert_eq!((count, read.get_ref().len() as u64), (LARGE, LARGE));
    let mut due = Vec::new();
    Pattern::new(LARGE).read_to_end(&mut due).unwrap();
    assert!(*read.get_ref() == due);
}

fn many_put_the_same_at_once(depot: &dyn Depot) {
    let key = Key::trust(4);
    std::thread::scope(|scope| {
        let puts: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| put_bytes(depot, &key, b"the same", Put::Once)))
            .collect();
        for put in puts {
            put.join().unwrap().unwrap();
        }
    });
    assert_eq!(read_bytes(depot, &key, 100).unwrap(), b"the same");
}

/// Bytes without end or repetition, up to a length, that take no memory.
pub struct Pattern {
    at: u64,
    length: u64,
}

impl Pattern {
    pub fn new(length: u64) -> Self {
        Self { at: 0, length }
    }
}

impl Read for Pattern {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let left = self.length.saturating_sub(self.at);
        let count = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        for byte in &mut into[..count] {
            *byte = (self.at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8;
            self.at += 1;
        }
        Ok(count)
    }
}

impl Seek for Pattern {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.length.saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

/// Counts bytes and compares them with the pattern.
pub struct PatternSink(pub Pattern);

impl Write for PatternSink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut due = vec![0; bytes.len()];
        self.0.read_exact(&mut due)?;
        assert!(due == bytes, "other bytes before {}", self.0.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
