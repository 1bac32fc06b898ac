//! The outline: the tree of headings that viewers show beside the pages.

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::layout::{Book, PAGE};
use crate::pdf::structure::text;

/// Writes the outline; none if there are no headings.
pub(crate) fn outline(
    document: &mut Document,
    book: &Book,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = book
        .outline
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    let parents = parents(book);
    let tops: Vec<usize> = (0..ids.len())
        .filter(|entry| parents[*entry].is_none())
        .collect();
    let (first, last) = (*tops.first()?, *tops.last()?);
    let mut kids: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (entry, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            kids[*parent].push(entry);
        }
    }
    for siblings in kids.iter().chain([&tops]) {
        for (place, entry) in siblings.iter().enumerate() {
            let before = place.checked_sub(1).map(|place| ids[siblings[place]]);
            let next = siblings.get(place + 1).map(|entry| ids[*entry]);
            let parent = parents[*entry].map_or(root, |parent| ids[parent]);
            let mut dictionary = dictionary! {
                "Title" => text(&book.outline[*entry].title),
                "Parent" => parent,
                "Dest" => destination(book, book.outline[*entry].anchor, pages),
            };
            before.into_iter().for_each(|id| dictionary.set("Prev", id));
            next.into_iter().for_each(|id| dictionary.set("Next", id));
            if let (Some(first), Some(last)) = (kids[*entry].first(), kids[*entry].last()) {
                dictionary.set("First", ids[*first]);
                dictionary.set("Last", ids[*last]);
                // A negative count shows the entry closed.
                dictionary.set("Count", -integer(kids[*entry].len()));
            }
            document.set_object(ids[*entry], dictionary);
        }
    }
    let dictionary = dictionary! {
        "Type" => "Outlines",
        "First" => ids[first],
        "Last" => ids[last],
        "Count" => integer(tops.len()),
    };
    document.set_object(root, dictionary);
    Some(root)
}

/// Returns, for each entry, the entry above it.
fn parents(book: &Book) -> Vec<Option<usize>> {
    let mut above = None;
    let entries = book.outline.iter().enumerate().map(|(place, heading)| {
        if heading.level == 1 {
            above = Some(place);
            return None;
        }
        above
    });
    entries.collect()
}

/// Returns the destination of an anchor, a little above it.
pub(crate) fn destination(book: &Book, anchor: usize, pages: &[ObjectId]) -> Object {
    let place = book.places.get(anchor).copied().unwrap_or_default();
    let page = pages.get(place.page).or(pages.first());
    let page = page.map_or(Object::Null, |page| (*page).into());
    let top = super::operations::rounded((PAGE.1 - place.y + 14.0).min(PAGE.1));
    vec![
        page,
        "XYZ".into(),
        Object::Null,
        Object::Real(top),
        Object::Null,
    ]
    .into()
}

/// Returns a count as PDF writes numbers.
pub(crate) fn integer(count: usize) -> i64 {
    i64::try_from(count).expect("nothing in a book is counted in quintillions")
}
