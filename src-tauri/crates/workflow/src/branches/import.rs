//! Takes a list of branches in from a spreadsheet: each row whole, or not at all.

use std::collections::HashMap;
use std::path::Path;

use handbook::{Branch, BranchId, Handbook, Language, Role};
use store::Workspace;

use crate::branches::{fit, fold, new_id};
use crate::collect::expect_publisher;
use crate::import::table::{Row, Table, read_table};
use crate::views::{BranchImport, BranchRefused};
use crate::{Error, Now};

/// The columns, and the names by which each is recognised.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("name", &["branch", "branch_name", "shop", "office", "site"]),
    ("region", &["area", "district"]),
    ("manager", &["branch_manager", "contact"]),
    ("email", &["e_mail", "mail", "email_address"]),
    ("language", &["lang"]),
    ("audience", &["roles", "role"]),
];
/// How much of a refused row is shown, in characters.
const SHOWN: usize = 200;

/// Imports a list of branches (CSV) in one transaction; with `is_trial` only tells what it would
/// do. A branch that is here by name is changed; a column that the list lacks changes nothing.
pub fn import_branches(
    workspace: &mut Workspace,
    path: &Path,
    is_trial: bool,
    actor: &str,
    now: &mut Now,
) -> Result<BranchImport, Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let bytes = std::fs::read(path).map_err(|cause| Error::Unreadable {
        path: path.to_path_buf(),
        cause,
    })?;
    let table = read_table(&bytes);
    let table = table.ok_or_else(|| Error::NoBranchList(path.to_path_buf()))?;
    let columns = Columns::find(&table.header);
    if columns.place("name").is_none() {
        return Err(Error::NoBranchList(path.to_path_buf()));
    }
    let (report, branches) = sort(workspace, &table, &columns, now)?;
    if !is_trial && !branches.is_empty() {
        workspace.save_branches(&branches, actor, at)?;
    }
    Ok(report)
}

/// Decides row by row; returns the branches that are new or different as well.
fn sort(
    workspace: &Workspace,
    table: &Table,
    columns: &Columns,
    now: &mut Now,
) -> Result<(BranchImport, Vec<Branch>), Error> {
    let mut sorting = Sorting::new(workspace)?;
    for (line, reason) in &table.unreadable {
        sorting.refuse(*line, String::new(), reason.clone());
    }
    for row in &table.rows {
        if let Err(reason) = sorting.take(row, columns, now) {
            sorting.refuse(row.line, shown(row), reason);
        }
    }
    sorting.report.refused.sort_by_key(|refused| refused.row);
    Ok((sorting.report, sorting.changed))
}

struct Columns(HashMap<&'static str, usize>);

impl Columns {
    fn find(header: &[String]) -> Self {
        let plain = |name: &String| name.trim().to_lowercase().replace([' ', '-'], "_");
        let header: Vec<String> = header.iter().map(plain).collect();
        let places = COLUMNS.iter().filter_map(|(field, aliases)| {
            let mut names = std::iter::once(field).chain(aliases.iter());
            let place = names.find_map(|name| header.iter().position(|head| head == name));
            Some((*field, place?))
        });
        Self(places.collect())
    }

    fn place(&self, field: &str) -> Option<usize> {
        self.0.get(field).copied()
    }

    /// Returns a row's text in a column, if the list has the column.
    fn text<'a>(&self, row: &'a Row, field: &str) -> Option<&'a str> {
        self.place(field).map(|place| row.cells[place].as_str())
    }
}

struct Sorting {
    handbook: Handbook,
    /// The branches that are here, by folded name, and whether each is closed.
    known: HashMap<String, (Branch, bool)>,
    /// The lines of the list, by folded name.
    lines: HashMap<String, u64>,
    changed: Vec<Branch>,
    report: BranchImport,
}

impl Sorting {
    fn new(workspace: &Workspace) -> Result<Self, Error> {
        let mut known = HashMap::new();
        for row in workspace.branches()? {
            let (name, is_closed) = (fold(&row.branch.name), row.closed_at.is_some());
            // Of two with one name, the open one counts.
            if !is_closed || !known.contains_key(&name) {
                known.insert(name, (row.branch, is_closed));
            }
        }
        Ok(Self {
            handbook: workspace.handbook()?,
            known,
            lines: HashMap::new(),
            changed: Vec::new(),
            report: BranchImport {
                added: Vec::new(),
                changed: Vec::new(),
                same: 0,
                refused: Vec::new(),
            },
        })
    }

    fn take(&mut self, row: &Row, columns: &Columns, now: &mut Now) -> Result<(), String> {
        let name = fold(columns.text(row, "name").unwrap_or_default());
        if let Some(line) = self.lines.get(&name) {
            return Err(format!("the name stands already in row {line}"));
        }
        let known = self.known.get(&name);
        if known.is_some_and(|(_, is_closed)| *is_closed) {
            return Err("a branch of that name is closed; open it again first".to_string());
        }
        let before = known.map(|(branch, _)| branch);
        let branch = read(row, columns, before, self.handbook.source_language())?;
        let mut branch = fit::fit(branch, &self.handbook)?;
        let list = match before {
            Some(before) if *before == branch => {
                self.report.same += 1;
                self.lines.insert(name, row.line);
                return Ok(());
            }
            Some(_) => &mut self.report.changed,
            None => {
                branch.id = new_id(now);
                &mut self.report.added
            }
        };
        list.push(branch.name.clone());
        self.lines.insert(name, row.line);
        self.changed.push(branch);
        Ok(())
    }

    fn refuse(&mut self, line: u64, text: String, reason: String) {
        let row = usize::try_from(line).unwrap_or(usize::MAX);
        self.report
            .refused
            .push(BranchRefused { row, text, reason });
    }
}

/// Reads a row over what is known of the branch.
fn read(
    row: &Row,
    columns: &Columns,
    before: Option<&Branch>,
    own: Language,
) -> Result<Branch, String> {
    let mut branch = before.cloned().unwrap_or_else(|| empty(own));
    let fields = [
        ("name", &mut branch.name),
        ("region", &mut branch.region),
        ("manager", &mut branch.manager),
        ("email", &mut branch.email),
    ];
    for (name, field) in fields {
        if let Some(text) = columns.text(row, name) {
            *field = text.to_string();
        }
    }
    if let Some(text) = columns
        .text(row, "language")
        .filter(|text| !text.is_empty())
    {
        branch.language = language(text)?;
    }
    if let Some(text) = columns.text(row, "audience") {
        let roles = text.split([';', ',', '\n']).map(Role::from);
        branch.audience = roles.filter(|role| !role.is_empty()).collect();
    }
    Ok(branch)
}

fn empty(language: Language) -> Branch {
    Branch {
        id: BranchId::NONE,
        name: String::new(),
        region: String::new(),
        manager: String::new(),
        email: String::new(),
        language,
        audience: Vec::new(),
    }
}

/// Reads a language by its tag, its own name or its English name.
fn language(text: &str) -> Result<Language, String> {
    let named = fold(text);
    let is_called = |language: &&Language| {
        fold(language.own_name()) == named || fold(&format!("{language:?}")) == named
    };
    if let Some(language) = Language::ALL.iter().find(is_called) {
        return Ok(*language);
    }
    text.parse()
        .map_err(|unknown: handbook::UnknownLanguage| unknown.to_string())
}

fn shown(row: &Row) -> String {
    let text = row.cells.join(", ");
    text.chars().take(SHOWN).collect()
}
