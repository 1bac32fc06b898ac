//! The mark that PDF and HTML carry, by which a program tells which edition they are.
//!
//! It is part of the signed bytes, and worth as much as the signature over them.

use handbook::{Digest, Edition};
use jiff::civil::Date;
use lopdf::{Document, Object, decode_text_string};
use serde::{Deserialize, Serialize};

use crate::markdown::escape;

/// The entry of a PDF's information dictionary that holds the mark.
pub(crate) const PDF_KEY: &str = "PlumblineEdition";
const HTML_HEAD: &str = "<meta name=\"plumbline-edition\" content=\"";

/// Which edition a document is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The handbook's title.
    pub title: String,
    /// The edition's number.
    pub number: u32,
    /// From when on it holds.
    pub effective_on: Date,
    /// The day by which readers should ask for a newer one.
    pub next_expected_by: Option<Date>,
    /// How many standards it holds.
    pub standards: usize,
    /// The edition's identity.
    pub digest: Digest,
}

impl Mark {
    /// Returns an edition's mark.
    pub fn of(edition: &Edition) -> Self {
        Self {
            title: edition.handbook.title.clone(),
            number: edition.number,
            effective_on: edition.effective_on,
            next_expected_by: edition.next_expected_by,
            standards: edition.revisions.len(),
            digest: edition.digest(),
        }
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a mark is plain data")
    }

    /// Writes the mark as an element of an HTML page's head.
    pub(crate) fn to_html(&self) -> String {
        format!("{HTML_HEAD}{}\">", escape(&self.to_json()))
    }
}

/// Reads the mark of a PDF whose signature holds.
pub fn mark_of_pdf(bytes: &[u8]) -> Option<Mark> {
    let document = Document::load_mem(bytes).ok()?;
    let information = match document.trailer.get(b"Info").ok()? {
        Object::Reference(id) => document.get_dictionary(*id).ok()?,
        direct => direct.as_dict().ok()?,
    };
    let text = decode_text_string(information.get(PDF_KEY.as_bytes()).ok()?).ok()?;
    serde_json::from_str(&text).ok()
}

/// Reads the mark of an HTML handbook whose signature holds.
pub fn mark_of_html(text: &str) -> Option<Mark> {
    let (_, rest) = text.split_once(HTML_HEAD)?;
    let (content, _) = rest.split_once('"')?;
    let json = content
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<");
    serde_json::from_str(&json.replace("&gt;", ">").replace("&amp;", "&")).ok()
}
