//! The evidence report: which branch had acknowledged what on a day, signed for an auditor.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use export::{Acknowledged, BranchEvidence, EditionInForce, Evidence};
use handbook::{BranchId, Digest, EventKind, RecordHead, Sheet};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::{AcknowledgedBy, AcknowledgementRow, BranchRow, ReceiptRow, Workspace};

use crate::acknowledged::{Known, all_rows};
use crate::collect::expect_publisher;
use crate::identity::open_signatory;
use crate::invite::letterhead;
use crate::trust::trust_in_hand;
use crate::views::AcknowledgedState;
use crate::{Error, Now, root};

/// How many entries of the record are read at once.
const PAGE: u64 = 4096;

/// Where receipts stand in the record, by the digest of their content.
pub(crate) type Entries = HashMap<Digest, u64>;

/// What the person who makes a report decides.
#[derive(Debug, Clone)]
pub struct EvidenceOrder<'a> {
    /// The day that is reported on, to its end.
    pub day: Date,
    /// Where days begin and end.
    pub zone: TimeZone,
    /// Opens the publisher's key.
    pub passphrase: &'a str,
    /// The report's file.
    pub path: PathBuf,
    /// Who makes it.
    pub actor: &'a str,
}

/// Writes a report of what every branch that was asked had acknowledged on a day, as a PDF signed
/// by the publisher. What is kept is complete or not there at all.
pub fn evidence(workspace: &Workspace, order: &EvidenceOrder, now: &Now) -> Result<PathBuf, Error> {
    expect_publisher(workspace)?;
    let at = now.believable(workspace.record_head()?.map(|entry| entry.at))?;
    let signatory = open_signatory(workspace, order.passphrase, at)?;
    let evidence = gather(workspace, order, at)?;
    let pdf = export::evidence_report(&evidence, evidence.head.written_in)?;
    let name = signatory.certificate().common_name().unwrap_or_default();
    let reason = format!(
        "Acknowledgements of {} on {}",
        evidence.head.handbook, order.day
    );
    let pdf = signing::sign_pdf(&pdf, &signatory, at, &name, &reason)?;
    // Nothing is handed out that its reader would refuse.
    signing::verify_pdf(&pdf, Some(signatory.root().fingerprint()), at)?;
    depot::write_file(&order.path, &pdf)?;
    Ok(order.path.clone())
}

fn gather(workspace: &Workspace, order: &EvidenceOrder, at: Timestamp) -> Result<Evidence, Error> {
    let head = workspace
        .record_head()?
        .expect("a workspace's record is never empty");
    let known = Known::of(workspace)?;
    let sheet = in_force(&known.sheets, order);
    let edition = sheet.map(|sheet| edition(workspace, sheet)).transpose()?;
    Ok(Evidence {
        head: letterhead(&workspace.handbook()?, at),
        day: order.day,
        made_by: order.actor.to_string(),
        editions: edition.into_iter().collect(),
        branches: branches(workspace, &known, sheet, order)?,
        record: RecordHead {
            entries: head.seq,
            head: head.hash,
        },
        roots: roots(workspace)?,
    })
}

/// Returns the edition in force on a day: the last one that had been issued and held by then.
fn in_force<'a>(sheets: &'a [Sheet], order: &EvidenceOrder) -> Option<&'a Sheet> {
    let issued_on = |sheet: &Sheet| order.zone.to_datetime(sheet.issued_at).date();
    let holds = |sheet: &&Sheet| sheet.effective_on <= order.day && issued_on(sheet) <= order.day;
    sheets.iter().rev().find(holds)
}

fn edition(workspace: &Workspace, sheet: &Sheet) -> Result<EditionInForce, Error> {
    let files = workspace.edition_files(sheet.number)?;
    let mut file = files.iter().filter(|file| file.name.ends_with(".edition"));
    let file = file.next().ok_or(Error::NoEdition(sheet.number))?;
    Ok(EditionInForce {
        number: sheet.number,
        effective_on: sheet.effective_on,
        digest: Digest::of(sheet.to_json().as_bytes()),
        file_sha256: file.digest,
    })
}

fn roots(workspace: &Workspace) -> Result<Vec<Digest>, Error> {
    match trust_in_hand(workspace)? {
        Some(trust) => Ok(trust
            .roots()
            .iter()
            .map(|root| root.fingerprint())
            .collect()),
        None => Ok(vec![root(workspace)?.fingerprint()]),
    }
}

/// Lists the branches that were asked, with the newest edition that each had acknowledged.
fn branches(
    workspace: &Workspace,
    known: &Known,
    sheet: Option<&Sheet>,
    order: &EvidenceOrder,
) -> Result<Vec<BranchEvidence>, Error> {
    let by = workspace.acknowledged_by(order.day, &order.zone)?;
    let asked = asked(workspace, known, sheet, order.day)?;
    let mut found: HashMap<BranchId, ReceiptRow> = HashMap::new();
    for acknowledged in &by {
        let rows = workspace.receipts_of(acknowledged.branch)?;
        if let Some(row) = newest_by(rows, acknowledged, order) {
            found.insert(acknowledged.branch, row);
        }
    }
    let digests = found.values().map(|row| row.content).collect();
    let entries = entries_of_receipts(workspace, digests)?;
    let is_asked = |id| asked.as_ref().is_none_or(|asked| asked.contains(id));
    let open = known.open().filter(|row| is_asked(&row.branch.id));
    Ok(open
        .map(|row| of_branch(row, &found, &by, &entries))
        .collect())
}

/// Returns the branches of which the edition in force asks anything; none: nobody can say.
fn asked(
    workspace: &Workspace,
    known: &Known,
    sheet: Option<&Sheet>,
    day: Date,
) -> Result<Option<HashSet<BranchId>>, Error> {
    let Some(sheet) = sheet else {
        return Ok(None);
    };
    let receipts = workspace.acknowledgements(sheet.number)?;
    let rows = all_rows(workspace, known, sheet, &receipts, day)?;
    let asked = rows
        .iter()
        .filter(|row| row.state != AcknowledgedState::NothingToDo);
    Ok(Some(asked.map(|row| row.id).collect()))
}

/// Returns the newest receipt for an edition that had been made by the end of a day; it says how
/// far the staff were.
fn newest_by(
    rows: Vec<ReceiptRow>,
    acknowledged: &AcknowledgedBy,
    order: &EvidenceOrder,
) -> Option<ReceiptRow> {
    let is_by_then = |row: &ReceiptRow| {
        let moment = if row.is_clock_doubtful {
            row.received_at
        } else {
            row.made_at
        };
        order.zone.to_datetime(moment).date() <= order.day
    };
    let of_edition = rows
        .into_iter()
        .filter(|row| row.edition == acknowledged.edition && !row.is_after_stolen);
    let of_edition: Vec<ReceiptRow> = of_edition.collect();
    // The first one is what made it count, whatever its clock said of its making.
    let place = of_edition.iter().position(is_by_then);
    let place = place.or(of_edition.len().checked_sub(1))?;
    of_edition.into_iter().nth(place)
}

fn of_branch(
    row: &BranchRow,
    found: &HashMap<BranchId, ReceiptRow>,
    by: &[AcknowledgedBy],
    entries: &Entries,
) -> BranchEvidence {
    let id = row.branch.id;
    let receipt = found.get(&id);
    let place = by.binary_search_by_key(&id, |acknowledged| acknowledged.branch);
    let acknowledged = receipt
        .zip(place.ok())
        .map(|(receipt, place)| Acknowledged {
            edition: by[place].edition,
            at: by[place].at,
            is_clock_doubtful: receipt.is_clock_doubtful,
            person: receipt.person.clone(),
            role: receipt.role.clone(),
            staff_confirmed: receipt.staff_confirmed,
            receipt: receipt.content,
            entry: entry(entries, receipt.content),
        });
    BranchEvidence {
        id,
        branch: row.branch.name.clone(),
        region: row.branch.region.clone(),
        staff_count: receipt.map_or(0, |receipt| receipt.staff_total),
        acknowledged,
    }
}

/// Describes a branch's acknowledgement of an edition, for a table.
pub(crate) fn acknowledged_of(row: &AcknowledgementRow, entries: &Entries) -> Acknowledged {
    Acknowledged {
        edition: row.edition,
        at: row.acknowledged_at,
        is_clock_doubtful: row.is_clock_doubtful,
        person: row.person.clone(),
        role: row.role.clone(),
        staff_confirmed: row.staff_confirmed,
        receipt: row.receipt,
        entry: entry(entries, row.receipt),
    }
}

/// Returns a receipt's entry in the record; every receipt that is kept has one.
fn entry(entries: &Entries, receipt: Digest) -> u64 {
    entries.get(&receipt).copied().unwrap_or(0)
}

/// Finds the entries of the record that tell of receipts, reading it from its end.
pub(crate) fn entries_of_receipts(
    workspace: &Workspace,
    mut wanted: HashSet<Digest>,
) -> Result<Entries, Error> {
    #[derive(Deserialize)]
    struct Collected {
        sha256: Digest,
    }
    let mut found = Entries::new();
    let mut end = workspace.record_head()?.map_or(0, |head| head.seq);
    while end > 0 && !wanted.is_empty() {
        let from = end.saturating_sub(PAGE) + 1;
        let count = usize::try_from(end + 1 - from).expect("a page fits");
        for entry in workspace.entries(from, count)? {
            if entry.kind != EventKind::Collected {
                continue;
            }
            let collected: Option<Collected> = serde_json::from_str(&entry.body).ok();
            if let Some(digest) = collected.and_then(|c| wanted.take(&c.sha256)) {
                found.insert(digest, entry.seq);
            }
        }
        end = from - 1;
    }
    Ok(found)
}
