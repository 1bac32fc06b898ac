//! What lies on the desk: the open workspace, and the file that somebody asked to open next.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use workflow::Workspace;

use crate::problems::Problem;
use crate::views::WriteView;

/// The window's one workspace; shared by the commands.
#[derive(Default)]
pub struct Desk(Mutex<Contents>);

#[derive(Default)]
struct Contents {
    asked_for: Option<PathBuf>,
    open: Option<Open>,
}

struct Open {
    path: PathBuf,
    workspace: Workspace,
}

impl Desk {
    /// Makes a desk on which nothing is open yet.
    pub fn asked_for(path: Option<PathBuf>) -> Self {
        let desk = Self::default();
        desk.lock().asked_for = path;
        desk
    }

    /// Notes the file to open at the next reading.
    pub fn ask_for(&self, path: PathBuf) {
        self.lock().asked_for = Some(path);
    }

    /// Opens what was asked for and reads the open workspace; `None` when there is none.
    /// A file that cannot be opened leaves the workspace that is open as it is.
    pub fn read(&self) -> Result<Option<WriteView>, Problem> {
        let mut contents = self.lock();
        if let Some(path) = contents.asked_for.take() {
            let (open, view) = open(path)?;
            contents.open = Some(open);
            return Ok(Some(view));
        }
        contents.open.as_ref().map(view).transpose()
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(path: PathBuf) -> Result<(Open, WriteView), Problem> {
    let workspace =
        workflow::open(&path).map_err(|error| Problem::with_workspace(&error, &path))?;
    let open = Open { path, workspace };
    let view = view(&open)?;
    Ok((open, view))
}

fn view(open: &Open) -> Result<WriteView, Problem> {
    let read = || -> Result<WriteView, workflow::Error> {
        let handbook = open.workspace.handbook()?;
        Ok(WriteView::new(
            &handbook,
            workflow::overview(&open.workspace)?,
        ))
    };
    read().map_err(|error| Problem::with_workspace(&error, &open.path))
}
