//! One real file of every kind, and what reading it with our eyes gives.

use handbook::{Digest, Latest};
use signing::{
    Certificate, TrustInHand, begin_trust, claimed_receipt, next_trust, seal_invite, sign_attached,
    sign_detached, sign_receipt, verify_arrivals, verify_edition_signature, verify_latest,
    verify_receipt, verify_request, verify_roster, write_invite_file, write_request, write_trust,
};

use crate::nouns::{
    arrivals, branch_key, in_hand, invite, latest, listed, publisher_under, receipt, request,
    root_of, roster, secret, trust,
};
use crate::trial::signed_at;

/// Returns the content of some bytes, if they are believed.
type Reader = Box<dyn Fn(&[u8]) -> Option<String> + Send + Sync>;

/// A file, how it is read, and who openssl must know to read it.
pub struct File {
    /// What kind of file it is.
    pub name: &'static str,
    /// A real one.
    pub bytes: Vec<u8>,
    /// Returns the content, if the file is believed.
    pub read: Reader,
    /// The certificates that openssl needs; none for files that are no CMS.
    pub known: Option<String>,
}

/// The content that [`File::read`] returns for an edition's detached signature.
pub const SIGNED: &str = "signed";

fn small_latest() -> Latest {
    Latest {
        editions: vec![],
        ..latest(7)
    }
}

pub fn all() -> Vec<File> {
    let mut all = vec![trusts(), joint_trusts(), latests(), editions(), requests()];
    all.extend([receipts(), receipts_of_anybody()]);
    all.extend(rosters_and_arrivals());
    all.extend(invites());
    all
}

/// The second trust, for somebody who has the first, of one root.
fn trusts() -> File {
    let (current, publisher) = in_hand();
    let roots = [root_of(11)];
    let next = trust(2, 1, &roots, &[listed(&publisher)]);
    File {
        name: "trust",
        bytes: write_trust(&next, &roots).unwrap(),
        read: Box::new(move |der| Some(next_trust(&current, der).ok()?.content().to_json())),
        known: Some(roots[0].1.to_pem()),
    }
}

/// A first trust that two roots have signed.
fn joint_trusts() -> File {
    let roots = [root_of(1), root_of(2)];
    let known: Vec<_> = roots.iter().map(|(_, root)| root.clone()).collect();
    let pem = known.iter().map(Certificate::to_pem).collect();
    let trust = trust(1, 2, &roots, &[listed(&publisher_under(&roots[0], 50))]);
    File {
        name: "trust of two roots",
        bytes: write_trust(&trust, &roots).unwrap(),
        read: Box::new(move |der| Some(begin_trust(der, &known, 2).ok()?.content().to_json())),
        known: Some(pem),
    }
}

fn of_publisher(
    name: &'static str,
    json: String,
    read: impl Fn(&[u8], &TrustInHand) -> Option<String> + Send + Sync + 'static,
) -> File {
    let (trust, publisher) = in_hand();
    File {
        name,
        bytes: sign_attached(json.as_bytes(), &publisher, signed_at()).unwrap(),
        read: Box::new(move |der| read(der, &trust)),
        known: Some(publisher.root().to_pem()),
    }
}

fn latests() -> File {
    of_publisher("latest", small_latest().to_json(), |der, trust| {
        Some(verify_latest(der, trust).ok()?.content.to_json())
    })
}

fn rosters_and_arrivals() -> [File; 2] {
    let roster = of_publisher("roster", roster().to_json(), |der, trust| {
        Some(verify_roster(der, trust).ok()?.content.to_json())
    });
    let arrivals = of_publisher("arrivals", arrivals().to_json(), |der, trust| {
        Some(verify_arrivals(der, trust).ok()?.content.to_json())
    });
    [roster, arrivals]
}

fn editions() -> File {
    let (trust, publisher) = in_hand();
    let digest = Digest::of(b"first");
    File {
        name: "edition signature",
        bytes: sign_detached(b"first", &publisher, signed_at()).unwrap(),
        read: Box::new(move |der| {
            verify_edition_signature(digest, der, &trust, signed_at()).ok()?;
            Some(SIGNED.to_string())
        }),
        known: None,
    }
}

fn receipts() -> File {
    let key = branch_key(1);
    let certificate = key.certificate().fingerprint();
    File {
        name: "receipt",
        bytes: sign_receipt(&receipt(), &key, signed_at()).unwrap(),
        read: Box::new(move |der| Some(verify_receipt(der, certificate).ok()?.content.to_json())),
        known: Some(key.certificate().to_pem()),
    }
}

/// A receipt as somebody reads it who does not know the branch's key yet.
fn receipts_of_anybody() -> File {
    let whole = receipt().to_json();
    File {
        name: "receipt of anybody",
        read: Box::new(move |der| {
            let claimed = claimed_receipt(der).ok()?;
            (claimed.branch() == receipt().branch).then(|| whole.clone())
        }),
        known: None,
        ..receipts()
    }
}

fn requests() -> File {
    let (key, secret) = (branch_key(1), secret());
    let bytes = write_request(&request(&key, &secret), &key, signed_at()).unwrap();
    File {
        name: "request",
        bytes,
        read: Box::new(move |der| {
            let request = verify_request(der).ok()?;
            let is_proven = request.is_proven_by(&secret);
            is_proven.then(|| request.content.to_json())
        }),
        known: Some(key.certificate().to_pem()),
    }
}

fn invites() -> [File; 2] {
    let sealed = File {
        name: "invite in a depot",
        bytes: seal_invite(&invite(), &secret()),
        read: Box::new(|bytes| Some(signing::open_invite(bytes, &secret()).ok()?.to_json())),
        known: None,
    };
    let file = File {
        name: "invite file",
        bytes: write_invite_file(&invite(), &secret()),
        read: Box::new(|bytes| Some(signing::open_invite_file(bytes).ok()?.0.to_json())),
        known: None,
    };
    [sealed, file]
}
