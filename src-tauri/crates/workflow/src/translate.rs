//! Keeps translations honest: which texts are missing, and which the source has left behind.
//!
//! Each translated field remembers the source revision that it was made from. A text made from
//! the draft has the number of the revision that the draft will become.

use std::collections::HashMap;

use handbook::{Draft, Handbook, Language, Standard, StandardId, TextField, Translation};
use serde::Serialize;
use store::Workspace;

use crate::{Error, Now, draft_of};

/// How a translation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TranslationState {
    /// Its language.
    pub language: Language,
    /// Fields that the source has and the translation lacks.
    pub missing: Vec<TextField>,
    /// Fields whose source has changed since they were translated.
    pub behind: Vec<TextField>,
}

impl TranslationState {
    /// Tells whether there is nothing to do.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.behind.is_empty()
    }
}

/// Tells how a draft stands in each language of the handbook but the first.
pub fn translations(
    workspace: &Workspace,
    handbook: &Handbook,
    draft: &Draft,
) -> Result<Vec<TranslationState>, Error> {
    let mut sources = Sources::new(workspace, draft);
    let languages = handbook.languages.iter().skip(1);
    languages
        .map(|language| state(*language, draft, &mut sources))
        .collect()
}

fn state(
    language: Language,
    draft: &Draft,
    sources: &mut Sources,
) -> Result<TranslationState, Error> {
    let none = Translation::default();
    let source = &draft.standard;
    let translation = source.translations.get(&language).unwrap_or(&none);
    let mut state = TranslationState {
        language,
        missing: Vec::new(),
        behind: Vec::new(),
    };
    for field in TextField::ALL.iter().copied() {
        if translation.lacks(field, source) {
            state.missing.push(field);
        } else if translation.has(field) && sources.have_changed(field, translation)? {
            state.behind.push(field);
        }
    }
    Ok(state)
}

/// The source's older texts, read when they are asked for.
struct Sources<'a> {
    workspace: &'a Workspace,
    draft: &'a Draft,
    revisions: HashMap<u32, Option<Standard>>,
}

impl<'a> Sources<'a> {
    fn new(workspace: &'a Workspace, draft: &'a Draft) -> Self {
        let revisions = HashMap::new();
        Self {
            workspace,
            draft,
            revisions,
        }
    }

    /// Tells whether the source says something else in `field` than what was translated.
    fn have_changed(&mut self, field: TextField, translation: &Translation) -> Result<bool, Error> {
        let last = self.draft.last_revision.unwrap_or(0);
        let Some(number) = translation.made_from.get(&field).copied() else {
            return Ok(false);
        };
        if number > last || (self.draft.is_approved && number == last) {
            return Ok(false);
        }
        let now = self.draft.standard.texts(field);
        let then = self.revision(number)?;
        Ok(then.is_none_or(|then| then.texts(field) != now))
    }

    fn revision(&mut self, number: u32) -> Result<Option<&Standard>, Error> {
        if !self.revisions.contains_key(&number) {
            let found = self.workspace.revision(self.draft.standard.id, number)?;
            self.revisions
                .insert(number, found.map(|revision| revision.standard));
        }
        Ok(self.revisions[&number].as_ref())
    }
}

/// Declares a translated field up to date with its source.
pub fn mark_translated(
    workspace: &mut Workspace,
    id: StandardId,
    language: Language,
    field: TextField,
    now: &Now,
) -> Result<Draft, Error> {
    let Draft {
        mut standard,
        saves,
        last_revision,
        ..
    } = draft_of(workspace, id)?;
    if let Some(translation) = standard.translations.get_mut(&language) {
        translation
            .made_from
            .insert(field, coming_revision(last_revision));
    }
    Ok(workspace.save_draft(&standard, saves, now.at)?)
}

/// Notes in a text that is about to be saved which source its translations were made from; what
/// the text itself says of that is not believed.
pub(crate) fn note_origins(standard: &mut Standard, before: &Draft) {
    let coming = coming_revision(before.last_revision);
    let source = standard.clone();
    for (language, translation) in &mut standard.translations {
        let old = before.standard.translations.get(language);
        translation.made_from = TextField::ALL
            .iter()
            .filter(|field| translation.has(**field))
            .filter_map(|field| {
                let made_from = old.and_then(|old| old.made_from.get(field)).copied();
                let is_same = old.is_some_and(|old| old.texts(*field) == translation.texts(*field));
                let is_left = source.texts(*field) != before.standard.texts(*field);
                let number = match (is_same, is_left) {
                    (false, _) => Some(coming),
                    (true, true) => Some(made_from.unwrap_or(coming).min(coming - 1)),
                    (true, false) => made_from,
                };
                Some((*field, number?))
            })
            .collect();
    }
}

/// Moves the translations that are up to date on to the revision that the draft becomes.
pub(crate) fn move_origins_on(
    workspace: &Workspace,
    handbook: &Handbook,
    draft: &Draft,
) -> Result<Standard, Error> {
    let coming = coming_revision(draft.last_revision);
    let mut standard = draft.standard.clone();
    for state in translations(workspace, handbook, draft)? {
        let Some(translation) = standard.translations.get_mut(&state.language) else {
            continue;
        };
        let is_current =
            |field: &&TextField| translation.has(**field) && !state.behind.contains(field);
        let current: Vec<TextField> = TextField::ALL.iter().filter(is_current).copied().collect();
        translation
            .made_from
            .extend(current.into_iter().map(|field| (field, coming)));
    }
    Ok(standard)
}

fn coming_revision(last: Option<u32>) -> u32 {
    last.unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn draft(last_revision: Option<u32>) -> Draft {
        let mut standard = Standard::empty(StandardId::NONE);
        standard.title = "Answer the phone".into();
        standard.statement = "The adviser answers.".into();
        let telugu = Translation {
            title: "ఫోన్".into(),
            ..Translation::default()
        };
        standard.translations.insert(Language::Telugu, telugu);
        Draft {
            standard,
            saves: 1,
            saved_at: Timestamp::UNIX_EPOCH,
            last_revision,
            is_approved: false,
        }
    }

    fn origin(standard: &Standard, field: TextField) -> Option<u32> {
        let translation = standard.translations.get(&Language::Telugu)?;
        translation.made_from.get(&field).copied()
    }

    #[test]
    fn a_new_translation_is_made_from_the_coming_revision() {
        let before = draft(Some(3));
        let mut after = before.standard.clone();
        let telugu = after.translations.get_mut(&Language::Telugu).unwrap();
        telugu.statement = "సలహాదారు".into();
        note_origins(&mut after, &before);
        assert_eq!(origin(&after, TextField::Statement), Some(4));
        assert_eq!(origin(&after, TextField::Title), None, "of unknown origin");
    }

    #[test]
    fn a_changed_source_leaves_its_translation_behind() {
        let before = draft(Some(3));
        let mut after = before.standard.clone();
        after.title = "Answer every call".into();
        note_origins(&mut after, &before);
        assert_eq!(origin(&after, TextField::Title), Some(3));
    }

    #[test]
    fn what_the_window_says_of_origins_is_not_believed() {
        let before = draft(Some(3));
        let mut after = before.standard.clone();
        let telugu = after.translations.get_mut(&Language::Telugu).unwrap();
        telugu.made_from.insert(TextField::Title, 99);
        note_origins(&mut after, &before);
        assert_eq!(origin(&after, TextField::Title), None);
    }
}
