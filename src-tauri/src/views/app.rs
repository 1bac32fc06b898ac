//! What the app knows before any workspace is open.

use serde::{Deserialize, Serialize};
use workflow::Starter;

use crate::memory::Remembered;

/// A screen of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "named like their menu entries")]
pub enum Screen {
    Overview,
    Write,
    Translate,
    History,
    Publish,
    Branches,
    Acknowledged,
    Changes,
    Handbook,
    Briefing,
    Settings,
}

/// Whether the window is light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Appearance {
    /// As the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What the person at this computer prefers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Preferences {
    /// Who works here, for the history: a role or a name.
    pub name: String,
    /// Whether the window is light or dark.
    pub appearance: Appearance,
    /// The size of text, in percent of the usual size.
    pub text_size: u16,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            name: String::new(),
            appearance: Appearance::System,
            text_size: 100,
        }
    }
}

/// Where a file was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LastPlace {
    /// The screen.
    pub screen: Screen,
    /// The standard's identity, if one was shown.
    pub standard: Option<String>,
}

/// A file that was open before.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RecentFile {
    /// The whole path.
    pub path: String,
    /// The file's name.
    pub name: String,
    /// The folder.
    pub folder: String,
    /// Whether the file is still there.
    pub is_there: bool,
}

/// What the app knows before any workspace is open.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AppView {
    /// What the person at this computer prefers.
    pub preferences: Preferences,
    /// The files that were open before, the last one first.
    pub recent: Vec<RecentFile>,
    /// The standards to begin with.
    pub starters: Vec<Starter>,
    /// The app's version.
    pub version: String,
}

impl From<Remembered> for RecentFile {
    fn from(file: Remembered) -> Self {
        let name = file.path.file_name().unwrap_or_default();
        let folder = file.path.parent().unwrap_or(&file.path);
        Self {
            name: name.to_string_lossy().into_owned(),
            folder: folder.display().to_string(),
            is_there: file.path.is_file(),
            path: file.path.display().to_string(),
        }
    }
}
