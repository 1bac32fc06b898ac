//! An organisation with branches: HR's workspace is `b.plumbline`, its depot the folder
//! `depot`, and each branch's workspace is named like the branch.

#![allow(
    dead_code,
    reason = "the journeys and the hostile tests each use a part"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use serde_json::Value;

use crate::workbench::{Run, Workbench};

/// HR's workspace.
pub const HQ: &str = "b.plumbline";

/// The texts of a standard for whoever the code's first letters stand for.
fn standard(code: &str, minutes: u32) -> [String; 3] {
    let actor = if code.starts_with("AD") {
        "Adviser"
    } else {
        "Cashier"
    };
    let limit = format!("{minutes} minutes");
    let statement = format!(
        "The {} answers each call within {limit} of the first ring.",
        actor.to_lowercase()
    );
    [actor.to_string(), limit, statement]
}

fn markdown(code: &str, minutes: u32) -> String {
    let [actor, limit, statement] = standard(code, minutes);
    format!(
        "---\ncode: {code}\ntitle: Calls, {code}\nactor: {actor}\nrespond_within: {limit}\n---\n\n{statement}\n"
    )
}

/// HR with two standards for advisers and one for cashiers, a root that is safe, and
/// edition 1; no depot and no branch yet.
pub fn founded(key_options: &[&str]) -> Workbench {
    kept(&format!("founded {}", key_options.join(" ")), || {
        found(key_options)
    })
}

/// An organisation that has nothing to do with any other: a handbook, keys and an edition of its own.
pub fn another_organisation() -> Workbench {
    found(&[])
}

fn found(key_options: &[&str]) -> Workbench {
    let bench = Workbench::new();
    let title = ["--title", "House rules", "--organisation", "Sample Stores"];
    bench.ok(&[&["new", HQ], &title[..]].concat());
    fs::create_dir(bench.path("texts")).unwrap();
    for (code, minutes) in [("AD-1", 2), ("AD-2", 3), ("CA-1", 4)] {
        bench.write(&format!("texts/{code}.md"), markdown(code, minutes));
    }
    bench.ok(&["import", HQ, "texts"]);
    bench.ok(&["approve", HQ, "--all", "--by", "Director"]);
    bench.ok(&[&["key", "new", HQ, "--root-out", "root"], key_options].concat());
    copy_roots(&bench);
    bench.issue();
    bench
}

/// HR with a depot, and a branch of advisers that has joined and received edition 1.
pub fn with_branch(name: &str) -> Workbench {
    kept(&format!("with branch {name}"), || begin_with_branch(name))
}

fn begin_with_branch(name: &str) -> Workbench {
    let bench = founded(&[]);
    set_depot(&bench);
    enter(&bench, name, &["--role", "Adviser"]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, name);
    enrol(&bench, name);
    bench
}

/// A copy of an organisation that is made once a day for this very program: sealing keys takes
/// seconds, and most journeys begin alike.
fn kept(name: &str, make: impl FnOnce() -> Workbench) -> Workbench {
    let shelf = shelf();
    let place = shelf.join(name.trim());
    if !place.exists() {
        let unfinished = shelf.join(format!("{} {}", name.trim(), std::process::id()));
        copy_folder(&make().path(""), &unfinished);
        // Where two tests made it at once, either is as good.
        if fs::rename(&unfinished, &place).is_err() {
            fs::remove_dir_all(&unfinished).unwrap();
        }
    }
    let bench = Workbench::new();
    copy_folder(&place, &bench.path(""));
    bench
}

/// The folder of what is kept; what other days and other programs left there is removed.
fn shelf() -> PathBuf {
    let program = fs::metadata(env!("CARGO_BIN_EXE_plumbline")).unwrap();
    let built = program.modified().unwrap().duration_since(UNIX_EPOCH);
    let shelves = Path::new(env!("CARGO_TARGET_TMPDIR")).join("organisations");
    let name = format!(
        "{}-{}",
        jiff::Zoned::now().date(),
        built.unwrap().as_nanos()
    );
    fs::create_dir_all(shelves.join(&name)).unwrap();
    for other in fs::read_dir(&shelves).unwrap().map_while(Result::ok) {
        if *other.file_name() != *name {
            let _ = fs::remove_dir_all(other.path());
        }
    }
    shelves.join(name)
}

fn copy_folder(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-aT").args([from, to]).status();
    assert!(copied.unwrap().success(), "{}", from.display());
}

/// Copies the organisation, with everything that it has, into a folder of its own.
pub fn copied(bench: &Workbench) -> Workbench {
    let copy = Workbench::new();
    copy_folder(&bench.path(""), &copy.path(""));
    copy
}

/// Puts everything in one organisation's depot into another's, over what has the same name.
pub fn put_over(from: &Workbench, to: &Workbench) {
    copy_folder(&from.path("depot"), &to.path("depot"));
}

/// Adds a standard, and approves it.
pub fn add(bench: &Workbench, code: &str, minutes: u32) {
    bench.write("new.md", markdown(code, minutes));
    bench.ok(&["import", HQ, "new.md"]);
    bench.ok(&["approve", HQ, code, "--by", "Director"]);
}

/// Asks for another time in a standard, and approves it.
pub fn revise(bench: &Workbench, code: &str, minutes: u32) {
    edit(bench, code, |own| {
        let [_, limit, statement] = standard(code, minutes);
        own.respond_within = Some(limit.parse().unwrap());
        own.statement = statement;
    });
    bench.ok(&["approve", HQ, code, "--by", "Director"]);
}

/// Changes only a standard's words, and approves it.
pub fn reword(bench: &Workbench, code: &str) {
    edit(bench, code, |own| own.title.push_str(" in other words"));
    bench.ok(&["approve", HQ, code, "--by", "Director", "--editorial"]);
}

/// Types into a draft, which is what only the window does.
fn edit(bench: &Workbench, code: &str, change: impl FnOnce(&mut handbook::Standard)) {
    let mut workspace = workflow::open(&bench.path(HQ)).unwrap();
    let draft = workflow::draft_with_code(&workspace, &handbook::Code::from(code)).unwrap();
    let mut standard = draft.standard.clone();
    change(&mut standard);
    let now = workflow::Now {
        at: jiff::Timestamp::now(),
        random: &mut rand_core::OsRng,
    };
    workflow::save(&mut workspace, &standard, draft.saves, &now).unwrap();
}

/// Shows HR a second copy of each root's key.
fn copy_roots(bench: &Workbench) {
    fs::create_dir(bench.path("stick")).unwrap();
    for key in files(&bench.path("root")) {
        let name = key.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains("key") {
            fs::copy(&key, bench.path("stick").join(&name)).unwrap();
            bench.ok(&["key", "copy", HQ, &format!("stick/{name}")]);
        }
    }
}

/// Makes the depot, and tells HR.
pub fn set_depot(bench: &Workbench) {
    fs::create_dir(bench.path("depot")).unwrap();
    bench.ok(&["depot", "set", HQ, "depot"]);
}

/// Enters a branch in the register.
pub fn enter(bench: &Workbench, name: &str, options: &[&str]) {
    bench.ok(&[&["branch", "new", HQ, "--name", name], options].concat());
}

/// The file of a branch's workspace.
pub fn workspace(name: &str) -> String {
    format!("{name}.plumbline")
}

/// Lets a branch join with its invite's file.
pub fn join(bench: &Workbench, name: &str) {
    let invite = format!("invites/{name}.invite");
    bench.ok(&["join", &workspace(name), &invite, "--by", "Manager"]);
}

/// Lets a branch ask and HR accept, both through the depot, until the branch knows.
pub fn enrol(bench: &Workbench, name: &str) {
    bench.ok(&["sync", &workspace(name)]);
    bench.ok(&["sync", HQ, "--collect-only"]);
    bench.ok(&["branch", "enrol", HQ]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", &workspace(name)]);
}

/// HR renews its key: the one from before is retired, or was stolen.
pub fn renew(bench: &Workbench, options: &[&str]) {
    let order = ["key", "new", HQ, "--root-key", "root/root-key.pem"];
    bench.ok(&[&order[..], options].concat());
}

/// Lets a branch acknowledge an edition.
pub fn acknowledge(bench: &Workbench, name: &str, edition: &str) {
    let file = workspace(name);
    bench.ok(&acknowledgement(&file, edition));
}

/// The arguments with which a branch acknowledges.
pub fn acknowledgement<'a>(file: &'a str, edition: &'a str) -> [&'a str; 8] {
    [
        "acknowledge",
        file,
        "--edition",
        edition,
        "--by",
        "Manager",
        "--role",
        "Manager",
    ]
}

/// Issues the next edition, or the one of the number that the options name.
pub fn issue(bench: &Workbench, options: &[&str]) {
    let order = [
        "issue",
        HQ,
        "--effective",
        "2026-12-01",
        "--note",
        "As agreed",
        "--out",
        "out",
    ];
    bench.ok(&[&order[..], options].concat());
}

/// Runs a command with `--json`, which must exit with 0 or 1; returns its code and what it said.
pub fn told(bench: &Workbench, arguments: &[&str]) -> (i32, Value) {
    let run = bench.run(&[arguments, &["--json"]].concat());
    (run.code, parsed(&run, arguments))
}

/// Reads what a run printed as JSON.
pub fn parsed(run: &Run, arguments: &[&str]) -> Value {
    serde_json::from_str(&run.out)
        .unwrap_or_else(|e| panic!("{arguments:?}: {e}: {}{}", run.out, run.err))
}

/// Runs a command with `--json` that must succeed.
pub fn json(bench: &Workbench, arguments: &[&str]) -> Value {
    let (code, value) = told(bench, arguments);
    assert_eq!(code, 0, "{arguments:?}: {value}");
    value
}

/// The codes of what a report refuses.
pub fn refused(report: &Value) -> Vec<&str> {
    let all = report["refused"].as_array().unwrap();
    all.iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect()
}

/// The row of a branch in the overview of the newest edition.
pub fn row(bench: &Workbench, name: &str) -> Value {
    let overview = json(bench, &["overview", HQ]);
    let rows = overview["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name);
    row.unwrap_or_else(|| panic!("{name} is not in {overview}"))
        .clone()
}

/// The state of a branch in the overview of the newest edition.
pub fn state(bench: &Workbench, name: &str) -> String {
    row(bench, name)["state"].as_str().unwrap().to_string()
}

/// A branch's changes, each as `CODE what` with `asked` behind those that must be acknowledged.
pub fn changes(bench: &Workbench, name: &str) -> Vec<String> {
    let view = json(bench, &["changes", &workspace(name)]);
    let line = |change: &Value| {
        let text = |field: &str| change[field].as_str().unwrap().to_string();
        let asked = if change["is_asked"] == true {
            " asked"
        } else {
            ""
        };
        format!("{} {}{asked}", text("code"), text("what"))
    };
    let mut lines: Vec<String> = view["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect();
    lines.sort();
    lines
}

/// Whether the branch's own newest receipt has reached HR, as the branch knows.
pub fn is_confirmed(bench: &Workbench, name: &str) -> bool {
    let view = json(bench, &["changes", &workspace(name)]);
    !view["receipt"]["confirmed_at"].is_null()
}

/// The numbers of the editions for which an alarm was raised, in a branch's workspace.
pub fn alarms(bench: &Workbench, name: &str) -> Vec<Value> {
    let view = json(bench, &["changes", &workspace(name)]);
    view["alarms"].as_array().unwrap().clone()
}

/// Says that a workspace is sound.
pub fn expect_sound(bench: &Workbench, file: &str) {
    let run = bench.run(&["doctor", file]);
    assert_eq!(run.code, 0, "{file}: {}{}", run.out, run.err);
}

/// The files below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => found.push(entry.path()),
            }
        }
    }
    found.sort();
    found
}

/// The only file below a folder of the depot whose name ends so.
pub fn in_depot(bench: &Workbench, folder: &str, end: &str) -> PathBuf {
    let folder = bench.path("depot/handbook/v1").join(folder);
    let mut found = files(&folder);
    found.retain(|path| path.to_string_lossy().ends_with(end));
    assert_eq!(found.len(), 1, "{}: {found:?}", folder.display());
    found.remove(0)
}
