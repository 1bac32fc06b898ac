//! Any bytes as a receipt or a request, by their own key and by a known one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(claimed) = signing::claimed_receipt(bytes) {
        let certificate = claimed.certificate();
        let known = signing::verify_receipt(bytes, certificate);
        assert_eq!(claimed.believe(certificate), known);
    }
    if let Ok(request) = signing::verify_request(bytes) {
        let _ = request.is_proven_by(&signing::Secret::from_bytes([7; 16]));
    }
});
