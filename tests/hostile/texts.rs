//! Texts that are not what they seem.

use crate::workbench::Workbench;

fn with(front: &str, body: &str) -> (Workbench, String) {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    bench.write("a.md", format!("---\ncode: A-1\n{front}\n---\n\n{body}\n"));
    let run = bench.run(&["import", "b.plumbline", "a.md"]);
    (bench, run.out)
}

#[test]
fn a_text_that_reads_otherwise_than_it_is_stored_is_refused() {
    let (_, printed) = with("title: Refunds", "Refund up to \u{202E}0001\u{202C} pesos.");
    assert!(
        printed.contains("statement holds a text-direction character (U+202E)"),
        "{printed}"
    );
    let (_, printed) = with("title: \"Bell \\u0007\"", "Text.");
    assert!(
        printed.contains("title holds a control character (U+0007)"),
        "{printed}"
    );
}

#[test]
fn script_and_raw_html_never_reach_a_document() {
    let attack = "<script>alert(1)</script> [click](javascript:alert(2)) <img src=x onerror=alert(3)> The adviser answers each call within 2 minutes of the first ring.";
    let (bench, _) = with(
        "title: Calls <script>alert(4)</script>\nactor: Adviser\nrespond_within: 2 minutes\nscript: \"**Hello** <b onclick='x()'>there</b>\"",
        attack,
    );
    bench.ok(&["approve", "b.plumbline", "A-1", "--by", "Director"]);
    bench.identify();
    bench.issue();
    let html = String::from_utf8(bench.read("out/b-edition-1.html")).unwrap();
    for trace in ["<script>alert", "onerror=", "onclick=", "javascript:alert"] {
        assert!(!html.to_lowercase().contains(&format!("<img src=x {trace}")));
    }
    assert!(!html.contains("<script>alert"), "a script came through");
    assert!(
        !html.contains("href=\"javascript:"),
        "a script link came through"
    );
    assert!(!html.contains("<img src=x"), "raw HTML came through");
    assert!(!html.contains("<b onclick"), "a handler came through");
}
