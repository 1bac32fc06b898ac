//! Writing a standard: findings, fixes, undo, approval, and what changed since.

use fantoccini::key::Key;

use crate::driven::{Setup, Window};
use crate::sample;

#[tokio::test]
async fn a_vague_statement_is_found_fixed_and_undone() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.choose_standard("PH-01").await;
    window.fill("Resolve within", "2").await;
    window
        .replace_text(
            "Statement",
            "The adviser calls the customer back as soon as possible.",
        )
        .await;
    window
        .find(".cm-content[aria-label=Statement] .mark.must-fix")
        .await;
    window.picture("write-finding").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);

    window.press(Key::F8).await;
    window.chord(&[Key::Control], '.').await;
    let fixed = "The adviser calls the customer back within 2 working days.";
    window.until_saved(&file, "PH-01", fixed).await;
    window.chord(&[Key::Control], 'z').await;
    let before = "The adviser calls the customer back as soon as possible.";
    window.until_saved(&file, "PH-01", before).await;
    window.chord(&[Key::Control, Key::Shift], 'z').await;
    window.until_saved(&file, "PH-01", fixed).await;
    window.close().await;
}

#[tokio::test]
async fn an_approved_text_shows_what_changed_since() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::approved(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.choose_standard("PH-01").await;
    window.shows("Approved, revision 1").await;
    window
        .replace_text(
            "Statement",
            "The adviser answers 95 % of calls within 1 minute of the first ring.",
        )
        .await;
    window.shows("Changed since revision 1").await;
    window.chord(&[Key::Control], 'd').await;
    let inserted = window.text("main ins").await;
    window.picture("write-changes").await;
    assert!(!inserted.is_empty());
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.chord(&[Key::Control], 'd').await;

    window.press_button("Approve…").await;
    window.fill("Approved by", "Head of service").await;
    window.press_button("Approve").await;
    window.shows("is approved as revision 2").await;
    window.go_to("History").await;
    window.shows("Revision 2").await;
    window.picture("history").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.close().await;
}

#[tokio::test]
async fn a_finding_is_kept_on_purpose_with_a_reason() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.choose_standard("PH-02").await;
    window.press(Key::F8).await;
    window.press_button("Keep on purpose").await;
    window
        .fill("Why is it right as it stands?", "The founder’s own words.")
        .await;
    window.press_button("Keep it").await;
    window.shows("kept on purpose").await;
    window.close().await;
    let waivers = sample::saved(&file, "PH-02").waivers;
    assert_eq!(waivers[0].reason, "The founder’s own words.");
}

#[tokio::test]
async fn the_preview_shows_the_text_as_readers_see_it_and_runs_nothing() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.choose_standard("PH-01").await;
    let hostile = "Say **hello**. <script>top.document.title = 'hacked'</script>";
    window.replace_text("Statement", hostile).await;
    window.until_saved(&file, "PH-01", hostile).await;
    window.chord(&[Key::Control], 'p').await;
    let frame = window.find("iframe").await;
    window.settle().await;
    window.picture("preview").await;
    frame.enter_frame().await.unwrap();
    assert_eq!(window.text("article strong").await, "hello");
    window.client.clone().enter_parent_frame().await.unwrap();
    assert!(!window.client.title().await.unwrap().contains("hacked"));
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.close().await;
}

#[tokio::test]
async fn findings_are_live_again_after_another_screen() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.choose_standard("PH-01").await;
    window.go_to("Overview").await;
    window.go_to("Write").await;
    window
        .replace_text("Statement", "The manager replies promptly to all letters. ")
        .await;
    window
        .find(".cm-content[aria-label=Statement] .mark.must-fix")
        .await;
    window.close().await;
}

#[tokio::test]
async fn alt_and_an_arrow_move_a_standard_across_sections_of_its_stage() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::of(8, home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    let first = "[role=treeitem][aria-level='2']";
    window.find(first).await;
    let code = "return document.querySelector(\"[role=treeitem][aria-level='2']\").innerText.match(/S-\\d+/)[0]";
    let code = window.ask(code).await;
    let code = code.as_str().unwrap();
    window.find(first).await.click().await.unwrap();
    window.settle().await;
    window.chord(&[Key::Alt], Key::Down).await;
    let moved =
        format!("return document.querySelectorAll(\"{first}\")[1].innerText.includes('{code}')");
    window.until("it stands second", &moved).await;
    window.close().await;

    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.find(first).await;
    window.until("it still stands second", &moved).await;
    window.close().await;
}
