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
fn raw_html_is_shown_to_whoever_approves_before_documents_leave_it_out() {
    let attack = "The adviser answers each call within 2 minutes of the first ring. <img src=x onerror=alert(3)>";
    let (bench, _) = with(
        "title: Calls\nactor: Adviser\nrespond_within: 2 minutes",
        attack,
    );
    let refused = bench.run(&["approve", "b.plumbline", "A-1", "--by", "Director"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("<img src=x onerror=alert(3)>"),
        "{}",
        refused.err
    );
}

#[test]
fn links_and_titles_cannot_carry_a_script_into_a_document() {
    let attack = "[Click](javascript:alert(2)) The adviser answers each call within 2 minutes of the first ring.";
    let front = "title: Calls <script>alert(4)</script>\nactor: Adviser\nrespond_within: 2 minutes\nscript: \"[**Hello**](data:text/html,x)\"";
    let (bench, _) = with(front, attack);
    bench.ok(&["approve", "b.plumbline", "A-1", "--by", "Director"]);
    bench.identify();
    bench.issue();
    let html = String::from_utf8(bench.read("out/b-edition-1.html")).unwrap();
    for trace in ["<script>alert", "href=\"javascript:", "href=\"data:"] {
        assert!(!html.contains(trace), "{trace} came through");
    }
    assert!(
        html.contains("Calls &lt;script&gt;"),
        "the title is still whole"
    );
}
