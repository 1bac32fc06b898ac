//! Turns marks into page operations, and remembers which content belongs to which node.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon,
    PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};

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

/// Pages as operations.
pub(crate) struct Drawn {
    pub pages: Vec<Vec<Op>>,
    pub content: Content,
}

/// Draws every page.
pub(crate) fn draw(book: &Book, characters: &Characters, fonts: &BTreeMap<u8, Embedded>) -> Drawn {
    let mut content = Content::default();
    let mut pages = Vec::with_capacity(book.pages.len());
    for (number, page) in book.pages.iter().enumerate() {
        content.owners.push(Vec::new());
        let mut pen = Pen {
            shaper: &book.shaper,
            characters,
            fonts,
            content: &mut content,
            page: number,
            operations: Vec::new(),
            open: None,
            is_in_text: false,
            ink: None,
            font: None,
            glyphs: Vec::new(),
            rise: 0,
        };
        pen.draw(page);
        pages.push(pen.operations);
    }
    Drawn { pages, content }
}

struct Pen<'a> {
    shaper: &'a Shaper,
    characters: &'a Characters,
    fonts: &'a BTreeMap<u8, Embedded>,
    content: &'a mut Content,
    page: usize,
    operations: Vec<Op>,
    open: Option<Owner>,
    is_in_text: bool,
    ink: Option<Ink>,
    font: Option<(u8, f32)>,
    glyphs: Vec<Codepoint>,
    rise: i16,
}

impl Pen<'_> {
    fn draw(&mut self, page: &Page) {
        for mark in &page.marks {
            match mark {
                Mark::Text(text) => self.text(text),
                Mark::Fill(area, ink) => self.fill(Owner::Decoration, *area, *ink),
                Mark::Drawing(areas, node, ink) => areas
                    .iter()
                    .for_each(|area| self.fill(Owner::Node(*node), *area, *ink)),
                Mark::Shape(corners, ink) => self.shape(corners, *ink),
                Mark::Link(area, node, target) => self.link(*area, *node, target),
            }
        }
        self.close();
    }

    fn link(&mut self, area: Area, node: NodeId, target: &Target) {
        let links = self.content.links.entry(node).or_default();
        links.push(Link {
            page: self.page,
            area,
            target: target.clone(),
        });
    }

    fn fill(&mut self, owner: Owner, area: Area, ink: Ink) {
        self.begin(owner);
        self.end_text();
        self.colour(ink);
        let (x, width) = (rounded(area.x), rounded(area.width));
        let (y, height) = (rounded(PAGE.1 - area.y - area.height), rounded(area.height));
        let mut rectangle = Rect::from_xywh(Pt(x), Pt(y), Pt(width), Pt(height));
        rectangle.mode = Some(PaintMode::Fill);
        self.operations.push(Op::DrawRectangle { rectangle });
    }

    fn shape(&mut self, corners: &[Corner], ink: Ink) {
        self.begin(Owner::Decoration);
        self.end_text();
        self.colour(ink);
        let points = corners.iter().map(|corner| LinePoint {
            p: Point {
                x: Pt(rounded(corner.x)),
                y: Pt(rounded(PAGE.1 - corner.y)),
            },
            bezier: corner.is_handle,
        });
        let polygon = Polygon {
            rings: vec![PolygonRing {
                points: points.collect(),
            }],
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        };
        self.operations.push(Op::DrawPolygon { polygon });
    }

    /// Opens marked content for an owner, unless it is open already.
    fn begin(&mut self, owner: Owner) {
        if self.open == Some(owner) {
            return;
        }
        self.close();
        self.open = Some(owner);
        let operation = match owner {
            Owner::Node(node) => self.content_of(node),
            Owner::Decoration => Op::BeginMarkedContent {
                tag: "Artifact".to_string(),
            },
            Owner::Header => furniture("Header"),
            Owner::Footer => furniture("Footer"),
        };
        self.operations.push(operation);
    }

    fn content_of(&mut self, node: NodeId) -> Op {
        let owners = &mut self.content.owners[self.page];
        let number = i64::try_from(owners.len()).expect("a page has few marks");
        owners.push(node);
        let pieces = self.content.pieces.entry(node).or_default();
        pieces.push((self.page, number));
        with_properties("Span", [("MCID", DictItem::Int(number))])
    }

    fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.operations.push(Op::EndMarkedContent);
        }
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.is_in_text) {
            self.operations.push(Op::EndTextSection);
        }
    }

    fn colour(&mut self, ink: Ink) {
        if self.ink.replace(ink) == Some(ink) {
            return;
        }
        let [r, g, b] = ink.map(|part| rounded(f32::from(part) / 255.0));
        let col = Color::Rgb(Rgb::new(r, g, b, None));
        self.operations.push(Op::SetFillColor { col });
    }

    fn text(&mut self, text: &Text) {
        self.begin(text.owner);
        if !self.is_in_text {
            self.is_in_text = true;
            self.operations.push(Op::StartTextSection);
        }
        self.colour(text.ink);
        let matrix = TextMatrix::Translate(Pt(rounded(text.x)), Pt(rounded(PAGE.1 - text.y)));
        self.operations.push(Op::SetTextMatrix { matrix });
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
            let data = utf16(&word.text);
            let text = DictItem::String {
                data,
                literal: false,
            };
            self.operations
                .push(with_properties("Span", [("ActualText", text)]));
        }
        for run in &word.runs {
            self.use_font(run.face, size);
            for glyph in &run.glyphs {
                self.glyph(run.face, glyph, size);
            }
        }
        if is_misspelt {
            self.flush();
            self.operations.push(Op::EndMarkedContent);
        }
    }

    fn use_font(&mut self, face: u8, size: f32) {
        if self.font == Some((face, size)) {
            return;
        }
        self.flush();
        self.font = Some((face, size));
        let font = PdfFontHandle::External(self.fonts[&face].id.clone());
        self.operations.push(Op::SetFont {
            font,
            size: Pt(size),
        });
    }

    fn glyph(&mut self, face: u8, glyph: &Glyph, size: f32) {
        self.raise(glyph.dy, size);
        if glyph.dx != 0 {
            match self.glyphs.last_mut() {
                Some(before) => before.offset -= f32::from(glyph.dx),
                None => self.shift(glyph.dx),
            }
        }
        let number = self.fonts[&face].glyphs.get(glyph.id).unwrap_or(0);
        let text = self.characters.of(face, glyph.id).to_string();
        let back = f32::from(glyph.width) - f32::from(glyph.advance) + f32::from(glyph.dx);
        self.glyphs.push(Codepoint::with_cid(number, back, text));
    }

    fn shift(&mut self, dx: i16) {
        let items = vec![TextItem::Offset(-f32::from(dx))];
        self.operations.push(Op::ShowText { items });
    }

    fn raise(&mut self, rise: i16, size: f32) {
        if self.rise == rise {
            return;
        }
        self.flush();
        self.rise = rise;
        let multiplier = rounded(f32::from(rise) * size / 1000.0);
        self.operations.push(Op::SetLineOffset { multiplier });
    }

    fn flush(&mut self) {
        if self.glyphs.is_empty() {
            return;
        }
        let glyphs = std::mem::take(&mut self.glyphs);
        let items = vec![TextItem::GlyphIds(glyphs)];
        self.operations.push(Op::ShowText { items });
    }
}

fn furniture(part: &str) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let properties = [("Type", name("Pagination")), ("Subtype", name(part))];
    with_properties("Artifact", properties)
}

fn with_properties<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map = properties.map(|(key, value)| (key.to_string(), value));
    Op::BeginMarkedContentWithProperties {
        tag: tag.to_string(),
        properties: DictItem::Dict {
            map: BTreeMap::from(map),
        },
    }
}

/// Writes a text as PDF wants it: UTF-16, most significant byte first, with its mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// Rounds to a hundredth of a point.
pub(crate) fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
