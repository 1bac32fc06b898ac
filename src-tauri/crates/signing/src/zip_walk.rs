//! Walks the local headers of a stored-only zip (APPNOTE.TXT 4.3.7) from the first byte on.
//!
//! It trusts nothing: what it finds is packed again and compared byte by byte by its caller.

use crate::Error;
use crate::entry_name::check_entry_name;

const HEADER: &[u8] = b"PK\x03\x04";
const HEADER_BYTES: usize = 30;

/// Returns the entries in the order of the file; stops at the first byte that begins no entry.
pub(crate) fn walk(zip: &[u8], most: usize) -> Result<Vec<(&str, &[u8])>, Error> {
    let mut entries = Vec::new();
    let mut at = 0;
    while zip[at..].starts_with(HEADER) {
        if entries.len() == most {
            return Err(Error::TooManyEntries(most));
        }
        let (entry, end) = read_entry(zip, at)?;
        entries.push(entry);
        at = end;
    }
    Ok(entries)
}

fn read_entry(zip: &[u8], at: usize) -> Result<((&str, &[u8]), usize), Error> {
    let cut_off = || Error::CutOff(at);
    let header = zip.get(at..at + HEADER_BYTES).ok_or_else(cut_off)?;
    let number = |from: usize, bytes: usize| {
        let little_endian = header[from..from + bytes].iter().rev();
        little_endian.fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let name_end = at + HEADER_BYTES + number(26, 2);
    let name = zip.get(at + HEADER_BYTES..name_end).ok_or_else(cut_off)?;
    let name = std::str::from_utf8(name)
        .map_err(|_| Error::UnfitEntryName(String::from_utf8_lossy(name).into_owned()))?;
    check_entry_name(name)?;
    let (flags, method, packed, unpacked) =
        (number(6, 2), number(8, 2), number(18, 4), number(22, 4));
    if flags != 0 || method != 0 || packed != unpacked {
        return Err(Error::NotStored(name.to_string()));
    }
    if number(28, 2) != 0 {
        return Err(Error::NotCanonical(at + 28));
    }
    let end = name_end + unpacked;
    let content = zip.get(name_end..end).ok_or_else(cut_off)?;
    Ok(((name, content), end))
}
