//! What every branch had acknowledged by some day.

use std::collections::BTreeMap;

use handbook::BranchId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::Part;
use crate::{Error, Workspace, branch};

/// The newest edition that a branch had acknowledged by some day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcknowledgedBy {
    /// The branch.
    pub branch: BranchId,
    /// The edition.
    pub edition: u32,
    /// When it counts as acknowledged, in whole seconds: by the branch's clock, or when it
    /// arrived where that clock is doubtful.
    pub at: Timestamp,
}

impl Workspace {
    /// Returns the newest edition that each branch had acknowledged by the end of a day, by
    /// identity.
    pub fn acknowledged_by(
        &self,
        day: Date,
        zone: &TimeZone,
    ) -> Result<Vec<AcknowledgedBy>, Error> {
        let end = day.tomorrow().and_then(|next| next.to_zoned(zone.clone()));
        let end = end.map_or(Timestamp::MAX, |next| next.timestamp());
        self.read(|connection| {
            let ids = branch::ids(connection)?;
            let mut select = connection.prepare_cached(
                "SELECT branch, edition, moment FROM receipt INDEXED BY receipt_in_short
                 WHERE NOT is_after_stolen ORDER BY branch, edition, seq",
            )?;
            let mut rows = select.query([])?;
            let mut newest: BTreeMap<BranchId, AcknowledgedBy> = BTreeMap::new();
            let mut before = None;
            while let Some(row) = rows.next()? {
                let (key, edition): (i64, u32) = (row.get(0)?, row.get(1)?);
                // Of several receipts for an edition, the first tells when.
                let is_first = before.replace((key, edition)) != Some((key, edition));
                let second: i64 = row.get(2)?;
                if let (true, Some(id)) = (is_first && second < end.as_second(), ids.get(&key)) {
                    let at = Timestamp::from_second(second);
                    let at = at.map_err(|fault| Error::damaged(Part::Branch(*id), fault))?;
                    let branch = *id;
                    let row = AcknowledgedBy {
                        branch,
                        edition,
                        at,
                    };
                    newest.insert(branch, row);
                }
            }
            Ok(newest.into_values().collect())
        })
    }
}
