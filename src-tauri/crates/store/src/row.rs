//! From columns to values; what cannot be read is damage, and says which part is damaged.

use std::fmt::Display;
use std::str::FromStr;

use handbook::{Digest, Standard, StandardId};
use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Row, RowIndex};

use crate::Error;
use crate::error::Part;

/// Reads a column of text as the value that it writes.
pub(crate) fn text<T>(
    row: &Row,
    column: impl RowIndex + Display + Copy,
    part: impl Fn() -> Part,
) -> Result<T, Error>
where
    T: FromStr<Err: Display>,
{
    let damaged = |fault: &dyn Display| Error::damaged(part(), format!("{column}: {fault}"));
    let text = row.get_ref(column)?.as_str().map_err(|e| damaged(&e))?;
    text.parse()
        .map_err(|fault| damaged(&format!("“{text}”: {fault}")))
}

/// Lends a column of text; bytes that are no text are damage.
pub(crate) fn str<'a>(
    row: &'a Row,
    column: impl RowIndex + Display + Copy,
    part: impl Fn() -> Part,
) -> Result<&'a str, Error> {
    let text = row.get_ref(column)?.as_str();
    text.map_err(|fault| Error::damaged(part(), format!("{column}: {fault}")))
}

/// Reads a column of text; bytes that are no text are damage.
pub(crate) fn string(
    row: &Row,
    column: impl RowIndex + Display + Copy,
    part: impl Fn() -> Part,
) -> Result<String, Error> {
    str(row, column, part).map(str::to_string)
}

/// Reads a column that holds 32 bytes.
pub(crate) fn digest(row: &Row, column: impl RowIndex) -> Result<Digest, Error> {
    Ok(Digest(row.get(column)?))
}

/// Reads the identity of a standard.
pub(crate) fn id(row: &Row, column: &str) -> Result<StandardId, Error> {
    text(row, column, || Part::Schema)
}

/// Reads a text of a standard that was sealed with `seal`.
pub(crate) fn sealed(
    text: &[u8],
    seal: Digest,
    part: impl Fn() -> Part,
) -> Result<Standard, Error> {
    if Digest::of(text) != seal {
        return Err(Error::damaged(part(), "its bytes do not have its digest"));
    }
    serde_json::from_slice(text).map_err(|fault| Error::damaged(part(), fault))
}

/// Returns the raw bytes of a column of text or bytes.
pub(crate) fn bytes<'a>(row: &'a Row, column: impl RowIndex) -> Result<Option<&'a [u8]>, Error> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok(Some(bytes)),
        _ => Ok(None),
    }
}

/// Reads bytes that must have the digest in the column `seal`.
pub(crate) fn whole(
    row: &Row,
    column: &str,
    seal: &str,
    part: impl Fn() -> Part,
) -> Result<Vec<u8>, Error> {
    let bytes: Vec<u8> = row.get(column)?;
    if Digest::of(&bytes) != digest(row, seal)? {
        return Err(Error::damaged(part(), "its bytes do not have its digest"));
    }
    Ok(bytes)
}

/// Reads a moment that may not have come.
pub(crate) fn moment(
    row: &Row,
    column: impl RowIndex + Display + Copy,
    part: impl Fn() -> Part,
) -> Result<Option<Timestamp>, Error> {
    match bytes(row, column)? {
        None => Ok(None),
        Some(_) => text(row, column, part).map(Some),
    }
}
