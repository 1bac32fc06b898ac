//! Looks back: revisions, what changed between them, and older texts as drafts.

use handbook::{Code, FieldDifference, Revision, Standard, difference};
use store::Workspace;

use crate::{Error, Now, draft_with_code};

/// Lists a standard's revisions, the first one first.
pub fn history(workspace: &Workspace, code: &Code) -> Result<Vec<Revision>, Error> {
    Ok(workspace.revisions(draft_with_code(workspace, code)?.standard.id)?)
}

/// Compares two revisions of a standard.
///
/// Without `to` it compares with the draft, and without `from` with the last revision.
pub fn diff(
    workspace: &Workspace,
    code: &Code,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<Vec<FieldDifference>, Error> {
    let draft = draft_with_code(workspace, code)?;
    let revisions = workspace.revisions(draft.standard.id)?;
    let text = |number: u32| revision_text(code, &revisions, number);
    let before = match from.or(draft.last_revision) {
        Some(number) => text(number)?,
        None => Standard::empty(draft.standard.id),
    };
    let after = match to {
        Some(number) => text(number)?,
        None => draft.standard,
    };
    Ok(difference(&before, &after))
}

/// Makes an older revision's text the draft again.
pub fn restore(
    workspace: &mut Workspace,
    code: &Code,
    number: u32,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    let draft = draft_with_code(workspace, code)?;
    revision_text(code, &workspace.revisions(draft.standard.id)?, number)?;
    workspace.restore(draft.standard.id, number, actor, now.at)?;
    Ok(())
}

/// Takes a standard out of the handbook; its revisions stay.
pub fn retire(workspace: &mut Workspace, code: &Code, actor: &str, now: &Now) -> Result<(), Error> {
    let draft = draft_with_code(workspace, code)?;
    workspace.retire(draft.standard.id, actor, now.at)?;
    Ok(())
}

fn revision_text(code: &Code, revisions: &[Revision], number: u32) -> Result<Standard, Error> {
    let found = revisions.iter().find(|revision| revision.number == number);
    found
        .map(|revision| revision.standard.clone())
        .ok_or_else(|| Error::NoRevision {
            code: code.clone(),
            number,
            count: revisions.len(),
        })
}
