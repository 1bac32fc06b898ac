//! The fixed words of the documents, one table per language. Numbers and times are put into
//! whole sentences here, so that a translation cannot contradict a number.

mod en;
mod fil;
mod papers;
mod ta;
mod te;

use handbook::{
    Bound, Channel, EvidenceKind, Force, Kind, Language, Measure, Period, Stage, TimeLimit,
};
use jiff::civil::Date;

pub(crate) use papers::{PaperPhrases, paper_phrases};

/// Every fixed word and sentence; `{…}` stands for what is filled in.
#[allow(missing_docs, reason = "the English table shows what each one says")]
pub(crate) struct Phrases {
    pub edition: &'static str,
    pub in_force_from: &'static str,
    pub issued_on: &'static str,
    pub one_standard: &'static str,
    pub many_standards: &'static str,
    pub about: &'static str,
    pub how_to_read: &'static str,
    pub force: [&'static str; 3],
    pub force_meaning: [&'static str; 3],
    pub whats_new: &'static str,
    pub changed_since: &'static str,
    pub first_edition: &'static str,
    pub nothing_changed: &'static str,
    pub added: &'static str,
    pub material: &'static str,
    pub editorial: &'static str,
    pub withdrawn: &'static str,
    pub fingerprint: &'static str,
    pub fingerprint_use: &'static str,
    pub signature: &'static str,
    pub proof: &'static str,
    pub contents: &'static str,
    pub unsectioned: &'static str,
    pub untitled: &'static str,
    pub actor: &'static str,
    pub audience: &'static str,
    pub starts_when: &'static str,
    pub respond_within: &'static str,
    pub resolve_within: &'static str,
    pub late_after: &'static str,
    pub measured: &'static str,
    pub at_least: &'static str,
    pub at_most: &'static str,
    pub within: &'static str,
    pub per: [&'static str; 5],
    pub counted_from: &'static str,
    pub steps: &'static str,
    pub may_decide: &'static str,
    pub up_to: &'static str,
    pub except: &'static str,
    pub escalation: &'static str,
    pub escalate_to: &'static str,
    pub escalate_after: &'static str,
    pub dos: &'static str,
    pub donts: &'static str,
    pub script: &'static str,
    pub role_play: &'static str,
    pub situation: &'static str,
    pub good_answer: &'static str,
    pub why: &'static str,
    pub evidence: [&'static str; 6],
    pub references: &'static str,
    pub owner: &'static str,
    pub review_on: &'static str,
    pub revision: &'static str,
    pub approved_on: &'static str,
    pub approved_by: &'static str,
    pub glossary: &'static str,
    pub roles: &'static str,
    pub page_of: &'static str,
    pub ask_newer: &'static str,
    pub go_to: &'static str,
    pub stages: [&'static str; 5],
    pub channels: [&'static str; 8],
    pub kinds: [&'static str; 5],
    pub months: [&'static str; 12],
    pub date: &'static str,
    /// Writes a time limit.
    pub limit: fn(TimeLimit) -> String,
}

/// Returns the table of a language.
pub(crate) fn phrases(language: Language) -> &'static Phrases {
    match language {
        Language::English => &en::PHRASES,
        Language::Filipino => &fil::PHRASES,
        Language::Telugu => &te::PHRASES,
        Language::Tamil => &ta::PHRASES,
    }
}

/// Puts values into a sentence; a value may itself hold braces.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let parts = parts(sentence).into_iter().map(|part| match part {
        Part::Fixed(text) => text,
        Part::Hole(name) => value_of(name, values),
    });
    parts.collect()
}

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// The table's own words.
    Fixed(&'a str),
    /// The name of a value to be put in.
    Hole(&'a str),
}

/// Divides a sentence at its holes.
pub(crate) fn parts(sentence: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, later) = after.split_once('}').unwrap_or((after, ""));
        parts.extend([Part::Fixed(before), Part::Hole(name)]);
        rest = later;
    }
    parts.push(Part::Fixed(rest));
    parts.retain(|part| *part != Part::Fixed(""));
    parts
}

fn value_of<'a>(name: &str, values: &[(&str, &'a str)]) -> &'a str {
    let found = values.iter().find(|(key, _)| *key == name);
    found.map_or("", |(_, value)| value)
}

impl Phrases {
    /// Writes a date.
    pub fn date(&self, date: Date) -> String {
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let values = [
            ("day", &day),
            ("month", &self.months[month].to_string()),
            ("year", &year),
        ];
        fill(self.date, &values.map(|(key, value)| (key, value.as_str())))
    }

    /// Writes how many standards there are.
    pub fn standards(&self, count: usize) -> String {
        let sentence = if count == 1 {
            self.one_standard
        } else {
            self.many_standards
        };
        fill(sentence, &[("count", &count.to_string())])
    }

    /// Returns the word of a force.
    pub fn force(&self, force: Force) -> &'static str {
        self.force[force as usize]
    }

    /// Returns the name of a stage.
    pub fn stage(&self, stage: Stage) -> &'static str {
        self.stages[stage as usize]
    }

    /// Returns the name of a kind of standard.
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.kinds[kind as usize]
    }

    /// Returns the name of a kind of evidence.
    pub fn evidence(&self, kind: EvidenceKind) -> &'static str {
        self.evidence[kind as usize]
    }

    /// Returns the name of a common channel; the handbook's own channels have their own names.
    pub fn channel<'a>(&self, channel: &'a Channel) -> &'a str {
        let place = Channel::COMMON.iter().position(|common| common == channel);
        place.map_or_else(|| channel.name(), |place| self.channels[place])
    }

    /// Returns how often cases are counted.
    pub fn per(&self, period: Period) -> &'static str {
        self.per[period as usize]
    }

    /// Writes a measure as a sentence, in pieces; those marked true are the handbook's own words.
    pub fn measure(&self, measure: &Measure) -> Vec<(String, bool)> {
        let sentence = match measure.bound {
            Bound::AtLeast => self.at_least,
            Bound::AtMost => self.at_most,
        };
        let limit = measure.within.map(self.limit);
        let within = limit.map(|limit| fill(self.within, &[("limit", &limit)]));
        let per = measure.per.map_or("", |period| self.per(period));
        let percent = measure.percent.to_string();
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for part in parts(sentence) {
            pieces.push(match part {
                Part::Fixed(text) => (text.to_string(), false),
                Part::Hole("cases") => (measure.cases.trim().to_string(), true),
                Part::Hole("done") => (measure.done.trim().to_string(), true),
                Part::Hole("within") => (within.clone().unwrap_or_default(), false),
                Part::Hole("per") => (per.to_string(), false),
                Part::Hole(_) => (percent.clone(), false),
            });
        }
        if !measure.source.trim().is_empty() {
            pieces.extend(self.source_pieces(&measure.source));
        }
        pieces.push((".".to_string(), false));
        pieces.retain(|(text, _)| !text.is_empty());
        pieces
    }

    fn source_pieces(&self, source: &str) -> Vec<(String, bool)> {
        let pieces = parts(self.counted_from).into_iter().map(|part| match part {
            Part::Fixed(text) => (text.to_string(), false),
            Part::Hole(_) => (source.trim().to_string(), true),
        });
        pieces.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure() -> Measure {
        Measure {
            bound: Bound::AtLeast,
            percent: handbook::Percent::new(90.0).unwrap(),
            cases: "complaint calls".into(),
            done: "resolved".into(),
            within: "2 working days".parse().ok(),
            per: Some(Period::Month),
            source: "complaint log".into(),
        }
    }

    fn sentence(language: Language, measure: &Measure) -> String {
        let pieces = phrases(language).measure(measure).into_iter();
        pieces.map(|(text, _)| text).collect()
    }

    #[test]
    fn a_measure_reads_as_a_sentence() {
        assert_eq!(
            sentence(Language::English, &measure()),
            "At least 90 % of complaint calls are resolved within 2 working days, \
             counted each month, from the complaint log."
        );
    }

    #[test]
    fn every_language_says_the_number_the_limit_and_the_cases() {
        for language in Language::ALL {
            let sentence = sentence(*language, &measure());
            for part in ["90", "2", "complaint calls", "resolved", "complaint log"] {
                assert!(sentence.contains(part), "{language}: {sentence}");
            }
            assert!(
                !sentence.contains(['{', '}']) && !sentence.contains("  "),
                "{sentence}"
            );
        }
    }

    #[test]
    fn every_limit_and_date_can_be_written_in_every_language() {
        for language in Language::ALL {
            let phrases = phrases(*language);
            for unit in handbook::Unit::ALL {
                for clock in handbook::Clock::ALL {
                    let limit = TimeLimit::new(3, *unit, *clock).unwrap();
                    assert!((phrases.limit)(limit).contains('3'));
                }
            }
            let date = phrases.date(Date::constant(2026, 12, 1));
            assert!(
                date.contains("2026") && date.contains(phrases.months[11]),
                "{date}"
            );
        }
    }
}
