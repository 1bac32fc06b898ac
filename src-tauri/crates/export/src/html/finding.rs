//! The ways to find a standard: the search box and the filters.

use std::fmt::Write as _;

use handbook::{Channel, Edition, Role, Stage};

use super::book::Book;
use crate::markdown::escape;

/// Writes the search box; the script fills its list.
pub fn find(book: &Book) -> String {
    let (words, language) = (book.words, book.language);
    format!(
        concat!(
            "<form class=\"find scripted-only\" role=\"search\" data-results=\"{}\" data-nothing=\"{}\" data-meant=\"{}\">",
            "<svg class=\"lens\" viewBox=\"0 0 20 20\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linecap=\"round\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"8.5\" cy=\"8.5\" r=\"5\"/><path d=\"M12.3 12.3 17 17\"/></svg>",
            "<label class=\"unseen\" for=\"search-{language}\">{}</label>",
            "<input id=\"search-{language}\" type=\"search\" placeholder=\"{}\" autocomplete=\"off\" spellcheck=\"false\" aria-keyshortcuts=\"/\" aria-controls=\"found-{language}\"><kbd aria-hidden=\"true\">/</kbd>",
            "<div class=\"found\" id=\"found-{language}\" hidden><p class=\"count\" role=\"status\"></p><ol role=\"list\"></ol></div></form>",
        ),
        words.results,
        words.nothing,
        words.did_you_mean,
        words.search,
        words.search_hint,
        language = language,
    )
}

/// Writes the choices of channel, stage and role.
pub fn filters(book: &Book) -> String {
    let words = book.words;
    let channels = channels(book.edition);
    let channels = channels
        .iter()
        .map(|c| (c.name(), escape(book.phrases.channel(c))));
    let stages = Stage::ALL.iter().filter(|stage| **stage != Stage::Every);
    let stages = stages.map(|stage| (stage.word(), book.phrases.stage(*stage).to_string()));
    let roles = roles(book.edition);
    let roles = roles.iter().map(|role| (role.0.as_str(), escape(&role.0)));
    let selects = [
        select(book, "channel", words.channel, channels.collect()),
        select(book, "stage", words.stage, stages.collect()),
        select(book, "role", words.role, roles.collect()),
    ];
    format!(
        "<div class=\"filters scripted-only\">{}<p role=\"status\" data-shown=\"{}\"></p></div>\n",
        selects.concat(),
        words.shown
    )
}

fn select(book: &Book, name: &str, label: &str, choices: Vec<(&str, String)>) -> String {
    let id = format!("{name}-filter-{}", book.language);
    let any = book.words.any;
    let mut options = format!("<option value=\"\">{any}</option>");
    for (value, text) in choices {
        let _ = write!(
            options,
            "<option value=\"{}\">{text}</option>",
            escape(value)
        );
    }
    format!(
        "<label for=\"{id}\">{label}</label><select id=\"{id}\" name=\"{name}\">{options}</select>"
    )
}

/// The channels in use, in the handbook's order.
fn channels(edition: &Edition) -> Vec<&Channel> {
    let used = || edition.revisions.iter().flat_map(|r| &r.standard.channels);
    let mut channels: Vec<&Channel> = edition.handbook.channels.iter().collect();
    for channel in used().filter(|channel| !edition.handbook.channels.contains(channel)) {
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    channels.retain(|channel| used().any(|other| other == *channel));
    channels
}

/// The roles that act or must know, by name.
fn roles(edition: &Edition) -> Vec<&Role> {
    let standards = edition.revisions.iter().map(|revision| &revision.standard);
    let mut roles: Vec<&Role> = standards
        .flat_map(|standard| standard.audience.iter().chain([&standard.actor]))
        .filter(|role| !role.is_empty())
        .collect();
    roles.sort();
    roles.dedup();
    roles
}
