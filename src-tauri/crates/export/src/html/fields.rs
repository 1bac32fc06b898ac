//! The fields that staff act by: steps, exceptions, what they may decide, words to say.

use std::fmt::Write as _;

use handbook::{Standard, TimeLimit};

use super::book::{Book, Passage};
use crate::phrases::fill;

/// Writes the fields in two columns: what is done on the left, what helps with it on the right.
pub fn columns(book: &Book, standard: &Standard) -> String {
    let left = steps(book, standard) + &exceptions(book, standard);
    let right = empowerment(book, standard)
        + &spoken(book, standard)
        + &escalation(book, standard)
        + &role_play(book, standard);
    match (left.is_empty(), right.is_empty()) {
        (true, true) => String::new(),
        (false, false) => {
            format!("<div class=\"columns\"><div>{left}</div><div>{right}</div></div>\n")
        }
        _ => format!("<div class=\"columns one\"><div>{left}{right}</div></div>\n"),
    }
}

/// Leaves out what is empty.
pub fn filled(parts: impl IntoIterator<Item = String>) -> Vec<String> {
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// Wraps a field's content under its name; nothing when there is no content.
fn field(class: &str, name: &str, content: &str) -> String {
    if content.is_empty() {
        return String::new();
    }
    format!("<section class=\"field {class}\"><h4>{name}</h4>{content}</section>\n")
}

fn steps(book: &Book, standard: &Standard) -> String {
    let translation = book.translation(standard);
    let mut items = String::new();
    for (index, step) in standard.steps.iter().enumerate() {
        let translated = translation
            .and_then(|t| t.steps.get(index))
            .map(String::as_str);
        let who = step
            .actor
            .as_ref()
            .map(|role| book.role(role))
            .unwrap_or_default();
        let who = match who.as_str() {
            "" => String::new(),
            who => format!("<p class=\"who\">{who}</p>"),
        };
        let _ = write!(
            items,
            "<li><span class=\"index\" aria-hidden=\"true\">{}</span><div>{}{who}</div><span class=\"time\">{}</span></li>",
            index + 1,
            book.prose(book.passage(&step.text, translated), "prose read"),
            limit(book, step.time),
        );
    }
    if items.is_empty() {
        return items;
    }
    field(
        "",
        book.phrases.steps,
        &format!("<ol class=\"steps\" role=\"list\">{items}</ol>"),
    )
}

fn limit(book: &Book, limit: Option<TimeLimit>) -> String {
    limit
        .map(|limit| (book.phrases.limit)(limit))
        .unwrap_or_default()
}

fn exceptions(book: &Book, standard: &Standard) -> String {
    let translation = book.translation(standard);
    let mut items = String::new();
    for (index, exception) in standard.exceptions.iter().enumerate() {
        let translated = translation.and_then(|t| t.exceptions.get(index));
        let when = book.passage(&exception.when, translated.map(|t| t.when.as_str()));
        let holds = book.passage(&exception.holds, translated.map(|t| t.holds.as_str()));
        let _ = write!(
            items,
            "<li><p class=\"when\">{}</p>{}</li>",
            book.line(when),
            book.prose(holds, "prose read")
        );
    }
    field("", book.phrases.except, &list(&items))
}

fn empowerment(book: &Book, standard: &Standard) -> String {
    let translation = book.translation(standard);
    let mut items = String::new();
    for (index, power) in standard.empowerment.iter().enumerate() {
        let translated = translation.and_then(|t| t.empowerment.get(index));
        let may = book.passage(&power.may, translated.map(String::as_str));
        let up_to = book.source_line(&power.up_to);
        let limit = match up_to.as_str() {
            "" => String::new(),
            up_to => format!(
                ", <strong>{}</strong>",
                fill(book.phrases.up_to, &[("limit", up_to)])
            ),
        };
        let may = match limit.as_str() {
            "" => may,
            _ => Passage {
                text: may.text.trim_end().trim_end_matches('.'),
                ..may
            },
        };
        let _ = write!(
            items,
            "<li><p class=\"when\">{}</p><div class=\"prose read\"><p>{}{limit}</p></div></li>",
            book.role(&power.who),
            book.line(may)
        );
    }
    field("may", book.phrases.may_decide, &list(&items))
}

fn list(items: &str) -> String {
    match items {
        "" => String::new(),
        items => format!("<ul class=\"rows\" role=\"list\">{items}</ul>"),
    }
}

fn escalation(book: &Book, standard: &Standard) -> String {
    let Some(escalation) = &standard.escalation else {
        return String::new();
    };
    let role = book.role(&escalation.to);
    let text = match limit(book, escalation.after) {
        limit if limit.is_empty() => fill(book.phrases.escalate_to, &[("role", &role)]),
        limit => fill(
            book.phrases.escalate_after,
            &[("role", &role), ("limit", &limit)],
        ),
    };
    let content = format!("<div class=\"prose read\"><p>{text}</p></div>");
    field("side", book.phrases.escalation, &content)
}

fn examples(
    book: &Book,
    class: &str,
    name: &str,
    source: &[String],
    translated: &[String],
) -> String {
    let mut items = String::new();
    for (index, text) in source.iter().enumerate() {
        let passage = book.passage(text, translated.get(index).map(String::as_str));
        let _ = write!(items, "<li>{}</li>", book.prose(passage, "prose read"));
    }
    field(&format!("side {class}"), name, &list(&items))
}

/// Writes examples of what to do, of what not to do, and words to say.
fn spoken(book: &Book, standard: &Standard) -> String {
    let (phrases, translation) = (book.phrases, book.translation(standard));
    let dos = translation.map(|t| t.dos.as_slice()).unwrap_or_default();
    let donts = translation.map(|t| t.donts.as_slice()).unwrap_or_default();
    let script = book.passage(&standard.script, translation.map(|t| t.script.as_str()));
    let words = match script.text.trim() {
        "" => String::new(),
        _ => book.prose(script, "prose read"),
    };
    [
        examples(book, "do", phrases.dos, &standard.dos, dos),
        examples(book, "dont", phrases.donts, &standard.donts, donts),
        field("side say", phrases.script, &words),
    ]
    .concat()
}

fn role_play(book: &Book, standard: &Standard) -> String {
    let Some(play) = &standard.role_play else {
        return String::new();
    };
    let translated = book
        .translation(standard)
        .and_then(|t| t.role_play.as_ref());
    let situation = book.passage(&play.situation, translated.map(|t| t.situation.as_str()));
    let answer = book.passage(
        &play.good_answer,
        translated.map(|t| t.good_answer.as_str()),
    );
    let part = |passage: Passage, name: &str| match passage.text.trim() {
        "" => String::new(),
        _ => format!(
            "<p class=\"when\">{name}</p>{}",
            book.prose(passage, "prose read")
        ),
    };
    let parts = [
        part(situation, book.phrases.situation),
        part(answer, book.phrases.good_answer),
    ];
    field("side practise", book.phrases.role_play, &parts.concat())
}
