//! Names and passwords of depots: in a file of their own that only its owner can read, so that
//! a workspace can be copied and an invite handed over without them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::staged::sync_folder;

/// Who uses a depot; empty for a folder, and for a store that is open to everybody.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The name: of a user, an access key or an account.
    pub name: String,
    /// The password or secret key.
    pub secret: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hidden = if self.secret.is_empty() {
            ""
        } else {
            "(hidden)"
        };
        let mut shown = f.debug_struct("Credentials");
        shown.field("name", &self.name).field("secret", &hidden);
        shown.finish()
    }
}

impl Credentials {
    /// Tells whether there is neither a name nor a password.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.secret.is_empty()
    }
}

/// The file: credentials by address.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    depots: BTreeMap<String, Credentials>,
}

/// Reads the credentials for an address; there are none where the file or its entry is missing.
pub fn read_credentials(file: &Path, address: &str) -> Result<Credentials, Error> {
    let mut kept = read(file)?;
    Ok(kept.depots.remove(address).unwrap_or_default())
}

/// Keeps the credentials for an address, and those of the others; empty ones are taken out.
pub fn save_credentials(
    file: &Path,
    address: &str,
    credentials: &Credentials,
) -> Result<(), Error> {
    let mut kept = read(file)?;
    match credentials.is_empty() {
        true => kept.depots.remove(address),
        false => kept.depots.insert(address.to_string(), credentials.clone()),
    };
    write(file, &kept)
}

fn read(path: &Path) -> Result<Kept, Error> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Kept::default()),
        Err(fault) => return Err(Error::reading(path)(fault)),
    };
    let about = file.metadata().map_err(Error::reading(path))?;
    if is_open_to_others(&about) {
        return Err(Error::OpenToOthers(path.to_path_buf()));
    }
    // What serde says could repeat a password, so it is not passed on.
    let read = serde_json::from_reader(std::io::BufReader::new(file));
    read.map_err(|_| Error::BadCredentials(path.to_path_buf()))
}

/// Writes the file beside its place, for its owner alone from the first byte on.
fn write(path: &Path, kept: &Kept) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    let mut text = serde_json::to_vec_pretty(kept).expect("it is plain data");
    text.push(b'\n');
    let file = crate::folder::unfinished_file(folder).and_then(|mut file| {
        file.write_all(&text)?;
        file.as_file().sync_all()?;
        Ok(file)
    });
    let file = file.map_err(Error::at(path))?;
    file.persist(path)
        .map_err(|fault| Error::at(path)(fault.error))?;
    sync_folder(folder);
    Ok(())
}

#[cfg(unix)]
fn is_open_to_others(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o077 != 0
}

/// Elsewhere, the folder of a user's settings is that user's alone.
#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const NORTH: &str = "https://files.example.org/north";
    const SOUTH: &str = "s3://south";

    fn credentials(secret: &str) -> Credentials {
        let (name, secret) = ("hr".to_string(), secret.to_string());
        Credentials { name, secret }
    }

    #[test]
    fn credentials_of_several_depots_live_side_by_side() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plumbline/depots.json");
        assert!(read_credentials(&file, NORTH).unwrap().is_empty());
        save_credentials(&file, NORTH, &credentials("one")).unwrap();
        save_credentials(&file, SOUTH, &credentials("two")).unwrap();
        save_credentials(&file, NORTH, &credentials("three")).unwrap();
        assert_eq!(read_credentials(&file, NORTH).unwrap().secret, "three");
        assert_eq!(read_credentials(&file, SOUTH).unwrap().secret, "two");
        save_credentials(&file, NORTH, &Credentials::default()).unwrap();
        assert!(read_credentials(&file, NORTH).unwrap().is_empty());
        assert_eq!(read_credentials(&file, SOUTH).unwrap().secret, "two");
    }

    #[test]
    #[cfg(unix)]
    fn only_its_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("depots.json");
        save_credentials(&file, NORTH, &credentials("one")).unwrap();
        let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let fault = read_credentials(&file, NORTH).unwrap_err();
        assert!(fault.to_string().contains("chmod 600"), "{fault}");
        assert!(save_credentials(&file, NORTH, &credentials("two")).is_err());
    }

    #[test]
    fn no_secret_shows_where_things_are_printed() {
        let shown = format!("{:?}", credentials("verysecret"));
        assert!(!shown.contains("verysecret"), "{shown}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("depots.json");
        save_credentials(&file, NORTH, &credentials("one")).unwrap();
        fs::write(&file, br#"{"depots": {"x": "verysecret"}}"#).unwrap();
        let fault = read_credentials(&file, NORTH).unwrap_err();
        assert!(!format!("{fault} {fault:?}").contains("verysecret"));
    }
}
