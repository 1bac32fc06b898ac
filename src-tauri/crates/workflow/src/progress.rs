//! How far long work is, and whether it should go on.

use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::{Error, ExchangeProgress, ExchangeStage, ExchangeUnit};

/// Is told how far the work is; cancels it with `false`.
pub type Tell<'a> = dyn FnMut(ExchangeProgress) -> bool + 'a;

/// Tells how many files are done; fails where the work was cancelled.
pub(crate) fn tell(
    progress: &mut Tell<'_>,
    stage: ExchangeStage,
    done: usize,
    all: usize,
) -> Result<(), Error> {
    let how_far = ExchangeProgress {
        stage,
        unit: ExchangeUnit::Files,
        done: count(done),
        all: count(all),
    };
    ask(progress, how_far)
}

/// Tells how much of one file is done, in bytes; fails where the work was cancelled.
pub(crate) fn tell_bytes(
    progress: &mut Tell<'_>,
    stage: ExchangeStage,
    done: u64,
    all: u64,
) -> Result<(), Error> {
    let kibibytes = |bytes: u64| u32::try_from(bytes >> 10).unwrap_or(u32::MAX);
    let how_far = ExchangeProgress {
        stage,
        unit: ExchangeUnit::Kibibytes,
        done: kibibytes(done),
        all: kibibytes(all),
    };
    ask(progress, how_far)
}

fn ask(progress: &mut Tell<'_>, how_far: ExchangeProgress) -> Result<(), Error> {
    match progress(how_far) {
        true => Ok(()),
        false => Err(Error::Cancelled),
    }
}

/// Returns a count as views hold it.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How many bytes pass between two words about them.
const STEP: u64 = 1 << 20;

/// Tells how much of a long file has been read or written, and lets nothing more pass where the
/// work was cancelled.
pub(crate) struct Watched<'a, 'b, T> {
    inner: T,
    stage: ExchangeStage,
    place: u64,
    told: u64,
    all: u64,
    progress: &'a mut Tell<'b>,
    is_cancelled: bool,
}

impl<'a, 'b, T> Watched<'a, 'b, T> {
    pub(crate) fn new(
        inner: T,
        all: u64,
        stage: ExchangeStage,
        progress: &'a mut Tell<'b>,
    ) -> Self {
        Self {
            inner,
            stage,
            place: 0,
            told: 0,
            all,
            progress,
            is_cancelled: false,
        }
    }

    /// Fails where the work was cancelled, whatever that looked like to those who read or wrote.
    pub(crate) fn outcome<V, E>(&self, done: Result<V, E>) -> Result<Result<V, E>, Error> {
        match self.is_cancelled {
            true => Err(Error::Cancelled),
            false => Ok(done),
        }
    }

    fn pass(&mut self) -> io::Result<()> {
        if self.place.abs_diff(self.told) >= STEP {
            self.told = self.place;
            let told = tell_bytes(self.progress, self.stage, self.place, self.all);
            self.is_cancelled |= told.is_err();
        }
        match self.is_cancelled {
            true => Err(io::Error::other("cancelled")),
            false => Ok(()),
        }
    }
}

impl<T: Write> Write for Watched<'_, '_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pass()?;
        let written = self.inner.write(bytes)?;
        self.place += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Watched<'_, '_, T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.pass()?;
        let read = self.inner.read(bytes)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl<T: Seek> Seek for Watched<'_, '_, T> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.place = self.inner.seek(to)?;
        self.told = self.place;
        Ok(self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_tells_how_far_it_is_and_stops_where_it_is_cancelled() {
        let mut told = Vec::new();
        let mut progress = |how_far: ExchangeProgress| {
            told.push((how_far.done, how_far.all));
            told.len() < 3
        };
        let bytes = vec![7; 5 << 20];
        let mut content = Watched::new(
            io::Cursor::new(bytes),
            5 << 20,
            ExchangeStage::Sending,
            &mut progress,
        );
        content.rewind().unwrap();
        let mut copy = Vec::new();
        let done = content.read_to_end(&mut copy);
        assert!(matches!(content.outcome(done), Err(Error::Cancelled)));
        assert!(copy.len() < 5 << 20, "{}", copy.len());
        assert_eq!(told.len(), 3);
        assert!(told.iter().all(|(done, all)| done < all && *all == 5 << 10));
    }
}
