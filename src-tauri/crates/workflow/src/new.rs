//! Makes a workspace, empty or with the standards of a starter.

use std::path::Path;

use handbook::{Handbook, HandbookId, Language};
use store::Workspace;

use crate::starters::harvest;
use crate::{Error, Now, import};

/// What the person who makes a handbook says about it.
#[derive(Debug, Clone)]
pub struct NewHandbook<'a> {
    /// Its title.
    pub title: &'a str,
    /// Whose handbook it is.
    pub organisation: &'a str,
    /// The language in which standards are written first.
    pub language: Language,
    /// The starters to begin with.
    pub starters: &'a [String],
    /// Who makes it.
    pub actor: &'a str,
}

/// Makes the workspace at `path`, and leaves nothing behind if it cannot be made whole.
pub fn new_workspace(path: &Path, wish: &NewHandbook, now: &mut Now) -> Result<Workspace, Error> {
    if wish.title.trim().is_empty() {
        return Err(Error::NoTitle);
    }
    let harvests = wish.starters.iter().map(|name| harvest(name, now));
    let harvests = harvests.collect::<Result<Vec<_>, _>>()?;
    let id = HandbookId::new(now.at, now.ten_bytes());
    let handbook = Handbook::new(id, wish.title, wish.organisation, wish.language);
    let mut workspace = Workspace::create(path, &handbook, wish.actor, now.at)?;
    for (name, harvest) in wish.starters.iter().zip(harvests) {
        let source = format!("starter {name}");
        if let Err(error) = import::take(&mut workspace, harvest, wish.actor, &source, false, now) {
            drop(workspace);
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
    }
    Ok(workspace)
}
