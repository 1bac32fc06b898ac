//! Roles: who acts and who must know. Standards name roles, never people.

use serde::{Deserialize, Serialize};

/// A role in the organisation, such as “Telephone adviser”.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Role(pub String);

impl Role {
    /// Tells whether no role is named.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Role {
    fn from(name: &str) -> Self {
        Self(name.trim().to_string())
    }
}
