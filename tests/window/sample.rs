//! The handbooks that journeys begin with.

use std::path::{Path, PathBuf};

use handbook::{Change, Language, Standard, StandardId, Translation};
use workflow::{ApprovalOrder, NewHandbook, Now, Roots, Workspace};

/// Opens the key of every handbook here.
pub const PASSPHRASE: &str = "plumb line and level";

const OFFICE: &str = "Standards office";

/// Four standards: clear ones, and one that is vague.
const STANDARDS: &str = "\
code,title,section,force,statement
PH-01,Answer the branch phone,On the phone,must,The adviser answers 90 % of calls within 2 minutes of the first ring.
PH-02,Handle a complaint call,On the phone,must,The adviser resolves the complaint as soon as possible. Keep the customer happy on all calls.
PH-03,Ask for a card number,On the phone,never,The adviser never asks for a full card number.
CO-01,Open a second till,At the counter,should,The shift lead opens a second till when four customers wait for more than 3 minutes.
";

/// Makes a handbook of four standards in `folder`.
pub fn small(folder: &Path) -> PathBuf {
    from_table(folder, STANDARDS)
}

/// Makes a handbook of `count` standards in `folder`; every third one is vague.
pub fn of(count: usize, folder: &Path) -> PathBuf {
    let mut table = String::from("code,title,section,stage,channels,force,statement\n");
    for number in 1..=count {
        let stage = ["awareness", "consideration", "decision", "after purchase"][number % 4];
        let channel = ["phone", "in person", "e-mail"][number % 3];
        let statement = match number % 3 {
            0 => "The adviser resolves the complaint as soon as possible. Keep the customer happy.",
            _ => "The adviser answers 90 % of calls within 2 minutes of the first ring.",
        };
        table += &format!(
            "S-{number},Answer case {number} of the branch,Section {},{stage},{channel},must,{statement}\n",
            number % 7
        );
    }
    from_table(folder, &table)
}

/// Makes an empty handbook in `folder`.
pub fn empty(folder: &Path) -> PathBuf {
    make(folder, &[], |_, _| ())
}

/// Makes a handbook that is wholly approved and can be signed: the starter's standards.
pub fn approved(folder: &Path) -> PathBuf {
    make(
        folder,
        &["customer-service".to_string()],
        |workspace, now| {
            approve_all(workspace, now);
            let keys = folder.join("root");
            workflow::make_identity(
                workspace,
                "Standards office",
                PASSPHRASE,
                Roots::One,
                &keys,
                now,
            )
            .unwrap();
        },
    )
}

/// Makes a handbook whose first edition is out.
pub fn issued(folder: &Path) -> PathBuf {
    let file = approved(folder);
    let mut workspace = workflow::open(&file).unwrap();
    let now = Now {
        at: jiff::Timestamp::now(),
        random: &mut rand_core::OsRng,
    };
    issue(&mut workspace, folder, &now);
    file
}

/// Makes a handbook that was restored from a backup: its depot holds a second edition since then,
/// in which CO-02 has another title.
pub fn restored(folder: &Path) -> PathBuf {
    let file = issued(folder);
    let (depot, stick) = (folder.join("depot"), folder.join("stick"));
    for folder in [&depot, &stick] {
        std::fs::create_dir(folder).unwrap();
    }
    let copy = stick.join("root-key.pem");
    std::fs::copy(folder.join("root/root-key.pem"), &copy).unwrap();
    let mut workspace = workflow::open(&file).unwrap();
    let mut random = rand_core::OsRng;
    let mut now = Now {
        at: jiff::Timestamp::now(),
        random: &mut random,
    };
    let address = depot.display().to_string();
    workflow::confirm_root_copy(&mut workspace, &copy, OFFICE, &now).unwrap();
    workflow::set_depot(&mut workspace, Some(&address), OFFICE, &now).unwrap();
    put_out(&mut workspace, &address, &now);
    let backup = folder.join("backup.plumbline");
    workspace.backup(&backup, &mut |_, _| true).unwrap();
    change(&mut workspace, "CO-02", &mut now, |standard| {
        standard.title = "Answer a complaint the same day".into();
    });
    approve_all(&mut workspace, &now);
    issue(&mut workspace, folder, &now);
    put_out(&mut workspace, &address, &now);
    drop(workspace);
    std::fs::rename(&backup, &file).unwrap();
    file
}

/// Exchanges with a depot, so that it holds everything that was issued.
fn put_out(workspace: &mut Workspace, address: &str, now: &Now) {
    let depot = workflow::open_depot(address, &workflow::Credentials::default()).unwrap();
    let secret = Some(PASSPHRASE);
    workflow::exchange(workspace, &*depot, secret, OFFICE, now, &mut |_| true).unwrap();
}

/// Makes a handbook that has been lived in: an edition is out, two standards have changed since,
/// one of them vaguely, and one is translated into Telugu and Tamil.
pub fn lived_in(folder: &Path) -> PathBuf {
    let file = approved(folder);
    let mut workspace = workflow::open(&file).unwrap();
    let mut random = rand_core::OsRng;
    let mut now = Now {
        at: jiff::Timestamp::now(),
        random: &mut random,
    };
    issue(&mut workspace, folder, &now);
    change(&mut workspace, "CO-02", &mut now, |standard| {
        standard.resolve_within = "3 working days".parse().ok();
        standard.late_after = "4 working days".parse().ok();
    });
    change(&mut workspace, "RE-02", &mut now, |standard| {
        standard.title = "Pay a refund at the till, without a form".into();
    });
    change(&mut workspace, "PH-01", &mut now, |standard| {
        standard.statement = standard
            .statement
            .replace("The adviser", "The adviser on duty");
        let telugu = Translation {
            title: "ఫోన్‌కు జవాబు ఇవ్వండి".into(),
            statement: "సలహాదారు మొదటి మోగింపు నుంచి లెక్కించే సమయంలో కాల్‌కు జవాబు ఇస్తారు.".into(),
            ..Translation::default()
        };
        let tamil = Translation {
            title: "தொலைபேசிக்குப் பதிலளிக்கவும்".into(),
            ..Translation::default()
        };
        standard.translations.insert(Language::Telugu, telugu);
        standard.translations.insert(Language::Tamil, tamil);
    });
    approve_all(&mut workspace, &now);
    change(&mut workspace, "CO-01", &mut now, |standard| {
        standard.statement = "When a customer calls with a complaint, it must be acknowledged as soon as possible. Keep the customer happy on all calls, and remember that the customer is always right.".into();
        standard.respond_within = None;
    });
    let read = workspace.handbook().unwrap();
    let mut handbook = read.clone();
    handbook.languages = vec![Language::English, Language::Telugu, Language::Tamil];
    workspace.save_handbook(&handbook, &read).unwrap();
    file
}

fn change(workspace: &mut Workspace, code: &str, now: &mut Now, edit: impl FnOnce(&mut Standard)) {
    let draft = workflow::draft_with_code(workspace, &code.into()).unwrap();
    let mut standard = draft.standard;
    edit(&mut standard);
    workflow::save(workspace, &standard, draft.saves, now).unwrap();
}

fn issue(workspace: &mut Workspace, folder: &Path, now: &Now) {
    let order = workflow::IssueOrder {
        effective_on: now.at.to_zoned(jiff::tz::TimeZone::UTC).date(),
        next_expected_by: None,
        note: "The first standards of the shop.",
        changes: std::collections::BTreeMap::new(),
        number: None,
        passphrase: PASSPHRASE,
        folder: folder.join("editions"),
        name: "Shop",
        actor: OFFICE,
    };
    workflow::issue(workspace, &order, now, &mut |_| true).unwrap();
}

/// Returns the text that is saved of the standard with a code.
pub fn saved(file: &Path, code: &str) -> handbook::Standard {
    let workspace = workflow::open(file).unwrap();
    let draft = workflow::draft_with_code(&workspace, &code.into());
    draft.unwrap().standard
}

fn approve_all(workspace: &mut Workspace, now: &Now) {
    let ready = workflow::unapproved(workspace).unwrap().ready;
    let ids: Vec<StandardId> = ready.iter().map(|draft| draft.standard.id).collect();
    let order = ApprovalOrder {
        by: "Head of service".into(),
        author: "Standards office".into(),
        note: "First text.".into(),
        change: Change::Material,
    };
    workflow::approve(workspace, &ids, &order, now).unwrap();
}

fn from_table(folder: &Path, table: &str) -> PathBuf {
    make(folder, &[], |workspace, now| {
        let path = folder.join("standards.csv");
        std::fs::write(&path, table).unwrap();
        let report = workflow::import(workspace, &[path], None, "Head of service", false, now);
        assert!(report.unwrap().refused.is_empty());
    })
}

fn make(
    folder: &Path,
    starters: &[String],
    fill: impl FnOnce(&mut Workspace, &mut Now),
) -> PathBuf {
    let file = folder.join("Shop.plumbline");
    let mut random = rand_core::OsRng;
    let mut now = Now {
        at: jiff::Timestamp::now(),
        random: &mut random,
    };
    let wish = NewHandbook {
        title: "Customer service standards",
        organisation: "Sample organisation",
        language: Language::default(),
        starters,
        actor: "Head of service",
    };
    let mut workspace = workflow::new_workspace(&file, &wish, &mut now).unwrap();
    fill(&mut workspace, &mut now);
    file
}
