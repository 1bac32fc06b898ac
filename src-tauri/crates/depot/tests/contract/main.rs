//! One contract for every kind of depot, run against real stores.

mod contract;
mod folder;
mod parcel;
