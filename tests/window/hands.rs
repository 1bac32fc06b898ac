//! What a user does in the window: press, type, choose, look.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use crate::driven::{PATIENCE, Window};
use crate::sample;

impl Window {
    /// Waits for a button that can be seen and begins with these words, and presses it; one with
    /// exactly these words comes first, and one in a dialog before one behind it.
    pub async fn press_button(&self, words: &str) {
        let is_pressed = format!(
            r#"
const words = "{words}";
const said = (button) => (button.ariaLabel ?? button.innerText).trim();
const scope = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const seen = [...scope.querySelectorAll("button")].filter((button) => button.checkVisibility() && !button.disabled);
const button = seen.find((button) => said(button) === words) ?? seen.find((button) => said(button).startsWith(words));
if (button) {{ button.scrollIntoView({{ block: "nearest" }}); button.focus(); button.click(); }}
return Boolean(button);
"#
        );
        self.until(&format!("the button “{words}” is there"), &is_pressed)
            .await;
    }

    /// Waits for the field under a label that can be written in, and types into it in place of
    /// what is there.
    pub async fn fill(&self, label: &str, text: &str) {
        let path = format!("//*[@id = //label[normalize-space(.) = \"{label}\"]/@for]");
        let began = Instant::now();
        // A field that is just being drawn anew is there and cannot be cleared yet.
        while let Err(error) = self.at(&path).await.clear().await {
            assert!(began.elapsed() < PATIENCE, "{label}: {error}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.at(&path).await.send_keys(text).await.unwrap();
    }

    /// Waits until the page shows these words.
    pub async fn shows(&self, words: &str) {
        self.at(&format!(
            "//body//*[text()[contains(normalize-space(.), \"{words}\")]]"
        ))
        .await;
    }

    /// Waits until the script answers true.
    pub async fn until(&self, what: &str, script: &str) {
        let began = Instant::now();
        while self.ask(script).await != true {
            assert!(began.elapsed() < PATIENCE, "it never was so: {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Types text with the keyboard into whatever has the focus.
    pub async fn write(&self, text: &str) {
        for letter in text.chars() {
            self.press(letter).await;
        }
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: impl Into<char>) {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_string())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses a key while others are held down.
    pub async fn chord(&self, held: &[Key], key: impl Into<char>) {
        let value = key.into();
        let mut keys = KeyActions::new("keyboard".to_string());
        for held in held {
            keys = keys.then(KeyAction::Down {
                value: (*held).into(),
            });
        }
        keys = keys
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        for held in held.iter().rev() {
            keys = keys.then(KeyAction::Up {
                value: (*held).into(),
            });
        }
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Goes to a screen by its entry in the rail.
    pub async fn go_to(&self, screen: &str) {
        let entry = format!("//nav//button[contains(normalize-space(.), \"{screen}\")]");
        self.at(&entry).await.click().await.unwrap();
        self.settle().await;
    }

    /// Chooses the standard with a code in the outline.
    pub async fn choose_standard(&self, code: &str) {
        self.find("[role=tree]").await;
        self.chord(&[Key::Control], 'k').await;
        self.write(code).await;
        let first = format!("//*[@role=\"option\"][contains(., \"{code}\")]");
        self.at(&first).await.click().await.unwrap();
        let is_shown = format!(
            "return [...document.querySelectorAll('main input')].some((input) => input.value === '{code}')"
        );
        self.until(&format!("{code} is shown"), &is_shown).await;
    }

    /// Puts a text into a box in place of what is there, key by key.
    pub async fn replace_text(&self, label: &str, text: &str) {
        self.settle().await;
        self.find(&format!(".cm-content[aria-label=\"{label}\"]"))
            .await
            .click()
            .await
            .unwrap();
        self.chord(&[Key::Control], 'a').await;
        self.press(Key::Delete).await;
        self.write(text).await;
    }

    /// Waits until the statement of a standard is saved like this.
    pub async fn until_saved(&self, file: &Path, code: &str, statement: &str) {
        let began = Instant::now();
        loop {
            let saved = sample::saved(file, code).statement;
            if saved == statement {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "“{saved}” is saved");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Moves on with Tab until what these words name has the focus.
    pub async fn tab_to(&self, words: &str) {
        const FOCUSED: &str = "const it = document.activeElement; return [...(it.labels ?? [])].map((label) => label.innerText).join(' ') || it.ariaLabel || it.innerText || ''";
        let mut passed = Vec::new();
        for _ in 0..200 {
            self.press(Key::Tab).await;
            let focused = self.ask(FOCUSED).await;
            let focused = focused.as_str().unwrap_or_default().trim().to_string();
            if focused.starts_with(words) {
                return;
            }
            passed.push(focused);
        }
        panic!("“{words}” is not reached by Tab; passed: {passed:?}");
    }
}
