//! How much of a signed file is not its content, found before anything is taken apart.
//!
//! Reading sets takes time that grows with the square of their length, and whoever can write to
//! a depot can write a long one.

use der::{Decode, Header, Reader, SliceReader, Tag};

use crate::Error;

/// The most that certificates and signatures may take: 16 roots' take about 16 KiB.
const MOST_BYTES: usize = 32 << 10;
/// The most that the set of digest algorithms may take; ours takes 13 bytes.
const MOST_ALGORITHMS: usize = 32;

/// The beginning of what a signed file says of itself: SignedData (RFC 5652, section 5.1).
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";

/// Tells whether a file begins as a signed one does, however damaged the rest may be.
pub(crate) fn begins_signed(der: &[u8]) -> bool {
    let [0x30, length, ..] = der else {
        return false;
    };
    let more = length.checked_sub(0x80).unwrap_or(0);
    let rest = der.get(2 + usize::from(more)..);
    rest.is_some_and(|rest| rest.starts_with(SIGNED_DATA))
}

/// Refuses a signed file with more around its content than a signature needs.
pub(crate) fn check_frame(der: &[u8]) -> Result<(), Error> {
    let content = content_length(der).map_err(|_| Error::NotASignature)?;
    let content = content.ok_or(Error::NotASignature)?;
    match der.len().checked_sub(content) {
        Some(frame) if frame <= MOST_BYTES => Ok(()),
        _ => Err(Error::NotASignature),
    }
}

/// Follows the headers of ContentInfo to the content (RFC 5652, sections 3, 5.1 and 5.2), and
/// returns its length: 0 where there is none, nothing where a set before it is too long.
fn content_length(der: &[u8]) -> der::Result<Option<usize>> {
    let mut reader = SliceReader::new(der)?;
    enter(&mut reader)?;
    pass(&mut reader)?;
    enter(&mut reader)?;
    enter(&mut reader)?;
    pass(&mut reader)?;
    if pass(&mut reader)? > MOST_ALGORITHMS {
        return Ok(None);
    }
    let encapsulated = enter(&mut reader)?;
    let before = reader.position();
    pass(&mut reader)?;
    let is_detached = usize::try_from((reader.position() - before)?)? == encapsulated;
    if is_detached || enter(&mut reader)? == 0 {
        return Ok(Some(0));
    }
    let header = Header::decode(&mut reader)?;
    header.tag.assert_eq(Tag::OctetString)?;
    Ok(Some(header.length.try_into()?))
}

/// Goes into a value; returns its length.
fn enter(reader: &mut SliceReader<'_>) -> der::Result<usize> {
    Header::decode(reader)?.length.try_into()
}

/// Goes behind a value; returns its length.
fn pass(reader: &mut SliceReader<'_>) -> der::Result<usize> {
    let length = Header::decode(reader)?.length;
    reader.read_slice(length)?;
    length.try_into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attached::verify_of_branch;
    use crate::signed_data::read;

    fn value(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x84], &length[..], content].concat()
    }

    /// A SET of `count` different values, the greatest first, which is the slowest to sort.
    fn long_set(count: u32) -> Vec<u8> {
        let one = |i: u32| {
            let oid = [&[0x06, 4, 0x2a], &i.to_be_bytes()[1..]].concat();
            [&[0x30, 6], &oid[..]].concat()
        };
        value(0x31, &(0..count).rev().flat_map(one).collect::<Vec<_>>())
    }

    #[test]
    fn a_file_that_would_take_hours_to_sort_is_refused_at_once() {
        let algorithms = long_set(400_000);
        let signed = value(0x30, &[&[2, 1, 1], &algorithms[..]].concat());
        let oid = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
        let info = value(0x30, &[&oid[..], &value(0xa0, &signed)].concat());
        assert_eq!(read(&info), Err(Error::NotASignature));
        let refused = verify_of_branch(&info, |_| Ok(())).unwrap_err();
        assert_eq!(refused, Error::NotASignature);
    }

    #[test]
    fn what_stands_around_the_content_has_a_limit_and_the_content_another() {
        let key = crate::make_branch_key("O", "B", &mut crate::dice::Dice(1)).unwrap();
        let at = jiff::Timestamp::UNIX_EPOCH;
        let long = key.sign(&vec![b' '; 1 << 20], at).unwrap();
        assert_eq!(check_frame(&long), Ok(()));
        let padded = [&long[..], &[0; MOST_BYTES]].concat();
        assert_eq!(check_frame(&padded), Err(Error::NotASignature));
        let most = crate::attached::MOST_BYTES;
        let found = most + 1;
        assert_eq!(
            key.sign(&vec![b' '; found], at),
            Err(Error::SignedTooLong { found, most })
        );
    }
}
