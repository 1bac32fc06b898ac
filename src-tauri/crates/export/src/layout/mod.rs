//! Lays an edition out: boxes on pages, headings, and the tree of what they mean. Knows no PDF.

mod about;
mod compose;
mod contents;
mod cover;
mod facts;
mod guidance;
pub(crate) mod lines;
mod links;
mod lists;
pub(crate) mod pages;
pub(crate) mod parts;
mod prose;
pub(crate) mod reading;
mod standard;
mod steps;
pub(crate) mod strip;
pub(crate) mod styles;
mod tree;

use std::rc::Rc;

use handbook::{Edition, Language};

use crate::shaping::{Shaper, Word};

pub(crate) use compose::compose;
pub(crate) use tree::{Node, NodeId, Role, Tree};

/// The page's width and height, A4, in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);

/// A colour, as red, green and blue.
pub(crate) type Ink = [u8; 3];

/// A place that headings, links and the outline point to.
pub(crate) type Anchor = usize;

/// The colours of the house: ink on white, brass for codes and marks.
pub(crate) mod ink {
    use super::Ink;

    pub const TEXT: Ink = [0x14, 0x22, 0x2A];
    pub const QUIET: Ink = [0x3F, 0x4F, 0x57];
    pub const BRASS: Ink = [0x7A, 0x56, 0x00];
    pub const BRASS_MARK: Ink = [0xA9, 0x7A, 0x12];
    pub const LINK: Ink = [0x0D, 0x50, 0x60];
    pub const LINE: Ink = [0xCF, 0xD7, 0xD4];
    pub const STRONG_LINE: Ink = [0x6F, 0x7D, 0x7B];
    pub const WHITE: Ink = [0xFF, 0xFF, 0xFF];
    pub const DELETED: Ink = [0x8C, 0x1D, 0x12];
    pub const DELETED_GROUND: Ink = [0xFB, 0xE3, 0xDE];
    pub const INSERTED: Ink = [0x12, 0x55, 0x2B];
    pub const INSERTED_GROUND: Ink = [0xDC, 0xF0, 0xE1];
    pub const GROUND: Ink = [0xF3, 0xF5, 0xF4];
}

/// What a mark belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A node of the tree.
    Node(NodeId),
    /// Nothing: it is decoration.
    Decoration,
    /// The running header.
    Header,
    /// The running footer.
    Footer,
}

/// A word in its place on a line.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// How far it stands from the beginning of its text, in points.
    pub x: f32,
    /// The word.
    pub word: Rc<Word>,
    /// Whether a space follows it.
    pub has_space: bool,
}

/// Words on one line that look alike and belong together.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// What it belongs to.
    pub owner: Owner,
    /// Its left edge, in points from the left.
    pub x: f32,
    /// Its base line, in points from the top.
    pub y: f32,
    /// The size of its characters, in points.
    pub size: f32,
    /// Its colour.
    pub ink: Ink,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// To a place in this document.
    Here(Anchor),
    /// To an address.
    Address(Rc<str>),
}

/// A rectangle, in points; its place is that of its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A corner of a shape; `is_handle` marks the two handles of a curve.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Corner {
    pub x: f32,
    pub y: f32,
    pub is_handle: bool,
}

/// Something to be drawn.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// Words.
    Text(Text),
    /// A filled rectangle; decoration.
    Fill(Area, Ink),
    /// Filled rectangles that make up a drawing, with the node that it belongs to.
    Drawing(Vec<Area>, NodeId, Ink),
    /// A filled shape; decoration.
    Shape(Vec<Corner>, Ink),
    /// A place to click on, with the node that it belongs to.
    Link(Area, NodeId, Target),
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What is drawn, in reading order.
    pub marks: Vec<Mark>,
}

/// An entry of the outline.
#[derive(Debug)]
pub(crate) struct Heading {
    /// 1 for the parts of the book, 2 for what they hold.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// Their language, if it is not that of the book.
    pub language: Option<Language>,
    /// Where it stands.
    pub anchor: Anchor,
}

/// A page, counted from 0, and a height on it, in points from the top.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    pub page: usize,
    pub y: f32,
}

/// A whole laid-out book.
pub(crate) struct Book {
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// Its pages.
    pub pages: Vec<Page>,
    /// The tree of what the marks mean; the first is the root.
    pub nodes: Vec<Node>,
    /// The outline, in order.
    pub outline: Vec<Heading>,
    /// Where each anchor stands.
    pub places: Vec<Place>,
    /// The words and fonts it uses.
    pub shaper: Shaper,
}

/// What a part of the book is written from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The language of the book.
    pub language: Language,
    /// Its fixed words.
    pub phrases: &'static crate::phrases::Phrases,
}
