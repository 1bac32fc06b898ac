//! One standard as readers will see it, before it is approved: a page without a script.

use handbook::{Edition, Handbook, Language, Standard};
use jiff::Timestamp;
use jiff::civil::Date;

use super::book::Book;
use super::page::{Script, page};
use super::standard::draft_article;

/// Writes a standard's draft as a page of its own, in `language` where it has texts in it.
pub fn preview(handbook: &Handbook, standard: &Standard, language: Language) -> String {
    let edition = Edition {
        handbook: handbook.clone(),
        number: 0,
        issued_at: Timestamp::UNIX_EPOCH,
        effective_on: Date::ZERO,
        next_expected_by: None,
        note: String::new(),
        previous: None,
        revisions: Vec::new(),
        changes: Vec::new(),
    };
    let book = Book::new(&edition, language, &[]);
    let article = draft_article(&book, standard, "draft");
    let body = format!(
        "<div class=\"book first\" lang=\"{language}\"><main class=\"text\">{article}</main></div>\n"
    );
    page(&standard.title, "", language, &body, Script::None)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_preview_shows_the_text_and_runs_nothing() {
        let edition = sample::edition();
        let mut standard = edition.revisions[0].standard.clone();
        standard.statement = "Say **hello** <script>alert(1)</script>.".to_string();
        let html = preview(&edition.handbook, &standard, Language::English);
        assert!(html.contains("<strong>hello</strong>"), "{html}");
        assert!(!html.contains("<script") && html.contains("script-src 'none'"));
    }
}
