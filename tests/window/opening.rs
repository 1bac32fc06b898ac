//! How a handbook comes onto the screen: made, opened, left and found again.

use crate::driven::{Look, PATIENCE, Setup, Window};
use crate::sample;

#[tokio::test]
async fn the_first_start_leads_to_the_starter_handbook() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("Bakery.plumbline");
    let window = Window::open(&Setup::bare(home.path())).await;
    window.shows("Start with a handbook").await;
    window.picture("start").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);

    window.press_button("Begin with the starter handbook").await;
    window
        .fill("Title of the handbook", "Bakery standards")
        .await;
    window.fill("Your name or role", "Standards office").await;
    window.will_choose(&[&file]);
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.press_button("Make the handbook").await;
    window.shows("Bakery standards is made.").await;
    window.find("[role=tree] [role=treeitem]").await;
    window.close().await;

    let workspace = workflow::open(&file).unwrap();
    assert_eq!(workspace.handbook().unwrap().title, "Bakery standards");
    assert!(workspace.drafts().unwrap().len() >= 24);
}

#[tokio::test]
async fn the_app_opens_where_it_was_left() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.find("[role=tree]").await;
    window.go_to("History").await;
    window.shows("no revision yet").await;
    window.close().await;

    let window = Window::open(&Setup::bare(home.path())).await;
    window.shows("no revision yet").await;
    let title = window.client.title().await.unwrap();
    assert!(title.starts_with("Customer service standards"), "{title}");
    window.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_workspace_says_what_to_do_next() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("Letter.plumbline");
    std::fs::write(&file, "Dear customer").unwrap();
    let small = Setup {
        size: (1024, 700),
        ..Setup::on(&file, home.path())
    };
    let window = Window::open(&small).await;
    let problem = window.text("[role=alert]").await;
    window.picture("problem-1024x700").await;
    for expected in [
        "Letter.plumbline is not a Plumbline handbook.",
        "Choose a file whose name ends in .plumbline.",
    ] {
        assert!(problem.contains(expected), "“{expected}” in: {problem}");
    }
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.close().await;
}

#[tokio::test]
async fn a_handbook_without_standards_offers_to_write_the_first() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::empty(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.press_button("New standard").await;
    window.find("[role=treeitem][aria-selected=true]").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.close().await;
    assert_eq!(workflow::open(&file).unwrap().drafts().unwrap().len(), 1);
}

#[tokio::test]
async fn a_small_dark_window_cuts_nothing_off() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let setup = Setup {
        look: Look::Dark,
        size: (1024, 700),
        ..Setup::on(&file, home.path())
    };
    let window = Window::open(&setup).await;
    let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
    assert_eq!(window.ask(dark).await, true);
    for screen in [
        "Overview",
        "Write",
        "Translate",
        "History",
        "Publish",
        "Settings",
    ] {
        window.go_to(screen).await;
        window.settle().await;
        let spare = "return innerWidth - document.documentElement.scrollWidth";
        assert_eq!(window.ask(spare).await, 0, "{screen}");
        assert_eq!(window.accessibility_faults().await, [""; 0], "{screen}");
    }
    window.close().await;
}

#[tokio::test]
async fn an_ordinary_close_leaves_one_file() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.choose_standard("PH-01").await;
    window
        .replace_text("Statement", "The adviser answers.")
        .await;
    window
        .until_saved(&file, "PH-01", "The adviser answers.")
        .await;
    let answer = "window.__TAURI_INTERNALS__.invoke('close_window', { isSaved: true })";
    // The page is gone before it can answer.
    let _ = window.client.execute(answer, vec![]).await;
    let journal = file.with_extension("plumbline-wal");
    let began = std::time::Instant::now();
    while journal.exists() {
        assert!(
            began.elapsed() < PATIENCE,
            "the journal stays beside the file"
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}
