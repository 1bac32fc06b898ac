//! One function for each command.

mod branch_side;
mod branches;
mod changes;
mod check;
mod depots;
mod editions;
mod jsonl;
mod keys;
mod rebuild;
mod revisions;
mod rules;
mod sarif;
mod workspace;

use std::path::Path;

use anyhow::Result;
use clap::CommandFactory;
use workflow::{Access, Error, Workspace};

use crate::args::{Arguments, Command};
use crate::output::Answer;

/// Does what was asked.
pub fn run(command: Command) -> Result<Answer> {
    match command {
        Command::New(new) => workspace::new(&new),
        Command::Starters { json } => workspace::starters(json),
        Command::Import(import) => workspace::import(&import),
        Command::ExportDrafts { workspace, folder } => {
            workspace::export_drafts(&workspace, &folder)
        }
        Command::Doctor { workspace, json } => workspace::doctor(&workspace, json),
        Command::Backup { workspace, file } => workspace::backup(&workspace, &file),
        Command::Search {
            workspace,
            query,
            limit,
            json,
        } => workspace::search(&workspace, &query, limit, json),
        Command::Check(check) => check::run(&check),
        Command::Rules { format } => rules::run(format),
        Command::Approve(approve) => revisions::approve(&approve),
        Command::Waive(waive) => revisions::waive(&waive),
        Command::History {
            workspace,
            code,
            json,
        } => revisions::history(&workspace, &code, json),
        Command::Diff {
            workspace,
            code,
            from,
            to,
            json,
        } => revisions::diff(&workspace, &code, from, to, json),
        Command::Restore {
            workspace,
            code,
            revision,
            by,
        } => revisions::restore(&workspace, &code, revision, by),
        Command::Retire {
            workspace,
            code,
            by,
        } => revisions::retire(&workspace, &code, by),
        Command::Key(key) => keys::run(&key),
        Command::Issue(issue) => editions::issue(&issue),
        Command::Export {
            workspace,
            edition,
            format,
            out,
        } => editions::export(&workspace, edition, format, &out),
        Command::Verify { files, root, json } => editions::verify(&files, root.as_deref(), json),
        Command::Completions { shell } => {
            let mut command = Arguments::command();
            clap_complete::generate(shell, &mut command, "plumbline", &mut std::io::stdout());
            Ok(Answer::Fine)
        }
        other => distribute(other),
    }
}

/// Does what has to do with branches.
fn distribute(command: Command) -> Result<Answer> {
    match command {
        Command::Branch(branch) => branches::run(&branch),
        Command::Depot(depot) => depots::run(&depot),
        Command::Join(join) => branch_side::join(&join),
        Command::Sync(sync) => depots::sync(&sync),
        Command::Rebuild(order) => rebuild::run(&order),
        Command::Parcel(parcel) => depots::parcel(&parcel),
        Command::Receive {
            workspace,
            files,
            json,
        } => branch_side::receive(&workspace, &files, json),
        Command::Changes {
            workspace,
            codes,
            json,
        } => changes::changes(&workspace, &codes, json),
        Command::Acknowledge(order) => branch_side::acknowledge(&order),
        Command::Team(team) => branch_side::team(&team),
        Command::Collect {
            workspace,
            files,
            json,
        } => branches::collect(&workspace, &files, json),
        Command::Overview(overview) => branches::overview(&overview),
        Command::Due(due) => branches::due(&due),
        Command::Evidence(evidence) => branches::evidence(&evidence),
        other => unreachable!("{other:?} has nothing to do with branches"),
    }
}

/// Tells whether an error is an answer (“no”) and not a failure to answer.
pub fn is_refusal(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(
            Error::NotReady(_)
                | Error::NothingToApprove
                | Error::TwoPublishers { .. }
                | Error::DepotAhead { .. }
                | Error::NothingToRebuild
                | Error::OtherEditionIssued(_)
                | Error::NotInDepot(_)
                | Error::KeyOutOfUse
                | Error::Refused(_)
        )
    )
}

/// Opens a workspace, and says so when it can only be read.
fn open(path: &Path) -> Result<Workspace> {
    let workspace = workflow::open(path)?;
    match workspace.access() {
        Access::Full => (),
        Access::ReadOnlyFile => eprintln!("plumbline: {} can only be read", path.display()),
        Access::NewerVersion { found, known } => eprintln!(
            "plumbline: {} was made by a newer Plumbline (form {found}, this one knows {known}); it can only be read",
            path.display()
        ),
    }
    Ok(workspace)
}
