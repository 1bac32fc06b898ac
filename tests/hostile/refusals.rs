//! Each trick has its own code, also where the signature over it holds.

use std::fs;

use crate::company::{issue, json, refused, revise, told, with_branch};
use crate::exchange::refuses;
use crate::forger::{Forger, sums_line};
use crate::raw_zip::{RawEntry, RawZip};
use crate::workbench::Workbench;

const BRANCH: &str = "Mill Lane.plumbline";

/// Edition 2 as a zip written field by field.
fn raw_edition(bench: &Workbench) -> RawZip {
    let good = bench.read("out/b-edition-2.edition");
    let entries = signing::unpack(&good).unwrap().entries;
    let named = entries
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()));
    let zip = with_sums(&named.collect::<Vec<_>>());
    assert_eq!(zip.bytes(), good, "it is written as Plumbline writes it");
    zip
}

/// A zip of these entries, in order of their names, with the sums that they have.
fn with_sums(entries: &[(&str, &[u8])]) -> RawZip {
    let mimetype = RawZip::with(&[]).entries.remove(0).content;
    let mut lines: Vec<_> = entries
        .iter()
        .map(|(name, content)| (*name, sums_line(name, content)))
        .collect();
    lines.push(("mimetype", sums_line("mimetype", &mimetype)));
    lines.sort();
    let sums: String = lines.into_iter().map(|(_, line)| line).collect();
    let mut all = entries.to_vec();
    all.push(("SHA256SUMS", sums.as_bytes()));
    all.sort_unstable();
    RawZip::with(&all)
}

/// A change to a zip's fields.
type Trick = fn(&mut RawZip);

/// The tricks with a zip, and the code of each.
fn tricks() -> Vec<(&'static str, Trick, &'static str)> {
    fn add(zip: &mut RawZip, name: &str) {
        zip.entries.push(RawEntry::new(name, b"x"));
    }
    vec![
        ("deflate", |zip| zip.entries[2].method = 8, "compressed"),
        ("encrypted", |zip| zip.entries[2].flags = 1, "compressed"),
        (
            "a bomb",
            |zip| zip.entries[2].unpacked_size = 0xffff_fff0,
            "compressed",
        ),
        ("dots", |zip| add(zip, "../outside.md"), "entry-name-unsafe"),
        (
            "a drive",
            |zip| add(zip, "C:\\outside.md"),
            "entry-name-unsafe",
        ),
        (
            "a device",
            |zip| add(zip, "standards/con.md"),
            "entry-name-unsafe",
        ),
        (
            "composed",
            |zip| add(zip, "caf\u{e9}.md"),
            "entry-name-unsafe",
        ),
        (
            "decomposed",
            |zip| add(zip, "cafe\u{301}.md"),
            "entry-name-unsafe",
        ),
        ("a case twin", |zip| add(zip, "Edition.json"), "entry-twice"),
        ("a twin", |zip| add(zip, "edition.json"), "entry-twice"),
        (
            "overlap",
            |zip| zip.entries[3].offset = Some(0),
            "entries-overlap",
        ),
        (
            "a shorter entry in the directory",
            |zip| zip.entries[3].directory_length = Some(9),
            "entries-overlap",
        ),
        ("a symlink", |zip| zip.entries[2].mode = 0o120_777, "link"),
        ("a program", |zip| zip.entries[2].mode = 0o100_755, "link"),
        (
            "a comment",
            |zip| zip.comment = b"hi".to_vec(),
            "trailing-data",
        ),
        ("a date", |zip| zip.entries[2].date = 0x22, "not-canonical"),
        (
            "another order",
            |zip| zip.entries.swap(3, 4),
            "not-canonical",
        ),
        ("a checksum", |zip| zip.entries[2].crc ^= 1, "not-canonical"),
        ("other sums", |zip| add(zip, "z.md"), "not-canonical"),
        (
            "no end",
            |zip| zip.entries[4].packed_size = 0xffff_fff0,
            "compressed",
        ),
        (
            "too many",
            |zip| (0..20_000).for_each(|n| add(zip, &format!("z{n:05}"))),
            "too-many-entries",
        ),
    ]
}

#[test]
fn an_edition_that_is_signed_and_tricky_is_refused_by_the_name_of_its_trick() {
    let bench = with_branch("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    let forger = Forger::of(&bench);
    let receive = |bytes: &[u8], code: &str, what: &str| {
        bench.write("x.edition", bytes);
        bench.write("x.edition.p7s", forger.signs(bytes));
        refuses(&bench, &["receive", BRANCH, "x.edition"], code, what);
    };
    for (what, trick, code) in tricks() {
        let mut zip = raw_edition(&bench);
        trick(&mut zip);
        receive(&zip.bytes(), code, what);
    }
    let good = bench.read("out/b-edition-2.edition");
    receive(
        &[&good[..], b"more"].concat(),
        "trailing-data",
        "something behind",
    );
    receive(&good[..good.len() / 2], "cut-off", "half of it");
    let sheet = with_sums(&[("edition.json", b"{\"form\": 2}")]);
    receive(&sheet.bytes(), "content-unknown", "a sheet of another form");
    let long = vec![b' '; (64 << 20) + 1];
    receive(
        &with_sums(&[("edition.json", &long)]).bytes(),
        "too-large",
        "a sheet of 64 MB",
    );
    bench.write("x.edition.p7s", forger.signs(&good));
    bench.write("x.edition", good);
    assert_eq!(
        json(&bench, &["receive", BRANCH, "x.edition"])["received"][0],
        2
    );
}

#[test]
fn a_signature_from_outside_of_its_certificate_s_time_is_refused() {
    let bench = with_branch("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", "b.plumbline"]);
    let forger = Forger::of(&bench);
    let (edition, signature) = (
        bench.read("out/b-edition-2.edition"),
        bench.read("out/b-edition-2.edition.p7s"),
    );
    bench.write("x.edition", edition);
    let state = bench.read("depot/handbook/v1/latest.p7m");
    for (time, code) in [
        ("491231235959Z", "expired"),
        ("200101000000Z", "not-yet-valid"),
    ] {
        bench.write("x.edition.p7s", forger.moves_in_time(&signature, time));
        refuses(&bench, &["receive", BRANCH, "x.edition"], code, time);
        bench.write(
            "depot/handbook/v1/latest.p7m",
            forger.moves_in_time(&state, time),
        );
        refuses(&bench, &["sync", BRANCH], code, time);
    }
    bench.write("depot/handbook/v1/latest.p7m", state);
    assert_eq!(json(&bench, &["sync", BRANCH])["received"][0], 2);
}

#[test]
fn a_trust_or_a_state_that_cannot_hold_is_refused_by_its_fault() {
    let bench = with_branch("Mill Lane");
    let forger = Forger::of(&bench);
    let (old, new) = (&forger.root, forger.other_root());
    let mut latest = forger.following(&forger.latest);
    latest.trust = 2;
    forger.publishes(&latest);
    let sync = |code: &str, what: &str| refuses(&bench, &["sync", BRANCH], code, what);
    sync(
        "trust-needed",
        "the trust that the state belongs to is missing",
    );
    let mut next = forger.trust.clone();
    next.number = 2;
    let put = |change: fn(&mut handbook::Trust, &str), signers: &[_]| {
        let mut trust = next.clone();
        change(&mut trust, &new.1.to_pem());
        forger.puts_trust(2, &trust, signers);
    };
    let (both, old_only, new_only) = ([old.clone(), new.clone()], [old.clone()], [new.clone()]);
    put(|trust, new| trust.roots = vec![new.into()], &old_only);
    sync("trust-one-sided", "the new root has not signed");
    put(|trust, new| trust.roots = vec![new.into()], &new_only);
    sync("unknown-publisher", "the old root has not signed");
    let two: fn(&mut handbook::Trust, &str) = |trust, new| {
        trust.roots.push(new.into());
        trust.threshold = 2;
    };
    put(two, &old_only);
    sync("trust-too-few", "one of the two that it asks for");
    put(|trust, _| trust.number = 3, &old_only);
    sync("trust-skipped", "the third in the place of the second");
    put(|trust, _| trust.number = 0, &old_only);
    sync("trust-unfit", "it has no number");
    put(|trust, _| trust.threshold = 2, &old_only);
    sync("trust-unfit", "more roots than there are");
    put(
        |trust, _| trust.publishers[0].until_edition = Some(9),
        &old_only,
    );
    sync("trust-unfit", "nobody may publish");
    put(
        |trust, _| trust.roots.push(trust.roots[0].clone()),
        &old_only,
    );
    sync("trust-unfit", "one root that is named twice");
    put(|trust, _| trust.epoch -= 1, &old_only);
    sync("trust-older", "an epoch before");
    put(
        |trust, _| trust.handbook = handbook::HandbookId::new(trust.issued_at, [7; 10]),
        &old_only,
    );
    sync("other-handbook", "another handbook's");
    put(two, &both);
    refuses_nothing(&bench, "the second trust, as it should be");
    let mut back = forger.trust.clone();
    back.number = 1;
    forger.puts_trust(3, &back, &both);
    latest = forger.following(&latest);
    latest.trust = 3;
    forger.publishes(&latest);
    sync("trust-older", "the first again, in the place of the third");
    fs::remove_file(bench.path("depot/handbook/v1/trust/000003.p7m")).unwrap();
    latest.trust = 2;
    latest.editions.push(latest.editions[0]);
    forger.publishes(&latest);
    sync("state-unfit", "one edition twice");
}

fn refuses_nothing(bench: &Workbench, what: &str) {
    let (code, report) = told(bench, &["sync", BRANCH]);
    assert_eq!((code, refused(&report).len()), (0, 0), "{what}: {report}");
}

#[test]
fn the_trust_in_hand_in_the_place_of_the_next_one_is_no_endless_chain() {
    let bench = with_branch("Mill Lane");
    let forger = Forger::of(&bench);
    let mut latest = forger.following(&forger.latest);
    latest.trust = 2;
    forger.publishes(&latest);
    let first = bench.read("depot/handbook/v1/trust/000001.p7m");
    bench.write("depot/handbook/v1/trust/000002.p7m", first);
    refuses(
        &bench,
        &["sync", BRANCH],
        "trust-older",
        "the trust in hand again",
    );
}

#[test]
fn a_signature_of_the_other_kind_is_told_apart_from_a_broken_one() {
    let bench = with_branch("Mill Lane");
    revise(&bench, "AD-1", 5);
    issue(&bench, &[]);
    bench.ok(&["sync", "b.plumbline"]);
    bench.write("x.edition", bench.read("out/b-edition-2.edition"));
    let state = bench.read("depot/handbook/v1/latest.p7m");
    bench.write("x.edition.p7s", state);
    refuses(
        &bench,
        &["receive", BRANCH, "x.edition"],
        "signature-unfit",
        "with a content inside",
    );
    bench.write(
        "depot/handbook/v1/latest.p7m",
        bench.read("out/b-edition-2.edition.p7s"),
    );
    refuses(
        &bench,
        &["sync", BRANCH],
        "signature-unfit",
        "without the content",
    );
}

#[test]
fn each_refusal_has_a_sentence_and_a_next_step_on_the_command_line() {
    let bench = with_branch("Mill Lane");
    bench.write("letter.receipt", "Dear colleagues");
    let run = bench.run(&["collect", "b.plumbline", "letter.receipt"]);
    let told = "Refused letter.receipt (not-a-receipt): it is no receipt and no request of a branch\n  \
                Next: give a file whose name ends in .receipt, .request or .parcel.";
    assert!(run.out.contains(told), "{}", run.out);
}
