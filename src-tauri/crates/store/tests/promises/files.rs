//! Workspaces as files: made, opened, copied, refused.

use std::fs;
use std::path::Path;

use handbook::Change;
use rusqlite::Connection;
use store::{Access, Error, Workspace, backup, doctor};

use crate::sample::{ACTOR, Place, approve, at, handbook, id, issue, standard};

#[test]
fn a_workspace_is_one_file_and_reads_back() {
    let place = Place::new();
    let mut workspace = place.create();
    workspace
        .add_draft(&standard(1, "PH-01", "A"), at(1))
        .unwrap();
    drop(workspace);
    assert_eq!(place.names(), ["Service.plumbline"]);
    let workspace = Workspace::open(&place.file()).unwrap();
    assert_eq!(workspace.access(), Access::Full);
    assert_eq!(workspace.handbook().unwrap(), handbook());
    assert_eq!(workspace.drafts().unwrap().len(), 1);
}

#[test]
fn making_a_workspace_never_touches_what_is_there() {
    let place = Place::new();
    fs::write(place.file(), "a letter").unwrap();
    let refused = Workspace::create(&place.file(), &handbook(), ACTOR, at(0));
    assert!(matches!(refused, Err(Error::AlreadyExists(path)) if path == place.file()));
    assert_eq!(fs::read(place.file()).unwrap(), b"a letter");
    assert_eq!(place.names(), ["Service.plumbline"]);
    let nowhere = Workspace::create(&place.path("no/such/a"), &handbook(), ACTOR, at(0));
    assert!(matches!(nowhere, Err(Error::NotFound(_))));
}

#[test]
fn what_is_not_a_workspace_is_refused_by_name() {
    let place = Place::new();
    let refused = |path: &Path| {
        let opened = Workspace::open(path).expect_err("no workspace");
        let examined = doctor(path).expect_err("no workspace");
        assert_eq!(opened.to_string(), examined.to_string());
        opened
    };
    assert!(matches!(refused(&place.file()), Error::NotFound(_)));
    assert!(matches!(refused(&place.path("")), Error::NotAFile(_)));
    fs::write(place.file(), "").unwrap();
    assert!(matches!(refused(&place.file()), Error::EmptyFile(_)));
    fs::write(place.file(), "Dear customer").unwrap();
    assert!(matches!(refused(&place.file()), Error::NotAWorkspace(_)));
    let other = place.path("other.db");
    let connection = Connection::open(&other).unwrap();
    connection
        .execute_batch("PRAGMA application_id = 7; CREATE TABLE t (x)")
        .unwrap();
    drop(connection);
    assert!(matches!(
        refused(&other),
        Error::OtherDatabase {
            application_id: 7,
            ..
        }
    ));
}

#[test]
fn a_file_of_a_newer_program_can_be_read_and_not_written() {
    let place = Place::new();
    let mut workspace = place.create();
    workspace
        .add_draft(&standard(1, "PH-01", "A"), at(1))
        .unwrap();
    approve(&mut workspace, id(1), Change::Material);
    issue(&mut workspace, 1);
    let newer = Connection::open(place.file()).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    // The program that has the file open since before must not write either.
    let refused = workspace.add_draft(&standard(2, "PH-02", "B"), at(2));
    assert!(matches!(
        refused,
        Err(Error::NewerVersion { found: 99, .. })
    ));
    drop((newer, workspace));

    let mut workspace = Workspace::open(&place.file()).unwrap();
    assert_eq!(
        workspace.access(),
        Access::NewerVersion {
            found: 99,
            known: 5
        }
    );
    assert_eq!(workspace.drafts().unwrap().len(), 1);
    assert_eq!(workspace.last_edition().unwrap().unwrap().number, 1);
    assert_eq!(workspace.search("ph-01", 5).unwrap().len(), 1);
    let refusals = [
        workspace
            .add_draft(&standard(2, "PH-02", "B"), at(2))
            .map(drop),
        workspace
            .save_draft(&standard(1, "PH-01", "C"), 1, at(2))
            .map(drop),
        workspace.retire(id(1), ACTOR, at(2)),
        workspace.restore(id(1), 1, ACTOR, at(2)).map(drop),
        workspace.approve(&[], at(2)).map(drop),
        workspace.import(&[], &[], None, ACTOR, "", at(2)),
        workspace.save_handbook(&handbook(), &handbook()),
    ];
    for refused in refusals {
        assert!(matches!(
            refused,
            Err(Error::NewerVersion {
                found: 99,
                known: 5
            })
        ));
    }
}

#[test]
fn a_backup_is_a_whole_workspace_and_overwrites_nothing() {
    let place = Place::new();
    let mut workspace = place.create();
    workspace
        .add_draft(&standard(1, "PH-01", "A"), at(1))
        .unwrap();
    let copy = place.path("Copy.plumbline");
    let mut reports = Vec::new();
    let mut progress = |done, total| {
        reports.push((done, total));
        true
    };
    workspace.backup(&copy, &mut progress).unwrap();
    assert!(
        reports
            .last()
            .is_some_and(|(done, total)| done == total && *total > 0)
    );
    workspace.retire(id(1), ACTOR, at(2)).unwrap();
    let opened = Workspace::open(&copy).unwrap();
    assert_eq!(
        opened.drafts().unwrap().len(),
        1,
        "as it was when it was copied"
    );
    drop(opened);
    let again = workspace.backup(&copy, &mut |_, _| true);
    assert!(matches!(again, Err(Error::AlreadyExists(_))));
    drop(workspace);
    let other = place.path("Other.plumbline");
    backup(&place.file(), &other, &mut |_, _| true).unwrap();
    assert!(doctor(&other).unwrap().is_sound());
    assert_eq!(
        place.names(),
        ["Copy.plumbline", "Other.plumbline", "Service.plumbline"]
    );
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing_behind() {
    let place = Place::new();
    let mut workspace = place.create();
    let standards: Vec<_> = (1..=900)
        .map(|n| standard(n, "", &"long ".repeat(900)))
        .collect();
    workspace
        .import(&standards, &[], None, ACTOR, "", at(1))
        .unwrap();
    drop(workspace);
    let stopped = backup(&place.file(), &place.path("copy"), &mut |_, _| false);
    assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
    assert_eq!(place.names(), ["Service.plumbline"]);
}

#[test]
fn a_workspace_in_memory_can_be_kept_as_a_file() {
    let place = Place::new();
    let workspace = crate::sample::in_memory();
    workspace.backup(&place.file(), &mut |_, _| true).unwrap();
    assert_eq!(
        Workspace::open(&place.file()).unwrap().handbook().unwrap(),
        handbook()
    );
}

/// Takes the right to write away; returns whether the system cares, as it does not for root.
#[cfg(unix)]
fn protect(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = if path.is_dir() { 0o555 } else { 0o444 };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let attempt = if path.is_dir() {
        fs::write(path.join("attempt"), "")
    } else {
        fs::OpenOptions::new().append(true).open(path).map(drop)
    };
    attempt.is_err()
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_or_folder_can_be_read_and_is_not_written() {
    for is_folder in [false, true] {
        let place = Place::new();
        let folder = place.path("folder");
        fs::create_dir(&folder).unwrap();
        let file = folder.join("50% #1?.plumbline");
        let mut workspace = Workspace::create(&file, &handbook(), ACTOR, at(0)).unwrap();
        workspace
            .add_draft(&standard(1, "PH-01", "A"), at(1))
            .unwrap();
        drop(workspace);
        if !protect(if is_folder { &folder } else { &file }) {
            return;
        }
        let mut workspace = Workspace::open(&file).unwrap();
        assert_eq!(workspace.access(), Access::ReadOnlyFile);
        assert_eq!(workspace.drafts().unwrap().len(), 1);
        let refused = workspace.retire(id(1), ACTOR, at(2));
        assert!(matches!(refused, Err(Error::ReadOnly)), "{refused:?}");
        assert!(doctor(&file).unwrap().is_sound());
        if is_folder {
            let refused = Workspace::create(&folder.join("n"), &handbook(), ACTOR, at(0));
            assert!(matches!(refused, Err(Error::Io { .. })), "{refused:?}");
            drop(workspace);
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_of_an_older_form_can_be_read() {
    let place = Place::new();
    drop(place.create());
    let older = rusqlite::Connection::open(place.file()).unwrap();
    older.execute_batch("DROP INDEX record_about").unwrap();
    older.pragma_update(None, "user_version", 3).unwrap();
    drop(older);
    if !protect(&place.file()) {
        return;
    }
    let workspace = Workspace::open(&place.file()).unwrap();
    assert_eq!(workspace.access(), Access::ReadOnlyFile);
    assert_eq!(workspace.branches().unwrap(), []);
    assert_eq!(place.names().len(), 1, "no copy was made");
}

/// Where a disk of 2 MB is mounted, once there is one.
const SMALL_DISK: &str = "PLUMBLINE_SMALL_DISK";

/// Runs a test of this file once more, as root or in a user namespace of its own, with a small disk.
fn with_small_disk(test: &str) {
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=2m tmpfs .; exec \"$0\" --exact \"$1\" --nocapture";
    let mut command = std::process::Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-ec", script]);
    command.arg(std::env::current_exe().unwrap()).arg(test);
    command
        .current_dir(folder.path())
        .env(SMALL_DISK, folder.path());
    let run = command
        .output()
        .expect("unshare belongs to every Linux system");
    let said = String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned();
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
fn on_a_full_disk_everything_that_was_saved_is_there() {
    let Some(folder) = std::env::var_os(SMALL_DISK) else {
        return with_small_disk("files::on_a_full_disk_everything_that_was_saved_is_there");
    };
    let folder = tempfile::tempdir_in(folder).unwrap();
    let file = folder.path().join("Service.plumbline");
    let reserve = folder.path().join("reserve");
    fs::write(&reserve, vec![0; 100_000]).unwrap();
    let mut workspace = Workspace::create(&file, &handbook(), ACTOR, at(0)).unwrap();
    let mut saved = 0;
    let refused = loop {
        let text = standard(saved + 1, "", &"words ".repeat(500));
        match workspace.add_draft(&text, at(1)) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, Error::DiskFull), "{refused:?}");
    assert_eq!(workspace.drafts().unwrap().len(), saved as usize);
    let copied = workspace.backup(&folder.path().join("copy"), &mut |_, _| true);
    assert!(matches!(copied, Err(Error::DiskFull)), "{copied:?}");
    let made = Workspace::create(&folder.path().join("n"), &handbook(), ACTOR, at(0));
    assert!(matches!(made, Err(Error::DiskFull)), "{made:?}");
    drop(workspace);
    let workspace = Workspace::open(&file).unwrap();
    assert_eq!(workspace.drafts().unwrap().len(), saved as usize);
    drop(workspace);
    // What could not be moved into the file stays in its journal beside it.
    let names = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let is_known = |name: &str| name == "reserve" || name.starts_with("Service.plumbline");
    assert!(
        names
            .into_iter()
            .all(|name| is_known(&name.to_string_lossy()))
    );
    fs::remove_file(reserve).unwrap();
    let mut workspace = Workspace::open(&file).unwrap();
    workspace
        .add_draft(&standard(saved + 1, "", "A"), at(2))
        .expect("there is room again");
    drop(workspace);
    assert!(doctor(&file).unwrap().is_sound());
}
