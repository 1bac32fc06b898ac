//! From approved texts to signed files that other people's tools accept.

use std::path::Path;
use std::process::Command;

use fantoccini::key::Key;

use crate::driven::{Setup, Window};
use crate::sample::{self, PASSPHRASE};

#[tokio::test]
async fn an_edition_is_published_and_pdfsig_accepts_it() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::approved(home.path());
    let editions = home.path().join("editions");
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.go_to("Publish").await;
    window.shows("Publish edition 1").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window
        .fill("Release note", "The first standards of the shop.")
        .await;
    window.will_choose(&[&editions]);
    window.press_button("Choose…").await;
    window.shows(&editions.display().to_string()).await;

    window.fill("Passphrase", "not the passphrase").await;
    window.press_button("Sign and publish edition 1").await;
    window
        .shows("This is not the passphrase of the signing key.")
        .await;
    window.picture("publish-refused").await;
    assert!(!editions.exists() || names(&editions).is_empty());

    window.fill("Passphrase", PASSPHRASE).await;
    window.press_button("Sign and publish edition 1").await;
    window.shows("Edition 1 is published").await;
    window.press_button("Verify").await;
    window
        .until(
            "three files hold",
            "return document.body.innerText.split('Standards office').length > 3",
        )
        .await;
    window.picture("published").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.close().await;

    let pdf = editions.join("Shop-edition-1.pdf");
    let said = Command::new("pdfsig")
        .arg("-nocert")
        .arg(&pdf)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("Signature is Valid"), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
}

#[tokio::test]
async fn the_keyboard_alone_leads_from_start_to_a_published_edition() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::approved(home.path());
    let editions = home.path().join("editions");
    std::fs::create_dir(&editions).unwrap();
    let window = Window::open(&Setup::bare(home.path())).await;
    window.shows("Start with a handbook").await;
    window.will_choose(&[&file, &editions]);
    window.chord(&[Key::Control], 'o').await;
    window.find("[role=tree]").await;
    window.chord(&[Key::Control], '5').await;
    window.shows("Publish edition 1").await;
    window.tab_to("Release note").await;
    window.write("First.").await;
    window.tab_to("Choose…").await;
    window.press(Key::Enter).await;
    window.shows(&editions.display().to_string()).await;
    window.tab_to("Passphrase").await;
    window.write(PASSPHRASE).await;
    window.tab_to("Sign and publish edition 1").await;
    window.press(Key::Enter).await;
    window.shows("Edition 1 is published").await;
    window.close().await;
    assert_eq!(names(&editions).len(), 5);
}

#[tokio::test]
async fn a_folder_that_is_gone_leaves_everything_untouched() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::approved(home.path());
    // A file in the place of the folder: nothing can be written below it.
    let stick = home.path().join("stick");
    std::fs::write(&stick, "").unwrap();
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.go_to("Publish").await;
    window
        .fill("Release note", "The first standards of the shop.")
        .await;
    window.will_choose(&[&stick.join("editions")]);
    window.press_button("Choose…").await;
    window.fill("Passphrase", PASSPHRASE).await;
    window.press_button("Sign and publish edition 1").await;
    window.shows("Nothing can be written to this folder.").await;
    window.picture("publish-no-folder").await;
    window.close().await;
    assert!(
        workflow::open(&file)
            .unwrap()
            .last_edition()
            .unwrap()
            .is_none()
    );
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.')).collect()
}
