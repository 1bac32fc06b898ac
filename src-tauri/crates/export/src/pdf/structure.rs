//! The structure tree: what every piece of content means, for those who do not see the page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use crate::layout::{Area, Book, Node, NodeId, PAGE, Role, Target};
use crate::pdf::operations::{Content, Link, rounded, utf16};
use crate::pdf::outline::{destination, integer};

/// The structure tree of a book. Its elements are made one by one, when they are written: as
/// objects in memory, those of a long table would be by far the largest part of a document.
pub(crate) struct Structure<'a> {
    book: &'a Book,
    content: &'a Content,
    pages: Vec<ObjectId>,
    root: ObjectId,
    /// For each node, its element.
    ids: Vec<ObjectId>,
    is_empty: Vec<bool>,
    /// For each node with links, what its element holds for them.
    links: BTreeMap<NodeId, Vec<Object>>,
}

/// Writes the root of the structure tree, and the links; the elements are still to be written.
pub(crate) fn structure<'a>(
    document: &mut Document,
    book: &'a Book,
    content: &'a Content,
    pages: Vec<ObjectId>,
) -> lopdf::Result<Structure<'a>> {
    let root = document.new_object_id();
    let nodes = book.nodes.iter();
    let ids = nodes.map(|_| document.new_object_id()).collect();
    let mut structure = Structure {
        book,
        content,
        pages,
        root,
        ids,
        is_empty: emptiness(book, content),
        links: BTreeMap::new(),
    };
    let mut annotated = Annotated::default();
    for (node, links) in &content.links {
        let links = links.iter();
        let held = links.map(|link| structure.link(document, &mut annotated, *node, link));
        let held = held.collect();
        structure.links.insert(*node, held);
    }
    structure.finish(document, annotated)?;
    Ok(structure)
}

/// The links that were written.
#[derive(Default)]
struct Annotated {
    /// By page, in order.
    of_pages: BTreeMap<usize, Vec<Object>>,
    /// For each link, its node; their keys follow those of the pages.
    parents: Vec<ObjectId>,
}

/// Tells of each node whether nothing on the pages belongs to it.
fn emptiness(book: &Book, content: &Content) -> Vec<bool> {
    let mut is_empty = vec![true; book.nodes.len()];
    // Nodes come after the nodes above them.
    for (id, node) in book.nodes.iter().enumerate().rev() {
        let has_own = content.pieces.contains_key(&id) || content.links.contains_key(&id);
        is_empty[id] = !has_own && node.kids.iter().all(|kid| is_empty[*kid]);
    }
    // Rows keep their empty cells, so that every row has all columns.
    for (id, node) in book.nodes.iter().enumerate() {
        if node.role == Role::Cell {
            is_empty[id] = is_empty[node.parent];
        }
    }
    is_empty
}

impl Structure<'_> {
    /// Returns the root's place in the document.
    pub fn root(&self) -> ObjectId {
        self.root
    }

    /// Makes the elements, one after the other.
    pub fn elements(&self) -> impl Iterator<Item = (ObjectId, Object)> {
        let nodes = (0..self.book.nodes.len()).filter(|node| !self.is_empty[*node]);
        nodes.map(|node| (self.ids[node], self.element(node).into()))
    }

    fn element(&self, id: NodeId) -> Dictionary {
        let node = &self.book.nodes[id];
        let page = self.first_page(id);
        let mut kids = self.own_content(id, page);
        kids.extend(self.links.get(&id).into_iter().flatten().cloned());
        let below = node.kids.iter().filter(|kid| !self.is_empty[**kid]);
        kids.extend(below.map(|kid| Object::from(self.ids[*kid])));
        let parent = if id == 0 {
            self.root
        } else {
            self.ids[node.parent]
        };
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => Object::Name(tag(node.role).as_bytes().to_vec()),
            "P" => parent,
        };
        match kids.len() {
            0 => {}
            1 => element.set("K", kids.remove(0)),
            _ => element.set("K", kids),
        }
        if let Some(page) = page {
            element.set("Pg", self.pages[page]);
        }
        describe(&mut element, node);
        element
    }

    fn first_page(&self, id: NodeId) -> Option<usize> {
        let pieces = self.content.pieces.get(&id);
        pieces
            .and_then(|pieces| pieces.first())
            .map(|(page, _)| *page)
    }

    fn own_content(&self, id: NodeId, first: Option<usize>) -> Vec<Object> {
        let pieces = self.content.pieces.get(&id).into_iter().flatten();
        let kids = pieces.map(|(page, number)| {
            if Some(*page) == first {
                return Object::Integer(*number);
            }
            let reference = dictionary! {
                "Type" => "MCR",
                "Pg" => self.pages[*page],
                "MCID" => *number,
            };
            reference.into()
        });
        kids.collect()
    }

    /// Writes a link; returns what its node's element holds for it.
    fn link(
        &self,
        document: &mut Document,
        annotated: &mut Annotated,
        id: NodeId,
        link: &Link,
    ) -> Object {
        let title = self.book.nodes[id].title.as_deref().unwrap_or_default();
        let key = self.pages.len() + annotated.parents.len();
        let mut annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rectangle(link.area),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            // Printed with the page.
            "F" => 4,
            "Contents" => text(title),
            "StructParent" => integer(key),
        };
        match &link.target {
            Target::Here(anchor) => {
                annotation.set("Dest", destination(self.book, *anchor, &self.pages));
            }
            Target::Address(address) => {
                let uri = Object::string_literal(address.as_bytes());
                annotation.set("A", dictionary! { "S" => "URI", "URI" => uri });
            }
        }
        let annotation = document.add_object(annotation);
        annotated.parents.push(self.ids[id]);
        let of_page = annotated.of_pages.entry(link.page).or_default();
        of_page.push(annotation.into());
        let page = self.pages[link.page];
        dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => page }.into()
    }

    fn finish(&self, document: &mut Document, mut annotated: Annotated) -> lopdf::Result<()> {
        for (number, page) in self.pages.iter().enumerate() {
            let annotations = annotated.of_pages.remove(&number);
            let page = document.get_object_mut(*page)?.as_dict_mut()?;
            page.set("StructParents", integer(number));
            page.set("Tabs", "S");
            match annotations {
                Some(annotations) => page.set("Annots", annotations),
                None => drop(page.remove(b"Annots")),
            }
        }
        let (parents, next) = self.parent_tree(&annotated.parents);
        let parents = document.add_object(parents);
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => self.ids[0],
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        };
        document.set_object(self.root, tree);
        Ok(())
    }

    /// Writes, for every page and link, the nodes of its content.
    fn parent_tree(&self, of_links: &[ObjectId]) -> (Dictionary, i64) {
        let mut numbers: Vec<Object> = Vec::new();
        for (page, owners) in self.content.owners.iter().enumerate() {
            let nodes: Vec<Object> = owners.iter().map(|node| self.ids[*node].into()).collect();
            numbers.extend([integer(page).into(), nodes.into()]);
        }
        let links = (self.pages.len()..).zip(of_links);
        numbers.extend(links.flat_map(|(key, node)| [integer(key).into(), Object::from(*node)]));
        let next = integer(self.pages.len() + of_links.len());
        (dictionary! { "Nums" => numbers }, next)
    }
}

fn describe(element: &mut Dictionary, node: &Node) {
    if let Some(language) = node.language {
        element.set("Lang", Object::string_literal(language.tag()));
    }
    let attributes = match node.role {
        Role::HeadCell => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::List => Some(dictionary! { "O" => "List", "ListNumbering" => "Disc" }),
        Role::NumberedList => Some(dictionary! { "O" => "List", "ListNumbering" => "Decimal" }),
        Role::Deleted => Some(decoration("LineThrough")),
        Role::Inserted => Some(decoration("Underline")),
        _ => None,
    };
    if let Some(attributes) = attributes {
        element.set("A", attributes);
    }
    match (node.role, &node.title) {
        (Role::Heading(_), Some(title)) => element.set("T", text(title)),
        (Role::Figure, Some(title)) => element.set("Alt", text(title)),
        _ => {}
    }
}

/// Returns the attribute by which readers learn of a line through or below words.
fn decoration(kind: &str) -> Dictionary {
    dictionary! { "O" => "Layout", "TextDecorationType" => kind }
}

fn rectangle(area: Area) -> Object {
    let (left, right) = (area.x, area.x + area.width);
    let (top, bottom) = (PAGE.1 - area.y, PAGE.1 - area.y - area.height);
    let edges = [left, bottom, right, top];
    let edges: Vec<Object> = edges.map(|edge| Object::Real(rounded(edge))).into();
    edges.into()
}

/// Writes a text for people: as it is if it is ASCII, else as UTF-16.
pub(crate) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

fn tag(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::List | Role::NumberedList => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::Quote => "BlockQuote",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Span | Role::Deleted | Role::Inserted => "Span",
        Role::Figure => "Figure",
    }
}
