//! Looks at the whole handbook: where it has holes, what is ready, what is due.

use std::collections::{BTreeSet, HashMap};

use handbook::{
    Bound, Channel, Code, FieldDifference, Handbook, Language, MeasuredResult, Percent, Stage,
    Standard, StandardId, difference, sort_for_reading,
};
use jiff::civil::Date;
use serde::Serialize;
use store::Workspace;

use crate::translate::{TranslationState, translations};
use crate::{Approval, Checked, Counts, Error, approval, check, unapproved};

/// A standard by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Named {
    /// Its identity.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title.
    pub title: String,
}

impl Named {
    /// Names a standard.
    pub fn of(standard: &Standard) -> Self {
        Self {
            id: standard.id,
            code: standard.code.clone(),
            title: standard.title.clone(),
        }
    }
}

/// Where the handbook stands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "OverviewView"))]
pub struct Survey {
    /// How many standards there are.
    pub standards: usize,
    /// Stage by stage, the standards of each channel; “every stage” only where one has it.
    pub coverage: Vec<StageCoverage>,
    /// How many places that are offered have no standard.
    pub holes: usize,
    /// How many standards are approved, or could be.
    pub ready: usize,
    /// How many standards are approved as they are.
    pub approved: usize,
    /// The drafts that cannot be approved.
    pub blocked: Vec<Named>,
    /// All open findings.
    pub open: Counts,
    /// How many findings are kept on purpose.
    pub kept: usize,
    /// The reviews that are late or due within 60 days, by date.
    pub due: Vec<Due>,
    /// What differs from the last edition.
    pub changed: Vec<ChangedStandard>,
    /// What is promised and what was measured.
    pub promises: Vec<Promise>,
    /// How complete each translation is.
    pub languages: Vec<LanguageCoverage>,
}

/// The standards of one stage.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StageCoverage {
    /// The stage.
    pub stage: Stage,
    /// A cell for every channel of the handbook, in its order.
    pub cells: Vec<CoverageCell>,
}

/// The standards of one stage and channel.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CoverageCell {
    /// The stage.
    pub stage: Stage,
    /// The channel.
    pub channel: Channel,
    /// The standards.
    pub standards: Vec<Named>,
    /// Their open findings.
    pub open: Counts,
    /// Whether the organisation serves customers here.
    pub is_offered: bool,
}

/// A review that is late or due.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DueRow"))]
pub struct Due {
    /// The standard.
    #[serde(flatten)]
    pub standard: Named,
    /// The day.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub review_on: Date,
    /// How many days are left; negative when it is late.
    pub days: i32,
}

/// What became of a standard since the last edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It was in no edition.
    New,
    /// It has another text.
    Changed,
    /// It was retired.
    Withdrawn,
}

/// A draft that differs from the last edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ChangedRow"))]
pub struct ChangedStandard {
    /// The standard.
    #[serde(flatten)]
    pub standard: Named,
    /// What became of it.
    pub kind: ChangeKind,
    /// How far it is from being approved.
    pub approval: Approval,
    /// What differs from the edition's text.
    pub differences: Vec<FieldDifference>,
    /// Its open findings.
    pub open: Counts,
}

/// A measure beside its latest result.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PromiseRow"))]
pub struct Promise {
    /// The standard.
    #[serde(flatten)]
    pub standard: Named,
    /// At least or at most.
    pub bound: Bound,
    /// The promised share.
    pub promised: String,
    /// The measured share.
    pub measured: Option<String>,
    /// The period in which it was measured.
    pub period: Option<String>,
    /// Whether the promise was kept.
    pub is_met: Option<bool>,
}

/// How complete a translation is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LanguageRow"))]
pub struct LanguageCoverage {
    /// The language.
    pub language: Language,
    /// How many standards are complete.
    pub complete: usize,
    /// How many have a text whose source has changed since.
    pub behind: usize,
    /// How many lack something, and nothing in them is behind.
    pub missing: usize,
}

/// How far ahead reviews are told, in days.
const AHEAD: i32 = 60;

/// Looks at the whole handbook on the day `today`.
pub fn survey(workspace: &Workspace, today: Date) -> Result<Survey, Error> {
    let handbook = workspace.handbook()?;
    let mut all = check(workspace, &[])?;
    sort_for_reading(&handbook, &mut all, |checked| &checked.draft.standard);
    let coverage = coverage(&handbook, &all);
    let cells = coverage.iter().flat_map(|stage| &stage.cells);
    let holes = cells.filter(|cell| cell.is_offered && cell.standards.is_empty());
    let blocked = unapproved(workspace)?.blocked.into_iter();
    let blocked: Vec<Named> = blocked
        .map(|blocked| Named {
            id: blocked.id,
            code: blocked.code,
            title: blocked.title,
        })
        .collect();
    Ok(Survey {
        standards: all.len(),
        holes: holes.count(),
        coverage,
        ready: all.len() - blocked.len(),
        approved: all.iter().filter(|c| c.draft.is_approved).count(),
        blocked,
        open: all.iter().map(|c| Counts::of(&c.findings)).sum(),
        kept: all
            .iter()
            .flat_map(|c| &c.findings)
            .filter(|f| f.waived)
            .count(),
        due: due(&all, today),
        changed: changed(workspace, &all)?,
        promises: promises(workspace, &all)?,
        languages: languages(workspace, &handbook, &all)?,
    })
}

fn coverage(handbook: &Handbook, all: &[Checked]) -> Vec<StageCoverage> {
    let is_used = |stage: Stage| all.iter().any(|c| c.draft.standard.stage == Some(stage));
    let stages = Stage::ALL.iter().copied();
    let shown = stages.filter(|stage| *stage != Stage::Every || is_used(*stage));
    shown
        .map(|stage| StageCoverage {
            stage,
            cells: handbook
                .channels
                .iter()
                .map(|channel| cell(handbook, all, stage, channel))
                .collect(),
        })
        .collect()
}

fn cell(handbook: &Handbook, all: &[Checked], stage: Stage, channel: &Channel) -> CoverageCell {
    let is_here = |checked: &&Checked| {
        let standard = &checked.draft.standard;
        standard.stage == Some(stage) && standard.channels.contains(channel)
    };
    let here: Vec<&Checked> = all.iter().filter(is_here).collect();
    let is_left_out = handbook
        .not_offered
        .iter()
        .any(|place| place.stage == stage && place.channel == *channel);
    CoverageCell {
        stage,
        channel: channel.clone(),
        standards: here.iter().map(|c| Named::of(&c.draft.standard)).collect(),
        open: here.iter().map(|c| Counts::of(&c.findings)).sum(),
        // Nothing has to hold at every stage at once.
        is_offered: !is_left_out && stage != Stage::Every,
    }
}

fn due(all: &[Checked], today: Date) -> Vec<Due> {
    let row = |checked: &Checked| {
        let standard = &checked.draft.standard;
        let review_on = standard.review_on?;
        let days = (review_on - today).get_days();
        (days <= AHEAD).then(|| Due {
            standard: Named::of(standard),
            review_on,
            days,
        })
    };
    let mut due: Vec<Due> = all.iter().filter_map(row).collect();
    due.sort_by_key(|due| due.days);
    due
}

fn changed(workspace: &Workspace, all: &[Checked]) -> Result<Vec<ChangedStandard>, Error> {
    let Some(edition) = workspace.last_edition()? else {
        return Ok(Vec::new());
    };
    let issued: HashMap<StandardId, &Standard> = edition
        .revisions
        .iter()
        .map(|revision| (revision.id(), &revision.standard))
        .collect();
    let mut changed: Vec<ChangedStandard> = all
        .iter()
        .filter_map(|checked| compared(checked, issued.get(&checked.draft.standard.id).copied()))
        .collect();
    let here: BTreeSet<StandardId> = all.iter().map(|c| c.draft.standard.id).collect();
    let gone = edition.revisions.iter().filter(|r| !here.contains(&r.id()));
    changed.extend(gone.map(|revision| ChangedStandard {
        standard: Named::of(&revision.standard),
        kind: ChangeKind::Withdrawn,
        approval: Approval::Approved,
        differences: Vec::new(),
        open: Counts::default(),
    }));
    Ok(changed)
}

fn compared(checked: &Checked, issued: Option<&Standard>) -> Option<ChangedStandard> {
    let draft = &checked.draft;
    let differences = match issued {
        Some(issued) => difference(issued, &draft.standard),
        None => Vec::new(),
    };
    let kind = match issued {
        None => ChangeKind::New,
        Some(_) if differences.is_empty() => return None,
        Some(_) => ChangeKind::Changed,
    };
    Some(ChangedStandard {
        standard: Named::of(&draft.standard),
        kind,
        approval: approval(draft),
        differences,
        open: Counts::of(&checked.findings),
    })
}

fn promises(workspace: &Workspace, all: &[Checked]) -> Result<Vec<Promise>, Error> {
    let mut latest: HashMap<StandardId, MeasuredResult> = HashMap::new();
    for (id, result) in workspace.all_results()? {
        let is_newer = |old: &MeasuredResult| old.period <= result.period;
        if result.branch.is_none() && latest.get(&id).is_none_or(is_newer) {
            latest.insert(id, result);
        }
    }
    let promise = |checked: &Checked| {
        let standard = &checked.draft.standard;
        let measure = standard.measure.as_ref()?;
        Some(promised(
            standard,
            measure.bound,
            measure.percent,
            latest.get(&standard.id),
        ))
    };
    Ok(all.iter().filter_map(promise).collect())
}

fn promised(
    standard: &Standard,
    bound: Bound,
    percent: Percent,
    result: Option<&MeasuredResult>,
) -> Promise {
    let is_met = |result: &MeasuredResult| match bound {
        Bound::AtLeast => result.share >= percent,
        Bound::AtMost => result.share <= percent,
    };
    Promise {
        standard: Named::of(standard),
        bound,
        promised: percent.to_string(),
        measured: result.map(|result| result.share.to_string()),
        period: result.map(|result| result.period.clone()),
        is_met: result.map(is_met),
    }
}

fn languages(
    workspace: &Workspace,
    handbook: &Handbook,
    all: &[Checked],
) -> Result<Vec<LanguageCoverage>, Error> {
    let states = all
        .iter()
        .map(|checked| translations(workspace, handbook, &checked.draft));
    let states: Vec<Vec<TranslationState>> = states.collect::<Result<_, _>>()?;
    let languages = handbook.languages.iter().skip(1).copied();
    let row = |language: Language| {
        let states = states.iter().flatten().filter(|s| s.language == language);
        let (done, open): (Vec<_>, Vec<_>) = states.partition(|state| state.is_complete());
        let behind = open.iter().filter(|state| !state.behind.is_empty()).count();
        LanguageCoverage {
            language,
            complete: done.len(),
            behind,
            missing: open.len() - behind,
        }
    };
    Ok(languages.map(row).collect())
}

/// Says whether a place in the customer's journey is served.
pub fn set_offered(
    workspace: &mut Workspace,
    stage: Stage,
    channel: &Channel,
    is_offered: bool,
) -> Result<(), Error> {
    let read = workspace.handbook()?;
    let mut handbook = read.clone();
    let is_meant = |place: &handbook::NotOffered| place.stage == stage && place.channel == *channel;
    handbook.not_offered.retain(|place| !is_meant(place));
    if !is_offered {
        handbook.not_offered.push(handbook::NotOffered {
            stage,
            channel: channel.clone(),
        });
    }
    Ok(workspace.save_handbook(&handbook, &read)?)
}
