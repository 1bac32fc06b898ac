//! Any bytes as an invite, and any text as the words of a secret.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let secret = signing::Secret::from_bytes([7; 16]);
    let _ = signing::open_invite(bytes, &secret);
    let _ = signing::open_invite_file(bytes);
    if let Ok(read) = signing::Secret::from_words(&String::from_utf8_lossy(bytes)) {
        let again = signing::Secret::from_words(&read.to_words()).expect("it was written here");
        assert_eq!(again.as_bytes(), read.as_bytes());
    }
});
