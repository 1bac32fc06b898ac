//! Taking standards in, and writing them out again.

use crate::workbench::{Workbench, repository};

fn empty() -> Workbench {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    bench
}

fn sample(name: &str) -> String {
    repository("tests/handbooks")
        .join(name)
        .display()
        .to_string()
}

#[test]
fn a_public_register_comes_in_by_a_small_column_map() {
    let bench = empty();
    let printed = bench.ok(&[
        "import",
        "b.plumbline",
        &sample("register.csv"),
        "--map",
        &sample("register.map.yaml"),
    ]);
    assert!(
        printed.contains("4 standards taken in; 0 unchanged; 0 not taken."),
        "{printed}"
    );
    bench.ok(&["export-drafts", "b.plumbline", "drafts"]);
    let text = String::from_utf8(bench.read("drafts/9002.md")).unwrap();
    assert!(text.contains("percent: 80"), "{text}");
    assert!(
        text.contains("\"complete\" meaning with all receipts"),
        "{text}"
    );
    let findings = bench.run(&["check", "b.plumbline", "--code", "9004"]);
    assert_eq!(
        findings.code, 1,
        "a bare act is a draft with findings: {}",
        findings.out
    );
}

#[test]
fn the_same_register_needs_no_map_at_all() {
    let bench = empty();
    let printed = bench.ok(&["import", "b.plumbline", &sample("register.csv")]);
    assert!(printed.contains("4 standards taken in"), "{printed}");
    assert!(
        printed.contains("service_name_fr"),
        "unused columns are named: {printed}"
    );
}

#[test]
fn a_spreadsheet_is_taken_row_by_row_with_reasons() {
    let bench = empty();
    let printed = bench.ok(&["import", "b.plumbline", &sample("from-a-spreadsheet.csv")]);
    assert!(
        printed.contains("2 standards taken in; 0 unchanged; 2 not taken."),
        "{printed}"
    );
    assert!(
        printed.contains("line 6: has 7 cells, but the header has 5"),
        "{printed}"
    );
    assert!(
        printed.contains("line 7: the code AP-1 stands already in"),
        "{printed}"
    );
    assert!(
        bench
            .ok(&["search", "b.plumbline", "Café"])
            .contains("AP-2")
    );
}

#[test]
fn a_dry_run_changes_nothing() {
    let bench = empty();
    let printed = bench.ok(&[
        "import",
        "b.plumbline",
        &sample("register.csv"),
        "--dry-run",
    ]);
    assert!(
        printed.contains("4 standards would be taken in"),
        "{printed}"
    );
    assert!(
        bench
            .ok(&["check", "b.plumbline"])
            .starts_with("0 standards")
    );
}

#[test]
fn drafts_written_out_and_taken_in_again_are_the_same() {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["export-drafts", "b.plumbline", "first"]);
    bench.ok(&[
        "new",
        "c.plumbline",
        "--title",
        "House rules",
        "--organisation",
        "Sample Stores",
    ]);
    bench.ok(&["import", "c.plumbline", "first"]);
    bench.ok(&["export-drafts", "c.plumbline", "second"]);
    assert_eq!(bench.tool("diff", &["-r", "first", "second"]), "");
    let again = bench.ok(&["import", "b.plumbline", "first"]);
    assert!(again.contains("0 standards taken in"), "{again}");
    assert!(again.contains("0 not taken"), "{again}");
}

#[test]
fn telugu_and_spaces_in_names_are_ordinary() {
    let bench = Workbench::new();
    bench.ok(&[
        "new",
        "నియమాలు మరియు rules.plumbline",
        "--title",
        "నియమాలు",
        "--lang",
        "te",
    ]);
    bench.write(
        "ఒక ఫైల్.md",
        "---\ncode: తె-1\ntitle: కాల్ జవాబు\n---\n\nసలహాదారు కాల్‌కు రెండు నిమిషాల్లో జవాబు ఇస్తారు.\n",
    );
    bench.ok(&["import", "నియమాలు మరియు rules.plumbline", "ఒక ఫైల్.md"]);
    let found = bench.ok(&["search", "నియమాలు మరియు rules.plumbline", "నిమిషాల్లో"]);
    assert!(found.contains("తె-1"), "{found}");
}
