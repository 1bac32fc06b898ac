//! Whatever stands in a field, checking it neither panics nor reports places outside the text.

use handbook::Language;
use lint::{FieldKind, check_text};
use proptest::prelude::*;

const KINDS: [FieldKind; 5] = [
    FieldKind::Statement,
    FieldKind::Step,
    FieldKind::Title,
    FieldKind::Script,
    FieldKind::Note,
];

fn every_place_is_in_the_text(text: &str) {
    for kind in KINDS {
        for finding in check_text(kind, Language::English, text) {
            assert_eq!(text.get(finding.range.clone()), Some(finding.text.as_str()));
            assert!(text.contains(&finding.sentence));
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
fn only_english_has_rules_of_wording_so_far() {
    let found = check_text(
        FieldKind::Statement,
        Language::Filipino,
        "Sasagutin agad, as soon as possible.",
    );
    assert_eq!(found, []);
}
