//! What the store promises, with real files.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

mod damage;
mod drafts;
mod editions;
mod exchange;
mod files;
mod publishing;
mod receipts;
mod receiving;
mod sample;
mod scale;
mod searching;
mod tampering;
mod together;
