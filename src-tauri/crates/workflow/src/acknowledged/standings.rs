//! Where all branches stand with one edition: computed from the receipts once, and asked often.

use std::cell::OnceCell;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{EditionHead, Enrolment, Standing, Workspace};

use super::chart::Chart;
use super::rows::{Line, Yardstick, find_edition, hear, rank};
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
        let editions = workspace.edition_heads()?;
        let shown = find_edition(&editions, edition)?;
        // Before the first edition there is nothing that anybody has acknowledged.
        let number = shown.map_or(0, |edition| edition.number);
        let mut yardstick = Yardstick::of(workspace, &editions, number, today)?;
        let mut chart = shown.map(|edition| Chart::since(edition.issued_at, today, zone));
        let (mut rows, mut asked) = (Vec::new(), 0);
        for standing in workspace.standings(number)? {
            asked += usize::from(asks(&standing));
            let line = yardstick.line(standing)?;
            if let (Some(chart), Some(own)) = (&mut chart, &line.acknowledged) {
                chart.add(own);
            }
            rows.push(line.row);
        }
        rows.sort_by_cached_key(rank);
        let mut head = AcknowledgedView {
            editions: distributed(workspace, &editions)?,
            edition: None,
            totals: AcknowledgedTotals::default(),
            due: Vec::new(),
            chart: Vec::new(),
            today,
            regions: regions(rows.iter().map(|row| row.region.as_str())),
            rows: Vec::new(),
            matched: 0,
            remindable: 0,
            asked,
            alarms: alarms(workspace)?,
        };
        match chart {
            Some(chart) => {
                head.edition = Some(number);
                head.chart = chart.points();
                head.due = workspace.due(number)?;
                head.totals = totals(&rows);
            }
            // Nothing is asked of anybody yet.
            None => rows.clear(),
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
        for row in &mut view.rows {
            hear(workspace, row)?;
        }
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
pub(super) fn narrow(lines: &mut Vec<Line>, query: &AcknowledgedQuery) {
    let search = Search::of(&query.search);
    lines.retain(|line| is_among(&line.row, query) && search.finds(&text(&line.row)));
}

/// Tells whether a branch waits for its request to be approved.
fn asks(standing: &Standing) -> bool {
    let branch = &standing.branch;
    matches!(branch.state, Enrolment::Asked(_)) || branch.asks_again.is_some()
}

/// Lists the editions, the newest first; those in the published state have been sent.
fn distributed(
    workspace: &Workspace,
    editions: &[EditionHead],
) -> Result<Vec<DistributedEdition>, Error> {
    let latest = published(workspace)?.map(|(latest, _)| latest);
    let is_sent = |number| {
        let mut sent = latest.iter().flat_map(|latest| &latest.editions);
        sent.any(|mark| mark.edition == number)
    };
    let editions = editions.iter().rev().map(|edition| DistributedEdition {
        number: edition.number,
        issued_at: edition.issued_at,
        effective_on: edition.effective_on,
        is_sent: is_sent(edition.number),
    });
    Ok(editions.collect())
}
