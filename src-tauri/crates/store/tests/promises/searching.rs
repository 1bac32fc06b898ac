//! Search: right in every script, safe with every input.

use handbook::Language;
use proptest::prelude::*;
use store::Workspace;

use crate::sample::{at, in_memory, standard, translated};

fn with(texts: &[(&str, Language, &str)]) -> Workspace {
    let mut workspace = in_memory();
    for ((code, language, text), number) in texts.iter().zip(1..) {
        let text = translated(number, code, *language, text);
        workspace.add_draft(&text, at(1)).expect("added");
    }
    workspace
}

fn found(workspace: &Workspace, query: &str) -> Vec<String> {
    let hits = workspace.search(query, 10).expect("searched");
    hits.into_iter().map(|hit| hit.code.0).collect()
}

#[test]
fn telugu_words_are_not_loose_letters() {
    let workspace = with(&[
        ("WORD", Language::Telugu, "ప్రతి కాల్‌కు సమాధానం ఇవ్వాలి"),
        ("LOOSE", Language::Telugu, "క ల అనే అక్షరాలు"),
    ]);
    assert_eq!(found(&workspace, "కాల్‌కు"), ["WORD"]);
    assert_eq!(
        found(&workspace, "కాల్కు"),
        ["WORD"],
        "typed without the joiner"
    );
    assert_eq!(found(&workspace, "కాల్"), ["WORD"]);
    assert_eq!(found(&workspace, "క ల"), ["LOOSE"]);
    assert_eq!(found(&workspace, "ల"), ["LOOSE"]);
}

#[test]
fn tamil_words_are_not_loose_letters() {
    let workspace = with(&[
        ("WORD", Language::Tamil, "காலம் தவறாமல் பதில் அளிக்கவும்"),
        ("LOOSE", Language::Tamil, "க ல ம என்ற எழுத்துகள்"),
    ]);
    assert_eq!(found(&workspace, "காலம்"), ["WORD"]);
    assert_eq!(found(&workspace, "க ல ம"), ["LOOSE"]);
    assert_eq!(found(&workspace, "ல"), ["LOOSE"]);
    assert_eq!(found(&workspace, "கா"), ["WORD"]);
    assert_eq!(found(&workspace, "வறா"), ["WORD"], "a piece of a word");
    let workspace = with(&[("WORD", Language::Tamil, "காலம் தவறாமல் பதில் அளிக்கவும்")]);
    assert_eq!(
        found(&workspace, "க ல ம"),
        [""; 0],
        "loose letters are no word"
    );
}

#[test]
fn a_letter_is_found_inside_words_of_titles_where_no_word_begins_with_it() {
    let mut workspace = in_memory();
    let texts = [
        (1, "LATE", "தவறாமல்"),
        (2, "BEGINS", "மாலை"),
        (3, "INSIDE", "பெருமாள்"),
    ];
    for (number, code, title) in texts {
        let text = standard(number, code, title);
        workspace.add_draft(&text, at(1)).expect("added");
    }
    assert_eq!(found(&workspace, "றா"), ["LATE"]);
    assert_eq!(found(&workspace, "மா"), ["BEGINS"]);
    assert_eq!(
        found(&workspace, "ற"),
        [""; 0],
        "a bare consonant is no piece of a syllable"
    );
}

#[test]
fn a_word_is_found_while_it_is_typed() {
    let workspace = with(&[
        (
            "CALL",
            Language::Tamil,
            "அழைப்புக்கு இரண்டு நிமிடங்களில் பதில் அளிக்க வேண்டும்",
        ),
        (
            "MAIL",
            Language::Filipino,
            "Sagutin ang liham sa loob ng dalawang araw. Señor Peña",
        ),
    ]);
    let words = ["நிமிடங்களில்", "பதில் அளிக்க", "இரண்டு"];
    for word in words {
        let typed = word.char_indices().skip(1).map(|(end, _)| &word[..end]);
        for query in typed.chain([word]) {
            assert_eq!(found(&workspace, query), ["CALL"], "{query:?}");
        }
    }
    for query in [
        "s",
        "sa",
        "sag",
        "LIHAM",
        "dalawang ar",
        "agutin",
        "pena",
        "Peña",
        "eña",
    ] {
        assert_eq!(found(&workspace, query), ["MAIL"], "{query:?}");
    }
}

#[test]
fn the_code_comes_first_then_titles_then_texts() {
    let mut workspace = in_memory();
    let mut text = standard(1, "CS-01", "Greeting");
    text.statement = "A refund is paid out at once.".to_string();
    workspace.add_draft(&text, at(1)).expect("added");
    workspace
        .add_draft(&standard(2, "CS-02", "Refund"), at(1))
        .expect("added");
    workspace
        .add_draft(&standard(3, "REFUND-1", "Money"), at(1))
        .expect("added");
    assert_eq!(found(&workspace, "refund"), ["REFUND-1", "CS-02", "CS-01"]);
    assert_eq!(found(&workspace, "cs-02"), ["CS-02"]);
    assert_eq!(found(&workspace, "fund"), ["CS-01", "CS-02", "REFUND-1"]);
    assert_eq!(workspace.search("refund", 1).expect("searched").len(), 1);
    let hits = workspace.search("paid", 5).expect("searched");
    let snippet = &hits[0].snippet;
    let parts = (
        snippet.before.as_str(),
        snippet.found.as_str(),
        snippet.after.as_str(),
    );
    assert_eq!(parts, ("A refund is ", "paid", " out at once."));
}

#[test]
fn a_snippet_shows_the_text_as_it_was_written() {
    let text = "ప్రతి కాల్‌కు సమాధానం ఇవ్వాలి";
    let workspace = with(&[("T", Language::Telugu, text)]);
    let hits = workspace.search("కాల్కు", 5).expect("searched");
    assert_eq!(hits[0].snippet.found, "కాల్‌కు", "with its joiner");
    let long = format!("{} నిమిషాల్లో {}", "ముందు ".repeat(40), "తర్వాత ".repeat(40));
    let workspace = with(&[("T", Language::Telugu, &long)]);
    let snippet = workspace
        .search("నిమిషాల్లో", 5)
        .expect("searched")
        .remove(0)
        .snippet;
    assert_eq!(snippet.found, "నిమిషాల్లో");
    assert!(snippet.before.starts_with("… ముందు") && snippet.after.ends_with("తర్వాత …"));
    assert!(snippet.before.chars().count() < 70 && snippet.after.chars().count() < 70);
}

#[test]
fn search_follows_the_drafts() {
    let mut workspace = in_memory();
    let mut text = standard(1, "CS-01", "Greeting");
    workspace.add_draft(&text, at(1)).expect("added");
    text.title = "Farewell".to_string();
    text.statement.clear();
    workspace.save_draft(&text, 1, at(2)).expect("saved");
    assert_eq!(found(&workspace, "greeting"), [""; 0]);
    assert_eq!(found(&workspace, "farewell"), ["CS-01"]);
}

#[test]
fn what_looks_like_query_syntax_is_text() {
    let workspace = with(&[(
        "T",
        Language::Filipino,
        "Tawag AND/OR \"liham\" 24/7 100% a_b (x) NEAR*",
    )]);
    for query in [
        "AND",
        "OR",
        "NEAR",
        "\"liham\"",
        "24/7",
        "100%",
        "a_b",
        "(x)",
        "NEAR*",
        "tawag and/or",
        "%",
        "\"",
    ] {
        let hits = workspace.search(query, 5).expect("searched");
        assert!(hits.len() <= 1, "{query}");
    }
    for query in ["tawag liham", "24/7", "100%", "a_b", "AND/OR", "\"liham\""] {
        assert_eq!(found(&workspace, query), ["T"], "{query}");
    }
    for query in [
        "title:a",
        "tawag NOT liham",
        "liham OR zzz",
        "zz*",
        "x%y",
        "",
        " ",
        "\0",
    ] {
        assert_eq!(found(&workspace, query), [""; 0], "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_query_fails(query in any::<String>(), odd in "[\"*():^{}+\\-ANDORNT క్ా \u{0}]{0,12}") {
        let workspace = with(&[("T", Language::Telugu, "కాల్‌కు AND OR")]);
        workspace.search(&query, 5).expect("searched");
        workspace.search(&odd, 5).expect("searched");
    }
}
