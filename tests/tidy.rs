//! The promises of ARCHITECTURE.md that a program can check.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

use std::fs;
use std::path::{Path, PathBuf};

const PURE: [&str; 4] = ["handbook", "lint", "export", "signing"];
const SIBLINGS: [&str; 5] = ["lint", "export", "signing", "store", "depot"];

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here
        .ancestors()
        .find(|folder| folder.join("tauri.conf.json").exists());
    root.expect("the repository's root holds tauri.conf.json")
        .to_path_buf()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Lists the files under a folder that have one of the extensions, sorted.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir()
                && !["target", "node_modules", "dist", "gen"]
                    .iter()
                    .any(|n| name == *n)
            {
                folders.push(path);
            } else if extensions
                .iter()
                .any(|e| path.extension().is_some_and(|own| own == *e))
            {
                found.push(path.strip_prefix(root()).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}

fn crates() -> Vec<String> {
    let folders = fs::read_dir(root().join("src-tauri/crates")).unwrap();
    let mut names: Vec<String> = folders
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Lists the packages that a crate's own code depends on; tests may use more.
fn dependencies(manifest: &str) -> Vec<String> {
    let text = read(manifest);
    let mut is_dependencies = false;
    let mut names = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            is_dependencies = line == "[dependencies]";
        } else if is_dependencies && line.contains('=') {
            names.push(line.split(['.', ' ', '=']).next().unwrap().to_string());
        }
    }
    names
}

fn of_crate(name: &str) -> Vec<String> {
    dependencies(&format!("src-tauri/crates/{name}/Cargo.toml"))
}

/// Returns a file's text without its unit tests, which stand at the end.
fn shipped(path: &Path) -> String {
    let text = read(path);
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_string()
}

fn is_test(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.starts_with("tests")
        || text.starts_with("benches")
        || text.contains("/tests/")
        || text.contains("/examples/")
        || text.contains("/journey/")
}

#[test]
fn every_arrow_points_the_right_way() {
    let ours = crates();
    for name in &ours {
        let allowed: &[&str] = match name.as_str() {
            "handbook" => &[],
            "workflow" => &["handbook", "lint", "export", "signing", "store", "depot"],
            "cli" => &["handbook", "workflow"],
            sibling if SIBLINGS.contains(&sibling) => &["handbook"],
            unknown => panic!("{unknown} has no place in ARCHITECTURE.md"),
        };
        for known in of_crate(name)
            .iter()
            .filter(|package| ours.contains(package))
        {
            assert!(
                allowed.contains(&known.as_str()),
                "{name} must not know {known}"
            );
        }
    }
}

#[test]
fn the_shell_knows_what_is_done_and_not_how() {
    let ours = crates();
    let known = dependencies("Cargo.toml")
        .into_iter()
        .filter(|package| ours.contains(package));
    assert_eq!(known.collect::<Vec<_>>(), ["handbook", "workflow"]);
}

#[test]
fn every_outside_world_has_one_door() {
    let doors = [
        ("rusqlite", "store"),
        ("rusqlite_migration", "store"),
        ("tauri", "the shell"),
        ("opendal", "depot"),
    ];
    for name in crates() {
        for (package, door) in doors {
            let knows = of_crate(&name).iter().any(|known| known == package);
            assert!(
                !knows || name == door,
                "{name} knows {package}, but only {door} may"
            );
        }
    }
    for path in files("ui/src", &["ts", "svelte"]) {
        let is_core = path.starts_with("ui/src/core");
        assert!(
            is_core || !read(&path).contains("@tauri-apps"),
            "{} imports Tauri",
            path.display()
        );
    }
}

#[test]
fn the_pure_crates_ban_clock_randomness_and_files() {
    for name in PURE {
        let bans = read(format!("src-tauri/crates/{name}/clippy.toml"));
        for banned in [
            "jiff::Timestamp::now",
            "std::time::SystemTime::now",
            "std::fs::read",
            "std::fs::File",
        ] {
            assert!(bans.contains(banned), "{name} does not ban {banned}");
        }
    }
}

#[test]
fn every_rule_has_a_guide_and_every_guide_a_rule() {
    let rules = files("src-tauri/crates/lint/src/rules", &["rs"]);
    let guides = files("src-tauri/crates/lint/src/rules", &["md"]);
    let bare = |paths: &[PathBuf]| {
        paths
            .iter()
            .map(|path| path.with_extension(""))
            .collect::<Vec<_>>()
    };
    assert!(guides.len() >= 12, "rules are missing");
    for guide in bare(&guides) {
        assert!(
            bare(&rules).contains(&guide),
            "{} has no rule",
            guide.display()
        );
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for path in files("src-tauri", &["rs"]) {
        let text = read(&path);
        assert!(
            text.starts_with("//!"),
            "{} does not open with //!",
            path.display()
        );
        let lines = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .count();
        assert!(
            lines <= 8,
            "{} opens with {lines} lines of //!",
            path.display()
        );
    }
}

#[test]
fn no_file_and_no_function_is_too_long() {
    for path in files("src-tauri", &["rs"])
        .iter()
        .chain(&files("tests", &["rs"]))
    {
        let text = read(path);
        assert!(
            text.lines().count() <= 600,
            "{} is longer than 600 lines",
            path.display()
        );
        // A test may be a table of cases, which is as long as there are cases.
        let most = if is_test(path) { 150 } else { 60 };
        for (name, length) in functions(&text) {
            assert!(
                length <= most,
                "{name} in {} has {length} lines",
                path.display()
            );
        }
    }
}

/// Tells whether a line is only an entry of a list, such as `commands::publish,`.
fn is_entry(line: &str) -> bool {
    let entry = line.trim().strip_suffix(',').unwrap_or_default();
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    !entry.is_empty() && entry.chars().all(is_name)
}

/// Lists functions with their number of lines, by the indentation that rustfmt guarantees.
fn functions(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (start, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let is_function = [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "pub(super) fn ",
            "const fn ",
            "async fn ",
        ]
        .iter()
        .any(|head| bare.starts_with(head));
        if !is_function || bare.ends_with(';') || bare.ends_with('}') {
            continue;
        }
        let closing = format!("{}}}", &line[..line.len() - bare.len()]);
        let length = lines[start..]
            .iter()
            .position(|line| *line == closing)
            .unwrap_or(0);
        // The entries of a list are data.
        let body = lines[start..=start + length].iter();
        let counted = body.filter(|line| !is_entry(line)).count();
        found.push((bare.chars().take(60).collect(), counted));
    }
    found
}

#[test]
fn names_say_what_things_are() {
    let vague = ["Manager", "Service", "Helper", "Utils", "fn get_"];
    for path in files("src-tauri", &["rs"])
        .into_iter()
        .filter(|path| !is_test(path))
    {
        for (number, line) in shipped(&path).lines().enumerate() {
            let declares = ["struct ", "enum ", "trait ", "fn ", "mod "]
                .iter()
                .any(|word| line.contains(word));
            let is_vague = declares && !line.trim_start().starts_with("//");
            let name = vague
                .iter()
                .find(|name| is_vague && names_in(line).any(|own| own.contains(*name)));
            assert!(name.is_none(), "{}:{}: {line}", path.display(), number + 1);
        }
    }
}

/// Lists the names that a line declares, functions with their `fn `.
fn names_in(line: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let keywords = ["struct", "enum", "trait", "fn", "mod"];
    let pairs: Vec<String> = words
        .windows(2)
        .filter(|pair| keywords.contains(&pair[0]))
        .map(|pair| pair.join(" "))
        .collect();
    pairs.into_iter()
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("];
    for path in files("src-tauri", &["rs"])
        .iter()
        .chain(&files("ui/src", &["ts", "svelte", "css"]))
    {
        let text = read(path);
        let mark = marks.iter().find(|mark| text.contains(*mark));
        assert!(mark.is_none(), "{} holds {}", path.display(), mark.unwrap());
    }
}

#[test]
fn colours_stand_in_one_place() {
    for path in files("ui/src", &["svelte", "css"]) {
        if path.starts_with("ui/src/look") {
            continue;
        }
        let is_colour = |word: &str| {
            let digits = word.strip_prefix('#').unwrap_or_default();
            matches!(digits.len(), 3 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit())
        };
        let text = read(&path);
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        assert!(!words.any(is_colour), "{} holds a colour", path.display());
    }
}

#[test]
fn the_map_shows_what_is_there() {
    let map = read("ARCHITECTURE.md");
    assert!(
        map.lines().count() <= 200,
        "ARCHITECTURE.md is longer than 200 lines"
    );
    for name in crates() {
        assert!(
            map.contains(&format!("{name}/")),
            "ARCHITECTURE.md does not name the crate {name}"
        );
    }
    let paths = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.contains('/') && !word.contains([' ', '*', '<']));
    for path in paths.filter(|path| path.contains('.') || path.ends_with('/')) {
        assert!(
            root().join(path).exists(),
            "ARCHITECTURE.md names {path}, which is not there"
        );
    }
}

#[test]
fn the_change_log_speaks_of_this_state() {
    assert!(read("CHANGELOG.md").contains("## [Unreleased]"));
}

/// What a crate can do besides is of no use where no program can be built with it.
#[test]
fn both_programs_can_be_built_with_the_clouds() {
    for manifest in ["Cargo.toml", "src-tauri/crates/cli/Cargo.toml"] {
        let text = read(manifest);
        assert!(
            text.contains("\ncloud = [\"workflow/cloud\"]\n"),
            "{manifest}"
        );
    }
    let text = read("src-tauri/crates/workflow/Cargo.toml");
    assert!(text.contains("\ncloud = [\"depot/cloud\"]\n"));
}
