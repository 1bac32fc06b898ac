//! What search keeps of the newest edition that a branch received.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{Digest, Sheet, Standard};
use rusqlite::{Connection, Transaction, params};

use crate::search::{column, folded};
use crate::{Error, reading};

/// Lets search look through these received texts, by their keys, and no others.
pub(crate) fn learn(
    transaction: &Transaction,
    texts: &BTreeMap<i64, &Standard>,
) -> Result<(), Error> {
    let known = column(transaction, "SELECT received FROM reading_text", [])?;
    let known: BTreeSet<i64> = known.into_iter().collect();
    let mut delete = transaction.prepare_cached("DELETE FROM reading_text WHERE received = ?1")?;
    for key in known.iter().filter(|key| !texts.contains_key(key)) {
        delete.execute([key])?;
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO reading_text (received, code, title, body) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (key, standard) in texts.iter().filter(|(key, _)| !known.contains(key)) {
        let [code, title, body] = folded(standard);
        insert.execute(params![key, code, title, body])?;
    }
    Ok(())
}

/// Lets search look through the texts of an edition that was received before.
pub(crate) fn learn_again(transaction: &Transaction, sheet: &Sheet) -> Result<(), Error> {
    let mut texts = BTreeMap::new();
    let mut select =
        transaction.prepare_cached("SELECT key FROM received_text WHERE digest = ?1")?;
    for entry in &sheet.standards {
        let key: i64 = select.query_row([entry.sha256.0], |row| row.get(0))?;
        if let Some(standard) = reading::standard(transaction, key)? {
            texts.insert(key, standard);
        }
    }
    let texts = texts.iter().map(|(key, text)| (*key, text)).collect();
    learn(transaction, &texts)
}

/// Tells whether search looks through the texts of this received edition, as they are.
pub(crate) fn fits(connection: &Connection, sheet: &Sheet) -> Result<bool, Error> {
    let listed = sheet.standards.iter().map(|entry| entry.sha256);
    let listed: BTreeSet<Digest> = listed.collect();
    let mut select = connection.prepare_cached(
        "SELECT t.digest, t.key, r.code, r.title, r.body
         FROM reading_text r JOIN received_text t ON t.key = r.received",
    )?;
    let mut rows = select.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let known: [String; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
        let standard = reading::standard(connection, row.get(1)?)?;
        let is_listed = listed.contains(&Digest(row.get(0)?));
        if !is_listed || standard.is_none_or(|standard| folded(&standard) != known) {
            return Ok(false);
        }
        count += 1;
    }
    Ok(count == listed.len())
}
