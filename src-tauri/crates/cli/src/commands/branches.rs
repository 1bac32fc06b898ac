//! `branch`, `collect`, `overview` and their like: what the publisher does with its branches.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use handbook::{BranchId, Language, Role};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use workflow::{
    AcknowledgedQuery, AcknowledgedRow, AcknowledgedState, BranchQuery, Enrolment, EvidenceOrder,
    Workspace,
};

use super::{depots, open};
use crate::args::{self, Branch, NewBranch};
use crate::machine::{user, with_now};
use crate::output::{Answer, Paint, count, for_roles, json, moment, out, paint};
use crate::passphrase;
use crate::say;

pub fn run(branch: &Branch) -> Result<Answer> {
    match branch {
        Branch::New(new) => enter(new),
        Branch::Import {
            workspace,
            file,
            dry_run,
            json,
        } => import(workspace, file, *dry_run, *json),
        Branch::Invite {
            workspace,
            names,
            out,
            json,
        } => invite(workspace, names, out, *json),
        Branch::Enrol {
            workspace,
            names,
            replace,
        } => enrol(workspace, names, *replace),
        Branch::Revoke { workspace, name } => revoke(workspace, name),
        Branch::Close {
            workspace,
            names,
            reopen,
        } => close(workspace, names, *reopen),
        Branch::List {
            workspace,
            search,
            json,
        } => list(workspace, search, *json),
        Branch::Show {
            workspace,
            name,
            json,
        } => show(workspace, name, *json),
    }
}

/// Finds branches by their names, letter case aside; an open one before a closed namesake.
fn ids(workspace: &Workspace, names: &[String]) -> Result<Vec<BranchId>> {
    ids_where(workspace, names, false)
}

/// Finds branches by their names; of namesakes one that is closed, or open, first.
fn ids_where(workspace: &Workspace, names: &[String], is_closed: bool) -> Result<Vec<BranchId>> {
    let mut rows = workspace.branches()?;
    rows.sort_by_key(|row| row.closed_at.is_some() != is_closed);
    let find = |name: &String| {
        let mut own = rows.iter();
        let found = own.find(|row| row.branch.name.to_lowercase() == name.to_lowercase());
        let found = found.map(|row| row.branch.id);
        found.ok_or_else(|| workflow::Error::NoBranch(name.clone()).into())
    };
    names.iter().map(find).collect()
}

/// Returns the branches that were named, or none where nobody was.
fn some_ids(workspace: &Workspace, names: &[String]) -> Result<Option<Vec<BranchId>>> {
    match names {
        [] => Ok(None),
        names => ids(workspace, names).map(Some),
    }
}

/// Enters a branch, or changes what is given of the one that has the name.
fn enter(new: &NewBranch) -> Result<Answer> {
    let mut workspace = open(&new.workspace)?;
    let known = ids(&workspace, std::slice::from_ref(&new.name)).ok();
    let row = known.map(|ids| workspace.branch(ids[0])).transpose()?;
    let is_known = row.is_some();
    let mut branch = row.flatten().map_or_else(blank, |row| row.branch);
    branch.name.clone_from(&new.name);
    let put = |own: &mut String, given: &Option<String>| {
        if let Some(given) = given {
            own.clone_from(given);
        }
    };
    put(&mut branch.region, &new.region);
    put(&mut branch.manager, &new.manager);
    put(&mut branch.email, &new.email);
    branch.language = new.lang.unwrap_or(branch.language);
    if !new.roles.is_empty() {
        let roles = new.roles.iter().filter(|role| !role.is_empty());
        branch.audience = roles.map(|role| Role::from(role.as_str())).collect();
    }
    let saved = format!(
        "{} is {}, {}.",
        branch.name,
        if is_known { "changed" } else { "entered" },
        for_roles(&branch.audience)
    );
    with_now(|now| workflow::save_branch(&mut workspace, branch, &user(), now))?;
    say!("{saved}");
    Ok(Answer::Fine)
}

/// A branch of which nothing is known yet.
fn blank() -> handbook::Branch {
    handbook::Branch {
        id: BranchId::NONE,
        name: String::new(),
        region: String::new(),
        manager: "Branch manager".to_string(),
        email: String::new(),
        language: Language::English,
        audience: Vec::new(),
    }
}

fn import(path: &Path, file: &Path, is_trial: bool, as_json: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    let report =
        with_now(|now| workflow::import_branches(&mut workspace, file, is_trial, &user(), now))?;
    if as_json {
        json(&report)?;
    } else {
        let verb = if is_trial { "would be" } else { "were" };
        say!(
            "{} {verb} added, {} changed; {} as before.",
            count(report.added.len(), "branch").replace("branchs", "branches"),
            report.changed.len(),
            report.same
        );
        for refused in &report.refused {
            say!("Row {} ({}): {}", refused.row, refused.text, refused.reason);
        }
    }
    Ok(Answer::when(report.refused.is_empty()))
}

fn invite(path: &Path, names: &[String], folder: &Path, as_json: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    let ids = some_ids(&workspace, names)?;
    let invited = with_now(|now| {
        workflow::invite_branches(&mut workspace, ids.as_deref(), folder, &user(), now)
    })?;
    if as_json {
        json(&invited)?;
        return Ok(Answer::Fine);
    }
    say!(
        "{} until {}:",
        count(invited.files.len(), "invite"),
        invited.expires_on
    );
    invited.files.iter().for_each(|file| say!("  {file}"));
    say!("To print: {}", invited.sheet);
    say!("Hand each over in person: whoever has it can answer for the branch.");
    Ok(Answer::Fine)
}

fn enrol(path: &Path, names: &[String], replace: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    let ids = some_ids(&workspace, names)?;
    if !replace {
        refuse_replacing(&workspace, ids.as_deref().unwrap_or_default())?;
    }
    let enrolled = with_now(|now| workflow::enrol(&mut workspace, ids.as_deref(), &user(), now))?;
    say!("Accepted {}.", count(enrolled, "key"));
    Ok(Answer::Fine)
}

/// Refuses to put another computer's key in place of one in use unless that is said.
fn refuse_replacing(workspace: &Workspace, ids: &[BranchId]) -> Result<()> {
    for id in ids {
        let Some(row) = workspace.branch(*id)? else {
            continue;
        };
        let Some(asked) = row.asks_again else {
            continue;
        };
        let proof = match asked.proof_holds {
            true => "proven by its invite",
            false => "NOT proven: have the fingerprint read aloud by somebody you know",
        };
        bail!(
            "{} has a key already, and another computer asks with the key {}, {proof}; “--replace” accepts that one in its place",
            row.branch.name,
            asked.certificate.fingerprint()
        );
    }
    Ok(())
}

fn revoke(path: &Path, name: &String) -> Result<Answer> {
    let mut workspace = open(path)?;
    let id = ids(&workspace, std::slice::from_ref(name))?[0];
    with_now(|now| workflow::put_out_of_use(&mut workspace, id, &user(), now))?;
    say!("The key of {name} is out of use. Invite the branch again.");
    Ok(Answer::Fine)
}

fn close(path: &Path, names: &[String], reopen: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    // Of namesakes, the one is meant with which there is something to do.
    let ids = ids_where(&workspace, names, reopen)?;
    with_now(|now| workflow::close_branches(&mut workspace, &ids, !reopen, &user(), now))?;
    Ok(Answer::Fine)
}

fn list(path: &Path, search: &str, as_json: bool) -> Result<Answer> {
    let workspace = open(path)?;
    let query = BranchQuery {
        search: search.to_string(),
        count: usize::MAX,
        ..BranchQuery::default()
    };
    let view = workflow::branches(&workspace, &query)?;
    if as_json {
        json(&view)?;
        return Ok(Answer::Fine);
    }
    let mut out = out();
    for row in &view.rows {
        let state = match row.enrolment {
            Enrolment::Asked => "asks to be enrolled",
            Enrolment::NotInvited => "not invited",
            Enrolment::Invited => "invited",
            Enrolment::Enrolled => "enrolled",
        };
        writeln!(
            out,
            "{:30} {:16} {state}",
            row.branch.name, row.branch.region
        )?;
        if let Some(asked) = &row.asked {
            let proof = match asked.is_proven {
                true => "proven by its invite",
                false => "NOT proven: compare the fingerprint by telephone",
            };
            writeln!(
                out,
                "  asked by {}, {proof}; key {}",
                asked.by, asked.fingerprint
            )?;
        }
    }
    writeln!(out, "{} of {} enrolled.", view.enrolled, view.total)?;
    out.flush()?;
    Ok(Answer::Fine)
}

fn show(path: &Path, name: &String, as_json: bool) -> Result<Answer> {
    let workspace = open(path)?;
    let id = ids(&workspace, std::slice::from_ref(name))?[0];
    let history = workflow::branch_history(&workspace, id)?;
    if as_json {
        json(&history)?;
        return Ok(Answer::Fine);
    }
    for receipt in &history.receipts {
        let holds = match (receipt.holds, receipt.counts) {
            (true, true) => "holds",
            (true, false) => "holds, but by a key that was out of use: it counts for nothing",
            (false, _) => "DOES NOT HOLD",
        };
        let clock = match receipt.is_clock_doubtful {
            true => ", clock doubtful",
            false => "",
        };
        say!(
            "Receipt {} for edition {}, {}: signature {holds}",
            receipt.seq,
            receipt.edition,
            for_roles(&receipt.audience)
        );
        say!("  “{}”", receipt.statement);
        say!(
            "  {}, {}, {}{clock}",
            receipt.person,
            receipt.role,
            moment(receipt.acknowledged_at)
        );
        say!(
            "  staff {} of {}; received {}",
            receipt.staff.len(),
            receipt.staff_count,
            moment(receipt.received_at)
        );
        say!("  sha256 {}", receipt.sha256);
    }
    if !history.missing.is_empty() {
        let missing: Vec<String> = history.missing.iter().map(u32::to_string).collect();
        say!("Missing between those that came: {}", missing.join(", "));
    }
    Ok(Answer::Fine)
}

pub fn collect(path: &Path, files: &[PathBuf], as_json: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    let now = Timestamp::now();
    let report = workflow::collect(&mut workspace, files, &user(), now, &mut |_| true)?;
    match as_json {
        true => json(&report)?,
        false => depots::print_report(&report),
    }
    Ok(Answer::when(report.refused.is_empty()))
}

pub fn overview(overview: &args::Overview) -> Result<Answer> {
    let workspace = open(&overview.workspace)?;
    let today = Zoned::now().date();
    let query = AcknowledgedQuery {
        edition: overview.edition,
        region: overview.region.clone(),
        count: usize::MAX,
        ..AcknowledgedQuery::default()
    };
    if overview.csv {
        let csv = workflow::acknowledged_csv(&workspace, &query, today)?;
        let mut out = out();
        out.write_all(csv.as_bytes())?;
        out.flush()?;
        return Ok(Answer::Fine);
    }
    let view = workflow::acknowledged(&workspace, &query, today, &TimeZone::system())?;
    if overview.json {
        json(&view)?;
        return Ok(Answer::Fine);
    }
    let Some(edition) = view.edition else {
        say!("No edition was issued yet.");
        return Ok(Answer::Fine);
    };
    let mut out = out();
    view.rows
        .iter()
        .try_for_each(|row| print_row(&mut out, row))?;
    let totals = &view.totals;
    writeln!(
        out,
        "Edition {edition}: {} of {} acknowledged, {} late, {} waiting, {} not enrolled, {} with nothing to do.",
        totals.acknowledged,
        totals.branches,
        totals.late,
        totals.waiting,
        totals.not_enrolled,
        totals.nothing_to_do
    )?;
    out.flush()?;
    Ok(Answer::Fine)
}

fn print_row(out: &mut impl Write, row: &AcknowledgedRow) -> Result<()> {
    let state = match row.state {
        AcknowledgedState::Late => paint(
            Paint::Red,
            &format!(
                "{} late",
                count(row.days_late.unsigned_abs() as usize, "day")
            ),
        ),
        AcknowledgedState::Waiting => "waiting".to_string(),
        AcknowledgedState::NotEnrolled => "not enrolled".to_string(),
        AcknowledgedState::NothingToDo => "nothing to do".to_string(),
        AcknowledgedState::Acknowledged => {
            let at = row.acknowledged_at.map_or(String::new(), moment);
            let clock = if row.is_clock_doubtful {
                ", clock doubtful"
            } else {
                ""
            };
            paint(Paint::Green, &format!("acknowledged {at}{clock}"))
        }
    };
    let staff = format!("{} of {}", row.staff_confirmed, row.staff_count);
    writeln!(
        out,
        "{:30} {:16} {staff:>10}  {state}",
        row.name, row.region
    )?;
    Ok(())
}

pub fn due(due: &args::Due) -> Result<Answer> {
    let mut workspace = open(&due.workspace)?;
    let audience = due.audience.as_deref().map(Role::from);
    let mut all = workspace.due(due.edition)?;
    all.retain(|other| other.audience != audience);
    all.push(handbook::Due {
        edition: due.edition,
        audience,
        on: due.on,
    });
    with_now(|now| workflow::set_due(&mut workspace, due.edition, &all, now))?;
    Ok(Answer::Fine)
}

pub fn evidence(evidence: &args::Evidence) -> Result<Answer> {
    let workspace = open(&evidence.workspace)?;
    let passphrase = passphrase::read(evidence.passphrase_file.as_deref(), false)?;
    let actor = user();
    let order = EvidenceOrder {
        day: evidence.on,
        zone: TimeZone::system(),
        passphrase: &passphrase,
        path: evidence.out.clone(),
        actor: &actor,
    };
    let path = with_now(|now| workflow::evidence(&workspace, &order, now))?;
    say!("Wrote {}.", path.display());
    Ok(Answer::Fine)
}
