//! A sample edition of an invented retailer, in English with passages in Telugu and Tamil.

use export as _;
use handbook::{
    Change, Changed, Digest, Edition, Handbook, HandbookId, Language, Revision, Role, Standard,
    StandardId, Term, from_markdown, to_markdown,
};
use jiff::Timestamp;
use jiff::civil::Date;

const STANDARDS: &str = include_str!("standards.txt");

/// Returns the sample's standards.
pub fn standards() -> Vec<Standard> {
    let texts = STANDARDS.split("=====\n").enumerate();
    texts
        .map(|(index, text)| {
            let id = StandardId::new(
                issued_at(),
                [u8::try_from(index).expect("the sample is well formed"); 10],
            );
            from_markdown(text, id).unwrap_or_else(|error| panic!("{error}\n{text}"))
        })
        .collect()
}

/// Returns the sample edition.
pub fn edition() -> Edition {
    edition_of(standards())
}

/// Makes an edition of standards.
pub fn edition_of(standards: Vec<Standard>) -> Edition {
    let revisions: Vec<Revision> = standards.into_iter().enumerate().map(revision).collect();
    Edition {
        handbook: handbook(&revisions),
        number: 8,
        issued_at: issued_at(),
        effective_on: Date::constant(2026, 12, 1),
        next_expected_by: Some(Date::constant(2027, 12, 1)),
        note: "How we serve, by when, and what you may decide.".to_string(),
        previous: Some(7),
        changes: changes(&revisions),
        revisions,
    }
}

fn issued_at() -> Timestamp {
    "2026-11-12T08:30:00Z"
        .parse()
        .expect("the sample is well formed")
}

fn handbook(revisions: &[Revision]) -> Handbook {
    let id = HandbookId::new(issued_at(), [1; 10]);
    let mut handbook = Handbook::new(
        id,
        "Customer Service Standards",
        "Example Retail",
        Language::English,
    );
    handbook.languages = vec![Language::English, Language::Telugu, Language::Tamil];
    for revision in revisions {
        let section = &revision.standard.section;
        if !handbook.sections.contains(section) {
            handbook.sections.push(section.clone());
        }
    }
    let roles = [
        "Telephone adviser",
        "Counter staff",
        "Shift lead",
        "Branch manager",
    ];
    handbook.roles = roles.map(Role::from).into();
    let term = |term: &str, meaning: &str| Term {
        term: term.to_string(),
        meaning: meaning.to_string(),
    };
    handbook.glossary = vec![
        term(
            "Complaint",
            "Any statement that something went wrong, whoever makes it and wherever.",
        ),
        term(
            "Working day",
            "A day on which the branch is open, Monday to Saturday.",
        ),
    ];
    handbook
}

fn revision((index, standard): (usize, Standard)) -> Revision {
    Revision {
        digest: Digest::of(to_markdown(&standard).as_bytes()),
        number: 1 + u32::try_from(index % 4).expect("the sample is well formed"),
        author: "Standards office".to_string(),
        approver: "Head of Service".to_string(),
        approved_at: "2026-11-02T10:00:00Z"
            .parse()
            .expect("the sample is well formed"),
        note: if index % 3 == 0 {
            "Time limit and refund limit.".into()
        } else {
            String::new()
        },
        change: Change::Material,
        standard,
    }
}

fn changes(revisions: &[Revision]) -> Vec<Changed> {
    let replaced = |index: usize, change| {
        revisions.get(index).map(|revision| Changed::Replaced {
            before: Box::new(revision.clone()),
            change,
        })
    };
    let mut gone = Standard::empty(StandardId::new(issued_at(), [200; 10]));
    gone.code = "FX-01".into();
    gone.title = "Confirm by fax".to_string();
    let gone = revision((1, gone));
    let changes = [
        revisions
            .get(5)
            .map(|revision| Changed::Added(revision.id())),
        replaced(9, Change::Material),
        replaced(3, Change::Material),
        replaced(1, Change::Editorial),
        Some(Changed::Withdrawn(Box::new(gone))),
    ];
    changes.into_iter().flatten().collect()
}
