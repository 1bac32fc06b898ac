//! `depot`, `sync`, `parcel`: the place where editions and receipts are exchanged.

use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use workflow::{Credentials, Depot, ExchangeReport, ReceiveReport, RefusedFile, Workspace};

use super::open;
use crate::args::{self, Access};
use crate::machine::{user, with_now};
use crate::next::next_step;
use crate::output::{Answer, count, json, spinner};
use crate::passphrase;
use crate::say;

pub fn run(depot: &args::Depot) -> Result<Answer> {
    match depot {
        args::Depot::Set {
            workspace,
            address,
            access,
            save,
            ..
        } => set(workspace, address.as_deref(), access, *save),
        args::Depot::Show { workspace } => show(workspace),
    }
}

fn set(path: &Path, address: Option<&str>, access: &Access, save: bool) -> Result<Answer> {
    let mut workspace = open(path)?;
    if let Some(address) = address {
        let credentials = credentials(access, address)?;
        let depot = workflow::open_depot(address, &credentials)?;
        match workflow::membership(&workspace)? {
            Some(_) => look(address, &*depot)?,
            None => try_out(address, &*depot)?,
        }
        if let Some(file) = access.credentials.as_ref().filter(|_| save) {
            workflow::save_credentials(file, address, &credentials)?;
        }
    }
    with_now(|now| workflow::set_depot(&mut workspace, address, &user(), now))?;
    Ok(Answer::Fine)
}

/// Looks into a branch's depot, where a branch may have no right to write anything but its own.
fn look(address: &str, depot: &dyn Depot) -> Result<()> {
    workflow::look(address, depot)?;
    say!("{address} can be read. Nothing was written there to try it out.");
    Ok(())
}

/// Writes, lists and deletes files of a trial in HR's depot, and says what it can do.
fn try_out(address: &str, depot: &dyn Depot) -> Result<()> {
    let probe = workflow::probe(address, depot)?;
    say!("{address} keeps what is put there.");
    if !probe.lists {
        bail!("it does not list what it holds, so it cannot be a depot");
    }
    say!("It lists what it holds.");
    match probe.refuses_twins {
        true => say!("It refuses to write over what is there."),
        false => say!(
            "It would write over what is there, as most stores do; what is written over is noticed, because everything is named by its content."
        ),
    }
    match probe.deletes {
        true => say!("It let the files of this trial be deleted again."),
        false => say!(
            "It did not let the files of this trial be deleted; they lie in handbook/v1/probe, and nobody reads them."
        ),
    }
    Ok(())
}

fn show(path: &Path) -> Result<Answer> {
    match workflow::depot_address(&open(path)?)? {
        Some(address) => say!("{address}"),
        None => say!("No depot is set."),
    }
    Ok(Answer::Fine)
}

/// Returns the name and secret for a store: from the environment, or from the file.
pub fn credentials(access: &Access, address: &str) -> Result<Credentials> {
    let set = |name: &str| std::env::var(name).ok();
    if let (Some(name), Some(secret)) = (set("PLUMBLINE_DEPOT_NAME"), set("PLUMBLINE_DEPOT_SECRET"))
    {
        return Ok(Credentials { name, secret });
    }
    let Some(file) = &access.credentials else {
        return Ok(Credentials::default());
    };
    Ok(workflow::read_credentials(file, address)?)
}

/// Opens the depot that was named, or the workspace's.
pub fn open_depot(
    workspace: &Workspace,
    named: Option<&str>,
    access: &Access,
) -> Result<Box<dyn Depot>> {
    let own = workflow::depot_address(workspace)?;
    let address = named.map(str::to_string).or(own);
    let address = address.ok_or(workflow::Error::NoDepot)?;
    Ok(workflow::open_depot(
        &address,
        &credentials(access, &address)?,
    )?)
}

pub fn sync(sync: &args::Sync) -> Result<Answer> {
    let mut workspace = open(&sync.workspace)?;
    let depot = open_depot(&workspace, sync.depot.as_deref(), &sync.access)?;
    let bar = spinner();
    let answer = match workflow::membership(&workspace)? {
        Some(_) => meet(&mut workspace, &*depot, sync),
        None => exchange(&mut workspace, &*depot, sync),
    };
    bar.finish_and_clear();
    answer
}

fn exchange(workspace: &mut Workspace, depot: &dyn Depot, sync: &args::Sync) -> Result<Answer> {
    let passphrase = match sync.collect_only {
        true => None,
        false => Some(passphrase::read(sync.passphrase_file.as_deref(), false)?),
    };
    let secret = passphrase.as_ref().map(|secret| secret.as_str());
    let report =
        with_now(|now| workflow::exchange(workspace, depot, secret, &user(), now, &mut |_| true))?;
    if sync.json {
        json(&report)?;
    } else {
        print_report(&report);
        let editions = report.editions.iter().map(u32::to_string);
        let editions: Vec<String> = editions.collect();
        if !editions.is_empty() {
            say!("Edition {} is in the depot now.", editions.join(", "));
        }
        say!(
            "{} put into the depot.",
            count(report.sent as usize, "file")
        );
        if report.is_unsigned {
            say!("Something new waits for the publisher's signature: sync without --collect-only.");
        }
    }
    Ok(Answer::when(report.refused.is_empty()))
}

fn meet(workspace: &mut Workspace, depot: &dyn Depot, sync: &args::Sync) -> Result<Answer> {
    let now = Timestamp::now();
    let report = workflow::meet_depot(workspace, depot, &user(), now, &mut |_| true)?;
    if sync.json {
        json(&report)?;
    } else {
        print_received(&report);
        say!(
            "{} sent, {} confirmed by HR.",
            count(report.sent as usize, "receipt"),
            report.confirmed
        );
    }
    warn_of_silence(workspace, sync.json)?;
    Ok(Answer::when(report.refused.is_empty()))
}

pub fn print_report(report: &ExchangeReport) {
    say!(
        "{} taken in, {} known before, {} to be enrolled.",
        count(report.receipts as usize, "receipt"),
        report.known,
        count(report.requests as usize, "request")
    );
    if report.waiting > 0 {
        say!(
            "{} until a branch's key is accepted: see “plumbline branch enrol”.",
            match report.waiting {
                1 => "1 receipt waits".to_string(),
                more => format!("{more} receipts wait"),
            }
        );
    }
    report.refused.iter().for_each(print_refused);
}

pub fn print_received(report: &ReceiveReport) {
    for number in &report.received {
        say!("Edition {number} is genuine, and was received.");
    }
    for number in &report.known {
        say!("Edition {number} is here already.");
    }
    report.refused.iter().for_each(print_refused);
}

/// Warns where HR has promised something newer by a day that is past. Beside JSON it is a
/// message.
pub fn warn_of_silence(workspace: &Workspace, as_json: bool) -> Result<()> {
    let Some(silence) = workflow::silence(workspace, Zoned::now().date())? else {
        return Ok(());
    };
    let since = silence.since.to_zoned(TimeZone::system()).date();
    let warning = format!(
        "Nothing new has come since {since}; HR promised to publish by {}. Somebody may be keeping updates back: ask HR.",
        silence.promised_by
    );
    match as_json {
        true => eprintln!("plumbline: {warning}"),
        false => say!("{warning}"),
    }
    Ok(())
}

pub fn print_refused(refused: &RefusedFile) {
    say!(
        "Refused {} ({}): {}\n  Next: {}.",
        refused.name,
        refused.code,
        refused.reason,
        next_step(refused.code)
    );
}

pub fn parcel(parcel: &args::Parcel) -> Result<Answer> {
    let mut workspace = open(&parcel.workspace)?;
    let passphrase = passphrase::read(parcel.passphrase_file.as_deref(), false)?;
    with_now(|now| workflow::write_parcel(&mut workspace, &passphrase, &parcel.file, &user(), now))
        .with_context(|| format!("{} was not written", parcel.file.display()))?;
    say!("Wrote {}.", parcel.file.display());
    Ok(Answer::Fine)
}
