//! Writes a laid-out book as PDF 1.7: tagged, archivable (PDF/A-2a) and accessible (PDF/UA-1).
//!
//! Fonts go through printpdf; pages, structure, outline, metadata, output intent and identity are
//! added to its lopdf document afterwards, by glyph number.

mod catalog;
mod embed;
mod file;
mod operations;
mod outline;
mod structure;
mod unicode;

use std::collections::BTreeMap;

use handbook::{Edition, Language};
use jiff::Timestamp;
use lopdf::{Dictionary, Document, Object, Stream};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use crate::Error;
use crate::layout::{Book, compose};
use crate::mark::Mark;
use crate::pdf::embed::Embedded;
use crate::pdf::operations::{Content, draw};
use crate::pdf::structure::Structure;
use crate::pdf::unicode::Characters;

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
    write(compose(edition, language), &imprint)
}

/// Writes a laid-out book.
pub(crate) fn write(mut book: Book, imprint: &Imprint) -> Result<Vec<u8>, Error> {
    let characters = unicode::characters(&book.shaper);
    let mut source = PdfDocument::new(&book.title);
    let fonts = embed::embed(&mut source, &characters)?;
    source.with_pages(vec![specimen(&characters, &fonts)]);
    let mut warnings = Vec::new();
    let mut document = source.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    drop(source);
    let count = book.pages.len();
    let failed = |cause: lopdf::Error| Error::Pdf {
        pages: count,
        cause: cause.to_string(),
    };
    let content = pages(&mut document, &mut book, &characters, &fonts).map_err(failed)?;
    book.shaper.forget();
    let structure = finish(&mut document, &book, imprint, &content).map_err(failed)?;
    file::save(document, structure.elements()).map_err(failed)
}

/// Makes a page that shows every glyph in use, for printpdf to learn their texts and widths.
fn specimen(characters: &Characters, fonts: &BTreeMap<u8, Embedded>) -> PdfPage {
    let mut operations = Vec::new();
    for (face, font) in fonts {
        let texts = &characters.of_glyph[usize::from(*face)];
        let glyphs = texts.iter().map(|(glyph, text)| {
            let number = font.glyphs.get(*glyph).unwrap_or(0);
            Codepoint::with_cid(number, 0.0, text.clone())
        });
        let items = vec![TextItem::GlyphIds(glyphs.collect())];
        let font = PdfFontHandle::External(font.id.clone());
        let size = Pt(1.0);
        operations.extend([Op::SetFont { font, size }, Op::ShowText { items }]);
    }
    PdfPage::new(Mm(210.0), Mm(297.0), operations)
}

/// Puts the book's pages in the place of the specimen, each written and packed by itself, so
/// that only one of them is held at full length.
fn pages(
    document: &mut Document,
    book: &mut Book,
    characters: &Characters,
    fonts: &BTreeMap<u8, Embedded>,
) -> lopdf::Result<Content> {
    let mut content = Content::default();
    let specimen = document.get_pages().into_values().next();
    let specimen = specimen.ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let model = document.get_dictionary(specimen)?.clone();
    let parent = model.get(b"Parent")?.as_reference()?;
    document.objects.remove(&specimen);
    document
        .objects
        .remove(&model.get(b"Contents")?.as_reference()?);
    let mut kids: Vec<Object> = Vec::with_capacity(book.pages.len());
    for number in 0..book.pages.len() {
        let bytes = draw((book, number), characters, fonts, &mut content);
        book.pages[number].marks = Vec::new();
        let mut stream = Stream::new(Dictionary::new(), bytes);
        stream.compress()?;
        let mut page = model.clone();
        page.set("Contents", document.add_object(stream));
        kids.push(document.add_object(page).into());
    }
    let tree = document.get_object_mut(parent)?.as_dict_mut()?;
    tree.set("Count", outline::integer(kids.len()));
    tree.set("Kids", kids);
    Ok(content)
}

/// Completes a document, but for the elements of its structure.
fn finish<'a>(
    document: &mut Document,
    book: &'a Book,
    imprint: &Imprint,
    content: &'a Content,
) -> lopdf::Result<Structure<'a>> {
    document.version = "1.7".to_string();
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    let outline = outline::outline(document, book, &pages);
    let structure = structure::structure(document, book, content, pages)?;
    catalog::complete(document, book, imprint, (outline, structure.root()))?;
    Ok(structure)
}
