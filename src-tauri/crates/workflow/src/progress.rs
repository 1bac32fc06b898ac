//! How far long work is, and whether it should go on.

use crate::{Error, ExchangeProgress, ExchangeStage};

/// Is told how far the work is; cancels it with `false`.
pub type Tell<'a> = dyn FnMut(ExchangeProgress) -> bool + 'a;

/// Tells how far the work is; fails where it was cancelled.
pub(crate) fn tell(
    progress: &mut Tell<'_>,
    stage: ExchangeStage,
    done: usize,
    all: usize,
) -> Result<(), Error> {
    let (done, all) = (count(done), count(all));
    match progress(ExchangeProgress { stage, done, all }) {
        true => Ok(()),
        false => Err(Error::Cancelled),
    }
}

/// Returns a count as views hold it.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
