//! Roots, publishers and sealed keys, as openssl sees them.

use signing::{Certificate, Error, Key, SealedKey, make_publisher, make_root, open_key, seal_key};

use crate::trial::{Bench, Dice, made_at, moment, publisher, root};

const PASSPHRASE: &str = "seven plumb lines, నిలువు";

#[test]
fn openssl_follows_a_publisher_to_its_root() {
    let publisher = publisher();
    let bench = Bench::new();
    bench.put("root.pem", publisher.root().to_pem());
    bench.put("leaf.pem", publisher.certificate().to_pem());
    bench.run(
        "openssl verify -x509_strict -check_ss_sig -purpose smimesign -attime 1772500000 \
         -CAfile root.pem leaf.pem",
    );
    let said = bench.run("openssl x509 -in leaf.pem -noout -text -fingerprint -sha256");
    for expected in [
        "O = Example Shops, CN = Handbook publisher",
        "E-mail Protection, 1.3.6.1.5.5.7.3.36",
        "CA:FALSE",
        "Digital Signature\n",
        "Not Before: Mar  1 00:00:00 2026 GMT",
        "Not After : Mar  1 00:00:00 2029 GMT",
        "X509v3 Authority Key Identifier",
    ] {
        assert!(said.contains(expected), "{expected} is missing from {said}");
    }
    let fingerprint = publisher.certificate().fingerprint().to_string();
    assert!(said.replace(':', "").to_lowercase().contains(&fingerprint));
}

#[test]
fn a_root_holds_twenty_years_and_issues_nothing_but_signers() {
    let (_, root) = root();
    assert_eq!(root.valid_until(), moment("2046-03-01T00:00:00Z"));
    let bench = Bench::new();
    bench.put("root.pem", root.to_pem());
    let said = bench.run("openssl x509 -in root.pem -noout -text");
    assert!(said.contains("CA:TRUE, pathlen:0"), "{said}");
    assert!(said.contains("Certificate Sign, CRL Sign"), "{said}");
}

#[test]
fn a_new_publisher_under_an_old_root_ends_with_the_root() {
    let (key, root) = root();
    let at = moment("2045-06-01T00:00:00Z");
    let late = make_publisher(&key, &root, "Second publisher", at, &mut Dice(3)).unwrap();
    assert_eq!(late.certificate().valid_until(), root.valid_until());
    let after = moment("2047-01-01T00:00:00Z");
    let refused = make_publisher(&key, &root, "Third publisher", after, &mut Dice(4));
    assert!(matches!(refused, Err(Error::Expired { .. })), "{refused:?}");
}

#[test]
fn only_the_root_s_own_key_makes_publishers() {
    let (_, root) = root();
    let other = Key::generate(&mut Dice(9));
    let refused = make_publisher(&other, &root, "Handbook publisher", made_at(), &mut Dice(4));
    assert_eq!(refused.unwrap_err(), Error::KeyOfAnother(root.subject()));
}

#[test]
fn names_are_kept_as_they_are_and_odd_ones_are_refused() {
    let organisation = "Aling \"Nena\" & Sons, Inc. + CN=x\\, దుకాణం";
    let (key, root) = make_root(organisation, "Root", made_at(), &mut Dice(5)).unwrap();
    assert_eq!(root.organisation().as_deref(), Some(organisation));
    let leaf = make_publisher(&key, &root, "HR", made_at(), &mut Dice(6)).unwrap();
    assert_eq!(leaf.certificate().common_name().as_deref(), Some("HR"));
    assert_eq!(
        leaf.certificate().organisation().as_deref(),
        Some(organisation)
    );
    for odd in ["", " HR", "two\nlines", "\u{202e}RH", &"x".repeat(65)] {
        let refused = make_root("Example Shops", odd, made_at(), &mut Dice(5));
        assert_eq!(refused.unwrap_err(), Error::UnfitName(odd.to_string()));
    }
    let twin = make_publisher(&key, &root, "Root", made_at(), &mut Dice(6));
    assert_eq!(twin.unwrap_err(), Error::NamedLikeRoot("Root".into()));
}

#[test]
fn certificates_survive_pem_and_der_and_nothing_else() {
    let (_, root) = root();
    assert_eq!(Certificate::from_pem(&root.to_pem()), Ok(root.clone()));
    assert_eq!(Certificate::from_der(root.as_der()), Ok(root.clone()));
    for end in 0..root.as_der().len() {
        assert!(Certificate::from_der(&root.as_der()[..end]).is_err());
    }
    let longer = [root.as_der(), b"\0"].concat();
    assert_eq!(Certificate::from_der(&longer), Err(Error::NotACertificate));
    assert_eq!(
        Certificate::from_pem("nothing"),
        Err(Error::NotACertificate)
    );
}

#[test]
fn openssl_opens_a_sealed_key() {
    let publisher = publisher();
    let sealed = seal_key(publisher.key(), PASSPHRASE, &mut Dice(7)).unwrap();
    let bench = Bench::new();
    bench.put("key.pem", sealed.as_text());
    bench.put("passphrase", PASSPHRASE);
    bench.put("leaf.pem", publisher.certificate().to_pem());
    let public = bench.run("openssl pkey -in key.pem -passin file:passphrase -pubout");
    assert_eq!(
        public,
        bench.run("openssl x509 -in leaf.pem -noout -pubkey")
    );
    let said = bench.run("openssl asn1parse -in key.pem");
    for expected in ["PBES2", "scrypt", "INTEGER           :4000", "aes-256-cbc"] {
        assert!(said.contains(expected), "{expected} is missing from {said}");
    }
}

#[test]
fn a_wrong_passphrase_and_a_damaged_file_are_told_apart() {
    let publisher = publisher();
    let sealed = seal_key(publisher.key(), PASSPHRASE, &mut Dice(7)).unwrap();
    let kept = SealedKey::from_text(sealed.as_text().replace('\n', "\r\n"));
    let opened = open_key(&kept, PASSPHRASE).unwrap();
    assert!(signing::Signatory::new(opened, publisher.chain().to_vec()).is_ok());
    assert_eq!(open_key(&sealed, "x").unwrap_err(), Error::WrongPassphrase);
    for at in (0..sealed.as_text().trim_end().len()).step_by(3) {
        let mut bytes = sealed.as_text().as_bytes().to_vec();
        bytes[at] ^= 2;
        let text = String::from_utf8(bytes).unwrap();
        let refused = open_key(&SealedKey::from_text(text), PASSPHRASE);
        assert!(
            matches!(refused, Err(Error::DamagedKey(_))),
            "byte {at}: {refused:?}"
        );
        let cut = open_key(&SealedKey::from_text(&sealed.as_text()[..at]), PASSPHRASE);
        assert!(
            matches!(cut, Err(Error::DamagedKey(_))),
            "cut at {at}: {cut:?}"
        );
    }
}

#[test]
fn a_key_never_prints_itself() {
    assert_eq!(
        format!("{:?}", Key::generate(&mut Dice(1))),
        "Key(P-256, secret)"
    );
}
