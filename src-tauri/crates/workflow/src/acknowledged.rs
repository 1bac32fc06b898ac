//! Who has acknowledged an edition: computed from the receipts whenever it is asked for.

mod asking;
mod chart;
mod history;
mod rows;
mod standings;

use handbook::Due;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::Workspace;

pub use history::{branch_history, receipt_file};
pub(crate) use rows::Yardstick;
use rows::{Line, find_edition, hear, rank};
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
    let (_, lines) = matching(workspace, query, today)?;
    let acknowledged = lines.iter().filter_map(|line| line.acknowledged.as_ref());
    let digests = acknowledged.map(|own| own.receipt).collect();
    let entries = entries_of_receipts(workspace, digests)?;
    let evidence = lines.into_iter().map(|line| export::BranchEvidence {
        id: line.row.id,
        branch: line.row.name,
        region: line.row.region,
        staff_count: line.row.staff_count,
        acknowledged: line.acknowledged.map(|own| acknowledged_of(own, &entries)),
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
    find_edition(&workspace.edition_heads()?, Some(edition))?;
    let due: Vec<Due> = due
        .iter()
        .map(|due| Due {
            edition,
            ..due.clone()
        })
        .collect();
    Ok(workspace.set_due(edition, &due)?)
}

/// Returns the edition, and the branches that match a query, as shown.
pub(crate) fn matching(
    workspace: &Workspace,
    query: &AcknowledgedQuery,
    today: Date,
) -> Result<(u32, Vec<Line>), Error> {
    expect_publisher(workspace)?;
    let editions = workspace.edition_heads()?;
    let edition = find_edition(&editions, query.edition)?.ok_or(Error::NoEdition(1))?;
    let mut yardstick = Yardstick::of(workspace, &editions, edition.number, today)?;
    let standings = workspace.standings(edition.number)?;
    let lines = standings.map(|standing| yardstick.line(standing));
    let mut lines: Vec<Line> = lines.collect::<Result<_, _>>()?;
    lines.sort_by_cached_key(|line| rank(&line.row));
    narrow(&mut lines, query);
    for line in &mut lines {
        hear(workspace, &mut line.row)?;
    }
    Ok((edition.number, lines))
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
