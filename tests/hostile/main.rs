//! Bad input, bad disks and sudden death: a clear message, and nothing lost.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

#[path = "../workbench.rs"]
mod workbench;

mod clock;
#[path = "../journeys/company.rs"]
mod company;
mod disk;
mod distribution_kills;
mod exchange;
mod files;
mod forger;
mod killing;
mod large;
mod parcels;
#[path = "../../src-tauri/crates/signing/tests/promises/raw_zip.rs"]
mod raw_zip;
mod refusals;
mod stopping;
mod texts;
mod weather;
