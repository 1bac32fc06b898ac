//! PKCS#12 files as openssl makes them.

use signing::{
    Error, Signatory, read_pkcs12, sign_detached, sign_pdf, verify_detached, verify_pdf,
};

use crate::pdf::small_pdf;
use crate::trial::Bench;

const ROOT: &str = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n\
                    subjectKeyIdentifier=hash\n";
const LEAF: &str = "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n\
                    extendedKeyUsage=emailProtection\nauthorityKeyIdentifier=keyid\n";
const P256: &str = "EC -pkeyopt ec_paramgen_curve:P-256";
const RSA: &str = "RSA -pkeyopt rsa_keygen_bits:2048";

/// Makes a root and, under it, `leaf.key` and `leaf.pem`, with openssl.
fn bench(kind: &str, extensions: &str) -> Bench {
    let bench = Bench::new();
    bench.put("root.cnf", ROOT);
    bench.put("leaf.cnf", extensions);
    key(&bench, "root", P256);
    key(&bench, "leaf", kind);
    bench.run("openssl req -new -key root.key -subj /O=Elsewhere/CN=Root -out root.csr");
    bench.run("openssl x509 -req -in root.csr -signkey root.key -days 9000 -extfile root.cnf -out root.pem");
    bench.run("openssl req -new -key leaf.key -subj /O=Elsewhere/CN=HR -out leaf.csr");
    bench.run("openssl x509 -req -in leaf.csr -CA root.pem -CAkey root.key -days 9000 -extfile leaf.cnf -out leaf.pem");
    bench
}

fn key(bench: &Bench, name: &str, kind: &str) {
    bench.run(&format!(
        "openssl genpkey -algorithm {kind} -out {name}.key"
    ));
}

/// Packs what `options` name, and reads it with the right passphrase.
fn import(bench: &Bench, options: &str) -> Result<Signatory, Error> {
    bench.run(&format!(
        "openssl pkcs12 -export {options} -passout pass:s3cret -out X.p12"
    ));
    read_pkcs12(&bench.take("X.p12"), "s3cret")
}

/// A moment after openssl made the certificates, by the machine's own clock.
fn now() -> jiff::Timestamp {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    jiff::Timestamp::from_second(since.as_secs() as i64 + 60).unwrap()
}

fn assert_signs_for_openssl(bench: &Bench, signatory: &Signatory) {
    let signature = sign_detached(b"content", signatory, now()).unwrap();
    assert_eq!(
        signature,
        sign_detached(b"content", signatory, now()).unwrap()
    );
    bench.put("X", b"content");
    bench.put("X.p7s", &signature);
    bench.run("openssl cms -verify -binary -inform DER -in X.p7s -content X -CAfile root.pem -out /dev/null");
    let pinned = Some(signatory.root().fingerprint());
    let signed = verify_detached(b"content", &signature, pinned, now()).unwrap();
    assert_eq!(signed.subject, "CN=HR,O=Elsewhere");
    let changed = verify_detached(b"Content", &signature, pinned, now());
    assert_eq!(changed, Err(Error::ContentChanged));
}

#[test]
fn a_p256_key_and_its_certificates_come_in_and_sign() {
    let bench = bench(P256, LEAF);
    let signatory = import(&bench, "-inkey leaf.key -in leaf.pem -certfile root.pem").unwrap();
    assert_signs_for_openssl(&bench, &signatory);
}

#[test]
fn an_rsa_key_comes_in_from_a_legacy_file_too_and_signs() {
    let bench = bench(RSA, LEAF);
    let all = "-inkey leaf.key -in leaf.pem -certfile root.pem";
    let signatory = import(&bench, all).unwrap();
    assert_signs_for_openssl(&bench, &signatory);
    let legacy = import(&bench, &format!("-legacy {all}")).unwrap();
    assert_eq!(legacy.chain(), signatory.chain());
    let wrong = read_pkcs12(&bench.take("X.p12"), "secret");
    assert_eq!(wrong.unwrap_err(), Error::WrongPassphrase);
}

#[test]
fn an_intermediate_issuer_is_followed_and_its_absence_is_named() {
    let bench = bench(P256, LEAF);
    key(&bench, "mid", P256);
    bench.run("openssl req -new -key mid.key -subj /O=Elsewhere/CN=Middle -out mid.csr");
    bench.run("openssl x509 -req -in mid.csr -CA root.pem -CAkey root.key -days 9000 -extfile root.cnf -out mid.pem");
    bench.run("openssl x509 -req -in leaf.csr -CA mid.pem -CAkey mid.key -days 9000 -extfile leaf.cnf -out leaf.pem");
    let both = [bench.take("mid.pem"), bench.take("root.pem")].concat();
    bench.put("both.pem", both);
    let signatory = import(&bench, "-inkey leaf.key -in leaf.pem -certfile both.pem").unwrap();
    assert_eq!(signatory.chain().len(), 3);
    assert_signs_for_openssl(&bench, &signatory);
    let refused = import(&bench, "-inkey leaf.key -in leaf.pem -certfile root.pem");
    let (subject, issuer) = ("CN=HR,O=Elsewhere".into(), "CN=Middle,O=Elsewhere".into());
    assert_eq!(refused.unwrap_err(), Error::NotIssued { subject, issuer });
}

#[test]
fn files_that_lack_a_key_or_its_certificate_are_refused_by_name() {
    let bench = bench(P256, LEAF);
    let no_key = import(&bench, "-nokeys -in leaf.pem -certfile root.pem");
    assert_eq!(no_key.unwrap_err(), Error::NoKey);
    let wrong = read_pkcs12(&bench.take("X.p12"), "S3cret");
    assert_eq!(wrong.unwrap_err(), Error::WrongPassphrase);
    let other = import(&bench, "-nocerts -inkey leaf.key");
    assert_eq!(other.unwrap_err(), Error::NoCertificateForKey(0));
    assert!(matches!(
        read_pkcs12(b"x", "s3cret"),
        Err(Error::DamagedPkcs12(_))
    ));
    let own = import(&bench, "-inkey root.key -in root.pem");
    assert_eq!(
        own.unwrap_err(),
        Error::SelfSigned("CN=Root,O=Elsewhere".into())
    );
}

#[test]
fn keys_of_other_kinds_are_refused_by_name() {
    for (kind, name) in [
        ("RSA -pkeyopt rsa_keygen_bits:1024", "RSA of 1024 bits"),
        (
            "EC -pkeyopt ec_paramgen_curve:P-384",
            "another curve than P-256",
        ),
        ("ED25519", "1.3.101.112"),
    ] {
        let bench = bench(kind, LEAF);
        let refused = import(&bench, "-inkey leaf.key -in leaf.pem -certfile root.pem");
        assert_eq!(refused.unwrap_err(), Error::UnsuitableKey(name.into()));
    }
}

#[test]
fn certificates_for_other_uses_are_refused_with_the_reason() {
    for (from, to, why) in [
        (
            "digitalSignature",
            "keyEncipherment",
            "its key usage lacks digitalSignature",
        ),
        (
            "emailProtection",
            "serverAuth",
            "its extended key usage lacks emailProtection",
        ),
        (
            "CA:FALSE",
            "CA:TRUE",
            "it belongs to an issuer of certificates",
        ),
        (
            "authorityKeyIdentifier=keyid",
            "nameConstraints=critical,permitted;email:example.org",
            "it has a critical extension that is not understood",
        ),
    ] {
        let bench = bench(P256, &LEAF.replace(from, to));
        let refused = import(&bench, "-inkey leaf.key -in leaf.pem -certfile root.pem");
        let subject = "CN=HR,O=Elsewhere".into();
        assert_eq!(
            refused.unwrap_err(),
            Error::UnsuitableCertificate { subject, why }
        );
    }
}

#[test]
fn a_damaged_file_never_comes_in_as_another_key() {
    let bench = bench(P256, LEAF);
    let options = "-inkey leaf.key -in leaf.pem -certfile root.pem -iter 1";
    let whole = import(&bench, options).unwrap();
    let file = bench.take("X.p12");
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << (at % 8);
        if let Ok(found) = read_pkcs12(&changed, "s3cret") {
            assert_eq!(found.chain(), whole.chain(), "byte {at}");
        }
        assert!(read_pkcs12(&file[..at], "s3cret").is_err(), "cut at {at}");
    }
}

#[test]
fn a_signature_of_a_long_rsa_key_fits_into_a_pdf() {
    let bench = bench("RSA -pkeyopt rsa_keygen_bits:4096", LEAF);
    let signatory = import(&bench, "-inkey leaf.key -in leaf.pem -certfile root.pem").unwrap();
    let signed = sign_pdf(&small_pdf(), &signatory, now(), "HR", "Edition 8").unwrap();
    bench.put("X.pdf", &signed);
    let said = bench.run("pdfsig -nocert X.pdf");
    assert!(said.contains("Signature is Valid"), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    let pinned = Some(signatory.root().fingerprint());
    assert!(verify_pdf(&signed, pinned, now()).unwrap().is_current);
}
