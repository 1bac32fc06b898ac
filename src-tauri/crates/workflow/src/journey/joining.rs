//! Branches are invited, ask, and are accepted.

use super::*;
use crate::invite::pending_invites;
use crate::{BranchQuery, BranchesView, Enrolment, Error};

fn register(workspace: &Workspace) -> BranchesView {
    let query = BranchQuery {
        count: 100,
        ..BranchQuery::default()
    };
    crate::branches(workspace, &query).unwrap()
}

#[test]
fn nothing_can_be_invited_before_the_second_copy_of_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let (roots, invites) = (folder.path().join("roots"), folder.path().join("invites"));
    let mut workspace = publisher();
    enter(&mut workspace, "Mill Lane", &[]);
    let invite = |w: &mut Workspace| {
        at(1, |now| {
            crate::invite_branches(w, None, &invites, ACTOR, now)
        })
    };
    assert!(matches!(invite(&mut workspace), Err(Error::NoTrust)));
    found(&mut workspace, &roots);
    assert!(!register(&workspace).roots.unwrap().is_safe);
    assert!(matches!(invite(&mut workspace), Err(Error::RootNotCopied)));
    assert!(!invites.exists(), "nothing was written");
    copy_root(&mut workspace, &roots);
    assert!(register(&workspace).roots.unwrap().is_safe);
    let invited = invite(&mut workspace).unwrap();
    assert_eq!(invited.files, ["Mill Lane.invite"]);
    assert_eq!(
        (invited.sheet.as_str(), invited.expires_on),
        ("invites.pdf", date(31))
    );
    assert_eq!(register(&workspace).invited, 1);
    assert!(matches!(invite(&mut workspace), Err(Error::NobodyToInvite)));
}

#[test]
fn a_branch_that_holds_its_invite_is_accepted_without_a_call() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = publisher();
    found(&mut workspace, folder.path());
    copy_root(&mut workspace, folder.path());
    let id = enter(&mut workspace, "Mill Lane", &["Adviser"]);
    let stranger = enter(&mut workspace, "Stranger", &[]);
    let invites = folder.path().join("invites");
    at(1, |now| {
        crate::invite_branches(&mut workspace, None, &invites, ACTOR, now)
    })
    .unwrap();
    let file = std::fs::read(invites.join("Mill Lane.invite")).unwrap();
    let (invite, secret) = signing::open_invite_file(&file).unwrap();
    assert_eq!((invite.branch.id, invite.expires_on), (id, date(31)));
    let pending = pending_invites(&workspace, day(2)).unwrap();
    let own = pending
        .iter()
        .find(|(name, _)| *name == signing::invite_name(&secret));
    assert_eq!(
        signing::open_invite(&own.unwrap().1, &secret).unwrap(),
        invite
    );

    let (_, asked) = request(&workspace, id, &secret);
    let (_, guessed) = request(&workspace, stranger, &secret);
    assert!(take_request(&mut workspace, &asked, 3).unwrap());
    assert!(take_request(&mut workspace, &guessed, 3).unwrap());
    assert!(!take_request(&mut workspace, &asked, 4).unwrap(), "known");
    let view = register(&workspace);
    assert_eq!((view.asked, view.proven), (2, 1));
    assert_eq!(
        at(4, |now| crate::enrol(&mut workspace, None, ACTOR, now)).unwrap(),
        1
    );
    let line = crate::branch_line(&workspace, id).unwrap();
    assert_eq!(
        (line.enrolment, line.enrolled_at),
        (Enrolment::Enrolled, Some(day(4)))
    );
    let line = crate::branch_line(&workspace, stranger).unwrap();
    assert!(!line.asked.unwrap().is_proven);
    let names: Vec<String> = pending_invites(&workspace, day(4))
        .unwrap()
        .into_iter()
        .map(|p| p.0)
        .collect();
    assert!(
        !names.contains(&signing::invite_name(&secret)),
        "a used invite is not offered"
    );
    assert!(
        pending_invites(&workspace, day(40)).unwrap().is_empty(),
        "nor one that expired"
    );
}

#[test]
fn an_invite_proves_one_request_and_only_until_it_expires() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = publisher();
    found(&mut workspace, folder.path());
    copy_root(&mut workspace, folder.path());
    let id = enter(&mut workspace, "Mill Lane", &[]);
    let invite = |w: &mut Workspace, on: i64| {
        let folder = folder.path().join(on.to_string());
        let invited = |now: &mut Now| crate::invite_branches(w, Some(&[id]), &folder, ACTOR, now);
        at(on, invited).unwrap();
        let file = std::fs::read(folder.join("Mill Lane.invite")).unwrap();
        signing::open_invite_file(&file).unwrap().1
    };
    let take = |w: &mut Workspace, der: &[u8], on: i64| {
        take_request(w, der, on).unwrap();
        let line = crate::branch_line(w, id).unwrap();
        line.asked.unwrap().is_proven
    };
    let secret = invite(&mut workspace, 1);
    let (_, late) = request(&workspace, id, &secret);
    assert!(
        !take(&mut workspace, &late, 33),
        "two days after the last one"
    );
    let secret = invite(&mut workspace, 34);
    let (key, in_time) = request(&workspace, id, &secret);
    let proven = take(&mut workspace, &in_time, 65);
    assert!(proven, "the last day ends later in the west");
    let (_, again) = request(&workspace, id, &secret);
    take(&mut workspace, &again, 65);
    at(65, |now| crate::enrol(&mut workspace, None, ACTOR, now)).unwrap();
    let accepted = workspace.certificates(id).unwrap();
    assert_eq!(accepted[0].fingerprint, key.certificate().fingerprint());
}

#[test]
fn requests_from_elsewhere_are_refused() {
    let mut workspace = publisher();
    let id = enter(&mut workspace, "Mill Lane", &[]);
    let secret = Secret::from_bytes([1; 16]);
    let (_, mut der) = request(&workspace, id, &secret);
    let last = der.len() - 1;
    der[last] ^= 1;
    let refused = |der: &[u8], w: &mut Workspace| take_request(w, der, 1).unwrap_err();
    assert_eq!(refused(&der, &mut workspace), "signature-broken");
    let (_, der) = request(&workspace, BranchId::new(day(0), [9; 10]), &secret);
    assert_eq!(refused(&der, &mut workspace), "unknown-branch");
    let other = HandbookId::new(day(0), [8; 10]);
    let other = Handbook::new(other, "Other", "", Language::English);
    let mut other = Workspace::in_memory(&other, ACTOR, day(0)).unwrap();
    assert_eq!(refused(&der, &mut other), "other-handbook");
    let nobody = at(1, |now| {
        crate::enrol(&mut workspace, Some(&[id]), ACTOR, now)
    });
    assert!(matches!(nobody, Err(Error::NotAsked(name)) if name == "Mill Lane"));
}

#[test]
fn a_key_out_of_use_makes_the_branch_join_again() {
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "");
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    at(3, |now| {
        crate::put_out_of_use(&mut workspace, mill.0, ACTOR, now)
    })
    .unwrap();
    assert_eq!(workspace.roster().unwrap()[0].until_seq, Some(1));
    assert_eq!(register(&workspace).enrolled, 0);
    let view = overview(&workspace, 1, 4);
    assert_eq!(
        state(&view, mill.0),
        AcknowledgedState::Acknowledged,
        "what it said stays said"
    );
}
