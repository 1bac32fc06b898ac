//! One standard as an article: every field, in the order in which the printed book has them.

use std::fmt::Write as _;

use handbook::{Force, Measure, Revision, Standard};
use jiff::tz::TimeZone;

use super::book::Book;
use super::fields::{columns, filled};
use crate::markdown::escape;
use crate::phrases::fill;

/// Writes a revision's standard as an article.
pub fn article(book: &Book, revision: &Revision, key: &str) -> String {
    let notes = behind(book, revision, key);
    framed(
        book,
        &revision.standard,
        key,
        &notes,
        &footer(book, revision),
    )
}

/// Writes a standard that is not approved yet as an article.
pub fn draft_article(book: &Book, standard: &Standard, key: &str) -> String {
    framed(book, standard, key, "", "")
}

fn framed(book: &Book, standard: &Standard, key: &str, notes: &str, footer: &str) -> String {
    let translation = book.translation(standard);
    let id = format!("{}-{key}", book.language);
    let title = book.passage(&standard.title, translation.map(|t| t.title.as_str()));
    let statement = book.passage(
        &standard.statement,
        translation.map(|t| t.statement.as_str()),
    );
    let mut html = format!(
        "<article class=\"standard\" id=\"{id}\" tabindex=\"-1\" data-key=\"{key}\"{} aria-labelledby=\"title-{id}\">\n",
        filter_values(standard)
    );
    html += &heading(book, standard);
    let _ = writeln!(html, "<h3 id=\"title-{id}\">{}</h3>", book.line(title));
    html += notes;
    html += &book.prose(statement, "statement read");
    html += &people(book, standard);
    html += &standard
        .measure
        .as_ref()
        .map_or(String::new(), |m| measure(book, m));
    html += &times(book, standard);
    html += &columns(book, standard);
    html += &background(book, standard);
    html += footer;
    html += "</article>\n";
    html
}

/// Writes the mark of how binding a standard is: word and shape, not colour alone.
pub fn force_mark(book: &Book, force: Force) -> String {
    format!(
        "<span class=\"force {force}\">{}</span>",
        book.phrases.force(force)
    )
}

fn filter_values(standard: &Standard) -> String {
    let channels: Vec<&str> = standard.channels.iter().map(|c| c.name()).collect();
    let mut roles: Vec<&str> = standard
        .audience
        .iter()
        .map(|role| role.0.as_str())
        .collect();
    roles.push(&standard.actor.0);
    let stage = standard.stage.map(|stage| stage.word()).unwrap_or_default();
    format!(
        " data-channel=\"{}\" data-stage=\"{stage}\" data-role=\"{}\"",
        escape(&channels.join("\n")),
        escape(&roles.join("\n"))
    )
}

fn heading(book: &Book, standard: &Standard) -> String {
    let phrases = book.phrases;
    let channels = standard
        .channels
        .iter()
        .map(|channel| phrases.channel(channel));
    let channels: Vec<String> = channels.map(escape).collect();
    let stage = standard.stage.map(|stage| phrases.stage(stage));
    let place = [
        phrases.kind(standard.kind).to_string(),
        stage.unwrap_or_default().to_string(),
        channels.join(", "),
    ];
    format!(
        "<header><span class=\"code\">{}</span>{}<span class=\"place\">{}</span><button type=\"button\" class=\"plain scripted-only\" data-print>{}</button></header>\n",
        escape(&standard.code.0),
        force_mark(book, standard.force),
        filled(place).join(" · "),
        book.words.print,
    )
}

fn people(book: &Book, standard: &Standard) -> String {
    let audience: Vec<String> = standard
        .audience
        .iter()
        .map(|role| book.role(role))
        .collect();
    let rows = [
        row(book.phrases.actor, filled([book.role(&standard.actor)])),
        row(book.phrases.audience, filled([audience.join(", ")])),
    ]
    .concat();
    match rows.as_str() {
        "" => rows,
        rows => format!("<dl class=\"facts\">{rows}</dl>\n"),
    }
}

/// Says so when a translation was made from an earlier text.
fn behind(book: &Book, revision: &Revision, key: &str) -> String {
    let translation = book.translation(&revision.standard);
    let oldest = translation.and_then(|t| t.made_from.values().min().copied());
    let Some(oldest) = oldest.filter(|number| *number < revision.number) else {
        return String::new();
    };
    let source = book.source();
    let link = format!(
        "<a lang=\"{source}\" href=\"#{source}-{key}\">{}</a>",
        source.own_name()
    );
    let values = [("number", oldest.to_string()), ("language", link)];
    let text = fill(
        book.words.behind,
        &values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str())),
    );
    format!("<p class=\"behind\">{text}</p>\n")
}

fn measure(book: &Book, measure: &Measure) -> String {
    let pieces = book.phrases.measure(measure).into_iter();
    let text: String = pieces
        .map(|(text, is_own)| match is_own {
            true => book.source_line(&text),
            false => escape(&text),
        })
        .collect();
    format!(
        "<div class=\"measure\"><span class=\"share\" aria-hidden=\"true\">{} %</span><p class=\"read\">{text}</p></div>\n",
        measure.percent
    )
}

fn times(book: &Book, standard: &Standard) -> String {
    let phrases = book.phrases;
    let limits = [
        (phrases.respond_within, standard.respond_within),
        (phrases.resolve_within, standard.resolve_within),
        (phrases.late_after, standard.late_after),
    ];
    let mut cells = String::new();
    for (name, limit) in limits
        .into_iter()
        .filter_map(|(name, limit)| Some((name, limit?)))
    {
        let _ = write!(
            cells,
            "<div><dt>{name}</dt><dd>{}</dd></div>",
            (phrases.limit)(limit)
        );
    }
    let translated = book.translation(standard).map(|t| t.starts_when.as_str());
    let starts = book.line(book.passage(&standard.starts_when, translated));
    if !starts.is_empty() {
        let name = phrases.starts_when;
        let _ = write!(
            cells,
            "<div class=\"start\"><dt>{name}</dt><dd class=\"read\">{starts}</dd></div>"
        );
    }
    match cells.as_str() {
        "" => cells,
        cells => format!("<dl class=\"times\">{cells}</dl>\n"),
    }
}

/// Writes why the standard is there, smaller than what it asks.
fn background(book: &Book, standard: &Standard) -> String {
    let references = standard
        .references
        .iter()
        .map(|text| book.source_line(text));
    let rows = [
        evidence(book, standard),
        row(book.phrases.references, references.collect()),
    ]
    .concat();
    match rows.as_str() {
        "" => rows,
        rows => format!(
            "<section class=\"background\"><h4>{}</h4><dl>{rows}</dl></section>\n",
            book.phrases.why
        ),
    }
}

fn row(name: &str, values: Vec<String>) -> String {
    if values.is_empty() {
        return String::new();
    }
    let values: String = values
        .iter()
        .map(|value| format!("<dd>{value}</dd>"))
        .collect();
    format!("<dt>{name}</dt>{values}")
}

fn evidence(book: &Book, standard: &Standard) -> String {
    let rows = standard.evidence.iter().map(|evidence| {
        let on = evidence
            .on
            .map(|date| book.phrases.date(date))
            .unwrap_or_default();
        let facts = filled([on, book.source_line(&evidence.sample)]).join(", ");
        let learnt = book.source_line(&evidence.learnt);
        let text = format!("{learnt}<br><span class=\"faint\">{facts}</span>");
        row(book.phrases.evidence(evidence.kind), vec![text])
    });
    rows.collect()
}

fn footer(book: &Book, revision: &Revision) -> String {
    let (phrases, standard) = (book.phrases, &revision.standard);
    let on = phrases.date(revision.approved_at.to_zoned(TimeZone::UTC).date());
    let approver = escape(&revision.approver);
    let owner = match standard.owner.is_empty() {
        true => String::new(),
        false => fill(phrases.owner, &[("role", &book.role(&standard.owner))]),
    };
    let review = standard.review_on.map(|date| phrases.date(date));
    let parts = [
        fill(
            phrases.revision,
            &[("number", &revision.number.to_string())],
        ),
        match approver.is_empty() {
            true => fill(phrases.approved_on, &[("date", &on)]),
            false => fill(phrases.approved_by, &[("name", &approver), ("date", &on)]),
        },
        book.source_line(&revision.note),
        owner,
        review
            .map(|date| fill(phrases.review_on, &[("date", &date)]))
            .unwrap_or_default(),
        format!(
            "<span class=\"code\">{}</span>",
            revision.digest.fingerprint()
        ),
    ];
    format!("<footer>{}</footer>\n", filled(parts).join(" · "))
}
