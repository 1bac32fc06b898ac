//! Percentages between 0 and 100, exact to a hundredth.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A percentage from 0 to 100, held as hundredths of a per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u16);

/// A number that is no percentage.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{0} is not a percentage from 0 to 100")]
pub struct BadPercent(pub f64);

impl Percent {
    /// All of them: 100 %.
    pub const ALL: Self = Self(10_000);

    /// Makes a percentage from a number from 0 to 100, rounded to a hundredth.
    pub fn new(percent: f64) -> Result<Self, BadPercent> {
        if !(0.0..=100.0).contains(&percent) {
            return Err(BadPercent(percent));
        }
        // In range by the check above, so that the cast keeps the value.
        Ok(Self((percent * 100.0).round() as u16))
    }

    /// Makes a percentage from a share from 0 to 1.
    pub fn from_share(share: f64) -> Result<Self, BadPercent> {
        Self::new(share * 100.0)
    }

    /// Returns the percentage as a number from 0 to 100.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.value())
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 100 {
            0 => serializer.serialize_u16(self.0 / 100),
            _ => serializer.serialize_f64(self.value()),
        }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(PercentVisitor)
    }
}

struct PercentVisitor;

impl Visitor<'_> for PercentVisitor {
    type Value = Percent;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a percentage from 0 to 100")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Percent, E> {
        self.visit_f64(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Percent, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Percent, E> {
        Percent::new(value).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_lies_between_0_and_100() {
        assert!(Percent::new(-0.1).is_err());
        assert!(Percent::new(100.5).is_err());
        assert!(Percent::new(f64::NAN).is_err());
        assert_eq!(
            Percent::new(99.5).map(|p| p.to_string()),
            Ok("99.5".to_string())
        );
        assert_eq!(Percent::from_share(0.9), Percent::new(90.0));
    }
}
