//! A file on a disk with moods: it fails, is slow, lies about its length, or is exchanged.

use std::io::{Error as IoError, ErrorKind, Read, Result as IoResult, Seek, SeekFrom};

pub struct Disk<'a> {
    pub bytes: Vec<u8>,
    at: u64,
    /// What it says its length is.
    pub length: u64,
    pub fails_at: Option<u64>,
    /// Gives one byte at a time, and is interrupted before each.
    pub is_slow: bool,
    is_interrupted: bool,
    pub on_rewind: Option<&'a dyn Fn(&mut Self)>,
}

impl Disk<'_> {
    pub fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            at: 0,
            length: bytes.len() as u64,
            fails_at: None,
            is_slow: false,
            is_interrupted: false,
            on_rewind: None,
        }
    }
}

impl Read for Disk<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        self.is_interrupted = self.is_slow && !self.is_interrupted;
        if self.is_interrupted {
            return Err(IoError::from(ErrorKind::Interrupted));
        }
        if self.fails_at == Some(self.at) {
            return Err(IoError::from(ErrorKind::NotConnected));
        }
        let readable = &self.bytes[self.at as usize..];
        let stop = self.fails_at.map_or(u64::MAX, |at| at - self.at);
        let most = if self.is_slow { 1 } else { stop };
        let count = readable.take(most).read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Disk<'_> {
    fn seek(&mut self, to: SeekFrom) -> IoResult<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.length.strict_add_signed(by),
            SeekFrom::Current(by) => self.at.strict_add_signed(by),
        };
        if let (SeekFrom::Start(0), Some(change)) = (to, self.on_rewind) {
            change(self);
        }
        Ok(self.at)
    }
}
