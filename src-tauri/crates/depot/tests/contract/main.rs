//! One contract for every kind of depot, run against real stores.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

mod contract;
mod folder;
mod hostile;
mod large;
mod network;
mod parcel;
mod proxy;
mod stores;
