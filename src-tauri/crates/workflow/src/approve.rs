//! Approves drafts: the text becomes a revision that nobody can change any more.

use std::collections::HashMap;

use ::export::raw_html;
use handbook::{Change, Code, Draft, Revision, Standard, unfit_field};
use lint::{Finding, Severity};
use store::{Approval, Workspace};

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

/// Why drafts cannot be approved, code by code.
#[derive(Debug, Clone, Default)]
pub struct Obstacles(pub Vec<(Code, Vec<Obstacle>)>);

/// Approves the drafts with the given codes, all together or none.
///
/// With no codes it approves every draft that differs from its last revision.
pub fn approve(
    workspace: &mut Workspace,
    codes: &[Code],
    order: &ApprovalOrder,
    now: &Now,
) -> Result<Vec<Revision>, Error> {
    if order.by.trim().is_empty() {
        return Err(Error::Empty("the name of who approves"));
    }
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let all = check(workspace, &[])?;
    let chosen: Vec<&Checked> = if codes.is_empty() {
        all.iter()
            .filter(|checked| !checked.draft.is_approved)
            .collect()
    } else {
        let find = |code: &Code| {
            all.iter()
                .find(|checked| checked.draft.standard.code == *code)
        };
        let found = codes
            .iter()
            .map(|code| find(code).ok_or_else(|| Error::NoCode(code.clone())));
        found.collect::<Result<_, _>>()?
    };
    if chosen.is_empty() {
        return Err(Error::NothingToApprove);
    }
    let counts = code_counts(&all);
    let blocked = chosen
        .iter()
        .map(|checked| (code(checked), obstacles(checked, &counts)));
    let blocked: Vec<_> = blocked
        .filter(|(_, obstacles)| !obstacles.is_empty())
        .collect();
    if !blocked.is_empty() {
        return Err(Error::NotReady(Obstacles(blocked)));
    }
    let approvals: Vec<Approval> = chosen.iter().map(|c| approval(&c.draft, order)).collect();
    Ok(workspace.approve(&approvals, at)?)
}

/// Returns the codes of the changed drafts that nothing keeps from being approved.
pub fn ready(workspace: &Workspace) -> Result<Vec<Code>, Error> {
    let all = check(workspace, &[])?;
    let counts = code_counts(&all);
    let is_ready = |c: &&Checked| !c.draft.is_approved && obstacles(c, &counts).is_empty();
    Ok(all.iter().filter(is_ready).map(code).collect())
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

fn approval(draft: &Draft, order: &ApprovalOrder) -> Approval {
    Approval {
        id: draft.standard.id,
        saves: draft.saves,
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
        for (code, obstacles) in &self.0 {
            obstacles
                .iter()
                .try_for_each(|obstacle| write!(f, "\n  {code}  {obstacle}"))?;
        }
        Ok(())
    }
}
