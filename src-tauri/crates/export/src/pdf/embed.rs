//! Reduces the fonts to the glyphs in use, and embeds them.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};
use subsetter::GlyphRemapper;

use crate::Error;
use crate::fonts::FACES;
use crate::pdf::unicode::Characters;

/// An embedded font.
pub(crate) struct Embedded {
    /// Its name on the pages.
    pub id: FontId,
    /// The new number of each glyph.
    pub glyphs: GlyphRemapper,
}

/// Embeds every face that is used, by its number.
pub(crate) fn embed(
    document: &mut PdfDocument,
    characters: &Characters,
) -> Result<BTreeMap<u8, Embedded>, Error> {
    let mut embedded = BTreeMap::new();
    for (number, texts) in (0u8..).zip(&characters.of_glyph) {
        if texts.is_empty() {
            continue;
        }
        let mut glyphs = GlyphRemapper::new();
        texts.keys().for_each(|glyph| {
            glyphs.remap(*glyph);
        });
        let id = FontId(format!("T{number}"));
        let font = reduced(number, &glyphs, texts.len())?;
        document
            .resources
            .fonts
            .map
            .insert(id.clone(), PdfFont::new(font));
        embedded.insert(number, Embedded { id, glyphs });
    }
    Ok(embedded)
}

fn reduced(number: u8, glyphs: &GlyphRemapper, count: usize) -> Result<ParsedFont, Error> {
    let face = &FACES[usize::from(number)];
    let failed = |cause: String| Error::Font {
        font: face.name,
        glyphs: count,
        cause,
    };
    let bytes = subsetter::subset(face.bytes, 0, glyphs).map_err(|e| failed(e.to_string()))?;
    let mut warnings = Vec::new();
    let font = ParsedFont::from_bytes(&bytes, 0, &mut warnings);
    let mut font = font.ok_or_else(|| failed("the reduced font cannot be read".to_string()))?;
    // Six capitals and a plus sign mark a reduced font (ISO 32000-1, 9.6.4).
    let letter = char::from(b'A' + number);
    font.font_name = Some(format!("PLUMB{letter}+{}", face.name));
    Ok(font)
}
