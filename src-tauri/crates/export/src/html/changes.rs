//! What changed since the edition before, word by word.

use std::fmt::Write as _;

use handbook::{
    Change, Changed, Edition, FieldDifference, Language, Piece, PieceKind, Revision, difference,
};

use super::book::Book;
use super::page::{BOB, Script, page};
use super::standard::force_mark;
use crate::markdown::{escape, markdown_to_html};
use crate::phrases::fill;

/// Writes what changed since the edition before as one self-contained page in the source
/// language: material changes first, then new standards, editorial changes and withdrawn ones.
pub fn changes_html(edition: &Edition) -> String {
    let language = edition.handbook.source_language();
    let book = Book::new(edition, language, &[]);
    let title = match edition.previous {
        Some(number) => fill(
            book.phrases.changed_since,
            &[("number", &number.to_string())],
        ),
        None => book.phrases.whats_new.to_string(),
    };
    let body = format!(
        "<div class=\"book first\" lang=\"{language}\">\n{}<main class=\"text changes\">\n<h1 class=\"section\">{title}</h1>\n{}{}</main>\n</div>\n",
        bar(&book),
        introduction(edition),
        articles(&book),
    );
    let name = &edition.handbook.title;
    page(
        &format!("{title} · {name}"),
        "",
        language,
        &body,
        Script::None,
    )
}

fn bar(book: &Book) -> String {
    let name = escape(&book.edition.handbook.title);
    let edition = book.edition_line();
    format!(
        "<header class=\"bar\"><div class=\"name\">{BOB}<div><p class=\"book-name\">{name}</p><p>{edition}</p></div></div></header>\n"
    )
}

fn introduction(edition: &Edition) -> String {
    match edition.note.as_str() {
        "" => String::new(),
        note => format!(
            "<div class=\"intro prose read\">{}</div>\n",
            markdown_to_html(note)
        ),
    }
}

fn articles(book: &Book) -> String {
    let mut changes: Vec<&Changed> = book.edition.changes.iter().collect();
    changes.sort_by_key(|changed| weight(changed));
    if changes.is_empty() {
        let text = match book.edition.previous {
            Some(_) => book.phrases.nothing_changed,
            None => book.phrases.first_edition,
        };
        return format!("<p class=\"standard\">{text}</p>\n");
    }
    changes
        .iter()
        .map(|changed| article(book, changed))
        .collect()
}

/// What asks most of the reader comes first; the edition's order holds within each kind.
pub fn weight(changed: &Changed) -> u8 {
    match changed {
        Changed::Replaced {
            change: Change::Material,
            ..
        } => 0,
        Changed::Added(_) => 1,
        Changed::Replaced {
            change: Change::Editorial,
            ..
        } => 2,
        Changed::Withdrawn(_) => 3,
    }
}

fn article(book: &Book, changed: &Changed) -> String {
    let now = book
        .edition
        .revisions
        .iter()
        .find(|revision| revision.id() == changed.id());
    match (changed, now) {
        (Changed::Added(_), Some(now)) => added(book, now),
        (Changed::Replaced { before, change }, Some(now)) => replaced(book, before, now, *change),
        (Changed::Withdrawn(before), _) => withdrawn(book, before),
        (_, None) => String::new(),
    }
}

fn framed(book: &Book, revision: &Revision, what: &str, content: &str) -> String {
    let standard = &revision.standard;
    format!(
        "<article class=\"standard\"><header><span class=\"code\">{}</span>{}<span class=\"kind\">{what}</span></header><h2 class=\"title\">{}</h2>{content}</article>\n",
        escape(&standard.code.0),
        force_mark(book, standard.force),
        escape(&standard.title),
    )
}

fn added(book: &Book, now: &Revision) -> String {
    let statement = markdown_to_html(&now.standard.statement);
    let content = format!(
        "<div class=\"statement read\">{statement}</div>{}",
        why(now)
    );
    framed(book, now, book.phrases.added, &content)
}

fn withdrawn(book: &Book, before: &Revision) -> String {
    let statement = escape(&before.standard.statement);
    let content = format!("<div class=\"statement read\"><p><del>{statement}</del></p></div>");
    framed(book, before, book.phrases.withdrawn, &content)
}

fn replaced(book: &Book, before: &Revision, now: &Revision, change: Change) -> String {
    let mut rows = String::new();
    for field in difference(&before.standard, &now.standard) {
        let name = field_name(book, &field);
        let _ = write!(
            rows,
            "<dt>{name}</dt><dd{}>{}</dd>",
            lang(&field),
            pieces(&field.pieces)
        );
    }
    let content = format!("{}<dl class=\"differences\">{rows}</dl>", why(now));
    framed(book, now, book.change(change), &content)
}

fn why(now: &Revision) -> String {
    match now.note.as_str() {
        "" => String::new(),
        note => format!("<p class=\"why\">{}</p>", escape(note)),
    }
}

fn pieces(pieces: &[Piece]) -> String {
    let mut html = String::new();
    for piece in pieces {
        let text = escape(&piece.text);
        let _ = match piece.kind {
            PieceKind::Same => write!(html, "{text}"),
            PieceKind::Inserted => write!(html, "<ins>{text}</ins>"),
            PieceKind::Deleted => write!(html, "<del>{text}</del>"),
        };
    }
    html
}

/// Splits a field's name, such as “step 2 (te)”, into the language that it is a translation in,
/// its name and its number.
fn name_parts(field: &str) -> (Option<Language>, &str, &str) {
    let suffix = field
        .strip_suffix(')')
        .and_then(|field| field.rsplit_once(" ("));
    let (rest, language) = match suffix {
        Some((rest, tag)) => (rest, tag.parse().ok()),
        None => (field, None),
    };
    let (name, number) = rest.split_once(' ').unwrap_or((rest, ""));
    (language, name, number)
}

fn lang(field: &FieldDifference) -> String {
    let language = name_parts(&field.field).0;
    language.map_or(String::new(), |language| format!(" lang=\"{language}\""))
}

fn field_name(book: &Book, field: &FieldDifference) -> String {
    let (language, name, number) = name_parts(&field.field);
    let label = label(book, name).unwrap_or(name);
    let mut text = escape(&format!("{label} {number}")).trim_end().to_string();
    if let Some(language) = language {
        let _ = write!(
            text,
            " · <span lang=\"{language}\">{}</span>",
            language.own_name()
        );
    }
    text
}

fn label(book: &Book, field: &str) -> Option<&'static str> {
    let (words, phrases) = (book.words, book.phrases);
    let label = match field {
        "code" => words.code,
        "title" => words.title,
        "force" => words.force_name,
        "kind" => words.kind_name,
        "section" => words.section,
        "stage" => words.stage,
        "channels" => words.channel,
        "actor" => phrases.actor,
        "audience" => phrases.audience,
        "statement" => words.statement,
        "starts_when" => phrases.starts_when,
        "respond_within" => phrases.respond_within,
        "resolve_within" => phrases.resolve_within,
        "late_after" => phrases.late_after,
        "measure" => phrases.measured,
        "step" => words.step,
        "exception" => phrases.except,
        "empowerment" => phrases.may_decide,
        "escalation" => phrases.escalation,
        "do" => phrases.dos,
        "dont" => phrases.donts,
        "script" => phrases.script,
        "role_play" => phrases.role_play,
        "evidence" => phrases.why,
        "owner" => words.owner,
        "review_on" => words.review_on,
        "reference" => phrases.references,
        "waiver" => words.waivers,
        _ => return None,
    };
    Some(label)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_changed_number_is_marked_as_deleted_and_inserted_words() {
        let html = changes_html(&sample::edition());
        assert!(
            html.contains("<del>3</del><ins>2</ins> working days"),
            "{html}"
        );
        assert!(html.contains("What changed since edition 7"));
    }

    #[test]
    fn material_changes_come_first_and_withdrawn_standards_last() {
        let html = changes_html(&sample::edition());
        let place = |title: &str| {
            html.find(title)
                .unwrap_or_else(|| panic!("{title} in {html}"))
        };
        assert!(place("Handle a complaint call") < place("Take a complaint private"));
        assert!(place("Take a complaint private") < place("Say the price first"));
        assert!(place("Say the price first") < place("Answer by fax"));
    }

    #[test]
    fn a_first_edition_says_that_nothing_came_before() {
        let mut edition = sample::edition();
        edition.previous = None;
        edition.changes.clear();
        let html = changes_html(&edition);
        assert!(html.contains("This is the first edition"));
        assert!(!html.contains("<script"));
    }

    #[test]
    fn a_changed_translation_is_named_and_marked_in_its_language() {
        let html = changes_html(&sample::edition());
        assert!(
            html.contains("<span lang=\"te\">తెలుగు</span></dt><dd lang=\"te\">"),
            "{html}"
        );
    }

    #[test]
    fn changed_texts_are_shown_and_not_obeyed() {
        let mut edition = sample::edition();
        edition.revisions[0].standard.statement = "<img src=x onerror=alert(1)>".to_string();
        edition.revisions[0].note = "<script>alert(1)</script>".to_string();
        let html = changes_html(&edition);
        assert!(!html.contains("<img") && !html.contains("<script"));
    }
}
