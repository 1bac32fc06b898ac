//! A made-up handbook's keys, the same in every run.

use handbook::{HandbookId, Trust, TrustedPublisher};
use jiff::Timestamp;
use rand_core::{CryptoRng, RngCore};
use signing::{Certificate, Key, Signatory, TrustInHand};

/// When everything is made and signed: 2 March 2026.
pub fn at() -> Timestamp {
    Timestamp::from_second(1_772_409_600).expect("it is a moment")
}

/// Bytes that count up, for keys that protect nothing.
pub struct Counting(pub u64);

impl RngCore for Counting {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        rand_core::impls::fill_bytes_via_next(self, bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Counting {}

/// A root, a publisher under it, and the trust that names both.
pub struct Keys {
    pub root: (Key, Certificate),
    pub publisher: Signatory,
    pub trust: TrustInHand,
}

pub fn keys() -> Keys {
    let (key, root) = signing::make_root("Example Shops", "Root", at(), &mut Counting(1))
        .expect("the names are fit");
    let publisher = signing::make_publisher(&key, &root, "Publisher", at(), &mut Counting(99))
        .expect("the root may issue it");
    let trust = Trust {
        format: Trust::FORMAT,
        handbook: HandbookId::NONE,
        number: 1,
        epoch: 1,
        threshold: 1,
        roots: vec![root.to_pem()],
        publishers: vec![TrustedPublisher {
            certificate: publisher.certificate().to_pem(),
            from_edition: 1,
            until_edition: None,
            only: None,
        }],
        issued_at: at(),
    };
    let signers = [(key.clone(), root.clone())];
    let der = signing::write_trust(&trust, &signers).expect("its root signs it");
    let trust = signing::begin_trust(&der, std::slice::from_ref(&root), 1);
    Keys {
        root: (key, root),
        publisher,
        trust: trust.expect("its root has signed it"),
    }
}
