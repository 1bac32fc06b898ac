//! The glossary and the roles, at the end of the book.

use crate::fonts::Typeface;
use crate::layout::about::part_heading;
use crate::layout::compose::Galley;
use crate::layout::lines::Span;
use crate::layout::pages::Block;
use crate::layout::parts::{listed, one_line};
use crate::layout::reading::Words;
use crate::layout::strip::{Column, Strip, after, set, span};
use crate::layout::styles::BODY;
use crate::layout::tree::{Role, Tree};
use crate::layout::{NodeId, Owner};

/// Sets the glossary and the roles, where there are any.
pub(crate) fn lists(galley: &mut Galley, column: Column) -> Vec<Block> {
    let handbook = &galley.source.edition.handbook;
    let phrases = galley.source.phrases;
    let mut blocks = Vec::new();
    if !handbook.glossary.is_empty() {
        let section = galley.tree.add(Tree::ROOT, Role::Section);
        let mut strips = part_heading(galley, section, (phrases.glossary, None), column);
        strips.extend(after(8.0, glossary(galley, section, column)));
        blocks.push(Block {
            strips,
            starts_page: true,
        });
    }
    let roles = handbook.roles.iter().filter(|role| !role.is_empty());
    let roles: Vec<String> = roles.map(|role| one_line(&role.0)).collect();
    if roles.is_empty() {
        return blocks;
    }
    let language = galley.foreign();
    let roles: Vec<Words> = roles.iter().map(|text| Words { text, language }).collect();
    let section = galley.tree.add(Tree::ROOT, Role::Section);
    let mut strips = after(
        30.0,
        part_heading(galley, section, (phrases.roles, None), column),
    );
    strips.extend(after(8.0, listed(galley, section, &roles, "•", column)));
    blocks.push(Block {
        strips,
        starts_page: blocks.is_empty(),
    });
    blocks
}

fn glossary(galley: &mut Galley, section: NodeId, column: Column) -> Vec<Strip> {
    let source = galley.source;
    let list = galley.tree.add_in(section, Role::List, galley.foreign());
    let mut strips = Vec::new();
    for term in &source.edition.handbook.glossary {
        let item = galley.tree.add(list, Role::Item);
        let label = galley.tree.add(item, Role::Label);
        let body = galley.tree.add(item, Role::Body);
        let spans = [
            Span {
                typeface: Typeface::SerifBold,
                ..span(
                    Owner::Node(label),
                    &format!("{} ", one_line(&term.term)),
                    BODY,
                )
            },
            span(Owner::Node(body), &one_line(&term.meaning), BODY),
        ];
        strips.extend(after(6.0, set(&mut galley.shaper, &spans, BODY, column)));
    }
    strips
}
