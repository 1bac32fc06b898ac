//! Files that are not what they should be.

use std::fs;

use crate::workbench::Workbench;

fn refuses(bench: &Workbench, file: &str) -> String {
    let run = bench.run(&["check", file]);
    assert_eq!(run.code, 2, "{file}: {}{}", run.out, run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run.err
}

#[test]
fn what_is_no_workspace_is_refused_by_name() {
    let bench = Workbench::new();
    bench.write("text.plumbline", "Dear colleagues");
    bench.write("empty.plumbline", "");
    fs::create_dir(bench.path("folder.plumbline")).unwrap();
    for file in [
        "text.plumbline",
        "empty.plumbline",
        "folder.plumbline",
        "missing.plumbline",
    ] {
        let message = refuses(&bench, file);
        assert!(message.contains(file), "{message}");
    }
    assert_eq!(
        bench.read("empty.plumbline"),
        b"",
        "looking at a file does not change it"
    );
    assert!(
        !bench.path("missing.plumbline").exists(),
        "looking for a file does not make it"
    );
}

#[test]
fn a_workspace_is_never_made_over_a_file() {
    let bench = Workbench::new();
    bench.write("b.plumbline", "precious");
    let run = bench.run(&["new", "b.plumbline", "--title", "T"]);
    assert_eq!(run.code, 2);
    assert_eq!(bench.read("b.plumbline"), b"precious");
    let unknown = bench.run(&["new", "c.plumbline", "--title", "T", "--starter", "nope"]);
    assert!(unknown.err.contains("customer-service"), "{}", unknown.err);
    assert!(!bench.path("c.plumbline").exists());
}

#[test]
fn doctor_says_what_can_be_saved_of_a_damaged_workspace() {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    assert_eq!(bench.run(&["doctor", "b.plumbline"]).code, 0);
    let good = bench.read("b.plumbline");
    bench.write("short.plumbline", &good[..good.len() / 2]);
    let run = bench.run(&["doctor", "short.plumbline"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("damaged") || run.out.contains("Damaged"),
        "{}",
        run.out
    );
    for place in (2..20).map(|part| part * good.len() / 21) {
        let mut bad = good.clone();
        bad[place] ^= 0x10;
        bench.write("flipped.plumbline", &bad);
        for command in ["doctor", "check"] {
            let run = bench.run(&[command, "flipped.plumbline"]);
            assert!(
                !run.err.contains("panicked") && run.code >= 0,
                "{command} at {place}: {}",
                run.err
            );
        }
    }
}

#[test]
fn front_matter_of_wrong_types_is_refused_by_name_and_the_rest_goes_on() {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    fs::create_dir(bench.path("in")).unwrap();
    bench.write("in/good.md", "---\ncode: G-1\ntitle: Good\n---\n\nText.\n");
    bench.write("in/steps.md", "---\ncode: B-1\ntitle: Bad\nsteps: 7\n---\n");
    bench.write("in/force.md", "---\ncode: B-2\nforce: [must]\n---\n");
    bench.write(
        "in/percent.md",
        "---\ncode: B-3\nmeasure: {bound: at least, percent: 140}\n---\n",
    );
    bench.write("in/none.md", "Just text.\n");
    bench.write("in/twin.md", "---\ncode: G-1\ntitle: Twin\n---\n");
    let printed = bench.ok(&["import", "b.plumbline", "in"]);
    assert!(
        printed.contains("1 standard taken in; 0 unchanged; 5 not taken."),
        "{printed}"
    );
    for file in ["steps.md", "force.md", "percent.md", "none.md", "twin.md"] {
        assert!(printed.contains(file), "{file}: {printed}");
    }
}

#[test]
fn markdown_of_fifty_megabytes_is_refused_before_it_is_read() {
    let bench = Workbench::new();
    bench.ok(&["new", "b.plumbline", "--title", "T"]);
    let file = fs::File::create(bench.path("huge.md")).unwrap();
    file.set_len(50_000_000).unwrap();
    let run = bench.run(&["import", "b.plumbline", "huge.md"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("50000000 bytes"), "{}", run.out);
}

#[test]
fn what_cannot_be_verified_is_no_answer_of_yes() {
    let bench = Workbench::new();
    bench.write("a.pdf", "%PDF-1.7\nnot really");
    bench.write("a.edition", "PK\u{3}\u{4}not really");
    bench.write("a.html", "<p>not signed");
    bench.write("a.txt", "what is this?");
    for (file, code) in [
        ("a.pdf", 1),
        ("a.edition", 1),
        ("a.html", 1),
        ("a.txt", 2),
        ("missing.pdf", 2),
    ] {
        let run = bench.run(&["verify", file]);
        assert_eq!(run.code, code, "{file}: {}{}", run.out, run.err);
    }
}
