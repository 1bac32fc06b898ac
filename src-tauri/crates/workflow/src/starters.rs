//! The standards to begin with, compiled in from `templates/starters`.

use include_dir::{Dir, include_dir};

use crate::import::{Harvest, Lists};
use crate::{Error, Now};

static STARTERS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../../templates/starters");

/// A set of standards to begin with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Starter {
    /// The name by which it is asked for.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How many standards it holds.
    pub standards: usize,
}

/// Lists the starters.
pub fn starters() -> Vec<Starter> {
    let starter = |folder: &Dir| Starter {
        name: name(folder),
        title: lists(folder).title,
        standards: standards(folder).count(),
    };
    STARTERS.dirs().map(starter).collect()
}

/// Reads a starter's standards, each with a new identity.
pub(crate) fn harvest(name: &str, now: &mut Now) -> Result<Harvest, Error> {
    let folder = STARTERS.get_dir(name).ok_or_else(|| Error::NoStarter {
        name: name.to_string(),
        known: starters()
            .into_iter()
            .map(|starter| starter.name)
            .collect::<Vec<_>>()
            .join(", "),
    })?;
    let mut harvest = Harvest {
        lists: Some(lists(folder)),
        ..Harvest::default()
    };
    for (file, text) in standards(folder) {
        let read = harvest.read_standard(file, text, now);
        read.unwrap_or_else(|reason| unreachable!("{file} is tested to be a standard: {reason}"));
    }
    Ok(harvest)
}

fn name(folder: &Dir) -> String {
    folder.path().to_string_lossy().into_owned()
}

fn lists(folder: &Dir) -> Lists {
    let file = folder.get_file(folder.path().join("handbook.yaml"));
    let text = file
        .and_then(|file| file.contents_utf8())
        .unwrap_or_default();
    serde_saphyr::from_str(text).expect("a starter's lists are tested to be readable")
}

fn standards<'a>(folder: &'a Dir) -> impl Iterator<Item = (&'a str, &'a str)> {
    folder.files().filter_map(|file| {
        let name = file.path().to_str().filter(|name| name.ends_with(".md"))?;
        Some((name, file.contents_utf8()?))
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn every_starter_is_whole() {
        let mut random = rand_core::OsRng;
        let mut now = Now {
            at: Timestamp::UNIX_EPOCH,
            random: &mut random,
        };
        for starter in starters() {
            let harvest = harvest(&starter.name, &mut now).unwrap();
            assert_eq!(harvest.candidates.len(), starter.standards);
            assert!(!starter.title.is_empty(), "{}", starter.name);
            assert!(starter.standards >= 12, "{}", starter.name);
        }
    }
}
