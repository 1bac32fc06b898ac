//! Reminds branches: a mail for the publisher's own mail program to send, or a list to call from.

mod letter;
mod mail;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use export::{Reminder, ReminderList};
use handbook::{BranchId, Handbook};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::Workspace;

use crate::acknowledged::{is_remindable, matching};
use crate::branches::{fold, is_address};
use crate::invite::letterhead;
use crate::views::{AcknowledgedQuery, AcknowledgedRow};
use crate::{Error, Now};

/// How the record says that a reminder went by mail.
pub(crate) const BY_MAIL: &str = "mail";
/// How the record says that a list was printed.
const BY_LIST: &str = "list";

/// Who is to be reminded, and how.
#[derive(Debug, Clone)]
pub struct RemindOrder<'a> {
    /// The branches; of those that match, the late and the waiting ones are reminded.
    pub query: &'a AcknowledgedQuery,
    /// Only these of them.
    pub ids: Option<&'a [BranchId]>,
    /// By a mail, or else by a list to call from.
    pub by_mail: bool,
    /// The file: an `.eml` draft, or a PDF.
    pub path: PathBuf,
    /// Who reminds.
    pub actor: &'a str,
    /// Today.
    pub today: Date,
    /// Where days begin and end.
    pub zone: TimeZone,
}

/// Who was reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reminded {
    /// How many branches the file reaches.
    pub count: usize,
    /// The file.
    pub path: PathBuf,
    /// How many could not be reached, because no address of theirs is known.
    pub without_address: usize,
}

/// A branch to be reminded, and its address.
struct Reached {
    row: AcknowledgedRow,
    email: String,
}

/// Writes the draft of a mail to branches, or a list of them, and notes that they were reminded.
/// A draft hides the receivers from each other and is sent by nobody but its reader.
pub fn remind(
    workspace: &mut Workspace,
    order: &RemindOrder,
    now: &Now,
) -> Result<Reminded, Error> {
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let (edition, lines) = matching(workspace, order.query, order.today)?;
    let is_meant = |row: &AcknowledgedRow| order.ids.is_none_or(|ids| ids.contains(&row.id));
    let rows = lines.into_iter().map(|line| line.row);
    let rows = rows.filter(|row| is_remindable(row) && is_meant(row));
    let meant = with_addresses(workspace, rows.collect())?;
    let all = meant.len();
    let can_reach = |reached: &Reached| !order.by_mail || is_address(&reached.email);
    let reached: Vec<Reached> = meant.into_iter().filter(can_reach).collect();
    if reached.is_empty() {
        return Err(Error::NobodyToRemind(edition));
    }
    let handbook = workspace.handbook()?;
    let bytes = match order.by_mail {
        true => draft(&handbook, edition, &reached, at),
        false => list(&handbook, edition, &reached, order, at)?,
    };
    let ids: Vec<BranchId> = reached.iter().map(|reached| reached.row.id).collect();
    let how = if order.by_mail { BY_MAIL } else { BY_LIST };
    write(&order.path, &bytes)?;
    workspace.add_reminders(&ids, edition, how, order.actor, at)?;
    Ok(Reminded {
        count: ids.len(),
        path: order.path.clone(),
        without_address: all - ids.len(),
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    Ok(depot::write_file(path, bytes)?)
}

fn with_addresses(
    workspace: &Workspace,
    rows: Vec<AcknowledgedRow>,
) -> Result<Vec<Reached>, Error> {
    let branches = workspace.branches()?.into_iter().map(|row| row.branch);
    let mut emails: std::collections::HashMap<BranchId, String> =
        branches.map(|branch| (branch.id, branch.email)).collect();
    let reached = rows.into_iter().map(|row| Reached {
        email: emails.remove(&row.id).unwrap_or_default(),
        row,
    });
    Ok(reached.collect())
}

/// Writes the mail: one for all, without doubles among its receivers.
fn draft(handbook: &Handbook, edition: u32, reached: &[Reached], at: Timestamp) -> Vec<u8> {
    let mut known = HashSet::new();
    let addresses: Vec<&str> = reached
        .iter()
        .map(|reached| reached.email.as_str())
        .filter(|address| known.insert(fold(address)))
        .collect();
    let first = reached.first().and_then(|reached| reached.row.due_on);
    let is_for_all = reached.iter().all(|reached| reached.row.due_on == first);
    let due_on = first.filter(|_| is_for_all);
    let letter = letter::letter(handbook, edition, due_on);
    mail::draft(&letter.subject, &letter.text, &addresses, at).into_bytes()
}

fn list(
    handbook: &Handbook,
    edition: u32,
    reached: &[Reached],
    order: &RemindOrder,
    at: Timestamp,
) -> Result<Vec<u8>, Error> {
    let day = |at: Timestamp| order.zone.to_datetime(at).date();
    let branches = reached.iter().map(|reached| Reminder {
        branch: reached.row.name.clone(),
        region: reached.row.region.clone(),
        manager: reached.row.manager.clone(),
        email: reached.email.clone(),
        due_on: reached.row.due_on,
        last_heard_on: reached.row.last_heard_at.map(day),
    });
    let list = ReminderList {
        head: letterhead(handbook, at),
        edition,
        today: order.today,
        branches: branches.collect(),
    };
    Ok(export::reminder_list(&list, handbook.source_language())?)
}
