//! Whatever stands in a field, checking it neither panics nor reports places outside the text.

use handbook::Language;
use lint::{FieldKind, check_text};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

const KINDS: [FieldKind; 5] = [
    FieldKind::Statement,
    FieldKind::Step,
    FieldKind::Title,
    FieldKind::Script,
    FieldKind::Note,
];

fn every_place_is_in_the_text(text: &str) {
    let letters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let is_edge = |at: usize| at == text.len() || letters.binary_search(&at).is_ok();
    for (kind, language) in KINDS
        .iter()
        .flat_map(|k| Language::ALL.iter().map(move |l| (k, l)))
    {
        for finding in check_text(*kind, *language, text) {
            let range = finding.range.clone();
            assert_eq!(text.get(range.clone()), Some(finding.text.as_str()));
            assert!(text.contains(&finding.sentence) && !range.is_empty());
            let whole = is_edge(range.start) && is_edge(range.end);
            assert!(whole || *language == Language::English, "{range:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_can_be_checked(text in "\\PC{0,200}") {
        every_place_is_in_the_text(&text);
    }

    #[test]
    fn any_mix_of_known_words_can_be_checked(
        words in proptest::collection::vec(
            prop_oneof![
                Just("soon"), Just("the"), Just("customer"), Just("is"), Just("will"), Just("be"),
                Just("answered"), Just("within"), Just("2"), Just("days"), Just("“"), Just("”"),
                Just("\""), Just("'"), Just("."), Just(","), Just("అ"), Just("all"), Just("(3)"),
                Just("by"), Just("to"), Just("and"), Just("never"), Just("\n"), Just("every"),
                Just("of"), Just("before"), Just("than"), Just("%"), Just("half"), Just("an"),
                Just("agad"), Just("lahat ng"), Just("వెంటనే"), Just("\u{200C}"), Just("o"), Just("రోజుల్లో"),
                Just("சில"), Just("உடனடியாக"), Just("க்"), Just("நாட்களுக்குள்"), Just("௧௦"), Just("\u{0BBE}"),
                Just("సంతోషంగా ఉంచాలి"), Just("100%"), Just("పంపుతారు"), Just("புகார்"), Just("அளிக்க"),
                Just("hour"), Just("T+5"), Just("-"), Just("promptly"), Just("calls"), Just("5 p.m."),
            ],
            0..40,
        ),
    ) {
        every_place_is_in_the_text(&words.join(" "));
        every_place_is_in_the_text(&words.concat());
    }
}

#[test]
fn a_text_of_a_megabyte_is_checked() {
    let text = "All calls are answered promptly, and “soon” is not a time. ".repeat(17_000);
    let findings = check_text(FieldKind::Statement, Language::English, &text);
    assert!(findings.len() >= 17_000);
    let endless = "soon ".repeat(200_000);
    assert!(!check_text(FieldKind::Statement, Language::English, &endless).is_empty());
}

#[test]
fn every_language_has_rules_of_wording() {
    for (language, text) in [
        (Language::English, "We answer soon."),
        (
            Language::Filipino,
            "Sasagutin ang reklamo sa lalong madaling panahon.",
        ),
        (Language::Telugu, "ఫిర్యాదులకు వీలైనంత త్వరగా సమాధానం ఇస్తారు."),
        (
            Language::Tamil,
            "புகார்களுக்குக் கூடிய விரைவில் பதில் அளிக்கப்படும்.",
        ),
    ] {
        let found = check_text(FieldKind::Statement, language, text);
        assert!(found.iter().any(|f| f.rule == "vague-time"), "{language}");
    }
}
