//! Bad input, bad disks and sudden death: a clear message, and nothing lost.

#[path = "../workbench.rs"]
mod workbench;

mod clock;
mod disk;
mod files;
mod killing;
mod texts;
