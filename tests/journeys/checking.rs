//! Checking what is written, and keeping findings on purpose.

use std::io::Write;
use std::process::Stdio;

use crate::workbench::Workbench;

#[test]
fn the_good_starter_is_complete_by_its_own_checks() {
    let bench = Workbench::with_starter("customer-service");
    let printed = bench.ok(&["check", "b.plumbline"]);
    assert!(printed.contains(" 0 must fix, 0 should fix"), "{printed}");
}

#[test]
fn the_rough_draft_shows_what_the_checks_do() {
    let bench = Workbench::with_starter("rough-draft");
    let run = bench.run(&["check", "b.plumbline"]);
    assert_eq!(run.code, 1);
    let log: serde_json::Value =
        serde_json::from_str(&bench.run(&["check", "b.plumbline", "--format", "json"]).out)
            .unwrap();
    for row in log.as_array().unwrap() {
        let findings = row["findings"].as_array().unwrap();
        assert!(
            findings.iter().any(|f| f["severity"] == "must fix"),
            "{}",
            row["code"]
        );
    }
}

#[test]
fn texts_stream_through_one_line_at_a_time() {
    let bench = Workbench::new();
    let mut command = bench.plumbline(&["check", "--jsonl"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = [
        r#"{"id":1,"lang":"en","field":"statement","text":"The adviser answers e-mails promptly."}"#,
        r#"{"id":"two","lang":"en","field":"title","text":"Prompt answers"}"#,
    ];
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.join("\n").as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let answers: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers[0]["findings"][0]["label"], "vague_time");
    assert_eq!(answers[0]["findings"][0]["text"], "promptly");
    assert_eq!(answers[0]["findings"][0]["start"], 28);
    assert_eq!(answers[1]["id"], "two");
    assert_eq!(answers[1]["findings"], serde_json::json!([]));
}

#[test]
fn a_line_that_is_no_json_is_named() {
    let bench = Workbench::new();
    bench.write(
        "texts.jsonl",
        "{\"id\":1,\"lang\":\"en\",\"field\":\"note\",\"text\":\"\"}\n\nnot json\n",
    );
    let run = bench.run(&["check", "--jsonl", "texts.jsonl"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("line 3"), "{}", run.err);
}

#[test]
fn a_waived_finding_no_longer_stands_in_the_way() {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    bench.write("a.md", "---\ncode: A-1\ntitle: Calls\nactor: Adviser\n---\n\nThe adviser answers each call promptly.\n");
    bench.ok(&["import", "b.plumbline", "a.md"]);
    let refused = bench.run(&["approve", "b.plumbline", "A-1", "--by", "Director"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("promptly"), "{}", refused.err);
    bench.ok(&[
        "waive",
        "b.plumbline",
        "A-1",
        "vague-time",
        "--reason",
        "Quoted from law",
        "--by",
        "Director",
    ]);
    let log = bench.run(&["check", "b.plumbline", "--json"]).out;
    assert!(log.contains("\"waived\": true"), "{log}");
    bench.ok(&["approve", "b.plumbline", "A-1", "--by", "Director"]);
}
