//! Where all branches stand with one edition: computed from the receipts once, and asked often.

use std::cell::OnceCell;

use handbook::Sheet;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::Workspace;

use super::chart::chart;
use super::rows::{Known, all_rows, hear};
use super::{is_remindable, totals};
use crate::Error;
use crate::branches::{Search, alarms, folded, regions};
use crate::collect::expect_publisher;
use crate::outgoing::published;
use crate::views::{
    AcknowledgedQuery, AcknowledgedRow, AcknowledgedTotals, AcknowledgedView, DistributedEdition,
};

/// Where all branches stand with one edition on one day, for any number of queries.
#[derive(Debug)]
pub(crate) struct Standings {
    /// What is the same whatever the query says; without rows.
    head: AcknowledgedView,
    /// All open branches, in the order in which they are shown.
    rows: Vec<AcknowledgedRow>,
    /// What a search looks through, row by row; made by the first search.
    texts: OnceCell<Vec<String>>,
}

impl Standings {
    /// Computes where the branches stand with an edition, or with the newest, on the day `today`;
    /// days are counted in `zone`.
    pub(crate) fn compute(
        workspace: &Workspace,
        edition: Option<u32>,
        today: Date,
        zone: &TimeZone,
    ) -> Result<Self, Error> {
        expect_publisher(workspace)?;
        let known = Known::of(workspace)?;
        let mut head = AcknowledgedView {
            editions: editions(workspace, &known.sheets)?,
            edition: None,
            totals: AcknowledgedTotals::default(),
            due: Vec::new(),
            chart: Vec::new(),
            today,
            regions: regions(known.open().map(|row| &row.branch)),
            rows: Vec::new(),
            matched: 0,
            remindable: 0,
            asked: known.asked(),
            alarms: alarms(workspace)?,
        };
        let mut rows = Vec::new();
        if let Some(sheet) = known.sheet(edition)? {
            let receipts = workspace.acknowledgements(sheet.number)?;
            rows = all_rows(workspace, &known, sheet, &receipts, today)?;
            head.edition = Some(sheet.number);
            head.totals = totals(&rows);
            head.chart = chart(sheet, &rows, &receipts, today, zone);
            head.due = workspace.due(sheet.number)?;
        }
        Ok(Self {
            head,
            rows,
            texts: OnceCell::new(),
        })
    }

    /// Tells whether it is this edition, or the newest, that was computed.
    pub(crate) fn are_of(&self, edition: Option<u32>) -> bool {
        let newest = self.head.editions.first().map(|edition| edition.number);
        self.head.edition == edition.or(newest)
    }

    /// Counts the branches that are late.
    pub(crate) fn late(&self) -> u32 {
        self.head.totals.late
    }

    /// Shows the branches that match a query, with news of those that are shown.
    pub(crate) fn view(
        &self,
        workspace: &Workspace,
        query: &AcknowledgedQuery,
    ) -> Result<AcknowledgedView, Error> {
        let mut view = self.head.clone();
        let rows = self.matching(query);
        view.matched = rows.len();
        view.remindable = rows.iter().filter(|row| is_remindable(row)).count();
        let shown = rows.into_iter().skip(query.from).take(query.count);
        view.rows = shown.cloned().collect();
        hear(workspace, &mut view.rows)?;
        Ok(view)
    }

    fn matching(&self, query: &AcknowledgedQuery) -> Vec<&AcknowledgedRow> {
        let search = Search::of(&query.search);
        let is_found = |place: usize| search.is_empty() || search.finds(&self.texts()[place]);
        let rows = self.rows.iter().enumerate();
        let rows = rows.filter(|(place, row)| is_among(row, query) && is_found(*place));
        rows.map(|(_, row)| row).collect()
    }

    fn texts(&self) -> &[String] {
        self.texts
            .get_or_init(|| self.rows.iter().map(text).collect())
    }
}

/// Tells whether a query asks for a branch, whatever it searches for.
fn is_among(row: &AcknowledgedRow, query: &AcknowledgedQuery) -> bool {
    let is_there = query.region.as_ref().is_none_or(|r| *r == row.region);
    is_there && query.state.is_none_or(|state| state == row.state)
}

fn text(row: &AcknowledgedRow) -> String {
    folded([&row.name, &row.region, &row.manager])
}

/// Leaves only the branches that a query asks for.
pub(super) fn narrow(rows: &mut Vec<AcknowledgedRow>, query: &AcknowledgedQuery) {
    let search = Search::of(&query.search);
    rows.retain(|row| is_among(row, query) && search.finds(&text(row)));
}

/// Lists the editions, the newest first; those in the published state have been sent.
fn editions(workspace: &Workspace, sheets: &[Sheet]) -> Result<Vec<DistributedEdition>, Error> {
    let latest = published(workspace)?.map(|(latest, _)| latest);
    let is_sent = |number| {
        let mut sent = latest.iter().flat_map(|latest| &latest.editions);
        sent.any(|mark| mark.edition == number)
    };
    let editions = sheets.iter().rev().map(|sheet| DistributedEdition {
        number: sheet.number,
        issued_at: sheet.issued_at,
        effective_on: sheet.effective_on,
        is_sent: is_sent(sheet.number),
    });
    Ok(editions.collect())
}
