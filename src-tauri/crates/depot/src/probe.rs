//! What a place can do, tried out at set-up.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::{Depot, Error, Key, Prefix, Put, put_bytes, read_bytes};

/// What a place turned out to be able to do, beyond keeping what was put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// Shows in its lists what was just put there.
    pub lists: bool,
    /// Refuses a second object of the same name by itself. Most stores do not, and need not.
    pub creates_once: bool,
    /// Let us take away our own trial object.
    pub deletes: bool,
}

/// What is tried besides the depot's own five verbs.
pub(crate) trait Trial {
    /// Creates an object unless there is one; tells whether it was created.
    fn create(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error>;
    /// Takes an object away.
    fn delete(&self, key: &Key) -> Result<(), Error>;
}

/// Tries everything with objects under a name that nobody has used before.
pub(crate) fn probe(depot: &dyn Depot, trial: &dyn Trial) -> Result<Probe, Error> {
    // Random by the hasher's own seed: enough to meet nobody else's trial.
    let name = RandomState::new().build_hasher().finish();
    let folder: Prefix = Prefix::fit(format!("handbook/v1/probe/{name:016x}/"));
    let keys = ["replaced", "once"].map(|name| Key::fit(format!("{folder}{name}.txt")));
    let outcome = try_out(depot, trial, &folder, &keys);
    let deletes = keys.each_ref().map(|key| trial.delete(key).is_ok());
    let (lists, creates_once) = outcome?;
    Ok(Probe {
        lists,
        creates_once,
        deletes: deletes == [true, true],
    })
}

/// Writes, replaces, reads back, lists and creates twice; the latter two are only told.
fn try_out(
    depot: &dyn Depot,
    trial: &dyn Trial,
    folder: &Prefix,
    [replaced, once]: &[Key; 2],
) -> Result<(bool, bool), Error> {
    for text in ["Plumbline was here.", "Plumbline was here again."] {
        put_bytes(depot, replaced, text.as_bytes(), Put::Replace)?;
        let back = read_bytes(depot, replaced, text.len() as u64)?;
        if back != text.as_bytes() {
            return Err(Error::NotKept(replaced.clone()));
        }
    }
    let first = trial.create(once, b"first")?;
    let second = trial.create(once, b"second").unwrap_or(false);
    let kept = read_bytes(depot, once, 6).is_ok_and(|bytes| bytes == b"first");
    let listed = depot.list(folder).unwrap_or_default();
    let lists = [replaced, once].map(|key| listed.iter().any(|found| found.key == *key));
    Ok((lists == [true, true], first && !second && kept))
}
