//! Who may be believed: trusts, states, receipts, requests and invites, judged by openssl too.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the judge (openssl) reads files, and a test may stop at any fault"
)]

mod any_bytes;
mod branch;
mod damage;
mod edition;
mod files;
mod journey;
mod nouns;
mod state;
#[path = "../promises/trial.rs"]
#[allow(dead_code, reason = "the other tests need more of it")]
mod trial;
mod trust;
