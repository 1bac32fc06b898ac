//! Seals and checks: certificates, keys, CMS signatures, signed PDFs and the edition file.
//!
//! Everything is an argument: keys, randomness, moments and file bytes. Nothing here reads a
//! clock or a file, and nothing here knows what a standard says.

mod certificate;
mod detached;
#[cfg(test)]
mod dice;
mod edition_file;
mod entry_name;
mod error;
mod issue;
mod key;
mod name;
mod oid;
mod path;
mod pdf;
mod pdf_check;
mod pkcs12;
mod public_key;
mod sealed;
mod signatory;
mod signed;
mod signed_data;
mod stream;
mod time;
mod zip_record;
mod zip_walk;

pub use certificate::Certificate;
pub use detached::{sign_detached, verify_detached};
pub use edition_file::{
    EditionFile, check_edition_start, open_edition_file, pack, read_edition_file,
    receive_edition_file, unpack,
};
pub use error::Error;
pub use issue::{make_publisher, make_root};
pub use key::Key;
pub use pdf::sign_pdf;
pub use pdf_check::verify_pdf;
pub use pkcs12::read_pkcs12;
pub use sealed::{SealedKey, open_key, seal_key};
pub use signatory::Signatory;
pub use signed::Signed;
pub use stream::{Progress, digest_file};
pub use zip_walk::{Entry, Sink};
