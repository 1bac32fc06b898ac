//! Approving, comparing and going back.

use crate::workbench::Workbench;

fn with_one() -> Workbench {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    bench.write("a.md", "---\ncode: A-1\ntitle: Calls\nactor: Adviser\nrespond_within: 2 minutes\n---\n\nThe adviser answers each call within 2 minutes of the first ring.\n");
    bench.ok(&["import", "b.plumbline", "a.md"]);
    bench
}

#[test]
fn a_revision_is_numbered_and_an_unchanged_text_is_not_approved_again() {
    let bench = with_one();
    bench.ok(&[
        "approve",
        "b.plumbline",
        "A-1",
        "--by",
        "Director",
        "--note",
        "First text",
    ]);
    let history = bench.ok(&["history", "b.plumbline", "A-1"]);
    assert!(
        history.contains("Revision 1") && history.contains("First text"),
        "{history}"
    );
    let again = bench.run(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    assert_eq!(again.code, 1, "{}", again.err);
    assert!(
        bench
            .ok(&["diff", "b.plumbline", "A-1"])
            .contains("No difference")
    );
}

#[test]
fn nothing_is_approved_when_one_of_many_must_be_fixed() {
    let bench = Workbench::with_starter("rough-draft");
    let refused = bench.run(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("nothing was approved"),
        "{}",
        refused.err
    );
    let outline = bench.run(&["approve", "b.plumbline", "--ready", "--by", "Director"]);
    assert_eq!(outline.code, 1, "{}", outline.out);
}

#[test]
fn an_empty_standard_is_a_draft_that_cannot_be_approved() {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    bench.write("empty.md", "---\n---\n");
    bench.ok(&["import", "b.plumbline", "empty.md"]);
    let refused = bench.run(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("its title is empty"),
        "{}",
        refused.err
    );
}
