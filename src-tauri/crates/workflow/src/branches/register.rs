//! All branches and how far each one has come in joining: computed once, and asked often.

use std::cell::OnceCell;

use store::{BranchRow, Workspace};

use super::fold::{Search, folded};
use super::{alarms, regions, roots};
use crate::Error;
use crate::collect::expect_publisher;
use crate::exchange::{depot_address, exchanged_at};
use crate::outgoing::has_news;
use crate::views::{AskedView, BranchLine, BranchQuery, BranchesView, Enrolment};

/// The register as it is at one moment, for any number of queries.
#[derive(Debug)]
pub(crate) struct Register {
    /// What is the same whatever the query says; without rows.
    head: BranchesView,
    /// All branches, in the order in which they are shown.
    lines: Vec<BranchLine>,
    /// What a search looks through, line by line; made by the first search.
    texts: OnceCell<Vec<String>>,
}

impl Register {
    pub(crate) fn compute(workspace: &Workspace) -> Result<Self, Error> {
        expect_publisher(workspace)?;
        let rows = workspace.branches()?.into_iter();
        let mut lines: Vec<BranchLine> = rows.map(line).collect();
        // They come by name, and stay so within the two groups.
        lines.sort_by_key(|line| line.asked.is_none());
        Ok(Self {
            head: head(workspace, &lines)?,
            lines,
            texts: OnceCell::new(),
        })
    }

    /// Shows the branches that match a query, with news of those that are shown.
    pub(crate) fn view(
        &self,
        workspace: &Workspace,
        query: &BranchQuery,
    ) -> Result<BranchesView, Error> {
        let mut view = self.head.clone();
        let lines = self.matching(query);
        view.matched = lines.len();
        let shown = lines.into_iter().skip(query.from).take(query.count);
        view.rows = shown.cloned().collect();
        for line in &mut view.rows {
            line.last_heard_at = workspace.last_heard(line.branch.id)?;
        }
        Ok(view)
    }

    fn matching(&self, query: &BranchQuery) -> Vec<&BranchLine> {
        let search = Search::of(&query.search);
        let is_found = |place: usize| search.is_empty() || search.finds(&self.texts()[place]);
        let lines = self.lines.iter().enumerate();
        let lines = lines.filter(|(place, line)| is_among(line, query) && is_found(*place));
        lines.map(|(_, line)| line).collect()
    }

    fn texts(&self) -> &[String] {
        let text = |line: &BranchLine| {
            let branch = &line.branch;
            folded([&branch.name, &branch.region, &branch.manager, &branch.email])
        };
        self.texts
            .get_or_init(|| self.lines.iter().map(text).collect())
    }
}

fn head(workspace: &Workspace, lines: &[BranchLine]) -> Result<BranchesView, Error> {
    let open = || lines.iter().filter(|line| !line.is_closed);
    let so_far = |state| open().filter(|line| line.enrolment == state).count();
    let asked = || open().filter_map(|line| line.asked.as_ref());
    let total = open().count();
    Ok(BranchesView {
        rows: Vec::new(),
        matched: 0,
        total,
        closed: lines.len() - total,
        asked: asked().count(),
        proven: asked().filter(|asked| asked.is_proven).count(),
        not_invited: so_far(Enrolment::NotInvited),
        invited: so_far(Enrolment::Invited),
        enrolled: open().filter(|line| line.enrolled_at.is_some()).count(),
        regions: regions(open().map(|line| line.branch.region.as_str())),
        depot: depot_address(workspace)?,
        exchanged_at: exchanged_at(workspace)?,
        has_news: has_news(workspace)?,
        roots: roots::roots_view(workspace)?,
        alarms: alarms(workspace)?,
    })
}

/// Tells whether a query asks for a branch, whatever it searches for.
fn is_among(line: &BranchLine, query: &BranchQuery) -> bool {
    let is_so_far = query.enrolment.is_none_or(|state| {
        // An enrolled branch that asks from a new computer waits as well.
        line.enrolment == state || (state == Enrolment::Asked && line.asked.is_some())
    });
    let is_there = (query.region.as_ref()).is_none_or(|region| *region == line.branch.region);
    line.is_closed == query.is_closed && is_so_far && is_there
}

/// Shows a branch, but for when it was last heard of.
pub(super) fn line(row: BranchRow) -> BranchLine {
    let mut line = BranchLine {
        branch: row.branch,
        enrolment: Enrolment::NotInvited,
        invited_until: None,
        asked: row.asks_again.map(|again| asked(*again)),
        enrolled_at: None,
        last_heard_at: None,
        is_closed: row.closed_at.is_some(),
    };
    match row.state {
        store::Enrolment::NotInvited => {}
        store::Enrolment::Invited { expires_on, .. } => {
            line.enrolment = Enrolment::Invited;
            line.invited_until = Some(expires_on);
        }
        store::Enrolment::Asked(request) => {
            line.enrolment = Enrolment::Asked;
            line.asked = Some(asked(*request));
        }
        store::Enrolment::Enrolled { since, .. } => {
            line.enrolment = Enrolment::Enrolled;
            line.enrolled_at = Some(since);
        }
    }
    line
}

fn asked(asked: store::Asked) -> AskedView {
    AskedView {
        by: asked.asked_by,
        at: asked.asked_at,
        is_proven: asked.proof_holds,
        fingerprint: asked.certificate.fingerprint(),
    }
}
