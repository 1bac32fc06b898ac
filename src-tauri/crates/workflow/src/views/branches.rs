//! The register of branches, and the state of the exchange with them.

use handbook::Branch;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which branches to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct BranchQuery {
    /// A part of the name, region, manager or address.
    pub search: String,
    /// Only this region.
    pub region: Option<String>,
    /// Only those that are so far.
    pub enrolment: Option<Enrolment>,
    /// Only closed ones; otherwise only open ones.
    pub is_closed: bool,
    /// How many to leave out from the start.
    pub from: usize,
    /// How many to show at most.
    pub count: usize,
}

/// How far a branch has come in joining.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Enrolment {
    /// It waits for the approval of its request.
    Asked,
    /// It has no invite yet.
    NotInvited,
    /// It has an invite and has not used it.
    Invited,
    /// Its key is accepted.
    Enrolled,
}

/// A branch's request to be enrolled.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AskedView {
    /// Who asks, as typed at the branch.
    pub by: String,
    /// When, by the branch's clock.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// Whether it was made with the invite's secret.
    pub is_proven: bool,
    /// The key's fingerprint, to be read aloud where nothing proves it.
    pub fingerprint: String,
}

/// One branch of the register.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BranchLine {
    /// The branch.
    pub branch: Branch,
    /// How far it has come in joining.
    pub enrolment: Enrolment,
    /// The last day of its invite.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub invited_until: Option<Date>,
    /// Its request, while that waits for approval.
    pub asked: Option<AskedView>,
    /// Since when its key is accepted.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub enrolled_at: Option<Timestamp>,
    /// When something last came from it.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub last_heard_at: Option<Timestamp>,
    /// Whether it is closed and asked nothing any more.
    pub is_closed: bool,
}

/// Where a copy of a root's key was seen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RootCopyView {
    /// The file, as it was named then.
    pub place: String,
    /// When.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
}

/// One of the organisation's roots.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RootView {
    /// The certificate's fingerprint.
    pub fingerprint: String,
    /// Where copies of its key were seen.
    pub copies: Vec<RootCopyView>,
}

/// Whether the organisation's trust could survive the loss of one place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RootsView {
    /// How many roots must sign.
    pub threshold: usize,
    /// The roots.
    pub roots: Vec<RootView>,
    /// Whether there are copies enough to begin with branches.
    pub is_safe: bool,
}

/// Something that needs a person's attention at once.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AlarmView {
    /// When it was found.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// The number that two publishers have used.
    pub seq: u32,
    /// Whether it is an edition's number (and not that of a depot's state).
    pub is_edition: bool,
    /// Whether the depot holds a later state than the last one published here, which can be taken
    /// over if this workspace is an old copy.
    pub is_ahead: bool,
}

/// The register of branches.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BranchesView {
    /// The branches asked for, by name; those that wait for approval first.
    pub rows: Vec<BranchLine>,
    /// How many branches match the query.
    pub matched: usize,
    /// How many branches are open.
    pub total: usize,
    /// How many are closed.
    pub closed: usize,
    /// How many wait for the approval of their request.
    pub asked: usize,
    /// How many of those prove that they hold the invite.
    pub proven: usize,
    /// How many have no invite yet.
    pub not_invited: usize,
    /// How many have an invite and have not used it.
    pub invited: usize,
    /// How many are enrolled.
    pub enrolled: usize,
    /// The regions, by name.
    pub regions: Vec<String>,
    /// The depot's address; none where editions go by hand.
    pub depot: Option<String>,
    /// When the depot was last met.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub exchanged_at: Option<Timestamp>,
    /// Whether something waits to be signed and put into the depot.
    pub has_news: bool,
    /// The roots; none before there is a signing identity of this organisation's own.
    pub roots: Option<RootsView>,
    /// What needs attention at once.
    pub alarms: Vec<AlarmView>,
}

/// What importing a list of branches did, or would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BranchImport {
    /// The names of new branches.
    pub added: Vec<String>,
    /// The names of branches that were changed.
    pub changed: Vec<String>,
    /// How many are the same as before.
    pub same: usize,
    /// The rows that were refused.
    pub refused: Vec<BranchRefused>,
}

/// A row of a list that was refused.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BranchRefused {
    /// The row in the file, the header being row 1.
    pub row: usize,
    /// What it says.
    pub text: String,
    /// Why it was refused.
    pub reason: String,
}

/// Where invites were written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Invited {
    /// The invites' files, in the order of the branches.
    pub files: Vec<String>,
    /// The sheets to print, one page for each branch.
    pub sheet: String,
    /// The last day on which they may be used.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub expires_on: Date,
}

/// What a depot can do, found out by trying.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProbeView {
    /// The depot's address.
    pub address: String,
    /// It lists what it holds.
    pub lists: bool,
    /// It refuses to write over what is there. Nothing depends on it.
    pub refuses_twins: bool,
    /// It let the trial's own files be taken away again.
    pub deletes: bool,
}

/// How far an exchange with a depot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum ExchangeStage {
    /// It is found out what there is.
    Looking,
    /// Files come in.
    Fetching,
    /// Files are checked and kept.
    Checking,
    /// Files go out.
    Sending,
}

/// What the progress of an exchange is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum ExchangeUnit {
    /// Files.
    Files,
    /// 1024 bytes of one long file.
    Kibibytes,
}

/// How far an exchange is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ExchangeProgress {
    /// The stage.
    pub stage: ExchangeStage,
    /// What is counted.
    pub unit: ExchangeUnit,
    /// How much of it is done.
    pub done: u32,
    /// How much there is; 0 while that is not known.
    pub all: u32,
}

/// A file that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RefusedFile {
    /// Its name.
    pub name: String,
    /// The refusal's code, such as `older-edition`.
    pub code: crate::RefusalCode,
    /// Why, in plain words.
    pub reason: String,
}

/// What was taken over from a depot after a loss.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RebuildReport {
    /// The published state on which the next one follows.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub state: u64,
    /// How many newer trusts were taken over.
    pub trusts: u32,
    /// The editions that were taken over.
    pub editions: Vec<u32>,
    /// How many branches came back of which only the key is known; their names are to be entered.
    pub branches: u32,
    /// How many receipts came back.
    pub receipts: u32,
    /// How many receipts were here already.
    pub known: u32,
    /// How many receipts were confirmed to branches and are not in the depot.
    pub missing: u32,
    /// How many branches ask to be enrolled.
    pub requests: u32,
    /// What was refused.
    pub refused: Vec<RefusedFile>,
    /// Whether the roots have put the publisher's key that is here out of use.
    pub needs_key: bool,
}

/// What an exchange brought for the publisher.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ExchangeReport {
    /// How many new receipts were taken in.
    pub receipts: u32,
    /// How many were known already.
    pub known: u32,
    /// How many branches ask to be enrolled.
    pub requests: u32,
    /// How many receipts wait until their branch's key is accepted.
    pub waiting: u32,
    /// What was refused.
    pub refused: Vec<RefusedFile>,
    /// The editions that were put into the depot.
    pub editions: Vec<u32>,
    /// How many files were put into the depot.
    pub sent: u32,
    /// Whether something still waits for the publisher's passphrase.
    pub is_unsigned: bool,
}
