//! Who had acknowledged what, as a table for spreadsheets.

use crate::papers::evidence::{Acknowledged, BranchEvidence};
use crate::tables::csv_of;

type Column = (&'static str, fn(&BranchEvidence) -> String);

const COLUMNS: [Column; 13] = [
    ("branch", |b| b.branch.clone()),
    ("region", |b| b.region.clone()),
    ("edition", |b| of(b, |a| a.edition.to_string())),
    ("acknowledged_at", |b| of(b, |a| a.at.to_string())),
    ("clock_doubtful", |b| of(b, |a| said(a.is_clock_doubtful))),
    ("person", |b| of(b, |a| a.person.clone())),
    ("role", |b| of(b, |a| a.role.clone())),
    ("staff_confirmed", |b| {
        of(b, |a| a.staff_confirmed.to_string())
    }),
    ("staff_count", |b| b.staff_count.to_string()),
    ("receipt_sha256", |b| of(b, |a| a.receipt.to_string())),
    ("record_entry", |b| of(b, |a| a.entry.to_string())),
    ("has_acknowledged", |b| said(b.acknowledged.is_some())),
    ("branch_id", |b| b.id.to_string()),
];

/// Writes one row per branch as CSV (RFC 4180), every field in quotation marks. A field that a
/// spreadsheet would take for a formula is preceded by an apostrophe.
pub fn acknowledgements_csv(rows: &[BranchEvidence]) -> String {
    let heads = COLUMNS.iter().map(|(name, _)| name.to_string()).collect();
    let rows = rows
        .iter()
        .map(|row| COLUMNS.iter().map(|(_, cell)| cell(row)).collect());
    csv_of(std::iter::once(heads).chain(rows))
}

fn of(branch: &BranchEvidence, part: impl Fn(&Acknowledged) -> String) -> String {
    branch.acknowledged.as_ref().map(part).unwrap_or_default()
}

fn said(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_string()
}
