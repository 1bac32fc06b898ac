//! What the app remembers on this computer: preferences, recent files, and where each was left.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use handbook::Digest;
use serde::{Deserialize, Serialize};
use workflow::{Error, Verdict, Workspace};

use crate::machine;
use crate::views::{LastPlace, Preferences};

/// How many files are remembered.
const RECENT: usize = 12;

/// The app's memory, in one file of its own; what cannot be read or written is forgotten.
pub struct Memory {
    file: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    preferences: Preferences,
    recent: Vec<Remembered>,
    /// Whether a workspace was open when the app was last used.
    is_open: bool,
}

/// A file that was open before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    /// The file.
    pub path: PathBuf,
    /// Where it was left.
    #[serde(default)]
    pub place: Option<LastPlace>,
    /// The folder of its last edition's files.
    #[serde(default)]
    pub editions: Option<PathBuf>,
    /// What it was when it was open last.
    #[serde(default)]
    pub about: Option<About>,
}

/// What a workspace was when it was open last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The handbook's title.
    pub title: String,
    /// The branch's name; none for a publisher's workspace.
    pub branch: Option<String>,
    /// The roots that it believes.
    pub roots: Vec<Digest>,
}

impl About {
    /// Describes an open workspace.
    pub fn of(workspace: &Workspace) -> Result<Self, Error> {
        let membership = workspace.membership()?;
        Ok(Self {
            title: workspace.handbook()?.title,
            branch: membership.map(|own| own.branch.name),
            roots: workflow::known_roots(workspace)?,
        })
    }

    /// Tells whether it believes the root of whoever signed a file.
    pub fn knows(&self, verdict: &Verdict) -> bool {
        verdict.root.is_some_and(|root| self.roots.contains(&root))
    }
}

impl Memory {
    /// Reads what was remembered in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        let file = folder.join("memory.json");
        let text = fs::read(&file).unwrap_or_default();
        let kept = serde_json::from_slice(&text).unwrap_or_default();
        Self {
            file,
            kept: Mutex::new(kept),
        }
    }

    /// Returns the preferences.
    pub fn preferences(&self) -> Preferences {
        self.kept().preferences.clone()
    }

    /// Returns who acts: the name among the preferences, or that of the user of this computer.
    pub fn actor(&self) -> String {
        let name = self.preferences().name;
        match name.trim() {
            "" => machine::user(),
            _ => name,
        }
    }

    /// Remembers the preferences.
    pub fn prefer(&self, preferences: Preferences) {
        self.change(|kept| kept.preferences = preferences);
    }

    /// Returns the files that were open before, the last one first.
    pub fn recent(&self) -> Vec<Remembered> {
        self.kept().recent.clone()
    }

    /// Returns the file that was open when the app was last used.
    pub fn left_open(&self) -> Option<PathBuf> {
        let kept = self.kept();
        let last = kept.recent.first().filter(|_| kept.is_open)?;
        Some(last.path.clone())
    }

    /// Returns what is remembered of a file.
    pub fn of(&self, path: &Path) -> Option<Remembered> {
        let kept = self.kept();
        kept.recent.iter().find(|file| file.path == path).cloned()
    }

    /// Remembers that a file is open.
    pub fn opened(&self, path: &Path) {
        self.change(|kept| {
            let known = kept.recent.iter().position(|file| file.path == path);
            let file = known.map_or_else(
                || Remembered {
                    path: path.to_path_buf(),
                    place: None,
                    editions: None,
                    about: None,
                },
                |place| kept.recent.remove(place),
            );
            kept.recent.insert(0, file);
            kept.recent.truncate(RECENT);
            kept.is_open = true;
        });
    }

    /// Remembers that no file is open.
    pub fn closed(&self) {
        self.change(|kept| kept.is_open = false);
    }

    /// Forgets a file; the file itself stays.
    pub fn forget(&self, path: &Path) {
        self.change(|kept| kept.recent.retain(|file| file.path != path));
    }

    /// Remembers where a file was left.
    pub fn left_at(&self, path: &Path, place: LastPlace) {
        self.note(path, |file| file.place = Some(place));
    }

    /// Remembers where a file's editions went.
    pub fn published_to(&self, path: &Path, folder: &Path) {
        self.note(path, |file| file.editions = Some(folder.to_path_buf()));
    }

    /// Remembers what a file is.
    pub fn describe(&self, path: &Path, about: About) {
        self.note(path, |file| file.about = Some(about));
    }

    fn note(&self, path: &Path, note: impl FnOnce(&mut Remembered)) {
        self.change(|kept| {
            if let Some(file) = kept.recent.iter_mut().find(|file| file.path == path) {
                note(file);
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept();
        let before = kept.clone();
        change(&mut kept);
        if *kept != before {
            // The app works without a memory; a handbook never depends on it.
            let _ = write(&self.file, &kept);
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the memory whole or not at all.
fn write(file: &Path, kept: &Kept) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(&serde_json::to_vec_pretty(kept)?)?;
    new.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::Screen;

    #[test]
    fn where_a_file_was_left_survives_the_app() {
        let folder = tempfile::tempdir().unwrap();
        let (shop, bank) = (
            Path::new("/h/Shop.plumbline"),
            Path::new("/h/Bank.plumbline"),
        );
        let memory = Memory::in_folder(folder.path());
        memory.opened(bank);
        memory.opened(shop);
        let place = LastPlace {
            screen: Screen::History,
            standard: Some("some id".to_string()),
        };
        memory.left_at(shop, place.clone());
        let memory = Memory::in_folder(folder.path());
        assert_eq!(memory.left_open(), Some(shop.to_path_buf()));
        assert_eq!(memory.of(shop).unwrap().place, Some(place));
        memory.closed();
        assert_eq!(Memory::in_folder(folder.path()).left_open(), None);
    }

    #[test]
    fn a_damaged_memory_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("memory.json"), "{ half").unwrap();
        let memory = Memory::in_folder(folder.path());
        assert_eq!(memory.recent(), []);
        assert_eq!(memory.preferences(), Preferences::default());
    }
}
