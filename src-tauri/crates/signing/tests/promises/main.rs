//! What the signatures and the edition file promise, judged by the tools that auditors use.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the judges (openssl, pdfsig, qpdf, unzip) read files, and a test may stop at any fault"
)]

mod certificates;
mod detached;
mod edition_file;
mod pdf;
mod pkcs12;
mod trial;
