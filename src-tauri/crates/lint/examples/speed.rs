//! Measures words per second on one core, over text as it is typed, in English or in the language
//! whose tag is given: `cargo run --release --example speed -- ta < file`.

#![allow(clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::io::Read;
use std::time::Instant;

use lint::{FieldKind, check_text};

const ROUNDS: usize = 400;

fn main() {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .unwrap_or_default();
    let tag = std::env::args().nth(1).and_then(|tag| tag.parse().ok());
    let language = tag.unwrap_or(handbook::Language::English);
    check_text(FieldKind::Statement, language, "warm up");
    let words = text.split_whitespace().count() * ROUNDS;
    let start = Instant::now();
    let mut found = 0;
    for _ in 0..ROUNDS {
        for line in text.lines() {
            found += check_text(FieldKind::Statement, language, line).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{words} words, {found} findings: {:.2} million words per second",
        words as f64 / seconds / 1e6
    );
}
