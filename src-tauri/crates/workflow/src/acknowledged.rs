//! Who has acknowledged an edition: computed from the receipts whenever it is asked for.

mod asking;
mod chart;
mod history;
mod rows;
mod standings;

use handbook::Due;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{AcknowledgementRow, Workspace};

pub use history::{branch_history, receipt_file};
use rows::hear;
pub(crate) use rows::{Known, all_rows};
pub(crate) use standings::Standings;
use standings::narrow;

use crate::collect::expect_publisher;
use crate::evidence::{acknowledged_of, entries_of_receipts};
use crate::views::{
    AcknowledgedQuery, AcknowledgedRow, AcknowledgedState, AcknowledgedTotals, AcknowledgedView,
};
use crate::{Error, Now};

/// Shows who has acknowledged the edition asked for, as of `today`; days are counted in `zone`.
pub fn acknowledged(
    workspace: &Workspace,
    query: &AcknowledgedQuery,
    today: Date,
    zone: &TimeZone,
) -> Result<AcknowledgedView, Error> {
    let standings = Standings::compute(workspace, query.edition, today, zone)?;
    standings.view(workspace, query)
}

/// Writes the branches that match a query as CSV, all of them, in the order in which they are
/// shown: what each has acknowledged, and which entry of the record says so.
pub fn acknowledged_csv(
    workspace: &Workspace,
    query: &AcknowledgedQuery,
    today: Date,
) -> Result<String, Error> {
    let (_, receipts, rows) = matching(workspace, query, today)?;
    let digests = receipts.iter().map(|receipt| receipt.receipt).collect();
    let entries = entries_of_receipts(workspace, digests)?;
    let evidence = rows.into_iter().map(|row| export::BranchEvidence {
        id: row.id,
        branch: row.name,
        region: row.region,
        staff_count: row.staff_count,
        acknowledged: receipt_of(&receipts, row.id).map(|r| acknowledged_of(r, &entries)),
    });
    Ok(export::acknowledgements_csv(&evidence.collect::<Vec<_>>()))
}

/// Says by when an edition should be acknowledged, in place of what was said before. Of several
/// days for one role, the last one given counts.
pub fn set_due(
    workspace: &mut Workspace,
    edition: u32,
    due: &[Due],
    now: &Now,
) -> Result<(), Error> {
    expect_publisher(workspace)?;
    now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let sheets = workspace.editions()?;
    if !sheets.iter().any(|sheet| sheet.number == edition) {
        return Err(Error::NoEdition(edition));
    }
    let due: Vec<Due> = due
        .iter()
        .map(|due| Due {
            edition,
            ..due.clone()
        })
        .collect();
    Ok(workspace.set_due(edition, &due)?)
}

/// Returns the edition, its receipts by branch, and the branches that match a query, as shown.
pub(crate) fn matching(
    workspace: &Workspace,
    query: &AcknowledgedQuery,
    today: Date,
) -> Result<(u32, Vec<AcknowledgementRow>, Vec<AcknowledgedRow>), Error> {
    expect_publisher(workspace)?;
    let known = Known::of(workspace)?;
    let sheet = known.sheet(query.edition)?.ok_or(Error::NoEdition(1))?;
    let receipts = workspace.acknowledgements(sheet.number)?;
    let mut rows = all_rows(workspace, &known, sheet, &receipts, today)?;
    narrow(&mut rows, query);
    hear(workspace, &mut rows)?;
    Ok((sheet.number, receipts, rows))
}

/// Finds a branch's receipt among those of [`Workspace::acknowledgements`].
pub(crate) fn receipt_of(
    receipts: &[AcknowledgementRow],
    id: handbook::BranchId,
) -> Option<&AcknowledgementRow> {
    let place = receipts.binary_search_by_key(&id, |receipt| receipt.branch);
    place.ok().map(|place| &receipts[place])
}

/// Tells whether a branch can be reminded: it should acknowledge, and is able to.
pub(crate) fn is_remindable(row: &AcknowledgedRow) -> bool {
    matches!(
        row.state,
        AcknowledgedState::Late | AcknowledgedState::Waiting
    )
}

fn totals(rows: &[AcknowledgedRow]) -> AcknowledgedTotals {
    let mut totals = AcknowledgedTotals::default();
    for row in rows {
        totals.branches += 1;
        let count = match row.state {
            AcknowledgedState::Late => &mut totals.late,
            AcknowledgedState::Waiting => &mut totals.waiting,
            AcknowledgedState::NotEnrolled => &mut totals.not_enrolled,
            AcknowledgedState::Acknowledged => &mut totals.acknowledged,
            AcknowledgedState::NothingToDo => &mut totals.nothing_to_do,
        };
        *count += 1;
        totals.doubtful += u32::from(row.is_clock_doubtful);
    }
    totals
}
