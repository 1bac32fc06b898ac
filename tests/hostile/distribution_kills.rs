//! Sudden death while editions and receipts travel: every workspace stays sound, nothing that was
//! acknowledged is lost, and doing it again comes to the same end.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::company::{
    HQ, acknowledge, acknowledgement, copied, is_confirmed, issue, json, refused, revise, state,
    with_branch,
};
use crate::workbench::Workbench;

const BRANCH: &str = "Mill Lane.plumbline";
/// How often each act is killed in the everyday run, and in the long one.
const SHORT: u32 = 20;
const LONG: u32 = 300;

/// An act on a workspace, the state from which it begins, and whether its outcome is there.
struct Act {
    before: Workbench,
    arguments: Vec<&'static str>,
    is_done: fn(&Workbench) -> bool,
}

#[test]
fn killing_every_step_of_distribution_twenty_times_loses_nothing() {
    every_step(SHORT);
}

#[test]
fn an_end_between_putting_out_and_noting_it_is_made_good() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", BRANCH]);
    bench.ok(&["sync", HQ, "--collect-only"]);
    // Everything was put out but the state, and nothing of it was noted here.
    let latest = "depot/handbook/v1/latest.p7m";
    let (own, published) = (bench.read(HQ), bench.read(latest));
    bench.ok(&["sync", HQ]);
    bench.write(HQ, own);
    bench.write(latest, published);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", BRANCH]);
    assert!(is_confirmed(&bench, "Mill Lane"));
}

#[test]
#[ignore = "takes minutes: cargo test -p plumbline-cli -- --ignored"]
fn killing_every_step_of_distribution_three_hundred_times_loses_nothing() {
    every_step(LONG);
}

fn every_step(count: u32) {
    let (signing, others) = acts();
    // HR's sync is killed in two states, which share the number.
    let all = [(signing, count / 2), (others, count)];
    std::thread::scope(|scope| {
        for (acts, count) in all {
            scope.spawn(move || {
                acts.iter().for_each(|act| kill_again_and_again(act, count));
            });
        }
    });
}

/// The acts of HR that sign, and the others.
fn acts() -> (Vec<Act>, Vec<Act>) {
    let bench = with_branch("Mill Lane");
    let act = |arguments: &[&'static str], is_done| Act {
        before: copied(&bench),
        arguments: arguments.to_vec(),
        is_done,
    };
    acknowledge(&bench, "Mill Lane", "1");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    // HR puts edition 2 out; a branch must be able to take it in afterwards.
    let publish = act(&["sync", HQ], |bench| {
        let report = json(bench, &["sync", BRANCH]);
        report["received"][0] == 2 && refused(&report).is_empty()
    });
    bench.ok(&["sync", HQ]);
    bench.ok(&["parcel", HQ, "all.parcel"]);
    let receive = act(&["receive", BRANCH, "all.parcel"], has_second_edition);
    // The branch fetches edition 2 and sends its receipt for edition 1.
    let meet = act(&["sync", BRANCH], |bench| {
        has_second_edition(bench) && json(bench, &["sync", HQ, "--collect-only"])["receipts"] == 1
    });
    bench.ok(&["sync", BRANCH]);
    let agree = act(&acknowledgement(BRANCH, "2"), |bench| {
        json(bench, &["changes", BRANCH])["receipt"]["seq"] == 2
    });
    bench.ok(&[&acknowledgement(BRANCH, "2")[..], &["--out", "post"]].concat());
    let post = [
        "post/Mill Lane-edition-1-1.receipt",
        "post/Mill Lane-edition-2-2.receipt",
    ];
    let collect = act(&["collect", HQ, post[0], post[1]], |bench| {
        state(bench, "Mill Lane") == "acknowledged"
    });
    // What arrived is confirmed, whatever was put out just before the end.
    bench.ok(&["collect", HQ, post[1]]);
    let confirm = act(&["sync", HQ], |bench| {
        json(bench, &["sync", BRANCH]);
        is_confirmed(bench, "Mill Lane")
    });
    (vec![publish, confirm], vec![receive, meet, agree, collect])
}

fn has_second_edition(bench: &Workbench) -> bool {
    json(bench, &["changes", BRANCH])["edition"]["number"] == 2
}

/// Kills an act at `count` moments between its start and its end, each time from the same state.
fn kill_again_and_again(act: &Act, count: u32) {
    let longest = duration(act);
    for round in 0..count {
        let bench = copied(&act.before);
        let moment = longest * (2 * round + 1) / (2 * count);
        let was_reported = killed(&bench, act, moment);
        let what = format!("{:?} killed after {moment:?}", act.arguments);
        expect_whole(&bench, act, &what);
        if was_reported {
            assert!((act.is_done)(&bench), "{what} had reported its end");
            continue;
        }
        let again = bench.run(&act.arguments);
        let is_known = again.err.contains("is acknowledged already");
        assert!(
            again.code == 0 || is_known,
            "{what}: {}{}",
            again.out,
            again.err
        );
        assert!(
            (act.is_done)(&bench),
            "{what} and done again: {}",
            again.out
        );
        expect_whole(&bench, act, &what);
    }
}

/// How long an act takes that nobody kills.
fn duration(act: &Act) -> Duration {
    let copy = copied(&act.before);
    let start = Instant::now();
    copy.ok(&act.arguments);
    start.elapsed()
}

/// Runs the program and kills it after a while; tells whether it had reported success.
fn killed(bench: &Workbench, act: &Act, moment: Duration) -> bool {
    let mut command = bench.plumbline(&act.arguments);
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().unwrap();
    std::thread::sleep(moment);
    let _ = child.kill();
    child.wait().unwrap().success()
}

/// Says that the workspace is sound, and that the branch's receipt for edition 1 is there.
fn expect_whole(bench: &Workbench, act: &Act, what: &str) {
    let file = act.arguments[1];
    let report = workflow::doctor(&bench.path(file)).unwrap();
    assert!(report.is_sound(), "{what}: {file}: {:?}", report.faults);
    assert!(
        file == HQ || report.receipts >= 1,
        "{what}: the receipt is lost"
    );
}
