//! Where each branch stands with an edition.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use handbook::{BranchId, Due, Sheet, due_on};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{AcknowledgementRow, BranchRow, Enrolment, Workspace};

use crate::Error;
use crate::acknowledged::asking::Asking;
use crate::acknowledged::receipt_of;
use crate::branches::is_address;
use crate::views::{AcknowledgedRow, AcknowledgedState};

/// What does not depend on the edition that is asked about.
pub(crate) struct Known {
    /// All editions, the oldest first.
    pub(crate) sheets: Vec<Sheet>,
    branches: Vec<BranchRow>,
}

impl Known {
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Error> {
        Ok(Self {
            sheets: workspace.editions()?,
            branches: workspace.branches()?,
        })
    }

    /// Returns the open branches, by name.
    pub(crate) fn open(&self) -> impl Iterator<Item = &BranchRow> {
        self.branches.iter().filter(|row| row.closed_at.is_none())
    }

    /// Counts the branches that wait for their requests to be approved.
    pub(crate) fn asked(&self) -> usize {
        let waits =
            |row: &&BranchRow| matches!(row.state, Enrolment::Asked(_)) || row.asks_again.is_some();
        self.open().filter(waits).count()
    }

    /// Returns the sheet of an edition, or of the newest; none before the first is issued.
    pub(crate) fn sheet(&self, edition: Option<u32>) -> Result<Option<&Sheet>, Error> {
        let Some(edition) = edition else {
            return Ok(self.sheets.last());
        };
        let sheet = self.sheets.iter().find(|sheet| sheet.number == edition);
        sheet.map(Some).ok_or(Error::NoEdition(edition))
    }
}

/// Returns every open branch: late ones first, the latest on top, then who waits, who has not
/// joined, who has acknowledged, the newest first, and who has nothing to do; by name within. When
/// they were last heard of is left to [`hear`].
pub(crate) fn all_rows(
    workspace: &Workspace,
    known: &Known,
    sheet: &Sheet,
    receipts: &[AcknowledgementRow],
    today: Date,
) -> Result<Vec<AcknowledgedRow>, Error> {
    let until = known
        .sheets
        .partition_point(|other| other.number <= sheet.number);
    let mut standing = Standing {
        edition: sheet.number,
        today,
        due: workspace.due(sheet.number)?,
        last: workspace.last_acknowledged(sheet.number)?,
        reminded: workspace.last_reminders(sheet.number)?,
        asking: Asking::about(workspace, &known.sheets[..until]),
    };
    let mut rows = Vec::new();
    for branch in known.open() {
        let receipt = receipt_of(receipts, branch.branch.id);
        rows.push(standing.row(branch, receipt)?);
    }
    // They come by name, and stay so where nothing else decides.
    rows.sort_by_cached_key(|row| {
        (
            row.state,
            Reverse(row.days_late),
            Reverse(row.acknowledged_at),
        )
    });
    Ok(rows)
}

/// Fills in when branches were last heard of, which decides nothing: only for rows that are shown.
pub(super) fn hear(workspace: &Workspace, rows: &mut [AcknowledgedRow]) -> Result<(), Error> {
    for row in rows {
        row.last_heard_at = workspace.last_heard(row.id)?;
    }
    Ok(())
}

struct Standing<'a> {
    edition: u32,
    today: Date,
    due: Vec<Due>,
    /// The last edition before this one that each branch has acknowledged.
    last: BTreeMap<BranchId, u32>,
    reminded: BTreeMap<BranchId, Timestamp>,
    asking: Asking<'a>,
}

impl Standing<'_> {
    fn row(
        &mut self,
        row: &BranchRow,
        receipt: Option<&AcknowledgementRow>,
    ) -> Result<AcknowledgedRow, Error> {
        let branch = &row.branch;
        let last_edition = self.last.get(&branch.id).copied();
        let due_on = due_on(&self.due, self.edition, &branch.audience);
        let state = self.state(row, receipt, last_edition, due_on)?;
        let days_late = match (state, due_on) {
            (AcknowledgedState::Late, Some(due)) => days_between(due, self.today),
            _ => 0,
        };
        Ok(AcknowledgedRow {
            id: branch.id,
            name: branch.name.clone(),
            region: branch.region.clone(),
            manager: branch.manager.clone(),
            has_email: is_address(&branch.email),
            state,
            due_on,
            days_late,
            acknowledged_at: receipt.map(|receipt| receipt.acknowledged_at),
            by_edition: receipt.map(|receipt| receipt.edition),
            is_clock_doubtful: receipt.is_some_and(|receipt| receipt.is_clock_doubtful),
            staff_confirmed: receipt.map_or(0, |receipt| receipt.staff_confirmed),
            staff_count: receipt.map_or(0, |receipt| receipt.staff_total),
            last_heard_at: None,
            last_edition,
            reminded_at: self.reminded.get(&branch.id).copied(),
        })
    }

    fn state(
        &mut self,
        row: &BranchRow,
        receipt: Option<&AcknowledgementRow>,
        last: Option<u32>,
        due_on: Option<Date>,
    ) -> Result<AcknowledgedState, Error> {
        if receipt.is_some() {
            return Ok(AcknowledgedState::Acknowledged);
        }
        if !matches!(row.state, Enrolment::Enrolled { .. }) {
            return Ok(AcknowledgedState::NotEnrolled);
        }
        if !self.asking.is_asked(last, &row.branch.audience)? {
            return Ok(AcknowledgedState::NothingToDo);
        }
        match due_on {
            Some(due) if self.today > due => Ok(AcknowledgedState::Late),
            _ => Ok(AcknowledgedState::Waiting),
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    let hours = from.duration_until(to).as_hours();
    i32::try_from(hours / 24).expect("all dates lie within 20,000 years")
}
