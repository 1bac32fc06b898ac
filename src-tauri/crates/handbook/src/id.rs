//! Identities: UUIDs of version 7, so that later ones sort after earlier ones.

use uuid::{Builder, Uuid};

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Stands for an identity that is not known yet.
            pub const NONE: Self = Self(Uuid::nil());

            /// Makes a version 7 identity from a moment and ten random bytes.
            pub fn new(at: jiff::Timestamp, random: [u8; 10]) -> Self {
                let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
                Self(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::NONE
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

identity!(
    /// Identifies a standard for ever, whatever its code or title becomes.
    StandardId
);
identity!(
    /// Identifies a handbook, so that editions of two handbooks are never mixed up.
    HandbookId
);
identity!(
    /// Identifies a branch, whatever it is called later.
    BranchId
);
