//! Writes a laid-out book as PDF 1.7: tagged, archivable (PDF/A-2a) and accessible (PDF/UA-1).
//!
//! Pages and fonts go through printpdf, by glyph number; what it does not write (structure,
//! outline, metadata, output intent, identity) is added to its lopdf document afterwards.

mod catalog;
mod embed;
mod operations;
mod outline;
mod structure;
mod unicode;

use handbook::{Edition, Language};
use jiff::Timestamp;
use lopdf::Document;
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::Error;
use crate::layout::{Book, compose};
use crate::mark::Mark;

/// What a file says of where it comes from.
pub(crate) struct Imprint<'a> {
    /// The organisation.
    pub author: &'a str,
    /// When it was made.
    pub made_at: Timestamp,
    /// Which edition it is, if it is one.
    pub mark: Option<Mark>,
}

/// Writes an edition as a PDF in a language; what is not translated stands in the source
/// language. The same edition gives the same bytes.
pub fn pdf(edition: &Edition, language: Language) -> Result<Vec<u8>, Error> {
    let imprint = Imprint {
        author: &edition.handbook.organisation,
        made_at: edition.issued_at,
        mark: Some(Mark::of(edition)),
    };
    write(&compose(edition, language), &imprint)
}

/// Writes a laid-out book.
pub(crate) fn write(book: &Book, imprint: &Imprint) -> Result<Vec<u8>, Error> {
    let characters = unicode::characters(&book.shaper);
    let mut source = PdfDocument::new(&book.title);
    let fonts = embed::embed(&mut source, &characters)?;
    let drawn = operations::draw(book, &characters, &fonts);
    source.with_pages(drawn.pages.into_iter().map(page).collect());
    let mut warnings = Vec::new();
    let mut document = source.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    drop(source);
    finish(&mut document, book, imprint, &drawn.content).map_err(|cause| failed(book, &cause))?;
    save(document).map_err(|cause| failed(book, &cause))
}

fn page(operations: Vec<printpdf::Op>) -> PdfPage {
    PdfPage::new(Mm(210.0), Mm(297.0), operations)
}

fn finish(
    document: &mut Document,
    book: &Book,
    imprint: &Imprint,
    content: &operations::Content,
) -> lopdf::Result<()> {
    document.version = "1.7".to_string();
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    let outline = outline::outline(document, book, &pages);
    let structure = structure::structure(document, book, content, &pages)?;
    catalog::complete(document, book, imprint, (outline, structure))
}

fn save(mut document: Document) -> lopdf::Result<Vec<u8>> {
    document.compress();
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options)?;
    Ok(bytes)
}

fn failed(book: &Book, cause: &lopdf::Error) -> Error {
    Error::Pdf {
        pages: book.pages.len(),
        cause: cause.to_string(),
    }
}
