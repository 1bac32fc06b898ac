//! Damaged and forged files of every kind: never believed with another content, and never
//! believed where openssl reads something else.

use rand_core::RngCore;
use signing::{
    Certificate, Error, next_trust, sign_attached, sign_receipt, verify_latest, verify_receipt,
    write_trust,
};

use crate::files::{File, all};
use crate::nouns::{branch_key, in_hand, latest, listed, receipt, root_of};
use crate::trial::{Bench, Dice, signed_at};

#[test]
fn no_truncation_of_any_file_is_believed() {
    for file in all() {
        let whole = (file.read)(&file.bytes).unwrap();
        let step = if file.name.starts_with("invite") {
            7
        } else {
            1
        };
        for end in (0..file.bytes.len()).rev().step_by(step) {
            let read = (file.read)(&file.bytes[..end]);
            // An invite's last line end carries nothing.
            let is_whole = file.name.starts_with("invite") && read.as_ref() == Some(&whole);
            assert!(read.is_none() || is_whole, "{} cut at {end}", file.name);
        }
        let longer = [&file.bytes[..], b"\0"].concat();
        assert_eq!((file.read)(&longer), None, "{}", file.name);
    }
}

#[test]
fn no_flipped_bit_of_a_trust_is_believed() {
    assert_no_flip_is_believed("trust");
}

#[test]
fn no_flipped_bit_of_a_state_is_believed() {
    assert_no_flip_is_believed("latest");
}

#[test]
fn no_flipped_bit_of_an_edition_s_signature_is_believed() {
    assert_no_flip_is_believed("edition signature");
}

#[test]
fn no_flipped_bit_of_a_receipt_is_believed() {
    assert_no_flip_is_believed("receipt");
}

#[test]
fn no_flipped_bit_of_a_request_is_believed() {
    assert_no_flip_is_believed("request");
}

#[test]
#[ignore = "takes minutes: cargo test -p signing --test distribution -- --ignored"]
fn no_flipped_bit_of_any_signed_file_is_believed() {
    for file in all().iter().filter(|file| file.known.is_some()) {
        for bit in 0..file.bytes.len() * 8 {
            let read = (file.read)(&flipped(&file.bytes, bit));
            assert_eq!(read, None, "{} bit {bit}", file.name);
        }
    }
}

#[test]
fn no_flipped_bit_of_an_invite_changes_what_it_says() {
    for file in all().iter().filter(|file| file.name.starts_with("invite")) {
        let whole = (file.read)(&file.bytes);
        for bit in 0..file.bytes.len() * 8 {
            let read = (file.read)(&flipped(&file.bytes, bit));
            assert!(read.is_none() || read == whole, "{} bit {bit}", file.name);
        }
    }
}

/// Flips every bit around the content, and one in every byte of the content.
fn assert_no_flip_is_believed(name: &str) {
    let file = all().into_iter().find(|file| file.name == name).unwrap();
    let content = (file.read)(&file.bytes).unwrap().into_bytes();
    let mut places = file.bytes.windows(content.len());
    let begin = places.position(|place| place == content).unwrap_or(0);
    let inside = begin..begin + content.len();
    for byte in 0..file.bytes.len() {
        let bits = match inside.contains(&byte) {
            true => byte % 8..byte % 8 + 1,
            false => 0..8,
        };
        for bit in bits {
            let read = (file.read)(&flipped(&file.bytes, byte * 8 + bit));
            assert_eq!(read, None, "byte {byte}, bit {bit}");
        }
    }
}

#[test]
fn what_is_believed_here_openssl_reads_alike() {
    compare_with_openssl(12);
}

#[test]
#[ignore = "asks openssl thousands of times: cargo test -p signing --test distribution -- --ignored"]
fn what_is_believed_here_openssl_reads_alike_in_thousands_of_files() {
    compare_with_openssl(1500);
}

/// Changes each kind of file in `count` ways, and has openssl read all of them in one run.
fn compare_with_openssl(count: usize) {
    let files: Vec<File> = all().into_iter().filter(|f| f.known.is_some()).collect();
    let (mut dice, mut believed, mut accepted) = (Dice(42), 0, 0);
    for (i, file) in files.iter().enumerate() {
        let other = &files[(i + 1) % files.len()].bytes;
        let mut changed = vec![file.bytes.clone()];
        changed.extend((1..count).map(|_| mutated(&file.bytes, other, &mut dice)));
        let theirs = openssl_reads(&changed, file.known.as_ref().unwrap());
        for (bytes, theirs) in changed.iter().zip(theirs) {
            let ours = (file.read)(bytes);
            accepted += usize::from(theirs.is_some());
            believed += usize::from(ours.is_some());
            let is_alike = ours.is_none() || ours == theirs;
            assert!(is_alike, "{}: {ours:?} {theirs:?} {bytes:02x?}", file.name);
        }
    }
    println!("believed here: {believed}, accepted by openssl: {accepted}");
    assert!(believed >= files.len(), "the files themselves are believed");
    assert!(
        accepted > believed,
        "openssl accepts changes of what nobody signed"
    );
}

/// Returns what openssl takes for the content of each file, if it accepts it.
fn openssl_reads(files: &[Vec<u8>], known: &str) -> Vec<Option<String>> {
    let bench = Bench::new();
    bench.put("known.pem", known);
    for (i, bytes) in files.iter().enumerate() {
        bench.put(&format!("{i}.p7m"), bytes);
    }
    let one = "openssl cms -verify -binary -inform DER -in $f -CAfile known.pem -no_check_time";
    bench.put(
        "all.sh",
        format!("for f in *.p7m; do {one} -out $f.out 2>$f.err && : >$f.fine; done; true"),
    );
    bench.run("sh all.sh");
    let read = |i: usize| {
        let is_fine = bench.path().join(format!("{i}.p7m.fine")).exists();
        is_fine.then(|| String::from_utf8_lossy(&bench.take(&format!("{i}.p7m.out"))).into_owned())
    };
    (0..files.len()).map(read).collect()
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[bit / 8] ^= 1 << (bit % 8);
    changed
}

/// Flips a bit, removes, doubles or swaps bytes, or takes a piece from another kind of file.
fn mutated(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut roll = |most: usize| (dice.next_u64() % most.max(1) as u64) as usize;
    let (at, to) = (roll(bytes.len()), roll(bytes.len()));
    let mut changed = bytes.to_vec();
    match roll(10) {
        0 => drop(changed.remove(at)),
        1 => changed.insert(at, bytes[to]),
        2 => changed.swap(at, to),
        3 => {
            let piece = &other[roll(other.len())..];
            let piece = &piece[..piece.len().min(1 + roll(200)).min(bytes.len() - at)];
            changed.splice(at..at + piece.len(), piece.iter().copied());
        }
        4 => changed[at] = 0x80,
        _ => changed = flipped(bytes, roll(bytes.len() * 8)),
    }
    changed
}

#[test]
fn a_changed_word_and_a_changed_signature_are_told_apart() {
    let (trust, publisher) = in_hand();
    let key = branch_key(1);
    let roots = [root_of(11)];
    let next = crate::nouns::trust(2, 1, &roots, &[listed(&publisher)]);
    let next = write_trust(&next, &roots).unwrap();
    let state = sign_attached(latest(7).to_json().as_bytes(), &publisher, signed_at()).unwrap();
    let receipt = sign_receipt(&receipt(), &key, signed_at()).unwrap();
    let read_trust = |der: &[u8]| next_trust(&trust, der).unwrap_err();
    let read_state = |der: &[u8]| verify_latest(der, &trust).unwrap_err();
    let known = key.certificate().fingerprint();
    let read_receipt = |der: &[u8]| verify_receipt(der, known).unwrap_err();
    let cases: [(&[u8], &Certificate, Refuse<'_>); 3] = [
        (&next, &roots[0].1, &read_trust),
        (&state, publisher.certificate(), &read_state),
        (&receipt, key.certificate(), &read_receipt),
    ];
    for (der, signer, read) in cases {
        assert_eq!(read(&with_other_format(der)), Error::ContentChanged);
        let broken = flipped(der, der.len() * 8 - 8);
        assert_eq!(read(&broken), Error::SignatureBroken(signer.subject()));
    }
}

/// Returns why a file is refused.
type Refuse<'a> = &'a dyn Fn(&[u8]) -> Error;

/// Changes one digit of the content: `format` becomes 2.
fn with_other_format(der: &[u8]) -> Vec<u8> {
    let before = br#""format": 1"#;
    let mut places = der.windows(before.len());
    let at = places.position(|place| place == before).unwrap();
    let mut changed = der.to_vec();
    changed[at + before.len() - 1] = b'2';
    changed
}
