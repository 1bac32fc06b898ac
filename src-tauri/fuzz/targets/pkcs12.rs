//! Any bytes as a PKCS#12 file: a key with its certificates, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(signatory) = signing::read_pkcs12(bytes, "s3cret") {
        assert!(signatory.key().is_of(signatory.certificate()));
    }
});
