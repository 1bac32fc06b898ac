//! `rebuild`: after a loss, what the depot holds is taken over.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use workflow::{Depot, RebuildReport, Remains};

use super::depots::{credentials, open_depot, print_refused};
use super::open;
use crate::args::Rebuild;
use crate::machine::{user, with_now};
use crate::output::{Answer, count, json, spinner};
use crate::passphrase;
use crate::say;

pub fn run(order: &Rebuild) -> Result<Answer> {
    let report = match (&order.keys, &order.depot) {
        (Some(keys), Some(address)) => anew(order, keys, address)?,
        _ => restored(order)?,
    };
    match order.json {
        true => json(&report)?,
        false => print(order, &report),
    }
    Ok(Answer::when(
        report.refused.is_empty() && report.missing == 0,
    ))
}

/// Brings a workspace that was restored from a backup up to what the depot holds.
fn restored(order: &Rebuild) -> Result<RebuildReport> {
    let mut workspace = open(&order.workspace)?;
    let depot = open_depot(&workspace, order.depot.as_deref(), &order.access)?;
    let name = order.workspace.file_stem().unwrap_or_default();
    let name = name.to_string_lossy();
    let bar = spinner();
    let done = with_now(|now| {
        workflow::rebuild(&mut workspace, &*depot, &name, &user(), now, &mut |_| true)
    });
    bar.finish_and_clear();
    Ok(done?)
}

/// Makes a new workspace from the depot and the keys that are left.
fn anew(order: &Rebuild, keys: &Path, address: &str) -> Result<RebuildReport> {
    let depot: Box<dyn Depot> =
        workflow::open_depot(address, &credentials(&order.access, address)?)?;
    let passphrase = passphrase::read(order.passphrase_file.as_deref(), false)?;
    let [root, publisher, publisher_key] =
        ["root.pem", "publisher.pem", "publisher-key.pem"].map(|name| text(&keys.join(name)));
    let root_key = |file: &PathBuf| Ok((std::path::absolute(file)?, text(file)?));
    let root_keys = order.root_key.iter().map(root_key);
    let remains = Remains {
        root: &root?,
        publisher: &publisher?,
        publisher_key: &publisher_key?,
        root_keys: &root_keys.collect::<Result<Vec<_>>>()?,
        passphrase: &passphrase,
        address,
    };
    let bar = spinner();
    let path = &order.workspace;
    let done = with_now(|now| {
        workflow::rebuild_from_remains(path, &*depot, &remains, &user(), now, &mut |_| true)
    });
    bar.finish_and_clear();
    Ok(done?)
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn print(order: &Rebuild, report: &RebuildReport) {
    for number in &report.editions {
        say!("Edition {number} is genuine, and was taken over.");
    }
    say!(
        "{} taken over, {} known before, {} to be enrolled.",
        count(report.receipts as usize, "receipt"),
        report.known,
        count(report.requests as usize, "request")
    );
    report.refused.iter().for_each(print_refused);
    if report.branches > 0 {
        say!(
            "Branches that came back without name, region and manager: {}. Enter these again.",
            report.branches
        );
    }
    if report.missing > 0 {
        say!(
            "{} confirmed to branches and not in the depot: ask the branches for the files.",
            count(report.missing as usize, "receipt")
        );
    }
    if report.needs_key {
        say!(
            "The roots have put this publisher's key out of use: make a new one with “plumbline key new --root-key FILE”."
        );
    }
    if order.keys.is_some() {
        say!("Show a second copy of the root's key with “plumbline key copy” before you go on.");
    }
    say!("The next state will follow on state {}.", report.state);
}
