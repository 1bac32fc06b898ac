//! The one way in which a parcel's zip is written: stored entries in order, and nothing else.
//!
//! A reader writes the headers again and compares, so that there is nothing to interpret.
//! Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

/// One stored entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its name, in ASCII.
    pub name: String,
    /// The CRC-32 of its bytes.
    pub crc: u32,
    /// Its length in bytes.
    pub length: u32,
    /// Where its header begins.
    pub offset: u32,
}

/// The length in bytes of an entry in the directory, without the name.
pub(crate) const CENTRAL: usize = 46;
/// What an entry begins with.
pub(crate) const LOCAL_SIGNATURE: &[u8] = b"PK\x03\x04";
/// What the end begins with.
pub(crate) const END_SIGNATURE: &[u8] = b"PK\x05\x06";
/// The length in bytes of the end.
pub(crate) const END: usize = 22;

const VERSION: u16 = 20;
/// The first of January 1980, in the form of MS-DOS.
const DAY: u16 = 0x21;

/// Writes the header in front of an entry's bytes.
pub(crate) fn local_header(entry: &Entry) -> Vec<u8> {
    let mut header = LOCAL_SIGNATURE.to_vec();
    put_common(&mut header, entry);
    header.extend(entry.name.as_bytes());
    header
}

/// Writes an entry of the directory.
pub(crate) fn central_header(entry: &Entry) -> Vec<u8> {
    let mut header = b"PK\x01\x02".to_vec();
    header.extend(VERSION.to_le_bytes());
    put_common(&mut header, entry);
    // No comment, disk 0, no attributes.
    header.extend([0; 10]);
    header.extend(entry.offset.to_le_bytes());
    header.extend(entry.name.as_bytes());
    header
}

/// Writes what both headers share, from the version to the length of the extra field.
fn put_common(header: &mut Vec<u8>, entry: &Entry) {
    let name = u16::try_from(entry.name.len()).expect("a key is short");
    // Version, no flags, stored, midnight, day.
    for field in [VERSION, 0, 0, 0, DAY] {
        header.extend(field.to_le_bytes());
    }
    for field in [entry.crc, entry.length, entry.length] {
        header.extend(field.to_le_bytes());
    }
    header.extend(name.to_le_bytes());
    header.extend([0, 0]);
}

/// Writes the end: how many entries there are, and where and how long the directory is.
pub(crate) fn end(count: u16, length: u32, offset: u32) -> Vec<u8> {
    let mut end = END_SIGNATURE.to_vec();
    for field in [0, 0, count, count] {
        end.extend(field.to_le_bytes());
    }
    for field in [length, offset] {
        end.extend(field.to_le_bytes());
    }
    end.extend([0, 0]);
    end
}

/// Reads the count, length and offset of an end; none if it is not written as [`end`] does.
pub(crate) fn read_end(bytes: &[u8; END]) -> Option<(u16, u32, u32)> {
    let count = u16::from_le_bytes([bytes[10], bytes[11]]);
    let (length, offset) = (number(bytes, 12)?, number(bytes, 16)?);
    (end(count, length, offset) == bytes).then_some((count, length, offset))
}

/// Reads an end as [`read_end`] does, which a comment may follow.
pub(crate) fn read_end_before_comment(bytes: &[u8; END]) -> Option<(u16, u32, u32)> {
    let mut bytes = *bytes;
    bytes[END - 2..].fill(0);
    read_end(&bytes)
}

/// Tells whether an entry of a directory is neither compressed nor encrypted.
pub(crate) fn is_stored(entry: &[u8]) -> bool {
    let plainly = [0; 4];
    entry.get(8..12) == Some(&plainly[..]) && entry.get(20..24) == entry.get(24..28)
}

/// Tells whether an entry of a directory has no attributes, by which a link is known.
pub(crate) fn is_plain_file(entry: &[u8]) -> bool {
    entry.get(38..42) == Some(&[0; 4][..])
}

/// Reads the entry at the start of a directory, without believing it yet.
pub(crate) fn read_central(bytes: &[u8]) -> Option<Entry> {
    let length = u16::from_le_bytes([*bytes.get(28)?, *bytes.get(29)?]);
    let name = bytes.get(CENTRAL..CENTRAL + usize::from(length))?;
    Some(Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        crc: number(bytes, 16)?,
        length: number(bytes, 20)?,
        offset: number(bytes, 42)?,
    })
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(field.try_into().expect("four bytes")))
}
