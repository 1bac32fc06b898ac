//! The real window, driven as a user drives it: on a display of its own, through WebKitWebDriver.
//! With `PLUMBLINE_PICTURES=folder` each journey leaves pictures.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod arriving;
mod distributing;
mod driven;
mod hands;
mod killed;
mod latency;
mod opening;
mod pictures;
mod publishing;
mod sample;
mod writing;
