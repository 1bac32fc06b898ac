//! How long a key press takes to show its findings, measured in the window itself.
//!
//! `cargo test --release --test window -- --ignored --nocapture latency`

use crate::driven::{Setup, Window};
use crate::sample;

/// Notes, for each key, the time until the frame in which the answer to it was painted.
const WATCH: &str = r#"
window.pressed = [];
addEventListener("keydown", () => window.pressed.push({ at: performance.now(), text: null, findings: null }), true);
const box = document.querySelector('.cm-content[aria-label="Statement"]');
const painted = (what) => requestAnimationFrame(() => setTimeout(() => {
  const last = window.pressed.at(-1);
  if (last) last[what] = performance.now() - last.at;
}));
new MutationObserver(() => painted("text")).observe(box, { childList: true, characterData: true, subtree: true });
new MutationObserver(() => painted("findings")).observe(document.querySelector(".findings"), { childList: true, characterData: true, attributes: true, subtree: true });
"#;

#[tokio::test]
#[ignore = "measures; run it with --release"]
async fn latency_of_keys_and_of_switching() {
    for count in [300, 3000] {
        let home = tempfile::tempdir().unwrap();
        let file = sample::of(count, home.path());
        let began = std::time::Instant::now();
        let window = Window::open(&Setup::on(&file, home.path())).await;
        window.find("[role=treeitem]").await;
        println!(
            "{count} standards: started, opened and shown in {:?}",
            began.elapsed()
        );
        let paint =
            "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";
        println!(
            "{count} standards: first paint after {} ms",
            window.ask(paint).await
        );
        keys(&window, count).await;
        switches(&window, count).await;
        window.close().await;
    }
}

/// Types sentences that each end in a finding, so that the last key of each changes the list.
async fn keys(window: &Window, count: usize) {
    window.choose_standard("S-1").await;
    window.replace_text("Statement", "").await;
    window.ask(WATCH).await;
    for number in 0..20 {
        window.write(&format!("Reply soon {number}.")).await;
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    let times = |what: &str| {
        format!("return window.pressed.map((key) => key.{what}).filter((time) => time !== null)")
    };
    report(window, count, "key to its letter painted", &times("text")).await;
    report(
        window,
        count,
        "key to its findings painted",
        &times("findings"),
    )
    .await;
}

/// Switches between standards by clicking in the outline.
async fn switches(window: &Window, count: usize) {
    let script = r#"
const done = arguments[arguments.length - 1];
const times = [];
const rows = () => [...document.querySelectorAll("[role=treeitem][aria-level='2']")];
async function run() {
  for (let turn = 0; turn < 20; turn += 1) {
    const row = rows()[2 + (turn % 6)];
    const code = row.textContent.match(/S-\d+/)[0];
    const began = performance.now();
    row.click();
    const shown = () => document.querySelector("main input[aria-label=Code], main .code input, main [name=code]")?.value === code;
    while (!shown() && performance.now() - began < 5000) await new Promise(requestAnimationFrame);
    times.push(performance.now() - began);
  }
  done(times);
}
void run();
"#;
    let times = window.client.execute_async(script, vec![]).await.unwrap();
    print(count, "choosing a standard to its form painted", &times);
}

async fn report(window: &Window, count: usize, what: &str, script: &str) {
    print(count, what, &window.ask(script).await);
}

fn print(count: usize, what: &str, times: &serde_json::Value) {
    let mut times: Vec<f64> = times
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|time| time.as_f64())
        .collect();
    assert!(!times.is_empty(), "nothing was measured: {what}");
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{count} standards: {what}: median {:.0} ms, 95 % under {:.0} ms, of {}",
        at(0.5),
        at(0.95),
        times.len()
    );
}
