//! What the record vouches for, gathered for the doctor while it reads the entries.

use std::collections::{BTreeMap, BTreeSet};

use handbook::{BranchId, Digest, Entry, EventKind, RosterEntry, StandardId};
use serde_json::Value;

/// What the record says was approved, issued, received and accepted.
#[derive(Default)]
pub(crate) struct Recorded {
    pub(crate) revisions: BTreeMap<(StandardId, u32), Digest>,
    pub(crate) editions: BTreeMap<u32, Digest>,
    pub(crate) trusts: BTreeMap<u32, Digest>,
    /// By epoch and place.
    pub(crate) published: BTreeMap<(u32, u64), Digest>,
    /// By branch and number: the digest of the whole entry.
    pub(crate) receipts: BTreeMap<(BranchId, u64), Digest>,
    pub(crate) roster: Vec<RosterEntry>,
    /// Where in `roster` the key of a branch stands that is in use.
    open: BTreeMap<BranchId, usize>,
    /// By number: sheet and file.
    pub(crate) received: BTreeMap<u32, (Digest, Digest)>,
    /// By number: content and signed bytes.
    pub(crate) own_receipts: BTreeMap<u64, (Digest, Digest)>,
    /// What was confirmed and briefed: edition and text.
    pub(crate) said: BTreeSet<(u32, Digest)>,
}

impl Recorded {
    /// Notes what an entry vouches for; one that says less than it should vouches for nothing.
    pub(crate) fn note(&mut self, entry: &Entry) {
        let body: Value = serde_json::from_str(&entry.body).unwrap_or_default();
        match entry.kind {
            EventKind::Approved => self.approved(entry, &body),
            EventKind::Issued => self.issued(entry, &body),
            EventKind::Trusted => self.trusted(entry, &body),
            EventKind::Published => self.published(entry, &body),
            EventKind::Collected => self.collected(entry, &body),
            EventKind::Enrolled => self.enrolled(entry, &body),
            EventKind::Unenrolled => self.unenrolled(entry, &body),
            EventKind::Received => self.received(entry, &body),
            EventKind::Acknowledged => self.acknowledged(&body),
            EventKind::Confirmed => {
                let staff = body["staff"].as_array().into_iter().flatten();
                staff.for_each(|said| self.said(entry, said));
            }
            EventKind::Briefed => self.said(entry, &body["briefing"]),
            _ => {}
        }
    }

    fn approved(&mut self, entry: &Entry, body: &Value) {
        let number = number(body, "revision").and_then(|n| u32::try_from(n).ok());
        let id = entry.subject.parse().ok();
        if let (Some(id), Some(number), Some(digest)) = (id, number, digest(body, "sha256")) {
            self.revisions.insert((id, number), digest);
        }
    }

    fn issued(&mut self, entry: &Entry, body: &Value) {
        if let (Ok(number), Some(digest)) = (entry.subject.parse(), digest(body, "sheet")) {
            self.editions.insert(number, digest);
        }
    }

    fn trusted(&mut self, entry: &Entry, body: &Value) {
        if let (Ok(number), Some(digest)) = (entry.subject.parse(), digest(body, "sha256")) {
            self.trusts.insert(number, digest);
        }
    }

    fn published(&mut self, entry: &Entry, body: &Value) {
        let epoch = number(body, "epoch").and_then(|n| u32::try_from(n).ok());
        let seq = entry.subject.parse().ok();
        if let (Some(epoch), Some(seq), Some(digest)) = (epoch, seq, digest(body, "sha256")) {
            self.published.insert((epoch, seq), digest);
        }
    }

    fn collected(&mut self, entry: &Entry, body: &Value) {
        if let (Ok(id), Some(seq)) = (entry.subject.parse(), number(body, "seq")) {
            self.receipts
                .insert((id, seq), Digest::of(entry.body.as_bytes()));
        }
    }

    /// A key that is accepted ends the one before it.
    fn enrolled(&mut self, entry: &Entry, body: &Value) {
        let (certificate, from_seq) = (digest(body, "certificate"), number(body, "from"));
        let (Ok(branch), Some(certificate), Some(from_seq)) =
            (entry.subject.parse(), certificate, from_seq)
        else {
            return;
        };
        self.end(branch, from_seq.saturating_sub(1));
        self.open.insert(branch, self.roster.len());
        self.roster.push(RosterEntry {
            branch,
            certificate,
            from_seq,
            until_seq: None,
            audience: Vec::new(),
        });
    }

    fn unenrolled(&mut self, entry: &Entry, body: &Value) {
        if let (Ok(branch), Some(until)) = (entry.subject.parse(), number(body, "until")) {
            self.end(branch, until);
        }
    }

    fn end(&mut self, branch: BranchId, until_seq: u64) {
        if let Some(place) = self.open.remove(&branch) {
            self.roster[place].until_seq = Some(until_seq);
        }
    }

    fn received(&mut self, entry: &Entry, body: &Value) {
        let digests = (digest(body, "sheet"), digest(body, "file"));
        if let (Ok(number), (Some(sheet), Some(file))) = (entry.subject.parse(), digests) {
            self.received.insert(number, (sheet, file));
        }
    }

    fn acknowledged(&mut self, body: &Value) {
        let digests = (digest(body, "sha256"), digest(body, "signed"));
        if let (Some(seq), (Some(content), Some(signed))) = (number(body, "seq"), digests) {
            self.own_receipts.insert(seq, (content, signed));
        }
    }

    fn said(&mut self, entry: &Entry, said: &Value) {
        if let Ok(edition) = entry.subject.parse() {
            let digest = Digest::of(said.to_string().as_bytes());
            self.said.insert((edition, digest));
        }
    }
}

fn digest(body: &Value, name: &str) -> Option<Digest> {
    body[name].as_str()?.parse().ok()
}

fn number(body: &Value, name: &str) -> Option<u64> {
    body[name].as_u64()
}
