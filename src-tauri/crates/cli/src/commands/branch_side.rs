//! What a branch does: join, receive, look at the changes, acknowledge.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use handbook::Briefing;
use jiff::{Timestamp, Zoned};
use workflow::{Confirming, InviteCode, OpenedInvite, PersonView, Workspace};

use super::changes::{print_changes, with_codes};
use super::{depots, open};
use crate::args::{self, Team};
use crate::machine::{user, with_now};
use crate::output::{Answer, count, json, moment};
use crate::say;

/// Fetches the invite that belongs to words, or to a code, from the depot.
fn fetch_invite(join: &args::Join, given: &str) -> Result<OpenedInvite> {
    let code = workflow::read_invite_code(given).unwrap_or_else(|| InviteCode {
        depot: None,
        words: given.to_string(),
    });
    let address = join.depot.clone().or(code.depot);
    let address = address.context("words need --depot ADDRESS")?;
    let credentials = depots::credentials(&join.access, &address)?;
    let depot = workflow::open_depot(&address, &credentials)?;
    Ok(workflow::fetch_invite(&*depot, &code.words)?)
}

pub fn join(join: &args::Join) -> Result<Answer> {
    let today = Zoned::now().date();
    let opened = match (&join.invite, &join.words) {
        (Some(file), _) => workflow::open_invite(file)?,
        (None, words) => fetch_invite(join, words.as_deref().unwrap_or_default())?,
    };
    let view = opened.view(today);
    let depot = join.depot.as_deref();
    let made =
        with_now(|now| workflow::join(&join.workspace, &opened, depot, &join.by, today, now));
    let workspace = made?;
    say!(
        "Joined {} of {} as {}.",
        view.title,
        view.organisation,
        view.branch
    );
    say!(
        "Compare this fingerprint with what HR says: {}",
        view.fingerprint
    );
    if let Some(file) = &join.request {
        let (_, request) = workflow::enrolment_request(&workspace)?;
        workflow::write_file(file, &request)?;
        say!(
            "Give {} to HR, which accepts the branch's key with it.",
            file.display()
        );
    }
    Ok(Answer::Fine)
}

pub fn receive(path: &Path, files: &[PathBuf], as_json: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    let now = Timestamp::now();
    let report = workflow::receive(&mut workspace, files, &user(), now, &mut |_| true)?;
    if as_json {
        json(&report)?;
    } else {
        depots::print_received(&report);
        if !report.received.is_empty() {
            print_changes(&workflow::what_changed(
                &workspace,
                Zoned::now().date(),
                now,
            )?);
        }
    }
    depots::warn_of_silence(&workspace, as_json)?;
    Ok(Answer::when(report.refused.is_empty()))
}

pub fn acknowledge(order: &args::Acknowledge) -> Result<Answer> {
    let mut workspace = open(&order.workspace)?;
    let now = Timestamp::now();
    let view = workflow::what_changed(&workspace, Zoned::now().date(), now)?;
    let newest = view.edition.map(|edition| edition.number);
    if newest != Some(order.edition) {
        match newest {
            Some(newest) => {
                bail!("only the newest edition can be acknowledged, and that is {newest}")
            }
            None => bail!("no edition was received yet, so there is nothing to acknowledge"),
        }
    }
    // Whoever names the edition on the command line has seen its changes.
    workflow::tick_all(&mut workspace, now)?;
    let made = workflow::acknowledge(&mut workspace, &order.by, &order.role, now)?;
    let files = match &order.out {
        Some(folder) => workflow::save_receipts(&mut workspace, folder, now)?,
        None => Vec::new(),
    };
    if order.json {
        json(&made)?;
        return Ok(Answer::Fine);
    }
    say!("“{}”", made.statement);
    say!(
        "Receipt {} for edition {} is signed: {}",
        made.seq,
        made.edition,
        made.sha256
    );
    files.iter().for_each(|file| say!("  {}", file.display()));
    if files.is_empty() {
        say!("“plumbline sync” sends it.");
    }
    Ok(Answer::Fine)
}

pub fn team(team: &Team) -> Result<Answer> {
    let now = Timestamp::now();
    match team {
        Team::Add {
            workspace,
            name,
            role,
        } => {
            let person = PersonView {
                id: String::new(),
                name: name.clone(),
                role: role.clone(),
            };
            with_now(|now| {
                workflow::save_person(&mut open(workspace)?, &person, now)
                    .map_err(anyhow::Error::from)
            })?;
        }
        Team::Remove { workspace, name } => workflow::remove_person(&mut open(workspace)?, name)?,
        Team::List { workspace, json } => return list(workspace, *json),
        Team::Confirm {
            workspace,
            names,
            on,
            by,
        } => {
            let how = Confirming::OnPaper {
                on: *on,
                entered_by: by,
            };
            let new = workflow::confirm(&mut open(workspace)?, names, &how, by, now)?;
            say!("{} entered.", count(new, "confirmation"));
        }
        Team::Brief {
            workspace,
            on,
            by,
            present,
            note,
        } => brief(workspace, *on, by, present, note)?,
        Team::BriefingSheet {
            workspace,
            out,
            about,
        } => briefing_sheet(&mut open(workspace)?, out, about)?,
        Team::ConfirmationSheet { workspace, out } => {
            workflow::confirmation_sheet(&open(workspace)?, out, now)?;
            say!("Wrote {}.", out.display());
        }
    }
    Ok(Answer::Fine)
}

fn briefing_sheet(workspace: &mut Workspace, out: &Path, about: &[String]) -> Result<()> {
    let now = Timestamp::now();
    if !about.is_empty() {
        let view = workflow::what_changed(workspace, Zoned::now().date(), now)?;
        let chosen = with_codes(&view, about)?;
        let ids: Vec<_> = chosen.iter().map(|change| change.id).collect();
        workflow::choose_for_briefing(workspace, &ids)?;
    }
    workflow::briefing_sheet(workspace, out, now)?;
    say!("Wrote {}.", out.display());
    Ok(())
}

fn list(path: &Path, as_json: bool) -> Result<Answer> {
    let view = workflow::what_changed(&open(path)?, Zoned::now().date(), Timestamp::now())?;
    if as_json {
        json(&view.team)?;
        return Ok(Answer::Fine);
    }
    for member in &view.team {
        let confirmed = member.confirmed.as_ref();
        let state = confirmed.map_or("has not confirmed".to_string(), |own| {
            format!("confirmed {}, {}", own.how, moment(own.at))
        });
        say!("{}, {}: {state}", member.person.name, member.person.role);
    }
    say!("{} of {} confirmed.", view.confirmed, view.team.len());
    Ok(Answer::Fine)
}

fn brief(
    path: &Path,
    on: jiff::civil::Date,
    by: &str,
    present: &[String],
    note: &str,
) -> Result<()> {
    let mut workspace = open(path)?;
    let now = Timestamp::now();
    let view = workflow::what_changed(&workspace, Zoned::now().date(), now)?;
    let names: Vec<String> = view
        .team
        .into_iter()
        .map(|member| member.person.name)
        .collect();
    let present = match present {
        [] => names.clone(),
        some => some.to_vec(),
    };
    let absent = names.into_iter().filter(|name| !present.contains(name));
    let briefing = Briefing {
        on,
        led_by: by.to_string(),
        absent: absent.collect(),
        present,
        note: note.to_string(),
    };
    workflow::brief(&mut workspace, &briefing, by, now)?;
    say!(
        "Recorded: {} present, {} absent.",
        briefing.present.len(),
        briefing.absent.len()
    );
    Ok(())
}
