//! The tree of what a book's marks mean, for those who do not see the page.

use handbook::Language;

/// A node's place in the tree's list.
pub(crate) type NodeId = usize;

/// What a node is; the names are those of ISO 32000-1, 14.8.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Section,
    Heading(u8),
    Paragraph,
    List,
    NumberedList,
    Item,
    Label,
    Body,
    Table,
    Row,
    HeadCell,
    Cell,
    Quote,
    Contents,
    ContentsItem,
    Reference,
    Link,
    Span,
    /// Words that are no longer there; struck through.
    Deleted,
    /// Words that are new; underlined.
    Inserted,
    /// A drawing, which its title describes.
    Figure,
}

/// A node.
#[derive(Debug)]
pub(crate) struct Node {
    /// What it is.
    pub role: Role,
    /// The node above it; the root names itself.
    pub parent: NodeId,
    /// The nodes below it, in reading order.
    pub kids: Vec<NodeId>,
    /// Its language, where it differs from that of the node above it.
    pub language: Option<Language>,
    /// What a heading says, where a link leads, or what a drawing shows.
    pub title: Option<String>,
}

/// A tree under construction.
pub(crate) struct Tree {
    /// Its nodes.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// The node at the top.
    pub const ROOT: NodeId = 0;

    /// Makes a tree that has only its root.
    pub fn new() -> Self {
        let root = Node {
            role: Role::Document,
            parent: Self::ROOT,
            kids: Vec::new(),
            language: None,
            title: None,
        };
        Self { nodes: vec![root] }
    }

    /// Adds a node below `parent`.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let node = self.nodes.len();
        self.nodes.push(Node {
            role,
            parent,
            kids: Vec::new(),
            language: None,
            title: None,
        });
        self.nodes[parent].kids.push(node);
        node
    }

    /// Adds a node in a language of its own.
    pub fn add_in(&mut self, parent: NodeId, role: Role, language: Option<Language>) -> NodeId {
        let node = self.add(parent, role);
        self.nodes[node].language = language;
        node
    }

    /// Adds a node with a title.
    pub fn add_titled(&mut self, parent: NodeId, role: Role, title: &str) -> NodeId {
        let node = self.add(parent, role);
        self.nodes[node].title = Some(title.to_string());
        node
    }
}
