//! The organisation's signing identity.

use handbook::{Digest, Sheet};
use jiff::Timestamp;
use serde::Serialize;
use workflow::{Identity, RootsView};

/// What can be told of the identity without opening its key.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct IdentityView {
    /// The publisher, as its certificate names it.
    pub publisher: String,
    /// The root, as its certificate names it.
    pub root: String,
    /// The publisher's fingerprint, as people compare it.
    pub publisher_fingerprint: String,
    /// The root's fingerprint, as people compare it.
    pub root_fingerprint: String,
    /// When the publisher's certificate begins to hold.
    pub holds_from: String,
    /// When it expires.
    pub expires_at: String,
    /// Days until then; negative when it has expired.
    #[cfg_attr(test, ts(type = "number"))]
    pub days_left: i64,
    /// The roots and how many must sign; none where the key was taken over from elsewhere.
    pub roots: Option<RootsView>,
    /// The editions that were issued here, the newest first.
    pub editions: Vec<GenuineEdition>,
}

/// An edition that was issued here.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GenuineEdition {
    /// Its number.
    pub number: u32,
    /// When it was issued.
    pub issued_at: String,
    /// Its fingerprint, as people compare it.
    pub fingerprint: String,
}

/// The file of a root's sealed key that was chosen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RootKeyFile {
    /// The whole path.
    pub path: String,
    /// Which root's key it is, from 0; none if it is not known here.
    pub root: Option<usize>,
}

impl IdentityView {
    /// Describes an identity at the moment `now`, with its roots and what it has issued.
    pub fn at(
        identity: Identity,
        roots: Option<RootsView>,
        editions: Vec<Sheet>,
        now: Timestamp,
    ) -> Self {
        let left = identity.expires_at.duration_since(now).as_hours();
        Self {
            publisher: plain_name(&identity.publisher),
            root: plain_name(&identity.root),
            publisher_fingerprint: identity.publisher_digest.fingerprint(),
            root_fingerprint: identity.root_digest.fingerprint(),
            holds_from: identity.holds_from.to_string(),
            expires_at: identity.expires_at.to_string(),
            days_left: left.div_euclid(24),
            roots,
            editions: editions.iter().rev().map(GenuineEdition::of).collect(),
        }
    }
}

impl GenuineEdition {
    fn of(sheet: &Sheet) -> Self {
        Self {
            number: sheet.number,
            issued_at: sheet.issued_at.to_string(),
            fingerprint: Digest::of(sheet.to_json().as_bytes()).fingerprint(),
        }
    }
}

/// Writes a certificate's name for people: `CN=Office,O=Shop` becomes `Office, Shop`. A backslash
/// in it only says that the next letter is no mark of the form (RFC 4514).
pub fn plain_name(subject: &str) -> String {
    let mut parts = vec![String::new()];
    let mut letters = subject.chars();
    while let Some(letter) = letters.next() {
        let part = parts.last_mut().expect("there is one");
        match letter {
            '\\' => part.extend(letters.next()),
            ',' => parts.push(String::new()),
            _ => part.push(letter),
        }
    }
    let values = parts.iter().map(|part| match part.split_once('=') {
        Some((_, value)) => value,
        None => part,
    });
    values.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_keys() {
        let subject = "CN=Standards office,O=Sample organisation";
        assert_eq!(plain_name(subject), "Standards office, Sample organisation");
        assert_eq!(plain_name("CN=Office\\, HR"), "Office, HR");
    }
}
