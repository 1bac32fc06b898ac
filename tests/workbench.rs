//! A workbench for tests of the command line: a folder of its own, and the program in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The passphrase of every test's key.
pub const PASSPHRASE: &str = "plumb and level";

/// A folder of its own, removed at the end.
pub struct Workbench {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Workbench {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with the workspace `b.plumbline`, begun with a starter.
    pub fn with_starter(name: &str) -> Self {
        let bench = Self::new();
        bench.ok(&[
            "new",
            "b.plumbline",
            "--title",
            "House rules",
            "--organisation",
            "Sample Stores",
            "--starter",
            name,
        ]);
        bench
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Reads a file in the folder.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// The program, ready to run in the folder.
    pub fn plumbline(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
        command.args(arguments).current_dir(self.folder.path());
        command
            .env("PLUMBLINE_PASSPHRASE", PASSPHRASE)
            .env("USER", "tester")
            .env("NO_COLOR", "1");
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.plumbline(arguments).output().unwrap())
    }

    /// Runs the program, which must say that all is fine; returns what it printed.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}{}", run.out, run.err);
        run.out
    }

    #[allow(dead_code, reason = "not every test program asks other tools")]
    /// Runs another program in the folder, which must succeed; returns all it printed.
    pub fn tool(&self, name: &str, arguments: &[&str]) -> String {
        let output = Command::new(name)
            .args(arguments)
            .current_dir(self.folder.path())
            .output();
        let run = Run::of(output.unwrap_or_else(|e| panic!("{name} is needed for this test: {e}")));
        assert_eq!(run.code, 0, "{name} {arguments:?}: {}{}", run.out, run.err);
        run.out + &run.err
    }

    /// Makes an identity, its root's files in the folder `root`.
    pub fn identify(&self) {
        self.ok(&["key", "new", "b.plumbline", "--root-out", "root"]);
    }

    /// Issues an edition of `b.plumbline` into the folder `out`.
    pub fn issue(&self) -> String {
        self.ok(&[
            "issue",
            "b.plumbline",
            "--effective",
            "2026-12-01",
            "--note",
            "As agreed",
            "--out",
            "out",
        ])
    }
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Returns a path below the repository's root.
#[allow(dead_code, reason = "not every test program reads sample input")]
pub fn repository(path: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap().join(path)
}
