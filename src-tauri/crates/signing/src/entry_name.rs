//! Names of entries that mean the same file on every computer.

use std::collections::BTreeSet;

use crate::Error;

const MOST_BYTES: usize = 120;
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Checks that `name` is a path of plain ASCII segments, such as `standards/ph-03/2.md`, that
/// Windows, macOS and Linux keep as it is.
pub(crate) fn check_entry_name(name: &str) -> Result<(), Error> {
    let is_fit = name.len() <= MOST_BYTES && name.split('/').all(is_fit_segment);
    is_fit
        .then_some(())
        .ok_or_else(|| Error::UnfitEntryName(name.to_string()))
}

fn is_fit_segment(segment: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    segment.starts_with(|c: char| c.is_ascii_alphanumeric())
        && segment.chars().all(is_plain)
        && !segment.ends_with('.')
        && !is_reserved(segment)
}

/// Tells whether Windows would open a device instead (with any extension).
fn is_reserved(segment: &str) -> bool {
    let stem = segment
        .split('.')
        .next()
        .unwrap_or(segment)
        .to_ascii_lowercase();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    is_port || RESERVED.contains(&stem.as_str())
}

/// Names of which no two would be one file, or a file and a folder, where letter case does not
/// count.
#[derive(Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Adds `name`, which must go with all the others.
    pub(crate) fn add(&mut self, name: &str) -> Result<(), Error> {
        // With the separator before every other character, what lies in a folder follows it.
        let key = name.to_ascii_lowercase().replace('/', "\0");
        let before = self.0.range(..=key.clone()).next_back();
        let after = self.0.range(key.clone()..).next();
        if let Some(folder) = before.filter(|before| is_within(&key, before)) {
            return Err(Error::EntryTwice(folder.replace('\0', "/")));
        }
        if after.is_some_and(|after| key == *after || is_within(after, &key)) {
            return Err(Error::EntryTwice(name.to_string()));
        }
        self.0.insert(key);
        Ok(())
    }
}

fn is_within(key: &str, folder: &str) -> bool {
    key.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_are_accepted() {
        for name in [
            "edition.json",
            "SHA256SUMS",
            "standards/0b5c-77/12.md",
            "console.md",
        ] {
            assert_eq!(check_entry_name(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn names_that_lead_elsewhere_or_to_devices_are_refused() {
        let long = "a".repeat(MOST_BYTES + 1);
        for name in [
            "",
            "/etc/passwd",
            "../x",
            "a/../x",
            "a//b",
            "a/",
            ".",
            "..",
            ".hidden",
            "C:\\x",
            "C:x",
            "a\\b",
            "CON",
            "con.md",
            "a/NUL",
            "Lpt1.txt",
            "a.",
            "a b",
            "a\0",
            "é",
            "-rf",
            &long,
        ] {
            let refused = Err(Error::UnfitEntryName(name.to_string()));
            assert_eq!(check_entry_name(name), refused, "{name}");
        }
    }
}
