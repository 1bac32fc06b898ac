//! Long texts: Markdown as paragraphs, lists and quotes. Raw HTML, pictures and headings leave
//! at most their words.

use handbook::Language;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::layout::lines::Span;
use crate::layout::links::{address, own};
use crate::layout::reading::Words;
use crate::layout::strip::{Column, Strip, Style, paragraph, set};
use crate::layout::tree::{Role, Tree};
use crate::layout::{Area, Mark, NodeId, Owner, Target, ink};
use crate::shaping::Shaper;

/// Deeper lists and quotes stand where the deepest of these stand.
const DEEPEST: usize = 6;
const INDENT: f32 = 15.0;
const GAP: f32 = 5.0;

enum Frame {
    /// A list, with the number of its next item if it is numbered.
    List(NodeId, Option<u64>),
    /// An item's body.
    Item(NodeId),
    Quote(NodeId),
}

struct Writer<'a> {
    shaper: &'a mut Shaper,
    tree: &'a mut Tree,
    style: Style,
    column: Column,
    language: Option<Language>,
    parent: NodeId,
    frames: Vec<Frame>,
    /// Frames beyond the deepest, which are passed over.
    ignored: usize,
    spans: Vec<Span>,
    strong: usize,
    emphasis: usize,
    code: usize,
    link: Option<Target>,
    marker: Option<(NodeId, String)>,
    strips: Vec<Strip>,
    gap: f32,
}

/// Sets a Markdown text below `parent`.
pub(crate) fn prose(
    shaper: &mut Shaper,
    tree: &mut Tree,
    parent: NodeId,
    words: Words,
    style: Style,
    column: Column,
) -> Vec<Strip> {
    let mut writer = Writer {
        shaper,
        tree,
        style,
        column,
        language: words.language,
        parent,
        frames: Vec::new(),
        ignored: 0,
        spans: Vec::new(),
        strong: 0,
        emphasis: 0,
        code: 0,
        link: None,
        marker: None,
        strips: Vec::new(),
        gap: 0.0,
    };
    for event in Parser::new_ext(words.text, Options::empty()) {
        writer.event(event);
    }
    writer.end_paragraph();
    writer.strips
}

impl Writer<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.code += 1;
                self.text(&text);
                self.code -= 1;
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => self.end_paragraph(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Heading { .. } => {
                self.end_paragraph();
                self.strong += 1;
            }
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.code += 1;
            }
            Tag::Link { dest_url, .. } => self.link = address(dest_url),
            Tag::List(first) => self.start_list(*first),
            Tag::Item => self.start_item(),
            Tag::BlockQuote(_) => self.start_quote(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.strong = self.strong.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.end_paragraph();
                self.code = self.code.saturating_sub(1);
            }
            TagEnd::Link => self.link = None,
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) => self.leave(),
            _ => {}
        }
    }

    fn is_too_deep(&mut self) -> bool {
        self.end_paragraph();
        let too_deep = self.ignored > 0 || self.frames.len() >= 2 * DEEPEST;
        self.ignored += usize::from(too_deep);
        too_deep
    }

    fn start_list(&mut self, first: Option<u64>) {
        if self.is_too_deep() {
            return;
        }
        let role = if first.is_some() {
            Role::NumberedList
        } else {
            Role::List
        };
        let node = self.tree.add_in(self.node(), role, self.language);
        self.frames.push(Frame::List(node, first));
    }

    fn start_item(&mut self) {
        if self.is_too_deep() {
            return;
        }
        let Some(Frame::List(list, next)) = self.frames.last_mut() else {
            return;
        };
        let marker = next.map_or("•".to_string(), |number| format!("{number}."));
        *next = next.map(|number| number.saturating_add(1));
        let item = self.tree.add(*list, Role::Item);
        let label = self.tree.add(item, Role::Label);
        let body = self.tree.add(item, Role::Body);
        self.marker = Some((label, marker));
        self.frames.push(Frame::Item(body));
    }

    fn start_quote(&mut self) {
        if self.is_too_deep() {
            return;
        }
        let node = self.tree.add_in(self.node(), Role::Quote, self.language);
        self.frames.push(Frame::Quote(node));
    }

    fn leave(&mut self) {
        self.end_paragraph();
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        if let Some(Frame::Item(_)) = self.frames.pop() {
            self.marker = None;
        }
    }

    fn node(&self) -> NodeId {
        match self.frames.last() {
            Some(Frame::List(node, _) | Frame::Item(node) | Frame::Quote(node)) => *node,
            None => self.parent,
        }
    }

    fn text(&mut self, text: &str) {
        let mut typeface = self.style.typeface;
        if self.emphasis > 0 {
            typeface = typeface.slanted();
        }
        if self.strong > 0 {
            typeface = typeface.strong();
        }
        if self.code > 0 {
            typeface = crate::fonts::Typeface::Mono;
        }
        self.spans.push(Span {
            text: text.to_string(),
            typeface,
            ink: if self.link.is_some() {
                ink::LINK
            } else {
                self.style.ink
            },
            owner: Owner::Decoration,
            link: self.link.clone().map(|target| (0, target)),
        });
    }

    fn column_now(&self) -> (Column, usize) {
        let is_indent = |frame: &&Frame| !matches!(frame, Frame::List(..));
        let depth = self.frames.iter().filter(is_indent).count();
        (self.column.indented(INDENT * depth as f32), depth)
    }

    fn end_paragraph(&mut self) {
        let mut spans = std::mem::take(&mut self.spans);
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            return;
        }
        let node = self
            .tree
            .add_in(self.node(), Role::Paragraph, self.language);
        own(self.tree, node, &mut spans);
        let (column, depth) = self.column_now();
        let mut strips = set(self.shaper, &spans, self.style, column);
        self.set_marker(&mut strips, column);
        self.draw_quote_bars(&mut strips, depth);
        if let Some(first) = strips.first_mut() {
            first.gap = self.gap;
        }
        self.gap = GAP;
        self.strips.extend(strips);
    }

    fn set_marker(&mut self, strips: &mut [Strip], column: Column) {
        let Some((label, marker)) = self.marker.take() else {
            return;
        };
        let Some(first) = strips.first_mut() else {
            return;
        };
        let beside = Column {
            x: column.x - INDENT,
            width: INDENT,
        };
        let marker = paragraph(self.shaper, label, &marker, self.style, beside);
        let mut marks: Vec<Mark> = marker.into_iter().take(1).flat_map(|s| s.marks).collect();
        for mark in &mut marks {
            level(mark, first);
        }
        first.marks.splice(0..0, marks);
    }

    fn draw_quote_bars(&self, strips: &mut [Strip], depth: usize) {
        let frames = self
            .frames
            .iter()
            .filter(|frame| !matches!(frame, Frame::List(..)));
        let quotes = frames.enumerate().take(depth);
        let places = quotes.filter(|(_, frame)| matches!(frame, Frame::Quote(_)));
        for (place, _) in places {
            for strip in strips.iter_mut() {
                let area = Area {
                    x: self.column.x + INDENT * place as f32 + 3.0,
                    y: 0.0,
                    width: 1.6,
                    height: strip.height,
                };
                strip.marks.insert(0, Mark::Fill(area, ink::LINE));
            }
        }
    }
}

/// Puts a marker's base line level with that of the text beside it.
fn level(marker: &mut Mark, strip: &Strip) {
    let base = strip.marks.iter().find_map(|mark| match mark {
        Mark::Text(text) => Some(text.y),
        _ => None,
    });
    if let (Mark::Text(text), Some(base)) = (marker, base) {
        text.y = base;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Typeface;
    use crate::layout::strip::height_of;

    fn write(text: &str) -> (Vec<Strip>, Tree) {
        let mut tree = Tree::new();
        let column = Column {
            x: 0.0,
            width: 300.0,
        };
        let words = Words {
            text,
            language: None,
        };
        let style = Style::new(Typeface::Serif, 11.0, 1.4);
        let strips = prose(
            &mut Shaper::new(),
            &mut tree,
            Tree::ROOT,
            words,
            style,
            column,
        );
        (strips, tree)
    }

    fn links(strips: &[Strip]) -> usize {
        let marks = strips.iter().flat_map(|strip| &strip.marks);
        marks.filter(|mark| matches!(mark, Mark::Link(..))).count()
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        let (strips, _) = write("See [us](https://example.org) or [this](javascript:alert(1)).");
        assert_eq!(links(&strips), 1);
        let (strips, _) = write("[mail](mailto:desk@example.org) [file](file:///etc/passwd)");
        assert_eq!(links(&strips), 1);
    }

    #[test]
    fn raw_html_is_dropped() {
        let (strips, _) = write("Before <script>alert(1)</script>\n\n<div>gone</div>\n\nAfter");
        assert!(!format!("{strips:?}").contains("gone"));
        assert!(format!("{strips:?}").contains("After"));
    }

    #[test]
    fn a_thousand_nested_quotes_do_no_harm() {
        let (strips, _) = write(&format!("{}deep", ">".repeat(1000)));
        assert!(height_of(&strips) > 0.0);
    }

    #[test]
    fn lists_have_labels_and_bodies() {
        let (_, tree) = write("1. Greet\n2. Ask\n   - politely\n");
        let count = |role| tree.nodes.iter().filter(|node| node.role == role).count();
        assert_eq!(
            (count(Role::Item), count(Role::Label), count(Role::Body)),
            (3, 3, 3)
        );
    }
}
