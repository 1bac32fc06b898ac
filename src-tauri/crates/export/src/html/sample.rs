//! An edition for tests, in four languages, with every kind of change.

use std::collections::BTreeMap;

use handbook::{
    Change, Changed, Digest, Edition, Exception, Handbook, HandbookId, Language, Revision,
    StandardId, Term, TextField, Translation, from_markdown, sort_for_reading, to_markdown,
};
use jiff::Timestamp;

const COMPLAINT: &str = r#"---
code: PH-03
title: Handle a complaint call
section: Phone
stage: after purchase
channels: [phone]
actor: Adviser on the call
audience: [Cashier, Host]
starts_when: the customer says what went wrong
respond_within: 10 minutes
resolve_within: 2 working days
late_after: 3 working days
measure:
  bound: at least
  percent: 90
  cases: complaint calls
  done: resolved
  within: 2 working days
  per: month
  source: complaint log
steps:
  - text: Listen without interrupting. Write down what happened *in the customer’s own words*.
    time: 3 minutes
  - text: Say it back and ask, “Have I got that right?”
    time: 1 minute
  - text: Phone the customer with the outcome.
    actor: Duty manager
    time: 2 working days
exceptions:
  - when: A declared storm or an outage of the phone system
    holds: The clock stops until the branch reopens.
empowerment:
  - who: Adviser on the call
    may: Refund the customer or replace the goods at the same price
    up_to: ₱2,000
escalation:
  to: Branch manager
  after: 2 working days
do: ["“I will call you by Thursday, 5 p.m., with the answer.”"]
dont: ["“Someone will get back to you as soon as possible.”"]
script: |-
  Thank you for telling me, [name]. I will note what happened.
role_play:
  situation: A customer calls for the third time about the same broken kettle.
  good_answer: The adviser names the earlier calls, a remedy and a day.
evidence:
  - kind: interview
    on: 2026-06-03
    sample: 34 callers in two branches
    learnt: Callers would rather wait a day than call twice.
owner: Head of Service
review_on: 2027-06-30
references: ["ISO 10002:2018"]
---

When a customer calls with a complaint, the adviser on the call takes it up in the same call and
resolves it within **two working days**.
"#;

const PRICE: &str = "---\ncode: IP-02\ntitle: Say the price first\nsection: Counter\nforce: should\nstage: consideration\nchannels: [in person, Video kiosk]\nactor: Host\n---\n\nThe host names the full price before the customer decides.\n";
const SOCIAL: &str = "---\ncode: SM-02\ntitle: Take a complaint private\nsection: Social media\nforce: never\nkind: conduct\nstage: every stage\nchannels: [social media]\nactor: Host\n---\n\nThe host never argues with a customer in public.\n";
const FAX: &str = "---\ncode: PH-09\ntitle: Answer by fax\nsection: Phone\n---\n\nThe host answers a fax within 2 working days.\n";

/// Makes edition 8, in reading order, with a material and an editorial change, a new standard
/// and a withdrawn one.
pub fn edition() -> Edition {
    let mut handbook = Handbook::new(
        HandbookId::NONE,
        "Customer Service Standards",
        "Example Retail",
        Language::English,
    );
    handbook.languages = Language::ALL.to_vec();
    handbook.sections = ["Phone", "Counter", "Social media"]
        .map(String::from)
        .to_vec();
    handbook.glossary = vec![Term {
        term: "Working day".to_string(),
        meaning: "Monday to Friday, public holidays excepted.".to_string(),
    }];
    let complaint = revision(1, 4, COMPLAINT, true);
    let price = revision(2, 2, PRICE, false);
    let social = revision(3, 1, SOCIAL, false);
    let changes = vec![
        Changed::Withdrawn(Box::new(revision(4, 1, FAX, false))),
        Changed::Replaced {
            before: Box::new(old_price(&price)),
            change: Change::Editorial,
        },
        Changed::Replaced {
            before: Box::new(old_complaint(&complaint)),
            change: Change::Material,
        },
        Changed::Added(social.id()),
    ];
    let mut revisions = vec![complaint, price, social];
    sort_for_reading(&handbook, &mut revisions, |revision| &revision.standard);
    Edition {
        handbook,
        number: 8,
        issued_at: "2026-12-12T08:00:00Z".parse().expect("a moment"),
        effective_on: "2027-01-01".parse().expect("a date"),
        next_expected_by: "2028-01-01".parse().ok(),
        note: "Complaints are resolved a day *earlier*.".to_string(),
        previous: Some(7),
        revisions,
        changes,
    }
}

fn revision(id: u8, number: u32, text: &str, is_translated: bool) -> Revision {
    let id = StandardId::new(Timestamp::UNIX_EPOCH, [id; 10]);
    let mut standard = from_markdown(text, id).expect("a standard");
    if is_translated {
        standard.translations = translations();
    }
    Revision {
        digest: Digest::of(to_markdown(&standard).as_bytes()),
        standard,
        number,
        author: "Standards editor".to_string(),
        approver: "Head of Service".to_string(),
        approved_at: "2026-12-10T09:30:00Z".parse().expect("a moment"),
        note: "Shorter limit after the pilot.".to_string(),
        change: Change::Material,
    }
}

fn old_complaint(now: &Revision) -> Revision {
    let mut before = now.clone();
    before.number -= 1;
    before.standard.resolve_within = "3 working days".parse().ok();
    if let Some(telugu) = before.standard.translations.get_mut(&Language::Telugu) {
        telugu.title = "ఫిర్యాదు కాల్".to_string();
    }
    before
}

fn old_price(now: &Revision) -> Revision {
    let mut before = now.clone();
    before.number -= 1;
    before.standard.statement =
        "The host says the full price before the customer decides.".to_string();
    before
}

fn translations() -> BTreeMap<Language, Translation> {
    let telugu = Translation {
        title: "ఫిర్యాదు కాల్‌ను నిర్వహించడం".to_string(),
        statement:
            "వినియోగదారుడు ఫిర్యాదుతో కాల్ చేసినప్పుడు, సలహాదారు అదే కాల్‌లో దాన్ని స్వీకరించి, రెండు పని దినాల్లోపు పరిష్కరిస్తారు."
                .to_string(),
        steps: vec!["మధ్యలో ఆపకుండా వినండి. జరిగినదాన్ని వారి మాటల్లోనే రాయండి.".to_string()],
        exceptions: vec![Exception {
            when: "ప్రకటించిన తుఫాను".to_string(),
            holds: "శాఖ తెరిచే వరకు గడియారం ఆగుతుంది.".to_string(),
        }],
        made_from: BTreeMap::from([(TextField::Title, 3), (TextField::Statement, 4)]),
        ..Translation::default()
    };
    let tamil = Translation {
        title: "புகார் அழைப்பைக் கையாளுதல்".to_string(),
        statement: "வாடிக்கையாளர் புகாருடன் அழைக்கும்போது, ஆலோசகர் அதை இரண்டு வேலை நாட்களுக்குள் தீர்க்கிறார்."
            .to_string(),
        ..Translation::default()
    };
    BTreeMap::from([(Language::Telugu, telugu), (Language::Tamil, tamil)])
}
