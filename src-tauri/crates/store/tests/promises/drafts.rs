//! Drafts, waivers, approval and the record.

use handbook::{Change, Code, EventKind, MeasuredResult, Percent, Standard, Waiver};
use proptest::prelude::*;
use store::{Error, Workspace};

use crate::sample::{
    ACTOR, approval, approve, at, handbook, id, in_memory, reword, standard, step,
};

fn kinds(workspace: &Workspace) -> Vec<EventKind> {
    let entries = workspace.entries(1, 1000).expect("readable");
    entries.into_iter().map(|entry| entry.kind).collect()
}

fn with(standards: &[Standard]) -> Workspace {
    let mut workspace = in_memory();
    let result = workspace.import(standards, &[], None, ACTOR, "a test", at(1));
    result.expect("imported");
    workspace
}

#[test]
fn drafts_come_in_the_order_of_their_codes() {
    let codes = ["PH-10", "", "CS-02", "PH-9"];
    let numbered = codes.iter().zip(1..);
    let standards: Vec<_> = numbered.map(|(code, n)| standard(n, code, "T")).collect();
    let workspace = with(&standards);
    let drafts = workspace.drafts().unwrap();
    let drafts: Vec<_> = drafts.iter().map(|d| d.standard.code.0.as_str()).collect();
    assert_eq!(drafts, ["CS-02", "PH-9", "PH-10", ""]);
    let outline = workspace.outline().unwrap();
    assert_eq!(
        outline
            .iter()
            .map(|row| row.code.0.as_str())
            .collect::<Vec<_>>(),
        drafts
    );
}

#[test]
fn saving_over_a_save_that_was_not_read_keeps_both_texts() {
    let mut workspace = with(&[standard(1, "PH-01", "Answer")]);
    let read = workspace.draft(id(1)).unwrap().unwrap();
    let mut first = read.standard.clone();
    first.statement = "The first text.".to_string();
    workspace.save_draft(&first, read.saves, at(2)).unwrap();
    let mut second = read.standard.clone();
    second.statement = "The second text.".to_string();
    match workspace.save_draft(&second, read.saves, at(3)) {
        Err(Error::Stale { theirs, yours }) => {
            assert_eq!(theirs.standard, first);
            assert_eq!(*yours, second);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(workspace.draft(id(1)).unwrap().unwrap().standard, first);
    let again = workspace.save_draft(&first, read.saves, at(4)).unwrap();
    assert_eq!(
        again.saves, 2,
        "a save whose answer was lost can be repeated"
    );
}

#[test]
fn a_code_stands_for_one_standard_unless_it_is_empty_or_retired() {
    let mut workspace = with(&[standard(1, "PH-01", "A"), standard(2, "", "B")]);
    workspace.add_draft(&standard(3, "", "C"), at(2)).unwrap();
    let twice = workspace.add_draft(&standard(4, "PH-01", "D"), at(2));
    assert!(matches!(twice, Err(Error::DuplicateCodes(codes)) if codes == ["PH-01".into()]));
    let renamed = workspace.save_draft(&standard(2, "PH-01", "B"), 1, at(2));
    assert!(matches!(renamed, Err(Error::DuplicateCodes(_))));
    workspace.retire(id(1), ACTOR, at(3)).unwrap();
    workspace
        .add_draft(&standard(4, "PH-01", "D"), at(4))
        .unwrap();
    let found = workspace
        .draft_with_code(&Code::from("PH-01"))
        .unwrap()
        .unwrap();
    assert_eq!(found.standard.id, id(4));
    assert_eq!(workspace.draft_with_code(&Code::from("")).unwrap(), None);
}

#[test]
fn an_import_names_all_duplicate_codes_and_changes_nothing() {
    let mut workspace = with(&[standard(1, "PH-01", "A")]);
    let new = [("PH-02", 2), ("PH-02", 3), ("PH-01", 4), ("", 5), ("", 6)];
    let new = new.map(|(code, number)| standard(number, code, "T"));
    match workspace.import(&new, &[], None, ACTOR, "file.csv", at(2)) {
        Err(Error::DuplicateCodes(codes)) => assert_eq!(codes, ["PH-01".into(), "PH-02".into()]),
        other => panic!("{other:?}"),
    }
    let known = workspace.import(&[standard(1, "X", "A")], &[], None, ACTOR, "", at(2));
    assert!(matches!(known, Err(Error::KnownStandards(ids)) if ids == [id(1)]));
    assert_eq!(workspace.drafts().unwrap().len(), 1);
    assert_eq!(kinds(&workspace), [EventKind::Created, EventKind::Imported]);
}

#[test]
fn an_import_brings_results_and_the_handbooks_lists_with_it() {
    let mut workspace = in_memory();
    let mut extended = handbook();
    extended.sections.push("Telephone".to_string());
    let result = |share, period: &str| MeasuredResult {
        period: period.to_string(),
        branch: None,
        share: Percent::new(share).unwrap(),
        met: Some(99),
        cases: None,
        source: "call log".to_string(),
    };
    let results = [
        (id(1), result(97.25, "2026-08")),
        (id(1), result(90.0, "2026-09")),
    ];
    let standards = [standard(1, "PH-01", "A")];
    let done = workspace.import(
        &standards,
        &results,
        Some(&extended),
        ACTOR,
        "file.csv",
        at(2),
    );
    done.unwrap();
    assert_eq!(workspace.handbook().unwrap(), extended);
    let corrected = [(id(1), result(98.0, "2026-08"))];
    workspace
        .import(&[], &corrected, None, ACTOR, "again", at(3))
        .unwrap();
    let expected = [result(98.0, "2026-08"), result(90.0, "2026-09")];
    assert_eq!(workspace.results(id(1)).unwrap(), expected);
    assert_eq!(workspace.all_results().unwrap().len(), 2);
    let unknown = [(id(7), result(98.0, "2026-08"))];
    let refused = workspace.import(&[], &unknown, None, ACTOR, "", at(3));
    assert!(matches!(refused, Err(Error::UnknownStandard(unknown)) if unknown == id(7)));
}

#[test]
fn a_handbook_changed_meanwhile_is_not_overwritten() {
    let mut workspace = in_memory();
    let read = workspace.handbook().unwrap();
    let mut mine = read.clone();
    mine.title = "Mine".to_string();
    let mut theirs = read.clone();
    theirs.title = "Theirs".to_string();
    workspace.save_handbook(&theirs, &read).unwrap();
    let refused = workspace.save_handbook(&mine, &read);
    assert!(matches!(refused, Err(Error::StaleHandbook { .. })));
    assert_eq!(workspace.handbook().unwrap().title, "Theirs");
}

#[test]
fn a_waiver_is_part_of_the_text_and_of_the_record() {
    let mut workspace = with(&[standard(1, "PH-01", "A")]);
    let waiver = Waiver {
        rule: "vague-time".to_string(),
        sentence: "we answer soon".to_string(),
        reason: "Quoted from a customer".to_string(),
        by: "Head of service".to_string(),
        at: at(9),
    };
    workspace
        .waive(id(1), std::slice::from_ref(&waiver))
        .unwrap();
    let again = Waiver {
        reason: "Better reason".to_string(),
        ..waiver
    };
    let draft = workspace
        .waive(id(1), std::slice::from_ref(&again))
        .unwrap();
    assert_eq!(draft.standard.waivers, [again]);
    let entry = workspace.record_head().unwrap().unwrap();
    assert_eq!(
        (entry.kind, entry.actor.as_str()),
        (EventKind::Waived, "Head of service")
    );
    assert!(entry.body.contains("Better reason"));
}

#[test]
fn an_approval_makes_a_revision_and_an_unchanged_text_is_not_approved_again() {
    let mut workspace = with(&[standard(1, "PH-01", "A")]);
    let revision = approve(&mut workspace, id(1), Change::Material);
    assert_eq!(revision.number, 1);
    let entry = workspace.record_head().unwrap().unwrap();
    assert_eq!(entry.kind, EventKind::Approved);
    assert!(entry.body.contains(&revision.digest.to_string()));
    let draft = workspace.draft(id(1)).unwrap().unwrap();
    assert!(draft.is_approved);
    assert_eq!(draft.last_revision, Some(1));
    let again = workspace.approve(&[approval(&workspace, id(1))], at(51));
    assert!(matches!(again, Err(Error::Unchanged { number: 1, .. })));
    reword(&mut workspace, id(1), "Another text.");
    let outline = &workspace.outline().unwrap()[0];
    assert_eq!(
        (outline.is_approved, outline.last_revision),
        (false, Some(1))
    );
    assert_eq!(approve(&mut workspace, id(1), Change::Editorial).number, 2);
    assert_eq!(workspace.revisions(id(1)).unwrap().len(), 2);
    assert_eq!(workspace.revision(id(1), 1).unwrap(), Some(revision));
}

#[test]
fn one_stale_draft_stops_a_whole_approval() {
    let mut workspace = with(&[standard(1, "PH-01", "A"), standard(2, "PH-02", "B")]);
    let approvals = [approval(&workspace, id(1)), approval(&workspace, id(2))];
    reword(&mut workspace, id(2), "Changed after it was read.");
    let refused = workspace.approve(&approvals, at(9));
    assert!(matches!(refused, Err(Error::Stale { .. })));
    assert_eq!(workspace.latest_revisions().unwrap(), []);
    assert!(!kinds(&workspace).contains(&EventKind::Approved));
}

#[test]
fn an_older_text_becomes_the_draft_again_and_nothing_is_lost() {
    let mut workspace = with(&[standard(1, "PH-01", "A")]);
    let first = approve(&mut workspace, id(1), Change::Material);
    reword(&mut workspace, id(1), "A text that was never approved.");
    let draft = workspace.restore(id(1), 1, ACTOR, at(70)).unwrap();
    assert_eq!(draft.standard, first.standard);
    assert!(draft.is_approved);
    let entry = workspace.record_head().unwrap().unwrap();
    assert_eq!(entry.kind, EventKind::Restored);
    assert!(entry.body.contains("A text that was never approved."));
    let unknown = workspace.restore(id(1), 7, ACTOR, at(71));
    assert!(matches!(
        unknown,
        Err(Error::UnknownRevision { number: 7, .. })
    ));
}

#[test]
fn a_retired_standard_keeps_its_revisions_and_can_come_back() {
    let mut workspace = with(&[standard(1, "PH-01", "Retired rule")]);
    approve(&mut workspace, id(1), Change::Material);
    workspace.retire(id(1), ACTOR, at(60)).unwrap();
    assert_eq!(workspace.draft(id(1)).unwrap(), None);
    assert_eq!(workspace.drafts().unwrap(), []);
    assert_eq!(workspace.latest_revisions().unwrap(), []);
    assert_eq!(workspace.search("retired", 5).unwrap(), []);
    assert_eq!(workspace.revisions(id(1)).unwrap().len(), 1);
    let late = workspace.save_draft(&standard(1, "PH-01", "Late"), 1, at(61));
    assert!(matches!(late, Err(Error::UnknownStandard(_))));
    workspace.restore(id(1), 1, ACTOR, at(62)).unwrap();
    assert_eq!(workspace.search("retired", 5).unwrap().len(), 1);
    let stale = workspace.save_draft(&standard(1, "PH-01", "Late"), 1, at(63));
    assert!(
        matches!(stale, Err(Error::Stale { .. })),
        "an editor from before is stale"
    );
}

#[test]
fn the_record_is_a_chain() {
    let mut workspace = with(&[standard(1, "PH-01", "A")]);
    approve(&mut workspace, id(1), Change::Material);
    let entries = workspace.entries(1, 100).unwrap();
    let mut prev = handbook::Entry::START;
    for (entry, seq) in entries.iter().zip(1..) {
        assert!(entry.follows(prev));
        assert_eq!(entry.seq, seq);
        prev = entry.hash;
    }
    assert_eq!(workspace.entries(2, 1).unwrap(), entries[1..2]);
    assert_eq!(workspace.record_head().unwrap().as_ref(), entries.last());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_saved_revision_reads_back_equal(
        title in any::<String>(),
        statement in any::<String>(),
        steps in prop::collection::vec(any::<String>(), 0..3),
        script in "[ -~\n\tక-్அ-்\u{200C}]*",
    ) {
        let mut workspace = in_memory();
        let mut text = standard(1, "PH-01", &title);
        text.statement = statement;
        text.script = script;
        text.steps = steps.iter().map(|text| step(text)).collect();
        let draft = workspace.add_draft(&text, at(1)).unwrap();
        let revision = approve(&mut workspace, id(1), Change::Material);
        prop_assert_eq!(&revision.standard, &draft.standard);
        prop_assert_eq!(workspace.revision(id(1), 1).unwrap(), Some(revision.clone()));
        prop_assert_eq!(workspace.latest_revisions().unwrap(), vec![revision]);
    }
}
