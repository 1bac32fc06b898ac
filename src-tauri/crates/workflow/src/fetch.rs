//! Fetches many small objects at once and checks their signatures: the time goes by in waiting for
//! the store, and then in computing.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use depot::{Depot, Key, Listed};

/// How many objects are under way at once.
const AT_ONCE: usize = 16;

/// Fetches objects of at most `most` bytes each and reads them, several at once; the order is that
/// of their keys.
pub(crate) fn fetch_all<T: Send>(
    depot: &dyn Depot,
    objects: &[Listed],
    most: u64,
    read: impl Fn(&Key, Vec<u8>) -> T + Sync,
) -> Vec<(Key, Result<T, depot::Error>)> {
    let next = AtomicUsize::new(0);
    let fetched = Mutex::new(Vec::with_capacity(objects.len()));
    let fetch = || {
        while let Some(object) = objects.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = depot::read_bytes(depot, &object.key, most);
            let found = bytes.map(|bytes| read(&object.key, bytes));
            let mut fetched = fetched.lock().unwrap_or_else(PoisonError::into_inner);
            fetched.push((object.key.clone(), found));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(objects.len()) {
            scope.spawn(fetch);
        }
    });
    let mut fetched = fetched.into_inner().unwrap_or_else(PoisonError::into_inner);
    fetched.sort_by(|(one, _), (other, _)| one.cmp(other));
    fetched
}
