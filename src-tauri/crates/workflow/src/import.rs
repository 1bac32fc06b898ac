//! Takes standards in from Markdown files and spreadsheets: each row whole, or not at all.

mod columns;
mod files;
mod row;
pub(crate) mod table;

use std::collections::HashMap;
use std::path::PathBuf;

use handbook::{Code, Handbook, MeasuredResult, Standard, StandardId, unfit_field};
use serde::Serialize;
use store::Workspace;

pub use columns::{ColumnMap, MapError, read_map};
pub use files::Lists;

use crate::{Error, Now};

/// A standard read from a source, before it is known whether it can be taken.
#[derive(Debug)]
pub struct Candidate {
    /// Where it stands: a file, and the line in it.
    pub place: String,
    /// The standard.
    pub standard: Standard,
    /// Its measured result, where the source holds one.
    pub result: Option<MeasuredResult>,
    /// What was not understood and was kept among the references.
    pub remarks: Vec<String>,
}

/// What was read from sources.
#[derive(Debug, Default)]
pub struct Harvest {
    /// The standards.
    pub candidates: Vec<Candidate>,
    /// What could not be read, and why.
    pub refused: Vec<Refused>,
    /// The handbook's lists, where a source holds them.
    pub lists: Option<Lists>,
    /// The spreadsheets' columns that fill no field.
    pub unused_columns: Vec<String>,
}

/// A row or file that was taken in.
#[derive(Debug, Clone, Serialize)]
pub struct Taken {
    /// Where it stands.
    pub place: String,
    /// The standard's code.
    pub code: Code,
    /// The standard's title.
    pub title: String,
    /// What was not understood and was kept among the references.
    pub remarks: Vec<String>,
}

/// A row or file that was not taken in.
#[derive(Debug, Clone, Serialize)]
pub struct Refused {
    /// Where it stands.
    pub place: String,
    /// Why.
    pub reason: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportReport {
    /// What was taken in.
    pub taken: Vec<Taken>,
    /// What was not, and why.
    pub refused: Vec<Refused>,
    /// What stands in the workspace already, with the same text.
    pub unchanged: Vec<Refused>,
    /// The columns that fill no field.
    pub unused_columns: Vec<String>,
}

/// Imports files and folders in one transaction; with `dry_run` only tells what it would do.
pub fn import(
    workspace: &mut Workspace,
    sources: &[PathBuf],
    map: Option<ColumnMap>,
    actor: &str,
    dry_run: bool,
    now: &mut Now,
) -> Result<ImportReport, Error> {
    let harvest = files::read(sources, &map.unwrap_or_default(), now)?;
    let names: Vec<String> = sources
        .iter()
        .map(|source| source.display().to_string())
        .collect();
    take(workspace, harvest, actor, &names.join(", "), dry_run, now)
}

/// Takes in what was read, in one transaction.
pub(crate) fn take(
    workspace: &mut Workspace,
    harvest: Harvest,
    actor: &str,
    source: &str,
    dry_run: bool,
    now: &mut Now,
) -> Result<ImportReport, Error> {
    let mut sorting = Sorting::new(workspace, harvest.refused)?;
    harvest
        .candidates
        .into_iter()
        .for_each(|candidate| sorting.sort(candidate));
    sorting.name_the_nameless();
    let Sorting {
        taken, mut report, ..
    } = sorting;
    report.unused_columns = harvest.unused_columns;
    if dry_run || taken.is_empty() {
        return Ok(report);
    }
    let mut handbook = workspace.handbook()?;
    extend(&mut handbook, harvest.lists, &taken);
    let results: Vec<(StandardId, MeasuredResult)> = taken
        .iter()
        .filter_map(|candidate| Some((candidate.standard.id, candidate.result.clone()?)))
        .collect();
    let standards: Vec<Standard> = taken
        .into_iter()
        .map(|candidate| candidate.standard)
        .collect();
    workspace.import(&standards, &results, Some(&handbook), actor, source, now.at)?;
    Ok(report)
}

/// Decides candidate by candidate.
struct Sorting {
    codes: HashMap<Code, String>,
    known: HashMap<StandardId, Standard>,
    taken: Vec<Candidate>,
    report: ImportReport,
}

impl Sorting {
    fn new(workspace: &Workspace, refused: Vec<Refused>) -> Result<Self, Error> {
        let drafts = workspace.drafts()?.into_iter().map(|draft| draft.standard);
        let known: HashMap<StandardId, Standard> = drafts.map(|s| (s.id, s)).collect();
        let codes = known
            .values()
            .map(|s| (s.code.clone(), "the workspace".to_string()))
            .collect();
        let report = ImportReport {
            refused,
            ..ImportReport::default()
        };
        Ok(Self {
            codes,
            known,
            taken: Vec::new(),
            report,
        })
    }

    fn sort(&mut self, candidate: Candidate) {
        let place = candidate.place.clone();
        if self.known.get(&candidate.standard.id) == Some(&candidate.standard) {
            let reason = "stands in the workspace with the same text".to_string();
            return self.report.unchanged.push(Refused { place, reason });
        }
        match self.obstacle(&candidate.standard) {
            Some(reason) => self.report.refused.push(Refused { place, reason }),
            None => self.accept(candidate),
        }
    }

    fn obstacle(&self, standard: &Standard) -> Option<String> {
        if let Some((field, unfit)) = unfit_field(standard) {
            return Some(format!("{field} holds {unfit}"));
        }
        if self.known.contains_key(&standard.id) {
            return Some(
                "stands in the workspace with another text; nothing is overwritten".into(),
            );
        }
        let other = self
            .codes
            .get(&standard.code)
            .filter(|_| !standard.code.0.is_empty())?;
        Some(format!(
            "the code {} stands already in {other}",
            standard.code
        ))
    }

    fn accept(&mut self, candidate: Candidate) {
        self.codes
            .insert(candidate.standard.code.clone(), candidate.place.clone());
        self.known
            .insert(candidate.standard.id, candidate.standard.clone());
        self.taken.push(candidate);
    }

    /// Gives the codes `S-1`, `S-2` … to standards that came without one, and reports all.
    fn name_the_nameless(&mut self) {
        let mut number = 0;
        for candidate in &mut self.taken {
            while candidate.standard.code.0.is_empty() {
                number += 1;
                let code = Code(format!("S-{number}"));
                if !self.codes.contains_key(&code) {
                    candidate.standard.code = code;
                }
            }
        }
        self.report.taken = self.taken.iter().map(Taken::of).collect();
    }
}

impl Taken {
    fn of(candidate: &Candidate) -> Self {
        Self {
            place: candidate.place.clone(),
            code: candidate.standard.code.clone(),
            title: candidate.standard.title.clone(),
            remarks: candidate.remarks.clone(),
        }
    }
}

/// Adds the sections, roles and channels that the new standards use to the handbook's lists.
fn extend(handbook: &mut Handbook, lists: Option<Lists>, taken: &[Candidate]) {
    let lists = lists.unwrap_or_default();
    add(&mut handbook.sections, lists.sections);
    add(&mut handbook.roles, lists.roles);
    add(&mut handbook.channels, lists.channels);
    add(&mut handbook.languages, lists.languages);
    add(&mut handbook.glossary, lists.glossary);
    for candidate in taken {
        let standard = &candidate.standard;
        let section = Some(standard.section.clone()).filter(|section| !section.is_empty());
        add(&mut handbook.sections, section);
        add(&mut handbook.channels, standard.channels.clone());
        let steps = standard.steps.iter().filter_map(|step| step.actor.clone());
        let roles = std::iter::once(standard.actor.clone()).chain(standard.audience.clone());
        add(
            &mut handbook.roles,
            roles.chain(steps).filter(|role| !role.is_empty()),
        );
        add(
            &mut handbook.languages,
            standard.translations.keys().copied(),
        );
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    items.into_iter().for_each(|item| {
        if !list.contains(&item) {
            list.push(item);
        }
    });
}
