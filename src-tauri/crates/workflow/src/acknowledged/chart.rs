//! How the count of branches that have acknowledged an edition grew.

use std::collections::BTreeMap;

use handbook::Sheet;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::AcknowledgementRow;

use crate::acknowledged::receipt_of;
use crate::views::{AcknowledgedRow, ChartPoint};

/// Counts the branches of `rows` from the day on which the edition was issued until today; days
/// without a change are left out, but for the first and the last.
pub(crate) fn chart(
    sheet: &Sheet,
    rows: &[AcknowledgedRow],
    receipts: &[AcknowledgementRow],
    today: Date,
    zone: &TimeZone,
) -> Vec<ChartPoint> {
    let first = zone.to_datetime(sheet.issued_at).date().min(today);
    let mut days: BTreeMap<Date, u32> = BTreeMap::from([(first, 0), (today, 0)]);
    for row in rows {
        if let Some(receipt) = receipt_of(receipts, row.id) {
            let day = zone.to_datetime(moment(receipt)).date();
            *days.entry(day.clamp(first, today)).or_default() += 1;
        }
    }
    let mut count = 0;
    let points = days.into_iter().map(|(on, more)| {
        count += more;
        ChartPoint { on, count }
    });
    points.collect()
}

/// Returns when a receipt counts: as the branch says, or when it arrived if the branch's clock
/// cannot be believed.
pub(crate) fn moment(receipt: &AcknowledgementRow) -> jiff::Timestamp {
    match receipt.is_clock_doubtful {
        true => receipt.received_at,
        false => receipt.acknowledged_at,
    }
}
