//! The newest edition at a branch, for reading.

use handbook::{Language, StandardId, concerns};
use store::{Hit, Workspace};

use crate::changes::{in_language, received_view, standing};
use crate::{Error, ReaderView, RuleLine};

/// How many places a search shows.
const MOST_HITS: usize = 100;

/// Lists the standards of the newest edition, in `language` or the branch's own.
pub fn read_handbook(
    workspace: &Workspace,
    language: Option<Language>,
) -> Result<ReaderView, Error> {
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let language = language.unwrap_or(own.branch.language);
    let Some(standing) = standing(workspace)? else {
        return Ok(ReaderView {
            edition: None,
            languages: own.handbook.languages,
            language,
            rules: Vec::new(),
        });
    };
    let source = standing.sheet.handbook.source_language();
    let revisions = workspace.revisions_of(standing.sheet.number)?;
    let rules = revisions.iter().map(|revision| {
        let text = in_language(&revision.standard, language);
        let translations = &revision.standard.translations;
        let is_translated = language == source || translations.contains_key(&language);
        RuleLine {
            id: revision.id(),
            code: text.code.to_string(),
            title: text.title,
            force: text.force,
            section: text.section,
            channels: text.channels,
            is_own: concerns(&revision.standard, &own.branch.audience),
            is_translated,
        }
    });
    Ok(ReaderView {
        rules: rules.collect(),
        edition: Some(received_view(&standing)),
        languages: standing.sheet.handbook.languages.clone(),
        language,
    })
}

/// Renders a standard of the newest edition: a whole HTML page without scripts.
pub fn read_rule(
    workspace: &Workspace,
    id: StandardId,
    language: Language,
) -> Result<String, Error> {
    let newest = workspace.received_editions()?.pop();
    let newest = newest.ok_or(Error::NothingReceived)?;
    let sheet = workspace.sheet(newest.number)?;
    let mut revisions = workspace.revisions_of(newest.number)?.into_iter();
    let revision = revisions.find(|revision| revision.id() == id);
    let revision = revision.ok_or(Error::NoStandard(id))?;
    Ok(::export::preview(
        &sheet.handbook,
        &revision.standard,
        language,
    ))
}

/// Finds a phrase in the newest edition, in every language.
pub fn find_rule(workspace: &Workspace, query: &str) -> Result<Vec<Hit>, Error> {
    Ok(workspace.search_edition(query, MOST_HITS)?)
}
