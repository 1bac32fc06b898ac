//! What readers of the documents of distribution would miss, checked with other programs.
#![allow(
    clippy::disallowed_methods,
    reason = "tests hand files to other programs"
)]

#[allow(dead_code, reason = "the handbook's tests use the rest")]
mod sample;
#[path = "sample/papers.rs"]
mod views;

use std::process::Command;

use handbook::{Language, RolePlay};

/// Writes a PDF to a file and runs a program on it; none if it is not installed.
fn run(program: &str, before: &[&str], after: &[&str], pdf: &[u8]) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).expect("written");
    let output = Command::new(program)
        .args(before)
        .arg(&file)
        .args(after)
        .output();
    let Ok(output) = output else {
        eprintln!("{program} is not installed; this check is left out");
        return None;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some((output.status.success(), text))
}

fn text_of(pdf: &[u8]) -> Option<String> {
    run("pdftotext", &["-raw"], &["-"], pdf).map(|(_, text)| text)
}

fn page_count(pdf: &[u8]) -> usize {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    document.get_pages().len()
}

#[test]
fn a_briefing_is_one_page_for_no_change_and_for_sixty() {
    let edition = sample::edition();
    let before = views::before(&edition);
    for count in [0, 1, 2, 5, 9, 60] {
        for language in Language::ALL {
            let mut sheet = views::briefing(&edition, &before, count);
            sheet.people = views::people(count * 2);
            let pdf = export::briefing_sheet(&sheet, *language).expect("a PDF");
            assert_eq!(page_count(&pdf), 1, "{count} changes in {language}");
        }
    }
}

#[test]
fn a_briefing_counts_what_it_has_no_room_for() {
    let edition = sample::edition();
    let before = views::before(&edition);
    let sheet = views::briefing(&edition, &before, 60);
    let pdf = export::briefing_sheet(&sheet, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    let codes = edition.revisions.iter().map(|r| r.standard.code.0.as_str());
    let codes: Vec<&str> = codes.collect();
    let starts = |line: &&str| codes.iter().any(|code| line.starts_with(code));
    let shown = text.lines().filter(starts).count();
    let more = format!("and {} more: see the handbook", 60 - shown);
    assert!(shown > 3 && text.contains(&more), "{shown} shown\n{text}");
}

#[test]
fn a_briefing_says_what_changed_why_what_to_practise_and_who_signs() {
    let mut edition = sample::edition();
    edition.revisions[0].standard.role_play = Some(RolePlay {
        situation: "A customer shouts at the counter.".to_string(),
        good_answer: "Names what happened and says what comes next.".to_string(),
    });
    let before = views::before(&edition);
    let sheet = views::briefing(&edition, &before, 1);
    let pdf = export::briefing_sheet(&sheet, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    for said in [
        "Riverside",
        "What changed since edition 7",
        "in force from 1 January 2027",
        "10 working days",
        "Why: Time limit and refund limit.",
        "A customer shouts at the counter.",
        "Names what happened and says what comes next.",
        "Led by",
        "Colleague 11",
        "Absent",
    ] {
        assert!(text.contains(said), "{said} in\n{text}");
    }
}

#[test]
fn a_first_edition_is_told_without_a_before_and_the_others_are_counted() {
    let edition = sample::edition();
    let mut sheet = views::briefing(&edition, &[], 0);
    let first = |now| export::BriefedChange {
        what: handbook::WhatChanged::Added,
        before: None,
        now: Some(now),
    };
    sheet.changes = edition.revisions.iter().take(2).map(first).collect();
    (sheet.since, sheet.others) = (None, 39);
    let pdf = export::briefing_sheet(&sheet, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    assert!(text.contains("and 39 more: see the handbook"), "{text}");
    assert!(!text.contains("No standard"), "{text}");
    for revision in &edition.revisions[..2] {
        let statement: Vec<&str> = revision.standard.statement.split(' ').take(3).collect();
        assert!(text.contains(&statement.join(" ")), "{text}");
    }
}

#[test]
fn deleted_and_inserted_words_are_told_apart_without_colours() {
    let edition = sample::edition();
    let before = views::before(&edition);
    let sheet = views::briefing(&edition, &before, 1);
    let pdf = export::briefing_sheet(&sheet, Language::English).expect("a PDF");
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let lines: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| {
            let attributes = object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok()?;
            let line = attributes.get(b"TextDecorationType").ok()?.as_name().ok()?;
            Some(String::from_utf8_lossy(line).into_owned())
        })
        .collect();
    assert!(lines.contains(&"LineThrough".to_string()), "{lines:?}");
    assert!(lines.contains(&"Underline".to_string()), "{lines:?}");
}

#[test]
fn every_branch_appears_once_in_the_evidence() {
    let evidence = views::evidence(300);
    let pdf = export::evidence_report(&evidence, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    let lines: Vec<&str> = text.lines().collect();
    for branch in &evidence.branches {
        let starts = |line: &&&str| {
            let rest = line.strip_prefix(branch.branch.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let found = lines.iter().filter(starts).count();
        assert_eq!(found, 1, "{}", branch.branch);
    }
    assert!(text.contains("openssl cms -verify") && text.contains("What a receipt proves"));
    assert!(text.contains(&evidence.record.head.to_string()));
}

#[test]
fn every_page_of_the_evidence_has_a_head_above_its_rows() {
    let evidence = views::evidence(300);
    let pdf = export::evidence_report(&evidence, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let with_rows = pages.iter().filter(|page| page.contains("\nBranch "));
    for page in with_rows {
        let head = page.find("By, as entered").expect("a head");
        let row = page.lines().find(|line| {
            line.strip_prefix("Branch ")
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let row = row.and_then(|row| page.find(row)).expect("a row");
        assert!(head < row, "{page}");
    }
}

#[test]
fn those_who_had_not_acknowledged_come_first() {
    let evidence = views::evidence(100);
    let pdf = export::evidence_report(&evidence, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    let east = text.split("\nEast\n").nth(1).expect("a region");
    let north = east.split("\nNorth\n").next().expect("its end");
    let last_missing = north
        .rfind("not acknowledged")
        .expect("somebody is missing");
    let first_settled = north.find("Branch 1 ").expect("somebody is not");
    assert!(last_missing < first_settled, "{north}");
}

#[test]
fn tamil_and_telugu_words_come_back() {
    for (language, words) in [
        (Language::Tamil, ["ஒப்புகை எதை நிரூபிக்கிறது", "ஒப்புகை இல்லை"]),
        (Language::Telugu, ["రసీదు ఏం రుజువు చేస్తుంది", "రసీదు ఇవ్వలేదు"]),
    ] {
        let pdf = export::evidence_report(&views::evidence(20), language).expect("a PDF");
        let Some(text) = text_of(&pdf) else { return };
        for said in words {
            assert!(text.contains(said), "{said} in\n{text}");
        }
    }
}

#[test]
fn everybody_on_the_list_can_sign_and_reads_the_exact_words() {
    let sheet = views::confirmation(70);
    let pdf = export::confirmation_sheet(&sheet, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    let lines: Vec<&str> = text.lines().collect();
    let joined = lines.join(" ").replace("  ", " ");
    assert!(joined.contains(&sheet.statement), "{text}");
    for (number, person) in sheet.people.iter().enumerate() {
        let row = format!("{} {} {}", number + 1, person.name, person.role);
        assert!(joined.contains(&row), "{row}");
    }
    let pages = page_count(&pdf);
    assert!(pages > 2 && text.contains(&format!("2 of {pages}")));
    assert_eq!(text.matches("Sheet 3").count(), pages);
}

#[test]
fn each_invited_branch_has_a_page_with_its_words_and_a_described_code() {
    let sheet = views::invites(3);
    let pdf = export::invite_sheet(&sheet, Language::English).expect("a PDF");
    assert_eq!(page_count(&pdf), 3);
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let described = document.objects.values().filter(|object| {
        let alt = object.as_dict().and_then(|element| element.get(b"Alt"));
        alt.is_ok()
    });
    assert_eq!(described.count(), 3);
    let Some(text) = text_of(&pdf) else { return };
    for (page, invited) in text.split('\u{c}').zip(&sheet.branches) {
        assert!(page.contains(&invited.branch));
        assert!(invited.words.iter().all(|word| page.contains(word)));
    }
}

#[test]
fn a_code_that_is_too_long_is_an_error_with_its_length() {
    let mut sheet = views::invites(1);
    sheet.branches[0].code = "x".repeat(5_000);
    let error = export::invite_sheet(&sheet, Language::English).expect_err("too long");
    assert!(error.to_string().contains("5000"), "{error}");
}

#[test]
fn the_list_of_calls_says_how_late_each_branch_is() {
    let list = views::reminders(8);
    let pdf = export::reminder_list(&list, Language::English).expect("a PDF");
    let Some(text) = text_of(&pdf) else { return };
    for said in [
        "3 days late",
        "1 day late",
        "due on 18",
        "no day set",
        "never",
    ] {
        assert!(text.contains(said), "{said} in\n{text}");
    }
}

#[test]
fn no_field_of_the_table_becomes_a_formula() {
    let mut rows = views::evidence(2).branches;
    rows[0].branch = "=cmd|' /C calc'!A0".to_string();
    let text = export::acknowledgements_csv(&rows);
    assert!(text.contains("\"'=cmd|' /C calc'!A0\""), "{text}");
    assert_eq!(text.lines().count(), 3);
}

#[test]
fn the_same_view_gives_the_same_bytes_and_a_sound_file() {
    let write = || {
        let pdf = export::evidence_report(&views::evidence(40), Language::Telugu);
        pdf.expect("a PDF")
    };
    let pdf = write();
    assert!(pdf == write());
    if let Some((is_fine, text)) = run("qpdf", &["--check"], &[], &pdf) {
        assert!(is_fine, "{text}");
    }
}

#[test]
fn empty_views_are_documents_too() {
    let head = views::head();
    let nobody = export::InviteSheet {
        head: head.clone(),
        branches: Vec::new(),
    };
    let mut evidence = views::evidence(0);
    evidence.editions.clear();
    for pdf in [
        export::invite_sheet(&nobody, Language::English),
        export::evidence_report(&evidence, Language::English),
        export::reminder_list(&views::reminders(0), Language::English),
        export::confirmation_sheet(&views::confirmation(0), Language::English),
    ] {
        let pdf = pdf.expect("a PDF");
        if let Some((is_fine, text)) = run("qpdf", &["--check"], &[], &pdf) {
            assert!(is_fine, "{text}");
        }
    }
}
