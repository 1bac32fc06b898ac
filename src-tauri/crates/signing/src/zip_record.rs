//! The bytes that surround the entries of an edition file (APPNOTE.TXT 4.3), written by hand.
//!
//! They are what the `zip` crate writes for a stored entry of 1 January 1980, mode 644.

/// How many bytes stand before the name in front of an entry.
pub(crate) const LOCAL_BYTES: usize = 30;
/// What an entry begins with.
pub(crate) const LOCAL_SIGNATURE: &[u8] = b"PK\x03\x04";
/// Where the checksum stands in front of an entry.
pub(crate) const CRC_AT: u64 = 14;

/// How many bytes of the directory an entry takes, without its name.
const DIRECTORY_BYTES: usize = 46;
const DIRECTORY_SIGNATURE: &[u8] = b"PK\x01\x02";
const END_SIGNATURE: &[u8] = b"PK\x05\x06";
const NEEDED: u16 = 10;
const UNIX: u16 = 3 << 8;
const NEW_YEAR_1980: u16 = 0x21;
const MODE: u32 = 0o100_644 << 16;

/// What the zip says of an entry.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) crc: u32,
    /// In bytes.
    pub(crate) length: u32,
    /// Where its local header begins in the file.
    pub(crate) offset: u32,
}

impl Record {
    /// Returns what stands in front of the entry: the local header with the name.
    pub(crate) fn local_header(&self) -> Vec<u8> {
        [LOCAL_SIGNATURE, &self.common(), self.name.as_bytes()].concat()
    }

    /// Returns the entry's line in the central directory.
    pub(crate) fn directory_header(&self) -> Vec<u8> {
        let made_by = (UNIX | NEEDED).to_le_bytes();
        // No comment, the first disk, no internal attributes.
        let nothing = [0; 6];
        let end = [MODE, self.offset].map(u32::to_le_bytes).concat();
        let name = self.name.as_bytes();
        [
            DIRECTORY_SIGNATURE,
            &made_by,
            &self.common(),
            &nothing,
            &end,
            name,
        ]
        .concat()
    }

    fn common(&self) -> Vec<u8> {
        let (flags, stored, midnight, no_extra) = (0, 0, 0, 0);
        let start = [NEEDED, flags, stored, midnight, NEW_YEAR_1980];
        let sizes = [self.crc, self.length, self.length];
        let lengths = [self.name.len() as u16, no_extra];
        let mut bytes = start.map(u16::to_le_bytes).concat();
        bytes.extend(sizes.map(u32::to_le_bytes).concat());
        bytes.extend(lengths.map(u16::to_le_bytes).concat());
        bytes
    }
}

/// What a directory says where it differs from the only one that may stand there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Whether an entry is a file, a link or a folder, and who may use it.
    Kind(&'a str),
    /// How long an entry is, and where it begins.
    Place(&'a str),
    /// A comment behind the end.
    Comment,
    /// Anything else.
    Other,
}

/// Tells what stands at byte `at` of the directory (APPNOTE.TXT 4.3.12 and 4.3.16).
pub(crate) fn part_at<'a>(records: impl Iterator<Item = &'a Record>, at: usize) -> Part<'a> {
    let mut left = at;
    for record in records {
        let length = DIRECTORY_BYTES + record.name.len();
        if left < length {
            return match left {
                20..28 | 42..46 => Part::Place(&record.name),
                38..42 => Part::Kind(&record.name),
                _ => Part::Other,
            };
        }
        left -= length;
    }
    match left {
        20..22 => Part::Comment,
        _ => Part::Other,
    }
}

/// Returns all that follows the last entry, which ends at byte `start`.
pub(crate) fn directory<'a>(records: impl Iterator<Item = &'a Record>, start: u64) -> Vec<u8> {
    let (mut bytes, mut count) = (Vec::new(), 0_u16);
    for record in records {
        bytes.extend(record.directory_header());
        count += 1;
    }
    let sizes = [bytes.len() as u32, start as u32];
    let one_disk = [0; 4];
    let no_comment = [0; 2];
    bytes.extend(END_SIGNATURE);
    bytes.extend(one_disk);
    bytes.extend([count, count].map(u16::to_le_bytes).concat());
    bytes.extend(sizes.map(u32::to_le_bytes).concat());
    bytes.extend(no_comment);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pack, unpack};

    #[test]
    fn the_bytes_around_the_entries_are_those_of_the_zip_crate() {
        let names = ["0.md", "A", "b/c-d_e/12.md", "x"];
        let contents = [&b""[..], b"x", "\u{c35}".as_bytes(), &[7; 70_000]];
        let entries = names.iter().zip(contents);
        let entries = entries.map(|(name, content)| (name.to_string(), content.to_vec()));
        let packed = pack(entries.collect()).unwrap();
        let (mut written, mut records) = (Vec::new(), Vec::new());
        for (name, content) in in_order(&packed) {
            let record = Record {
                name,
                crc: crc32fast::hash(&content),
                length: content.len() as u32,
                offset: written.len() as u32,
            };
            written.extend(record.local_header());
            written.extend(content);
            records.push(record);
        }
        let start = written.len() as u64;
        written.extend(directory(records.iter(), start));
        assert!(written == packed);
    }

    /// All the entries, with those that packing adds.
    fn in_order(packed: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut entries = unpack(packed).unwrap().entries;
        let mimetype = b"application/vnd.plumbline.edition+zip".to_vec();
        let mut sums = String::new();
        let mut listed = entries.clone();
        listed.insert("mimetype".into(), mimetype.clone());
        for (name, content) in &listed {
            sums += &format!("{}  {name}\n", handbook::Digest::of(content));
        }
        entries.insert("SHA256SUMS".into(), sums.into_bytes());
        let first = [("mimetype".to_string(), mimetype)];
        first.into_iter().chain(entries).collect()
    }
}
