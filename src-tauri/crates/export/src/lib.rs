//! Turns an edition, and what its branches did with it, into bytes: PDF, HTML and tables.
//!
//! Reads no files, no clock and no random numbers: templates and fonts are compiled in, and the
//! same edition gives the same bytes on every machine. Knows nothing of signatures.

mod fonts;
mod html;
mod layout;
mod mark;
mod markdown;
mod papers;
mod pdf;
mod phrases;
mod shaping;
mod statement;
mod tables;

pub use html::{changes_html, html, preview};
pub use mark::{Mark, mark_of_html, mark_of_pdf};
pub use markdown::raw_html;
pub use papers::{
    Acknowledged, BranchEvidence, BriefedChange, BriefingSheet, ConfirmationSheet, EditionInForce,
    Evidence, InviteSheet, InvitedBranch, Letterhead, Person, Reminder, ReminderList,
    acknowledgements_csv, briefing_sheet, confirmation_sheet, evidence_report, invite_sheet,
    reminder_list,
};
pub use pdf::pdf;
pub use statement::statement;
pub use tables::{csv, json};

/// Why an edition could not be turned into a document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font could not be reduced to the glyphs in use.
    #[error("the font {font} could not be reduced to the {glyphs} glyphs in use: {cause}")]
    Font {
        /// The font's name.
        font: &'static str,
        /// How many glyphs were asked for.
        glyphs: usize,
        /// What went wrong.
        cause: String,
    },
    /// A text is too long for a QR code.
    #[error("{bytes} bytes are too many for a QR code")]
    Code {
        /// How long the text is.
        bytes: usize,
    },
    /// The PDF could not be put together.
    #[error("the PDF of {pages} pages could not be written: {cause}")]
    Pdf {
        /// How many pages it has.
        pages: usize,
        /// What went wrong.
        cause: String,
    },
}
