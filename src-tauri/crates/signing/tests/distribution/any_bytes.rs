//! Whatever bytes come, every reader answers, soon, and believes nothing that was not signed.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::files::{File, all};

fn files() -> &'static [File] {
    static FILES: std::sync::OnceLock<Vec<File>> = std::sync::OnceLock::new();
    FILES.get_or_init(all)
}

/// Cuts and pastes: each change replaces some bytes from a place on by others.
fn edited(bytes: &[u8], edits: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for (at, remove, insert) in edits {
        let at = at.index(changed.len() + 1);
        let end = changed.len().min(at + remove);
        changed.splice(at..end, insert.iter().copied());
    }
    changed
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let insert = prop::collection::vec(any::<u8>(), 0..24);
    let one = (any::<prop::sample::Index>(), 0..24_usize, insert);
    prop::collection::vec(one, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        for file in files() {
            prop_assert_eq!((file.read)(&bytes), None);
        }
    }

    #[test]
    fn edited_files_are_refused_or_say_the_same(
        which in any::<prop::sample::Index>(),
        edits in edits(),
    ) {
        let file = which.get(files());
        let read = (file.read)(&edited(&file.bytes, &edits));
        prop_assert!(read.is_none() || read == (file.read)(&file.bytes), "{}", file.name);
    }

    #[test]
    fn a_file_of_one_kind_is_never_another(
        which in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let (which, other) = (which.get(files()), other.get(files()));
        if which.bytes != other.bytes {
            prop_assert_eq!((which.read)(&other.bytes), None, "{} {}", which.name, other.name);
        }
    }
}

#[test]
fn long_and_deep_files_are_answered_soon() {
    let deep_json = "[".repeat(4 << 20).into_bytes();
    let deep_der = [0x30, 0x80].repeat(2 << 20);
    let long_der = [&[0x30, 0x84, 0, 0x7f, 0xff, 0xf0][..], &vec![0x31; 8 << 20]].concat();
    let boastful = [0x30, 0x84, 0x0f, 0xff, 0xff, 0xff].to_vec();
    let too_long = vec![b'{'; (64 << 20) + 1];
    for bytes in [deep_json, deep_der, long_der, boastful, too_long] {
        for file in files() {
            let begun = Instant::now();
            assert_eq!((file.read)(&bytes), None);
            let took = begun.elapsed();
            assert!(took < Duration::from_secs(60), "{}: {took:?}", file.name);
        }
    }
}
