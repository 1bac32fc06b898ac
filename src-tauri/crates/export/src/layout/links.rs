//! Links in long texts: which addresses are let through, and which nodes they belong to.

use std::rc::Rc;

use crate::layout::lines::Span;
use crate::layout::tree::{Role, Tree};
use crate::layout::{NodeId, Owner, Target};

/// Gives spans their owner: the paragraph itself, or nodes below it where there are links.
pub(crate) fn own(tree: &mut Tree, paragraph: NodeId, spans: &mut [Span]) {
    let has_links = spans.iter().any(|span| span.link.is_some());
    let mut before: Option<(Option<Target>, NodeId)> = None;
    for span in spans.iter_mut() {
        if !has_links {
            span.owner = Owner::Node(paragraph);
            continue;
        }
        let target = span.link.as_ref().map(|(_, target)| target.clone());
        let node = match &before {
            Some((known, node)) if *known == target => *node,
            _ => part_of(tree, paragraph, target.as_ref()),
        };
        before = Some((target.clone(), node));
        span.owner = Owner::Node(node);
        span.link = target.map(|target| (node, target));
    }
}

fn part_of(tree: &mut Tree, paragraph: NodeId, target: Option<&Target>) -> NodeId {
    match target {
        Some(Target::Address(address)) => tree.add_titled(paragraph, Role::Link, address),
        _ => tree.add(paragraph, Role::Span),
    }
}

/// Returns where a link leads, if it leads to a web page or a mailbox.
pub(crate) fn address(url: &str) -> Option<Target> {
    let plain = url.trim().to_ascii_lowercase();
    let is_safe = ["http://", "https://", "mailto:"]
        .iter()
        .any(|safe| plain.starts_with(safe));
    let is_clean = url.chars().all(|c| !c.is_control() && !c.is_whitespace());
    (is_safe && is_clean).then(|| Target::Address(Rc::from(encoded(url.trim()))))
}

/// Writes an address in ASCII, as PDF asks for.
fn encoded(url: &str) -> String {
    let mut ascii = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}
