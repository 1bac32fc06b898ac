//! Branches: their keys, requests, receipts, and the invites that they begin with.

use handbook::{BranchId, Digest};
use signing::{
    Certificate, Error, Secret, claimed_receipt, invite_name, make_branch_key, open_branch_key,
    open_invite, open_invite_file, seal_invite, sign_receipt, verify_receipt, verify_request,
    write_invite_file, write_request,
};

use crate::nouns::{
    branch_id, branch_key, invite, publisher_under, receipt, request, root_of, secret,
};
use crate::trial::{Bench, Dice, moment, signed_at};

#[test]
fn openssl_reads_a_receipt_with_the_branch_s_certificate_alone() {
    let key = branch_key(1);
    let bench = Bench::new();
    bench.put("branch.pem", key.certificate().to_pem());
    // Even a clock that stands at 1970 or runs far ahead locks no branch out.
    for at in [
        "1970-01-01T00:00:00Z",
        "2026-03-02T09:30:00Z",
        "9999-01-01T00:00:00Z",
    ] {
        let der = sign_receipt(&receipt(), &key, moment(at)).unwrap();
        bench.put("X.receipt", &der);
        bench.run(
            "openssl cms -verify -binary -inform DER -in X.receipt -CAfile branch.pem -out X.json",
        );
        assert_eq!(bench.take("X.json"), receipt().to_json().as_bytes());
        let believed = verify_receipt(&der, key.certificate().fingerprint()).unwrap();
        assert_eq!(believed.content, receipt());
        assert_eq!(believed.signed_at, moment(at));
    }
    let said = bench.run("openssl x509 -in branch.pem -noout -text");
    for expected in [
        "O = Example Shops, CN = Riverside",
        "Not Before: Jan  1 00:00:00 1970 GMT",
        "Not After : Dec 31 23:59:59 9999 GMT",
        "CA:FALSE",
        "Digital Signature\n",
        "P-256",
    ] {
        assert!(said.contains(expected), "{expected} is missing from {said}");
    }
}

#[test]
fn a_receipt_is_believed_only_from_the_branch_s_own_key() {
    let (own, other) = (branch_key(1), branch_key(2));
    let der = sign_receipt(&receipt(), &own, signed_at()).unwrap();
    let known = own.certificate().fingerprint();
    let claimed = claimed_receipt(&der).unwrap();
    assert_eq!(claimed.branch(), branch_id(1));
    assert_eq!(claimed.certificate(), known);
    let believed = claimed.believe(known).unwrap();
    assert_eq!(believed, verify_receipt(&der, known).unwrap());
    assert_eq!(believed.digest, Digest::of(receipt().to_json().as_bytes()));
    // The other branch has the same name, and claims to be this one.
    let forged = sign_receipt(&receipt(), &other, signed_at()).unwrap();
    let claimed = claimed_receipt(&forged).unwrap();
    assert_eq!(claimed.branch(), branch_id(1));
    let refused = [
        claimed.believe(known).unwrap_err(),
        verify_receipt(&forged, known).unwrap_err(),
    ];
    for refused in refused {
        assert!(matches!(refused, Error::OtherSigner(_)), "{refused:?}");
    }
    let publisher = publisher_under(&root_of(1), 2);
    let by_hr =
        signing::sign_attached(receipt().to_json().as_bytes(), &publisher, signed_at()).unwrap();
    let refused = claimed_receipt(&by_hr).unwrap_err();
    assert!(matches!(refused, Error::NotIssued { .. }), "{refused:?}");
}

#[test]
fn a_branch_s_key_is_kept_unsealed_and_comes_back() {
    let key = branch_key(1);
    let pem = key.to_pem();
    let der = key.certificate().as_der();
    let opened = open_branch_key(&pem, der).unwrap();
    let sign = |key| sign_receipt(&receipt(), key, signed_at()).unwrap();
    assert_eq!(sign(&opened), sign(&key));
    let bench = Bench::new();
    bench.put("key.pem", pem.as_bytes());
    bench.put("branch.pem", key.certificate().to_pem());
    let public = bench.run("openssl pkey -in key.pem -pubout");
    let named = bench.run("openssl x509 -in branch.pem -noout -pubkey");
    assert_eq!(public, named);
    assert!(!format!("{key:?}").contains(&pem[40..60]));
    let other = branch_key(2);
    let refused = open_branch_key(&pem, other.certificate().as_der()).unwrap_err();
    assert_eq!(refused, Error::KeyOfAnother(other.certificate().subject()));
    for damaged in ["", "x", &pem[..60], &pem.replace("PRIVATE", "PUBLIC")] {
        let refused = open_branch_key(damaged, der).unwrap_err();
        assert!(matches!(refused, Error::DamagedKey(_)), "{refused:?}");
    }
}

#[test]
fn a_branch_with_a_long_name_gets_a_key_all_the_same() {
    let long = format!(" {} ", "దుకాణం ".repeat(20));
    let key = make_branch_key(&long, &long, &mut Dice(5)).unwrap();
    let name = key.certificate().common_name().unwrap();
    assert!(
        long.trim().starts_with(&name) && name.chars().count() > 50,
        "{name}"
    );
}

#[test]
fn a_request_shows_whether_its_sender_holds_the_invite_s_secret() {
    let key = branch_key(1);
    let asked = request(&key, &secret());
    let der = write_request(&asked, &key, signed_at()).unwrap();
    let read = verify_request(&der).unwrap();
    assert_eq!(read.content, asked);
    assert_eq!(read.certificate, *key.certificate());
    assert!(read.is_proven_by(&secret()));
    assert!(!read.is_proven_by(&Secret::generate(&mut Dice(78))));
    // Somebody who saw the request cannot put an own key under its proof.
    let thief = branch_key(2);
    let der = write_request(&asked, &thief, signed_at()).unwrap();
    let stolen = verify_request(&der).unwrap();
    assert!(!stolen.is_proven_by(&secret()));
}

#[test]
fn the_proof_is_what_openssl_computes() {
    let key = branch_key(1);
    let bench = Bench::new();
    bench.put("branch.der", key.certificate().as_der());
    let hex: String = secret()
        .as_bytes()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let said = bench.run(&format!(
        "openssl dgst -sha256 -mac HMAC -macopt hexkey:{hex} branch.der"
    ));
    let proof = signing::proof_of(&secret(), key.certificate()).to_string();
    assert!(said.contains(&proof), "{said}");
}

#[test]
fn a_secret_survives_being_read_aloud() {
    let words = secret().to_words();
    assert_eq!(words.split('-').count(), 9);
    let spaced = words.replace('-', "  ");
    let letters: String = words.chars().flat_map(|c| [c, ' ']).collect();
    for heard in [
        words.to_string(),
        words.to_uppercase(),
        spaced.clone(),
        words.replace('-', ""),
        words.replace('-', " – "),
        format!("\n {spaced}.\n"),
        letters,
    ] {
        let read = Secret::from_words(&heard).unwrap();
        assert_eq!(read.as_bytes(), secret().as_bytes(), "{heard}");
    }
    assert_eq!(format!("{:?}", secret()), "Secret");
}

#[test]
fn a_misheard_word_is_noticed_and_told_where_it_can_be() {
    let words = secret().to_words();
    let read = |text: &str| Secret::from_words(text).map(|_| ()).unwrap_err();
    let replace = |place: usize, word: &str| {
        let mut all: Vec<&str> = words.split('-').collect();
        all[place] = word;
        all.join(" ")
    };
    assert_eq!(read(&replace(2, "cabin")), Error::UnfitSecretWord(3));
    assert_eq!(read(&replace(8, "lusa")), Error::UnfitSecretWord(9));
    assert_eq!(read(&replace(0, "lüsab")), Error::UnfitSecretWord(1));
    assert_eq!(read(""), Error::SecretLength(0));
    assert_eq!(read(&words[..words.len() - 6]), Error::SecretLength(40));
    let mut unnoticed = 0;
    for place in 0..9 {
        for other in 1000..1100 {
            let other = Secret::generate(&mut Dice(other)).to_words();
            let heard = replace(place, &other[..5]);
            unnoticed += usize::from(Secret::from_words(&heard).is_ok());
        }
    }
    assert_eq!(unnoticed, 0, "one in 65536 is expected");
    let swapped = replace(0, &words[6..11]).replacen(&words[6..11], &words[..5], 2);
    assert_eq!(read(&swapped), Error::WrongSecretWords);
}

#[test]
fn words_are_proquints_as_published() {
    // 127.0.0.1 and 63.84.220.193 of the proposal.
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&[127, 0, 0, 1, 63, 84, 220, 193]);
    let words = Secret::from_bytes(bytes).to_words();
    assert!(words.starts_with("lusab-babad-gutih-tugad-"), "{}", *words);
}

#[test]
fn an_invite_opens_with_its_secret_only() {
    let sealed = seal_invite(&invite(), &secret());
    assert_eq!(open_invite(&sealed, &secret()).unwrap(), invite());
    let other = Secret::generate(&mut Dice(1));
    assert_eq!(open_invite(&sealed, &other), Err(Error::WrongSecret));
    let text = String::from_utf8(sealed).unwrap();
    assert!(!text.contains("secret"));
    let name = invite_name(&secret());
    assert!(name.len() == 32 && name.chars().all(|c| c.is_ascii_hexdigit()));
    assert_ne!(name, invite_name(&other));
}

#[test]
fn an_invite_s_file_brings_its_secret_along() {
    let file = write_invite_file(&invite(), &secret());
    let (opened, brought) = open_invite_file(&file).unwrap();
    assert_eq!(opened, invite());
    assert_eq!(brought.as_bytes(), secret().as_bytes());
    let refused = open_invite(&file, &secret()).unwrap_err();
    assert!(matches!(refused, Error::DamagedInvite(_)), "{refused:?}");
    let text = String::from_utf8(file).unwrap();
    let words = Secret::generate(&mut Dice(3)).to_words();
    let other = text.replace(secret().to_words().as_str(), &words);
    assert_eq!(
        open_invite_file(other.as_bytes()).unwrap_err(),
        Error::WrongSecret
    );
}

#[test]
fn a_branch_s_certificate_is_no_use_as_a_root_or_a_publisher() {
    let key = branch_key(1);
    let own: &Certificate = key.certificate();
    let (trust, _) = crate::nouns::in_hand();
    let der = sign_receipt(&receipt(), &key, signed_at()).unwrap();
    let refused = signing::verify_latest(&der, &trust).unwrap_err();
    assert_eq!(refused, Error::UnknownPublisher(own.subject()));
    let refused = signing::begin_trust(&der, std::slice::from_ref(own), 1).unwrap_err();
    assert!(
        matches!(refused, Error::UnsuitableCertificate { .. }),
        "{refused:?}"
    );
    assert_ne!(receipt().branch, BranchId::NONE);
}

#[test]
fn anyone_can_take_the_certificate_out_of_a_receipt_and_compare_it_with_the_roster() {
    let key = branch_key(1);
    let bench = Bench::new();
    let der = sign_receipt(&receipt(), &key, signed_at()).unwrap();
    bench.put("X.receipt", der);
    bench.run("openssl cms -cmsout -print -inform DER -in X.receipt -noout");
    bench.run("openssl pkcs7 -inform DER -in X.receipt -print_certs -out branch.pem");
    let said = bench.run("openssl x509 -in branch.pem -noout -fingerprint -sha256");
    let fingerprint = key.certificate().fingerprint().to_string();
    let said = said.replace(':', "").to_lowercase();
    assert!(said.contains(&fingerprint), "{said}");
}
