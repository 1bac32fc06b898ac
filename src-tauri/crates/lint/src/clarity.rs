//! How clear a standard is: one number, and the five parts that a clear standard has.

use serde::Serialize;

use crate::finding::{Finding, Place, Severity};

/// A part of a clear standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClarityPart {
    /// Who acts, and who answers for it.
    Who,
    /// What is done, in plain words.
    DoesWhat,
    /// By when.
    ByWhen,
    /// How much, and of what.
    HowMuch,
    /// What holds when it does not work, and why anyone believes it can.
    WhatIfNot,
}

impl ClarityPart {
    /// Every part, in the order of a sentence.
    pub const ALL: [Self; 5] = [
        Self::Who,
        Self::DoesWhat,
        Self::ByWhen,
        Self::HowMuch,
        Self::WhatIfNot,
    ];

    /// Returns the words for this part.
    pub fn word(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::DoesWhat => "does what",
            Self::ByWhen => "by when",
            Self::HowMuch => "how much",
            Self::WhatIfNot => "what if not",
        }
    }
}

impl std::fmt::Display for ClarityPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.word())
    }
}

impl Serialize for ClarityPart {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// How clear a standard is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clarity {
    /// From 5 to 100; 100 when nothing is open, at most 69 while anything must be fixed.
    pub score: u8,
    /// Each part with what matters most in it; none when nothing is open there.
    pub parts: [(ClarityPart, Option<Severity>); 5],
}

/// Judges how clear a standard is by what is open in its source text and its fields.
pub fn clarity(findings: &[Finding]) -> Clarity {
    let open = || {
        let source = findings.iter().filter(|f| f.language.is_none());
        source.filter(|finding| !finding.waived)
    };
    let worst = |part| {
        let here = open().filter(|finding| part_of(finding.rule, finding.place) == Some(part));
        here.map(|finding| finding.severity).min()
    };
    Clarity {
        score: score(open().map(|finding| finding.severity)),
        parts: ClarityPart::ALL.map(|part| (part, worst(part))),
    }
}

/// Each finding takes less than the one before: 95 points shrink by the weight of what is open.
fn score(open: impl Iterator<Item = Severity>) -> u8 {
    let (mut weight, mut cap) = (0, 100);
    for severity in open {
        weight += weight_of(severity);
        cap = cap.min(if severity == Severity::MustFix {
            69
        } else {
            99
        });
    }
    (5 + 9500 / (100 + weight)).min(cap) as u8
}

fn weight_of(severity: Severity) -> u64 {
    match severity {
        Severity::MustFix => 50,
        Severity::ShouldFix => 8,
        Severity::Consider => 3,
    }
}

/// Returns the part that a rule's findings belong to.
fn part_of(rule: &str, place: Place) -> Option<ClarityPart> {
    Some(match (rule, place) {
        ("missing-actor", _) | ("missing-parts", Place::Owner) => ClarityPart::Who,
        ("missing-time" | "vague-time" | "limit-without-start", _)
        | ("response-without-resolution" | "contradiction", _)
        | ("missing-parts", Place::ReviewOn) => ClarityPart::ByWhen,
        ("absolute" | "translation-number", _) | ("missing-parts", Place::Measure) => {
            ClarityPart::HowMuch
        }
        ("escape-clause" | "missing-parts", _) => ClarityPart::WhatIfNot,
        ("aim-without-measure" | "vague-quality" | "over-promise", _)
        | ("missing-statement" | "own-word", _) => ClarityPart::DoesWhat,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEVERITIES: [Severity; 3] = [Severity::MustFix, Severity::ShouldFix, Severity::Consider];

    fn of(open: &[Severity]) -> u8 {
        score(open.iter().copied())
    }

    #[test]
    fn every_rule_belongs_to_a_part() {
        for rule in crate::rules() {
            assert!(part_of(rule.id, Place::Record).is_some(), "{}", rule.id);
        }
    }

    #[test]
    fn only_a_standard_with_nothing_open_has_a_hundred() {
        assert_eq!(of(&[]), 100);
        assert!(SEVERITIES.iter().all(|severity| of(&[*severity]) < 100));
        for severity in SEVERITIES {
            assert!(of(&[severity; 3]) < of(&[severity; 2]));
            assert!(of(&[severity; 2]) < of(&[severity]));
        }
    }

    #[test]
    fn what_is_waived_or_stands_in_a_translation_costs_nothing() {
        let mut finding = crate::check_text(
            crate::FieldKind::Statement,
            handbook::Language::English,
            "Staff are friendly.",
        )
        .remove(0);
        let whole = clarity(std::slice::from_ref(&finding));
        assert_eq!(
            whole.parts[1],
            (ClarityPart::DoesWhat, Some(Severity::MustFix))
        );
        assert!(whole.score <= 69);
        finding.language = Some(handbook::Language::Filipino);
        assert_eq!(clarity(std::slice::from_ref(&finding)).score, 100);
        finding.language = None;
        finding.waived = true;
        assert_eq!(clarity(&[finding]).score, 100);
    }

    proptest! {
        #[test]
        fn fixing_something_never_lowers_the_score(
            open in proptest::collection::vec(proptest::sample::select(&SEVERITIES[..]), 1..60),
            which in any::<proptest::sample::Index>(),
        ) {
            let before = of(&open);
            prop_assert!((5..100).contains(&before));
            prop_assert!(before <= 69 || !open.contains(&Severity::MustFix));
            let mut fixed = open.clone();
            fixed.remove(which.index(open.len()));
            prop_assert!(of(&fixed) >= before);
        }
    }
}
