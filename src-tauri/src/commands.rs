//! What the interface may ask for: one thin function per intent, and the answer is the next view.
//! `build.rs` and the capability name each of them.

pub mod app;
pub mod arrived;
pub mod branch_side;
pub mod branches;
pub mod depots;
pub mod identity;
pub mod import;
pub mod publish;
pub mod standards;
pub mod survey;
pub mod workspace;
