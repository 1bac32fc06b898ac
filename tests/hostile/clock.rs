//! Clocks that cannot be right.

use crate::workbench::{PASSPHRASE, Workbench};

#[test]
fn a_clock_of_1970_puts_no_date_under_an_official_act() {
    let bench = Workbench::with_starter("customer-service");
    let program = env!("CARGO_BIN_EXE_plumbline");
    let shell = |command: &str| {
        let script = format!("faketime '1970-01-02 00:00:00' '{program}' {command}");
        let mut run = std::process::Command::new("sh");
        let output = run
            .args(["-c", &script])
            .current_dir(bench.path(""))
            .env("PLUMBLINE_PASSPHRASE", PASSPHRASE)
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    };
    for command in [
        "approve b.plumbline --all --by Director",
        "key new b.plumbline --root-out root",
    ] {
        let (code, message) = shell(command);
        assert_eq!(code, Some(2), "{command}: {message}");
        assert!(message.contains("set the clock"), "{message}");
    }
    assert!(!bench.path("root").exists());
    assert_eq!(
        shell("check b.plumbline").0,
        Some(0),
        "reading works at any time"
    );
}
