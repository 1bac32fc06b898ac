//! Finds and reads the files to import.

use std::fs;
use std::path::{Path, PathBuf};

use handbook::{Channel, Language, Role, Term, from_markdown};
use serde::{Deserialize, Serialize};

use super::columns::{ColumnMap, Columns};
use super::row::{Scale, Scales, take_row};
use super::table::{Table, decode, read_table};
use super::{Candidate, Harvest, Refused};
use crate::{Error, Now};

/// The longest Markdown file that is still one standard, in bytes.
const LONGEST_STANDARD: u64 = 2_000_000;
/// The longest spreadsheet, in bytes.
const LONGEST_TABLE: u64 = 200_000_000;
/// The file that holds a handbook's lists beside its standards.
pub const LISTS_FILE: &str = "handbook.yaml";

/// A handbook's lists, as `handbook.yaml` holds them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the same fields as the handbook's own")]
pub struct Lists {
    pub title: String,
    pub organisation: String,
    pub languages: Vec<Language>,
    pub roles: Vec<Role>,
    pub channels: Vec<Channel>,
    pub sections: Vec<String>,
    pub glossary: Vec<Term>,
}

/// Reads all sources; what cannot be read is refused by name, and the rest goes on.
pub fn read(sources: &[PathBuf], map: &ColumnMap, now: &mut Now) -> Result<Harvest, Error> {
    let mut harvest = Harvest::default();
    for source in sources {
        for file in files(source)? {
            harvest.read_file(&file, map, now)?;
        }
    }
    Ok(harvest)
}

/// Lists a folder's files, in the order of their names; a file stands for itself.
fn files(source: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |cause| Error::Unreadable {
        path: source.to_path_buf(),
        cause,
    };
    if !fs::metadata(source).map_err(unreadable)?.is_dir() {
        return Ok(vec![source.to_path_buf()]);
    }
    let entries = fs::read_dir(source).map_err(unreadable)?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file() && (is_markdown(path) || has_lists(path) || is_table(path)))
        .collect();
    files.sort();
    Ok(files)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path
        .extension()
        .map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.iter().any(|known| extension == *known))
}

fn is_markdown(path: &Path) -> bool {
    has_extension(path, &["md", "markdown"])
}

fn is_table(path: &Path) -> bool {
    has_extension(path, &["csv", "tsv", "txt"])
}

fn has_lists(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == LISTS_FILE)
}

impl Harvest {
    fn read_file(&mut self, path: &Path, map: &ColumnMap, now: &mut Now) -> Result<(), Error> {
        let place = path.display().to_string();
        let unreadable = |cause| Error::Unreadable {
            path: path.to_path_buf(),
            cause,
        };
        let length = fs::metadata(path).map_err(unreadable)?.len();
        let longest = if is_table(path) {
            LONGEST_TABLE
        } else {
            LONGEST_STANDARD
        };
        if length > longest {
            let reason = format!("has {length} bytes; at most {longest} can be read");
            self.refused.push(Refused { place, reason });
            return Ok(());
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        if is_table(path) {
            return self.read_spreadsheet(&place, &bytes, map, now);
        }
        self.read_text(path, &place, &bytes, now);
        Ok(())
    }

    fn read_text(&mut self, path: &Path, place: &str, bytes: &[u8], now: &mut Now) {
        let text = decode(bytes).replace("\r\n", "\n");
        let outcome = if has_lists(path) {
            self.read_lists(&text)
        } else if is_markdown(path) {
            self.read_standard(place, &text, now)
        } else {
            Err("is neither Markdown (.md) nor a spreadsheet (.csv)".to_string())
        };
        if let Err(reason) = outcome {
            self.refused.push(Refused {
                place: place.to_string(),
                reason,
            });
        }
    }

    pub(crate) fn read_lists(&mut self, text: &str) -> Result<(), String> {
        self.lists = Some(serde_saphyr::from_str(text).map_err(|e| e.to_string())?);
        Ok(())
    }

    pub(crate) fn read_standard(
        &mut self,
        place: &str,
        text: &str,
        now: &mut Now,
    ) -> Result<(), String> {
        let standard = from_markdown(text, now.standard_id()).map_err(|e| e.to_string())?;
        let place = place.to_string();
        self.candidates.push(Candidate {
            place,
            standard,
            result: None,
            remarks: Vec::new(),
        });
        Ok(())
    }

    fn read_spreadsheet(
        &mut self,
        place: &str,
        bytes: &[u8],
        map: &ColumnMap,
        now: &mut Now,
    ) -> Result<(), Error> {
        let refuse = |reason: &str| Refused {
            place: place.into(),
            reason: reason.into(),
        };
        let Some(table) = read_table(bytes) else {
            self.refused
                .push(refuse("is empty: the first line must name the columns"));
            return Ok(());
        };
        let columns = Columns::find(&table.header, map.clone())?;
        if !columns.name_a_standard() {
            let header = table.header.join(", ");
            let reason =
                format!("has no column for a title or a statement (its columns: {header})");
            self.refused.push(refuse(&reason));
            return Ok(());
        }
        self.unused_columns.extend(columns.unused.iter().cloned());
        self.read_rows(place, table, &columns, now);
        Ok(())
    }

    fn read_rows(&mut self, place: &str, table: Table, columns: &Columns, now: &mut Now) {
        let at = |line: u64| format!("{place}, line {line}");
        let refused = table.unreadable.into_iter();
        self.refused.extend(refused.map(|(line, reason)| Refused {
            place: at(line),
            reason,
        }));
        let scale =
            |field: &str| Scale::of(table.rows.iter().map(|row| columns.text(&row.cells, field)));
        let scales = Scales {
            target: scale("measure_percent"),
            result: scale("result_share"),
        };
        for row in &table.rows {
            let taken = take_row(columns, &row.cells, scales, now.standard_id());
            let place = at(row.line);
            if taken.standard.title.is_empty() {
                let reason = "holds neither a title nor a statement".to_string();
                self.refused.push(Refused { place, reason });
                continue;
            }
            let row::Taken {
                standard,
                result,
                remarks,
            } = taken;
            self.candidates.push(Candidate {
                place,
                standard,
                result,
                remarks,
            });
        }
    }
}

use super::row;
