//! Files of an exchange that are opened by a double click, with no workspace to take them in.

use std::path::{Path, PathBuf};

use crate::driven::{Setup, Window};
use crate::sample;

/// The only file in a folder whose name ends like this.
fn file_in(folder: &Path, end: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let mut found = files.map(|entry| entry.path());
    found
        .find(|path| path.extension().is_some_and(|own| own == end))
        .unwrap_or_else(|| panic!("there is a .{end} in {}", folder.display()))
}

#[tokio::test]
async fn an_edition_without_a_workspace_says_what_it_is_and_what_to_do() {
    let (hr_home, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    sample::issued(hr_home.path());
    let edition = file_in(&hr_home.path().join("editions"), "edition");
    let window = Window::open(&Setup::on(&edition, home.path())).await;
    window.shows("An edition of a handbook").await;
    window.shows("Unchanged, but signed by a key").await;
    window.shows("Customer service standards, edition 1").await;
    window.picture("arrived").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.press_button("Join as a branch…").await;
    window.shows("I have an invite file").await;
    window.press_button("Cancel").await;
    window.shows("What to do with it").await;
    window.press_button("Close").await;
    window.shows("Start with a handbook").await;
    window.close().await;
}

#[tokio::test]
async fn a_forged_edition_is_not_to_be_used() {
    let (hr_home, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    sample::issued(hr_home.path());
    let edition = file_in(&hr_home.path().join("editions"), "edition");
    let mut bytes = std::fs::read(&edition).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&edition, bytes).unwrap();
    let window = Window::open(&Setup::on(&edition, home.path())).await;
    window.shows("Do not use this copy").await;
    window.close().await;
}

#[tokio::test]
async fn hr_sees_that_an_edition_is_its_own() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::issued(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.find("[role=tree]").await;
    window.close().await;
    let edition = file_in(&home.path().join("editions"), "edition");
    let window = Window::open(&Setup::on(&edition, home.path())).await;
    window.shows("Genuine and unchanged").await;
    window.shows("nothing is taken in here").await;
    window.close().await;
}
