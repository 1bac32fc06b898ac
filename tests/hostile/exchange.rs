//! What comes from outside and is not what it should be: each with its exact refusal, and nothing
//! changed by it.

use std::fs;

use serde_json::Value;

use crate::company::{
    HQ, acknowledge, acknowledgement, another_organisation, copied, enter, files, founded,
    in_depot, issue, join, json, refused, revise, told, with_branch, workspace,
};
use crate::workbench::Workbench;

const BRANCH: &str = "Mill Lane.plumbline";

/// Gives something to a workspace, which must refuse it with exactly this code, and be as before.
pub fn refuses(bench: &Workbench, arguments: &[&str], code: &str, what: &str) {
    let before = state(bench, arguments[1]);
    let (exit, report) = told(bench, arguments);
    assert_eq!(refused(&report), [code], "{what}: {report}");
    assert_eq!(exit, 1, "{what}: {report}");
    let mut after = state(bench, arguments[1]);
    // These two are entered in the record, for a person to look into.
    if ["two-publishers", "receipt-conflict"].contains(&code) {
        let entries = after["entries"].as_u64().unwrap();
        after["entries"] = (entries - 1).into();
    }
    assert_eq!(before, after, "{what}");
}

/// What a workspace holds, as the doctor counts it; it must be sound.
fn state(bench: &Workbench, file: &str) -> Value {
    let report = json(bench, &["doctor", file]);
    assert_eq!(report["is_sound"], true, "{report}");
    report
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1;
    bytes
}

/// A branch that has edition 1; editions 2 and 3 lie as files in `out`.
fn with_three_editions() -> Workbench {
    let bench = with_branch("Mill Lane");
    for minutes in [5, 6] {
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
    }
    bench
}

fn edition(number: u32) -> String {
    format!("out/b-edition-{number}.edition")
}

/// Makes another organisation's HR with a key, and a branch of that name.
fn strangers() -> Workbench {
    let bench = another_organisation();
    fs::create_dir(bench.path("depot")).unwrap();
    bench.ok(&["depot", "set", HQ, "depot"]);
    enter(&bench, "Mill Lane", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Mill Lane");
    bench
}

#[test]
fn an_edition_file_that_is_not_the_published_one_is_refused() {
    let bench = with_three_editions();
    let receive = |file: &str, code: &str, what: &str| {
        refuses(&bench, &["receive", BRANCH, file], code, what);
    };
    let (good, signature) = (
        bench.read(&edition(2)),
        bench.read("out/b-edition-2.edition.p7s"),
    );
    bench.write("x.edition", &good);
    receive("x.edition", "signature-missing", "no signature");
    bench.write("x.edition.p7s", bench.read("out/b-edition-3.edition.p7s"));
    receive(
        "x.edition",
        "signature-broken",
        "the signature of another edition",
    );
    for at in [0, 1, 10, signature.len() / 2, signature.len() - 1] {
        bench.write("x.edition.p7s", &signature[..at]);
        receive(
            "x.edition",
            "signature-broken",
            &format!("a signature cut off at {at}"),
        );
    }
    bench.write("x.edition.p7s", &signature);
    for (at, code) in [
        (0, "not-an-edition"),
        (20, "not-an-edition"),
        (good.len() / 3, "signature-broken"),
        (good.len() - 1, "signature-broken"),
    ] {
        bench.write("x.edition", &good[..at]);
        receive("x.edition", code, &format!("cut off at {at}"));
        bench.write("x.edition", flipped(&good, at));
        receive("x.edition", code, &format!("a bit flipped at {at}"));
    }
    bench.write("x.edition", [&good[..], b"more"].concat());
    receive("x.edition", "signature-broken", "something behind the end");
    bench.write("x.edition", "PK but not really");
    receive("x.edition", "not-an-edition", "garbage");
    let sparse = fs::File::create(bench.path("huge.edition")).unwrap();
    sparse.set_len(3_000_000_000).unwrap();
    bench.write("huge.edition.p7s", &signature);
    receive(
        "huge.edition",
        "not-an-edition",
        "three gigabytes of nothing",
    );
    fs::create_dir(bench.path("folder.edition")).unwrap();
    receive("folder.edition", "unknown-file", "a folder");
    let stranger = another_organisation();
    bench.write("y.edition", stranger.read(&edition(1)));
    bench.write(
        "y.edition.p7s",
        stranger.read("out/b-edition-1.edition.p7s"),
    );
    receive("y.edition", "unknown-publisher", "a foreign handbook");
    assert_eq!(
        json(&bench, &["receive", BRANCH, &edition(2)])["received"][0],
        2
    );
}

#[test]
fn an_older_a_back_dated_and_a_second_edition_are_refused() {
    let bench = with_branch("Mill Lane");
    let thief = copied(&bench);
    for minutes in [5, 6, 7] {
        revise(&bench, "AD-1", minutes);
        issue(&bench, &[]);
    }
    revise(&thief, "AD-1", 50);
    issue(&thief, &[]);
    revise(&thief, "AD-1", 51);
    issue(&thief, &["--number", "7"]);
    for number in [2, 7] {
        for end in ["edition", "edition.p7s"] {
            let name = format!("b-edition-{number}.{end}");
            bench.write(
                &format!("forged-{name}"),
                thief.read(&format!("out/{name}")),
            );
        }
    }
    let receive = |file: &str, code: &str| refuses(&bench, &["receive", BRANCH, file], code, file);
    bench.ok(&["receive", BRANCH, &edition(2)]);
    receive("forged-b-edition-2.edition", "two-publishers");
    bench.ok(&["receive", BRANCH, &edition(4)]);
    receive(&edition(3), "older-edition");
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", BRANCH]);
    receive("forged-b-edition-2.edition", "back-dated");
    let known = json(&bench, &["receive", BRANCH, &edition(4)]);
    assert_eq!(known["known"][0], 4, "the same again is no fault");
}

#[test]
fn a_receipt_that_is_not_what_it_should_be_is_refused() {
    let bench = with_branch("Mill Lane");
    let twin = copied(&bench);
    let order = acknowledgement(BRANCH, "1");
    bench.ok(&[&order[..], &["--out", "post"]].concat());
    let file = files(&bench.path("post"))[0].to_string_lossy().into_owned();
    let good = fs::read(&file).unwrap();
    let collect = |file: &str, code: &str, what: &str| {
        refuses(&bench, &["collect", HQ, file], code, what);
    };
    for at in [40, good.len() / 2, good.len() - 1] {
        bench.write("x.receipt", &good[..at]);
        collect("x.receipt", "signature-broken", &format!("cut off at {at}"));
    }
    // Where the flip hits the content, a number of a branch may have changed before the signature.
    for at in [30, good.len() - 20, good.len() - 1] {
        bench.write("x.receipt", flipped(&good, at));
        collect(
            "x.receipt",
            "signature-broken",
            &format!("a bit flipped at {at}"),
        );
    }
    for bytes in [&b"Dear colleagues"[..], b"", &[0; 5 << 20]] {
        bench.write("x.receipt", bytes);
        collect(
            "x.receipt",
            "not-a-receipt",
            "a letter, nothing, much of nothing",
        );
    }
    bench.write("x.invite", bench.read("invites/Mill Lane.invite"));
    let signature = format!("{}.p7s", edition(1));
    for file in [&edition(1), &signature, "x.invite", "root/root.pem"] {
        collect(file, "not-a-receipt", file);
    }
    collect("missing.receipt", "unreadable", "a file that is not there");
    let stranger = strangers();
    acknowledge_by_file(&stranger, "Mill Lane");
    let foreign = files(&stranger.path("post"))[0].clone();
    collect(
        &foreign.to_string_lossy(),
        "unknown-branch",
        "another handbook's branch",
    );
    assert_eq!(json(&bench, &["collect", HQ, &file])["receipts"], 1);
    let again = json(&bench, &["collect", HQ, &file, &file]);
    assert_eq!(
        (&again["receipts"], &again["known"]),
        (&0.into(), &2.into()),
        "replayed"
    );
    let mut other = order;
    other[5] = "Somebody else";
    twin.ok(&[&other[..], &["--out", "post"]].concat());
    let second = files(&twin.path("post"))[0].to_string_lossy().into_owned();
    collect(
        &second,
        "receipt-conflict",
        "another receipt with the number of one that is here",
    );
    bench.ok(&["branch", "invite", HQ, "Mill Lane", "--out", "again"]);
    bench.ok(&[
        "join",
        "New.plumbline",
        "again/Mill Lane.invite",
        "--by",
        "Manager",
    ]);
    bench.ok(&["receive", "New.plumbline", "depot"]);
    bench.ok(&[
        &acknowledgement("New.plumbline", "1")[..],
        &["--out", "new"],
    ]
    .concat());
    let unknown = files(&bench.path("new"))[0].to_string_lossy().into_owned();
    collect(&unknown, "unknown-key", "a key that was not accepted");
}

fn acknowledge_by_file(bench: &Workbench, name: &str) {
    let file = workspace(name);
    bench.ok(&["sync", &file]);
    bench.ok(&[&acknowledgement(&file, "1")[..], &["--out", "post"]].concat());
}

#[test]
fn a_receipt_that_a_store_damaged_is_taken_as_soon_as_it_is_whole() {
    let bench = with_branch("Mill Lane");
    acknowledge(&bench, "Mill Lane", "1");
    bench.ok(&["sync", BRANCH]);
    let file = in_depot(&bench, "inbox", ".p7m");
    let good = fs::read(&file).unwrap();
    for bad in [
        good[..good.len() / 2].to_vec(),
        flipped(&good, 99),
        Vec::new(),
    ] {
        fs::write(&file, bad).unwrap();
        refuses(
            &bench,
            &["sync", HQ, "--collect-only"],
            "damaged",
            "a damaged receipt",
        );
    }
    // Somebody may write into the inbox, but not in a branch's name.
    let other = file.to_string_lossy().replace("-000001-", "-000002-");
    fs::write(&file, &good).unwrap();
    fs::copy(&file, &other).unwrap();
    let (exit, report) = told(&bench, &["sync", HQ]);
    assert_eq!(
        (exit, refused(&report)),
        (1, vec!["damaged"]),
        "a name that is not its own"
    );
    assert_eq!(report["receipts"], 1);
}

#[test]
fn a_request_that_arrived_half_is_taken_when_it_is_whole() {
    let bench = founded(&[]);
    fs::create_dir(bench.path("depot")).unwrap();
    bench.ok(&["depot", "set", HQ, "depot"]);
    enter(&bench, "Mill Lane", &[]);
    bench.ok(&["branch", "invite", HQ, "--out", "invites"]);
    bench.ok(&["sync", HQ]);
    join(&bench, "Mill Lane");
    bench.ok(&["sync", BRANCH]);
    let file = in_depot(&bench, "enrol", ".p7m");
    let good = fs::read(&file).unwrap();
    fs::write(&file, &good[..good.len() / 2]).unwrap();
    refuses(
        &bench,
        &["sync", HQ, "--collect-only"],
        "damaged",
        "half a request",
    );
    fs::write(&file, &good).unwrap();
    assert_eq!(json(&bench, &["sync", HQ])["requests"], 1);
}

#[test]
fn a_published_state_that_was_tampered_with_is_refused() {
    let bench = with_branch("Mill Lane");
    let path = bench.path("depot/handbook/v1/latest.p7m");
    let old = fs::read(&path).unwrap();
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    bench.ok(&["sync", BRANCH]);
    let good = fs::read(&path).unwrap();
    let sync = |bytes: &[u8], code: &str, what: &str| {
        fs::write(&path, bytes).unwrap();
        refuses(&bench, &["sync", BRANCH], code, what);
    };
    sync(
        &old,
        "state-older",
        "an older one, put back by the store's owner",
    );
    let stranger = strangers();
    let foreign = stranger.read("depot/handbook/v1/latest.p7m");
    sync(&foreign, "unknown-publisher", "another handbook's");
    for at in [0, 1, 100, good.len() / 2, good.len() - 1] {
        sync(&good[..at], "signature-broken", &format!("cut off at {at}"));
    }
    sync(
        &flipped(&good, good.len() - 5),
        "signature-broken",
        "a bit flipped",
    );
    fs::File::create(&path)
        .unwrap()
        .set_len(3_000_000_000)
        .unwrap();
    refuses(
        &bench,
        &["sync", BRANCH],
        "signature-broken",
        "three gigabytes",
    );
    bench.ok(&["sync", HQ]);
    assert_eq!(fs::read(&path).unwrap(), good, "HR replaces it");
    fs::remove_file(&path).unwrap();
    refuses(&bench, &["sync", BRANCH], "state-gone", "deleted");
    bench.ok(&["sync", HQ]);
    assert_eq!(fs::read(&path).unwrap(), good, "HR puts it back");
}

#[test]
fn a_missing_link_of_the_chain_of_trust_is_named() {
    let bench = with_branch("Mill Lane");
    for _ in 0..2 {
        bench.ok(&["key", "new", HQ, "--root-key", "root/root-key.pem"]);
    }
    bench.ok(&["sync", HQ]);
    let second = bench.path("depot/handbook/v1/trust/000002.p7m");
    let third = bench.path("depot/handbook/v1/trust/000003.p7m");
    let (two, three) = (fs::read(&second).unwrap(), fs::read(&third).unwrap());
    let sync = |code: &str, what: &str| refuses(&bench, &["sync", BRANCH], code, what);
    fs::remove_file(&second).unwrap();
    sync("unknown-publisher", "the second trust is missing");
    fs::write(&second, &three).unwrap();
    sync("trust-skipped", "the third lies in its place");
    fs::write(&second, &two[..two.len() / 2]).unwrap();
    sync("signature-broken", "it is cut off");
    let stranger = another_organisation();
    stranger.ok(&["key", "new", HQ, "--root-key", "root/root-key.pem"]);
    fs::create_dir(stranger.path("depot")).unwrap();
    stranger.ok(&["sync", HQ, "--depot", "depot"]);
    fs::write(&second, stranger.read("depot/handbook/v1/trust/000002.p7m")).unwrap();
    sync("unknown-publisher", "strangers have signed it");
    fs::write(&second, &two).unwrap();
    assert_eq!(refused(&json(&bench, &["sync", BRANCH])).len(), 0);
}

#[test]
fn a_stick_that_was_pulled_out_while_it_was_written_is_no_edition() {
    let bench = with_branch("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    let file = in_depot(&bench, "editions/000002", ".edition");
    let signature = in_depot(&bench, "editions/000002", ".edition.p7s");
    let (good, signed) = (fs::read(&file).unwrap(), fs::read(&signature).unwrap());
    for (path, bytes) in [(&file, &good), (&signature, &signed)] {
        for cut in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            fs::write(path, &bytes[..cut]).unwrap();
            let code = if path == &file {
                "damaged"
            } else {
                "signature-broken"
            };
            for verb in ["receive", "sync"] {
                let arguments: &[&str] = if verb == "sync" {
                    &["sync", BRANCH]
                } else {
                    &["receive", BRANCH, "depot"]
                };
                refuses(
                    &bench,
                    arguments,
                    code,
                    &format!("{} cut at {cut}", path.display()),
                );
            }
        }
        fs::remove_file(path).unwrap();
        refuses(&bench, &["sync", BRANCH], "damaged", "not there yet");
        fs::write(path, bytes).unwrap();
    }
    let latest = bench.path("depot/handbook/v1/latest.p7m");
    let state = fs::read(&latest).unwrap();
    let stick = ["receive", BRANCH, "depot"];
    fs::remove_file(&latest).unwrap();
    refuses(&bench, &stick, "cut-off", "the state comes last");
    std::os::unix::fs::symlink(bench.path(HQ), &latest).unwrap();
    refuses(&bench, &stick, "signature-broken", "a link is not followed");
    fs::remove_file(&latest).unwrap();
    fs::write(&latest, state).unwrap();
    assert_eq!(json(&bench, &["sync", BRANCH])["received"][0], 2);
}
