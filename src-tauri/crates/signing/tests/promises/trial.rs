//! What every test needs: dice that repeat, a publisher, moments, and the judges' command lines.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use signing::{Certificate, Key, Signatory, make_publisher, make_root};

#[path = "../../src/dice.rs"]
mod dice;
pub use dice::Dice;

pub fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// When roots and publishers are made.
pub fn made_at() -> Timestamp {
    moment("2026-03-01T00:00:00Z")
}

/// When things are signed.
pub fn signed_at() -> Timestamp {
    moment("2026-03-02T09:30:00Z")
}

pub fn root() -> (Key, Certificate) {
    make_root("Example Shops", "Handbook root", made_at(), &mut Dice(1)).unwrap()
}

pub fn publisher() -> Signatory {
    let (key, root) = root();
    make_publisher(&key, &root, "Handbook publisher", made_at(), &mut Dice(2)).unwrap()
}

/// A folder that disappears after the test, with files for a judge.
pub struct Bench(tempfile::TempDir);

impl Bench {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.0.path().join(name), content).unwrap();
        self.0.path().join(name)
    }

    pub fn take(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.path().join(name)).unwrap()
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs a command in the folder; returns whether it was content, and all that it said.
    pub fn ask(&self, command: &str) -> (bool, String) {
        let mut words = command.split(' ');
        let program = words.next().unwrap();
        let said = Command::new(program)
            .args(words)
            .current_dir(self.path())
            .output();
        let said = said.unwrap_or_else(|why| panic!("{program} is needed for this test: {why}"));
        let text = [said.stdout, said.stderr].concat();
        (
            said.status.success(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    }

    /// Runs a command that must succeed; returns what it said.
    pub fn run(&self, command: &str) -> String {
        let (is_content, said) = self.ask(command);
        assert!(is_content, "{command}: {said}");
        said
    }
}
