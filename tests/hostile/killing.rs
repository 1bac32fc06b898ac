//! Sudden death in the middle of work: what was reported done is there, and nothing is half done.

use std::process::Stdio;
use std::time::Duration;

use crate::workbench::Workbench;

/// How often each act is killed in the everyday run; the long run takes ten times as many.
const SHORT: u64 = 7;

#[test]
fn killing_import_approve_and_issue_loses_nothing_that_was_reported() {
    rounds(SHORT);
}

#[test]
#[ignore = "takes minutes: cargo test -p plumbline-cli -- --ignored"]
fn killing_two_hundred_times_loses_nothing_that_was_reported() {
    rounds(SHORT * 10);
}

fn rounds(count: u64) {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    bench.identify();
    let mut seed = 0x9E37_79B9_97F4_A7C1;
    for round in 0..count {
        let file = format!("s{round}.md");
        let standard = format!(
            "---\ncode: K-{round}\ntitle: Round {round}\nactor: Adviser\nrespond_within: 2 minutes\n---\n\nThe adviser answers each call within 2 minutes of the first ring.\n"
        );
        bench.write(&file, standard);
        let code = format!("K-{round}");
        let imported = killed(&bench, &["import", "b.plumbline", &file], &mut seed, 60);
        assert!(
            !imported || has(&bench, &code),
            "{code} was reported as taken in"
        );
        bench.run(&["import", "b.plumbline", &file]);
        let approved = killed(
            &bench,
            &["approve", "b.plumbline", &code, "--by", "D"],
            &mut seed,
            60,
        );
        let history = bench.ok(&["history", "b.plumbline", &code]);
        assert!(
            !approved || history.contains("Revision 1"),
            "{code} was reported as approved"
        );
        bench.run(&["approve", "b.plumbline", &code, "--by", "D"]);
        let out = format!("out{round}");
        let arguments = [
            "issue",
            "b.plumbline",
            "--effective",
            "2026-12-01",
            "--note",
            "N",
            "--out",
            &out,
        ];
        let issued = killed(&bench, &arguments, &mut seed, 1500);
        check_folder(&bench, &out, issued);
        let doctor = bench.run(&["doctor", "b.plumbline"]);
        assert_eq!(
            doctor.code, 0,
            "round {round}: {}{}",
            doctor.out, doctor.err
        );
    }
}

/// Runs the program and kills it at a random moment; tells whether it had reported success.
fn killed(bench: &Workbench, arguments: &[&str], seed: &mut u64, longest_ms: u64) -> bool {
    let mut command = bench.plumbline(arguments);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // xorshift (Marsaglia 2003): a failure repeats with the same moments.
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    std::thread::sleep(Duration::from_millis(*seed % longest_ms));
    let _ = child.kill();
    child.wait().unwrap().success()
}

fn has(bench: &Workbench, code: &str) -> bool {
    bench.run(&["history", "b.plumbline", code]).code == 0
}

/// Checks that an edition file never lies without its companions, and that it holds.
fn check_folder(bench: &Workbench, out: &str, issued: bool) {
    let entries = std::fs::read_dir(bench.path(out))
        .into_iter()
        .flatten()
        .flatten();
    let names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let edition = names.iter().find(|name| name.ends_with(".edition"));
    assert!(
        !issued || edition.is_some(),
        "an edition was reported as issued: {names:?}"
    );
    let Some(edition) = edition else { return };
    for ending in ["edition", "edition.p7s", "pdf", "html", "html.p7s"] {
        let name = edition.replace(".edition", &format!(".{ending}"));
        assert!(names.contains(&name), "{name} is missing beside {edition}");
    }
    bench.ok(&[
        "verify",
        &format!("{out}/{edition}"),
        "--root",
        "root/root.pem",
    ]);
}
