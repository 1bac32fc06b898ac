//! Signed receipts (`.receipt`, in a depot `.p7m`): what a branch's key attests.
//!
//! Which key is a branch's, and which of its receipts count, the roster says.

use handbook::{BranchId, Digest, Receipt};
use jiff::Timestamp;

use crate::attached::verify_of_branch;
use crate::{Believed, BranchKey, Certificate, Error};

/// Who a receipt says it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptHead {
    /// The branch.
    pub branch: BranchId,
    /// The fingerprint of the certificate that signed it.
    pub certificate: Digest,
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

/// Tells who a receipt says it is from, so that the certificate can be looked up.
///
/// Its signature holds, but by whatever key it brings: nothing is believed before
/// [`verify_receipt`], whose content then names the same branch, being the same bytes.
pub fn receipt_of(der: &[u8]) -> Result<ReceiptHead, Error> {
    let anybody = |_: &Certificate| Ok(());
    let receipt = verify_of_branch(der, anybody)?.understood(Receipt::from_json)?;
    Ok(ReceiptHead {
        branch: receipt.content.branch,
        certificate: receipt.signer,
    })
}
