//! The nouns of a customer-service standards handbook, and the laws they obey.
//!
//! Everything here would still be true on paper. Nothing here reads a file, a clock or a
//! random number, and nothing knows how a standard is stored, checked, printed or signed.

mod branch;
mod channel;
mod difference;
mod digest;
mod edition;
mod handbook;
mod id;
mod invite;
mod language;
mod laws;
mod limit;
mod markdown;
mod measure;
mod percent;
mod receipt;
mod record;
mod result;
mod revision;
mod role;
mod since;
mod standard;
mod text;
mod translation;
mod trust;
#[cfg(feature = "typescript")]
mod typescript;
mod waiver;
mod words;

pub use branch::{Branch, Due, concerns, due_on};
pub use channel::Channel;
pub use difference::{FieldDifference, Piece, PieceKind, difference, word_difference};
pub use digest::{BadDigest, Digest};
pub use edition::{
    Changed, Edition, Sheet, SheetChange, SheetEntry, WhatChanged, sort_for_reading,
};
pub use handbook::{FlaggedWord, Handbook, NotOffered, OwnWords, Term};
pub use id::{BranchId, HandbookId, StandardId};
pub use invite::{EnrolmentRequest, Invite};
pub use language::{Language, UnknownLanguage};
pub use laws::{BrokenLaw, broken_laws};
pub use limit::{BadTimeLimit, Clock, TimeLimit, Unit};
pub use markdown::{Error as MarkdownError, from_markdown, to_markdown};
pub use measure::{Bound, Measure, Period};
pub use percent::{BadPercent, Percent};
pub use receipt::{Briefing, ConfirmedHow, Receipt, SeenStandard, StaffConfirmation};
pub use record::{Entry, EventKind};
pub use result::MeasuredResult;
pub use revision::{Change, Draft, Revision};
pub use role::Role;
pub use since::{changes_for, changes_since};
pub use standard::{
    Code, Empowerment, Escalation, Evidence, EvidenceKind, Exception, Force, Kind, RolePlay, Stage,
    Standard, Step,
};
pub use text::{UnfitText, unfit_field, unfit_text};
pub use translation::{TextField, Translation};
pub use trust::{
    Arrivals, EditionMark, Latest, RecordHead, Roster, RosterEntry, Trust, TrustedPublisher,
};
pub use waiver::{Waiver, sentence_key};
pub use words::{BadContent, UnknownWord};
