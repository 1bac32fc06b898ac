//! Turns words into positioned glyphs, each word once. Knows no lines, pages or PDF.

use std::collections::HashMap;
use std::rc::Rc;

use harfrust::{Buffer, Direction, Font, ShapeOptions, ShapePlan, ShaperFont, shape};
use unicode_segmentation::UnicodeSegmentation;

use crate::fonts::{FACES, REPLACEMENT, REPLACEMENT_FACE, Typeface, is_indic};

/// How far a mark may stand from its base line, in thousandths of the text's size.
const HIGHEST: i32 = 1_200;

/// A glyph; measures in thousandths of the text's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Its number in its face.
    pub id: u16,
    /// How far the pen moves.
    pub advance: i16,
    /// How far the pen would move by the font's own table.
    pub width: i16,
    /// How far it is shifted to the right.
    pub dx: i16,
    /// How far it is raised.
    pub dy: i16,
    /// Where its cluster begins in the word, in bytes.
    pub start: u32,
    /// Where its cluster ends.
    pub end: u32,
}

/// Glyphs of one face.
#[derive(Debug)]
pub(crate) struct Run {
    /// The face's number.
    pub face: u8,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A shaped word.
#[derive(Debug)]
pub(crate) struct Word {
    /// Its place in [`Shaper::words`].
    pub id: usize,
    /// Its characters.
    pub text: Box<str>,
    /// Its glyphs.
    pub runs: Vec<Run>,
    /// How wide it is, in thousandths of the text's size.
    pub advance: i32,
    /// Whether it has glyphs that need taller lines.
    pub is_indic: bool,
}

impl Word {
    /// Returns the face of its last glyph.
    pub fn last_face(&self) -> u8 {
        self.runs.last().map_or(0, |run| run.face)
    }
}

struct Prepared {
    font: Font,
    plan: ShapePlan,
    space: Glyph,
}

/// The fonts, made ready, and every word shaped so far.
pub(crate) struct Shaper {
    faces: Vec<Prepared>,
    known: [HashMap<Box<str>, Rc<Word>>; Typeface::COUNT],
    words: Vec<Rc<Word>>,
}

impl Shaper {
    /// Makes the fonts ready.
    pub fn new() -> Self {
        Self {
            faces: (0..FACES.len()).map(prepare).collect(),
            known: Default::default(),
            words: Vec::new(),
        }
    }

    /// Returns every word shaped so far, in the order in which they were first met.
    pub fn words(&self) -> &[Rc<Word>] {
        &self.words
    }

    /// Forgets every word.
    pub fn forget(&mut self) {
        self.known = Default::default();
        self.words = Vec::new();
    }

    /// Returns the space of a face.
    pub fn space(&self, face: u8) -> Glyph {
        self.faces[usize::from(face)].space
    }

    /// Returns the number of the glyph that stands for missing characters.
    pub fn replacement(&self) -> u16 {
        let face = &self.faces[usize::from(REPLACEMENT_FACE)];
        let glyphs = glyphs(face, REPLACEMENT, REPLACEMENT_FACE);
        glyphs.first().map_or(0, |glyph| glyph.id)
    }

    /// Shapes a word, which holds no white space.
    pub fn word(&mut self, text: &str, typeface: Typeface) -> Rc<Word> {
        if let Some(known) = self.known[typeface as usize].get(text) {
            return Rc::clone(known);
        }
        let mut runs: Vec<Run> = Vec::new();
        for part in itemize(text, typeface, &self.faces) {
            let glyphs = self.shape(text, &part);
            match runs.last_mut() {
                Some(run) if run.face == part.face => run.glyphs.extend(glyphs),
                _ => runs.push(Run {
                    face: part.face,
                    glyphs,
                }),
            }
        }
        runs.retain(|run| !run.glyphs.is_empty());
        self.remember(text, typeface, runs)
    }

    fn remember(&mut self, text: &str, typeface: Typeface, runs: Vec<Run>) -> Rc<Word> {
        let glyphs = runs.iter().flat_map(|run| &run.glyphs);
        let word = Rc::new(Word {
            id: self.words.len(),
            text: text.into(),
            advance: glyphs.map(|glyph| i32::from(glyph.advance)).sum(),
            is_indic: runs.iter().any(|run| is_indic(run.face)),
            runs,
        });
        self.words.push(Rc::clone(&word));
        self.known[typeface as usize].insert(text.into(), Rc::clone(&word));
        word
    }

    fn shape(&self, text: &str, part: &Part) -> Vec<Glyph> {
        let face = &self.faces[usize::from(part.face)];
        if part.is_missing {
            let mut glyphs = glyphs(face, REPLACEMENT, part.face);
            for glyph in &mut glyphs {
                (glyph.start, glyph.end) = (offset(part.start), offset(part.end));
            }
            return glyphs;
        }
        let mut glyphs = glyphs(face, &text[part.start..part.end], part.face);
        for glyph in &mut glyphs {
            glyph.start += offset(part.start);
            glyph.end += offset(part.start);
        }
        glyphs
    }
}

fn prepare(number: usize) -> Prepared {
    let face = &FACES[number];
    let font = Font::new(face.bytes, 0).expect("the fonts are compiled in and tested");
    let plan = ShapePlan::new(&font, Direction::LeftToRight, Some(face.script), None, &[]);
    let space = Glyph {
        id: 0,
        advance: 0,
        width: 0,
        dx: 0,
        dy: 0,
        start: 0,
        end: 1,
    };
    let mut prepared = Prepared { font, plan, space };
    let spaces = glyphs(&prepared, " ", u8::try_from(number).unwrap_or(0));
    prepared.space = spaces.first().copied().unwrap_or(space);
    prepared
}

fn glyphs(face: &Prepared, text: &str, number: u8) -> Vec<Glyph> {
    let font = ShaperFont::new(&face.font);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(FACES[usize::from(number)].script));
    let options = ShapeOptions::new().plan(Some(&face.plan));
    if shape(&font, &mut buffer, options).is_err() {
        return Vec::new();
    }
    let infos = buffer.glyph_infos();
    let positions = buffer.glyph_positions();
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(infos.len());
    let mut end = offset(text.len());
    for (info, position) in infos.iter().zip(positions).rev() {
        if let Some(later) = glyphs.last()
            && later.start != info.cluster
        {
            end = later.start;
        }
        glyphs.push(Glyph {
            id: small(info.glyph_id),
            advance: measure(position.x_advance),
            width: measure(font.glyph_h_advance(info.glyph_id.into())),
            dx: measure(position.x_offset),
            // Marks may pile up; they must not climb into other lines.
            dy: measure(position.y_offset.clamp(-HIGHEST, HIGHEST)),
            start: info.cluster,
            end,
        });
    }
    glyphs.reverse();
    glyphs
}

/// A stretch of a word for one face.
struct Part {
    face: u8,
    start: usize,
    end: usize,
    is_missing: bool,
}

fn itemize(text: &str, typeface: Typeface, faces: &[Prepared]) -> Vec<Part> {
    let fonts: Vec<(u8, ShaperFont)> = typeface
        .faces()
        .into_iter()
        .map(|face| (face, ShaperFont::new(&faces[usize::from(face)].font)))
        .collect();
    let mut parts: Vec<Part> = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        let end = start + grapheme.len();
        let before = parts.last().filter(|part| !part.is_missing);
        let chosen = choose(grapheme, before.map(|part| part.face), &fonts);
        match parts.last_mut() {
            Some(part) if chosen == Some(part.face) && !part.is_missing => part.end = end,
            _ => parts.push(Part {
                face: chosen.unwrap_or(REPLACEMENT_FACE),
                start,
                end,
                is_missing: chosen.is_none(),
            }),
        }
    }
    parts
}

/// Chooses the first face that has all characters of a grapheme; joiners go with what they join.
fn choose(grapheme: &str, before: Option<u8>, fonts: &[(u8, ShaperFont)]) -> Option<u8> {
    if grapheme.chars().all(is_joiner) {
        return before.or_else(|| Some(fonts[0].0));
    }
    let has_all = |font: &ShaperFont| {
        let mut drawn = grapheme.chars().filter(|character| !is_joiner(*character));
        drawn.all(|character| font.nominal_glyph(u32::from(character)).is_some())
    };
    let found = fonts.iter().find(|(_, font)| has_all(font));
    found.map(|(face, _)| *face)
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("a word is shorter than 4 GB")
}

fn small(glyph: u32) -> u16 {
    u16::try_from(glyph).unwrap_or(0)
}

fn measure(units: i32) -> i16 {
    i16::try_from(units).unwrap_or(i16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_has_a_thousand_units_to_the_em() {
        for face in &FACES {
            let font = Font::new(face.bytes, 0).expect("a font");
            assert_eq!(font.units_per_em(), 1000, "{}", face.name);
        }
    }

    #[test]
    fn a_character_that_no_font_has_is_replaced_visibly() {
        let mut shaper = Shaper::new();
        let word = shaper.word("a👩‍👩‍👧b", Typeface::Serif);
        let missing = &word.runs[1];
        assert_eq!(missing.face, REPLACEMENT_FACE);
        assert_eq!(missing.glyphs.len(), 1, "one sign for one picture");
        assert_ne!(missing.glyphs[0].id, 0);
    }

    #[test]
    fn vowel_signs_are_reordered_within_their_cluster() {
        let mut shaper = Shaper::new();
        let word = shaper.word("கொடு", Typeface::Serif);
        assert!(word.is_indic);
        let glyphs = &word.runs[0].glyphs;
        assert!(glyphs[0].start == glyphs[1].start && glyphs[0].end == 6);
    }
}
