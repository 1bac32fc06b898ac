//! What can go wrong with keys, certificates, signatures and the edition file.

use handbook::{BadContent, Digest, HandbookId};
use jiff::Timestamp;

/// Every way in which this crate refuses; each says what was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    // Names and moments
    /// A name that cannot stand in a certificate.
    #[error("“{0}” cannot be a name in a certificate: 1 to 64 printable characters are needed")]
    UnfitName(String),
    /// A publisher named exactly as its root.
    #[error("“{0}” is already the name of the root: the publisher needs a name of its own")]
    NamedLikeRoot(String),
    /// A moment that certificates and PDFs cannot express.
    #[error("the moment {0} lies outside the years 1970 to 9999")]
    UnfitMoment(Timestamp),

    // Keys
    /// The passphrase does not open the key.
    #[error("the passphrase does not open this key")]
    WrongPassphrase,
    /// A sealed key that was changed or cut short.
    #[error("the key file is damaged: {0}")]
    DamagedKey(String),
    /// A key of a kind or strength that is not used here.
    #[error("a key of the kind “{0}” is not used here: P-256, or RSA of 2048 to 8192 bits, is")]
    UnsuitableKey(String),
    /// The key is not the one that the certificate names.
    #[error("the key does not belong to the certificate of {0}")]
    KeyOfAnother(String),

    // PKCS#12
    /// Not a PKCS#12 file, or one that cannot be read.
    #[error("this is not a readable PKCS#12 file: {0}")]
    DamagedPkcs12(String),
    /// A PKCS#12 file without a private key.
    #[error("the PKCS#12 file holds no private key")]
    NoKey,
    /// A PKCS#12 file with several private keys.
    #[error("the PKCS#12 file holds {0} private keys; one is needed")]
    SeveralKeys(usize),
    /// No certificate of the PKCS#12 file belongs to its key.
    #[error("none of the {0} certificates in the PKCS#12 file belongs to its key")]
    NoCertificateForKey(usize),

    // Certificates
    /// Bytes that are not one certificate in DER, or PEM.
    #[error("this is not an X.509 certificate in strict DER")]
    NotACertificate,
    /// The issuer of a certificate is missing, or did not really sign it.
    #[error("the certificate of {subject} was not issued by any certificate at hand ({issuer})")]
    NotIssued {
        /// Whose certificate it is.
        subject: String,
        /// Who is said to have issued it.
        issuer: String,
    },
    /// A signer that vouches for itself.
    #[error("the certificate of {0} is its own root; the signer's must be issued by a root")]
    SelfSigned(String),
    /// A certificate that does not allow what it is used for.
    #[error("the certificate of {subject} is unsuitable: {why}")]
    UnsuitableCertificate {
        /// Whose certificate it is.
        subject: String,
        /// What it lacks or has too much.
        why: &'static str,
    },
    /// A certificate that was over when it was used.
    #[error("the certificate of {subject} expired on {until}, before {at}")]
    Expired {
        /// Whose certificate it is.
        subject: String,
        /// Its last moment.
        until: Timestamp,
        /// When it was used.
        at: Timestamp,
    },
    /// A certificate that had not begun when it was used.
    #[error("the certificate of {subject} begins on {from}, after {at}")]
    NotYetValid {
        /// Whose certificate it is.
        subject: String,
        /// Its first moment.
        from: Timestamp,
        /// When it was used.
        at: Timestamp,
    },
    /// Signed under another root than the expected one.
    #[error("signed under the root {found}, not under the expected root {expected}")]
    OtherRoot {
        /// Fingerprint of the root that was found.
        found: Digest,
        /// Fingerprint of the root that was expected.
        expected: Digest,
    },
    /// A certificate in the signature that has no part in the signer's path.
    #[error("the signature carries a certificate that it does not need: {0}")]
    StrayCertificate(String),

    // Signatures
    /// Bytes that are not a CMS signature in strict DER.
    #[error(
        "this is not a whole signature (CMS in strict DER): it is cut off, damaged, or something else"
    )]
    NotASignature,
    /// A signature that carries its content with it.
    #[error("the signature carries its own content; a detached one is needed")]
    NotDetached,
    /// No signer, or several.
    #[error("the signature has {0} signers; one is needed")]
    SignerCount(usize),
    /// Another algorithm than SHA-256 with P-256 or RSA.
    #[error("the signature uses the algorithm {0}, which is not accepted")]
    OtherAlgorithm(String),
    /// A signed attribute that is missing, repeated or malformed.
    #[error(
        "the signature does not hold exactly one “{0}” among its signed attributes, in the form that is accepted"
    )]
    UnfitAttribute(&'static str),
    /// Something in the signature file that nobody signed.
    #[error("the signature carries {0}, which is not accepted")]
    Unsigned(&'static str),
    /// The signer's certificate is not in the signature, or not the one that was signed for.
    #[error("the signer's certificate is missing from the signature")]
    SignerMissing,
    /// The content is not the content that was signed.
    #[error("the content was changed after it was signed")]
    ContentChanged,
    /// The signature does not fit the signer's key.
    #[error("the signature was not made with the key of {0}")]
    SignatureBroken(String),

    // PDF
    /// A PDF that cannot be read.
    #[error("this is not a readable PDF: {0}")]
    NotAPdf(String),
    /// A PDF with a form or a signature already.
    #[error("the PDF already has a form or a signature")]
    PdfHasForm,
    /// An encrypted PDF.
    #[error("the PDF is encrypted")]
    PdfEncrypted,
    /// A PDF without a signature.
    #[error("the PDF is not signed")]
    PdfNotSigned,
    /// A PDF with several signatures.
    #[error("the PDF has {0} signatures; one is needed")]
    PdfSignatureCount(usize),
    /// The signature leaves a part of the PDF out.
    #[error("the signature covers {covered} of {length} bytes of the PDF")]
    PdfNotCovered {
        /// How many bytes the byte range and the signature itself cover.
        covered: u64,
        /// How long the file is.
        length: u64,
    },
    /// The signature dictionary is not what the byte range surrounds.
    #[error("the signature of the PDF is malformed: {0}")]
    PdfMalformed(&'static str),

    // The edition file
    /// Bytes that do not begin as an edition file does.
    #[error("this is not an edition file")]
    NotAnEditionFile,
    /// Larger than is read.
    #[error("{found} bytes are more than the {most} that an edition file may have")]
    TooLarge {
        /// How many bytes there are.
        found: u64,
        /// How many there may be.
        most: u64,
    },
    /// An entry larger than its reader wants to hold.
    #[error("the entry “{name}” has {found} bytes, more than the {most} that are read")]
    EntryTooLarge {
        /// The entry's name.
        name: String,
        /// How many bytes it has.
        found: u64,
        /// How many there may be.
        most: u64,
    },
    /// More entries than are read.
    #[error("the edition file has more than {0} entries")]
    TooManyEntries(usize),
    /// An entry whose name would not be safe on every computer.
    #[error("“{0}” cannot be the name of an entry in an edition file")]
    UnfitEntryName(String),
    /// Two entries with the same name, letter case aside.
    #[error("the entry “{0}” occurs twice, letter case aside, or is a folder as well")]
    EntryTwice(String),
    /// A compressed or encrypted entry.
    #[error("the entry “{0}” is not simply stored")]
    NotStored(String),
    /// An entry that is more than a plain file.
    #[error("the entry “{0}” is a link, a folder or a program, not a plain file")]
    NotPlainFile(String),
    /// A directory that places an entry where another one lies.
    #[error("the directory places the entry “{0}” elsewhere than it lies, over another one")]
    EntriesOverlap(String),
    /// Bytes behind the end.
    #[error("something follows behind the end of the edition file, at byte {0}")]
    TrailingData(u64),
    /// The file ends within an entry.
    #[error("the edition file is cut off in the entry that begins at byte {0}")]
    CutOff(u64),
    /// Bytes that differ from the only way in which these entries are packed.
    #[error("the edition file differs from its canonical form at byte {0}")]
    NotCanonical(u64),
    /// A file that stopped being readable, such as on a stick that was pulled out.
    #[error("the file cannot be read beyond byte {at}: {kind}")]
    Unreadable {
        /// How many bytes could be read.
        at: u64,
        /// What kind of failure the system reported.
        kind: std::io::ErrorKind,
    },
    /// The caller did not want to go on.
    #[error("reading was cancelled")]
    Cancelled,
    /// `SHA256SUMS` does not say what the entries are.
    #[error("SHA256SUMS does not list exactly the entries of the edition file")]
    WrongSums,

    // Signed files that carry their content
    /// A detached signature where the content is expected inside.
    #[error("the signature does not carry its content")]
    NotAttached,
    /// Something else than what branches send.
    #[error("it is no receipt and no request of a branch")]
    NotAReceipt,
    /// A signed file longer than is read.
    #[error("{found} bytes are more than the {most} that a signed file may have")]
    SignedTooLong {
        /// How many bytes there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A signature by a key that is not the expected one.
    #[error("signed by {0}, whose key is not the one known here")]
    OtherSigner(String),
    /// A content that is signed, but cannot be understood.
    #[error("the signed content cannot be understood: {0}")]
    BadContent(#[from] BadContent),
    /// Signed for another handbook.
    #[error("signed for the handbook {found}, not for {expected}")]
    OtherHandbook {
        /// Whose it is.
        found: HandbookId,
        /// Whose it should be.
        expected: HandbookId,
    },

    // Who may publish
    /// A trust by strangers, or by new roots without the old.
    #[error("signed by none of the {0} roots that are known already")]
    NoKnownRoot(usize),
    /// Too few of the roots that are known already.
    #[error("signed by {signed} of the roots that are known already; {needed} are needed")]
    TooFewRoots {
        /// How many have signed.
        signed: usize,
        /// How many must.
        needed: usize,
    },
    /// A trust that its own new roots have not signed.
    #[error("signed by the old roots only; {needed} of its own are needed")]
    OldRootsOnly {
        /// How many of its own must sign.
        needed: usize,
    },
    /// Too few of the roots that a trust names.
    #[error("signed by {signed} of the roots that it names; {needed} are needed")]
    TooFewNewRoots {
        /// How many have signed.
        signed: usize,
        /// How many must.
        needed: usize,
    },
    /// A signer beside the roots, who is neither an old root nor a new one.
    #[error("also signed by {0}, which is neither an old root nor a new one")]
    StrangeRoot(String),
    /// One root that signed twice, or two certificates with one key.
    #[error("{0} is named or signs twice; every root counts once")]
    RootTwice(String),
    /// A threshold that nobody or too many would reach.
    #[error("{threshold} of {roots} roots cannot be what is needed")]
    UnfitThreshold {
        /// How many must sign.
        threshold: usize,
        /// How many there are.
        roots: usize,
    },
    /// A trust under which nobody may publish.
    #[error("it names nobody who may publish now")]
    NoPublisher,
    /// A trust that contradicts itself.
    #[error("the trust cannot hold: {0}")]
    UnfitTrust(&'static str),
    /// A trust whose predecessor is missing.
    #[error("this is trust {found}; trust {expected} must come first")]
    TrustSkipped {
        /// Its number.
        found: u32,
        /// The number that comes next.
        expected: u32,
    },
    /// A trust older than the one in hand.
    #[error("this is trust {found}; trust {current} is known already")]
    TrustRollback {
        /// Its number.
        found: u32,
        /// The number of the trust in hand.
        current: u32,
    },
    /// Two trusts with one number.
    #[error("there are two different trusts with the number {0}")]
    TwoTrusts(u32),
    /// An epoch lower than one that is known.
    #[error("the epoch {found} lies before the epoch {current}, which is known already")]
    EpochBack {
        /// Its epoch.
        found: u32,
        /// The epoch of the trust in hand.
        current: u32,
    },

    // What is published
    /// Signed by somebody whom the trust does not list.
    #[error("signed by {0}, who is no publisher of this handbook")]
    UnknownPublisher(String),
    /// Signed by a publisher that no longer publishes.
    #[error("{subject} may publish no more after edition {until_edition}")]
    PublisherRetired {
        /// Who signed.
        subject: String,
        /// The last edition that it may sign.
        until_edition: u32,
    },
    /// Signed with a key that was stolen.
    #[error("the key of {0} was stolen; nothing new of it is believed")]
    PublisherStolen(String),
    /// The state belongs to a newer trust than the one in hand.
    #[error("trust {needed} is needed; trust {current} is in hand")]
    NewerTrustNeeded {
        /// The trust that it belongs to.
        needed: u32,
        /// The trust in hand.
        current: u32,
    },
    /// The state belongs to an older trust than the one in hand.
    #[error("it belongs to trust {found}; trust {current} is in hand")]
    OlderTrust {
        /// The trust that it belongs to.
        found: u32,
        /// The trust in hand.
        current: u32,
    },
    /// The state belongs to another epoch than the trust in hand.
    #[error("it belongs to the epoch {found}; the trust in hand to {expected}")]
    OtherEpoch {
        /// Its epoch.
        found: u32,
        /// The trust's epoch.
        expected: u32,
    },
    /// A state that contradicts itself.
    #[error("the published state cannot hold: {0}")]
    UnfitState(&'static str),
    /// A state older than one that was seen.
    #[error("state {found_seq} of epoch {found_epoch} is older than {seq} of {epoch}, seen before")]
    StateRollback {
        /// Its epoch.
        found_epoch: u32,
        /// Its number.
        found_seq: u64,
        /// The epoch of the newest state that was seen.
        epoch: u32,
        /// The number of the newest state that was seen.
        seq: u64,
    },
    /// Two states with one number: two computers publish with one key.
    #[error("there are two different states {seq} of epoch {epoch}: two publishers")]
    TwoPublishers {
        /// Their epoch.
        epoch: u32,
        /// Their number.
        seq: u64,
    },
    /// An edition that was known has vanished or is another now.
    #[error("edition {0} is no longer what it was: history was rewritten")]
    HistoryRewritten(u32),

    // Editions
    /// An edition outside the range that its publisher may sign.
    #[error("{subject} may not sign edition {edition}")]
    EditionOutOfRange {
        /// Who signed.
        subject: String,
        /// The edition's number.
        edition: u32,
    },
    /// An edition signed with a stolen key, and not one of the genuine ones.
    #[error("edition {edition} was signed with a stolen key, and is none of the genuine files")]
    NotGenuine {
        /// The edition's number.
        edition: u32,
    },
    /// Another file than the published one.
    #[error("this edition {edition} is {found}; the published one is {expected}")]
    OtherEditionFile {
        /// The edition's number.
        edition: u32,
        /// The digest of the file.
        found: Digest,
        /// The digest of the published file.
        expected: Digest,
    },
    /// An edition number that was passed over.
    #[error("there is no edition {edition}, though edition {newest} is published")]
    EditionUnlisted {
        /// The edition's number.
        edition: u32,
        /// The number of the newest edition.
        newest: u32,
    },

    // Invites
    /// A word of a secret that cannot be one.
    #[error("word {0} of the secret cannot be right")]
    UnfitSecretWord(usize),
    /// Too few or too many words.
    #[error("the secret has nine words of five letters; here are {0} letters")]
    SecretLength(usize),
    /// Words that do not fit together.
    #[error("one of the nine words of the secret is wrong")]
    WrongSecretWords,
    /// An invite that cannot be read.
    #[error("this is not a readable invite: {0}")]
    DamagedInvite(String),
    /// An invite for another secret, or changed.
    #[error("the secret does not fit this invite, or the invite was changed")]
    WrongSecret,
}
