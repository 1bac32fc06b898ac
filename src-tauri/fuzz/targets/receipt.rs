//! Any bytes as a receipt or a request, by their own key and by a known one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(head) = signing::receipt_of(bytes) {
        let receipt = signing::verify_receipt(bytes, head.certificate);
        let receipt = receipt.expect("whoever is named has signed it");
        assert_eq!(receipt.content.branch, head.branch);
    }
    let secret = signing::Secret::from_bytes([7; 16]);
    let _ = signing::verify_request(bytes, Some(&secret));
});
