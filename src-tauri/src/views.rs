//! The shapes that the interface sends and receives; `ui/src/core/views.ts` is generated from
//! them and from the nouns.

mod app;
mod approval;
mod arrived;
mod finding;
mod history;
mod identity;
mod import;
mod publish;
mod standard;
#[cfg(test)]
mod typescript;
mod workspace;

#[cfg(test)]
pub use app::Screen;
pub use app::{AppView, LastPlace, Preferences};
pub use approval::{ApprovalOrder, ApproveAnswer, BlockedStandard};
pub use arrived::{ArrivedKind, ArrivedPlace, ArrivedView};
pub use finding::Checked;
pub use history::{HistoryView, RevisionLine};
pub use identity::{IdentityView, RootKeyFile};
pub use import::{HitView, ImportView, NewWorkspace};
pub use publish::{PublishOrder, PublishStage, PublishView, PublishedView, VerdictView};
pub use standard::{SaveAnswer, StandardView};
pub use workspace::{EditionLine, OutlineAnswer, WorkspaceView};
