//! Codes: their order for people, and that none stands for two standards.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{Code, Standard, StandardId};
use rusqlite::{Connection, OptionalExtension};

use crate::Error;

/// Orders codes so that `PH-9` comes before `PH-10`, and those without a code last.
pub(crate) fn order(code: &str) -> (bool, &str, u64, &str) {
    let is_digit = |c: char| c.is_ascii_digit();
    let (letters, rest) = code.split_at(code.find(is_digit).unwrap_or(code.len()));
    let (number, tail) = rest.split_at(rest.find(|c| !is_digit(c)).unwrap_or(rest.len()));
    (code.is_empty(), letters, number.parse().unwrap_or(0), tail)
}

/// Refuses a code that stands for another standard already.
pub(crate) fn check_free(
    connection: &Connection,
    code: &Code,
    id: StandardId,
) -> Result<(), Error> {
    let mut select = connection.prepare_cached(
        "SELECT 1 FROM draft JOIN standard ON key = standard
         WHERE code = ?1 AND code <> '' AND retired_at IS NULL AND id <> ?2",
    )?;
    let taken = select.query_row([&code.0, &id.to_string()], |_| Ok(()));
    match taken.optional()? {
        Some(()) => Err(Error::DuplicateCodes(vec![code.clone()])),
        None => Ok(()),
    }
}

/// Refuses new standards whose codes stand for one another or for standards that are here;
/// names all of them.
pub(crate) fn check_all_free(connection: &Connection, new: &[Standard]) -> Result<(), Error> {
    let mut select =
        connection.prepare("SELECT code FROM draft WHERE retired_at IS NULL AND code <> ''")?;
    let taken = select.query_map([], |row| row.get(0))?;
    let taken: BTreeSet<String> = taken.collect::<rusqlite::Result<_>>()?;
    let mut counts: BTreeMap<&Code, usize> = BTreeMap::new();
    let named = new.iter().map(|standard| &standard.code);
    named
        .filter(|code| !code.0.is_empty())
        .for_each(|code| *counts.entry(code).or_default() += 1);
    let twice = counts
        .iter()
        .filter(|(code, count)| **count > 1 || taken.contains(&code.0));
    let twice: Vec<Code> = twice.map(|(code, _)| (*code).clone()).collect();
    if twice.is_empty() {
        return Ok(());
    }
    Err(Error::DuplicateCodes(twice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_codes_count_by_value_and_missing_codes_come_last() {
        let mut codes = ["PH-10", "", "PH-9", "PH-9b", "CS-1"];
        codes.sort_by_key(|code| order(code));
        assert_eq!(codes, ["CS-1", "PH-9", "PH-9b", "PH-10", ""]);
    }
}
