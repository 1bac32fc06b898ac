//! Everything that came from one branch, its signatures checked again.

use handbook::{BranchId, Receipt, SeenStandard, Sheet};
use store::{BranchCertificate, ReceiptRow, Reminder, Workspace};

use crate::branches::branch_row;
use crate::evidence::entries_of_branch;
use crate::names::file_name;
use crate::remind::BY_MAIL;
use crate::views::{BranchHistory, ReceiptView, ReminderView, SeenView};
use crate::{Error, evidence::Entries};

/// How many missing receipts are named.
const MISSING: usize = 500;

/// Shows everything that came from a branch, the newest first. Each receipt's signature is checked
/// again.
pub fn branch_history(workspace: &Workspace, id: BranchId) -> Result<BranchHistory, Error> {
    let branch = branch_row(workspace, id)?.branch;
    let rows = workspace.receipts_of(id)?;
    let entries = entries_of_branch(workspace, id)?;
    let sheets = workspace.editions()?;
    let certificates = workspace.certificates(id)?;
    let mut receipts = Vec::new();
    for row in &rows {
        let verified = verified(workspace, row, &certificates)?;
        receipts.push(view(row, verified, &sheets, &entries));
    }
    let gaps = workspace.receipt_gaps(id)?.missing.into_iter();
    let missing = gaps.flat_map(|(first, last)| first..=last).map(number);
    let reminders = workspace.reminders(id)?.into_iter().map(reminder);
    Ok(BranchHistory {
        branch,
        receipts,
        missing: missing.take(MISSING).collect(),
        reminders: reminders.collect(),
    })
}

/// Returns a branch's receipt as a file: its name, and the bytes that the branch signed.
pub fn receipt_file(
    workspace: &Workspace,
    branch: BranchId,
    seq: u64,
) -> Result<(String, Vec<u8>), Error> {
    let name = branch_row(workspace, branch)?.branch.name;
    let mut rows = workspace.receipts_of(branch)?.into_iter();
    let row = rows
        .find(|row| row.seq == seq)
        .ok_or(Error::NoReceipt(seq))?;
    let bytes = workspace.receipt_bytes(row.content)?;
    let bytes = bytes.ok_or(Error::NoReceipt(seq))?;
    let name = format!("{}-edition-{}-{seq}.receipt", file_name(&name), row.edition);
    Ok((name, bytes))
}

/// A receipt that was signed with one of the branch's keys.
struct Verified {
    receipt: Receipt,
    key: String,
}

/// Checks a receipt's signature; none where it does not hold.
fn verified(
    workspace: &Workspace,
    row: &ReceiptRow,
    certificates: &[BranchCertificate],
) -> Result<Option<Verified>, Error> {
    let Some(bytes) = workspace.receipt_bytes(row.content)? else {
        return Ok(None);
    };
    let verified = certificates.iter().rev().find_map(|certificate| {
        let believed = signing::verify_receipt(&bytes, certificate.fingerprint).ok()?;
        let is_same = believed.digest == row.content;
        is_same.then(|| Verified {
            receipt: believed.content,
            key: certificate.fingerprint.fingerprint(),
        })
    });
    Ok(verified)
}

fn view(
    row: &ReceiptRow,
    verified: Option<Verified>,
    sheets: &[Sheet],
    entries: &Entries,
) -> ReceiptView {
    let key = verified.as_ref().map(|verified| verified.key.clone());
    let receipt = verified.map(|verified| verified.receipt);
    let seen = receipt.iter().flat_map(|receipt| &receipt.standards);
    let standards = seen.map(|standard| self::seen(standard, row.edition, sheets));
    ReceiptView {
        seq: number(row.seq),
        edition: row.edition,
        audience: row.audience.clone(),
        person: row.person.clone(),
        role: row.role.clone(),
        acknowledged_at: row.acknowledged_at,
        made_at: row.made_at,
        received_at: row.received_at,
        is_clock_doubtful: row.is_clock_doubtful,
        standards: standards.collect(),
        staff_count: row.staff_total,
        key: key.unwrap_or_default(),
        holds: receipt.is_some(),
        counts: !row.is_after_stolen,
        sha256: row.content,
        entry: entries.get(&row.content).map(|entry| number(*entry)),
        shown_sha256: receipt.as_ref().map_or(Receipt::START, |r| r.shown_sha256),
        statement: receipt
            .as_ref()
            .map(|r| r.statement.clone())
            .unwrap_or_default(),
        briefing: receipt.as_ref().and_then(|r| r.briefing.clone()),
        staff: receipt.map(|r| r.staff).unwrap_or_default(),
    }
}

/// Names a standard as the newest edition up to `edition` that holds it does.
fn seen(standard: &SeenStandard, edition: u32, sheets: &[Sheet]) -> SeenView {
    let older = sheets.iter().rev().filter(|sheet| sheet.number <= edition);
    let mut entries = older.flat_map(|sheet| &sheet.standards);
    let entry = entries.find(|entry| entry.id == standard.id);
    SeenView {
        id: standard.id,
        code: entry.map(|entry| entry.code.0.clone()).unwrap_or_default(),
        title: entry.map(|entry| entry.title.clone()).unwrap_or_default(),
        revision: standard.revision,
    }
}

fn reminder(reminder: Reminder) -> ReminderView {
    ReminderView {
        at: reminder.at,
        edition: reminder.edition,
        by_mail: reminder.how == BY_MAIL,
    }
}

fn number(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
