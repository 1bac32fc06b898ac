//! Runs the rules over a text or over a whole standard.

use std::ops::Range;

use handbook::{Language, OwnWords, Standard};

use crate::en::reading::{self, Reading, Sentence};
use crate::fields::{self, Beside, Field};
use crate::finding::{FieldKind, Finding, Place};
use crate::own_words::WordList;
use crate::rule::{Check, Fault, Findings, Found, Rule};
use crate::rules::RULES;
use crate::tables;

/// Checks a whole standard: the wording of its texts in `language` and of its translations, its
/// fields together, and the handbook's own words. Findings in a translation carry its language.
///
/// Findings come in the order of the fields, those of the source text first; those kept on
/// purpose are marked as waived.
pub fn check(standard: &Standard, language: Language, words: &OwnWords) -> Vec<Finding> {
    let list = WordList::new(words);
    let mut findings = record(standard);
    findings.extend(texts(&fields::source(standard), language, &list));
    let translations = standard.translations.iter();
    for (other, translation) in translations.filter(|(other, _)| **other != language) {
        let mut found = texts(&fields::translated(standard, translation), *other, &list);
        found.iter_mut().for_each(|f| f.language = Some(*other));
        findings.append(&mut found);
    }
    for finding in &mut findings {
        finding.waived = standard.waivers.iter().any(|w| finding.is_kept_by(w));
    }
    let order = |f: &Finding| (f.language, f.place, f.range.start, f.range.end);
    findings.sort_by_key(order);
    findings
}

/// Checks one text on its own.
pub fn check_text(kind: FieldKind, language: Language, text: &str) -> Vec<Finding> {
    let place = match kind {
        FieldKind::Statement => Place::Statement,
        FieldKind::Step => Place::Step(1),
        FieldKind::Title => Place::Title,
        FieldKind::Script => Place::Script,
        FieldKind::Note => Place::Record,
    };
    wording(place, kind, language, text, Beside::default())
}

fn record(standard: &Standard) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Record(look) = rule.check {
            let mut found = Findings::of(rule);
            look(standard, &mut found);
            findings.append(&mut found.list);
        }
    }
    findings
}

fn texts(fields: &[Field<'_>], language: Language, words: &WordList<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in fields {
        let mut found = field.kind.map_or_else(Vec::new, |kind| {
            wording(field.place, kind, language, field.text, field.beside)
        });
        words.apply(field, &mut found);
        findings.append(&mut found);
    }
    findings
}

fn wording(
    place: Place,
    kind: FieldKind,
    language: Language,
    text: &str,
    beside: Beside,
) -> Vec<Finding> {
    if kind == FieldKind::Title || text.trim().is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if language == Language::English {
        in_english(place, kind, text, beside, &mut findings);
    } else {
        in_tables(place, kind, language, text, beside, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}

fn in_english(
    place: Place,
    kind: FieldKind,
    text: &str,
    beside: Beside,
    findings: &mut Vec<Finding>,
) {
    let reading = reading::read(text, kind);
    for range in &reading.sentences {
        let sentence = sentence(&reading, range.clone(), kind, beside);
        for rule in RULES {
            let Check::Wording(kinds, look, _) = rule.check else {
                continue;
            };
            let mut found = Found::default();
            if kinds.contains(&kind) {
                look(&sentence, &mut found);
            }
            for fault in found.faults {
                findings.push(finding(rule, place, beside, text, sentence.bytes(), fault));
            }
        }
    }
}

fn in_tables(
    place: Place,
    kind: FieldKind,
    language: Language,
    text: &str,
    beside: Beside,
    findings: &mut Vec<Finding>,
) {
    let reading = tables::read(text, language, kind);
    for sentence in reading.sentences(kind, beside.is_timed) {
        for rule in RULES {
            let Check::Wording(kinds, _, Some(look)) = rule.check else {
                continue;
            };
            let mut found = Found::default();
            if kinds.contains(&kind) {
                look(&sentence, &mut found);
            }
            for fault in found.faults {
                findings.push(finding(rule, place, beside, text, sentence.bytes(), fault));
            }
        }
    }
}

fn sentence<'r>(
    reading: &'r Reading<'r>,
    range: Range<usize>,
    kind: FieldKind,
    beside: Beside,
) -> Sentence<'r> {
    let (cues, matches, times) = reading.within(&range);
    Sentence {
        reading,
        kind,
        is_timed: beside.is_timed,
        is_started: beside.is_started,
        first: range.start,
        last: range.end,
        cues,
        matches,
        times,
    }
}

fn finding(
    rule: &Rule,
    place: Place,
    beside: Beside,
    text: &str,
    sentence: Range<usize>,
    fault: Fault,
) -> Finding {
    let offers_limit = matches!(rule.id, "missing-time" | "vague-time");
    Finding {
        rule: rule.id,
        label: rule.label,
        severity: fault.severity.unwrap_or(rule.severity),
        place,
        text: text[fault.range.clone()].to_string(),
        range: fault.range,
        sentence: text[sentence].to_string(),
        why: fault.why,
        question: fault.question,
        fix: beside
            .limit
            .filter(|_| offers_limit)
            .map(|limit| format!("within {limit}")),
        waived: false,
        language: None,
        is_about_record: false,
    }
}

#[cfg(test)]
mod tests {
    use handbook::{Kind, Standard, StandardId, Step, Waiver};

    use super::*;
    use crate::must_fix_open;

    fn standard(statement: &str) -> Standard {
        let mut standard = Standard::empty(StandardId::new(jiff::Timestamp::UNIX_EPOCH, [0; 10]));
        standard.statement = statement.to_string();
        standard
    }

    fn of_rule(standard: &Standard, rule: &str) -> Vec<Finding> {
        let mut found = check(standard, Language::English, &OwnWords::default());
        found.retain(|finding| finding.rule == rule);
        found
    }

    #[test]
    fn a_time_in_a_field_is_a_time_frame() {
        let mut draft = standard("The officer answers complaints.");
        assert_eq!(of_rule(&draft, "missing-time").len(), 1);
        draft.respond_within = "2 working days".parse().ok();
        assert_eq!(of_rule(&draft, "missing-time"), []);
    }

    #[test]
    fn a_vague_time_is_offered_the_limit_that_stands_in_the_field() {
        let mut draft = standard("The officer answers complaints promptly.");
        draft.respond_within = "2 working days".parse().ok();
        let found = of_rule(&draft, "vague-time");
        assert_eq!(found[0].fix.as_deref(), Some("within 2 working days"));
    }

    #[test]
    fn what_is_kept_on_purpose_does_not_stand_in_the_way() {
        let mut draft = standard("Staff are friendly. The room is blue.");
        let open = check(&draft, Language::English, &OwnWords::default());
        assert_eq!(must_fix_open(&open).count(), 1);
        draft.waivers.push(Waiver {
            rule: "vague-quality".into(),
            sentence: open[0].waiver_key(),
            reason: "The founder's word.".into(),
            by: "Head of service".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
        });
        draft.statement.push_str(" Chairs are red.");
        let kept = check(&draft, Language::English, &OwnWords::default());
        assert!(kept[0].waived);
        assert_eq!(must_fix_open(&kept).count(), 0);
    }

    #[test]
    fn conduct_and_prohibitions_need_no_times() {
        let mut draft = standard("Staff answer complaints about their behaviour.");
        assert_eq!(of_rule(&draft, "missing-time").len(), 1);
        draft.kind = Kind::Conduct;
        assert_eq!(of_rule(&draft, "missing-time"), []);
    }

    #[test]
    fn findings_come_in_the_order_of_the_fields() {
        let mut draft = standard("Staff are friendly and polite.");
        draft.steps = ["Greet the guest warmly.", "Check the bag thoroughly."]
            .map(|text| Step {
                text: text.into(),
                ..Step::default()
            })
            .to_vec();
        let places: Vec<String> = of_rule(&draft, "vague-quality")
            .iter()
            .map(|f| f.place.to_string())
            .collect();
        assert_eq!(places, ["statement", "statement", "step 1", "step 2"]);
    }

    fn in_filipino(standard: &mut Standard, statement: &str) {
        let translation = handbook::Translation {
            statement: statement.into(),
            ..handbook::Translation::default()
        };
        standard
            .translations
            .insert(Language::Filipino, translation);
    }

    #[test]
    fn a_translation_is_checked_in_its_own_language() {
        let mut draft = standard("The officer answers complaints within 2 working days.");
        in_filipino(&mut draft, "Sasagutin agad ng opisyal ang reklamo.");
        let found = of_rule(&draft, "vague-time");
        assert_eq!(found[0].language, Some(Language::Filipino));
        assert_eq!(
            (found[0].text.as_str(), found[0].place),
            ("agad", Place::Statement)
        );
        let json = serde_json::to_value(&found[0]).unwrap();
        assert_eq!(json["language"], "fil");
    }

    #[test]
    fn findings_in_the_source_text_name_no_language() {
        let draft = standard("Staff are friendly.");
        let json = serde_json::to_value(&of_rule(&draft, "vague-quality")[0]).unwrap();
        assert!(json.get("language").is_none());
    }

    #[test]
    fn a_waiver_keeps_one_missing_part_and_an_old_one_keeps_all() {
        let mut draft = standard("Staff answer.");
        let waiver = |sentence: &str| Waiver {
            rule: "missing-parts".into(),
            sentence: sentence.into(),
            reason: "A pilot.".into(),
            by: "Head of service".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let open = |draft: &Standard| -> Vec<String> {
            let found = of_rule(draft, "missing-parts").into_iter();
            found
                .filter(|f| !f.waived)
                .map(|f| f.place.to_string())
                .collect()
        };
        let all = [
            "measure",
            "exceptions",
            "empowerment",
            "evidence",
            "owner",
            "review on",
        ];
        assert_eq!(open(&draft), all);
        draft.waivers = vec![waiver("evidence")];
        assert_eq!(open(&draft).len(), 5);
        draft.waivers = vec![waiver("")];
        assert_eq!(open(&draft), [] as [&str; 0]);
    }

    #[test]
    fn a_waiver_without_a_sentence_keeps_no_wording() {
        let mut draft = standard("Staff are friendly.");
        draft.waivers.push(Waiver {
            rule: "vague-quality".into(),
            sentence: String::new(),
            reason: "The founder's word.".into(),
            by: "Head of service".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
        });
        assert!(!of_rule(&draft, "vague-quality")[0].waived);
    }
}
