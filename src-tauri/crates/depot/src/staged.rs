//! Files for people to pick up: they arrive in a folder whole, or not at all, and replace nothing.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Error;

/// Files that are written and synced to disk, but not yet under their names.
///
/// Dropping it removes them without a trace.
#[derive(Debug)]
pub struct Staged {
    hidden: TempDir,
    folder: PathBuf,
    names: Vec<String>,
}

/// Writes files into a hidden folder inside `folder`, so that a full disk shows before anything
/// is promised. Refuses names that are taken.
pub fn stage(folder: &Path, files: &[(String, &[u8])]) -> Result<Staged, Error> {
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Error::Exists(folder.join(name)));
    }
    let hidden = tempfile::Builder::new()
        .prefix(".plumbline-")
        .tempdir_in(folder);
    let hidden = hidden.map_err(Error::at(folder))?;
    for (name, bytes) in files {
        let path = hidden.path().join(name);
        write_synced(&path, bytes).map_err(Error::at(folder.join(name)))?;
    }
    let names = files.iter().map(|(name, _)| name.clone()).collect();
    Ok(Staged {
        hidden,
        folder: folder.to_path_buf(),
        names,
    })
}

impl Staged {
    /// Gives the files their names, in the order in which they were staged, and returns the paths.
    ///
    /// Whoever stages the most important file last never shows it without the others.
    pub fn publish(self) -> Result<Vec<PathBuf>, Error> {
        let mut published = Vec::new();
        for name in &self.names {
            let target = self.folder.join(name);
            // A hard link fails where the name is taken; a rename would replace the file.
            // File systems without links (FAT) get the rename.
            let source = self.hidden.path().join(name);
            match fs::hard_link(&source, &target) {
                Ok(()) => (),
                Err(_) if !target.exists() => {
                    fs::rename(&source, &target).map_err(Error::at(&target))?;
                }
                Err(_) => return Err(Error::Exists(target)),
            }
            published.push(target);
        }
        sync_folder(&self.folder);
        Ok(published)
    }
}

/// Writes one file whole or not at all; refuses a name that is taken.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.ok_or_else(|| Error::Exists(path.to_path_buf()))?;
    stage(folder.unwrap_or(Path::new(".")), &[(name, bytes)])?
        .publish()
        .map(drop)
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes new names survive a power cut; some systems cannot sync a folder, and that is no error.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn staged_files_show_only_when_published() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("ఒకటి 1.pdf".to_string(), &b"one"[..]),
            ("b".to_string(), b"two"),
        ];
        drop(stage(folder.path(), &files).unwrap());
        assert_eq!(names(folder.path()), [""; 0]);
        stage(folder.path(), &files).unwrap().publish().unwrap();
        assert_eq!(names(folder.path()), ["b", "ఒకటి 1.pdf"]);
    }

    #[test]
    fn what_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.pem");
        write_file(&path, b"first").unwrap();
        assert!(matches!(
            write_file(&path, b"second"),
            Err(Error::Exists(_))
        ));
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(names(folder.path()), ["root.pem"]);
    }
}
