//! The publisher's side: who is believed, who is enrolled, what was received.

use handbook::{Digest, Due, EventKind, Receipt};
use jiff::civil::date;
use rusqlite::Connection;
use store::{Enrolment, Error, Kind, NewState, Workspace, doctor};

use crate::exchange::{
    ask, ask_with, branch, branch_id, collect, content, enrol, publisher, receipt,
};
use crate::sample::{ACTOR, Place, at};

fn last_kind(workspace: &Workspace) -> EventKind {
    workspace.record_head().unwrap().unwrap().kind
}

#[test]
fn trusts_form_a_chain_without_gaps_and_without_doubles() {
    let place = Place::new();
    let mut workspace = place.create();
    assert_eq!(workspace.kind().unwrap(), Kind::Publisher);
    let content = |number: u8| Digest::of(&[number]);
    workspace
        .add_trust(1, content(1), b"first", ACTOR, at(1))
        .unwrap();
    workspace
        .add_trust(1, content(1), b"first", ACTOR, at(2))
        .unwrap();
    let other = workspace.add_trust(1, content(9), b"other", ACTOR, at(2));
    assert!(matches!(other, Err(Error::OtherTrust(1))), "{other:?}");
    let skipped = workspace.add_trust(3, content(3), b"third", ACTOR, at(2));
    assert!(matches!(
        skipped,
        Err(Error::NotTheNextTrust { number: 3, last: 1 })
    ));
    workspace
        .add_trust(2, content(2), b"second", ACTOR, at(3))
        .unwrap();
    let numbers: Vec<u32> = workspace
        .trusts()
        .unwrap()
        .iter()
        .map(|t| t.number)
        .collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(workspace.last_trust().unwrap().unwrap().der, b"second");
    assert_eq!(
        workspace.entries_of(EventKind::Trusted, 9).unwrap().len(),
        2
    );
}

#[test]
fn a_state_of_the_depot_never_goes_back_and_two_publishers_are_noticed() {
    let place = Place::new();
    let mut workspace = place.create();
    let add = |workspace: &mut Workspace, epoch, seq, text: &str| {
        let (content, der) = (Digest::of(text.as_bytes()), text.as_bytes());
        let state = NewState {
            epoch,
            seq,
            content,
            der,
        };
        workspace.add_published(&state, ACTOR, at(1))
    };
    add(&mut workspace, 1, 7, "seven").unwrap();
    add(&mut workspace, 1, 7, "seven").unwrap();
    let other = add(&mut workspace, 1, 7, "another seven");
    assert!(
        matches!(other, Err(Error::TwoPublishers((1, 7)))),
        "{other:?}"
    );
    let older = add(&mut workspace, 1, 6, "six");
    assert!(matches!(
        older,
        Err(Error::OlderState { newest: (1, 7), .. })
    ));
    add(&mut workspace, 2, 3, "a new epoch goes before every place").unwrap();
    let older = add(&mut workspace, 1, 900, "a thief's");
    assert!(matches!(
        older,
        Err(Error::OlderState { newest: (2, 3), .. })
    ));
    let last = workspace.published().unwrap().unwrap();
    assert_eq!((last.epoch, last.seq), (2, 3));
    assert_eq!(
        workspace.entries_of(EventKind::Published, 9).unwrap().len(),
        2
    );
}

#[test]
fn no_two_open_branches_have_one_name_and_two_may_exchange_theirs() {
    let place = Place::new();
    let mut workspace = publisher(&place, 2);
    let mut third = branch(3);
    third.name = "  BRANCH   1 ".to_string();
    let refused = workspace.save_branches(&[branch(4), third.clone()], ACTOR, at(2));
    assert!(matches!(refused, Err(Error::DuplicateNames(names)) if names == [third.name.clone()]));
    assert_eq!(workspace.branches().unwrap().len(), 2, "all or none");

    let (mut first, mut second) = (branch(1), branch(2));
    std::mem::swap(&mut first.name, &mut second.name);
    let pair = [first, second];
    assert_eq!(workspace.save_branches(&pair, ACTOR, at(2)).unwrap(), 2);
    assert_eq!(
        workspace.save_branches(&pair, ACTOR, at(3)).unwrap(),
        0,
        "nothing changed"
    );
    assert_eq!(
        workspace
            .entries_of(EventKind::BranchSaved, 9)
            .unwrap()
            .len(),
        4
    );

    workspace.close_branch(branch_id(2), ACTOR, at(4)).unwrap();
    assert_eq!(workspace.save_branches(&[third], ACTOR, at(5)).unwrap(), 1);
    let mut moved = pair[1].clone();
    moved.region = "South".to_string();
    let saved = workspace.save_branches(&[moved], ACTOR, at(5)).unwrap();
    assert_eq!(saved, 1, "a closed branch's name is free");
    let refused = workspace.reopen_branch(branch_id(2), ACTOR, at(6));
    assert!(matches!(refused, Err(Error::DuplicateNames(_))));
    let refused = workspace.add_invite(branch_id(2), &[7; 16], date(2027, 1, 1), ACTOR, at(7));
    assert!(matches!(refused, Err(Error::ClosedBranch(_))));
    let closed = workspace.branch(branch_id(2)).unwrap().unwrap();
    assert_eq!(closed.closed_at, Some(at(4)));
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn a_branch_goes_from_invited_over_asked_to_enrolled() {
    let place = Place::new();
    let mut workspace = publisher(&place, 1);
    let id = branch_id(1);
    let state = |workspace: &Workspace| workspace.branch(id).unwrap().unwrap().state;
    assert_eq!(state(&workspace), Enrolment::NotInvited);
    let expires_on = date(2027, 1, 1);
    workspace
        .add_invite(id, &[7; 16], expires_on, ACTOR, at(2))
        .unwrap();
    workspace
        .add_invite(id, &[8; 16], expires_on, ACTOR, at(3))
        .unwrap();
    assert_eq!(
        state(&workspace),
        Enrolment::Invited {
            at: at(3),
            expires_on
        }
    );

    let first = ask_with(&mut workspace, 1, 1, Some([7; 16]), 6);
    let secrets = workspace.invite_secrets(id).unwrap();
    assert_eq!(
        (secrets[1].secret, secrets[1].used_at),
        ([7; 16], Some(at(6)))
    );
    assert!(
        !format!("{secrets:?}").contains("7, 7"),
        "secrets do not get into logs"
    );
    let Enrolment::Asked(asked) = state(&workspace) else {
        panic!("it asked")
    };
    assert_eq!(
        (asked.certificate, asked.at, asked.proof_holds),
        (first, at(6), true)
    );
    assert_eq!(workspace.enrol(&[(id, first)], ACTOR, at(7)).unwrap(), 1);
    assert_eq!(
        workspace.enrol(&[(id, first)], ACTOR, at(8)).unwrap(),
        0,
        "accepted before"
    );
    let enrolled = Enrolment::Enrolled {
        since: at(7),
        certificate: first,
    };
    assert_eq!(state(&workspace), enrolled);

    // A new computer asks: the branch stays enrolled until that is answered.
    let second = ask_with(&mut workspace, 1, 2, Some([7; 16]), 9);
    let row = workspace.branch(id).unwrap().unwrap();
    assert_eq!(row.state, enrolled);
    let again = row.asks_again.unwrap();
    assert_eq!(again.certificate, second);
    assert!(!again.proof_holds, "an invite proves one request only");
    assert_eq!(workspace.last_heard(row.branch.id).unwrap(), Some(at(9)));
    assert_eq!(
        workspace.branches().unwrap()[0],
        workspace.branch(id).unwrap().unwrap()
    );
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn enrolling_is_all_or_nothing() {
    let place = Place::new();
    let mut workspace = publisher(&place, 3);
    let keys = [1, 2].map(|number| (branch_id(number), ask(&mut workspace, number, 1, 5)));
    let unknown = Digest::of(b"a key that nobody asked for");
    let refused = workspace.enrol(&[keys[0], keys[1], (branch_id(3), unknown)], ACTOR, at(6));
    assert!(
        matches!(refused, Err(Error::UnknownRequest(..))),
        "{refused:?}"
    );
    assert_eq!(workspace.roster().unwrap(), []);
    assert_eq!(workspace.enrol(&keys, ACTOR, at(6)).unwrap(), 2);
    assert_eq!(workspace.roster().unwrap().len(), 2);
}

#[test]
fn a_new_key_ends_the_old_one_behind_its_last_receipt() {
    let place = Place::new();
    let mut workspace = publisher(&place, 1);
    let id = branch_id(1);
    let first = enrol(&mut workspace, 1, 1);
    let one = receipt(1, 1, 1, Receipt::START);
    let two = receipt(1, 2, 2, content(&one));
    collect(&mut workspace, &one);
    collect(&mut workspace, &two);
    let second = enrol(&mut workspace, 1, 2);
    let seqs = |workspace: &Workspace| {
        let roster = workspace.roster().unwrap().into_iter();
        roster
            .map(|e| (e.certificate, e.from_seq, e.until_seq))
            .collect::<Vec<_>>()
    };
    assert_eq!(seqs(&workspace), [(first, 1, Some(2)), (second, 3, None)]);
    // The new computer's chain begins anew, which is no fault.
    collect(&mut workspace, &receipt(1, 3, 3, Receipt::START));
    assert_eq!(
        workspace.receipt_gaps(id).unwrap(),
        store::ReceiptGaps::default()
    );
    workspace.unenrol(id, 1, ACTOR, at(20)).unwrap();
    assert_eq!(seqs(&workspace)[1], (second, 3, Some(1)));
    assert!(matches!(
        workspace.unenrol(id, 1, ACTOR, at(21)),
        Err(Error::NotEnrolled(_))
    ));
    assert_eq!(
        workspace.branch(id).unwrap().unwrap().state,
        Enrolment::NotInvited
    );
    assert_eq!(workspace.certificates(id).unwrap().len(), 2);
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}

#[test]
fn due_days_reminders_root_copies_and_settings_read_back() {
    let place = Place::new();
    let mut workspace = publisher(&place, 2);
    let due = |audience: Option<&str>, day| Due {
        edition: 8,
        audience: audience.map(Into::into),
        on: date(2027, 1, day),
    };
    workspace.set_due(8, &[due(None, 15)]).unwrap();
    let days = [due(None, 16), due(Some("Host"), 20)];
    workspace.set_due(8, &days).unwrap();
    assert_eq!(workspace.due(8).unwrap(), days);
    assert_eq!(workspace.all_due().unwrap(), days);
    let ids = [branch_id(1), branch_id(2)];
    workspace
        .add_reminders(&ids, 8, "by e-mail", ACTOR, at(5))
        .unwrap();
    workspace
        .add_reminders(&ids[..1], 8, "by phone", ACTOR, at(6))
        .unwrap();
    let reminders = workspace.reminders(ids[0]).unwrap();
    assert_eq!(
        (reminders[0].how.as_str(), reminders[0].at),
        ("by phone", at(6))
    );
    assert_eq!(workspace.last_reminders(8).unwrap()[&ids[1]], at(5));
    assert_eq!(last_kind(&workspace), EventKind::Reminded);
    let root = Digest::of(b"root");
    workspace
        .add_root_copy(root, "the safe", ACTOR, at(7))
        .unwrap();
    assert_eq!(workspace.root_copies().unwrap()[0].place, "the safe");
    workspace
        .set_setting("depot", Some("https://depot.example"))
        .unwrap();
    assert_eq!(
        workspace.setting("depot").unwrap().unwrap(),
        "https://depot.example"
    );
    workspace.set_setting("depot", None).unwrap();
    assert_eq!(workspace.setting("depot").unwrap(), None);
}

#[test]
fn an_old_workspace_is_upgraded_and_keeps_a_copy_beside_it() {
    let place = Place::new();
    let form = include_str!("../../src/migrations/0001_workspace.sql");
    let old = Connection::open(place.file()).unwrap();
    old.pragma_update(None, "application_id", 0x504C_4D42)
        .unwrap();
    old.execute_batch(form).unwrap();
    let text = serde_json::to_string(&crate::sample::handbook()).unwrap();
    old.execute("INSERT INTO handbook (key, text) VALUES (1, ?1)", [text])
        .unwrap();
    let source = place.path("Source.plumbline");
    drop(Workspace::create(&source, &crate::sample::handbook(), ACTOR, at(0)).unwrap());
    let attach = format!("ATTACH '{}' AS source", source.display());
    old.execute_batch(&attach).unwrap();
    old.execute_batch("INSERT INTO main.record SELECT * FROM source.record")
        .unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    assert_eq!(
        doctor(&place.file()).unwrap().faults,
        [],
        "the old form is sound too"
    );
    let mut workspace = Workspace::open(&place.file()).unwrap();
    assert_eq!(workspace.kind().unwrap(), Kind::Publisher);
    workspace.save_branches(&[branch(1)], ACTOR, at(1)).unwrap();
    assert!(
        place
            .names()
            .contains(&"Service.form-1.plumbline".to_string())
    );
    assert_eq!(doctor(&place.file()).unwrap().faults, []);
}
