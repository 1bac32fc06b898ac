//! Approves drafts: the text becomes a revision that nobody can change any more.

use std::collections::HashMap;

use ::export::raw_html;
use handbook::{Change, Code, Draft, Revision, Standard, StandardId, unfit_field};
use lint::{Finding, Severity};
use store::{Approval, Workspace};

use crate::translate::move_origins_on;
use crate::{Checked, Error, Now, check};

/// Who approves, why, and how much it changes.
#[derive(Debug, Clone)]
pub struct ApprovalOrder {
    /// Who approves.
    pub by: String,
    /// Who wrote the text.
    pub author: String,
    /// Why it was changed.
    pub note: String,
    /// Material or editorial.
    pub change: Change,
}

/// Something that keeps a draft from being approved.
#[derive(Debug, Clone)]
pub enum Obstacle {
    /// A field without which there is no standard is empty.
    EmptyField(&'static str),
    /// Another standard has the same code.
    DuplicateCode,
    /// A text holds a character that must not stand in an official text.
    UnfitText(String),
    /// A Markdown field holds raw HTML, which documents leave out.
    RawHtml(&'static str, String),
    /// Something must be fixed, or waived.
    MustFix(Box<Finding>),
}

/// A standard that cannot be approved, and why.
#[derive(Debug, Clone)]
pub struct Blocked {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// What keeps it from being approved; never empty.
    pub obstacles: Vec<Obstacle>,
}

/// Why drafts cannot be approved, standard by standard.
#[derive(Debug, Clone, Default)]
pub struct Obstacles(pub Vec<Blocked>);

/// The drafts that differ from their last revisions.
#[derive(Debug, Clone, Default)]
pub struct Unapproved {
    /// Those that nothing keeps from being approved.
    pub ready: Vec<Draft>,
    /// The others.
    pub blocked: Vec<Blocked>,
}

/// Approves drafts, all together or none.
///
/// With none given it approves every draft that differs from its last revision.
pub fn approve(
    workspace: &mut Workspace,
    ids: &[StandardId],
    order: &ApprovalOrder,
    now: &Now,
) -> Result<Vec<Revision>, Error> {
    if order.by.trim().is_empty() {
        return Err(Error::NoName("approves"));
    }
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let all = check(workspace, &[])?;
    let chosen = chosen(&all, ids)?;
    if chosen.is_empty() {
        return Err(Error::NothingToApprove);
    }
    let counts = code_counts(&all);
    let blocked = chosen.iter().filter_map(|c| blocked(c, &counts));
    let blocked: Vec<Blocked> = blocked.collect();
    if !blocked.is_empty() {
        return Err(Error::NotReady(Obstacles(blocked)));
    }
    let handbook = workspace.handbook()?;
    let mut approvals = Vec::new();
    for Checked { draft, .. } in chosen {
        let standard = move_origins_on(workspace, &handbook, draft)?;
        let is_moved = !draft.is_approved && standard != draft.standard;
        let saves = match is_moved {
            true => workspace.save_draft(&standard, draft.saves, at)?.saves,
            false => draft.saves,
        };
        approvals.push(approval(draft, saves, order));
    }
    Ok(workspace.approve(&approvals, at)?)
}

/// Sorts the drafts that differ from their last revisions by whether they can be approved.
pub fn unapproved(workspace: &Workspace) -> Result<Unapproved, Error> {
    let all = check(workspace, &[])?;
    let counts = code_counts(&all);
    let mut sorted = Unapproved::default();
    for checked in all.iter().filter(|checked| !checked.draft.is_approved) {
        match blocked(checked, &counts) {
            Some(blocked) => sorted.blocked.push(blocked),
            None => sorted.ready.push(checked.draft.clone()),
        }
    }
    Ok(sorted)
}

fn chosen<'a>(all: &'a [Checked], ids: &[StandardId]) -> Result<Vec<&'a Checked>, Error> {
    if ids.is_empty() {
        let changed = all.iter().filter(|checked| !checked.draft.is_approved);
        return Ok(changed.collect());
    }
    let find = |id: &StandardId| {
        let found = all.iter().find(|c| c.draft.standard.id == *id);
        found.ok_or(Error::NoStandard(*id))
    };
    ids.iter().map(find).collect()
}

fn blocked(checked: &Checked, counts: &HashMap<Code, usize>) -> Option<Blocked> {
    let obstacles = obstacles(checked, counts);
    let standard = &checked.draft.standard;
    (!obstacles.is_empty()).then(|| Blocked {
        id: standard.id,
        code: standard.code.clone(),
        title: standard.title.clone(),
        obstacles,
    })
}

fn code(checked: &Checked) -> Code {
    checked.draft.standard.code.clone()
}

fn code_counts(all: &[Checked]) -> HashMap<Code, usize> {
    let mut counts = HashMap::new();
    all.iter()
        .for_each(|checked| *counts.entry(code(checked)).or_default() += 1);
    counts
}

fn obstacles(checked: &Checked, counts: &HashMap<Code, usize>) -> Vec<Obstacle> {
    let standard = &checked.draft.standard;
    let named = [
        ("code", standard.code.0.as_str()),
        ("title", &standard.title),
        ("statement", &standard.statement),
    ];
    let is_empty = |field: &(&'static str, &str)| field.1.trim().is_empty();
    let empty = named
        .into_iter()
        .filter(is_empty)
        .map(|(name, _)| Obstacle::EmptyField(name));
    let mut obstacles: Vec<Obstacle> = empty.collect();
    if counts.get(&standard.code).is_some_and(|count| *count > 1) {
        obstacles.push(Obstacle::DuplicateCode);
    }
    let unfit = unfit_field(standard).map(|(field, unfit)| format!("{field} holds {unfit}"));
    obstacles.extend(unfit.map(Obstacle::UnfitText));
    let raw = prose(standard)
        .into_iter()
        .filter_map(|(field, text)| Some((field, raw_html(text)?)));
    obstacles.extend(raw.map(|(field, raw)| Obstacle::RawHtml(field, raw)));
    let open = checked
        .findings
        .iter()
        .filter(|f| f.severity == Severity::MustFix && !f.waived);
    obstacles.extend(open.map(|finding| Obstacle::MustFix(Box::new(finding.clone()))));
    obstacles
}

/// Lists a standard's Markdown fields.
fn prose(standard: &Standard) -> Vec<(&'static str, &str)> {
    let steps = standard
        .steps
        .iter()
        .map(|step| ("step", step.text.as_str()));
    let exceptions = standard
        .exceptions
        .iter()
        .map(|e| ("exception", e.holds.as_str()));
    let examples = standard
        .dos
        .iter()
        .chain(&standard.donts)
        .map(|text| ("example", text.as_str()));
    let answer = standard
        .role_play
        .iter()
        .map(|play| ("role play", play.good_answer.as_str()));
    let whole = [
        ("statement", standard.statement.as_str()),
        ("script", &standard.script),
    ];
    whole
        .into_iter()
        .chain(steps)
        .chain(exceptions)
        .chain(examples)
        .chain(answer)
        .collect()
}

fn approval(draft: &Draft, saves: u64, order: &ApprovalOrder) -> Approval {
    Approval {
        id: draft.standard.id,
        saves,
        author: order.author.clone(),
        approver: order.by.clone(),
        note: order.note.clone(),
        change: order.change,
    }
}

impl std::fmt::Display for Obstacle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::EmptyField(field) => write!(f, "its {field} is empty"),
            Self::DuplicateCode => write!(f, "another standard has the same code"),
            Self::UnfitText(reason) => write!(f, "{reason}"),
            Self::RawHtml(field, raw) => {
                write!(
                    f,
                    "its {field} holds “{raw}”, which is HTML and would be left out; write it in words"
                )
            }
            Self::MustFix(finding) if finding.text.is_empty() => {
                write!(f, "{}: {} ({})", finding.place, finding.why, finding.rule)
            }
            Self::MustFix(finding) => {
                let lint::Finding {
                    place,
                    text,
                    why,
                    rule,
                    ..
                } = finding.as_ref();
                write!(f, "{place}: “{text}”. {why} ({rule})")
            }
        }
    }
}

impl std::fmt::Display for Obstacles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.0.len();
        let standards = if count == 1 { "standard" } else { "standards" };
        write!(
            f,
            "nothing was approved: {count} {standards} must be fixed first"
        )?;
        for Blocked {
            code, obstacles, ..
        } in &self.0
        {
            obstacles
                .iter()
                .try_for_each(|obstacle| write!(f, "\n  {code}  {obstacle}"))?;
        }
        Ok(())
    }
}
