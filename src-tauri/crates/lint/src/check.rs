//! Runs the rules over a text or over a whole standard.

use handbook::{Force, Kind, Language, Standard};

use crate::en::reading::{self, Reading, Sentence};
use crate::finding::{FieldKind, Finding, Place};
use crate::rule::{Check, Findings, Found, Rule};
use crate::rules::RULES;

/// What the fields beside a text already say.
#[derive(Clone, Copy, Default)]
struct Beside {
    is_timed: bool,
    is_started: bool,
    fix: Option<handbook::TimeLimit>,
}

/// Checks a whole standard: the wording of its texts in `language`, and its fields together.
/// Findings are sorted by place; those kept on purpose are marked as waived.
pub fn check(standard: &Standard, language: Language) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Record(look) = rule.check {
            let mut found = Findings::of(rule);
            look(standard, &mut found);
            findings.append(&mut found.list);
        }
    }
    if language == Language::English {
        for (place, kind, text, beside) in texts(standard) {
            findings.extend(wording(place, kind, text, beside));
        }
    }
    for finding in &mut findings {
        finding.waived = standard
            .waivers
            .iter()
            .any(|waiver| waiver.covers(finding.rule, &finding.sentence));
    }
    findings.sort_by(|a, b| {
        (a.place, a.range.start, a.range.end).cmp(&(b.place, b.range.start, b.range.end))
    });
    findings
}

/// Checks one text on its own. Only English has rules of wording.
pub fn check_text(kind: FieldKind, language: Language, text: &str) -> Vec<Finding> {
    if language != Language::English {
        return Vec::new();
    }
    let place = match kind {
        FieldKind::Statement => Place::Statement,
        FieldKind::Step => Place::Step(1),
        FieldKind::Title => Place::Title,
        FieldKind::Script => Place::Script,
        FieldKind::Note => Place::Record,
    };
    wording(place, kind, text, Beside::default())
}

/// The texts of a standard with their kinds. Bad examples hold bad words on purpose.
fn texts(standard: &Standard) -> Vec<(Place, FieldKind, &str, Beside)> {
    let limit = standard.respond_within.or(standard.resolve_within);
    let free = !demands_times(standard);
    let beside = Beside {
        is_timed: free || limit.is_some() || has_measured_limit(standard),
        is_started: free || !standard.starts_when.trim().is_empty(),
        fix: limit,
    };
    let mut list: Vec<(Place, FieldKind, &str, Beside)> = vec![
        (
            Place::Statement,
            FieldKind::Statement,
            &standard.statement,
            beside,
        ),
        (Place::Script, FieldKind::Script, &standard.script, beside),
    ];
    for (index, step) in standard.steps.iter().enumerate() {
        let beside = Beside {
            is_timed: free || step.time.is_some() || limit.is_some(),
            is_started: true,
            fix: step.time,
        };
        list.push((Place::Step(index + 1), FieldKind::Step, &step.text, beside));
    }
    for (index, exception) in standard.exceptions.iter().enumerate() {
        list.push((
            Place::Exception(index + 1),
            FieldKind::Note,
            &exception.holds,
            beside,
        ));
    }
    list
}

/// Prohibitions, conduct, speech and appearance need no time frame.
fn demands_times(standard: &Standard) -> bool {
    standard.force != Force::Never && matches!(standard.kind, Kind::Service | Kind::Documents)
}

fn has_measured_limit(standard: &Standard) -> bool {
    standard
        .measure
        .as_ref()
        .is_some_and(|measure| measure.within.is_some())
}

fn wording(place: Place, kind: FieldKind, text: &str, beside: Beside) -> Vec<Finding> {
    if kind == FieldKind::Title || text.trim().is_empty() {
        return Vec::new();
    }
    let reading = reading::read(text, kind);
    let mut findings = Vec::new();
    for range in &reading.sentences {
        let sentence = sentence(&reading, range.clone(), kind, beside);
        for rule in RULES {
            look_at(rule, &sentence, place, beside, &mut findings);
        }
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}

fn sentence<'r>(
    reading: &'r Reading<'r>,
    range: std::ops::Range<usize>,
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

fn look_at(
    rule: &Rule,
    sentence: &Sentence<'_>,
    place: Place,
    beside: Beside,
    findings: &mut Vec<Finding>,
) {
    let Check::English(kinds, look) = rule.check else {
        return;
    };
    if !kinds.contains(&sentence.kind) {
        return;
    }
    let mut found = Found::default();
    look(sentence, &mut found);
    let text = sentence.reading.text;
    for fault in found.faults {
        let offers_limit = matches!(rule.id, "missing-time" | "vague-time");
        findings.push(Finding {
            rule: rule.id,
            label: rule.label,
            severity: fault.severity.unwrap_or(rule.severity),
            place,
            text: text[fault.range.clone()].to_string(),
            range: fault.range,
            sentence: text[sentence.bytes()].to_string(),
            why: fault.why,
            question: fault.question,
            fix: beside
                .fix
                .filter(|_| offers_limit)
                .map(|limit| format!("within {limit}")),
            waived: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use handbook::{Standard, StandardId, Step, Waiver};

    use super::*;
    use crate::must_fix_open;

    fn standard(statement: &str) -> Standard {
        let mut standard = Standard::empty(StandardId::new(jiff::Timestamp::UNIX_EPOCH, [0; 10]));
        standard.statement = statement.to_string();
        standard
    }

    fn of_rule(standard: &Standard, rule: &str) -> Vec<Finding> {
        let mut found = check(standard, Language::English);
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
        let open = check(&draft, Language::English);
        assert_eq!(must_fix_open(&open).count(), 1);
        draft.waivers.push(Waiver {
            rule: "vague-quality".into(),
            sentence: open[0].waiver_key(),
            reason: "The founder's word.".into(),
            by: "Head of service".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
        });
        draft.statement.push_str(" Chairs are red.");
        let kept = check(&draft, Language::English);
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

    #[test]
    fn other_languages_are_checked_by_their_fields_alone() {
        let draft = standard("Sasagutin ang reklamo as soon as possible.");
        let found = check(&draft, Language::Filipino);
        assert!(!found.is_empty() && found.iter().all(|finding| finding.sentence.is_empty()));
    }
}
