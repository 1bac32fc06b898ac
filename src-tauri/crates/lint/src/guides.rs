//! Every rule's guide is its test: what it shows as flagged is flagged, at the words it marks.

use handbook::{FlaggedWord, Language, OwnWords, Standard};

use crate::finding::{FieldKind, Finding};
use crate::rule::{Check, Rule};
use crate::{check, check_text, rules};

/// A quote: “language: field: text”, of which language and field may be left out.
struct Quote {
    language: Language,
    kind: FieldKind,
    text: String,
    /// The bytes that the emphasis marks.
    marked: Option<std::ops::Range<usize>>,
}

fn read_quote(quote: &str) -> Quote {
    let (language, rest) = prefix(quote).unwrap_or((Language::English, quote));
    let (kind, text) = prefix(rest).unwrap_or((FieldKind::Statement, rest));
    let marked = text.find('*').map(|start| {
        let end = text.rfind('*').expect("emphasis closes") - 1;
        start..end
    });
    Quote {
        language,
        kind,
        text: text.replace('*', ""),
        marked,
    }
}

fn prefix<T: std::str::FromStr>(quote: &str) -> Option<(T, &str)> {
    let (word, text) = quote.split_once(": ")?;
    Some((word.parse().ok()?, text))
}

/// Makes a standard from “field: value; field: value”.
fn standard(quote: &str) -> Standard {
    let mut fields = serde_json::Map::new();
    for part in quote.replace('*', "").split("; ") {
        let (name, value) = part.split_once(": ").expect("field: value");
        let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
        fields.insert(name.to_string(), value);
    }
    serde_json::from_value(fields.into()).unwrap_or_else(|error| panic!("{quote}: {error}"))
}

/// Finds the words before the colon in the text after it.
fn own_words(quote: &str) -> Vec<Finding> {
    let (phrase, text) = quote.split_once(": ").expect("phrase: text");
    let Quote { kind, text, .. } = read_quote(text);
    let mut standard = standard("code: X-1");
    match kind {
        FieldKind::Script => standard.script = text,
        _ => standard.statement = text,
    }
    let words = OwnWords {
        flag: vec![FlaggedWord {
            phrase: phrase.into(),
            question: String::new(),
        }],
        leave: Vec::new(),
    };
    check(&standard, Language::English, &words)
}

fn findings(rule: &Rule, quote: &str) -> Vec<Finding> {
    let all = match rule.check {
        Check::Wording(..) => {
            let quote = read_quote(quote);
            check_text(quote.kind, quote.language, &quote.text)
        }
        Check::Record(_) => check(&standard(quote), Language::English, &OwnWords::default()),
        Check::OwnWords => own_words(quote),
    };
    all.into_iter()
        .filter(|finding| finding.rule == rule.id)
        .collect()
}

fn marked(rule: &Rule, quote: &str) -> Option<std::ops::Range<usize>> {
    match rule.check {
        Check::Wording(..) => read_quote(quote).marked,
        Check::Record(_) => None,
        Check::OwnWords => read_quote(quote.split_once(": ")?.1).marked,
    }
}

#[test]
fn every_rule_flags_what_its_guide_shows_as_flagged() {
    let mut silent = Vec::new();
    for rule in rules::RULES {
        for quote in crate::rule::describe(rule).flagged {
            let found = findings(rule, quote);
            let ranges: Vec<_> = found.iter().map(|finding| finding.range.clone()).collect();
            let is_right = match marked(rule, quote) {
                Some(marked) => ranges.contains(&marked),
                None => !ranges.is_empty(),
            };
            if !is_right {
                let texts: Vec<String> = found.into_iter().map(|f| f.text).collect();
                silent.push((rule.id, quote, texts));
            }
        }
    }
    assert_eq!(silent, [], "not flagged, or at other words");
}

#[test]
fn a_rule_shows_both_sides_in_every_language_that_it_serves() {
    for rule in rules::RULES {
        let Check::Wording(_, _, Some(_)) = rule.check else {
            continue;
        };
        let guide = crate::rule::describe(rule);
        for language in Language::ALL {
            for side in [&guide.flagged, &guide.accepted] {
                let shown = side.iter().filter(|q| read_quote(q).language == *language);
                assert!(shown.count() >= 3, "{} in {language}", rule.id);
            }
        }
    }
}

#[test]
fn every_rule_accepts_what_its_guide_shows_as_accepted() {
    let mut wrong = Vec::new();
    for rule in rules::RULES {
        for quote in crate::rule::describe(rule).accepted {
            let found = findings(rule, quote);
            wrong.extend(
                found
                    .into_iter()
                    .map(|finding| (rule.id, finding.text, quote)),
            );
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn every_guide_explains_asks_and_shows_both_sides() {
    for rule in crate::rules() {
        assert!(
            !rule.title.is_empty() && !rule.help.is_empty(),
            "{}",
            rule.id
        );
        assert!(rule.question.ends_with('?'), "{}", rule.id);
        assert!(
            rule.flagged.len() >= 4 && rule.accepted.len() >= 4,
            "{}",
            rule.id
        );
    }
}
