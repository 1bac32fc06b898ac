//! A picture of every screen: light, dark, and small. `script/pictures` runs it.

use std::path::Path;

use fantoccini::key::Key;

use crate::driven::{Look, Setup, Window};
use crate::sample;

#[tokio::test]
#[ignore = "makes pictures; script/pictures runs it"]
async fn pictures_of_every_screen() {
    for (name, look, size) in [
        ("light", Look::Light, (1440, 900)),
        ("dark", Look::Dark, (1440, 900)),
        ("1024x700", Look::Light, (1024, 700)),
    ] {
        let home = tempfile::tempdir().unwrap();
        let bare = Setup {
            look,
            size,
            ..Setup::bare(home.path())
        };
        let window = Window::open(&bare).await;
        window.shows("Start with a handbook").await;
        window.picture(&format!("start-{name}")).await;
        window.close().await;

        let file = sample::lived_in(home.path());
        let setup = Setup {
            look,
            size,
            ..Setup::on(&file, home.path())
        };
        let window = Window::open(&setup).await;
        screens(&window, name).await;
        window.close().await;
    }
}

async fn screens(window: &Window, name: &str) {
    window.choose_standard("CO-01").await;
    window.press(Key::F8).await;
    window.picture(&format!("write-{name}")).await;
    window.chord(&[Key::Control], 'd').await;
    window.picture(&format!("write-changes-{name}")).await;
    window.chord(&[Key::Control], 'd').await;
    for screen in ["Overview", "Translate", "History", "Publish", "Settings"] {
        window.go_to(screen).await;
        if screen == "Translate" {
            let tamil = "//main//label[contains(normalize-space(.), \"தமிழ்\")]";
            window.at(tamil).await.click().await.unwrap();
        }
        if screen == "Publish" {
            window.will_choose(&[Path::new("/media/editions")]);
            window.press_button("Choose…").await;
            window.shows("/media/editions").await;
        }
        let is_read = "return document.querySelector('main [aria-busy=true]') === null";
        window.until("everything is read", is_read).await;
        window.settle().await;
        window
            .picture(&format!("{}-{name}", screen.to_lowercase()))
            .await;
    }
    window.chord(&[Key::Control], 'k').await;
    window.write("complaint").await;
    window.settle().await;
    window.picture(&format!("find-{name}")).await;
    window.press(Key::Escape).await;
    window.press(Key::F1).await;
    window.picture(&format!("keys-{name}")).await;
}
