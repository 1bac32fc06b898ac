//! How the count of branches that have acknowledged an edition grew.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::Acknowledgement;

use crate::views::ChartPoint;

/// Counts what is acknowledged from the day on which an edition was issued until today; days
/// without a change are left out, but for the first and the last.
pub(crate) struct Chart<'a> {
    first: Date,
    today: Date,
    zone: &'a TimeZone,
    days: BTreeMap<Date, u32>,
}

impl<'a> Chart<'a> {
    pub(crate) fn since(issued_at: Timestamp, today: Date, zone: &'a TimeZone) -> Self {
        let first = zone.to_datetime(issued_at).date().min(today);
        Self {
            first,
            today,
            zone,
            days: BTreeMap::from([(first, 0), (today, 0)]),
        }
    }

    pub(crate) fn add(&mut self, own: &Acknowledgement) {
        let day = self.zone.to_datetime(moment(own)).date();
        let day = day.clamp(self.first, self.today);
        *self.days.entry(day).or_default() += 1;
    }

    pub(crate) fn points(self) -> Vec<ChartPoint> {
        let mut count = 0;
        let points = self.days.into_iter().map(|(on, more)| {
            count += more;
            ChartPoint { on, count }
        });
        points.collect()
    }
}

/// Returns when an acknowledgement counts: as the branch says, or when it arrived if the branch's
/// clock cannot be believed.
fn moment(own: &Acknowledgement) -> Timestamp {
    match own.is_clock_doubtful {
        true => own.received_at,
        false => own.acknowledged_at,
    }
}
