//! The evidence report: which branch had acknowledged what on a day, signed for an auditor.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use export::{Acknowledged, BranchEvidence, EditionInForce, Evidence};
use handbook::{Branch, BranchId, Digest, Entry, EventKind, RecordHead};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::{AcknowledgedBy, Acknowledgement, EditionHead, ReceiptRow, Workspace};

use crate::acknowledged::Yardstick;
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
    let heads = workspace.edition_heads()?;
    let in_force = in_force(&heads, order).map(|head| head.number);
    let edition = in_force.map(|number| edition(workspace, number));
    Ok(Evidence {
        head: letterhead(&workspace.handbook()?, at),
        day: order.day,
        made_by: order.actor.to_string(),
        editions: edition.into_iter().collect::<Result<_, _>>()?,
        branches: branches(workspace, &heads, in_force, order)?,
        record: RecordHead {
            entries: head.seq,
            head: head.hash,
        },
        roots: roots(workspace)?,
    })
}

/// Returns the edition in force on a day: the last one that had been issued and held by then.
fn in_force<'a>(heads: &'a [EditionHead], order: &EvidenceOrder) -> Option<&'a EditionHead> {
    let issued_on = |head: &EditionHead| order.zone.to_datetime(head.issued_at).date();
    let holds =
        |head: &&EditionHead| head.effective_on <= order.day && issued_on(head) <= order.day;
    heads.iter().rev().find(holds)
}

fn edition(workspace: &Workspace, number: u32) -> Result<EditionInForce, Error> {
    let sheet = workspace.sheet(number)?;
    let files = workspace.edition_files(number)?;
    let mut file = files.iter().filter(|file| file.name.ends_with(".edition"));
    let file = file.next().ok_or(Error::NoEdition(number))?;
    Ok(EditionInForce {
        number,
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
    heads: &[EditionHead],
    in_force: Option<u32>,
    order: &EvidenceOrder,
) -> Result<Vec<BranchEvidence>, Error> {
    let by = workspace.acknowledged_by(order.day, &order.zone)?;
    let asked = asked(workspace, heads, in_force, order.day)?;
    let mut found: HashMap<BranchId, ReceiptRow> = HashMap::new();
    for acknowledged in &by {
        let rows = workspace.receipts_of(acknowledged.branch)?;
        if let Some(row) = newest_by(rows, acknowledged, order) {
            found.insert(acknowledged.branch, row);
        }
    }
    let digests = found.values().map(|row| row.content).collect();
    let entries = entries_of_receipts(workspace, digests)?;
    let is_asked = |id: &BranchId| asked.as_ref().is_none_or(|asked| asked.contains(id));
    let rows = workspace.branches()?.into_iter();
    let open = rows.filter(|row| row.closed_at.is_none() && is_asked(&row.branch.id));
    Ok(open
        .map(|row| of_branch(row.branch, &found, &by, &entries))
        .collect())
}

/// Returns the branches of which the edition in force asks anything; none: nobody can say.
fn asked(
    workspace: &Workspace,
    heads: &[EditionHead],
    in_force: Option<u32>,
    day: Date,
) -> Result<Option<HashSet<BranchId>>, Error> {
    let Some(edition) = in_force else {
        return Ok(None);
    };
    let mut yardstick = Yardstick::of(workspace, heads, edition, day)?;
    let mut asked = HashSet::new();
    for standing in workspace.standings(edition)? {
        let row = yardstick.line(standing)?.row;
        if row.state != AcknowledgedState::NothingToDo {
            asked.insert(row.id);
        }
    }
    Ok(Some(asked))
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
    branch: Branch,
    found: &HashMap<BranchId, ReceiptRow>,
    by: &[AcknowledgedBy],
    entries: &Entries,
) -> BranchEvidence {
    let id = branch.id;
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
        branch: branch.name,
        region: branch.region,
        staff_count: receipt.map_or(0, |receipt| receipt.staff_total),
        acknowledged,
    }
}

/// Describes a branch's acknowledgement of an edition, for a table.
pub(crate) fn acknowledged_of(own: Acknowledgement, entries: &Entries) -> Acknowledged {
    Acknowledged {
        edition: own.edition,
        at: own.acknowledged_at,
        is_clock_doubtful: own.is_clock_doubtful,
        person: own.person,
        role: own.role,
        staff_confirmed: own.staff_confirmed,
        receipt: own.receipt,
        entry: entry(entries, own.receipt),
    }
}

/// Returns a receipt's entry in the record; every receipt that is kept has one.
fn entry(entries: &Entries, receipt: Digest) -> u64 {
    entries.get(&receipt).copied().unwrap_or(0)
}

/// Returns the entries of the record that tell of a branch's receipts.
pub(crate) fn entries_of_branch(workspace: &Workspace, branch: BranchId) -> Result<Entries, Error> {
    let entries = workspace.entries_about(&branch.to_string(), EventKind::Collected)?;
    let told = entries
        .iter()
        .filter_map(|entry| Some((collected(entry)?, entry.seq)));
    Ok(told.collect())
}

/// Returns which receipt an entry of the record tells of.
fn collected(entry: &Entry) -> Option<Digest> {
    #[derive(Deserialize)]
    struct Collected {
        sha256: Digest,
    }
    let collected: Collected = serde_json::from_str(&entry.body).ok()?;
    Some(collected.sha256)
}

/// Finds the entries of the record that tell of many receipts, reading it from its end.
pub(crate) fn entries_of_receipts(
    workspace: &Workspace,
    mut wanted: HashSet<Digest>,
) -> Result<Entries, Error> {
    let mut found = Entries::new();
    let mut end = workspace.record_head()?.map_or(0, |head| head.seq);
    while end > 0 && !wanted.is_empty() {
        let from = end.saturating_sub(PAGE) + 1;
        let count = usize::try_from(end + 1 - from).expect("a page fits");
        for entry in workspace.entries(from, count)? {
            if entry.kind != EventKind::Collected {
                continue;
            }
            if let Some(digest) = collected(&entry).and_then(|digest| wanted.take(&digest)) {
                found.insert(digest, entry.seq);
            }
        }
        end = from - 1;
    }
    Ok(found)
}
