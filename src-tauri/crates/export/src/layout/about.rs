//! “About this edition”: how to read it, what changed, and how to tell that it is genuine.

use handbook::{Change, Changed, Force, Language, StandardId};

use crate::fonts::Typeface;
use crate::layout::compose::Galley;
use crate::layout::cover::is_cover_note;
use crate::layout::lines::Span;
use crate::layout::pages::Block;
use crate::layout::parts::{badge, heading, hung, long, one_line, plain, shortened};
use crate::layout::reading::Words;
use crate::layout::strip::{
    Column, Strip, Style, after, beside, kept, paragraph, set, span, together,
};
use crate::layout::styles::{BODY, CODE, LABEL, PART, SMALL, SUBHEAD};
use crate::layout::tree::{Role, Tree};
use crate::layout::{Heading, NodeId, Owner, Target, ink};
use crate::phrases::fill;

/// Sets the part about the edition itself.
pub(crate) fn about(galley: &mut Galley, column: Column) -> Vec<Block> {
    let phrases = galley.source.phrases;
    let section = galley.tree.add(Tree::ROOT, Role::Section);
    let mut first = part_heading(galley, section, (phrases.about, None), column);
    first.extend(release_note(galley, section, column));
    first.extend(how_to_read(galley, section, column));
    let mut blocks = vec![Block {
        strips: first,
        starts_page: true,
    }];
    blocks.extend(whole(changes(galley, section, column)));
    blocks.extend(whole(fingerprint(galley, section, column)));
    blocks.extend(whole(proof(galley, section, column)));
    blocks
}

fn whole(strips: Vec<Strip>) -> Option<Block> {
    (!strips.is_empty()).then_some(Block {
        strips,
        starts_page: false,
    })
}

/// Sets the title of a part of the book and enters it in the outline.
pub(crate) fn part_heading(
    galley: &mut Galley,
    section: NodeId,
    (title, language): (&str, Option<Language>),
    column: Column,
) -> Vec<Strip> {
    let anchor = galley.new_anchor();
    galley.outline.push(Heading {
        level: 1,
        title: one_line(title),
        language,
        anchor,
    });
    let node = galley.tree.nodes.len();
    let mut strips = heading(galley, section, 2, title, PART, column);
    galley.tree.nodes[node].language = language;
    if let Some(first) = strips.first_mut() {
        first.anchors.push(anchor);
    }
    strips
}

fn release_note(galley: &mut Galley, section: NodeId, column: Column) -> Vec<Strip> {
    let note = galley.source.edition.note.as_str();
    if note.trim().is_empty() || is_cover_note(note) {
        return Vec::new();
    }
    let words = Words {
        text: note,
        language: galley.foreign(),
    };
    after(10.0, long(galley, section, words, BODY, column))
}

fn how_to_read(galley: &mut Galley, section: NodeId, column: Column) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let mut strips = after(
        14.0,
        heading(galley, section, 3, phrases.how_to_read, SUBHEAD, column),
    );
    for force in Force::ALL {
        let (badge, width) = badge(galley, section, *force, column);
        let words = Words {
            text: phrases.force_meaning[*force as usize],
            language: None,
        };
        let text = plain(
            galley,
            section,
            words,
            BODY,
            column.indented(width.max(76.0) + 14.0),
        );
        strips.extend(after(7.0, together(hung(vec![badge], text))));
    }
    strips
}

fn changes(galley: &mut Galley, section: NodeId, column: Column) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let edition = galley.source.edition;
    let title = match edition.previous {
        Some(number) => fill(phrases.changed_since, &[("number", &number.to_string())]),
        None => phrases.whats_new.to_string(),
    };
    let mut strips = after(24.0, heading(galley, section, 3, &title, SUBHEAD, column));
    let empty = match edition.previous {
        None => Some(phrases.first_edition),
        Some(_) if edition.changes.is_empty() => Some(phrases.nothing_changed),
        Some(_) => None,
    };
    if let Some(text) = empty {
        let words = Words {
            text,
            language: None,
        };
        strips.extend(after(6.0, plain(galley, section, words, BODY, column)));
        return strips;
    }
    for (name, kind) in [
        (phrases.added, Kind::Added),
        (phrases.material, Kind::Material),
        (phrases.editorial, Kind::Editorial),
        (phrases.withdrawn, Kind::Withdrawn),
    ] {
        let changes: Vec<&Changed> = edition
            .changes
            .iter()
            .filter(|c| kind_of(c) == kind)
            .collect();
        if !changes.is_empty() {
            strips.extend(after(8.0, heading(galley, section, 4, name, LABEL, column)));
            strips.extend(change_list(galley, section, &changes, column));
        }
    }
    strips
}

#[derive(PartialEq, Eq)]
enum Kind {
    Added,
    Material,
    Editorial,
    Withdrawn,
}

fn kind_of(changed: &Changed) -> Kind {
    match changed {
        Changed::Added(_) => Kind::Added,
        Changed::Withdrawn(_) => Kind::Withdrawn,
        Changed::Replaced {
            change: Change::Material,
            ..
        } => Kind::Material,
        Changed::Replaced { .. } => Kind::Editorial,
    }
}

fn change_list(
    galley: &mut Galley,
    section: NodeId,
    changes: &[&Changed],
    column: Column,
) -> Vec<Strip> {
    let list = galley.tree.add(section, Role::List);
    let mut strips = Vec::new();
    for changed in changes {
        let item = galley.tree.add(list, Role::Item);
        let body = galley.tree.add(item, Role::Body);
        strips.extend(after(2.0, change(galley, body, changed, column)));
    }
    strips
}

/// Sets a changed standard's code, its title with a link, and why it was changed.
fn change(galley: &mut Galley, body: NodeId, changed: &Changed, column: Column) -> Vec<Strip> {
    let source = galley.source;
    let found = galley.standard_of(changed.id());
    let revision = match (found, changed) {
        (Some(place), _) => &source.edition.revisions[place],
        (None, Changed::Withdrawn(before)) => before.as_ref(),
        (None, _) => return Vec::new(),
    };
    let reading = galley.reading(&revision.standard);
    let title = galley.title_of(reading);
    let owner = link_node(galley, body, changed.id(), &title.text);
    galley.tree.nodes[owner.0].language = title.language;
    let room = galley.code_room;
    let codes = Column {
        width: room - 6.0,
        ..column
    };
    let code = shortened(&one_line(&revision.standard.code.0), 24);
    let code = [span(Owner::Node(owner.0), &format!("{code} "), CODE)];
    let code = set(&mut galley.shaper, &code, CODE, codes);
    let text = Span {
        link: owner.1.map(|target| (owner.0, target)),
        ..span(Owner::Node(owner.0), &one_line(&title.text), BODY)
    };
    let text = set(&mut galley.shaper, &[text], BODY, column.indented(room));
    let mut strips = hung(code, text);
    if !revision.note.trim().is_empty() && found.is_some() {
        let note = one_line(&revision.note);
        let words = Words {
            text: &note,
            language: galley.foreign(),
        };
        strips = kept(strips);
        strips.extend(plain(galley, body, words, SMALL, column.indented(room)));
    }
    strips
}

fn link_node(
    galley: &mut Galley,
    body: NodeId,
    id: StandardId,
    title: &str,
) -> (NodeId, Option<Target>) {
    match galley.standard_of(id) {
        Some(place) => {
            let paragraph = galley.tree.add(body, Role::Paragraph);
            let title = shortened(&one_line(title), 220);
            let title = fill(galley.source.phrases.go_to, &[("title", &title)]);
            let node = galley.tree.add_titled(paragraph, Role::Link, &title);
            (node, Some(Target::Here(galley.anchor_of(place))))
        }
        None => (galley.tree.add(body, Role::Paragraph), None),
    }
}

fn fingerprint(galley: &mut Galley, section: NodeId, column: Column) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let mut strips = after(
        24.0,
        heading(galley, section, 3, phrases.fingerprint, SUBHEAD, column),
    );
    let node = galley.tree.add(section, Role::Paragraph);
    let text = galley.source.edition.digest().fingerprint();
    let style = Style::new(Typeface::MonoBold, 17.0, 1.5).in_ink(ink::TEXT);
    strips.extend(after(
        4.0,
        kept(paragraph(&mut galley.shaper, node, &text, style, column)),
    ));
    let words = Words {
        text: phrases.fingerprint_use,
        language: None,
    };
    strips.extend(plain(galley, section, words, BODY, column));
    vec![Strip {
        gap: 24.0,
        ..beside(vec![strips])
    }]
}

fn proof(galley: &mut Galley, section: NodeId, column: Column) -> Vec<Strip> {
    let phrases = galley.source.phrases;
    let mut strips = after(
        24.0,
        heading(galley, section, 3, phrases.signature, SUBHEAD, column),
    );
    let words = Words {
        text: phrases.proof,
        language: None,
    };
    strips.extend(after(4.0, plain(galley, section, words, BODY, column)));
    strips
}
