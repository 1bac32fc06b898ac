//! Seals and checks: certificates, keys, CMS signatures, signed PDFs and the edition file.
//!
//! Everything is an argument: keys, randomness, moments and file bytes. Nothing here reads a
//! clock or a file, and nothing here knows what a standard says.

mod attached;
mod branch_key;
mod certificate;
mod detached;
#[cfg(test)]
mod dice;
mod edition_file;
mod edition_signer;
mod entry_name;
mod error;
mod frame;
mod invite;
mod issue;
mod key;
mod latest;
mod name;
mod oid;
mod path;
mod pdf;
mod pdf_check;
mod pkcs12;
mod public_key;
mod receipt;
mod request;
mod roots;
mod sealed;
mod secret;
mod signatory;
mod signed;
mod signed_data;
mod stream;
mod time;
mod trust;
mod zip_record;
mod zip_walk;

pub use attached::{Believed, sign_attached};
pub use branch_key::{BranchKey, make_branch_key, open_branch_key};
pub use certificate::Certificate;
pub use detached::{sign_detached, sign_detached_digest, verify_detached, verify_detached_digest};
pub use edition_file::{
    EditionFile, Keep, check_edition_start, open_edition_file, pack, read_edition_file,
    receive_edition_file, unpack,
};
pub use edition_signer::{accept_edition, verify_edition_signature};
pub use error::Error;
pub use invite::{invite_name, open_invite, open_invite_file, seal_invite, write_invite_file};
pub use issue::{make_publisher, make_root};
pub use key::Key;
pub use latest::{
    Freshness, Seen, compare_latest, is_overdue, verify_arrivals, verify_latest, verify_roster,
};
pub use pdf::sign_pdf;
pub use pdf_check::verify_pdf;
pub use pkcs12::read_pkcs12;
pub use receipt::{ClaimedReceipt, claimed_receipt, sign_receipt, verify_receipt};
pub use request::{Request, proof_of, verify_request, write_request};
pub use roots::sign_by_roots;
pub use sealed::{SealedKey, open_key, seal_key};
pub use secret::Secret;
pub use signatory::Signatory;
pub use signed::Signed;
pub use stream::{Progress, digest_file};
pub use trust::{TrustInHand, begin_trust, following_trust, next_trust, resume_trust, write_trust};
pub use zip_walk::{EditionEntry, EditionSink};
