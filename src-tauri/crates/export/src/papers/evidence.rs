//! The evidence report: which branch had acknowledged what on a day, for an auditor.

use std::collections::BTreeMap;

use handbook::{BranchId, Digest, Language, RecordHead};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Error;
use crate::fonts::Typeface;
use crate::layout::pages::{Block, COLUMN, Stack};
use crate::layout::strip::{Strip, Style, after, beside};
use crate::layout::styles::{PLAIN, SMALL, SUBHEAD};
use crate::layout::{NodeId, Role, Tree};
use crate::papers::Letterhead;
use crate::papers::desk::{Desk, count, moment, name, own};
use crate::papers::proof::how_to_check;
use crate::papers::table::{Line, Table, table};
use crate::phrases::fill;

const TITLE: Style = Style::new(Typeface::SerifBold, 21.0, 1.2);
const CELL: Style = Style::new(Typeface::Sans, 8.4, 1.35);
const STRONG: Style = Style::new(Typeface::SansBold, 8.4, 1.35);
const DIGITS: Style = Style::new(Typeface::Mono, 7.6, 1.45);
/// How many hexadecimal digits of a receipt's digest stand in the table.
const SHORT: usize = 16;

/// What branches had acknowledged on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Whose handbook it is.
    pub head: Letterhead,
    /// The day that is reported on.
    pub day: Date,
    /// Who made the report, as typed.
    pub made_by: String,
    /// The editions in force that day.
    pub editions: Vec<EditionInForce>,
    /// Every branch that was asked, each once.
    pub branches: Vec<BranchEvidence>,
    /// The record as it was when the report was made.
    pub record: RecordHead,
    /// The digests of the root certificates (DER).
    pub roots: Vec<Digest>,
}

/// An edition in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionInForce {
    /// The edition's number.
    pub number: u32,
    /// From when on it held.
    pub effective_on: Date,
    /// The edition's identity: the digest of its sheet.
    pub digest: Digest,
    /// The digest of the edition file's bytes.
    pub file_sha256: Digest,
}

/// What a branch had acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchEvidence {
    /// The branch.
    pub id: BranchId,
    /// Its name.
    pub branch: String,
    /// Its region; empty for none.
    pub region: String,
    /// How many people are on its list.
    pub staff_count: u32,
    /// Its newest acknowledgement; none if there is not any.
    pub acknowledged: Option<Acknowledged>,
}

/// An acknowledgement, and where its receipt is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The edition's number.
    pub edition: u32,
    /// When, by the branch's clock.
    pub at: Timestamp,
    /// Whether that clock contradicts what the publisher knows.
    pub is_clock_doubtful: bool,
    /// Who acknowledged it, as entered.
    pub person: String,
    /// In which role, as entered.
    pub role: String,
    /// How many of the staff had confirmed it.
    pub staff_confirmed: u32,
    /// The digest of the receipt's content.
    pub receipt: Digest,
    /// The receipt's entry in the record.
    pub entry: u64,
}

/// Writes the report of who had acknowledged what on a day as a PDF.
pub fn evidence_report(evidence: &Evidence, language: Language) -> Result<Vec<u8>, Error> {
    let mut desk = Desk::new(&evidence.head, language);
    let mut stack = Stack::default();
    let date = desk.phrases.date(evidence.day);
    let title = fill(desk.words.evidence, &[("date", &date)]);
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let mut strips = desk.heading(section, 1, own(&title), TITLE, COLUMN);
    strips.extend(after(8.0, particulars(&mut desk, section, evidence)));
    strips.extend(totals(&mut desk, section, evidence));
    strips.extend(editions(&mut desk, section, evidence));
    stack.place_all(vec![Block {
        strips,
        starts_page: true,
    }]);
    for (region, rows) in by_region(evidence) {
        place_region(&mut desk, evidence, (region, &rows), &mut stack);
    }
    let strips = how_to_check(&mut desk, evidence);
    stack.place_all(vec![Block {
        strips,
        starts_page: false,
    }]);
    let right = fill(desk.words.evidence_short, &[("date", &date)]);
    desk.finish(&evidence.head, (&title, &right), stack)
}

fn particulars(desk: &mut Desk, section: NodeId, evidence: &Evidence) -> Vec<Strip> {
    let words = desk.words;
    let head = &evidence.head;
    let rows = [
        (words.organisation, name(&head.organisation)),
        (words.handbook, name(&head.handbook)),
        (words.day, desk.phrases.date(evidence.day)),
        (words.made_at, format!("{} UTC", moment(head.made_at))),
        (words.made_by, name(&evidence.made_by)),
    ];
    let mut strips = Vec::new();
    for (label, value) in rows {
        strips.push(labelled(desk, section, label, &value, PLAIN));
    }
    strips
}

/// Sets a value beside its label.
fn labelled(desk: &mut Desk, section: NodeId, label: &str, value: &str, style: Style) -> Strip {
    let left = desk.plain(section, own(&format!("{label} ")), SMALL, COLUMN);
    let right = desk.plain(section, own(value), style, COLUMN.indented(150.0));
    beside(vec![left, right])
}

/// Tells whether a branch had acknowledged the newest edition in force.
fn is_settled(branch: &BranchEvidence, evidence: &Evidence) -> bool {
    let newest = evidence.editions.iter().map(|edition| edition.number).max();
    let edition = branch.acknowledged.as_ref().map(|a| a.edition);
    newest.is_none_or(|newest| edition >= Some(newest))
}

fn totals(desk: &mut Desk, section: NodeId, evidence: &Evidence) -> Vec<Strip> {
    let words = desk.words;
    let Some(newest) = evidence.editions.iter().map(|edition| edition.number).max() else {
        return Vec::new();
    };
    let all = evidence.branches.len();
    let settled = || evidence.branches.iter().filter(|b| is_settled(b, evidence));
    let done = settled().count();
    let is_doubtful =
        |b: &&BranchEvidence| b.acknowledged.as_ref().is_some_and(|a| a.is_clock_doubtful);
    let confirmed = settled().filter_map(|b| b.acknowledged.as_ref());
    let confirmed: u64 = confirmed.map(|a| u64::from(a.staff_confirmed)).sum();
    let people: u64 = evidence
        .branches
        .iter()
        .map(|b| u64::from(b.staff_count))
        .sum();
    let said = |sentence: &str, number: u64, all: u64| {
        let (number, all) = (count(number), count(all));
        let newest = newest.to_string();
        fill(
            sentence,
            &[("count", &number), ("all", &all), ("number", &newest)],
        )
    };
    let sentences = [
        said(words.had_acknowledged, done as u64, all as u64),
        said(words.had_not, (all - done) as u64, 0),
        said(
            words.doubtful_clocks,
            settled().filter(is_doubtful).count() as u64,
            0,
        ),
        said(words.staff_total, confirmed, people),
    ];
    let mut strips = after(
        16.0,
        desk.heading(section, 2, own(words.totals), SUBHEAD, COLUMN),
    );
    for sentence in &sentences {
        strips.extend(desk.plain(section, own(sentence), PLAIN, COLUMN));
    }
    strips
}

fn editions(desk: &mut Desk, section: NodeId, evidence: &Evidence) -> Vec<Strip> {
    let words = desk.words;
    let mut strips = after(
        16.0,
        desk.heading(section, 2, own(words.in_force), SUBHEAD, COLUMN),
    );
    if evidence.editions.is_empty() {
        strips.extend(desk.plain(section, own(words.no_edition), PLAIN, COLUMN));
    }
    for edition in &evidence.editions {
        let line = desk.edition_line(edition.number, edition.effective_on);
        let heading = desk.heading(section, 3, own(&line), STRONG_LINE, COLUMN);
        strips.extend(after(4.0, heading));
        for (label, digest) in [
            (words.edition_digest, edition.digest),
            (words.file_digest, edition.file_sha256),
        ] {
            strips.push(labelled(desk, section, label, &digest.to_string(), DIGITS));
        }
    }
    strips.extend(after(
        8.0,
        desk.plain(section, own(words.utc), SMALL, COLUMN),
    ));
    strips
}

const STRONG_LINE: Style = Style::new(Typeface::SansBold, 10.0, 1.45);

/// Groups branches by region; those that had not acknowledged come first.
fn by_region(evidence: &Evidence) -> Vec<(&str, Vec<&BranchEvidence>)> {
    let mut regions: BTreeMap<&str, Vec<&BranchEvidence>> = BTreeMap::new();
    for branch in &evidence.branches {
        regions
            .entry(branch.region.trim())
            .or_default()
            .push(branch);
    }
    for branches in regions.values_mut() {
        branches.sort_by_key(|b| (is_settled(b, evidence), b.branch.as_str(), b.id));
    }
    // Branches without a region come last.
    let mut regions: Vec<_> = regions.into_iter().collect();
    regions.sort_by_key(|(region, _)| region.is_empty());
    regions
}

fn place_region(
    desk: &mut Desk,
    evidence: &Evidence,
    (region, branches): (&str, &[&BranchEvidence]),
    stack: &mut Stack,
) {
    let words = desk.words;
    let region = match region {
        "" => words.no_region.to_string(),
        region => name(region),
    };
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let anchor = desk.outline_entry(&region);
    let mut lead = after(
        22.0,
        desk.heading(section, 2, own(&region), SUBHEAD, COLUMN),
    );
    if let Some(first) = lead.first_mut() {
        first.anchors.push(anchor);
    }
    let done = branches.iter().filter(|b| is_settled(b, evidence)).count();
    let (done, all) = (count(done as u64), count(branches.len() as u64));
    let total = fill(words.region_total, &[("count", &done), ("all", &all)]);
    lead.extend(desk.plain(section, own(&total), SMALL, COLUMN));
    let heads = [
        words.branch,
        words.edition,
        words.acknowledged_on,
        words.by,
        words.staff,
        words.receipt,
    ];
    let shares = [118.0, 44.0, 84.0, 108.0, 46.0, 86.0];
    let (table, head) = table(desk, section, &heads, &shares, COLUMN);
    let rows = branches
        .iter()
        .map(|branch| row(desk, &table, branch, is_settled(branch, evidence)));
    let rows = rows.collect();
    stack.place_table(lead, head, rows);
}

fn row(desk: &mut Desk, table: &Table, branch: &BranchEvidence, is_settled: bool) -> Strip {
    let words = desk.words;
    let mut who = vec![Line::new(name(&branch.branch), STRONG)];
    if !is_settled {
        who.push(Line::new(words.not_acknowledged, SMALL_CELL));
    }
    let Some(done) = &branch.acknowledged else {
        let staff = vec![share(desk, 0, branch.staff_count)];
        let none = || vec![Line::new("–", CELL)];
        return table.row(desk, &[who, none(), none(), none(), staff, none()]);
    };
    let mut on = vec![Line::new(moment(done.at), CELL)];
    if done.is_clock_doubtful {
        on.push(Line::new(words.clock_doubtful, DOUBT));
    }
    let entry = fill(words.entry, &[("number", &count(done.entry))]);
    let receipt = done.receipt.to_string();
    let cells = [
        who,
        vec![Line::new(done.edition.to_string(), CELL)],
        on,
        vec![
            Line::new(name(&done.person), CELL),
            Line::new(name(&done.role), SMALL_CELL),
        ],
        vec![share(desk, done.staff_confirmed, branch.staff_count)],
        vec![
            Line::new(&receipt[..SHORT], DIGITS),
            Line::new(entry, SMALL_CELL),
        ],
    ];
    table.row(desk, &cells)
}

const DOUBT: Style = Style::new(Typeface::SansBold, 7.8, 1.35);
const SMALL_CELL: Style = Style::new(Typeface::Sans, 7.8, 1.35).in_ink(crate::layout::ink::QUIET);

fn share(desk: &Desk, confirmed: u32, all: u32) -> Line {
    let (confirmed, all) = (count(confirmed.into()), count(all.into()));
    let text = fill(desk.words.share, &[("count", &confirmed), ("all", &all)]);
    Line::new(text, CELL)
}
