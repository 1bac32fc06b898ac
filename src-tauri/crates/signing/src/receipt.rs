//! Signed receipts (`.receipt`, in a depot `.p7m`): what a branch's key attests.
//!
//! Which key is a branch's, and which of its receipts count, the roster says.

use handbook::{BranchId, Digest, Receipt};
use jiff::Timestamp;

use crate::attached::verify_of_branch;
use crate::frame::begins_signed;
use crate::{Believed, BranchKey, Certificate, Error};

/// A receipt whose signature holds, by whatever key it brings. Nothing of it is believed before
/// that key is known to be its branch's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedReceipt(Believed<Receipt>);

impl ClaimedReceipt {
    /// Returns the branch that it says it is from.
    pub fn branch(&self) -> BranchId {
        self.0.content.branch
    }

    /// Returns its number at the branch, as it says.
    pub fn seq(&self) -> u64 {
        self.0.content.seq
    }

    /// Returns the fingerprint of the certificate that signed it.
    pub fn certificate(&self) -> Digest {
        self.0.signer
    }

    /// Believes it, if the certificate that has the fingerprint `certificate` signed it.
    pub fn believe(self, certificate: Digest) -> Result<Believed<Receipt>, Error> {
        match self.0.signer == certificate {
            true => Ok(self.0),
            false => Err(Error::OtherSigner(self.0.signer.fingerprint())),
        }
    }
}

/// Signs a receipt (DER); `at` is signed too. The same arguments give the same bytes.
///
/// To check: `openssl cms -verify -binary -inform DER -in X.receipt -CAfile branch.pem -out
/// X.json`.
pub fn sign_receipt(receipt: &Receipt, key: &BranchKey, at: Timestamp) -> Result<Vec<u8>, Error> {
    key.sign(receipt.to_json().as_bytes(), at)
}

/// Believes a receipt that was signed with the key of the certificate that has the fingerprint
/// `certificate`; another certificate is refused before its key is used.
pub fn verify_receipt(der: &[u8], certificate: Digest) -> Result<Believed<Receipt>, Error> {
    let signed = verify_of_branch(der, |own| match own.fingerprint() == certificate {
        true => Ok(()),
        false => Err(Error::OtherSigner(own.subject())),
    })?;
    signed.understood(Receipt::from_json)
}

/// Reads a receipt from a branch whose certificate is to be looked up.
///
/// What is no signed file at all is [`Error::NotAReceipt`], and not one whose signature is broken.
pub fn claimed_receipt(der: &[u8]) -> Result<ClaimedReceipt, Error> {
    if !begins_signed(der) {
        return Err(Error::NotAReceipt);
    }
    let anybody = |_: &Certificate| Ok(());
    let signed = verify_of_branch(der, anybody).map_err(|error| match error {
        Error::NotAttached => Error::NotAReceipt,
        other => other,
    })?;
    signed.understood(Receipt::from_json).map(ClaimedReceipt)
}
