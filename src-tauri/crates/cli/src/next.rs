//! What to do next about something that was refused.

use workflow::RefusalCode::{self, *};

/// Returns the step that a refusal's code asks for.
pub fn next_step(code: RefusalCode) -> &'static str {
    match code {
        OlderEdition => "nothing needs to be done: go on with the newer edition",
        TwoPublishers => {
            "use neither; telephone the other side at a number that you know, and compare the fingerprints"
        }
        OtherHandbook => "ask whoever sent it for the file of this handbook",
        CutOff => "copy or download it again, until the end",
        NotAnEdition | NotAParcel => {
            "give a file whose name ends in .edition or .parcel, as it was sent"
        }
        SignatureMissing => "put the file that ends in .p7s beside it, or ask for both again",
        Damaged | SignatureBroken | SignatureUnfit => {
            "do not use this copy; ask for it again, or sync again later"
        }
        Unreadable => "see whether it is there and may be read, then try again",
        StateGone => {
            "see whether the share or stick is connected, then sync again; if it is, tell HR, who puts it back"
        }
        ContentUnknown => "get the newest Plumbline; if this is the newest, tell HR",
        Expired => "do not use it, and tell HR: its publisher needs a new certificate",
        NotYetValid => "tell HR: the clock of the computer that signed it was wrong",
        TrustOlder | TrustSkipped | TrustNeeded | StateOlder => {
            "ask HR for its newest parcel, or sync again later"
        }
        EntryNameUnsafe | EntryTwice | EntriesOverlap | TrailingData | TooManyEntries
        | Compressed | Link | NotCanonical => {
            "do not unpack it with another program; tell HR who sent it"
        }
        UnknownBranch => "enter the branch, or ask the sender which branch it is",
        UnknownKey => {
            "see whether the branch waits with “plumbline branch list”, else telephone it"
        }
        KeyWaits => {
            "accept the key with “plumbline branch enrol”; the receipt is taken in with the next sync"
        }
        KeyOutOfUse => {
            "telephone the branch: it needs a new invite (“plumbline branch invite”) before its receipts count"
        }
        OwnKeyOutOfUse => {
            "ask HR for a new invite and join again (“plumbline join”), under another name of the file"
        }
        ReceiptConflict => {
            "the first one is kept; telephone the branch: its key may be on two computers"
        }
        NotAReceipt => "give a file whose name ends in .receipt, .request or .parcel",
        UnknownFile => "give the file that was sent to you, with its name as it was",
        Disowned => "work by the edition before it until HR issues the next one",
        NumberTaken => "tell HR; the next edition will be taken in",
        UnknownPublisher | PublisherOutOfUse | BackDated | CertificateUnfit | TooLarge
        | TrustOneSided | TrustTooFew | TrustUnfit | StateUnfit => "do not use it, and tell HR",
    }
}
