//! Writes an issued edition's documents again.

use std::path::{Path, PathBuf};

use handbook::{Language, StandardId};
use store::Workspace;

use crate::{Error, draft_of};

/// A form in which an edition can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The signed PDF.
    Pdf,
    /// The self-contained HTML.
    Html,
    /// One row for each standard.
    Csv,
    /// Everything, for machines.
    Json,
}

/// Shows a draft as readers will see it: a page without a script.
pub fn preview(workspace: &Workspace, id: StandardId, language: Language) -> Result<String, Error> {
    let draft = draft_of(workspace, id)?;
    let handbook = workspace.handbook()?;
    Ok(::export::preview(&handbook, &draft.standard, language))
}

/// Writes one document of an edition. PDF and HTML are the bytes that were issued.
pub fn export(
    workspace: &Workspace,
    number: u32,
    format: Format,
    path: &Path,
) -> Result<(), Error> {
    let bytes = match format {
        Format::Pdf => inside(workspace, number, "handbook.pdf")?,
        Format::Html => inside(workspace, number, "handbook.html")?,
        Format::Csv => ::export::csv(&workspace.edition(number)?).into_bytes(),
        Format::Json => ::export::json(&workspace.edition(number)?).into_bytes(),
    };
    Ok(depot::write_file(path, &bytes)?)
}

/// Writes all files of an edition again, under the names with which they were issued.
pub fn write_again(
    workspace: &Workspace,
    number: u32,
    folder: &Path,
) -> Result<Vec<PathBuf>, Error> {
    let names = workspace
        .edition_files(number)?
        .into_iter()
        .map(|file| file.name);
    let mut files: Vec<(String, Vec<u8>)> = names
        .map(|name| issued_file(workspace, number, &name).map(|bytes| (name, bytes)))
        .collect::<Result<_, _>>()?;
    if files.is_empty() {
        return Err(Error::NoEdition(number));
    }
    // The edition file last, so that it never shows without the others.
    files.sort_by_key(|(name, _)| name.ends_with(".edition"));
    let files: Vec<(String, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.clone(), bytes.as_slice()))
        .collect();
    Ok(depot::stage(folder, &files)?.publish()?)
}

/// Returns a file that was issued: as it was kept, or from inside the edition file.
fn issued_file(workspace: &Workspace, number: u32, name: &str) -> Result<Vec<u8>, Error> {
    if let Some(bytes) = workspace.edition_file(number, name)? {
        return Ok(bytes);
    }
    let is_pdf = name.ends_with(".pdf");
    inside(
        workspace,
        number,
        if is_pdf {
            "handbook.pdf"
        } else {
            "handbook.html"
        },
    )
}

fn inside(workspace: &Workspace, number: u32, entry: &str) -> Result<Vec<u8>, Error> {
    let names = workspace.edition_files(number)?;
    let name = names.iter().find(|file| file.name.ends_with(".edition"));
    let name = name.ok_or(Error::NoEdition(number))?.name.as_str();
    let edition = workspace
        .edition_file(number, name)?
        .ok_or(Error::NoEdition(number))?;
    let mut entries = signing::unpack(&edition)?.entries;
    entries.remove(entry).ok_or(Error::NoEdition(number))
}
