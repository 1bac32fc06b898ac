//! Two real windows: HR issues, a branch receives and acknowledges, HR sees it.

use std::path::Path;

use fantoccini::key::Key;

use crate::driven::{Setup, Window};
use crate::sample::{self, PASSPHRASE};

#[tokio::test]
async fn a_branch_acknowledges_what_hr_has_issued() {
    let (hr_home, branch_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = sample::issued(hr_home.path());
    let depot = hr_home.path().join("depot");
    let invites = hr_home.path().join("invites");
    let copy = hr_home.path().join("stick");
    for folder in [&depot, &invites, &copy] {
        std::fs::create_dir(folder).unwrap();
    }
    let copied = copy.join("root-key.pem");
    std::fs::copy(hr_home.path().join("root/root-key.pem"), &copied).unwrap();

    let hr = Window::open(&Setup::on(&file, hr_home.path())).await;
    prepare(&hr, &copied, &depot, &invites).await;
    exchange(&hr).await;

    let branch_file = branch_home.path().join("Riverside.plumbline");
    let invite = invites.join("Riverside.invite");
    let branch = Window::open(&Setup::on(&invite, branch_home.path())).await;
    join(&branch, &branch_file).await;
    branch.press_button("Exchange").await;
    branch.shows("Genuine edition 1").await;
    branch.shows("0 of ").await;
    branch.picture("branch-changes").await;

    hr.press_button("Exchange now").await;
    exchange_dialog(&hr).await;
    hr.press_button("Approve").await;
    hr.shows("is enrolled").await;
    hr.picture("branches").await;
    exchange(&hr).await;

    assert_eq!(branch.accessibility_faults().await, [""; 0]);
    read_whole(&branch).await;
    branch.fill("Your name", "Branch manager, Riverside").await;
    branch.fill("Role", "Branch manager").await;
    branch.press_button("Acknowledge edition 1").await;
    branch.shows("Edition 1 is acknowledged").await;
    branch.press_button("Exchange").await;
    receipt_waits_for(&branch, 1).await;
    branch.picture("branch-acknowledged").await;

    exchange(&hr).await;
    hr.go_to("Acknowledged").await;
    hr.shows("Branch manager").await;
    hr.until(
        "the branch has acknowledged",
        "return document.body.innerText.includes('1 of 1')",
    )
    .await;
    hr.picture("acknowledged").await;
    assert_eq!(hr.accessibility_faults().await, [""; 0]);

    branch.press_button("Exchange").await;
    receipt_waits_for(&branch, 0).await;
    branch.shows("received by HR").await;
    take_files_in(&hr, &branch, hr_home.path()).await;
    branch.go_to("Handbook").await;
    branch.picture("branch-handbook").await;
    assert_eq!(branch.accessibility_faults().await, [""; 0]);
    branch.go_to("Briefing").await;
    branch.picture("branch-briefing").await;
    hr.close().await;
    branch.close().await;
}

/// Waits until so many steps of the receipt's journey are still to come.
async fn receipt_waits_for(branch: &Window, steps: usize) {
    let script = format!(
        "return document.body.innerText.split('not yet').length === {}",
        steps + 1
    );
    let what = format!("{steps} steps of the receipt are to come");
    branch.until(&what, &script).await;
    branch
        .until(
            "the exchange has ended",
            "return document.querySelector('[role=status].progress progress') === null",
        )
        .await;
}

/// What comes as a file is taken in as well: the edition that is here already, and at HR
/// something that no branch sends.
async fn take_files_in(hr: &Window, branch: &Window, folder: &Path) {
    let files = std::fs::read_dir(folder.join("editions")).unwrap();
    let mut paths = files.map(|file| file.unwrap().path());
    let is_edition = |path: &std::path::PathBuf| path.extension().is_some_and(|e| e == "edition");
    let edition = paths.find(is_edition).unwrap();
    branch.will_choose(&[&edition]);
    branch.press_button("Receive an edition…").await;
    branch.shows("Edition 1 was here already").await;
    hr.will_choose(&[&edition]);
    hr.go_to("Branches").await;
    hr.press_button("Collect files…").await;
    hr.shows("Collected").await;
    hr.press(Key::Escape).await;
}

#[tokio::test]
async fn a_restored_copy_takes_over_what_the_depot_holds() {
    let home = tempfile::tempdir().unwrap();
    let file = sample::restored(home.path());
    let window = Window::open(&Setup::on(&file, home.path())).await;
    window.go_to("Branches").await;
    window.press(Key::F5).await;
    window.press_button("Collect only").await;
    window.shows("The depot is ahead of this handbook").await;
    window.picture("depot-ahead").await;
    window.press_button("Take over from the depot…").await;
    window.shows("What stays lost").await;
    let title = "return document.activeElement.innerText === 'Take over from the depot'";
    window.until("it is read from its title on", title).await;
    window.picture("take-over").await;
    assert_eq!(window.accessibility_faults().await, [""; 0]);
    window.press_button("Take over").await;
    window.shows("there are two publishers").await;
    window.press(' ').await;
    window.press_button("Take over").await;
    window.shows("Edition 2 came back").await;
    window.picture("taken-over").await;
    window.press_button("Done").await;
    let told = "return document.querySelector('[role=alert]') === null";
    window.until("nothing alarms any more", told).await;
    assert_eq!(
        sample::saved(&file, "CO-02").title,
        "Answer a complaint the same day"
    );

    // From here it goes on as ever: nothing waits, and the next edition is the third.
    window.press_button("Exchange now").await;
    window.press_button("Collect only").await;
    window.shows("No new receipts.").await;
    window.press_button("Done").await;
    window.shows("Draft of edition 3").await;
    window.close().await;
}

/// Enters a branch, shows the second copy of the root's key, sets up the depot and invites.
async fn prepare(hr: &Window, copy: &Path, depot: &Path, invites: &Path) {
    hr.go_to("Branches").await;
    hr.press_button("Add a branch").await;
    hr.fill("Name", "Riverside").await;
    hr.press_button("Add the branch").await;
    hr.shows("Riverside").await;
    hr.will_choose(&[copy, depot, invites]);
    hr.press_button("Show me the second copy").await;
    hr.shows("Enough copies were seen.").await;
    hr.press_button("Set up a depot").await;
    hr.press_button("Choose…").await;
    hr.shows(&depot.display().to_string()).await;
    hr.press_button("Try it and save").await;
    hr.press_button("Done").await;
    hr.press_button("Invite 1 without one").await;
    hr.shows("Sheet to print").await;
    hr.press_button("Done").await;
}

/// Opens the first standard, ticks it, and ticks every section as read.
async fn read_whole(branch: &Window) {
    branch.press(Key::F8).await;
    branch.shows("Seen, on to the next").await;
    branch.picture("branch-first-edition").await;
    branch.press(' ').await;
    branch.shows("1 of ").await;
    let everything = r#"
const boxes = [...document.querySelectorAll("main section > header input[type=checkbox]")];
const next = boxes.find((box) => !box.checked);
if (next && !next.dataset.clicked) next.click();
if (next) next.dataset.clicked = "once";
return boxes.length > 0 && next === undefined;
"#;
    branch.until("every section is seen", everything).await;
}

async fn exchange(hr: &Window) {
    hr.go_to("Branches").await;
    hr.press_button("Exchange now").await;
    exchange_dialog(hr).await;
}

async fn exchange_dialog(hr: &Window) {
    hr.fill("Passphrase of the signing key", PASSPHRASE).await;
    hr.press_button("Exchange").await;
    hr.press_button("Done").await;
}

/// The invite was opened by a double click, so that it is filled in.
async fn join(branch: &Window, file: &Path) {
    branch.will_choose(&[file]);
    branch.shows("What the invite says").await;
    branch.picture("branch-join").await;
    branch.fill("Your name", "Branch manager, Riverside").await;
    branch.press_button("Join…").await;
    branch.shows("What changed").await;
}
