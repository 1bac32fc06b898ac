//! Any bytes as a detached signature, and a good one with any bytes changed: only that very one
//! holds.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
mod keys;

const CONTENT: &[u8] = b"Answer within 2 minutes.";

static KEYS: LazyLock<keys::Keys> = LazyLock::new(keys::keys);
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let signed = signing::sign_detached(CONTENT, &KEYS.publisher, keys::at());
    signed.expect("a publisher signs anything")
});

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    let mut changed = GOOD.clone();
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % changed.len();
        changed[at] ^= change[2];
    }
    check(&changed);
});

fn check(signature: &[u8]) {
    let pinned = Some(KEYS.root.1.fingerprint());
    let found = signing::verify_detached(CONTENT, signature, pinned, keys::at());
    assert_eq!(found.is_ok(), signature == *GOOD, "{found:?}");
    assert!(signing::verify_detached(b"Other", signature, pinned, keys::at()).is_err());
}
