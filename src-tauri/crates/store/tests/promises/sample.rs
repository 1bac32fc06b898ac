//! Workspaces and standards to try things on.

use std::path::PathBuf;

use handbook::{
    Change, Edition, Handbook, HandbookId, Language, Revision, Standard, StandardId, Step,
    Translation,
};
use jiff::Timestamp;
use store::{Approval, Workspace};
use tempfile::TempDir;

pub const ACTOR: &str = "HR editor";

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a moment")
}

pub fn id(number: u32) -> StandardId {
    let mut random = [0; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    StandardId::new(at(i64::from(number)), random)
}

pub fn handbook() -> Handbook {
    let id = HandbookId::new(at(0), [1; 10]);
    Handbook::new(id, "Service handbook", "Example Stores", Language::English)
}

pub fn standard(number: u32, code: &str, title: &str) -> Standard {
    let mut standard = Standard::empty(id(number));
    standard.code = code.into();
    standard.title = title.to_string();
    standard.statement = format!("The adviser does this: {title}.");
    standard
}

pub fn in_memory() -> Workspace {
    Workspace::in_memory(&handbook(), ACTOR, at(0)).expect("a workspace")
}

pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self) -> PathBuf {
        self.path("Service.plumbline")
    }

    pub fn create(&self) -> Workspace {
        Workspace::create(&self.file(), &handbook(), ACTOR, at(0)).expect("a workspace")
    }

    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub fn approval(workspace: &Workspace, id: StandardId) -> Approval {
    let draft = workspace.draft(id).expect("readable").expect("a draft");
    Approval {
        id,
        saves: draft.saves,
        author: ACTOR.to_string(),
        approver: "Head of service".to_string(),
        note: "First text".to_string(),
        change: Change::Material,
    }
}

pub fn approve(workspace: &mut Workspace, id: StandardId, change: Change) -> Revision {
    let approval = Approval {
        change,
        ..approval(workspace, id)
    };
    let approved = workspace.approve(&[approval], at(50)).expect("approved");
    approved.into_iter().next().expect("one")
}

pub fn reword(workspace: &mut Workspace, id: StandardId, statement: &str) {
    let draft = workspace.draft(id).expect("readable").expect("a draft");
    let mut standard = draft.standard;
    standard.statement = statement.to_string();
    workspace
        .save_draft(&standard, draft.saves, at(60))
        .expect("saved");
}

pub fn next_edition(workspace: &Workspace, number: u32) -> Edition {
    let last = workspace.last_edition().expect("readable");
    let previous = last.map(|edition| edition.number);
    Edition {
        handbook: workspace.handbook().expect("a handbook"),
        number,
        issued_at: at(100),
        effective_on: jiff::civil::date(2026, 9, 1),
        next_expected_by: None,
        note: "An edition".to_string(),
        previous,
        revisions: workspace.latest_revisions().expect("readable"),
        changes: workspace.changes_since(previous).expect("readable"),
    }
}

pub fn issue(workspace: &mut Workspace, number: u32) -> Edition {
    let edition = next_edition(workspace, number);
    let files = [
        (
            format!("Service-edition-{number}.edition"),
            b"the edition file".to_vec(),
        ),
        (
            format!("Service-edition-{number}.edition.p7s"),
            b"the signature".to_vec(),
        ),
        (
            format!("Service-edition-{number}.pdf"),
            b"the pages".to_vec(),
        ),
    ];
    workspace
        .add_edition(&edition, &files, ACTOR)
        .expect("issued");
    edition
}

pub fn translated(number: u32, code: &str, language: Language, statement: &str) -> Standard {
    let mut standard = standard(number, code, "A rule");
    let translation = Translation {
        title: "—".to_string(),
        statement: statement.to_string(),
        ..Translation::default()
    };
    standard.translations.insert(language, translation);
    standard
}

pub fn step(text: &str) -> Step {
    Step {
        text: text.to_string(),
        ..Step::default()
    }
}
