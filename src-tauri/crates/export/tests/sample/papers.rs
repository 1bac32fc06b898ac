//! Sample views of the documents of distribution.

use export::{
    Acknowledged, BranchEvidence, BriefedChange, BriefingSheet, ConfirmationSheet, EditionInForce,
    Evidence, InviteSheet, InvitedBranch, Letterhead, Person, Reminder, ReminderList,
};
use handbook::{BranchId, Digest, Edition, Exception, Language, RecordHead, Revision, WhatChanged};
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// Returns whose handbook it is.
pub fn head() -> Letterhead {
    Letterhead {
        organisation: "Example Retail".to_string(),
        handbook: "Customer Service Standards".to_string(),
        written_in: Language::English,
        made_at: at("2027-01-18T09:30:00Z"),
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("the sample is well formed")
}

/// Returns people of a branch.
pub fn people(count: usize) -> Vec<Person> {
    let roles = ["Telephone adviser", "Counter staff", "Shift lead"];
    let person = |number: usize| Person {
        name: format!("Colleague {}", number + 1),
        role: roles[number % roles.len()].to_string(),
    };
    (0..count).map(person).collect()
}

/// Returns each revision as it was before.
pub fn before(edition: &Edition) -> Vec<Revision> {
    edition.revisions.iter().map(earlier).collect()
}

fn earlier(revision: &Revision) -> Revision {
    let mut before = revision.clone();
    let standard = &mut before.standard;
    standard.statement = standard.statement.replace("two", "five").replace('2', "10");
    standard.resolve_within = "10 working days".parse().ok();
    standard.empowerment.clear();
    standard.exceptions.push(Exception {
        when: "A declared storm".to_string(),
        holds: "the clock stops until the branch reopens".to_string(),
    });
    for translation in standard.translations.values_mut() {
        let words: Vec<&str> = translation.statement.split(' ').collect();
        let kept = words.len() - words.len() / 4;
        translation.statement = words[..kept].join(" ");
    }
    before
}

/// Returns a briefing about `count` changes: the first new, the second withdrawn.
pub fn briefing<'a>(
    edition: &'a Edition,
    before: &'a [Revision],
    count: usize,
) -> BriefingSheet<'a> {
    let change = |index: usize| {
        let place = index % edition.revisions.len();
        let (old, new) = (&before[place], &edition.revisions[place]);
        let (what, before, now) = match index {
            1 => (WhatChanged::Added, None, Some(new)),
            3 => (WhatChanged::Withdrawn, Some(old), None),
            _ => (WhatChanged::Material, Some(old), Some(new)),
        };
        BriefedChange { what, before, now }
    };
    BriefingSheet {
        head: head(),
        edition: 8,
        since: Some(7),
        effective_on: date(2027, 1, 1),
        branch: "Riverside".to_string(),
        changes: (0..count).map(change).collect(),
        others: 0,
        people: people(11),
    }
}

/// Returns a list to be signed.
pub fn confirmation(count: usize) -> ConfirmationSheet {
    ConfirmationSheet {
        head: head(),
        number: 3,
        edition: 8,
        effective_on: date(2027, 1, 1),
        branch: "Riverside".to_string(),
        statement: "I have read what changed in edition 8 and was briefed about it. I work by it \
                    from 1 January 2027."
            .to_string(),
        statement_in: Language::English,
        people: people(count),
    }
}

/// Returns a report about `count` branches; every seventh had not acknowledged.
pub fn evidence(count: usize) -> Evidence {
    let edition = |number: u32, on: Date| EditionInForce {
        number,
        effective_on: on,
        digest: Digest::of(&[1, number as u8]),
        file_sha256: Digest::of(&[2, number as u8]),
    };
    Evidence {
        head: head(),
        day: date(2027, 1, 15),
        made_by: "Standards office".to_string(),
        editions: vec![edition(8, date(2027, 1, 1))],
        branches: (0..count).map(branch).collect(),
        record: RecordHead {
            entries: 1_204,
            head: Digest::of(b"head"),
        },
        roots: vec![Digest::of(b"root")],
    }
}

fn branch(index: usize) -> BranchEvidence {
    let regions = ["North", "East", "South", "West", ""];
    let number = index as u32;
    let acknowledged = Acknowledged {
        edition: if index.is_multiple_of(14) { 7 } else { 8 },
        at: at("2027-01-14T16:20:00Z") - jiff::SignedDuration::from_mins(index as i64 % 9000),
        is_clock_doubtful: index % 50 == 3,
        person: format!("Manager of branch {index}"),
        role: "Branch manager".to_string(),
        staff_confirmed: number % 12,
        receipt: Digest::of(format!("receipt {index}").as_bytes()),
        entry: u64::from(number) + 100,
    };
    BranchEvidence {
        id: BranchId::new(at("2027-01-01T00:00:00Z"), id_bytes(index)),
        branch: format!("Branch {index}"),
        region: regions[index % regions.len()].to_string(),
        staff_count: 12,
        acknowledged: (index % 7 != 5).then_some(acknowledged),
    }
}

fn id_bytes(index: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&(index as u64).to_be_bytes());
    bytes
}

/// Returns invites.
pub fn invites(count: usize) -> InviteSheet {
    let words = [
        "anchor", "basket", "candle", "dolphin", "engine", "forest", "garden", "harbour", "island",
    ];
    let invite = |index: usize| InvitedBranch {
        branch: format!("Branch {index}"),
        region: "South".to_string(),
        manager: "Branch manager".to_string(),
        depot: Some("https://files.example.org/standards/depot".to_string()),
        code: format!("PLUMBLINE:1:{index:04}:{}", words.join("-").to_uppercase()),
        words: words.map(str::to_string).into(),
        expires_on: date(2027, 2, 28),
    };
    InviteSheet {
        head: head(),
        branches: (0..count).map(invite).collect(),
    }
}

/// Returns branches to be called.
pub fn reminders(count: usize) -> ReminderList {
    let names = ["Riverside", "Harbour Gate", "Old Market", "Airport"];
    let reminder = |index: usize| Reminder {
        branch: format!("{} {}", names[index % 4], index / 4 + 1),
        region: ["South", "North"][index % 2].to_string(),
        manager: "Branch manager".to_string(),
        email: if index.is_multiple_of(3) {
            format!("branch{index}@example.org")
        } else {
            String::new()
        },
        due_on: (index % 5 != 4).then(|| date(2027, 1, 15 + (index % 4) as i8)),
        last_heard_on: (!index.is_multiple_of(4)).then(|| date(2027, 1, 12)),
    };
    ReminderList {
        head: head(),
        edition: 8,
        today: date(2027, 1, 18),
        branches: (0..count).map(reminder).collect(),
    }
}
