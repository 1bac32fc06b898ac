//! The reader for staff: search, outline, every standard, in every language, in one file.

use std::fmt::Write as _;

use handbook::{Changed, Edition, Language, Revision};
use jiff::tz::TimeZone;

use super::book::{Book, keys, languages};
use super::changes::weight;
use super::finding::{filters, find};
use super::page::{BOB, Script, page};
use super::standard::article;
use super::words::Words;
use crate::mark::Mark;
use crate::markdown::{escape, markdown_to_html};
use crate::phrases::{fill, phrases};

/// Writes an edition as one self-contained page that opens in `language`, or in the source
/// language where the edition has no text in it. The same edition gives the same bytes.
pub fn html(edition: &Edition, language: Language) -> String {
    let keys = keys(edition);
    let mut all = languages(edition);
    let first = *all
        .iter()
        .find(|l| **l == language)
        .unwrap_or(&edition.handbook.source_language());
    all.sort_by_key(|language| *language != first);
    let mut body = format!(
        "<a class=\"skip\" href=\"#text-{first}\" lang=\"{first}\">{}</a>\n",
        Words::of(first).skip
    );
    for language in all {
        let book = Book::new(edition, language, &keys);
        body += &whole_book(&book, language == first);
    }
    let number = edition.number.to_string();
    let number = fill(phrases(first).edition, &[("number", &number)]);
    let title = format!("{} · {number}", edition.handbook.title);
    page(
        &title,
        &Mark::of(edition).to_html(),
        first,
        &body,
        Script::Reader,
    )
}

fn whole_book(book: &Book, is_first: bool) -> String {
    let language = book.language;
    let class = if is_first { "book first" } else { "book" };
    let parts = [
        format!("<div class=\"{class}\" id=\"{language}\" lang=\"{language}\">\n"),
        bar(book),
        "<div class=\"frame\">\n".to_string(),
        outline(book),
        format!("<main class=\"text\" id=\"text-{language}\" tabindex=\"-1\">\n"),
        intro(book),
        standards(book),
        glossary(book),
        "</main>\n</div>\n".to_string(),
        end(book),
        "</div>\n".to_string(),
    ];
    parts.concat()
}

fn bar(book: &Book) -> String {
    format!(
        "<header class=\"bar\"><div class=\"name\">{BOB}<div><h1>{}</h1><p>{}</p></div></div>{}{}</header>\n",
        book.source_line(&book.edition.handbook.title),
        book.edition_line(),
        find(book),
        language_links(book),
    )
}

fn language_links(book: &Book) -> String {
    let all = languages(book.edition);
    if all.len() < 2 {
        return String::new();
    }
    let mut items = String::new();
    for language in all {
        let current = if language == book.language {
            " aria-current=\"true\""
        } else {
            ""
        };
        let name = language.own_name();
        let _ = write!(
            items,
            "<li><a href=\"#{language}\" lang=\"{language}\" hreflang=\"{language}\"{current}>{name}</a></li>"
        );
    }
    format!(
        "<nav aria-label=\"{}\"><ul class=\"languages\" role=\"list\">{items}</ul></nav>",
        book.words.languages
    )
}

/// The edition's revisions in runs of one section, each with its heading.
fn sections<'a>(book: &Book<'a>) -> Vec<(String, Vec<(&'a Revision, &'a String)>)> {
    let mut runs: Vec<(&str, Vec<(&Revision, &String)>)> = Vec::new();
    for pair in book.edition.revisions.iter().zip(book.keys) {
        let section = pair.0.standard.section.as_str();
        match runs.last_mut() {
            Some(run) if run.0 == section => run.1.push(pair),
            _ => runs.push((section, vec![pair])),
        }
    }
    let named = runs.into_iter().map(|(section, run)| match section {
        "" => (book.phrases.unsectioned.to_string(), run),
        name => (book.source_line(name), run),
    });
    named.collect()
}

fn outline(book: &Book) -> String {
    let words = book.words;
    let mut html = format!(
        "<nav class=\"outline\" aria-label=\"{0}\"><details open><summary>{0}</summary>\n",
        words.outline
    );
    html += &filters(book);
    for (name, run) in sections(book) {
        let _ = writeln!(html, "<h2>{name}</h2><ul role=\"list\">");
        run.iter()
            .for_each(|(revision, key)| html += &entry(book, revision, key));
        html += "</ul>\n";
    }
    html += "</details></nav>\n";
    html
}

fn entry(book: &Book, revision: &Revision, key: &str) -> String {
    let standard = &revision.standard;
    let translated = book.translation(standard).map(|t| t.title.as_str());
    let title = book.line(book.passage(&standard.title, translated));
    let code = escape(&standard.code.0);
    format!(
        "<li><a href=\"#{}-{key}\"><span class=\"code\">{code}</span><span>{title}</span></a></li>\n",
        book.language
    )
}

fn intro(book: &Book) -> String {
    let Book {
        edition, phrases, ..
    } = book;
    let issued = phrases.date(edition.issued_at.to_zoned(TimeZone::UTC).date());
    let organisation = match edition.handbook.organisation.as_str() {
        "" => String::new(),
        name => format!("<p class=\"read\">{}</p>", book.source_line(name)),
    };
    let note = match edition.note.as_str() {
        "" => String::new(),
        note => book.prose(book.passage(note, None), "prose read"),
    };
    let facts = [
        phrases.standards(edition.revisions.len()),
        fill(phrases.issued_on, &[("date", &issued)]),
    ];
    format!(
        "<div class=\"intro\">{organisation}{note}<p class=\"faint\">{}</p>{}</div>\n",
        facts.join(" · "),
        news(book),
    )
}

/// Lists what changed since the edition before, with a link to each standard that is still here.
fn news(book: &Book) -> String {
    let Some(previous) = book
        .edition
        .previous
        .filter(|_| !book.edition.changes.is_empty())
    else {
        return String::new();
    };
    let title = fill(
        book.phrases.changed_since,
        &[("number", &previous.to_string())],
    );
    let mut changes: Vec<&Changed> = book.edition.changes.iter().collect();
    changes.sort_by_key(|changed| weight(changed));
    let items: String = changes
        .iter()
        .map(|changed| news_item(book, changed))
        .collect();
    format!("<section class=\"news\"><h2>{title}</h2><ul role=\"list\">{items}</ul></section>")
}

fn news_item(book: &Book, changed: &Changed) -> String {
    let pairs = || book.edition.revisions.iter().zip(book.keys);
    let here = pairs().find(|(revision, _)| revision.id() == changed.id());
    let what = match changed {
        Changed::Added(_) => book.phrases.added,
        Changed::Replaced { change, .. } => book.change(*change),
        Changed::Withdrawn(_) => book.phrases.withdrawn,
    };
    let (code, title) = match (changed, here) {
        (Changed::Withdrawn(before), _) => (
            &before.standard.code,
            book.source_line(&before.standard.title),
        ),
        (_, Some((revision, key))) => {
            let standard = &revision.standard;
            let translated = book.translation(standard).map(|t| t.title.as_str());
            let title = book.line(book.passage(&standard.title, translated));
            (
                &standard.code,
                format!("<a href=\"#{}-{key}\">{title}</a>", book.language),
            )
        }
        (_, None) => return String::new(),
    };
    let code = escape(&code.0);
    format!(
        "<li><span class=\"code\">{code}</span><span>{title}</span><span class=\"what\">{what}</span></li>"
    )
}

fn standards(book: &Book) -> String {
    let mut html = String::new();
    for (name, run) in sections(book) {
        let _ = writeln!(
            html,
            "<div class=\"part\"><h2 class=\"section\">{name}</h2>"
        );
        run.iter()
            .for_each(|(revision, key)| html += &article(book, revision, key));
        html += "</div>\n";
    }
    html
}

fn glossary(book: &Book) -> String {
    let terms = &book.edition.handbook.glossary;
    if terms.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for term in terms {
        let meaning = markdown_to_html(&term.meaning);
        let source = book.source();
        let _ = write!(
            rows,
            "<dt lang=\"{source}\">{}</dt><dd lang=\"{source}\">{meaning}</dd>",
            escape(&term.term)
        );
    }
    format!(
        "<section class=\"glossary read\"><h2 class=\"section\">{}</h2><dl>{rows}</dl></section>\n",
        book.phrases.glossary
    )
}

fn end(book: &Book) -> String {
    let Book {
        edition, phrases, ..
    } = book;
    let ask = edition.next_expected_by.map_or(String::new(), |date| {
        let ask = fill(phrases.ask_newer, &[("date", &phrases.date(date))]);
        format!("<p><strong>{ask}</strong></p>")
    });
    let digest = format!(
        "<span class=\"number\">{}</span>",
        edition.digest().fingerprint()
    );
    let check = fill(book.words.cannot_check, &[("fingerprint", &digest)]);
    format!(
        "<footer class=\"end\">{ask}<p>{}: {digest}</p><p>{check}</p></footer>\n",
        phrases.fingerprint
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_text_of_every_standard_is_in_the_page() {
        let html = html(&sample::edition(), Language::English);
        for text in [
            "Handle a complaint call",
            "the customer says what went wrong",
            "10 minutes",
            "complaint calls",
            "complaint log",
            "Say it back",
            "Duty manager",
            "declared storm",
            "The clock stops",
            "₱2,000",
            "Branch manager",
            "by Thursday",
            "Someone will get back",
            "Thank you for telling me, [name]",
            "third time",
            "names the earlier calls",
            "34 callers",
            "Head of Service",
            "30 June 2027",
            "ISO 10002:2018",
            "Video kiosk",
            "Ask for a newer edition after 1 January 2028",
            "Monday to Friday",
            "NEVER",
        ] {
            assert!(html.contains(text), "{text}");
        }
    }

    #[test]
    fn a_passage_without_a_translation_stays_in_its_own_language_and_says_so() {
        let html = html(&sample::edition(), Language::Telugu);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"te\">"));
        assert!(html.contains("<div class=\"prose read\"><p>మధ్యలో ఆపకుండా"));
        assert!(html.contains("<div class=\"prose read\" lang=\"en\"><p>Say it back"));
        assert!(html.contains("సవరణ 3"), "the translation is behind");
        assert!(
            !html.contains("id=\"fil\""),
            "no text in Filipino, no book in Filipino"
        );
    }

    #[test]
    fn the_page_asks_nothing_of_the_network() {
        let html = html(&sample::edition(), Language::English);
        for loading in [
            "src=", "<link", "@import", "url(", "http://", "https://", "fetch(",
        ] {
            assert!(!html.contains(loading), "{loading}");
        }
    }

    #[test]
    fn the_same_edition_gives_the_same_bytes() {
        let once = html(&sample::edition(), Language::Tamil);
        assert_eq!(once, html(&sample::edition(), Language::Tamil));
    }

    #[test]
    fn every_name_in_the_page_is_used_once() {
        let mut edition = sample::edition();
        edition.revisions[1].standard.code = edition.revisions[0].standard.code.clone();
        edition.revisions[2].standard.code = "te".into();
        let html = html(&edition, Language::English);
        let html = html.split("<script>").next().expect("a body");
        let ids = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next());
        let mut ids: Vec<&str> = ids.collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        let links = html
            .split("href=\"#")
            .skip(1)
            .filter_map(|part| part.split('"').next());
        links.for_each(|link| assert!(ids.contains(&link), "{link}"));
    }

    #[test]
    fn hostile_names_are_shown_and_not_obeyed() {
        let mut edition = sample::edition();
        let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
        edition.handbook.title = evil.to_string();
        edition.handbook.organisation = evil.to_string();
        edition.note = evil.to_string();
        let standard = &mut edition.revisions[0].standard;
        standard.code = evil.into();
        standard.title = evil.to_string();
        standard.section = evil.to_string();
        standard.actor = evil.into();
        standard.channels = vec![evil.into()];
        standard.references = vec![evil.to_string()];
        let html = html(&edition, Language::English);
        assert_eq!(html.matches("<script").count(), 1);
        assert!(!html.contains("<img"));
    }
}
