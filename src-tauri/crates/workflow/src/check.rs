//! Checks drafts, and keeps findings on purpose.

use std::collections::HashMap;
use std::sync::LazyLock;

use handbook::{Code, Draft, Handbook, Standard, StandardId, Waiver, sentence_key};
use lint::Finding;
use store::Workspace;

use crate::{Error, Now, draft_of, draft_with_code};

/// A draft and what the checks found in it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The draft.
    pub draft: Draft,
    /// The findings, waived ones included.
    pub findings: Vec<Finding>,
}

/// Checks the drafts with the given codes; all, where none is given.
pub fn check(workspace: &Workspace, codes: &[Code]) -> Result<Vec<Checked>, Error> {
    let drafts = match codes {
        [] => workspace.drafts()?,
        codes => codes
            .iter()
            .map(|code| draft_with_code(workspace, code))
            .collect::<Result<_, _>>()?,
    };
    let handbook = workspace.handbook()?;
    Ok(drafts
        .into_iter()
        .map(|draft| checked(draft, &handbook))
        .collect())
}

/// Checks one draft.
pub fn checked(draft: Draft, handbook: &Handbook) -> Checked {
    let findings = findings(&draft.standard, handbook);
    Checked { draft, findings }
}

/// Checks a text that may not be saved yet.
pub fn findings(standard: &Standard, handbook: &Handbook) -> Vec<Finding> {
    lint::check(standard, handbook.source_language(), &handbook.words)
}

/// Returns a rule's heading.
pub fn rule_title(rule: &str) -> &'static str {
    static TITLES: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| lint::rules().map(|rule| (rule.id, rule.title)).collect());
    TITLES.get(rule).copied().unwrap_or_default()
}

/// Keeps open findings of `rule` in a draft on purpose: those in a `sentence`, in whatever form
/// it is written, or all; returns how many.
pub fn waive(
    workspace: &mut Workspace,
    id: StandardId,
    rule: &str,
    sentence: Option<&str>,
    reason: &str,
    by: &str,
    now: &Now,
) -> Result<usize, Error> {
    if reason.trim().is_empty() {
        return Err(Error::NoReason);
    }
    if by.trim().is_empty() {
        return Err(Error::NoName("decides"));
    }
    let handbook = workspace.handbook()?;
    let Checked { draft, findings } = checked(draft_of(workspace, id)?, &handbook);
    let key = sentence.map(sentence_key);
    let is_meant = |finding: &&Finding| {
        let is_there = key.as_ref().is_none_or(|key| finding.waiver_key() == *key);
        finding.rule == rule && !finding.waived && is_there
    };
    let found: Vec<&Finding> = findings.iter().filter(is_meant).collect();
    let mut keys: Vec<String> = found.iter().map(|finding| finding.waiver_key()).collect();
    keys.dedup();
    if keys.is_empty() {
        return Err(Error::NothingToWaive {
            code: draft.standard.code,
            rule: rule.to_string(),
        });
    }
    let waiver = |sentence| Waiver {
        rule: rule.to_string(),
        sentence,
        reason: reason.trim().to_string(),
        by: by.trim().to_string(),
        at: now.at,
    };
    let waivers: Vec<Waiver> = keys.into_iter().map(waiver).collect();
    workspace.waive(id, &waivers)?;
    Ok(found.len())
}

/// Takes back that findings of `rule` in a `sentence` are kept on purpose.
pub fn unwaive(
    workspace: &mut Workspace,
    id: StandardId,
    rule: &str,
    sentence: &str,
    now: &Now,
) -> Result<Draft, Error> {
    let Draft {
        mut standard,
        saves,
        ..
    } = draft_of(workspace, id)?;
    let key = sentence_key(sentence);
    let mut found = findings(&standard, &workspace.handbook()?);
    found.retain(|finding| finding.rule == rule && finding.waiver_key() == key);
    let is_meant = |waiver: &Waiver| found.iter().any(|finding| finding.is_kept_by(waiver));
    standard.waivers.retain(|waiver| !is_meant(waiver));
    Ok(workspace.save_draft(&standard, saves, now.at)?)
}
