//! Checks lines of `label TAB field TAB text`, in English or in the language whose tag is the first
//! argument, and counts what was flagged rightly and wrongly; with `all` it shows every line.

use std::io::BufRead;

use lint::{FieldKind, check_text};

const FAULTS: [&str; 8] = [
    "no_timeframe",
    "vague_time",
    "unmeasurable",
    "vague",
    "absolute",
    "overpromise",
    "escape",
    "no_actor",
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let language = arguments.next().and_then(|tag| tag.parse().ok());
    let language = language.unwrap_or(handbook::Language::English);
    let shows_all = std::env::args().any(|argument| argument == "all");
    let (mut hit, mut missed, mut wrong, mut right) = (0, 0, 0, 0);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let cells: Vec<&str> = line.splitn(3, '\t').collect();
        let [label, field, text] = cells[..] else {
            continue;
        };
        let kind: FieldKind = field.parse().unwrap_or(FieldKind::Statement);
        let found = check_text(kind, language, text);
        let faults: Vec<String> = found
            .iter()
            .filter(|f| FAULTS.contains(&f.label))
            .map(|f| format!("{}:{}", f.label, f.text))
            .collect();
        match (label == "good", faults.is_empty()) {
            (false, false) => hit += 1,
            (false, true) => {
                missed += 1;
                println!("MISSED {label} {field}: {text}");
            }
            (true, false) => {
                wrong += 1;
                println!("WRONG {faults:?} {field}: {text}");
            }
            (true, true) => right += 1,
        }
        if shows_all {
            println!("   {faults:?} {text}");
        }
    }
    let f1 = 2.0 * f64::from(hit) / f64::from(2 * hit + missed + wrong);
    println!(
        "flagged {hit} missed {missed} wrong {wrong} right {right}: F1 {f1:.3}, good flagged {:.1} %",
        100.0 * f64::from(wrong) / f64::from((wrong + right).max(1))
    );
}
