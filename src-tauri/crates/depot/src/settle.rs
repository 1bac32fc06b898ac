//! Puts that converge: whatever was lost on the way, the bytes are there at the end, or an error is.

use std::io::Cursor;
use std::thread::sleep;
use std::time::Duration;

use crate::content::{Comparing, Content, length};
use crate::{Depot, Error, Key, Put};

/// How long to wait before looking again at a store that shows an older state.
const WAITS: [Duration; 4] = [
    Duration::from_millis(0),
    Duration::from_millis(300),
    Duration::from_millis(1200),
    Duration::from_millis(4000),
];

/// Writes a content of a length in bytes, without looking whether it arrived.
pub(crate) type Write<'a> = dyn Fn(&mut dyn Content, u64, Put) -> Result<(), Error> + 'a;

/// What lies under a key, next to what should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    /// The first bytes of the content: a put that was cut off.
    Beginning,
    Same,
    Other,
    /// Something or nothing: the store does not let us look.
    Hidden,
}

/// Puts an object that only its owner can have made: where other bytes lie under its key, by
/// accident or by somebody's hand, they are replaced. Returns whether it was put.
pub fn put_whole(depot: &dyn Depot, key: &Key, content: &mut dyn Content) -> Result<bool, Error> {
    let length = length(content).map_err(Error::copying(key))?;
    match compare(depot, key, content, length) {
        Ok(Found::Same) => return Ok(false),
        Ok(_) | Err(Error::Link(_)) => {}
        Err(error) => return Err(error),
    }
    depot.put(key, content, Put::Replace).map(|()| true)
}

/// Puts an object that only its owner can have made, as [`put_whole`] does, from memory.
pub fn put_whole_bytes(depot: &dyn Depot, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
    put_whole(depot, key, &mut Cursor::new(bytes))
}

/// Puts a content by `write`, which is told the content's length and how, and reads it back.
pub(crate) fn settle(
    depot: &dyn Depot,
    key: &Key,
    content: &mut dyn Content,
    how: Put,
    write: &Write<'_>,
) -> Result<(), Error> {
    let length = length(content).map_err(Error::copying(key))?;
    let mut how_now = how;
    if how == Put::Once {
        match compare(depot, key, content, length)? {
            Found::Same => return Ok(()),
            Found::Other => return Err(Error::Taken(key.clone())),
            Found::Nothing | Found::Hidden => (),
            // Nobody else can have put it there: the name stands for the whole.
            Found::Beginning => how_now = Put::Replace,
        }
    }
    content.rewind().map_err(Error::copying(key))?;
    let written = write(content, length, how_now);
    match written {
        Err(error) if !error.is_unsettled() => Err(error),
        written => confirm(depot, key, content, length, how, written),
    }
}

/// Reads back what was written; a reply that was lost does not matter if the bytes are there.
fn confirm(
    depot: &dyn Depot,
    key: &Key,
    content: &mut dyn Content,
    length: u64,
    how: Put,
    written: Result<(), Error>,
) -> Result<(), Error> {
    let mut found = Found::Nothing;
    for wait in WAITS {
        sleep(wait);
        found = match compare(depot, key, content, length) {
            Ok(found) => found,
            Err(error) => return written.and(Err(error)),
        };
        match found {
            Found::Same => return Ok(()),
            // Whoever may only put must believe the store; nothing rests on it.
            Found::Hidden => return written,
            _ if written.is_err() => return written,
            _ => (),
        }
    }
    match (found, how) {
        (Found::Other, Put::Once) => Err(Error::Taken(key.clone())),
        _ => Err(Error::NotKept(key.clone())),
    }
}

/// Compares what lies under a key with a content of `length` bytes.
fn compare(
    depot: &dyn Depot,
    key: &Key,
    content: &mut dyn Content,
    length: u64,
) -> Result<Found, Error> {
    let mut comparing = Comparing::new(content).map_err(Error::copying(key))?;
    match depot.get(key, &mut comparing, length) {
        Ok(count) if count == length => Ok(Found::Same),
        Ok(_) => Ok(Found::Beginning),
        Err(Error::Missing(_)) => Ok(Found::Nothing),
        Err(Error::TooLong { .. }) => Ok(Found::Other),
        Err(Error::Denied { .. }) => Ok(Found::Hidden),
        Err(_) if !comparing.is_same => Ok(Found::Other),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::Mutex;

    use super::*;
    use crate::{Listed, Prefix, Probe, put_bytes};

    /// A store with one place, into which a branch may put and which it may not read.
    #[derive(Default)]
    struct Letterbox {
        kept: Mutex<Option<Vec<u8>>>,
        may_read: bool,
    }

    impl Letterbox {
        fn with(bytes: &[u8]) -> Self {
            Self {
                kept: Mutex::new(Some(bytes.to_vec())),
                may_read: true,
            }
        }

        fn kept(&self) -> Option<Vec<u8>> {
            self.kept.lock().unwrap().clone()
        }
    }

    impl Depot for Letterbox {
        fn put(&self, key: &Key, content: &mut dyn Content, how: Put) -> Result<(), Error> {
            settle(self, key, content, how, &|content, _, _| {
                let mut bytes = Vec::new();
                content.read_to_end(&mut bytes).unwrap();
                *self.kept.lock().unwrap() = Some(bytes);
                Ok(())
            })
        }

        fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, Error> {
            if !self.may_read {
                let address = "https://store.example".to_string();
                return Err(Error::Denied {
                    address,
                    status: 403,
                });
            }
            let kept = self.kept().ok_or_else(|| Error::Missing(key.clone()))?;
            if kept.len() as u64 > most {
                return Err(Error::TooLong {
                    key: key.clone(),
                    most,
                });
            }
            into.write_all(&kept).map_err(Error::copying(key))?;
            Ok(kept.len() as u64)
        }

        fn stat(&self, _: &Key) -> Result<Option<u64>, Error> {
            Ok(self.kept().map(|kept| kept.len() as u64))
        }

        fn list(&self, _: &Prefix) -> Result<Vec<Listed>, Error> {
            Ok(Vec::new())
        }

        fn probe(&self) -> Result<Probe, Error> {
            unreachable!("nobody tries it out")
        }
    }

    #[test]
    fn whoever_may_only_put_can_put() {
        let letterbox = Letterbox::default();
        put_bytes(&letterbox, &Key::trust(1), b"a receipt", Put::Once).unwrap();
        assert_eq!(letterbox.kept().unwrap(), b"a receipt");
        assert!(put_whole_bytes(&letterbox, &Key::trust(1), b"a receipt").unwrap());
    }

    #[test]
    fn whatever_lies_in_the_place_of_one_s_own_is_replaced() {
        let own = b"the whole object";
        for spoilt in [
            &b""[..],
            b"the whole",
            b"the whole 0bject",
            b"the whole object, and more",
        ] {
            let depot = Letterbox::with(spoilt);
            assert!(put_whole_bytes(&depot, &Key::trust(1), own).unwrap());
            assert_eq!(depot.kept().unwrap(), own);
            assert!(
                !put_whole_bytes(&depot, &Key::trust(1), own).unwrap(),
                "once"
            );
        }
    }
}
