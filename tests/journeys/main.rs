//! What people do from a draft to a signed edition, with the real command line and real tools.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

#[path = "../workbench.rs"]
mod workbench;

mod asking;
mod checking;
mod company;
mod depots;
mod distributing;
mod importing;
mod issuing;
mod mending;
mod rebuilding;
mod revising;
mod slips;
mod trusting;
