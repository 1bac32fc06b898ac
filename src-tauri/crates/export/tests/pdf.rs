//! What readers of the PDF rely on, checked with other people's programs.
#![allow(
    clippy::disallowed_methods,
    reason = "tests hand files to other programs"
)]

mod sample;

use std::collections::BTreeSet;
use std::process::Command;

use handbook::{Edition, Language, Standard, StandardId, Step, Translation};

/// Writes a PDF to a file of its own and runs a program on it; none if it is not installed.
fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("edition.pdf");
    std::fs::write(&file, pdf).expect("written");
    let mut command = Command::new(program);
    let (before, after) = match arguments.split_last() {
        Some((last, before)) if *last == "-" => (before, Some("-")),
        _ => (arguments, None),
    };
    command.args(before).arg(&file).args(after);
    let Ok(output) = command.output() else {
        eprintln!("{program} is not installed; this check is left out");
        return None;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some((output.status.success(), text))
}

fn text_of(pdf: &[u8]) -> Option<String> {
    run("pdftotext", &["-layout", "-"], pdf).map(|(_, text)| text)
}

fn raw_text_of(pdf: &[u8]) -> Option<String> {
    run("pdftotext", &["-raw", "-"], pdf).map(|(_, text)| text)
}

fn pdf(edition: &Edition, language: Language) -> Vec<u8> {
    export::pdf(edition, language).expect("a PDF")
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    for language in Language::ALL {
        let edition = sample::edition();
        assert!(
            pdf(&edition, *language) == pdf(&edition.clone(), *language),
            "{language}"
        );
    }
}

#[test]
fn another_text_gives_another_identity() {
    let mut edition = sample::edition();
    let identity = |edition: &Edition| {
        let document = lopdf::Document::load_mem(&pdf(edition, Language::English)).expect("a PDF");
        format!("{:?}", document.trailer.get(b"ID").expect("an identity"))
    };
    let before = identity(&edition);
    edition.revisions[0].standard.title.push('!');
    assert_ne!(before, identity(&edition));
}

#[test]
fn every_word_of_a_standard_comes_back() {
    let edition = sample::edition();
    let Some(text) = raw_text_of(&pdf(&edition, Language::English)) else {
        return;
    };
    let found: BTreeSet<String> = words(&text).into_iter().collect();
    for revision in &edition.revisions {
        let standard = &revision.standard;
        let steps = standard.steps.iter().map(|step| step.text.as_str());
        let texts = steps.chain([standard.title.as_str(), standard.statement.as_str()]);
        for word in texts.flat_map(words) {
            assert!(found.contains(&word), "“{word}” of {}", standard.code);
        }
    }
    for phrase in [
        "2 of 14",
        "Ask for a newer edition after 1 December 2027",
        "90 %",
    ] {
        assert!(text.contains(phrase), "{phrase}");
    }
    assert!(text.contains(&edition.digest().fingerprint()));
}

#[test]
fn the_contents_name_the_page_on_which_a_standard_stands() {
    let edition = sample::edition();
    let Some(text) = text_of(&pdf(&edition, Language::English)) else {
        return;
    };
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let contents = pages[2];
    for revision in &edition.revisions {
        let code = revision.standard.code.0.as_str();
        let own = pages
            .iter()
            .enumerate()
            .skip(3)
            .find(|(_, page)| page.lines().any(|line| line.trim_start().starts_with(code)));
        let (page, _) = own.expect("the standard's own page");
        let mut lines = contents.lines().skip_while(|line| !line.contains(code));
        let number = lines.find_map(|line| line.split_whitespace().last()?.parse::<usize>().ok());
        assert_eq!(number, Some(page + 1), "{code}");
    }
}

#[test]
fn every_telugu_and_tamil_word_comes_back() {
    let edition = sample::edition();
    for language in [Language::Telugu, Language::Tamil] {
        let Some(text) = raw_text_of(&pdf(&edition, language)) else {
            return;
        };
        let found: BTreeSet<String> = words(&text).into_iter().collect();
        let standards = edition.revisions.iter().map(|revision| &revision.standard);
        let translations = standards.filter_map(|standard| standard.translations.get(&language));
        let expected: Vec<String> = translations.flat_map(translated_words).collect();
        assert!(expected.len() > 50);
        let lost: Vec<&String> = expected
            .iter()
            .filter(|word| !found.contains(*word))
            .collect();
        assert_eq!(lost, Vec::<&String>::new(), "{language}");
    }
}

fn translated_words(translation: &Translation) -> Vec<String> {
    let mut texts: Vec<&str> = vec![&translation.title, &translation.statement];
    texts.push(&translation.starts_when);
    texts.extend(translation.steps.iter().map(String::as_str));
    texts.extend(
        translation
            .dos
            .iter()
            .chain(&translation.donts)
            .map(String::as_str),
    );
    texts.push(&translation.script);
    texts.into_iter().flat_map(words).collect()
}

#[test]
fn those_who_do_not_see_the_page_get_headings_lists_tables_and_languages() {
    let bytes = pdf(&sample::edition(), Language::Tamil);
    let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let mut tags: BTreeSet<String> = BTreeSet::new();
    let mut languages: BTreeSet<Vec<u8>> = BTreeSet::new();
    for object in document.objects.values() {
        let Ok(element) = object.as_dict() else {
            continue;
        };
        if let Ok(tag) = element.get(b"S").and_then(lopdf::Object::as_name) {
            tags.insert(String::from_utf8_lossy(tag).into_owned());
        }
        if let Ok(language) = element.get(b"Lang").and_then(lopdf::Object::as_str) {
            languages.insert(language.to_vec());
        }
    }
    for tag in [
        "H1", "H2", "H3", "H4", "L", "LBody", "Table", "TH", "TOCI", "Link", "Sect",
    ] {
        assert!(tags.contains(tag), "{tag} is missing among {tags:?}");
    }
    assert!(languages.contains(b"ta".as_slice()) && languages.contains(b"en".as_slice()));
}

#[test]
fn the_outline_leads_to_every_standard() {
    let edition = sample::edition();
    let document = lopdf::Document::load_mem(&pdf(&edition, Language::English)).expect("a PDF");
    let titles = document.objects.values().filter_map(|object| {
        let entry = object.as_dict().ok()?;
        entry.get(b"Dest").ok()?;
        entry.get(b"Title").ok()?.as_str().ok().map(<[u8]>::to_vec)
    });
    let titles = titles.count();
    // The standards, their five sections, about, contents, glossary and roles.
    assert_eq!(titles, edition.revisions.len() + 5 + 4);
}

#[test]
fn qpdf_finds_nothing_to_complain_about() {
    for language in [Language::English, Language::Telugu] {
        let bytes = pdf(&sample::edition(), language);
        if let Some((is_fine, text)) = run("qpdf", &["--check"], &bytes) {
            assert!(is_fine, "{text}");
        }
    }
}

#[test]
fn an_empty_edition_is_a_document_too() {
    let mut edition = sample::edition_of(Vec::new());
    edition.handbook.title.clear();
    edition.handbook.organisation.clear();
    edition.handbook.glossary.clear();
    edition.handbook.roles.clear();
    edition.note.clear();
    edition.previous = None;
    edition.next_expected_by = None;
    for language in Language::ALL {
        let bytes = pdf(&edition, *language);
        if let Some((is_fine, text)) = run("qpdf", &["--check"], &bytes) {
            assert!(is_fine, "{text}");
        }
    }
}

#[test]
fn empty_fields_leave_no_trace() {
    let mut standard = Standard::empty(StandardId::NONE);
    standard.title = "Bare".to_string();
    let Some(text) = text_of(&pdf(&sample::edition_of(vec![standard]), Language::English)) else {
        return;
    };
    for label in [
        "Steps",
        "Respond within",
        "You may decide",
        "Except",
        "Why we do this",
    ] {
        assert!(!text.contains(label), "{label}");
    }
}

/// Returns standards that nobody should write.
fn hostile() -> Vec<Standard> {
    let named =
        |number: u8| Standard::empty(StandardId::new(jiff::Timestamp::UNIX_EPOCH, [number; 10]));
    let mut long_word = named(1);
    long_word.title = "W".repeat(10_000);
    long_word.code = "C".repeat(300).as_str().into();
    long_word.statement = "ఫ".repeat(4_000);
    long_word.actor = "R".repeat(2_000).as_str().into();
    let mut odd = named(2);
    odd.title =
        "Pay \u{202E}001\u{202C} \u{0} \u{FEFF}pesos 👩‍👩‍👧 🏳️‍🌈 \u{E000} שלום مرحبا 你好".to_string();
    odd.statement = "e\u{301}".repeat(500) + &"\u{301}".repeat(300) + "\u{200D}\u{200C} ొ ్ ா";
    odd.script = "<script>x</script> [x](javascript:1) ![y](z) `c` \u{2028}".to_string()
        + &">".repeat(3_000)
        + &"- ".repeat(500)
        + &"*".repeat(999);
    odd.measure = Some(handbook::Measure {
        bound: handbook::Bound::AtMost,
        percent: handbook::Percent::ALL,
        cases: "x".repeat(3_000),
        done: String::new(),
        within: None,
        per: None,
        source: String::new(),
    });
    let mut huge = named(3);
    let words: Vec<String> = (0..50_000).map(|number| format!("word{number}")).collect();
    huge.steps = vec![Step {
        text: words.join(" "),
        time: "4294967295 business hours".parse().ok(),
        ..Step::default()
    }];
    huge.exceptions = vec![handbook::Exception {
        when: words[..5_000].join(" "),
        holds: String::new(),
    }];
    vec![named(0), long_word, odd, huge]
}

/// Returns an edge of every word.
fn edges<'a>(boxes: &'a str, name: &'a str) -> impl Iterator<Item = f32> + 'a {
    let words = boxes
        .lines()
        .filter(|line| line.trim().starts_with("<word "));
    words.filter_map(move |line| {
        let after = line.split(&format!("{name}=\"")).nth(1)?;
        after.split('"').next()?.parse().ok()
    })
}

#[test]
fn hostile_texts_do_no_harm_and_nothing_leaves_the_page() {
    let mut edition = sample::edition_of(hostile());
    edition.handbook.title = "T".repeat(5_000);
    edition.handbook.organisation = "O ".repeat(2_000);
    edition.note = "N ".repeat(2_000);
    let bytes = pdf(&edition, Language::English);
    if let Some((is_fine, text)) = run("qpdf", &["--check"], &bytes) {
        assert!(is_fine, "{text}");
    }
    let Some((_, boxes)) = run("pdftotext", &["-bbox", "-"], &bytes) else {
        return;
    };
    for (edge, limit) in [("xMax", 560.0), ("yMax", 830.0)] {
        let furthest = edges(&boxes, edge).fold(0.0, f32::max);
        assert!(
            furthest > 100.0 && furthest <= limit,
            "{edge} reaches {furthest}"
        );
    }
    assert!(edges(&boxes, "yMin").fold(900.0, f32::min) > 5.0);
    let text = text_of(&bytes).expect("pdftotext was there");
    let found: BTreeSet<String> = words(&text).into_iter().collect();
    assert!((0..50_000).all(|number| found.contains(&format!("word{number}"))));
}
