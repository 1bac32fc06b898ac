//! Where each branch stands with an edition.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use handbook::{Branch, BranchId, Due, EventKind, Role, due_on};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Acknowledgement, Earlier, EditionHead, Enrolment, Standing, Workspace};

use crate::Error;
use crate::acknowledged::asking::Asking;
use crate::branches::is_address;
use crate::views::{AcknowledgedRow, AcknowledgedState};

/// A branch as it is shown, and how it has acknowledged the edition.
pub(crate) struct Line {
    pub(crate) row: AcknowledgedRow,
    pub(crate) acknowledged: Option<Acknowledgement>,
}

/// Finds an edition, or the newest one; none before the first is issued.
pub(crate) fn find_edition(
    editions: &[EditionHead],
    number: Option<u32>,
) -> Result<Option<&EditionHead>, Error> {
    let Some(number) = number else {
        return Ok(editions.last());
    };
    let found = editions.iter().find(|edition| edition.number == number);
    found.map(Some).ok_or(Error::NoEdition(number))
}

/// Returns what branches are sorted by: late ones first, the latest on top, then who waits, who has
/// not joined, who has acknowledged, the newest first, and who has nothing to do. They come by
/// name, and stay so where this decides nothing.
pub(crate) fn rank(row: &AcknowledgedRow) -> impl Ord + use<> {
    (
        row.state,
        Reverse(row.days_late),
        Reverse(row.acknowledged_at),
    )
}

/// Fills in when a branch was last heard of, which decides nothing: only for rows that are shown.
pub(super) fn hear(workspace: &Workspace, row: &mut AcknowledgedRow) -> Result<(), Error> {
    row.last_heard_at = workspace.last_heard(row.id)?;
    Ok(())
}

/// What decides where branches stand with one edition on one day.
pub(crate) struct Yardstick<'a> {
    workspace: &'a Workspace,
    edition: u32,
    today: Date,
    due: Vec<Due>,
    reminded: BTreeMap<BranchId, Timestamp>,
    asking: Asking<'a>,
}

impl<'a> Yardstick<'a> {
    pub(crate) fn of(
        workspace: &'a Workspace,
        editions: &[EditionHead],
        edition: u32,
        today: Date,
    ) -> Result<Self, Error> {
        let numbers = editions.iter().map(|head| head.number);
        let numbers = numbers.filter(|number| *number <= edition).collect();
        Ok(Self {
            workspace,
            edition,
            today,
            due: workspace.due(edition)?,
            reminded: workspace.last_reminders(edition)?,
            asking: Asking::about(workspace, numbers),
        })
    }

    /// Shows a branch, but for when it was last heard of, which is left to [`hear`].
    pub(crate) fn line(&mut self, standing: Standing) -> Result<Line, Error> {
        let due_on = due_on(&self.due, self.edition, &standing.branch.branch.audience);
        let state = self.state(&standing, due_on)?;
        let days_late = match (state, due_on) {
            (AcknowledgedState::Late, Some(due)) => days_between(due, self.today),
            _ => 0,
        };
        let own = standing.acknowledged.as_ref();
        let branch = standing.branch.branch;
        let row = AcknowledgedRow {
            id: branch.id,
            name: branch.name,
            region: branch.region,
            manager: branch.manager,
            has_email: is_address(&branch.email),
            state,
            due_on,
            days_late,
            acknowledged_at: own.map(|own| own.acknowledged_at),
            by_edition: own.map(|own| own.edition),
            is_clock_doubtful: own.is_some_and(|own| own.is_clock_doubtful),
            staff_confirmed: own.map_or(0, |own| own.staff_confirmed),
            staff_count: own.map_or(0, |own| own.staff_total),
            last_heard_at: None,
            last_edition: standing.before.map(|before| before.edition),
            reminded_at: self.reminded.get(&branch.id).copied(),
        };
        let acknowledged = standing.acknowledged;
        Ok(Line { row, acknowledged })
    }

    /// Tells whether the edition asks anything of a branch. A role that was given after it was
    /// issued counts from the next edition on: nobody is late for what came later.
    fn is_asked(&mut self, before: Option<&Earlier>, branch: &Branch) -> Result<bool, Error> {
        let now = &branch.audience;
        if !self.asking.is_asked(before, now)? {
            return Ok(false);
        }
        let Some(last) = before.filter(|last| *last.audience != **now) else {
            return Ok(true);
        };
        if self.asking.is_asked(before, &last.audience)? {
            return Ok(true);
        }
        match audience_before(self.workspace, branch.id, self.edition)? {
            Some(then) => self.asking.is_asked(before, &then),
            None => Ok(true),
        }
    }

    fn state(
        &mut self,
        standing: &Standing,
        due_on: Option<Date>,
    ) -> Result<AcknowledgedState, Error> {
        if standing.acknowledged.is_some() {
            return Ok(AcknowledgedState::Acknowledged);
        }
        if !matches!(standing.branch.state, Enrolment::Enrolled { .. }) {
            return Ok(AcknowledgedState::NotEnrolled);
        }
        if !self.is_asked(standing.before.as_ref(), &standing.branch.branch)? {
            return Ok(AcknowledgedState::NothingToDo);
        }
        match due_on {
            Some(due) if self.today > due => Ok(AcknowledgedState::Late),
            _ => Ok(AcknowledgedState::Waiting),
        }
    }
}

/// Returns the roles that a branch had when an edition was issued, as far as the record tells.
fn audience_before(
    workspace: &Workspace,
    branch: BranchId,
    edition: u32,
) -> Result<Option<Vec<Role>>, Error> {
    let issued = workspace.entries_about(&edition.to_string(), EventKind::Issued)?;
    let Some(issued) = issued.first() else {
        return Ok(None);
    };
    let entries = workspace.entries_about(&branch.to_string(), EventKind::BranchSaved)?;
    let by_then = entries.into_iter().rev();
    let by_then = by_then.filter(|entry| entry.seq < issued.seq);
    let mut told = by_then.filter_map(|entry| serde_json::from_str::<Branch>(&entry.body).ok());
    Ok(told.next().map(|branch| branch.audience))
}

fn days_between(from: Date, to: Date) -> i32 {
    let hours = from.duration_until(to).as_hours();
    i32::try_from(hours / 24).expect("all dates lie within 20,000 years")
}
