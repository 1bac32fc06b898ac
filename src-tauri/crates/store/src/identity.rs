//! The organisation's identity: its certificates, and its private key, sealed by a passphrase.

use handbook::{Digest, EventKind};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::json;

use crate::record::{self, Event};
use crate::{Error, Workspace};

/// Who the organisation is, as the signing side made it; opaque to the store.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The organisation's name.
    pub name: String,
    /// The root certificate (DER).
    pub root: Vec<u8>,
    /// The publisher's certificates (DER), the one in use first.
    pub publishers: Vec<Vec<u8>>,
    /// The private key as encrypted PKCS#8 (PEM).
    pub sealed_key: String,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let root = Digest::of(&self.root);
        f.debug_struct("Identity")
            .field("name", &self.name)
            .field("root", &root.to_string())
            .finish_non_exhaustive()
    }
}

impl Workspace {
    /// Saves the identity in use from now on; earlier ones stay in the file.
    pub fn save_identity(
        &mut self,
        identity: &Identity,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            insert(transaction, identity)?;
            let publishers = identity.publishers.iter().map(|der| Digest::of(der));
            let event = Event {
                at,
                actor,
                kind: EventKind::Identified,
                subject: identity.name.clone(),
                body: json!({
                    "root": Digest::of(&identity.root),
                    "publishers": publishers.collect::<Vec<_>>(),
                }),
            };
            record::append(transaction, event).map(drop)
        })
    }

    /// Returns the identity in use.
    pub fn identity(&self) -> Result<Option<Identity>, Error> {
        self.read(last)
    }
}

fn insert(transaction: &Transaction, identity: &Identity) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO identity (name, root, sealed_key) VALUES (?1, ?2, ?3)",
        params![identity.name, identity.root, identity.sealed_key],
    )?;
    let key = transaction.last_insert_rowid();
    for (place, certificate) in identity.publishers.iter().enumerate() {
        transaction.execute(
            "INSERT INTO publisher (identity, place, certificate) VALUES (?1, ?2, ?3)",
            params![key, place, certificate],
        )?;
    }
    Ok(())
}

fn last(connection: &Connection) -> Result<Option<Identity>, Error> {
    let select = "SELECT key, name, root, sealed_key FROM identity ORDER BY key DESC LIMIT 1";
    let found = connection.query_row(select, [], |row| {
        let identity = Identity {
            name: row.get("name")?,
            root: row.get("root")?,
            publishers: Vec::new(),
            sealed_key: row.get("sealed_key")?,
        };
        Ok((row.get::<_, i64>("key")?, identity))
    });
    let Some((key, identity)) = found.optional()? else {
        return Ok(None);
    };
    let mut select = connection
        .prepare("SELECT certificate FROM publisher WHERE identity = ?1 ORDER BY place")?;
    let publishers = select.query_map([key], |row| row.get(0))?;
    Ok(Some(Identity {
        publishers: publishers.collect::<rusqlite::Result<_>>()?,
        ..identity
    }))
}
