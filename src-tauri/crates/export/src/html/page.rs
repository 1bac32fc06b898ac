//! The frame of every page: head, styles, content security policy.

use base64::Engine as _;
use handbook::{Digest, Language};

use crate::markdown::escape;

const TEMPLATE: &str = include_str!("../../../../../templates/html/reader.html");
const STYLE: &str = include_str!("../../../../../templates/html/reader.css");
const SCRIPT: &str = include_str!("../../../../../templates/html/reader.js");

/// The mark of the program, drawn in the page's own colours.
pub const BOB: &str = concat!(
    "<svg class=\"bob\" viewBox=\"0 0 28 28\" fill=\"none\" aria-hidden=\"true\" focusable=\"false\">",
    "<path d=\"M6 3.5h16\" stroke=\"currentColor\" stroke-width=\"2.2\" stroke-linecap=\"round\"/>",
    "<path d=\"M14 3.5v10\" stroke=\"currentColor\" stroke-width=\"1.2\"/>",
    "<path d=\"M10.4 14h7.2v1.8c0 3.6-2.4 6.5-3.6 9.2-1.2-2.7-3.6-5.6-3.6-9.2z\" fill=\"var(--brass-mark)\"/>",
    "</svg>"
);

/// Whether a page brings the reader's script along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// It does.
    Reader,
    /// It does without.
    None,
}

/// Frames a body as a whole document; `mark` is the element that names the edition, if any.
pub fn page(title: &str, mark: &str, language: Language, body: &str, script: Script) -> String {
    let script = match script {
        Script::Reader => SCRIPT,
        Script::None => "",
    };
    let values = [
        ("language", language.tag()),
        ("policy", &policy(script)),
        ("mark", mark),
        ("title", &escape(title)),
        ("style", STYLE),
        ("body", body),
        ("script", script),
    ];
    let text = fill_names(TEMPLATE, &values);
    text.replace("<script></script>\n", "")
}

/// Returns a policy that admits only the page's own styles and script, by their hashes (CSP 3).
fn policy(script: &str) -> String {
    let scripts = match script {
        "" => "'none'".to_string(),
        script => hash(script),
    };
    format!(
        "default-src 'none'; style-src {}; script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE)
    )
}

fn hash(text: &str) -> String {
    let digest = Digest::of(text.as_bytes());
    let code = base64::engine::general_purpose::STANDARD.encode(digest.0);
    format!("'sha256-{code}'")
}

/// Puts values in the place of their names in double braces, each once and in one pass, so that
/// braces in a value mean nothing.
fn fill_names(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (name, rest) = part
            .split_once("}}")
            .expect("the template closes its braces");
        let value = values.iter().find(|value| value.0 == name);
        filled.push_str(value.expect("the template names known values").1);
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_exactly_what_the_page_holds() {
        let text = page(
            "T",
            "",
            Language::English,
            "<p>{{style}}</p>",
            Script::Reader,
        );
        let between = |start: &str, end: &str| {
            let from = text.find(start).expect("its start") + start.len();
            let to = from + text[from..].find(end).expect("its end");
            text[from..to].to_string()
        };
        assert!(text.contains(&hash(&between("<style>", "</style>"))));
        assert!(text.contains(&hash(&between("<script>", "</script>"))));
        assert!(text.contains("<p>{{style}}</p>"));
    }

    #[test]
    fn a_page_without_a_script_admits_none() {
        let text = page("T", "", Language::English, "", Script::None);
        assert!(!text.contains("<script") && text.contains("script-src 'none'"));
    }
}
