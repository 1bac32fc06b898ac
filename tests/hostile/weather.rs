//! The whole way between HR and a branch over real servers, in fair weather and in a
//! storm: every meeting either goes through or can be repeated until it does.

#[path = "../../src-tauri/crates/depot/tests/contract/proxy.rs"]
#[allow(dead_code, reason = "the storm is enough here")]
mod proxy;
#[path = "../../src-tauri/crates/depot/tests/contract/stores.rs"]
mod stores;

use depot::Depot;
use store::Workspace;
use workflow::{Now, ReceiveReport};

use self::proxy::Proxy;
use crate::company::{HQ, acknowledge, enter, expect_sound, founded, is_confirmed, join, state};
use crate::workbench::{PASSPHRASE, Workbench};

const MILL: &str = "Mill Lane.plumbline";
/// How often a meeting is repeated in the worst weather.
const MOST_TRIES: usize = 60;

/// HR and a branch that know of no depot yet.
fn strangers_to_each_other() -> Workbench {
    let bench = founded(&[]);
    enter(&bench, "Mill Lane", &["--role", "Adviser"]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    join(&bench, "Mill Lane");
    bench
}

/// Repeats a meeting until it goes through.
fn until_it_goes<T, E: std::fmt::Display>(mut meet: impl FnMut() -> Result<T, E>) -> T {
    let mut last = String::new();
    for _ in 0..MOST_TRIES {
        match meet() {
            Ok(met) => return met,
            Err(error) => last = error.to_string(),
        }
    }
    panic!("{last}");
}

fn exchange(bench: &Workbench, depot: &dyn Depot) {
    until_it_goes(|| {
        let mut workspace: Workspace = workflow::open(&bench.path(HQ))?;
        let now = Now {
            at: jiff::Timestamp::now(),
            random: &mut rand_core::OsRng,
        };
        let secret = Some(PASSPHRASE);
        let met = workflow::exchange(&mut workspace, depot, secret, "HR", &now, &mut |_| true)?;
        assert!(met.refused.is_empty(), "{:?}", met.refused);
        Ok::<_, workflow::Error>(())
    });
}

fn meet(bench: &Workbench, depot: &dyn Depot) -> ReceiveReport {
    until_it_goes(|| {
        let mut workspace: Workspace = workflow::open(&bench.path(MILL))?;
        let now = jiff::Timestamp::now();
        workflow::meet_depot(&mut workspace, depot, "Manager", now, &mut |_| true)
    })
}

/// Joins, receives, acknowledges and is confirmed, all through one depot.
fn go_all_the_way(bench: &Workbench, depot: &dyn Depot) {
    meet(bench, depot);
    exchange(bench, depot);
    bench.ok(&["branch", "enrol", HQ]);
    exchange(bench, depot);
    meet(bench, depot);
    acknowledge(bench, "Mill Lane", "1");
    meet(bench, depot);
    exchange(bench, depot);
    let last = meet(bench, depot);
    assert!(last.refused.is_empty(), "{:?}", last.refused);
    assert!(is_confirmed(bench, "Mill Lane"));
    assert_eq!(state(bench, "Mill Lane"), "acknowledged");
    expect_sound(bench, HQ);
    expect_sound(bench, MILL);
}

#[test]
fn the_whole_way_goes_over_webdav() {
    let Some(store) = stores::webdav() else {
        return;
    };
    let address = format!("http://127.0.0.1:{}/", store.port);
    let depot = depot::open(&address, &stores::webdav_credentials()).unwrap();
    go_all_the_way(&strangers_to_each_other(), depot.as_ref());
}

#[test]
fn the_whole_way_goes_over_s3() {
    let Some(store) = stores::s3() else { return };
    let address = format!(
        "s3://handbook/branches?endpoint=http://127.0.0.1:{}",
        store.port
    );
    let depot = depot::open(&address, &stores::s3_credentials()).unwrap();
    go_all_the_way(&strangers_to_each_other(), depot.as_ref());
}

#[test]
fn the_whole_way_goes_through_a_storm() {
    let Some(store) = stores::webdav() else {
        return;
    };
    let proxy = Proxy::before(store.port);
    let address = format!("http://127.0.0.1:{}/", proxy.port);
    let depot = depot::open(&address, &stores::webdav_credentials()).unwrap();
    proxy.storm(Some(0x5eed));
    go_all_the_way(&strangers_to_each_other(), depot.as_ref());
}
