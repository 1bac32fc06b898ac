//! Rebuilding a publisher's workspace from what it once put into a depot: editions with their
//! revisions, and the branches' keys.
//!
//! Nothing that is here is changed. What comes back stands in the record as an act of now, because
//! the entries that were written at the time are lost.

use std::collections::BTreeSet;

use handbook::{
    Branch, Changed, Edition, EventKind, RecordHead, Revision, RosterEntry, StandardId, to_markdown,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::json;

use crate::record::{self, Event};
use crate::{
    Error, NewRequest, NewState, Workspace, branch, codes, draft, edition, enrol, revision, state,
};

/// What a depot says of the branches.
#[derive(Debug, Clone, Copy)]
pub struct NewRoster<'a> {
    /// The branches that are not here, as far as they are known.
    pub branches: &'a [Branch],
    /// The requests that the accepted keys came with.
    pub requests: &'a [NewRequest<'a>],
    /// The keys that are or were accepted; each must have its request.
    pub entries: &'a [RosterEntry],
}

impl Workspace {
    /// Adds an edition that was issued before, with those of its revisions that are missing. The
    /// drafts that nobody has changed since follow.
    ///
    /// Refuses a revision of which another text is here, and a code that stands for another draft.
    pub fn rebuild_edition(
        &mut self,
        issued: &Edition,
        files: &[(String, Vec<u8>)],
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            let untouched = untouched(transaction, issued)?;
            for revision in &issued.revisions {
                add_revision(transaction, revision, actor, at)?;
            }
            follow(transaction, issued, &untouched, at)?;
            for changed in &issued.changes {
                if let Changed::Withdrawn(before) = changed {
                    withdraw(transaction, before, actor, at)?;
                }
            }
            edition::add(transaction, issued, files, actor, at)
        })
    }

    /// Adds branches, requests and keys that are missing, and ends the keys that were ended; all
    /// of it or nothing.
    pub fn rebuild_roster(
        &mut self,
        roster: &NewRoster,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            branch::add_all(transaction, roster.branches, actor, at)?;
            for request in roster.requests {
                enrol::add_request(transaction, request, actor, at)?;
            }
            let mut entries = roster.entries.iter();
            entries.try_for_each(|entry| add_key(transaction, entry, actor, at))
        })
    }

    /// Takes a state of the depot as one's own, which ends a rebuilding. `lost` is how the record
    /// ended that the state was a witness to.
    pub fn finish_rebuilding(
        &mut self,
        new: &NewState,
        lost: RecordHead,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction| {
            if !state::publish(transaction, new, actor, at)? {
                return Ok(());
            }
            let event = Event {
                at,
                actor,
                kind: EventKind::Rebuilt,
                subject: new.seq.to_string(),
                body: json!({ "sha256": new.content, "lost record": lost }),
            };
            record::append(transaction, event).map(drop)
        })
    }
}

/// Lists the edition's standards whose drafts may follow it: there is none, or it is still the
/// text of its last revision.
fn untouched(connection: &Connection, issued: &Edition) -> Result<BTreeSet<StandardId>, Error> {
    let mut untouched = BTreeSet::new();
    for revision in &issued.revisions {
        let draft = draft::find(connection, revision.id())?;
        if draft.is_none_or(|draft| draft.is_approved) {
            untouched.insert(revision.id());
        }
    }
    Ok(untouched)
}

/// Adds a revision, unless it is here.
fn add_revision(
    transaction: &Transaction,
    new: &Revision,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let (id, number) = (new.id(), new.number);
    if let Some(here) = revision::find(transaction, id, number)? {
        return match here.digest == new.digest {
            true => Ok(()),
            false => Err(Error::OtherRevision {
                code: here.standard.code,
                number,
            }),
        };
    }
    let mut insert = transaction
        .prepare_cached("INSERT INTO standard (id) VALUES (?1) ON CONFLICT DO NOTHING")?;
    insert.execute([id.to_string()])?;
    revision::insert(transaction, new, &to_markdown(&new.standard))?;
    let event = Event {
        at,
        actor,
        kind: EventKind::Approved,
        subject: id.to_string(),
        body: json!({
            "code": new.standard.code,
            "revision": number,
            "sha256": new.digest,
            "author": new.author,
            "approver": new.approver,
            "approved at": new.approved_at,
            "change": new.change,
            "note": new.note,
        }),
    };
    record::append(transaction, event).map(drop)
}

/// Makes the untouched drafts those of the edition, if it holds their last revisions.
fn follow(
    transaction: &Transaction,
    issued: &Edition,
    untouched: &BTreeSet<StandardId>,
    at: Timestamp,
) -> Result<(), Error> {
    let follows = |revision: &&Revision| untouched.contains(&revision.id());
    let last = |revision: &Revision| -> Result<bool, Error> {
        Ok(last_number(transaction, revision.id())? == Some(revision.number))
    };
    let mut following = Vec::new();
    for revision in issued.revisions.iter().filter(follows) {
        if last(revision)? {
            following.push(revision);
        }
    }
    // Codes may have been exchanged: all of them become free before one is taken.
    let free =
        "UPDATE draft SET code = '' WHERE standard = (SELECT key FROM standard WHERE id = ?1)";
    let mut free = transaction.prepare_cached(free)?;
    for revision in &following {
        free.execute([revision.id().to_string()])?;
    }
    for revision in following {
        codes::check_free(transaction, &revision.standard.code, revision.id())?;
        draft::put(transaction, &revision.standard, at)?;
    }
    Ok(())
}

fn last_number(connection: &Connection, id: StandardId) -> Result<Option<u32>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT max(number) FROM revision r JOIN standard s ON s.key = r.standard WHERE s.id = ?1",
    )?;
    Ok(select.query_row([id.to_string()], |row| row.get(0))?)
}

/// Retires the draft of a standard that an edition has withdrawn, unless it was changed since.
fn withdraw(
    transaction: &Transaction,
    before: &Revision,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    match draft::find(transaction, before.id())? {
        Some(draft) if draft.is_approved && draft.last_revision == Some(before.number) => {
            draft::retire(transaction, before.id(), actor, at)
        }
        _ => Ok(()),
    }
}

/// Adds a key or ends it, as the roster says.
fn add_key(
    transaction: &Transaction,
    entry: &RosterEntry,
    actor: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let branch = branch::key(transaction, entry.branch)?;
    if !has_key(transaction, branch, entry)? {
        enrol::accept(transaction, branch, entry, actor, at)?;
    }
    let in_use = enrol::in_use(transaction, branch)?;
    match entry.until_seq {
        Some(until) if in_use == Some(entry.certificate) => {
            enrol::put_out_of_use(transaction, entry.branch, branch, until, actor, at)
        }
        _ => Ok(()),
    }
}

fn has_key(connection: &Connection, branch: i64, entry: &RosterEntry) -> Result<bool, Error> {
    let mut select = connection.prepare_cached(
        "SELECT 1 FROM certificate WHERE branch = ?1 AND fingerprint = ?2 AND from_seq = ?3",
    )?;
    let values = params![branch, entry.certificate.0, entry.from_seq];
    Ok(select.query_row(values, |_| Ok(())).optional()?.is_some())
}
