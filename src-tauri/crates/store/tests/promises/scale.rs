//! How long things take at 10,000 standards with five revisions each.
//!
//! `cargo test -p store --release --test promises -- --ignored --nocapture`

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use handbook::{Change, Channel, Language, Stage, Standard, Translation};
use store::{Approval, Workspace, doctor};

use crate::sample::{ACTOR, Place, at, id, issue, standard, step};

const STANDARDS: u32 = 10_000;
const REVISIONS: u32 = 5;
const WORDS: [&str; 24] = [
    "adviser",
    "branch",
    "customer",
    "complaint",
    "refund",
    "parcel",
    "counter",
    "telephone",
    "manager",
    "receipt",
    "greeting",
    "queue",
    "invoice",
    "delivery",
    "warranty",
    "apology",
    "callback",
    "signature",
    "privacy",
    "uniform",
    "accident",
    "storm",
    "outage",
    "survey",
];
const TELUGU: [&str; 4] = ["ఫిర్యాదును వెంటనే", "నమోదు చేయండి", "కాల్‌కు రెండు నిమిషాల్లో", "సమాధానం ఇవ్వాలి"];
const TAMIL: [&str; 4] = [
    "புகாரை உடனடியாகப்",
    "பதிவு செய்யவும்",
    "அழைப்புக்கு இரண்டு",
    "நிமிடங்களில் பதில் அளிக்க",
];

fn sentence(seed: u32) -> String {
    let words = (0..14).map(|place| {
        let word = WORDS[(seed.wrapping_mul(2_654_435_761).rotate_left(place * 3) % 24) as usize];
        format!("{word}{}", if place == 7 { seed % 977 } else { seed % 3 })
    });
    words.collect::<Vec<_>>().join(" ") + "."
}

fn large(number: u32, round: u32) -> Standard {
    let code = format!("PH-{number:05}");
    let mut s = standard(
        number,
        &code,
        &format!("Rule about {}", WORDS[(number % 24) as usize]),
    );
    s.statement = sentence(number + round * 7);
    s.section = format!("Section {}", number % 12);
    s.stage = Some(Stage::AfterPurchase);
    s.channels = vec![Channel::Phone, Channel::Chat];
    s.actor = "Telephone adviser".into();
    s.respond_within = "2 minutes".parse().ok();
    s.steps = (0..6).map(|n| step(&sentence(number * 6 + n))).collect();
    s.dos = (0..3).map(|n| sentence(number + n)).collect();
    s.script = format!("{}\n{}", sentence(number), sentence(number + 1));
    for (language, words) in [(Language::Telugu, TELUGU), (Language::Tamil, TAMIL)] {
        let text = |n: u32| {
            format!(
                "{} {}",
                words[(n % 4) as usize],
                words[(n / 4 % 4) as usize]
            )
        };
        let translation = Translation {
            title: text(number),
            statement: text(number + 1),
            steps: (0..6).map(|n| text(number + n)).collect(),
            script: format!("{}\n{}", text(number), text(number + 3)),
            ..Translation::default()
        };
        s.translations.insert(language, translation);
    }
    s
}

/// Returns the time that this thread has run on a processor, so that other work on the machine
/// does not count; where the system does not tell, the time on the wall.
fn processor_time() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|text| text.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, Duration) {
    let (wall, start) = (Instant::now(), processor_time());
    let value = work();
    let (wall, taken) = (wall.elapsed(), processor_time() - start);
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let (taken_ms, wall_ms) = (milliseconds(taken), milliseconds(wall));
    println!("{what:<44} {taken_ms:>9.1} ms ({wall_ms:.1} ms on the wall)");
    (value, taken)
}

/// Measures the mean of twenty runs after a first one: people search more than once.
fn warm<T>(what: &str, mut work: impl FnMut() -> T) -> Duration {
    work();
    let ((), taken) = timed(&format!("20 x {what}"), || {
        (0..20).for_each(|_| drop(std::hint::black_box(work())));
    });
    taken / 20
}

fn memory_in_megabytes() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status
        .lines()
        .filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    lines.collect::<Vec<_>>().join(", ")
}

fn fill(path: &std::path::Path) {
    let mut workspace =
        Workspace::create(path, &crate::sample::handbook(), ACTOR, at(0)).expect("made");
    let standards: Vec<_> = (1..=STANDARDS).map(|number| large(number, 0)).collect();
    timed("import 10,000 drafts", || {
        workspace
            .import(&standards, &[], None, ACTOR, "a large file", at(1))
            .expect("imported")
    });
    drop(standards);
    for round in 1..=REVISIONS {
        let approvals: Vec<_> = (1..=STANDARDS)
            .map(|number| approval(number, round))
            .collect();
        timed("approve 10,000 drafts", || {
            workspace.approve(&approvals, at(2)).expect("approved")
        });
        if round == 3 {
            timed("issue an edition of 10,000", || issue(&mut workspace, 1));
        }
        if round < REVISIONS {
            reword_all(&mut workspace, round);
        }
    }
}

fn approval(number: u32, saves: u32) -> Approval {
    Approval {
        id: id(number),
        saves: u64::from(saves),
        author: ACTOR.to_string(),
        approver: "Head of service".to_string(),
        note: String::new(),
        change: Change::Material,
    }
}

fn reword_all(workspace: &mut Workspace, round: u32) {
    timed("save 10,000 drafts one by one", || {
        for number in 1..=STANDARDS {
            let text = large(number, round);
            workspace
                .save_draft(&text, u64::from(round), at(3))
                .expect("saved");
        }
    });
}

/// Returns the large workspace; `PLUMBLINE_LARGE` names a file to keep it in between runs.
fn large_workspace(place: &Place) -> PathBuf {
    let kept = std::env::var_os("PLUMBLINE_LARGE").map(PathBuf::from);
    let path = kept.unwrap_or_else(|| place.file());
    if !path.exists() {
        fill(&path);
    }
    path
}

#[test]
#[ignore = "takes minutes; run it in release"]
fn a_large_workspace_opens_and_searches_without_delay() {
    let place = Place::new();
    let path = large_workspace(&place);
    let megabytes = std::fs::metadata(&path).expect("a file").len() / 1_000_000;
    println!("the file has {megabytes} MB");
    let opening = warm("open", || Workspace::open(&path).expect("opened"));
    let workspace = Workspace::open(&path).expect("opened");
    warm("outline of 10,000", || {
        workspace.outline().expect("read").len()
    });
    warm("history of one standard", || {
        workspace.revisions(id(77)).expect("read").len()
    });
    let mut slowest = Duration::ZERO;
    for query in [
        "PH-07777",
        "refund2",
        "ref",
        "r",
        "re",
        "zz",
        "efund",
        "complaint1 re",
        "the",
        "xyzzyxyz",
        "నిమిషాల్లో",
        "కా",
        "క",
        "ల",
        "புகார",
        "நிமி",
        "தி",
        "ம",
        "వెం సమా",
        "நிமிட பதில்",
        "\"x\" OR y*",
    ] {
        let found = workspace.search(query, 50).expect("searched").len();
        let taken = warm(&format!("search {query} ({found})"), || {
            workspace.search(query, 50)
        });
        slowest = slowest.max(taken);
    }
    println!("{}", memory_in_megabytes());
    warm("read 10,000 drafts", || {
        workspace.drafts().expect("read").len()
    });
    println!("{}", memory_in_megabytes());
    warm("latest 10,000 revisions", || {
        workspace.latest_revisions().expect("read").len()
    });
    timed("an older edition of 10,000", || {
        workspace.edition(1).expect("read").revisions.len()
    });
    timed("changes since it", || {
        workspace.changes_since(Some(1)).expect("read").len()
    });
    timed("backup", || {
        workspace
            .backup(&place.path("copy"), &mut |_, _| true)
            .expect("copied")
    });
    let (report, _) = timed("doctor", || doctor(&path).expect("examined"));
    println!("{}", memory_in_megabytes());
    assert_eq!(report.faults, []);
    assert!(
        opening < Duration::from_millis(300),
        "opening took {opening:?}"
    );
    assert!(
        slowest < Duration::from_millis(20),
        "a search took {slowest:?}"
    );
}
