//! Signing and issuing, judged by other people's tools.

use crate::workbench::{PASSPHRASE, Workbench};

fn issued() -> Workbench {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    bench.identify();
    bench.issue();
    bench
}

#[test]
fn every_tool_accepts_an_edition() {
    let bench = issued();
    let out = |name: &str| format!("out/b-edition-1.{name}");
    bench.ok(&[
        "verify",
        &out("edition"),
        &out("pdf"),
        &out("html"),
        "--root",
        "root/root.pem",
    ]);
    let signature = bench.tool("pdfsig", &["-nocert", &out("pdf")]);
    assert!(signature.contains("Signature is Valid"), "{signature}");
    assert!(signature.contains("ETSI.CAdES.detached"), "{signature}");
    assert!(signature.contains("Total document signed"), "{signature}");
    bench.tool("qpdf", &["--check", &out("pdf")]);
    for file in ["edition", "html"] {
        let (signature, content) = (out(&format!("{file}.p7s")), out(file));
        let arguments = [
            "cms", "-verify", "-binary", "-inform", "DER", "-in", &signature,
        ];
        let rest = [
            "-content",
            &content,
            "-CAfile",
            "root/root.pem",
            "-out",
            "/dev/null",
        ];
        bench.tool("openssl", &[&arguments[..], &rest[..]].concat());
    }
    bench.tool("unzip", &["-q", &out("edition"), "-d", "inside"]);
    bench.tool(
        "sh",
        &["-c", "cd inside && sha256sum -c --quiet SHA256SUMS"],
    );
    assert_eq!(bench.read("inside/handbook.pdf"), bench.read(&out("pdf")));
    assert_eq!(bench.read("inside/handbook.html"), bench.read(&out("html")));
    let digests = bench.tool("sh", &["-c", "sha256sum inside/standards/*/1.md | wc -l"]);
    assert!(digests.trim().parse::<u32>().unwrap() >= 24, "{digests}");
}

#[test]
fn a_changed_byte_a_strange_root_and_a_missing_signature_are_refused() {
    let bench = issued();
    for name in ["edition", "pdf", "html"] {
        let file = format!("out/b-edition-1.{name}");
        let good = bench.read(&file);
        for place in [good.len() / 3, good.len() / 2] {
            let mut bad = good.clone();
            bad[place] ^= 1;
            bench.write(&file, &bad);
            let run = bench.run(&["verify", &file]);
            assert_eq!(run.code, 1, "{name} at {place}: {}{}", run.out, run.err);
            assert!(run.out.contains("Does not hold"), "{}", run.out);
        }
        bench.write(&file, &good);
        assert_eq!(bench.run(&["verify", &file]).code, 0);
    }
    bench.ok(&["new", "other.plumbline", "--title", "Other"]);
    bench.ok(&["key", "new", "other.plumbline", "--root-out", "other"]);
    let strange = bench.run(&[
        "verify",
        "out/b-edition-1.edition",
        "--root",
        "other/root.pem",
    ]);
    assert_eq!(strange.code, 1, "{}", strange.out);
    std::fs::remove_file(bench.path("out/b-edition-1.html.p7s")).unwrap();
    assert_eq!(bench.run(&["verify", "out/b-edition-1.html"]).code, 1);
}

#[test]
fn the_same_edition_gives_the_same_bytes_again() {
    let bench = issued();
    bench.ok(&[
        "export",
        "b.plumbline",
        "--edition",
        "1",
        "files",
        "--out",
        "again",
    ]);
    assert_eq!(bench.tool("diff", &["-r", "out", "again"]), "");
    for format in ["csv", "json", "pdf", "html"] {
        let (first, second) = (format!("1.{format}"), format!("2.{format}"));
        bench.ok(&[
            "export",
            "b.plumbline",
            "--edition",
            "1",
            format,
            "--out",
            &first,
        ]);
        bench.ok(&[
            "export",
            "b.plumbline",
            "--edition",
            "1",
            format,
            "--out",
            &second,
        ]);
        assert_eq!(bench.read(&first), bench.read(&second));
    }
}

#[test]
fn a_wrong_passphrase_issues_nothing_and_says_what_to_do() {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    let arguments = [
        "issue",
        "b.plumbline",
        "--effective",
        "2026-12-01",
        "--note",
        "N",
        "--out",
        "out",
    ];
    let without = bench.run(&arguments);
    assert!(without.err.contains("plumbline key new"), "{}", without.err);
    bench.identify();
    let mut command = bench.plumbline(&arguments);
    let output = command
        .env("PLUMBLINE_PASSPHRASE", "wrong")
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("--root-key FILE"), "{message}");
    assert!(!bench.path("out").exists());
    bench.ok(&[
        "key",
        "new",
        "b.plumbline",
        "--root-key",
        "root/root-key.pem",
    ]);
    bench.issue();
}

#[test]
fn the_root_key_is_sealed_so_that_openssl_reads_it() {
    let bench = Workbench::with_starter("customer-service");
    bench.identify();
    let pass = format!("pass:{PASSPHRASE}");
    bench.tool(
        "openssl",
        &[
            "pkey",
            "-in",
            "root/root-key.pem",
            "-passin",
            &pass,
            "-noout",
        ],
    );
    let text = String::from_utf8(bench.read("root/root-key.pem")).unwrap();
    assert!(text.contains("ENCRYPTED PRIVATE KEY"), "{text}");
}

#[test]
fn a_second_edition_says_what_changed() {
    let bench = issued();
    bench.ok(&["retire", "b.plumbline", "PH-01"]);
    let printed = bench.issue();
    assert!(printed.contains("Edition 2 issued"), "{printed}");
    bench.tool("unzip", &["-q", "out/b-edition-2.edition", "-d", "inside"]);
    let sheet: serde_json::Value =
        serde_json::from_slice(&bench.read("inside/edition.json")).unwrap();
    assert_eq!(sheet["previous"], 1);
    assert_eq!(sheet["changes"][0]["what"], "withdrawn");
}

#[test]
fn two_machines_give_the_same_bytes_for_the_same_edition() {
    let bench = Workbench::with_starter("rough-draft");
    bench.write("a.md", "---\ncode: A-1\ntitle: Calls\nactor: Adviser\nrespond_within: 2 minutes\n---\n\nThe adviser answers each call within 2 minutes of the first ring.\n");
    bench.ok(&["import", "b.plumbline", "a.md"]);
    bench.ok(&["approve", "b.plumbline", "A-1", "--by", "Director"]);
    bench.identify();
    let issue = |zone: &str, language: &str, clock: &str, folder: &str| {
        let program = env!("CARGO_BIN_EXE_plumbline");
        let command = format!(
            "mkdir {folder} && cp b.plumbline {folder}/ && cd {folder} && \
             TZ={zone} LC_ALL={language} PLUMBLINE_PASSPHRASE='{PASSPHRASE}' faketime -f '{clock}' \
             '{program}' issue b.plumbline --effective 2027-01-01 --note N --out out"
        );
        bench.tool("sh", &["-c", &command]);
    };
    issue("Asia/Manila", "C", "2026-12-24 10:00:00", "one");
    issue("UTC", "te_IN.UTF-8", "2026-12-24 02:00:00", "two");
    assert_eq!(bench.tool("diff", &["-r", "one/out", "two/out"]), "");
}
