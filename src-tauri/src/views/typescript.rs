//! Writes the types for TypeScript, and tells when the file is stale.

use handbook as nouns;
use ts_rs::{Config, TS};
use workflow as work;

use super::*;
use crate::problems::{Problem, ProblemCode};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/core/views.ts");

const HEAD: &str =
    "// Generated from the shell's views and the nouns; a test fails when it is stale.\n";

macro_rules! declarations {
    ($config:expr; $($type:ty),+ $(,)?) => { [$(<$type as TS>::decl($config)),+] };
}

#[test]
fn the_interface_has_the_types_that_the_shell_sends() {
    let due = typescript();
    if std::env::var_os("WRITE_VIEWS").is_some() {
        std::fs::write(FILE, &due).unwrap();
    }
    let found = std::fs::read_to_string(FILE).unwrap();
    assert!(
        found == due,
        "ui/src/core/views.ts is stale; write it again: WRITE_VIEWS=1 cargo test --lib typescript"
    );
}

fn typescript() -> String {
    let config = Config::default();
    let mut text = String::from(HEAD);
    for declaration in nouns_of(&config).into_iter().chain(views_of(&config)) {
        text.push_str("\nexport ");
        for line in declaration.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

fn nouns_of(config: &Config) -> Vec<String> {
    declarations![config;
        nouns::Bound, nouns::Change, nouns::EvidenceKind, nouns::Force, nouns::Kind,
        nouns::Channel, nouns::Language, nouns::Period, nouns::Stage, nouns::TextField, nouns::TimeLimit,
        nouns::Step, nouns::Exception, nouns::Empowerment, nouns::Escalation, nouns::RolePlay,
        nouns::Evidence, nouns::Measure, nouns::Waiver, nouns::Translation, nouns::Standard,
        nouns::Term, nouns::FlaggedWord, nouns::OwnWords, nouns::NotOffered, nouns::Handbook,
        nouns::PieceKind, nouns::Piece, nouns::FieldDifference,
        nouns::Branch, nouns::Due, nouns::ConfirmedHow, nouns::StaffConfirmation, nouns::Briefing,
    ]
    .into()
}

fn views_of(config: &Config) -> Vec<String> {
    declarations![config;
        app::Screen, app::Appearance, Preferences, LastPlace, app::RecentFile, work::Starter, AppView,
        work::Counts, work::Approval, work::OutlineRow, work::TranslationState,
        workspace::Access, workspace::WorkspaceKind, workspace::RetiredRow, EditionLine, WorkspaceView, OutlineAnswer,
        finding::SeverityView, finding::PlaceField, finding::Place, finding::FindingView,
        finding::ClarityPart, finding::ClarityPartView, finding::ClarityView, Checked,
        RevisionLine, HistoryView, StandardView, SaveAnswer,
        ApprovalOrder, approval::ObstacleKind, approval::ObstacleView, BlockedStandard, ApproveAnswer,
        work::Named, work::CoverageCell, work::StageCoverage, work::Due, work::ChangeKind,
        work::ChangedStandard, work::Promise, work::LanguageCoverage, work::Survey,
        IdentityView, identity::GenuineEdition, RootKeyFile, work::ReviewedChange, PublishView, publish::DecidedChange, PublishOrder,
        PublishStage, publish::PublishedFile, PublishedView, publish::VerifiedKind, VerdictView,
        ArrivedKind, ArrivedPlace, ArrivedView,
        HitView, import::ImportRow, ImportView, NewWorkspace,
        work::Enrolment, work::BranchQuery, work::AskedView, work::BranchLine, work::RootCopyView, work::RootView,
        work::RootsView, work::AlarmView, work::BranchesView, work::BranchImport, work::BranchRefused, work::Invited,
        work::ProbeView, work::ExchangeStage, work::ExchangeUnit, work::ExchangeProgress, work::RefusalCode, work::RefusedFile, work::ExchangeReport,
        work::RebuildReport,
        work::AcknowledgedState, work::AcknowledgedQuery, work::AcknowledgedTotals, work::AcknowledgedRow,
        work::ChartPoint, work::DistributedEdition, work::AcknowledgedView, work::SeenView, work::ReceiptView,
        work::ReminderView, work::BranchHistory,
        work::InviteView, work::MembershipView, work::ReceivedView, work::BranchChange, work::PersonView,
        work::TeamMember, work::OwnReceiptView, work::OwnAcknowledgement, work::SilenceView, work::ChangesView, work::ReceiveReport,
        work::RuleLine, work::ReaderView,
        Problem, ProblemCode,
    ]
    .into()
}
