//! The overviews that were last computed, at hand for as long as nobody writes.
//!
//! Nothing of them is stored: they live in memory beside the open workspace, and the first change,
//! whoever makes it, is the end of them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Stamp, Workspace};

use crate::Error;
use crate::acknowledged::Standings;
use crate::branches::Register;
use crate::views::{AcknowledgedQuery, AcknowledgedView, BranchQuery, BranchesView};

/// The last overviews of one open workspace.
#[derive(Debug, Default)]
pub struct Overviews {
    /// The state of the workspace in which they were computed.
    stamp: Option<Stamp>,
    register: Option<Register>,
    standings: Option<(Date, TimeZone, Standings)>,
}

impl Overviews {
    /// Shows the branches that match a query, as [`crate::branches`] does.
    pub fn branches(
        &mut self,
        workspace: &Workspace,
        query: &BranchQuery,
    ) -> Result<BranchesView, Error> {
        self.forget_what_is_past(workspace)?;
        let register = match self.register.take() {
            Some(register) => register,
            None => Register::compute(workspace)?,
        };
        self.register.insert(register).view(workspace, query)
    }

    /// Shows who has acknowledged an edition, as [`crate::acknowledged`] does.
    pub fn acknowledged(
        &mut self,
        workspace: &Workspace,
        query: &AcknowledgedQuery,
        today: Date,
        zone: &TimeZone,
    ) -> Result<AcknowledgedView, Error> {
        let standings = self.standings(workspace, query.edition, today, zone)?;
        standings.view(workspace, query)
    }

    /// Counts the branches that are late with the newest edition.
    pub fn late_branches(
        &mut self,
        workspace: &Workspace,
        today: Date,
        zone: &TimeZone,
    ) -> Result<u32, Error> {
        Ok(self.standings(workspace, None, today, zone)?.late())
    }

    fn standings(
        &mut self,
        workspace: &Workspace,
        edition: Option<u32>,
        today: Date,
        zone: &TimeZone,
    ) -> Result<&Standings, Error> {
        self.forget_what_is_past(workspace)?;
        let still_hold = |(day, own, standings): &(Date, TimeZone, Standings)| {
            (*day, own) == (today, zone) && standings.are_of(edition)
        };
        let standings = match self.standings.take().filter(still_hold) {
            Some((_, _, standings)) => standings,
            None => Standings::compute(workspace, edition, today, zone)?,
        };
        let kept = self.standings.insert((today, zone.clone(), standings));
        Ok(&kept.2)
    }

    /// What is written while an overview is computed changes the stamp again, so that it goes with
    /// the next query.
    fn forget_what_is_past(&mut self, workspace: &Workspace) -> Result<(), Error> {
        let stamp = Some(workspace.stamp()?);
        if self.stamp != stamp {
            *self = Self {
                stamp,
                ..Self::default()
            };
        }
        Ok(())
    }
}
