//! Every rule's guide is its test: what it shows as flagged is flagged, at the words it marks.

use handbook::{Language, Standard};

use crate::finding::{FieldKind, Finding};
use crate::rule::{Check, Rule};
use crate::{check, check_text, rules};

/// A quote: the field it stands in, its plain text, and the bytes that it marks.
fn read_quote(quote: &str) -> (FieldKind, String, Option<std::ops::Range<usize>>) {
    let (kind, text) = quote
        .split_once(": ")
        .and_then(|(word, text)| Some((word.parse().ok()?, text)))
        .unwrap_or((FieldKind::Statement, quote));
    let Some(start) = text.find('*') else {
        return (kind, text.to_string(), None);
    };
    let end = text.rfind('*').expect("emphasis closes") - 1;
    (kind, text.replace('*', ""), Some(start..end))
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

fn findings(rule: &Rule, quote: &str) -> Vec<Finding> {
    let all = match rule.check {
        Check::English(..) => {
            let (kind, text, _) = read_quote(quote);
            check_text(kind, Language::English, &text)
        }
        Check::Record(_) => check(&standard(quote), Language::English),
    };
    all.into_iter()
        .filter(|finding| finding.rule == rule.id)
        .collect()
}

#[test]
fn every_rule_flags_what_its_guide_shows_as_flagged() {
    for rule in rules::RULES {
        for quote in crate::rule::describe(rule).flagged {
            let found = findings(rule, quote);
            assert!(!found.is_empty(), "{} is silent on: {quote}", rule.id);
            let marked = read_quote(quote)
                .2
                .filter(|_| matches!(rule.check, Check::English(..)));
            let Some(marked) = marked else { continue };
            let ranges: Vec<_> = found.iter().map(|finding| finding.range.clone()).collect();
            assert!(
                ranges.contains(&marked),
                "{}: {ranges:?} in {quote}",
                rule.id
            );
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
