//! Puts the book together: cover, about, contents, sections with their standards, lists.

use std::collections::HashMap;

use handbook::{Edition, Language, Revision, Standard, StandardId};

use crate::layout::about::{about, part_heading};
use crate::layout::contents::{Entry, contents};
use crate::layout::cover::cover;
use crate::layout::lists::lists;
use crate::layout::pages::{Block, COLUMN, Stack, furnish, furniture_of};
use crate::layout::parts::{code_room, label_room, one_line};
use crate::layout::reading::Reading;
use crate::layout::standard::standard;
use crate::layout::strip::{Strip, after};
use crate::layout::tree::{Role, Tree};
use crate::layout::{Anchor, Book, Heading, NodeId, Page, Place, Source};
use crate::phrases::phrases;
use crate::shaping::Shaper;

/// What is at hand while the book is set.
pub(crate) struct Galley<'a> {
    /// What it is written from.
    pub source: Source<'a>,
    /// The fonts.
    pub shaper: Shaper,
    /// The tree of meanings.
    pub tree: Tree,
    /// How much room labels take beside their texts.
    pub label_room: f32,
    /// How much room codes take beside their titles.
    pub code_room: f32,
    /// The outline so far.
    pub outline: Vec<Heading>,
    standards: HashMap<StandardId, usize>,
    anchors: Anchor,
}

/// A title, and its language if it is not that of the book.
pub(crate) struct Title {
    pub text: String,
    pub language: Option<Language>,
}

impl<'a> Galley<'a> {
    fn new(source: Source<'a>) -> Self {
        let revisions = &source.edition.revisions;
        let standards = revisions.iter().enumerate();
        let mut shaper = Shaper::new();
        Self {
            source,
            label_room: label_room(&mut shaper, source.phrases),
            code_room: code_room(&mut shaper, revisions),
            shaper,
            tree: Tree::new(),
            outline: Vec::new(),
            standards: standards
                .map(|(place, revision)| (revision.id(), place))
                .collect(),
            anchors: revisions.len(),
        }
    }

    /// Returns a new anchor.
    pub fn new_anchor(&mut self) -> Anchor {
        self.anchors += 1;
        self.anchors - 1
    }

    /// Returns the anchor of a standard, by its place in the edition.
    pub fn anchor_of(&self, place: usize) -> Anchor {
        place
    }

    /// Returns the place of a standard in the edition.
    pub fn standard_of(&self, id: StandardId) -> Option<usize> {
        self.standards.get(&id).copied()
    }

    /// Returns the language of the handbook's own words, if it is not that of the book.
    pub fn foreign(&self) -> Option<Language> {
        let own = self.source.edition.handbook.source_language();
        (own != self.source.language).then_some(own)
    }

    /// Reads a standard in the language of the book.
    pub fn reading(&self, standard: &'a Standard) -> Reading<'a> {
        let own = self.source.edition.handbook.source_language();
        Reading::new(standard, own, self.source.language)
    }

    /// Returns a standard's title, or that it has none.
    pub fn title_of(&self, reading: Reading) -> Title {
        let words = reading.title();
        let text = one_line(words.text);
        if text.is_empty() {
            return Title {
                text: self.source.phrases.untitled.to_string(),
                language: None,
            };
        }
        Title {
            text,
            language: words.language,
        }
    }
}

/// Lays an edition out in a language.
pub(crate) fn compose(edition: &Edition, language: Language) -> Book {
    let source = Source {
        edition,
        language,
        phrases: phrases(language),
    };
    let mut galley = Galley::new(source);
    let cover = cover(&mut galley);
    let mut front = Stack::default();
    front.place_all(about(&mut galley, COLUMN));
    let contents_section = galley.tree.add(Tree::ROOT, Role::Section);
    let contents_at = galley.new_anchor();
    let before = galley.outline.len();
    galley.outline.push(Heading {
        level: 1,
        title: source.phrases.contents.to_string(),
        language: None,
        anchor: contents_at,
    });
    let mut main = Stack::default();
    main.place_all(sections(&mut galley));
    main.place_all(lists(&mut galley, COLUMN));
    let entries = entries(&galley, before + 1);
    let body = Parts { cover, front, main };
    finish(galley, body, &entries, (contents_section, contents_at))
}

struct Parts {
    cover: Page,
    front: Stack,
    main: Stack,
}

/// Sets the contents between the front matter and the sections, and numbers the pages.
fn finish(
    mut galley: Galley,
    parts: Parts,
    entries: &[Entry],
    (section, anchor): (NodeId, Anchor),
) -> Book {
    let length = contents_length(&mut galley, entries);
    let start = 1 + parts.front.pages.len();
    let mut places = vec![Place::default(); galley.anchors];
    settle(&mut places, &parts.front.places, 1);
    settle(&mut places, &parts.main.places, start + length);
    let page_of = |entry: &Entry| places[entry.anchor].page + 1;
    let mut middle = Stack::default();
    let block = contents(&mut galley, section, entries, &page_of, COLUMN);
    middle.place_all(vec![block]);
    places[anchor] = Place {
        page: start,
        y: 60.0,
    };
    let mut pages = vec![parts.cover];
    pages.extend(parts.front.pages);
    pages.extend(middle.pages);
    pages.extend(parts.main.pages);
    let furniture = furniture_of(galley.source);
    let page_of = galley.source.phrases.page_of;
    furnish(&furniture, page_of, &mut pages, &mut galley.shaper);
    Book {
        title: book_title(galley.source),
        language: galley.source.language,
        pages,
        nodes: galley.tree.nodes,
        outline: galley.outline,
        places,
        shaper: galley.shaper,
    }
}

fn settle(places: &mut [Place], found: &[(Anchor, Place)], first_page: usize) {
    for (anchor, place) in found {
        places[*anchor] = Place {
            page: place.page + first_page,
            y: place.y,
        };
    }
}

/// Counts the pages of the contents; their length does not depend on the numbers in them.
fn contents_length(galley: &mut Galley, entries: &[Entry]) -> usize {
    let kept = std::mem::replace(&mut galley.tree, Tree::new());
    let trial = contents(galley, Tree::ROOT, entries, &|_| 1, COLUMN);
    galley.tree = kept;
    let mut stack = Stack::default();
    stack.place_all(vec![trial]);
    stack.pages.len()
}

fn book_title(source: Source) -> String {
    let title = one_line(&source.edition.handbook.title);
    let number = source.edition.number.to_string();
    let edition = crate::phrases::fill(source.phrases.edition, &[("number", &number)]);
    format!("{title}, {edition}")
        .trim_start_matches(", ")
        .to_string()
}

/// Lists what stands in the contents: the outline from the entry `from` on.
fn entries(galley: &Galley, from: usize) -> Vec<Entry> {
    let entry = |heading: &Heading| match galley.source.edition.revisions.get(heading.anchor) {
        Some(revision) if heading.level == 2 => standard_entry(galley, revision, heading.anchor),
        _ => Entry::part(heading),
    };
    let about = galley.outline.iter().take(1);
    about
        .chain(galley.outline.iter().skip(from))
        .map(entry)
        .collect()
}

fn standard_entry(galley: &Galley, revision: &Revision, anchor: Anchor) -> Entry {
    let title = galley.title_of(galley.reading(&revision.standard));
    Entry {
        level: 2,
        code: one_line(&revision.standard.code.0),
        title: title.text,
        language: title.language,
        anchor,
    }
}

/// Sets the sections, each beginning on a page of its own.
fn sections(galley: &mut Galley) -> Vec<Block> {
    let revisions = &galley.source.edition.revisions;
    let mut blocks: Vec<Block> = Vec::new();
    let mut section: Option<(&str, NodeId)> = None;
    for (place, revision) in revisions.iter().enumerate() {
        let name = revision.standard.section.trim();
        let mut strips = Vec::new();
        let mut starts_page = false;
        let node = match section {
            Some((known, node)) if known == name => node,
            _ => {
                starts_page = true;
                let node = galley.tree.add(Tree::ROOT, Role::Section);
                strips = section_heading(galley, node, name);
                node
            }
        };
        section = Some((name, node));
        let anchor = galley.anchor_of(place);
        let gap = if starts_page { 16.0 } else { 34.0 };
        strips.extend(after(gap, standard(galley, node, revision, anchor, COLUMN)));
        blocks.push(Block {
            strips,
            starts_page,
        });
    }
    blocks
}

fn section_heading(galley: &mut Galley, node: NodeId, name: &str) -> Vec<Strip> {
    let title = match name {
        "" => (galley.source.phrases.unsectioned, None),
        name => (name, galley.foreign()),
    };
    part_heading(galley, node, title, COLUMN)
}
