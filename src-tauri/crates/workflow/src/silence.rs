//! HR has promised something newer by a day that is past.
//!
//! Whoever can write to a depot can keep it as it is, which no signature shows; only a person can
//! find out, by asking.

use handbook::{Latest, Sheet};
use jiff::civil::Date;
use store::Workspace;

use crate::receive::{expect_branch, seen};
use crate::{Error, SilenceView};

/// Tells whether something newer should have come to a branch before `today`. It only warrants a
/// warning: the clock may be wrong.
pub fn silence(workspace: &Workspace, today: Date) -> Result<Option<SilenceView>, Error> {
    expect_branch(workspace)?;
    let latest = seen(workspace)?.map(|latest| latest.content);
    let newest = workspace.received_editions()?.pop();
    let sheet = newest.map(|own| workspace.sheet(own.number)).transpose()?;
    Ok(broken_promise(latest.as_ref(), sheet.as_ref(), today))
}

/// Compares `today` with what the newest published state promises, and the newest edition.
pub(crate) fn broken_promise(
    latest: Option<&Latest>,
    sheet: Option<&Sheet>,
    today: Date,
) -> Option<SilenceView> {
    let of_state = latest.map(|latest| (latest.issued_at, latest.expect_next_by));
    let of_edition = sheet.and_then(|sheet| Some((sheet.issued_at, sheet.next_expected_by?)));
    let mut promises = of_state.into_iter().chain(of_edition);
    let (since, promised_by) = promises.find(|(_, promised_by)| *promised_by < today)?;
    Some(SilenceView { since, promised_by })
}
