//! Checks drafts, and keeps findings on purpose.

use handbook::{Code, Draft, Waiver, sentence_key};
use lint::Finding;
use store::Workspace;

use crate::{Error, Now, draft_with_code};

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
    let language = workspace.handbook()?.source_language();
    Ok(drafts
        .into_iter()
        .map(|draft| checked(draft, language))
        .collect())
}

/// Checks one draft.
pub fn checked(draft: Draft, language: handbook::Language) -> Checked {
    let findings = lint::check(&draft.standard, language);
    Checked { draft, findings }
}

/// Keeps every open finding of `rule` in a draft on purpose; returns how many.
pub fn waive(
    workspace: &mut Workspace,
    code: &Code,
    rule: &str,
    reason: &str,
    by: &str,
    now: &Now,
) -> Result<usize, Error> {
    if reason.trim().is_empty() {
        return Err(Error::Empty("the reason"));
    }
    if by.trim().is_empty() {
        return Err(Error::Empty("the name of who decides"));
    }
    let language = workspace.handbook()?.source_language();
    let Checked { draft, findings } = checked(draft_with_code(workspace, code)?, language);
    let is_meant = |finding: &&Finding| finding.rule == rule && !finding.waived;
    let found: Vec<&Finding> = findings.iter().filter(is_meant).collect();
    let mut keys: Vec<String> = found
        .iter()
        .map(|finding| sentence_key(&finding.sentence))
        .collect();
    keys.dedup();
    if keys.is_empty() {
        return Err(Error::NothingToWaive {
            code: code.clone(),
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
    workspace.waive(draft.standard.id, &waivers)?;
    Ok(found.len())
}
