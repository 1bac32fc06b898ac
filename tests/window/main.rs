//! The real window, driven as a user drives it: on a display of its own, through WebKitWebDriver.
//! With `PLUMBLINE_PICTURES=folder` each journey leaves pictures.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod driven;

use std::path::{Path, PathBuf};

use driven::{Look, Window};
use fantoccini::key::Key;
use workflow::{NewHandbook, Now};

const WIDE: (u32, u32) = (1280, 820);
const SMALL: (u32, u32) = (1024, 700);

const STANDARDS: &str = "\
code,title,section,force,statement
PH-01,Answer the branch phone,On the phone,must,The adviser answers 90 % of calls within 2 minutes of the first ring.
PH-02,Handle a complaint call,On the phone,must,The adviser resolves the complaint as soon as possible. Keep the customer happy on all calls.
PH-03,Ask for a card number,On the phone,never,The adviser never asks for a full card number.
CO-01,Open a second till,At the counter,should,The shift lead opens a second till when four customers wait for more than 3 minutes.
";

#[tokio::test]
async fn a_workspace_shows_its_standards_with_what_must_be_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let file = workspace(folder.path(), STANDARDS);
    let window = Window::open(&[&file], Look::Light, WIDE).await;

    let outline = window.text("nav").await;
    for expected in [
        "On the phone",
        "At the counter",
        "PH-02",
        "Handle a complaint call",
        "NEVER",
    ] {
        assert!(outline.contains(expected), "“{expected}” in: {outline}");
    }
    choose(&window, "PH-02").await;
    window.picture("write-light").await;
    assert_eq!(window.text("h1").await, "PH-02 Handle a complaint call");
    let findings = window.text("aside").await;
    for expected in ["Not yet plumb", "Must fix", "“as soon as possible”"] {
        assert!(findings.contains(expected), "“{expected}” in: {findings}");
    }
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.client.close().await.unwrap();
}

#[tokio::test]
async fn the_keyboard_alone_reaches_a_standard_and_its_findings() {
    let folder = tempfile::tempdir().unwrap();
    let file = workspace(folder.path(), STANDARDS);
    let window = Window::open(&[&file], Look::Light, WIDE).await;

    window.find("nav button[aria-current]:focus").await;
    window.press('h').await;
    window.press(Key::Enter).await;
    assert_eq!(window.text("h1").await, "PH-02 Handle a complaint call");
    window.press(Key::F8).await;
    let pointed = window.text("mark.pointed").await;
    let focused = window.ask("return document.activeElement.innerText").await;
    let focused = focused.as_str().unwrap_or_default();
    assert!(focused.contains(&pointed), "“{pointed}” in: {focused}");
    window.picture("write-finding").await;
    window.client.close().await.unwrap();
}

#[tokio::test]
async fn a_small_dark_window_cuts_nothing_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = workspace(folder.path(), STANDARDS);
    let window = Window::open(&[&file], Look::Dark, SMALL).await;

    choose(&window, "PH-02").await;
    window.picture("write-dark-1024").await;
    assert_eq!(
        window
            .ask("return matchMedia('(prefers-color-scheme: dark)').matches")
            .await,
        true
    );
    let spare = window
        .ask("return innerWidth - document.documentElement.scrollWidth")
        .await;
    assert_eq!(spare, 0);
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.client.close().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_workspace_says_what_to_do_next() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Letter.plumbline");
    std::fs::write(&file, "Dear customer").unwrap();
    let window = Window::open(&[&file], Look::Light, SMALL).await;

    let problem = window.text("[role=alert]").await;
    window.picture("problem-light-1024").await;
    assert!(
        problem.contains("Letter.plumbline is not a Plumbline workspace."),
        "{problem}"
    );
    assert!(
        problem.contains("Choose a file whose name ends in .plumbline."),
        "{problem}"
    );
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.client.close().await.unwrap();
}

#[tokio::test]
async fn without_a_workspace_the_window_offers_to_open_one() {
    let window = Window::open(&[], Look::Dark, SMALL).await;
    let button = window.text("main button").await;
    window.picture("start-dark-1024").await;
    assert!(button.starts_with("Open a workspace…"), "{button}");
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.client.close().await.unwrap();
}

#[tokio::test]
async fn a_handbook_without_standards_says_how_to_add_some() {
    let folder = tempfile::tempdir().unwrap();
    let file = workspace(folder.path(), "");
    let window = Window::open(&[&file], Look::Light, WIDE).await;
    assert_eq!(
        window.text("h1").await,
        "This handbook has no standards yet"
    );
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.picture("empty-light").await;
    window.client.close().await.unwrap();
}

/// Chooses the standard with `code` in the outline.
async fn choose(window: &Window, code: &str) {
    window.find("nav button").await;
    let script = format!(
        "[...document.querySelectorAll('nav button')].find((b) => b.innerText.startsWith('{code}')).click()"
    );
    window.ask(&script).await;
}

/// Makes a workspace in `folder` with the standards of a spreadsheet.
fn workspace(folder: &Path, standards: &str) -> PathBuf {
    let file = folder.join("Shop.plumbline");
    let mut random = rand_core::OsRng;
    let mut now = Now {
        at: jiff::Timestamp::now(),
        random: &mut random,
    };
    let wish = NewHandbook {
        title: "Customer service standards",
        organisation: "Sample organisation",
        language: handbook::Language::default(),
        starters: &[],
        actor: "Head of service",
    };
    let mut workspace = workflow::new_workspace(&file, &wish, &mut now).unwrap();
    if !standards.is_empty() {
        let table = folder.join("standards.csv");
        std::fs::write(&table, standards).unwrap();
        let report = workflow::import(
            &mut workspace,
            &[table],
            None,
            "Head of service",
            false,
            &mut now,
        );
        assert!(report.unwrap().refused.is_empty());
    }
    file
}
