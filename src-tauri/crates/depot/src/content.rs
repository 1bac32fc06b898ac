//! What is put into a depot: anything that can be read twice, compared in constant memory.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// Bytes that can be read from the start again: a file, or a cursor over bytes.
pub trait Content: Read + Seek {}

impl<T: Read + Seek + ?Sized> Content for T {}

/// How much is read at once.
pub(crate) const CHUNK: usize = 64 * 1024;

/// Returns a content's length in bytes, and goes back to its start.
pub(crate) fn length(content: &mut dyn Content) -> io::Result<u64> {
    let length = content.seek(SeekFrom::End(0))?;
    content.rewind()?;
    Ok(length)
}

/// Compares what is written into it with a content, from the content's start.
pub(crate) struct Comparing<'a> {
    content: &'a mut dyn Content,
    /// Tells whether everything so far was the same.
    pub is_same: bool,
}

impl<'a> Comparing<'a> {
    /// Begins at the content's start.
    pub fn new(content: &'a mut dyn Content) -> io::Result<Self> {
        content.rewind()?;
        let is_same = true;
        Ok(Self { content, is_same })
    }
}

impl Write for Comparing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut own = [0; 4096];
        let count = bytes.len().min(own.len());
        let is_same = match self.content.read_exact(&mut own[..count]) {
            Ok(()) => own[..count] == bytes[..count],
            Err(end) if end.kind() == io::ErrorKind::UnexpectedEof => false,
            Err(fault) => return Err(fault),
        };
        if is_same {
            return Ok(count);
        }
        self.is_same = false;
        Err(io::Error::other("other bytes"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
