//! Closing: the interface saves what was typed last, and says whether the window may go.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tauri::{Emitter, Manager, Window};

/// The event that asks the interface to save.
const CLOSING: &str = "closing";

/// How long the interface may take; a page that hangs must not keep the window open.
const PATIENCE: Duration = Duration::from_secs(20);

/// Counts the interface's answers.
#[derive(Default)]
pub struct Farewell(AtomicU64);

impl Farewell {
    /// Notes that the interface has answered.
    pub fn answered(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn answers(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Begins to close the window: it goes when the interface says so, or does not answer.
pub fn begin(window: &Window) {
    let before = window.state::<Farewell>().answers();
    if window.emit(CLOSING, ()).is_err() {
        let _ = window.destroy();
        return;
    }
    let window = window.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if window.state::<Farewell>().answers() == before {
            let _ = window.destroy();
        }
    });
}
