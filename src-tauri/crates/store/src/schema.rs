//! The form of a workspace: its numbered migrations, and whether a file still has that form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::Part;
use crate::{Error, backup};

/// “PLMB”: what a workspace calls itself in its header.
pub(crate) const APPLICATION_ID: u32 = 0x504C_4D42;

const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_workspace.sql")),
    M::up(include_str!("migrations/0002_branches.sql")),
    M::up(include_str!("migrations/0003_disowned.sql")),
    M::up(include_str!("migrations/0004_record_about.sql")),
    M::up(include_str!("migrations/0005_receipt_audience.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// The form that this program writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// Gives an empty database the form of a workspace.
pub(crate) fn build(connection: &mut Connection) -> Result<(), Error> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    Ok(MIGRATIONS.to_latest(connection)?)
}

/// Returns the form of a file.
pub(crate) fn version(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Tells whether a database has a table; one of an older form lacks some.
pub(crate) fn has_table(connection: &Connection, name: &str) -> Result<bool, Error> {
    let select = "SELECT 1 FROM sqlite_schema WHERE name = ?1";
    Ok(connection.prepare_cached(select)?.exists([name])?)
}

/// Tells whether a table has a column; one of an older form lacks some.
pub(crate) fn has_column(connection: &Connection, table: &str, name: &str) -> Result<bool, Error> {
    let select = "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2";
    Ok(connection.prepare_cached(select)?.exists([table, name])?)
}

/// Refuses to go on where a newer program has upgraded the file meanwhile.
pub(crate) fn check_version(connection: &Connection) -> Result<(), Error> {
    match version(connection)? {
        VERSION => Ok(()),
        found => Err(Error::NewerVersion {
            found,
            known: VERSION,
        }),
    }
}

/// Upgrades a file of an older form, after a copy of it has been put beside it.
pub(crate) fn upgrade(path: &Path, connection: &mut Connection) -> Result<(), Error> {
    upgrade_with(&MIGRATIONS, VERSION, path, connection)
}

fn upgrade_with(
    migrations: &Migrations,
    target: u32,
    path: &Path,
    connection: &mut Connection,
) -> Result<(), Error> {
    let found = version(connection)?;
    if found == 0 {
        return Err(Error::damaged(Part::Schema, "the file has no form number"));
    }
    if found >= target {
        return Ok(());
    }
    backup::copy(connection, &copy_name(path, found), &mut |_, _| true)?;
    match migrations.to_latest(connection) {
        // Another program was faster.
        Err(_) if version(connection)? == target => Ok(()),
        result => Ok(result?),
    }
}

/// Returns a free name beside the file: `Name.form-1.plumbline`, `Name.form-1-2.plumbline` ...
fn copy_name(path: &Path, version: u32) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|text| text.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let (stem, extension) = (part(path.file_stem()), part(path.extension()));
    let names = (1..).map(|count| match count {
        1 => format!("{stem}.form-{version}.{extension}"),
        _ => format!("{stem}.form-{version}-{count}.{extension}"),
    });
    let mut paths = names.map(|name| path.with_file_name(name));
    paths
        .find(|path| path.symlink_metadata().is_err())
        .expect("the names never end")
}

type Form = BTreeMap<String, String>;

/// Returns the names of tables, indexes and triggers that are missing, changed or foreign.
pub(crate) fn unexpected(connection: &Connection) -> Result<Vec<String>, Error> {
    let (expected, found) = (expected()?, form(connection)?);
    let names = expected.keys().chain(found.keys());
    let mut wrong: Vec<String> = names
        .filter(|name| expected.get(*name) != found.get(*name))
        .cloned()
        .collect();
    wrong.sort();
    wrong.dedup();
    Ok(wrong)
}

fn expected() -> Result<&'static Form, Error> {
    static EXPECTED: OnceLock<Form> = OnceLock::new();
    if let Some(form) = EXPECTED.get() {
        return Ok(form);
    }
    let mut model = Connection::open_in_memory()?;
    MIGRATIONS.to_latest(&mut model)?;
    let form = form(&model)?;
    Ok(EXPECTED.get_or_init(|| form))
}

/// Reads the statements that made everything in a database, but for what SQLite itself keeps.
fn form(connection: &Connection) -> Result<Form, Error> {
    let mut statement = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    const NEXT: u32 = VERSION + 1;

    /// The steps to a form after the newest.
    fn next(step: &'static str) -> Migrations<'static> {
        let steps = STEPS.iter().cloned();
        Migrations::new(steps.chain([M::up(step)]).collect())
    }

    fn old_file(folder: &Path) -> (PathBuf, Connection) {
        let path = folder.join("Service.plumbline");
        let mut connection = Connection::open(&path).expect("a file");
        build(&mut connection).expect("a workspace");
        (path, connection)
    }

    #[test]
    fn a_copy_stands_beside_the_file_before_it_is_upgraded() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, mut connection) = old_file(folder.path());
        let taken = format!("Service.form-{VERSION}.plumbline");
        std::fs::write(folder.path().join(taken), "a letter").expect("written");
        let migrations = next("CREATE TABLE visit (name TEXT NOT NULL) STRICT;");
        upgrade_with(&migrations, NEXT, &path, &mut connection).expect("upgraded");
        assert_eq!(version(&connection).expect("a form"), NEXT);
        let copy = format!("Service.form-{VERSION}-2.plumbline");
        let copy = folder.path().join(copy);
        let copy = file::connect_to_read(&copy).expect("a copy");
        assert_eq!(version(&copy).expect("a form"), VERSION);
        assert_eq!(unexpected(&copy).expect("read"), [""; 0]);
        assert_eq!(unexpected(&connection).expect("read"), ["visit"]);
        drop(copy);
        upgrade_with(&migrations, NEXT, &path, &mut connection).expect("nothing to do");
        let names = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(names, 5, "two copies, the file, and its two journals");
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, mut connection) = old_file(folder.path());
        let broken = next("CREATE TABLE visit (x); SELECT nothing;");
        upgrade_with(&broken, NEXT, &path, &mut connection).expect_err("broken");
        assert_eq!(version(&connection).expect("a form"), VERSION);
        assert_eq!(unexpected(&connection).expect("read"), [""; 0]);
    }
}
