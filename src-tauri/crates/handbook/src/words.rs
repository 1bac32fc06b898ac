//! Closed vocabularies: enums that are written as fixed words in files and in the database.

/// A word that is not one of a vocabulary's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{word}” is not a {vocabulary}; the choices are {choices}")]
pub struct UnknownWord {
    /// What was read.
    pub word: String,
    /// What kind of word was expected.
    pub vocabulary: &'static str,
    /// The words that would have been understood.
    pub choices: String,
}

/// Declares an enum together with its words, its parsing and its serde form.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order in which people expect them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Returns the fixed word for this value, as files and the database hold it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let plain = text.trim().to_lowercase().replace(['_'], " ");
                $name::ALL.iter().copied().find(|v| v.word() == plain).ok_or_else(|| {
                    $crate::words::UnknownWord {
                        word: text.to_string(),
                        vocabulary: $what,
                        choices: $name::ALL.iter().map(|v| v.word()).collect::<Vec<_>>().join(", "),
                    }
                })
            }
        }

        $crate::words::serde_as_text!($name);
    };
}

/// Gives a type with `Display` and `FromStr` the serde form of a string.
macro_rules! serde_as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Gives the content of a signed file its exact bytes, and the way back.
macro_rules! signed_json {
    ($($name:ident),+ $(,)?) => { $(
        impl $name {
            /// The version of the form that this program writes.
            pub const FORMAT: u32 = 1;

            /// Writes the exact bytes to sign: JSON, with a line end.
            pub fn to_json(&self) -> String {
                let mut text = serde_json::to_string_pretty(self).expect("it is plain data");
                text.push('\n');
                text
            }

            /// Reads bytes whose signature was checked.
            pub fn from_json(bytes: &[u8]) -> Result<Self, $crate::BadContent> {
                let found = serde_json::from_slice::<Self>(bytes);
                let found = found.map_err(|fault| $crate::BadContent(fault.to_string()))?;
                match found.format {
                    Self::FORMAT => Ok(found),
                    other => Err($crate::BadContent(format!("form {other} is not known here"))),
                }
            }
        }
    )+ };
}

/// The content of a signed file that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadContent(pub String);

pub(crate) use {serde_as_text, signed_json, vocabulary};
