//! Writes the documents of distribution into a folder: `papers_pdf FOLDER [BRANCHES]`, where
//! BRANCHES makes only an evidence report of that many, to measure speed.
#![allow(clippy::disallowed_methods, reason = "an example may write files")]

#[path = "../tests/sample/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod sample;
#[path = "../tests/sample/papers.rs"]
mod views;

use handbook::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder")?;
    std::fs::create_dir_all(&folder)?;
    if let Some(count) = arguments.next() {
        let bytes = export::evidence_report(&views::evidence(count.parse()?), Language::English)?;
        std::fs::write(format!("{folder}/evidence-many.pdf"), bytes)?;
        return Ok(());
    }
    let edition = sample::edition();
    let before = views::before(&edition);
    for language in Language::ALL {
        let write = |name: &str, bytes: Vec<u8>| {
            std::fs::write(format!("{folder}/{name}-{language}.pdf"), bytes)
        };
        for count in [0, 1, 3, 8, 60] {
            let sheet = views::briefing(&edition, &before, count);
            write(
                &format!("briefing{count}"),
                export::briefing_sheet(&sheet, *language)?,
            )?;
        }
        let confirmation = views::confirmation(45);
        write(
            "confirmation",
            export::confirmation_sheet(&confirmation, *language)?,
        )?;
        write(
            "evidence",
            export::evidence_report(&views::evidence(80), *language)?,
        )?;
        write(
            "invite",
            export::invite_sheet(&views::invites(3), *language)?,
        )?;
        write(
            "reminder",
            export::reminder_list(&views::reminders(40), *language)?,
        )?;
    }
    Ok(())
}
