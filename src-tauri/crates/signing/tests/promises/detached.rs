//! The detached signature: accepted by openssl, and refused when a bit differs.

use signing::{Error, sign_detached, verify_detached};

use crate::trial::{Bench, publisher, signed_at};

const CONTENT: &[u8] = b"The adviser answers within 2 minutes.";

const VERIFY: &str = "openssl cms -verify -binary -inform DER -in X.p7s -content X \
                      -CAfile root.pem -attime 1772500000 -out /dev/null";

#[test]
fn openssl_accepts_a_detached_signature() {
    let publisher = publisher();
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let bench = Bench::new();
    bench.put("X", CONTENT);
    bench.put("X.p7s", &signature);
    bench.put("root.pem", publisher.root().to_pem());
    assert!(bench.run(VERIFY).contains("CMS Verification successful"));
    bench.put("X", b"The adviser answers within 3 minutes.");
    assert!(!bench.ask(VERIFY).0);
}

#[test]
fn a_signature_says_who_signed_and_when() {
    let publisher = publisher();
    let pinned = publisher.root().fingerprint();
    let signature = sign_detached(CONTENT, &publisher, signed_at()).unwrap();
    let signed = verify_detached(CONTENT, &signature, Some(pinned), signed_at()).unwrap();
    assert_eq!(signed.subject, "CN=Handbook publisher,O=Example Shops");
    assert_eq!(signed.root_fingerprint, pinned);
    assert!(signed.is_under_pinned_root);
    assert_eq!(signed.signed_at, Some(signed_at()));
    assert!(signed.is_current);
    let changed = verify_detached(b"x", &signature, Some(pinned), signed_at());
    assert_eq!(changed, Err(Error::ContentChanged));
}
