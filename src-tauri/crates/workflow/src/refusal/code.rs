//! The codes of refusals: one where somebody would do something else about it, or look elsewhere.

use std::fmt;

use depot::BadParcel;
use serde::Serialize;
use signing::Error as Signing;

/// Why a file was refused, as the window and scripts tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalCode {
    /// An edition older than the newest one here.
    OlderEdition,
    /// Another edition, state or trust with a number that was used before.
    TwoPublishers,
    /// A received edition that was signed with a stolen key.
    Disowned,
    /// An edition whose number a forged one has taken here.
    NumberTaken,
    /// Signed with a key that the roots do not vouch for, or by strangers.
    UnknownPublisher,
    /// Signed with a key that the roots have put out of use.
    PublisherOutOfUse,
    /// An edition that the signed list of editions does not hold.
    BackDated,
    /// Of another handbook.
    OtherHandbook,
    /// Signed after the certificate had expired.
    Expired,
    /// Signed before the certificate began.
    NotYetValid,
    /// A certificate that may not sign this, or that nobody issued.
    CertificateUnfit,
    /// Other bytes than were promised.
    Damaged,
    /// The system does not let it be read.
    Unreadable,
    /// Its end is missing.
    CutOff,
    /// Genuine, but in a form that is not known here.
    ContentUnknown,
    /// No edition file.
    NotAnEdition,
    /// No parcel.
    NotAParcel,
    /// Nothing that a branch sends.
    NotAReceipt,
    /// A file of a kind that is not taken in here.
    UnknownFile,
    /// Larger than is read.
    TooLarge,
    /// A zip with a name that is not safe on every computer.
    EntryNameUnsafe,
    /// A zip with one name twice.
    EntryTwice,
    /// A zip of which one entry lies over another.
    EntriesOverlap,
    /// A zip with something behind its end.
    TrailingData,
    /// A zip with more entries than are read.
    TooManyEntries,
    /// A zip with an entry that is compressed or encrypted.
    Compressed,
    /// A zip with a link, a folder or a program, or a link in a depot.
    Link,
    /// A zip that was packed in another way than Plumbline packs.
    NotCanonical,
    /// No signature beside it.
    SignatureMissing,
    /// A signature that does not hold.
    SignatureBroken,
    /// A signature with its content where one without is needed, or the reverse.
    SignatureUnfit,
    /// A trust older than the one here.
    TrustOlder,
    /// A trust whose predecessor is missing.
    TrustSkipped,
    /// A trust that only the old roots have signed.
    TrustOneSided,
    /// A trust that too few roots have signed.
    TrustTooFew,
    /// A state that belongs to a newer trust.
    TrustNeeded,
    /// A trust that contradicts itself.
    TrustUnfit,
    /// A published state older than the one seen before.
    StateOlder,
    /// A published state that contradicts itself.
    StateUnfit,
    /// A depot without the state that it held before.
    StateGone,
    /// From a branch that is not in the register.
    UnknownBranch,
    /// Signed with a key that was not accepted for its branch.
    UnknownKey,
    /// Signed with a key that waits to be accepted.
    KeyWaits,
    /// Signed with a branch's key that was put out of use.
    KeyOutOfUse,
    /// The branch's own key was put out of use.
    OwnKeyOutOfUse,
    /// Another receipt of the branch has the same number.
    ReceiptConflict,
}

impl fmt::Display for RefusalCode {
    /// Writes the code as it stands in JSON, such as `older-edition`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(formatter)
    }
}

/// Names what a signature, a certificate, the chain of trust or the form of a file refuses.
pub(super) fn of_signing(error: &Signing) -> RefusalCode {
    of_trust(error)
        .or_else(|| of_certificate(error))
        .or_else(|| of_file(error))
        .unwrap_or(RefusalCode::SignatureBroken)
}

/// Names what the chain of trust and the published state refuse.
fn of_trust(error: &Signing) -> Option<RefusalCode> {
    Some(match error {
        Signing::TrustRollback { .. } | Signing::EpochBack { .. } => RefusalCode::TrustOlder,
        Signing::TrustSkipped { .. } => RefusalCode::TrustSkipped,
        Signing::OldRootsOnly { .. } => RefusalCode::TrustOneSided,
        Signing::TooFewRoots { .. } | Signing::TooFewNewRoots { .. } => RefusalCode::TrustTooFew,
        Signing::NewerTrustNeeded { .. } => RefusalCode::TrustNeeded,
        Signing::UnfitTrust(_)
        | Signing::UnfitThreshold { .. }
        | Signing::NoPublisher
        | Signing::RootTwice(_) => RefusalCode::TrustUnfit,
        Signing::TwoTrusts(_) | Signing::TwoPublishers { .. } => RefusalCode::TwoPublishers,
        Signing::OlderTrust { .. } | Signing::OtherEpoch { .. } | Signing::StateRollback { .. } => {
            RefusalCode::StateOlder
        }
        Signing::UnfitState(_) => RefusalCode::StateUnfit,
        Signing::NoKnownRoot(_)
        | Signing::StrangeRoot(_)
        | Signing::UnknownPublisher(_)
        | Signing::OtherSigner(_)
        | Signing::OtherRoot { .. } => RefusalCode::UnknownPublisher,
        Signing::PublisherRetired { .. }
        | Signing::PublisherStolen(_)
        | Signing::EditionOutOfRange { .. }
        | Signing::NotGenuine { .. } => RefusalCode::PublisherOutOfUse,
        Signing::OtherEditionFile { .. }
        | Signing::EditionUnlisted { .. }
        | Signing::HistoryRewritten(_) => RefusalCode::BackDated,
        Signing::OtherHandbook { .. } => RefusalCode::OtherHandbook,
        _ => return None,
    })
}

/// Names what certificates refuse, and signatures of another kind.
fn of_certificate(error: &Signing) -> Option<RefusalCode> {
    Some(match error {
        Signing::Expired { .. } => RefusalCode::Expired,
        Signing::NotYetValid { .. } => RefusalCode::NotYetValid,
        Signing::UnsuitableCertificate { .. }
        | Signing::SelfSigned(_)
        | Signing::NotIssued { .. }
        | Signing::StrayCertificate(_)
        | Signing::NotACertificate => RefusalCode::CertificateUnfit,
        Signing::NotAttached | Signing::NotDetached => RefusalCode::SignatureUnfit,
        _ => return None,
    })
}

/// Names what the form of a file refuses.
fn of_file(error: &Signing) -> Option<RefusalCode> {
    Some(match error {
        Signing::NotAnEditionFile => RefusalCode::NotAnEdition,
        Signing::NotAReceipt => RefusalCode::NotAReceipt,
        Signing::TooLarge { .. }
        | Signing::EntryTooLarge { .. }
        | Signing::SignedTooLong { .. } => RefusalCode::TooLarge,
        Signing::CutOff(_) => RefusalCode::CutOff,
        Signing::TooManyEntries(_) => RefusalCode::TooManyEntries,
        Signing::UnfitEntryName(_) => RefusalCode::EntryNameUnsafe,
        Signing::EntryTwice(_) => RefusalCode::EntryTwice,
        Signing::EntriesOverlap(_) => RefusalCode::EntriesOverlap,
        Signing::NotStored(_) => RefusalCode::Compressed,
        Signing::NotPlainFile(_) => RefusalCode::Link,
        Signing::TrailingData(_) => RefusalCode::TrailingData,
        Signing::NotCanonical(_) | Signing::WrongSums => RefusalCode::NotCanonical,
        Signing::BadContent(_) => RefusalCode::ContentUnknown,
        Signing::Unreadable { .. } => RefusalCode::Unreadable,
        _ => return None,
    })
}

/// Names why a parcel or a stick cannot be opened.
pub(super) fn of_parcel(error: &depot::Error) -> RefusalCode {
    match error {
        depot::Error::BadParcel { fault, .. } => of_fault(fault),
        depot::Error::Link(_) => RefusalCode::Link,
        _ => RefusalCode::Unreadable,
    }
}

fn of_fault(fault: &BadParcel) -> RefusalCode {
    match fault {
        BadParcel::NotAParcel => RefusalCode::NotAParcel,
        BadParcel::BadEnd => RefusalCode::CutOff,
        BadParcel::Trailing => RefusalCode::TrailingData,
        BadParcel::TooMany(_) => RefusalCode::TooManyEntries,
        BadParcel::BadName(_) => RefusalCode::EntryNameUnsafe,
        BadParcel::Twice(_) => RefusalCode::EntryTwice,
        BadParcel::Overlap(_) => RefusalCode::EntriesOverlap,
        BadParcel::NotStored(_) => RefusalCode::Compressed,
        BadParcel::NotPlainFile(_) => RefusalCode::Link,
        BadParcel::BadOrder(_) | BadParcel::BadEntry(_) | BadParcel::BadLength => {
            RefusalCode::NotCanonical
        }
        BadParcel::Damaged(_) => RefusalCode::Damaged,
        BadParcel::TooLarge => RefusalCode::TooLarge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_as_in_json() {
        assert_eq!(RefusalCode::NotAnEdition.to_string(), "not-an-edition");
    }
}
