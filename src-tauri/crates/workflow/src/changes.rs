//! What changed for a branch since it last acknowledged an edition.

mod standing;

use std::collections::BTreeSet;

use handbook::{Digest, Language, Revision, Role, Standard, StandardId, difference, due_on};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use store::Workspace;

pub(crate) use self::standing::{Shown, Standing, own_receipts, standing};
use crate::briefing::to_brief;
use crate::progress::count;
use crate::receive::seen;
use crate::silence::broken_promise;
use crate::{
    AlarmView, BranchChange, ChangesView, Error, MembershipView, OwnAcknowledgement,
    OwnReceiptView, PersonView, ReceivedView, TeamMember,
};

impl Standing {
    /// Returns the exact words to agree to.
    pub(crate) fn statement(&self, is_briefed: bool) -> String {
        let language = self.own.branch.language;
        let (number, on) = (self.sheet.number, self.sheet.effective_on);
        ::export::statement(language, number, on, self.since.is_none(), is_briefed)
    }

    /// Describes the changes in the branch's language.
    pub(crate) fn views(&self, ticked: &BTreeSet<StandardId>) -> Vec<BranchChange> {
        let view = |shown: &Shown| self.view(shown, ticked.contains(&shown.change.id));
        self.changes.iter().map(view).collect()
    }

    fn view(&self, shown: &Shown, is_seen: bool) -> BranchChange {
        let language = self.own.branch.language;
        let empty = || Standard::empty(shown.change.id);
        let read = |revision: &Option<Revision>| {
            revision
                .as_ref()
                .map_or_else(empty, |revision| in_language(&revision.standard, language))
        };
        let (before, now) = (read(&shown.before), read(&shown.now));
        let newest = if shown.now.is_some() { &now } else { &before };
        let names = |role: &&Role| self.roles.contains(role);
        let named = newest.audience.iter().chain([&newest.actor]);
        let roles: BTreeSet<_> = named.filter(names).cloned().collect();
        let mut differences = difference(&before, &now);
        differences.retain(|found| found.field != "code" && found.field != "id");
        BranchChange {
            id: shown.change.id,
            code: newest.code.to_string(),
            title: newest.title.clone(),
            section: newest.section.clone(),
            force: newest.force,
            what: shown.change.what,
            why: shown
                .now
                .as_ref()
                .map_or_else(String::new, |now| now.note.clone()),
            roles: roles.into_iter().collect(),
            differences,
            is_asked: shown.is_asked(),
            is_seen,
        }
    }

    /// Computes the digest of what is shown: the statement and the changes, word by word.
    pub(crate) fn shown_digest(&self, statement: &str) -> Digest {
        let shown = ShownForm {
            edition: self.sheet.number,
            since: self.since,
            statement,
            changes: self.views(&BTreeSet::new()),
        };
        let text = serde_json::to_string(&shown).expect("changes are plain data");
        Digest::of(text.as_bytes())
    }
}

/// What was shown, as it is digested: JSON in this order of fields.
#[derive(Serialize)]
struct ShownForm<'a> {
    edition: u32,
    since: Option<u32>,
    statement: &'a str,
    changes: Vec<BranchChange>,
}

/// Returns a standard with its texts in `language`, as far as there are any.
pub(crate) fn in_language(standard: &Standard, language: Language) -> Standard {
    let mut standard = standard.clone();
    let translations = std::mem::take(&mut standard.translations);
    standard.waivers.clear();
    let Some(text) = translations.get(&language) else {
        return standard;
    };
    let put = |own: &mut String, text: &String| {
        if !text.trim().is_empty() {
            own.clone_from(text);
        }
    };
    put(&mut standard.title, &text.title);
    put(&mut standard.statement, &text.statement);
    put(&mut standard.starts_when, &text.starts_when);
    put(&mut standard.script, &text.script);
    for (step, text) in standard.steps.iter_mut().zip(&text.steps) {
        put(&mut step.text, text);
    }
    for (own, text) in standard.exceptions.iter_mut().zip(&text.exceptions) {
        put(&mut own.when, &text.when);
        put(&mut own.holds, &text.holds);
    }
    for (own, text) in standard.empowerment.iter_mut().zip(&text.empowerment) {
        put(&mut own.may, text);
    }
    if text.dos.len() == standard.dos.len() {
        standard.dos.clone_from(&text.dos);
    }
    if text.donts.len() == standard.donts.len() {
        standard.donts.clone_from(&text.donts);
    }
    if text.role_play.is_some() {
        standard.role_play.clone_from(&text.role_play);
    }
    standard
}

/// Tells what changed since the branch last acknowledged an edition, and how far it has come.
pub fn what_changed(
    workspace: &Workspace,
    today: Date,
    now: Timestamp,
) -> Result<ChangesView, Error> {
    let standing = standing(workspace)?;
    let membership = membership_with(workspace, standing.as_ref())?;
    let last = own_receipts(workspace)?.pop();
    let latest = seen(workspace)?.map(|latest| latest.content);
    let is_clock_doubtful = latest.as_ref().is_some_and(|latest| now < latest.issued_at);
    let sheet = standing.as_ref().map(|standing| &standing.sheet);
    let silence = broken_promise(latest.as_ref(), sheet, today);
    let mut view = ChangesView {
        membership,
        edition: None,
        since: None,
        roles: Vec::new(),
        due_on: None,
        changes: Vec::new(),
        of_others: 0,
        statement: String::new(),
        acknowledged: None,
        last_person: last
            .as_ref()
            .map(|last| last.person.clone())
            .unwrap_or_default(),
        last_role: last.map(|last| last.role).unwrap_or_default(),
        team: Vec::new(),
        confirmed: 0,
        to_brief: Vec::new(),
        briefing: None,
        receipt: None,
        silence,
        is_clock_doubtful,
        today,
        exchanged_at: crate::exchange::exchanged_at(workspace)?,
        alarms: alarms(workspace)?,
    };
    if let Some(standing) = standing {
        let roles = &standing.own.branch.audience;
        let due = latest.map(|latest| latest.due).unwrap_or_default();
        view.due_on = due_on(&due, standing.sheet.number, roles);
        fill(workspace, &standing, &mut view)?;
    }
    Ok(view)
}

fn fill(workspace: &Workspace, standing: &Standing, view: &mut ChangesView) -> Result<(), Error> {
    let number = standing.sheet.number;
    let ticked: BTreeSet<_> = workspace
        .ticked(number, standing.since)?
        .into_iter()
        .collect();
    view.to_brief = to_brief(workspace, standing)?;
    view.briefing = workspace.briefings(number)?.pop();
    view.edition = Some(received_view(standing));
    view.since = standing.since;
    view.roles.clone_from(&standing.roles);
    view.changes = standing.views(&ticked);
    view.of_others = count(standing.of_others);
    view.statement = match &standing.receipt {
        Some(receipt) => receipt.statement.clone(),
        None => standing.statement(view.briefing.is_some()),
    };
    view.acknowledged = standing.receipt.as_ref().map(|receipt| OwnAcknowledgement {
        person: receipt.person.clone(),
        role: receipt.role.clone(),
        at: receipt.acknowledged_at,
        statement: receipt.statement.clone(),
    });
    view.team = team(workspace, number)?;
    view.confirmed = count(
        view.team
            .iter()
            .filter(|member| member.confirmed.is_some())
            .count(),
    );
    let own = workspace.own_receipts()?.into_iter().rev();
    view.receipt = own
        .filter(|receipt| receipt.edition == number)
        .map(|receipt| OwnReceiptView {
            seq: u32::try_from(receipt.seq).unwrap_or(u32::MAX),
            edition: receipt.edition,
            made_at: receipt.made_at,
            sent_at: receipt.sent_at,
            confirmed_at: receipt.confirmed_at,
        })
        .next();
    Ok(())
}

/// Lists the people of the branch, and who of them has confirmed an edition.
pub(crate) fn team(workspace: &Workspace, edition: u32) -> Result<Vec<TeamMember>, Error> {
    let confirmations = workspace.confirmations(edition)?;
    let people = workspace.people()?.into_iter();
    let member = |person: store::Person| {
        let own = confirmations.iter().find(|own| own.person == person.name);
        TeamMember {
            confirmed: own.cloned(),
            person: PersonView {
                id: person.id,
                name: person.name,
                role: person.role,
            },
        }
    };
    Ok(people
        .filter(|person| !person.is_gone)
        .map(member)
        .collect())
}

pub(crate) fn received_view(standing: &Standing) -> ReceivedView {
    let (sheet, received) = (&standing.sheet, &standing.received);
    ReceivedView {
        number: sheet.number,
        title: sheet.handbook.title.clone(),
        effective_on: sheet.effective_on,
        issued_at: sheet.issued_at,
        note: sheet.note.clone(),
        signer: name_in(&received.signer, "CN"),
        organisation: name_in(&received.signer, "O"),
        fingerprint: received.sheet.fingerprint(),
        received_at: received.received_at,
    }
}

/// Returns a part of a name as certificates write it, such as `CN=Standards office,O=Example`.
fn name_in(subject: &str, part: &str) -> String {
    let parts = subject.split(',').map(str::trim);
    let mut values = parts.filter_map(|pair| pair.strip_prefix(part)?.strip_prefix('='));
    values.next().unwrap_or_default().to_string()
}

/// Tells what the branch is a member of; none for a publisher's workspace.
pub fn membership(workspace: &Workspace) -> Result<Option<MembershipView>, Error> {
    match workspace.membership()? {
        Some(_) => membership_with(workspace, standing(workspace)?.as_ref()).map(Some),
        None => Ok(None),
    }
}

fn membership_with(
    workspace: &Workspace,
    standing: Option<&Standing>,
) -> Result<MembershipView, Error> {
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let open = standing.filter(|standing| standing.receipt.is_none());
    let asked = open.map_or(0, |standing| {
        standing
            .changes
            .iter()
            .filter(|shown| shown.is_asked())
            .count()
    });
    Ok(MembershipView {
        branch: own.branch.name,
        organisation: own.handbook.organisation,
        roles: own.branch.audience,
        language: own.branch.language,
        depot: own.depot,
        key: Digest::of(&own.certificate).fingerprint(),
        is_enrolled: workspace.enrolled()?.is_some(),
        edition: standing.map(|standing| standing.sheet.number),
        to_acknowledge: count(asked),
    })
}

/// Lists what needs a person's attention at once, the newest first.
pub(crate) fn alarms(workspace: &Workspace) -> Result<Vec<AlarmView>, Error> {
    let entries = workspace.entries_of(handbook::EventKind::Alarm, 20)?;
    let view = |entry: handbook::Entry| {
        let (what, number) = entry.subject.split_once(' ')?;
        Some(AlarmView {
            at: entry.at,
            seq: number.parse().ok()?,
            is_edition: what == "edition",
            is_ahead: false,
        })
    };
    Ok(entries.into_iter().filter_map(view).collect())
}
