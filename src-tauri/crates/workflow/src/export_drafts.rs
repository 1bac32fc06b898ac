//! Writes the drafts as Markdown files that can be imported again.

use std::path::{Path, PathBuf};

use handbook::{Handbook, Standard, to_markdown};
use store::Workspace;

use crate::Error;
use crate::import::Lists;

/// Writes every draft and the handbook's lists into a folder; returns the files' paths.
pub fn export_drafts(workspace: &Workspace, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let drafts = workspace.drafts()?;
    let mut files = vec![("handbook.yaml".to_string(), lists(&workspace.handbook()?))];
    for draft in &drafts {
        let name = file_name(&draft.standard, &files);
        files.push((name, to_markdown(&draft.standard)));
    }
    let files: Vec<(String, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.clone(), text.as_bytes()))
        .collect();
    Ok(depot::stage(folder, &files)?.publish()?)
}

fn lists(handbook: &Handbook) -> String {
    let lists = Lists {
        title: handbook.title.clone(),
        organisation: handbook.organisation.clone(),
        languages: handbook.languages.clone(),
        roles: handbook.roles.clone(),
        channels: handbook.channels.clone(),
        sections: handbook.sections.clone(),
        glossary: handbook.glossary.clone(),
    };
    serde_saphyr::to_string(&lists).expect("lists are plain data")
}

/// Names a file after the standard's code, or its identity where the code is no file name or
/// is taken.
fn file_name(standard: &Standard, taken: &[(String, String)]) -> String {
    let code = standard.code.0.to_lowercase();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    let is_name = !code.is_empty()
        && code.len() <= 60
        && !code.starts_with('.')
        && code.chars().all(is_plain);
    let name = format!("{code}.md");
    let is_free = taken.iter().all(|(other, _)| *other != name);
    if is_name && is_free {
        name
    } else {
        format!("{}.md", standard.id)
    }
}
