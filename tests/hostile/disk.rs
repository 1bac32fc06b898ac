//! Disks that are full or cannot be written.

use std::process::Command;

use crate::company;
use crate::workbench::{PASSPHRASE, Workbench};

/// Runs a shell script that may mount file systems: as root, or in a user namespace of its own.
fn with_mounts(bench: &Workbench, script: &str) -> (bool, String) {
    let program = env!("CARGO_BIN_EXE_plumbline");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-ec", script])
        .current_dir(bench.path(""))
        .env("P", program)
        .env("PLUMBLINE_PASSPHRASE", PASSPHRASE)
        .output()
        .expect("unshare belongs to every Linux system");
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

#[test]
fn a_disk_that_is_full_while_issuing_leaves_no_half_edition() {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    bench.identify();
    let (is_fine, text) = with_mounts(
        &bench,
        "mkdir small; mount -t tmpfs -o size=300k tmpfs small
         \"$P\" issue b.plumbline --effective 2026-12-01 --note N --out small && exit 1
         test -z \"$(ls -A small)\"; umount small",
    );
    assert!(is_fine, "{text}");
    assert!(text.contains("no space left"), "{text}");
    let issued = bench.issue();
    assert!(
        issued.contains("Edition 1 issued"),
        "the number was not used up: {issued}"
    );
}

#[test]
fn a_workspace_on_a_full_disk_keeps_what_it_had() {
    let bench = Workbench::with_starter("customer-service");
    bench.ok(&["approve", "b.plumbline", "--all", "--by", "Director"]);
    bench.identify();
    let (is_fine, text) = with_mounts(
        &bench,
        "mkdir small; mount -t tmpfs -o size=2m tmpfs small; cp b.plumbline small/
         head -c 4000000 /dev/zero > small/fill || true
         \"$P\" issue small/b.plumbline --effective 2026-12-01 --note N --out out && exit 1
         rm small/fill
         \"$P\" doctor small/b.plumbline; test ! -e out || test -z \"$(ls -A out)\"
         \"$P\" history small/b.plumbline PH-01; umount small",
    );
    assert!(is_fine, "{text}");
    assert!(text.contains("the disk is full"), "{text}");
}

#[test]
fn a_disk_that_cannot_be_written_can_still_be_read() {
    let bench = Workbench::with_starter("rough-draft");
    let (is_fine, text) = with_mounts(
        &bench,
        "mkdir fixed; mount -t tmpfs tmpfs fixed; cp b.plumbline fixed/; mount -o remount,ro fixed
         \"$P\" check fixed/b.plumbline > /dev/null || test $? = 1
         \"$P\" new fixed/new.plumbline --title T && exit 1
         \"$P\" key new fixed/b.plumbline --root-out keys && exit 1
         test ! -e keys/root-key.pem || ls keys
         umount fixed",
    );
    assert!(is_fine, "{text}");
}

#[test]
fn a_branch_and_a_depot_on_a_full_disk_say_so_and_lose_nothing() {
    let bench = company::with_branch("Mill Lane");
    company::acknowledge(&bench, "Mill Lane", "1");
    company::revise(&bench, "AD-1", 5);
    company::issue(&bench, &[]);
    bench.ok(&["sync", company::HQ]);
    bench.ok(&["parcel", company::HQ, "all.parcel"]);
    let (is_fine, text) = with_mounts(
        &bench,
        "mkdir small full; mount -t tmpfs -o size=8m tmpfs small; cp 'Mill Lane.plumbline' small/m.plumbline
         head -c 9000000 /dev/zero > small/fill 2>/dev/null || true
         \"$P\" receive small/m.plumbline all.parcel && exit 1
         \"$P\" sync small/m.plumbline && exit 1
         rm small/fill; \"$P\" doctor small/m.plumbline
         \"$P\" receive small/m.plumbline all.parcel
         mount -t tmpfs -o size=100k tmpfs full
         \"$P\" sync b.plumbline --depot full && exit 1
         \"$P\" doctor b.plumbline; mount -o remount,size=50m full
         \"$P\" sync b.plumbline --depot full; \"$P\" sync small/m.plumbline --depot full
         \"$P\" sync b.plumbline --depot full; \"$P\" overview b.plumbline --edition 1
         \"$P\" doctor small/m.plumbline; umount small full",
    );
    assert!(is_fine, "{text}");
    assert_eq!(text.matches("disk is full").count(), 2, "{text}");
    assert!(text.to_lowercase().contains("no space left"), "{text}");
    assert!(text.contains("1 of 1 acknowledged"), "{text}");
}
