//! What this computer lends to the work: its clock, its randomness, its user's name.

use jiff::Timestamp;
use rand_core::OsRng;
use workflow::Now;

/// Runs `act` with the time and the system's randomness.
pub fn with_now<T>(act: impl FnOnce(&mut Now) -> T) -> T {
    let mut random = OsRng;
    act(&mut Now {
        at: Timestamp::now(),
        random: &mut random,
    })
}

/// Returns the name under which this user acts, where the command names nobody.
pub fn user() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok());
    named
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "command line".to_string())
}
