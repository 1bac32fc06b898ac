//! What the signatures and the edition file promise, judged by the tools that auditors use.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "the judges (openssl, pdfsig, qpdf, unzip) read files, and a test may stop at any fault"
)]

mod big_edition;
mod certificates;
mod detached;
mod disk;
mod edition_file;
mod edition_hostile;
mod edition_stream;
mod pdf;
mod pkcs12;
mod raw_zip;
mod trial;
