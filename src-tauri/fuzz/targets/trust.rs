//! Any bytes as a trust, and as what a root has signed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
mod keys;

static KEYS: LazyLock<keys::Keys> = LazyLock::new(keys::keys);

fuzz_target!(|bytes: &[u8]| {
    let roots = std::slice::from_ref(&KEYS.root.1);
    assert!(signing::begin_trust(bytes, roots, 1).is_err());
    let signed = signing::sign_by_roots(bytes, std::slice::from_ref(&KEYS.root), keys::at());
    let _ = signing::next_trust(&KEYS.trust, &signed.expect("a root signs anything"));
});
