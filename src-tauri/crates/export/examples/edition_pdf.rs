//! Writes the sample edition as PDFs into a folder: `edition_pdf FOLDER [COPIES]`, where
//! COPIES repeats the standards to measure speed.
#![allow(clippy::disallowed_methods, reason = "an example may write files")]

#[path = "../tests/sample/mod.rs"]
mod sample;

use handbook::{Language, StandardId};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder")?;
    std::fs::create_dir_all(&folder)?;
    if let Some(count) = arguments.next() {
        let edition = many(count.parse()?);
        let bytes = export::pdf(&edition, Language::English)?;
        std::fs::write(format!("{folder}/many.pdf"), bytes)?;
        return Ok(());
    }
    for language in Language::ALL {
        let bytes = export::pdf(&sample::edition(), *language)?;
        std::fs::write(format!("{folder}/sample-{language}.pdf"), bytes)?;
    }
    Ok(())
}

/// Makes an edition of `count` standards whose texts differ.
fn many(count: usize) -> handbook::Edition {
    let models = sample::standards();
    let standards = (0..count).map(|index| {
        let mut standard = models[index % models.len()].clone();
        let mut random = [0; 10];
        random[..8].copy_from_slice(&(index as u64).to_be_bytes());
        standard.id = StandardId::new(jiff::Timestamp::UNIX_EPOCH, random);
        standard.title = format!("{} (case {index})", standard.title);
        standard.section = format!("Part {}", index / 20 + 1);
        standard
    });
    sample::edition_of(standards.collect())
}
