//! Somebody who holds HR's keys, and signs what HR's own program never would.

use std::fs;
use std::process::Command;

use handbook::{Digest, Latest, Trust};
use jiff::Timestamp;
use signing::{Certificate, Key, SealedKey, Signatory};

use crate::company::HQ;
use crate::workbench::{PASSPHRASE, Workbench};

/// The keys of an organisation, what it has published last, and its moment now.
pub struct Forger<'a> {
    bench: &'a Workbench,
    pub root: (Key, Certificate),
    publisher: Signatory,
    pub trust: Trust,
    pub latest: Latest,
    at: Timestamp,
}

const TRUSTS: &str = "depot/handbook/v1/trust";
const LATEST: &str = "depot/handbook/v1/latest.p7m";

impl<'a> Forger<'a> {
    /// Takes the keys of an organisation that has published once.
    pub fn of(bench: &'a Workbench) -> Self {
        bench.ok(&["key", "backup", HQ, "--out", "keys"]);
        let text = |name: &str| String::from_utf8(bench.read(name)).unwrap();
        let key = |name: &str| signing::open_key(&SealedKey::from_text(text(name)), PASSPHRASE);
        let certificate = |name: &str| Certificate::from_pem(&text(name)).unwrap();
        let root = certificate("root/root.pem");
        let chain = vec![certificate("keys/publisher.pem"), root.clone()];
        let der = bench.read(&format!("{TRUSTS}/000001.p7m"));
        let trust = signing::begin_trust(&der, std::slice::from_ref(&root), 1).unwrap();
        let latest = signing::verify_latest(&bench.read(LATEST), &trust).unwrap();
        Self {
            bench,
            root: (key("root/root-key.pem").unwrap(), root),
            publisher: Signatory::new(key("keys/publisher-key.pem").unwrap(), chain).unwrap(),
            trust: trust.content().clone(),
            latest: latest.content,
            at: Timestamp::now(),
        }
    }

    /// Signs a file with the publisher's key.
    pub fn signs(&self, bytes: &[u8]) -> Vec<u8> {
        signing::sign_detached(bytes, &self.publisher, self.at).unwrap()
    }

    /// Makes the state that would follow on another.
    pub fn following(&self, latest: &Latest) -> Latest {
        let prev = Digest::of(latest.to_json().as_bytes());
        let seq = latest.seq + 1;
        Latest {
            seq,
            prev,
            ..latest.clone()
        }
    }

    /// Puts a published state into the depot.
    pub fn publishes(&self, latest: &Latest) {
        let bytes = latest.to_json().into_bytes();
        let der = signing::sign_attached(&bytes, &self.publisher, self.at).unwrap();
        self.bench.write(LATEST, &der);
    }

    /// Puts a trust into the depot, in the place of that number.
    pub fn puts_trust(&self, place: u32, trust: &Trust, signers: &[(Key, Certificate)]) {
        let bytes = trust.to_json().into_bytes();
        let der = signing::sign_by_roots(&bytes, signers, self.at).unwrap();
        self.bench.write(&format!("{TRUSTS}/{place:06}.p7m"), der);
    }

    /// Makes another root.
    pub fn other_root(&self) -> (Key, Certificate) {
        let mut random = rand_core::OsRng;
        signing::make_root("Sample Stores", "Second root", self.at, &mut random).unwrap()
    }

    /// Says in a signature of the publisher's that it was made at another time (`YYMMDDhhmmssZ`), and
    /// signs that.
    pub fn moves_in_time(&self, signature: &[u8], time: &str) -> Vec<u8> {
        let mut moved = signature.to_vec();
        let stamp = find(&moved, b"\x17\x0d", find(&moved, SIGNING_TIME, 0)) + 2;
        moved[stamp..stamp + 13].copy_from_slice(time.as_bytes());
        // The signed attributes: from the first one on, with two bytes of length before it.
        let first = find(&moved, CONTENT_TYPE, 0) - 2;
        assert_eq!(moved[first - 3..first - 1], [0xa0, 0x81]);
        let end = first + usize::from(moved[first - 1]);
        // They are signed as a set.
        self.bench.write(
            "attributes",
            [&b"\x31"[..], &moved[first - 2..end]].concat(),
        );
        let own = moved.len() - length_of_last(&moved[end..]);
        loop {
            let fresh = self.openssl_signs("attributes");
            if fresh.len() == moved.len() - own {
                moved.truncate(own);
                moved.extend(fresh);
                return moved;
            }
        }
    }

    fn openssl_signs(&self, file: &str) -> Vec<u8> {
        let script = format!(
            "openssl pkey -in keys/publisher-key.pem -passin 'pass:{PASSPHRASE}' -out open.pem
             openssl dgst -sha256 -sign open.pem -out signed {file}"
        );
        let mut shell = Command::new("sh");
        let run = shell
            .args(["-ec", &script])
            .current_dir(self.bench.path(""));
        assert!(run.status().unwrap().success(), "openssl is needed");
        fs::read(self.bench.path("signed")).unwrap()
    }
}

const SIGNING_TIME: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05";
const CONTENT_TYPE: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03";

fn find(bytes: &[u8], sought: &[u8], from: usize) -> usize {
    let mut windows = bytes[from..].windows(sought.len());
    from + windows.position(|window| window == sought).unwrap()
}

/// The length of the octets that end `rest`, which an algorithm stands before.
fn length_of_last(rest: &[u8]) -> usize {
    let algorithm = 2 + usize::from(rest[1]);
    assert_eq!(rest[algorithm], 4, "octets");
    usize::from(rest[algorithm + 1])
}

/// A line of `SHA256SUMS`.
pub fn sums_line(name: &str, content: &[u8]) -> String {
    format!("{}  {name}\n", Digest::of(content))
}
