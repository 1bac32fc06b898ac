//! Reads a file once, from its first byte to its last, and hashes whatever passes.
//!
//! What has passed is never read again, so that nobody can change it once it was hashed.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use handbook::Digest;
use sha2::{Digest as _, Sha256};

use crate::Error;

/// Hears now and then how many bytes were read; answers whether to go on.
pub type Progress<'a> = dyn FnMut(u64) -> bool + 'a;

/// The longest file that a stick with FAT32 holds, and a zip without zip64.
const MOST_BYTES: u64 = u32::MAX as u64;
const PIECE_BYTES: usize = 64 << 10;

/// Takes the bytes that pass, in order; answers whether to go on.
type Taker<'a> = dyn FnMut(&[u8]) -> bool + 'a;

pub(crate) struct Stream<'a> {
    file: BufReader<&'a mut dyn Read>,
    length: u64,
    at: u64,
    hash: Sha256,
    taker: &'a mut Taker<'a>,
    refused: Option<Error>,
}

impl<'a> Stream<'a> {
    /// Begins at the first byte of `file`, wherever it stood.
    pub(crate) fn new(
        file: &'a mut (impl Read + Seek),
        taker: &'a mut Taker<'a>,
    ) -> Result<Self, Error> {
        let length = file
            .seek(SeekFrom::End(0))
            .map_err(|why| unreadable(0, &why))?;
        if length > MOST_BYTES {
            return Err(Error::TooLarge {
                found: length,
                most: MOST_BYTES,
            });
        }
        file.rewind().map_err(|why| unreadable(0, &why))?;
        Ok(Self {
            file: BufReader::with_capacity(PIECE_BYTES, file),
            length,
            at: 0,
            hash: Sha256::new(),
            taker,
            refused: None,
        })
    }

    /// Returns how many bytes have passed.
    pub(crate) fn at(&self) -> u64 {
        self.at
    }

    /// Returns how many bytes the file had when it was opened.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Returns why reading failed, if it did; what failed once fails for good.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.refused.clone().map_or(Ok(()), Err)
    }

    /// Reads up to `buffer.len()` bytes, 0 only at the end; a file must keep its length.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        self.check()?;
        let read = self.read_on(buffer);
        self.refused = read.as_ref().err().cloned();
        read
    }

    fn read_on(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let count = loop {
            match self.file.read(buffer) {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                read => break read.map_err(|why| unreadable(self.at, &why))?,
            }
        };
        self.hash.update(&buffer[..count]);
        self.at += count as u64;
        let is_short = count == 0 && !buffer.is_empty() && self.at < self.length;
        if is_short || self.at > self.length {
            return Err(Error::ContentChanged);
        }
        match count == 0 || (self.taker)(&buffer[..count]) {
            true => Ok(count),
            false => Err(Error::Cancelled),
        }
    }

    /// Reads until `buffer` is full or the file ends; returns how many bytes there were.
    pub(crate) fn fill(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.read(&mut buffer[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        Ok(filled)
    }

    /// Returns the digest of the whole file, of which nothing may be left to read.
    pub(crate) fn finish(mut self) -> Result<Digest, Error> {
        let end = self.at;
        match self.read(&mut [0])? {
            0 => Ok(Digest(self.hash.finalize().into())),
            _ => Err(Error::TrailingData(end)),
        }
    }
}

/// Computes the digest and the length in bytes of a file below 4 GiB, in constant memory.
///
/// `progress` hears of every piece of at most 64 KiB.
pub fn digest_file(
    file: &mut (impl Read + Seek),
    progress: &mut Progress<'_>,
) -> Result<(Digest, u64), Error> {
    let mut passed = 0;
    let mut taker = |piece: &[u8]| {
        passed += piece.len() as u64;
        progress(passed)
    };
    let mut stream = Stream::new(file, &mut taker)?;
    let mut piece = vec![0; PIECE_BYTES];
    while stream.read(&mut piece)? > 0 {}
    let length = stream.at();
    Ok((stream.finish()?, length))
}

fn unreadable(at: u64, why: &io::Error) -> Error {
    Error::Unreadable {
        at,
        kind: why.kind(),
    }
}
