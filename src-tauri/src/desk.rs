//! What lies on the desk: the open workspace, and the file that somebody asked to open next.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use handbook::Handbook;
use serde::Serialize;
use tauri::ipc::Channel;
use workflow::{Error, ExchangeProgress, Now, Overviews, Tell, Workspace};

use crate::machine;
use crate::problems::Problem;
use crate::views::ArrivedKind;

/// The window's one workspace; shared by the commands.
#[derive(Default)]
pub struct Desk {
    contents: Mutex<Contents>,
    /// The lists that checks go by: a check must not wait for a save.
    guide: RwLock<Option<Arc<Handbook>>>,
    /// Whether the long work that began last should stop; each has one of its own.
    is_cancelled: Mutex<Arc<AtomicBool>>,
}

#[derive(Default)]
struct Contents {
    asked_for: Option<PathBuf>,
    /// The file of an exchange that somebody opened with the app.
    arrived: Option<(PathBuf, ArrivedKind)>,
    open: Option<Open>,
}

struct Open {
    path: PathBuf,
    workspace: Workspace,
    overviews: Overviews,
}

impl Desk {
    /// Makes a desk on which nothing is open yet.
    pub fn asked_for(path: Option<PathBuf>) -> Self {
        let desk = Self::default();
        desk.contents().asked_for = path;
        desk
    }

    /// Notes the file to open at the next reading.
    pub fn ask_for(&self, path: PathBuf) {
        self.contents().asked_for = Some(path);
    }

    /// Takes the workspace that was asked for. A file of an exchange is laid aside until it is
    /// taken in or put away.
    pub fn take_asked_for(&self) -> Option<PathBuf> {
        let mut contents = self.contents();
        let path = contents.asked_for.take()?;
        match machine::exchanged(&path) {
            None => Some(path),
            Some(kind) => {
                contents.arrived = Some((path, kind));
                None
            }
        }
    }

    /// Returns the file that somebody opened with the app.
    pub fn arrived(&self) -> Option<(PathBuf, ArrivedKind)> {
        self.contents().arrived.clone()
    }

    /// Takes the file that somebody opened with the app.
    pub fn take_arrived(&self) -> Option<PathBuf> {
        self.contents().arrived.take().map(|(path, _)| path)
    }

    /// Opens the workspace at `path`. One that cannot be opened leaves the open one as it is.
    pub fn open(&self, path: &Path) -> Result<(), Problem> {
        let workspace =
            workflow::open(path).map_err(|error| Problem::with_workspace(&error, path))?;
        self.put(path, workspace);
        self.refresh_guide()
    }

    /// Puts a workspace that was just made on the desk.
    pub fn put(&self, path: &Path, workspace: Workspace) {
        let path = path.to_path_buf();
        self.contents().open = Some(Open {
            path,
            workspace,
            overviews: Overviews::default(),
        });
    }

    /// Closes the open workspace.
    pub fn close(&self) {
        self.contents().open = None;
        *self.guide.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Returns the path of the open workspace.
    pub fn path(&self) -> Option<PathBuf> {
        let contents = self.contents();
        contents.open.as_ref().map(|open| open.path.clone())
    }

    /// Reads from the open workspace.
    pub fn read<T>(&self, act: impl FnOnce(&Workspace) -> Result<T, Error>) -> Result<T, Problem> {
        let contents = self.contents();
        let open = contents.open.as_ref().ok_or_else(Problem::nothing_open)?;
        act(&open.workspace).map_err(|error| Problem::with_workspace(&error, &open.path))
    }

    /// Reads from the open workspace and what was last computed of all its branches.
    pub fn look_over<T>(
        &self,
        act: impl FnOnce(&Workspace, &mut Overviews) -> Result<T, Error>,
    ) -> Result<T, Problem> {
        let mut contents = self.contents();
        let open = contents.open.as_mut().ok_or_else(Problem::nothing_open)?;
        let seen = act(&open.workspace, &mut open.overviews);
        seen.map_err(|error| Problem::with_workspace(&error, &open.path))
    }

    /// Does something with the open workspace, at the present moment.
    pub fn act<T>(
        &self,
        act: impl FnOnce(&mut Workspace, &mut Now) -> Result<T, Error>,
    ) -> Result<T, Problem> {
        let mut contents = self.contents();
        let open = contents.open.as_mut().ok_or_else(Problem::nothing_open)?;
        let done = machine::with_now(|now| act(&mut open.workspace, now));
        done.map_err(|error| Problem::with_workspace(&error, &open.path))
    }

    /// Returns the lists that checks go by, as they were last read.
    pub fn guide(&self) -> Result<Arc<Handbook>, Problem> {
        let guide = self.guide.read().unwrap_or_else(PoisonError::into_inner);
        guide.clone().ok_or_else(Problem::nothing_open)
    }

    /// Reads the lists that checks go by again.
    pub fn refresh_guide(&self) -> Result<(), Problem> {
        let handbook = self.read(|workspace| Ok(workspace.handbook()?))?;
        let mut guide = self.guide.write().unwrap_or_else(PoisonError::into_inner);
        *guide = Some(Arc::new(handbook));
        Ok(())
    }

    /// Asks the long work that is under way to stop.
    pub fn cancel(&self) {
        self.cancelling().store(true, Ordering::Relaxed);
    }

    fn cancelling(&self) -> MutexGuard<'_, Arc<AtomicBool>> {
        let kept = self.is_cancelled.lock();
        kept.unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins long work that may be cancelled: what this returns tells the window how far the work
    /// is, and whether it should go on.
    pub fn begin<P: Serialize>(&self, progress: &Channel<P>) -> impl FnMut(P) -> bool {
        let is_cancelled = Arc::default();
        *self.cancelling() = Arc::clone(&is_cancelled);
        move |how_far| {
            // Whoever no longer listens is not interested in stages.
            let _ = progress.send(how_far);
            !is_cancelled.load(Ordering::Relaxed)
        }
    }

    /// Opens the open workspace once more, for long work: whoever works in the window meanwhile
    /// must not wait.
    pub fn open_again(&self) -> Result<Workspace, Problem> {
        let path = self.path().ok_or_else(Problem::nothing_open)?;
        workflow::open(&path).map_err(|error| Problem::with_workspace(&error, &path))
    }

    /// Does long work with the open workspace, opened once more.
    pub fn act_apart<T>(
        &self,
        progress: &Channel<ExchangeProgress>,
        act: impl FnOnce(&mut Workspace, &mut Now, &mut Tell<'_>) -> Result<T, Error>,
    ) -> Result<T, Problem> {
        let path = self.path().ok_or_else(Problem::nothing_open)?;
        let mut tell = self.begin(progress);
        let mut workspace = self.open_again()?;
        let done = machine::with_now(|now| act(&mut workspace, now, &mut tell));
        done.map_err(|error| Problem::with_workspace(&error, &path))
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
