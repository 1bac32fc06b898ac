//! Which rows a table still has, where parts of the file cannot be read.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::doctor::Report;
use crate::error::Part;

/// How wide a gap is searched key by key.
const WIDEST_GAP: i64 = 1_000_000;

/// Returns the keys of a table's rows. Behind a page that cannot be read, it goes on from the
/// other end, and in between key by key.
pub(crate) fn all(
    connection: &Connection,
    table: &str,
    key: &str,
    report: &mut Report,
) -> BTreeSet<i64> {
    let mut keys = BTreeSet::new();
    let Err(error) = scan(connection, table, key, "ASC", &mut keys) else {
        return keys;
    };
    report.add(Part::File, format!("“{table}”: {error}"));
    let last_before = keys.last().copied().unwrap_or(0);
    let mut behind = BTreeSet::new();
    // The fault is reported already; what comes before it is what counts.
    let _ = scan(connection, table, key, "DESC", &mut behind);
    let first_behind = behind.first().copied().unwrap_or(last_before + WIDEST_GAP);
    keys.append(&mut behind);
    let gap = last_before + 1..first_behind.min(last_before + WIDEST_GAP);
    let select = format!("SELECT 1 FROM {table} WHERE {key} = ?1");
    let is_there = |key: &i64| connection.query_row(&select, [key], |_| Ok(())).is_ok();
    keys.extend(gap.filter(is_there));
    keys
}

fn scan(
    connection: &Connection,
    table: &str,
    key: &str,
    direction: &str,
    keys: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    // NOT INDEXED keeps SQLite from reading an index instead of the rows.
    let select = format!("SELECT {key} FROM {table} NOT INDEXED ORDER BY {key} {direction}");
    let mut select = connection.prepare(&select)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        keys.insert(row.get(0)?);
    }
    Ok(())
}
