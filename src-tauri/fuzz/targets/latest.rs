//! Any bytes as a published state, a roster or a list of receipts, and as what a publisher signed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
mod keys;

static KEYS: LazyLock<keys::Keys> = LazyLock::new(keys::keys);

fuzz_target!(|bytes: &[u8]| {
    assert!(signing::verify_latest(bytes, &KEYS.trust).is_err());
    let signed = signing::sign_attached(bytes, &KEYS.publisher, keys::at());
    let signed = signed.expect("a publisher signs anything");
    let _ = signing::verify_roster(&signed, &KEYS.trust);
    let _ = signing::verify_arrivals(&signed, &KEYS.trust);
    if let Ok(latest) = signing::verify_latest(&signed, &KEYS.trust) {
        let _ = signing::compare_latest(Some(&signing::Seen::of(&latest)), &latest, &KEYS.trust);
    }
});
