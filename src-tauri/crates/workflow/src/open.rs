//! Opens a workspace, and lists what is in it.

use std::path::Path;

use handbook::{
    Channel, Code, Draft, Force, Handbook, Language, Stage, StandardId, sort_for_reading,
};
use lint::{Finding, Severity};
use serde::Serialize;
use store::Workspace;

use crate::translate::translations;
use crate::{Checked, Error, check};

/// How many findings are open, by severity; those kept on purpose do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Counts {
    /// What stands in the way of approval.
    pub must_fix: usize,
    /// What weakens a standard.
    pub should_fix: usize,
    /// What is worth a thought.
    pub consider: usize,
}

/// How far a draft is from being approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Approval {
    /// Never approved so far.
    Draft,
    /// Approved once and changed since.
    Changed,
    /// The text is the last revision's.
    Approved,
}

/// One standard in the outline.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OutlineRow {
    /// Its identity.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// Its section; empty for none.
    pub section: String,
    /// The stage of the customer's journey.
    pub stage: Option<Stage>,
    /// Its channels.
    pub channels: Vec<Channel>,
    /// How binding it is.
    pub force: Force,
    /// How far it is from being approved.
    pub approval: Approval,
    /// The number of its last revision.
    pub revision: Option<u32>,
    /// Its open findings.
    pub open: Counts,
    /// How many findings are kept on purpose.
    pub kept: usize,
    /// The languages in which something is missing or behind.
    pub behind: Vec<Language>,
}

/// Opens the workspace at `path`.
pub fn open(path: &Path) -> Result<Workspace, Error> {
    Ok(Workspace::open(path)?)
}

/// Lists every standard that is not retired, in reading order.
pub fn outline(workspace: &Workspace) -> Result<Vec<OutlineRow>, Error> {
    let handbook = workspace.handbook()?;
    let mut checked = check(workspace, &[])?;
    sort_for_reading(&handbook, &mut checked, |checked| &checked.draft.standard);
    let rows = checked
        .iter()
        .map(|checked| outline_row(workspace, &handbook, checked));
    rows.collect()
}

/// Describes one standard as the outline shows it.
pub fn outline_row(
    workspace: &Workspace,
    handbook: &Handbook,
    checked: &Checked,
) -> Result<OutlineRow, Error> {
    let standard = checked.draft.standard.clone();
    let states = translations(workspace, handbook, &checked.draft)?;
    let unfinished = states.into_iter().filter(|state| !state.is_complete());
    Ok(OutlineRow {
        id: standard.id,
        code: standard.code,
        title: standard.title,
        section: standard.section,
        stage: standard.stage,
        channels: standard.channels,
        force: standard.force,
        approval: approval(&checked.draft),
        revision: checked.draft.last_revision,
        open: Counts::of(&checked.findings),
        kept: checked.findings.iter().filter(|f| f.waived).count(),
        behind: unfinished.map(|state| state.language).collect(),
    })
}

/// Tells how far a draft is from being approved.
pub fn approval(draft: &Draft) -> Approval {
    match (draft.is_approved, draft.last_revision) {
        (true, _) => Approval::Approved,
        (false, Some(_)) => Approval::Changed,
        (false, None) => Approval::Draft,
    }
}

impl Counts {
    /// Counts the open findings.
    pub fn of(findings: &[Finding]) -> Self {
        let count = |severity| {
            let open = findings.iter().filter(|finding| !finding.waived);
            open.filter(|finding| finding.severity == severity).count()
        };
        Self {
            must_fix: count(Severity::MustFix),
            should_fix: count(Severity::ShouldFix),
            consider: count(Severity::Consider),
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, counts| Self {
            must_fix: sum.must_fix + counts.must_fix,
            should_fix: sum.should_fix + counts.should_fix,
            consider: sum.consider + counts.consider,
        })
    }
}

/// Finds the draft with a code.
pub fn draft_with_code(workspace: &Workspace, code: &Code) -> Result<Draft, Error> {
    workspace
        .draft_with_code(code)?
        .ok_or_else(|| Error::NoCode(code.clone()))
}

/// Finds the draft of a standard that is not retired.
pub fn draft_of(workspace: &Workspace, id: StandardId) -> Result<Draft, Error> {
    workspace.draft(id)?.ok_or(Error::NoStandard(id))
}
