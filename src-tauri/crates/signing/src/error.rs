//! What can go wrong with keys, certificates, signatures and the edition file.

use handbook::Digest;
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
    #[error("this is not a CMS signature in strict DER")]
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
    #[error("the signed attribute “{0}” is missing, repeated or malformed")]
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
}
