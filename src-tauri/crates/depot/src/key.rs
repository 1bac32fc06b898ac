//! Names of objects that every store, file system and sync tool treats alike.

use std::str::FromStr;

/// The name of an object: parts of `[a-z0-9.-]`, joined by `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

/// The beginning that the keys of one kind share: whole parts, with a `/` at the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prefix(String);

/// A name that is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a name that a depot can hold")]
pub struct BadKey(pub String);

/// The most characters in a key: a receipt's has 140, and Windows allows 260 with the folder.
const LONGEST: usize = 160;

impl Key {
    /// Returns the key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes a key from parts that are known to be fit.
    pub(crate) fn fit(text: String) -> Self {
        debug_assert!(is_fit(&text), "{text}");
        Self(text)
    }
}

impl FromStr for Key {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        match is_fit(text) {
            true => Ok(Self(text.to_string())),
            false => Err(BadKey(text.to_string())),
        }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Prefix {
    /// Returns the prefix as text, with its `/` at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether a key begins with it.
    pub fn holds(&self, key: &Key) -> bool {
        key.0.starts_with(&self.0)
    }

    /// Makes a prefix from parts that are known to be fit.
    pub(crate) fn fit(text: String) -> Self {
        debug_assert!(text.strip_suffix('/').is_some_and(is_fit), "{text}");
        Self(text)
    }
}

impl FromStr for Prefix {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        match text.strip_suffix('/').is_some_and(is_fit) {
            true => Ok(Self(text.to_string())),
            false => Err(BadKey(text.to_string())),
        }
    }
}

impl std::fmt::Display for Prefix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_fit(text: &str) -> bool {
    text.len() <= LONGEST && text.split('/').all(is_fit_part)
}

/// Tells whether a part is a file name everywhere; a dot at an end hides it or gets lost.
fn is_fit_part(part: &str) -> bool {
    let is_known = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'.' || c == b'-';
    let is_dotted = part.starts_with('.') || part.ends_with('.') || part.contains("..");
    !part.is_empty() && part.bytes().all(is_known) && !is_dotted && !is_device(part)
}

/// Tells whether Windows takes a name for a device, whatever its extension.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|name| stem.strip_prefix(name));
    let is_port = numbered.is_some_and(|n| n.len() == 1 && n.bytes().all(|c| c.is_ascii_digit()));
    is_port || ["con", "prn", "aux", "nul"].contains(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_safe_name_everywhere() {
        for good in [
            "a",
            "handbook/v1/latest.p7m",
            "a-b/0.c",
            "console/com10",
            "a.con",
        ] {
            assert_eq!(good.parse::<Key>().unwrap().as_str(), good);
        }
        let bad = [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            "..",
            "../a",
            "a/../b",
            "a..b",
            ".a",
            "a.",
            "a/.b",
            "A",
            "ä",
            "a b",
            "a\\b",
            "c:",
            "c:\\a",
            "con",
            "a/nul.p7m",
            "com1.x",
            "lpt9",
            "a\0",
            "a_b",
            "a%2e",
        ];
        for bad in bad {
            assert!(bad.parse::<Key>().is_err(), "{bad}");
        }
        assert!("a".repeat(LONGEST).parse::<Key>().is_ok());
        assert!("a".repeat(LONGEST + 1).parse::<Key>().is_err());
    }

    #[test]
    fn a_prefix_holds_whole_parts_only() {
        let prefix: Prefix = "a/b/".parse().unwrap();
        assert!(prefix.holds(&"a/b/c".parse().unwrap()));
        assert!(!prefix.holds(&"a/bc".parse().unwrap()));
        for bad in ["", "/", "a", "a//", "../"] {
            assert!(bad.parse::<Prefix>().is_err(), "{bad}");
        }
    }
}
