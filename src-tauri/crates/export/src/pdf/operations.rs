//! Writes marks as page content (ISO 32000-1, 7.8.2), and remembers which content belongs to
//! which node.

use std::collections::BTreeMap;
use std::io::Write as _;

use crate::layout::{Area, Book, Corner, Ink, Mark, NodeId, Owner, PAGE, Page, Target, Text};
use crate::pdf::embed::Embedded;
use crate::pdf::unicode::Characters;
use crate::shaping::{Glyph, Shaper, Word};

/// A link on a page.
pub(crate) struct Link {
    pub page: usize,
    pub area: Area,
    pub target: Target,
}

/// What belongs to which node.
#[derive(Default)]
pub(crate) struct Content {
    /// For each page, the node of each piece of marked content, by its number on the page.
    pub owners: Vec<Vec<NodeId>>,
    /// For each node, its pieces of content, as page and number.
    pub pieces: BTreeMap<NodeId, Vec<(usize, i64)>>,
    /// For each node, its links.
    pub links: BTreeMap<NodeId, Vec<Link>>,
}

/// Draws a page, counted from 0; returns its content.
pub(crate) fn draw(
    (book, number): (&Book, usize),
    characters: &Characters,
    fonts: &BTreeMap<u8, Embedded>,
    content: &mut Content,
) -> Vec<u8> {
    content.owners.push(Vec::new());
    let mut pen = Pen {
        shaper: &book.shaper,
        characters,
        fonts,
        content,
        page: number,
        bytes: Vec::new(),
        open: None,
        is_in_text: false,
        ink: None,
        font: None,
        shown: Vec::new(),
        is_in_string: false,
        back: 0,
        rise: 0,
    };
    pen.draw(&book.pages[number]);
    pen.bytes
}

struct Pen<'a> {
    shaper: &'a Shaper,
    characters: &'a Characters,
    fonts: &'a BTreeMap<u8, Embedded>,
    content: &'a mut Content,
    page: usize,
    bytes: Vec<u8>,
    open: Option<Owner>,
    is_in_text: bool,
    ink: Option<Ink>,
    font: Option<(u8, f32)>,
    /// Glyphs that are not yet shown, with the numbers between them.
    shown: Vec<u8>,
    is_in_string: bool,
    /// How far the pen goes back before the next glyph, in thousandths of the size.
    back: i32,
    rise: i16,
}

impl Pen<'_> {
    fn draw(&mut self, page: &Page) {
        for mark in &page.marks {
            match mark {
                Mark::Text(text) => self.text(text),
                Mark::Fill(area, ink) => self.fill(Owner::Decoration, &[*area], *ink),
                Mark::Drawing(areas, node, ink) => self.fill(Owner::Node(*node), areas, *ink),
                Mark::Shape(corners, ink) => self.shape(corners, *ink),
                Mark::Link(area, node, target) => self.link(*area, *node, target),
            }
        }
        self.close();
    }

    fn write(&mut self, text: std::fmt::Arguments) {
        self.bytes
            .write_fmt(text)
            .expect("writing to memory cannot fail");
    }

    fn link(&mut self, area: Area, node: NodeId, target: &Target) {
        let links = self.content.links.entry(node).or_default();
        links.push(Link {
            page: self.page,
            area,
            target: target.clone(),
        });
    }

    fn fill(&mut self, owner: Owner, areas: &[Area], ink: Ink) {
        self.begin(owner);
        self.end_text();
        self.colour(ink);
        for area in areas {
            let (x, width) = (rounded(area.x), rounded(area.width));
            let (y, height) = (rounded(PAGE.1 - area.y - area.height), rounded(area.height));
            self.write(format_args!("{x} {y} {width} {height} re\n"));
        }
        self.write(format_args!("f\n"));
    }

    fn shape(&mut self, corners: &[Corner], ink: Ink) {
        self.begin(Owner::Decoration);
        self.end_text();
        self.colour(ink);
        let mut handles = 0;
        for (index, corner) in corners.iter().enumerate() {
            let (x, y) = (rounded(corner.x), rounded(PAGE.1 - corner.y));
            let operator = match (index, corner.is_handle, handles) {
                (0, ..) => "m\n",
                (_, true, _) => "",
                (_, false, 0) => "l\n",
                (_, false, _) => "c\n",
            };
            handles = if corner.is_handle { handles + 1 } else { 0 };
            self.write(format_args!("{x} {y} {operator}"));
        }
        self.write(format_args!("h f\n"));
    }

    /// Opens marked content for an owner, unless it is open already.
    fn begin(&mut self, owner: Owner) {
        if self.open == Some(owner) {
            return;
        }
        self.close();
        self.open = Some(owner);
        match owner {
            Owner::Node(node) => {
                let number = self.content_of(node);
                self.write(format_args!("/Span <</MCID {number}>> BDC\n"));
            }
            Owner::Decoration => self.write(format_args!("/Artifact BMC\n")),
            Owner::Header => self.furniture("Header"),
            Owner::Footer => self.furniture("Footer"),
        }
    }

    fn furniture(&mut self, part: &str) {
        self.write(format_args!(
            "/Artifact <</Subtype /{part} /Type /Pagination>> BDC\n"
        ));
    }

    fn content_of(&mut self, node: NodeId) -> i64 {
        let owners = &mut self.content.owners[self.page];
        let number = i64::try_from(owners.len()).expect("a page has few marks");
        owners.push(node);
        let pieces = self.content.pieces.entry(node).or_default();
        pieces.push((self.page, number));
        number
    }

    fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.write(format_args!("EMC\n"));
        }
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.is_in_text) {
            self.write(format_args!("ET\n"));
        }
    }

    fn colour(&mut self, ink: Ink) {
        if self.ink.replace(ink) == Some(ink) {
            return;
        }
        let [r, g, b] = ink.map(|part| rounded(f32::from(part) / 255.0));
        self.write(format_args!("{r} {g} {b} rg\n"));
    }

    fn text(&mut self, text: &Text) {
        self.begin(text.owner);
        if !self.is_in_text {
            self.is_in_text = true;
            self.write(format_args!("BT\n"));
        }
        self.colour(text.ink);
        let (x, y) = (rounded(text.x), rounded(PAGE.1 - text.y));
        self.write(format_args!("1 0 0 1 {x} {y} Tm\n"));
        for piece in &text.pieces {
            self.word(&piece.word, text.size);
            if piece.has_space {
                let face = piece.word.last_face();
                self.use_font(face, text.size);
                self.glyph(face, &self.shaper.space(face), text.size);
            }
        }
        self.flush();
        self.raise(0, text.size);
    }

    fn word(&mut self, word: &Word, size: f32) {
        let is_misspelt = self.characters.is_misspelt[word.id];
        if is_misspelt {
            self.flush();
            self.write(format_args!("/Span <</ActualText <"));
            for byte in utf16(&word.text) {
                self.write(format_args!("{byte:02X}"));
            }
            self.write(format_args!(">>> BDC\n"));
        }
        for run in &word.runs {
            self.use_font(run.face, size);
            for glyph in &run.glyphs {
                self.glyph(run.face, glyph, size);
            }
        }
        if is_misspelt {
            self.flush();
            self.write(format_args!("EMC\n"));
        }
    }

    fn use_font(&mut self, face: u8, size: f32) {
        if self.font == Some((face, size)) {
            return;
        }
        self.flush();
        self.font = Some((face, size));
        let name = &self.fonts[&face].id.0;
        self.bytes
            .write_fmt(format_args!("/{name} {size} Tf\n"))
            .expect("writing to memory cannot fail");
    }

    fn glyph(&mut self, face: u8, glyph: &Glyph, size: f32) {
        self.raise(glyph.dy, size);
        self.back -= i32::from(glyph.dx);
        self.go_back();
        if !self.is_in_string {
            self.is_in_string = true;
            self.shown.push(b'<');
        }
        let number = self.fonts[&face].glyphs.get(glyph.id).unwrap_or(0);
        self.shown
            .write_fmt(format_args!("{number:04X}"))
            .expect("writing to memory cannot fail");
        self.back = i32::from(glyph.width) - i32::from(glyph.advance) + i32::from(glyph.dx);
    }

    fn go_back(&mut self) {
        let back = std::mem::take(&mut self.back);
        if back == 0 {
            return;
        }
        self.end_string();
        self.shown
            .write_fmt(format_args!("{back}"))
            .expect("writing to memory cannot fail");
    }

    fn end_string(&mut self) {
        if std::mem::take(&mut self.is_in_string) {
            self.shown.push(b'>');
        }
    }

    fn raise(&mut self, rise: i16, size: f32) {
        if self.rise == rise {
            return;
        }
        self.flush();
        self.rise = rise;
        let raised = rounded(f32::from(rise) * size / 1000.0);
        self.write(format_args!("{raised} Ts\n"));
    }

    fn flush(&mut self) {
        self.go_back();
        self.end_string();
        if self.shown.is_empty() {
            return;
        }
        self.bytes.push(b'[');
        self.bytes.append(&mut self.shown);
        self.bytes.extend(b"]TJ\n");
    }
}

/// Writes a text as PDF wants it: UTF-16, most significant byte first, with its mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// Rounds to a hundredth of a point.
pub(crate) fn rounded(value: f32) -> f32 {
    // Adding zero turns a negative zero into a plain one.
    (value * 100.0).round() / 100.0 + 0.0
}
