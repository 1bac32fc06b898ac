//! What the outside world lends to a step of work: the time, and randomness.

use handbook::StandardId;
use jiff::{SignedDuration, Timestamp};
use rand_core::CryptoRngCore;

use crate::Error;

/// The moment in which something is done, and the randomness it may use.
pub struct Now<'a> {
    /// The time, by the clock of the machine.
    pub at: Timestamp,
    /// A source of randomness fit for keys.
    pub random: &'a mut dyn CryptoRngCore,
}

/// Before this moment no machine ran this program: a clock that shows it is wrong.
const EARLIEST: Timestamp = Timestamp::constant(1_767_225_600, 0);

impl Now<'_> {
    /// Makes a new standard's identity.
    pub fn standard_id(&mut self) -> StandardId {
        StandardId::new(self.at, self.ten_bytes())
    }

    pub(crate) fn ten_bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.random.fill_bytes(&mut bytes);
        bytes
    }

    /// Refuses to put an impossible date under an official act.
    pub(crate) fn believable(&self, last: Option<Timestamp>) -> Result<Timestamp, Error> {
        let day = SignedDuration::from_hours(24);
        let earliest = last.map_or(EARLIEST, |last| EARLIEST.max(last - day));
        if self.at < earliest {
            return Err(Error::ClockDoubtful {
                now: self.at,
                earliest,
            });
        }
        Ok(self.at)
    }
}

/// Tells whether a moment that was noted lies so many hours away; one that cannot be read does.
pub(crate) fn is_long_ago(noted: &str, at: Timestamp, hours: i64) -> bool {
    let noted: Result<Timestamp, _> = noted.parse();
    noted.map_or(true, |noted| {
        at.duration_since(noted).abs() >= SignedDuration::from_hours(hours)
    })
}
