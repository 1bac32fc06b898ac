//! The app is killed in the middle of typing: what was typed is found again.

use crate::driven::{Setup, Window};
use crate::sample;

const TYPED: &str =
    "The adviser calls back within 2 working days of the complaint, and says who will act";

#[tokio::test]
async fn what_was_typed_is_there_after_a_kill() {
    kill_while_typing(&[TYPED.len()]).await;
}

/// Fifty kills at moments all over the sentence: `cargo test --test window -- --ignored fifty`
#[tokio::test]
#[ignore = "takes minutes"]
async fn fifty_kills_lose_at_most_the_last_letter() {
    let moments: Vec<usize> = (0..50)
        .map(|number| 7 + (number * 37) % (TYPED.len() - 7))
        .collect();
    kill_while_typing(&moments).await;
}

/// Types the sentence up to each of the `moments`, kills the app at once, and looks for the text.
async fn kill_while_typing(moments: &[usize]) {
    let home = tempfile::tempdir().unwrap();
    let file = sample::small(home.path());
    for moment in moments {
        let window = Window::open(&Setup::on(&file, home.path())).await;
        window.choose_standard("CO-01").await;
        window.replace_text("Statement", "").await;
        window.write(&TYPED[..*moment]).await;
        window.kill_app();
        drop(window);
        let found = sample::saved(&file, "CO-01").statement;
        let is_kept = TYPED[..*moment].starts_with(&found) && found.len() + 1 >= *moment;
        assert!(
            is_kept,
            "after “{}” only “{found}” was left",
            &TYPED[..*moment]
        );
        assert!(workflow::doctor(&file).unwrap().is_sound());
    }
}
