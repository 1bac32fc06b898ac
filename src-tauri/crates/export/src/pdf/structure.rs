//! The structure tree: what every piece of content means, for those who do not see the page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use crate::layout::{Area, Book, Node, NodeId, PAGE, Role, Target};
use crate::pdf::operations::{Content, Link, rounded, utf16};
use crate::pdf::outline::{destination, integer};

struct Writer<'a> {
    document: &'a mut Document,
    book: &'a Book,
    content: &'a Content,
    pages: &'a [ObjectId],
    ids: Vec<ObjectId>,
    is_empty: Vec<bool>,
    /// Links by page, in order.
    annotations: BTreeMap<usize, Vec<Object>>,
    /// For each link, its node; their keys follow those of the pages.
    link_parents: Vec<ObjectId>,
}

/// Writes the structure tree and the links; returns the tree's root.
pub(crate) fn structure(
    document: &mut Document,
    book: &Book,
    content: &Content,
    pages: &[ObjectId],
) -> lopdf::Result<ObjectId> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = book
        .nodes
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    let mut writer = Writer {
        document,
        book,
        content,
        pages,
        ids,
        is_empty: emptiness(book, content),
        annotations: BTreeMap::new(),
        link_parents: Vec::new(),
    };
    for node in 0..book.nodes.len() {
        if !writer.is_empty[node] {
            writer.write(node, root);
        }
    }
    writer.finish(root)
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

impl Writer<'_> {
    fn write(&mut self, id: NodeId, root: ObjectId) {
        let node = &self.book.nodes[id];
        let page = self.first_page(id);
        let mut kids = self.own_content(id, page);
        kids.extend(self.links(id));
        let below = node.kids.iter().filter(|kid| !self.is_empty[**kid]);
        kids.extend(below.map(|kid| Object::from(self.ids[*kid])));
        let parent = if id == 0 { root } else { self.ids[node.parent] };
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
        self.document.set_object(self.ids[id], element);
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

    fn links(&mut self, id: NodeId) -> Vec<Object> {
        let content = self.content;
        let links = content.links.get(&id).into_iter().flatten();
        links.map(|link| self.link(id, link)).collect()
    }

    fn link(&mut self, id: NodeId, link: &Link) -> Object {
        let title = self.book.nodes[id].title.as_deref().unwrap_or_default();
        let key = self.pages.len() + self.link_parents.len();
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
                annotation.set("Dest", destination(self.book, *anchor, self.pages));
            }
            Target::Address(address) => {
                let uri = Object::string_literal(address.as_bytes());
                annotation.set("A", dictionary! { "S" => "URI", "URI" => uri });
            }
        }
        let annotation = self.document.add_object(annotation);
        self.link_parents.push(self.ids[id]);
        self.annotations
            .entry(link.page)
            .or_default()
            .push(annotation.into());
        let page = self.pages[link.page];
        dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => page }.into()
    }

    fn finish(mut self, root: ObjectId) -> lopdf::Result<ObjectId> {
        for (number, page) in self.pages.iter().enumerate() {
            let annotations = self.annotations.remove(&number);
            let page = self.document.get_object_mut(*page)?.as_dict_mut()?;
            page.set("StructParents", integer(number));
            page.set("Tabs", "S");
            match annotations {
                Some(annotations) => page.set("Annots", annotations),
                None => drop(page.remove(b"Annots")),
            }
        }
        let (parents, next) = self.parent_tree();
        let parents = self.document.add_object(parents);
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => self.ids[0],
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        };
        self.document.set_object(root, tree);
        Ok(root)
    }

    /// Writes, for every page and link, the nodes of its content.
    fn parent_tree(&self) -> (Dictionary, i64) {
        let mut numbers: Vec<Object> = Vec::new();
        for (page, owners) in self.content.owners.iter().enumerate() {
            let nodes: Vec<Object> = owners.iter().map(|node| self.ids[*node].into()).collect();
            numbers.extend([integer(page).into(), nodes.into()]);
        }
        let links = (self.pages.len()..).zip(&self.link_parents);
        numbers.extend(links.flat_map(|(key, node)| [integer(key).into(), Object::from(*node)]));
        let next = integer(self.pages.len() + self.link_parents.len());
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
