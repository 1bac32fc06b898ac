//! Issuing, exporting and verifying editions.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use handbook::Receipt;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};
use workflow::{Certificate, Format, IssueOrder, Issued, Stage, Verdict, What};

use super::open;
use crate::args::{self, ExportFormat};
use crate::machine::{user, with_now};
use crate::output::{Answer, Paint, count, for_roles, json, moment, out, paint, spinner};
use crate::passphrase;
use crate::say;

pub fn issue(issue: &args::Issue) -> Result<Answer> {
    let mut workspace = open(&issue.workspace)?;
    let passphrase = passphrase::read(issue.passphrase_file.as_deref(), false)?;
    let actor = issue.by.clone().unwrap_or_else(user);
    let order = IssueOrder {
        effective_on: issue.effective,
        next_expected_by: Some(next_by(issue)?),
        note: &issue.note,
        changes: BTreeMap::new(),
        number: issue.number,
        passphrase: &passphrase,
        folder: issue
            .out
            .clone()
            .unwrap_or_else(|| folder_of(&issue.workspace)),
        name: &stem(&issue.workspace),
        actor: &actor,
    };
    let bar = spinner();
    let mut progress = |stage: Stage| {
        bar.set_message(say(stage));
        true
    };
    let issued = with_now(|now| workflow::issue(&mut workspace, &order, now, &mut progress));
    bar.finish_and_clear();
    let issued = issued?;
    if issue.json {
        json(&issued)?
    } else {
        print_issued(&issued)
    }
    Ok(Answer::Fine)
}

fn next_by(issue: &args::Issue) -> Result<Date> {
    let a_year_later = issue.effective.checked_add(1.year());
    issue
        .next_by
        .map_or(a_year_later, Ok)
        .context("the effective date lies too far away")
}

fn say(stage: Stage) -> &'static str {
    match stage {
        Stage::Gathering => "Gathering the approved texts",
        Stage::Printing => "Making the PDF",
        Stage::Writing => "Making the HTML",
        Stage::Signing => "Signing and verifying",
        Stage::Publishing => "Writing the files",
    }
}

fn print_issued(issued: &Issued) {
    say!(
        "Edition {} issued with {}.",
        issued.number,
        count(issued.standards, "standard")
    );
    say!("Fingerprint  {}", issued.digest.fingerprint());
    issued
        .files
        .iter()
        .for_each(|file| say!("  {}", file.display()));
    if !issued.left_out.is_empty() {
        let drafts = count(issued.left_out.len(), "draft");
        say!(
            "{drafts} not approved as they stand, so the edition does not hold their latest text."
        );
    }
}

/// Returns the folder that a workspace lies in.
fn folder_of(path: &Path) -> PathBuf {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_path_buf()
}

/// Returns a workspace's name without its extension.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "handbook".into(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

pub fn export(path: &Path, edition: u32, format: ExportFormat, out: &Path) -> Result<Answer> {
    let workspace = open(path)?;
    let format = match format {
        ExportFormat::Pdf => Format::Pdf,
        ExportFormat::Html => Format::Html,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Json => Format::Json,
        ExportFormat::Files => {
            let files = workflow::write_again(&workspace, edition, out)?;
            files.iter().for_each(|file| say!("{}", file.display()));
            return Ok(Answer::Fine);
        }
    };
    workflow::export(&workspace, edition, format, out)?;
    say!("Wrote {}.", out.display());
    Ok(Answer::Fine)
}

pub fn verify(files: &[PathBuf], root: Option<&Path>, as_json: bool) -> Result<Answer> {
    let root: Option<Certificate> = root.map(workflow::read_root).transpose()?;
    let now = Timestamp::now();
    let verdicts = files
        .iter()
        .map(|file| workflow::verify(file, root.as_ref(), now));
    let verdicts: Vec<Verdict> = verdicts.collect::<Result<_, _>>()?;
    if as_json {
        json(&verdicts)?;
    } else {
        let mut out = out();
        verdicts
            .iter()
            .try_for_each(|verdict| print_verdict(&mut out, verdict))?;
        writeln!(out, "{PROOF}")?;
        out.flush()?;
    }
    Ok(Answer::when(verdicts.iter().all(|verdict| verdict.holds)))
}

/// What a signature proves, and what it does not.
const PROOF: &str = "A signature that holds shows that the file comes from the holder of the key \
    (the organisation's, or for a receipt the branch's) and was not changed. It is not a qualified electronic signature, and the time is the signer's claim.";

fn print_verdict(out: &mut impl Write, verdict: &Verdict) -> Result<()> {
    let kind = match verdict.what {
        What::Pdf => "PDF",
        What::Html => "HTML handbook",
        What::Edition => "Edition file",
        What::Parcel => "Parcel",
        What::Receipt => "Receipt of a branch",
    };
    let file = verdict.file.display().to_string();
    writeln!(out, "{}  {kind}", paint(Paint::Bold, &file))?;
    if let Some(reason) = &verdict.reason {
        writeln!(out, "  {}: {reason}", paint(Paint::Red, "Does not hold"))?;
        writeln!(out, "  Do not use this file; ask for it again.\n")?;
        return Ok(());
    }
    writeln!(
        out,
        "  {}",
        paint(Paint::Green, "Holds: signed, and not changed since")
    )?;
    if let Some(mark) = &verdict.edition {
        writeln!(out, "  Edition {} of {}", mark.number, mark.title)?;
        writeln!(out, "  Fingerprint  {}", mark.digest.fingerprint())?;
        let (from, age) = (mark.effective_on, age(mark.next_expected_by));
        writeln!(
            out,
            "  {} in force from {from}{age}",
            count(mark.standards, "standard")
        )?;
    }
    if let Some(receipt) = &verdict.receipt {
        print_receipt(out, receipt)?;
    }
    writeln!(
        out,
        "  Signed by    {}",
        verdict.signer.as_deref().unwrap_or("unknown")
    )?;
    if !verdict.certificate_is_current {
        writeln!(
            out,
            "  The signer's certificate has expired since; that alone is no fault."
        )?;
    }
    if let Some(at) = verdict.signed_at {
        writeln!(out, "  Signed at    {}, by the signer's clock", moment(at))?;
    }
    print_root(out, verdict)
}

fn print_receipt(out: &mut impl Write, receipt: &Receipt) -> Result<()> {
    let Receipt {
        seq,
        edition,
        person,
        role,
        statement,
        ..
    } = receipt;
    writeln!(
        out,
        "  Receipt {seq} of branch {}, for edition {edition}, {}",
        receipt.branch,
        for_roles(&receipt.audience)
    )?;
    writeln!(out, "  “{statement}”")?;
    let at = moment(receipt.acknowledged_at);
    writeln!(out, "  {person}, {role}, {at} by the branch's clock")?;
    Ok(())
}

fn age(next_expected_by: Option<Date>) -> String {
    let Some(date) = next_expected_by else {
        return String::new();
    };
    let is_old = Zoned::now().date() > date;
    let warning = if is_old {
        "; that day has passed: there may be a newer edition"
    } else {
        ""
    };
    format!(", a newer edition expected by {date}{warning}")
}

fn print_root(out: &mut impl Write, verdict: &Verdict) -> Result<()> {
    let Some(root) = verdict.root else {
        return Ok(());
    };
    if verdict.root_is_known {
        writeln!(out, "  Root         {root}, the one you gave\n")?;
    } else {
        writeln!(out, "  Root         {root}")?;
        writeln!(
            out,
            "  Compare this fingerprint with the organisation's, or give its certificate with --root.\n"
        )?;
    }
    Ok(())
}
