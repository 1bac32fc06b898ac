//! Looks back: revisions, what changed between them, and older texts as drafts.

use handbook::{FieldDifference, Revision, Standard, StandardId, difference};
use store::Workspace;

use crate::{Error, Now, draft_of};

/// Lists a standard's revisions, the first one first.
pub fn history(workspace: &Workspace, id: StandardId) -> Result<Vec<Revision>, Error> {
    Ok(workspace.revisions(id)?)
}

/// Compares two revisions of a standard.
///
/// Without `to` it compares with the draft, and without `from` with the last revision; where
/// there is none, with an empty text.
pub fn diff(
    workspace: &Workspace,
    id: StandardId,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<Vec<FieldDifference>, Error> {
    let draft = draft_of(workspace, id)?;
    let before = match from.or(draft.last_revision) {
        Some(number) => revision_text(workspace, id, number)?,
        None => Standard::empty(id),
    };
    let after = match to {
        Some(number) => revision_text(workspace, id, number)?,
        None => draft.standard,
    };
    Ok(difference(&before, &after))
}

/// Makes an older revision's text the draft again.
pub fn restore(
    workspace: &mut Workspace,
    id: StandardId,
    number: u32,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    revision_text(workspace, id, number)?;
    workspace.restore(id, number, actor, now.at)?;
    Ok(())
}

/// Takes a standard out of the handbook; its revisions stay.
pub fn retire(
    workspace: &mut Workspace,
    id: StandardId,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    Ok(workspace.retire(id, actor, now.at)?)
}

/// Brings a retired standard back, with the text that its draft had.
pub fn bring_back(
    workspace: &mut Workspace,
    id: StandardId,
    actor: &str,
    now: &Now,
) -> Result<(), Error> {
    workspace.bring_back(id, actor, now.at)?;
    Ok(())
}

fn revision_text(workspace: &Workspace, id: StandardId, number: u32) -> Result<Standard, Error> {
    match workspace.revision(id, number)? {
        Some(revision) => Ok(revision.standard),
        None => Err(Error::NoRevision {
            code: draft_of(workspace, id)?.standard.code,
            number,
            count: workspace.revisions(id)?.len(),
        }),
    }
}
