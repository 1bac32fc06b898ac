//! The briefing sheet: one page that carries a team through what changed in ten minutes.

use handbook::{Language, Revision, WhatChanged};
use jiff::civil::Date;

use crate::Error;
use crate::fonts::Typeface;
use crate::layout::pages::{Block, COLUMN, ROOM, Stack};
use crate::layout::strip::{Strip, Style, after, height_of, merged};
use crate::layout::styles::{PLAIN, SMALL};
use crate::layout::{NodeId, Role, Tree};
use crate::papers::change::{DETAILS, Told, change, change_line};
use crate::papers::desk::{Desk, count, name, own};
use crate::papers::sign::sign;
use crate::papers::{Letterhead, Person};
use crate::phrases::fill;

const TITLE: Style = Style::new(Typeface::SerifBold, 21.0, 1.2);
/// How many changes are told in full where not all of them find room.
const IN_FULL: usize = 3;
/// The height of the sheet's text, a little less than a page's, for sums that are not exact.
const SHEET: f32 = ROOM - 0.5;
/// The space between what is told in full and the headlines, in points.
const APART: f32 = 7.0;

/// What a team is briefed about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingSheet<'a> {
    /// Whose handbook it is.
    pub head: Letterhead,
    /// The edition's number.
    pub edition: u32,
    /// The edition that the branch had before; none if it had not any.
    pub since: Option<u32>,
    /// From when on the edition holds.
    pub effective_on: Date,
    /// The branch's name.
    pub branch: String,
    /// What changed for the branch.
    pub changes: Vec<BriefedChange<'a>>,
    /// How many more changes are not told, but only counted.
    pub others: usize,
    /// Who belongs to the team.
    pub people: Vec<Person>,
}

/// A change to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BriefedChange<'a> {
    /// What became of the standard.
    pub what: WhatChanged,
    /// Its revision in the edition before; none if it is new.
    pub before: Option<&'a Revision>,
    /// Its revision in this edition; none if it was withdrawn.
    pub now: Option<&'a Revision>,
}

impl<'a> BriefedChange<'a> {
    /// Returns the revision whose title is shown.
    pub(crate) fn shown(&self) -> Option<&'a Revision> {
        self.now.or(self.before)
    }

    /// Tells what comes first: what asks most of the reader.
    fn weight(&self) -> u8 {
        match self.what {
            WhatChanged::Material => 0,
            WhatChanged::Added => 1,
            WhatChanged::Editorial => 2,
            WhatChanged::Withdrawn => 3,
        }
    }
}

/// Writes the sheet for a team briefing as a PDF of one page. What finds no room is shortened,
/// and at last only counted.
pub fn briefing_sheet(sheet: &BriefingSheet, language: Language) -> Result<Vec<u8>, Error> {
    let mut desk = Desk::new(&sheet.head, language);
    let mut strips = top(&mut desk, sheet);
    // What is set as a trial leaves empty nodes, which do not come into the file.
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let below = sign(&mut desk, section, &sheet.people, COLUMN);
    let room = SHEET - height_of(&strips) - height_of(&below);
    let rest = (sheet.others > 0).then(|| counted(&mut desk, sheet.others));
    let room = room - rest.as_ref().map_or(0.0, Told::height);
    let mut told = changes(&mut desk, sheet, room);
    told.extend(rest);
    let order = told.iter().map(|told| told.section).chain([section]);
    in_order(&mut desk, order.collect());
    strips.extend(told.into_iter().map(|told| told.strip));
    let left = SHEET - height_of(&strips) - height_of(&below);
    strips.extend(after(left.max(0.0), below));
    let mut stack = Stack::default();
    stack.place_all(vec![Block {
        strips,
        starts_page: true,
    }]);
    let title = format!("{}: {}", desk.words.briefing, name(&sheet.branch));
    let right = desk.edition_line(sheet.edition, sheet.effective_on);
    desk.finish(&sheet.head, (&title, &right), stack)
}

fn top(desk: &mut Desk, sheet: &BriefingSheet) -> Vec<Strip> {
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let words = desk.words;
    let branch = format!("{} · {}", words.briefing, name(&sheet.branch));
    let title = match sheet.since {
        Some(number) => fill(
            desk.phrases.changed_since,
            &[("number", &number.to_string())],
        ),
        None => fill(
            desk.phrases.edition,
            &[("number", &sheet.edition.to_string())],
        ),
    };
    let mut strips = desk.plain(section, own(&branch), PLAIN, COLUMN);
    strips.extend(desk.heading(section, 1, own(&title), TITLE, COLUMN));
    strips.extend(desk.plain(section, own(words.briefing_use), SMALL, COLUMN));
    if sheet.changes.is_empty() {
        let text = desk.phrases.nothing_changed;
        strips.extend(after(12.0, desk.plain(section, own(text), PLAIN, COLUMN)));
    }
    strips
}

/// Puts sections into the order in which they are read, at the end of the tree.
fn in_order(desk: &mut Desk, sections: Vec<NodeId>) {
    let kids = &mut desk.tree.nodes[Tree::ROOT].kids;
    kids.retain(|kid| !sections.contains(kid));
    kids.extend(sections);
}

/// Sets the changes in as much detail as fits into `room` points.
fn changes(desk: &mut Desk, sheet: &BriefingSheet, room: f32) -> Vec<Told> {
    let mut all = sheet.changes.clone();
    all.sort_by_key(BriefedChange::weight);
    for (level, detail) in DETAILS.into_iter().enumerate() {
        let mut told: Vec<Told> = Vec::with_capacity(all.len());
        for one in &all {
            told.push(change(desk, sheet, one, detail, COLUMN));
            if height(&told) > room {
                break;
            }
        }
        if height(&told) <= room {
            return enriched(desk, sheet, &all, (told, level), room);
        }
    }
    mixed(desk, sheet, &all, room)
}

fn height(told: &[Told]) -> f32 {
    told.iter().map(Told::height).sum()
}

/// Tells single changes in more detail, the first ones first, while there is room.
fn enriched(
    desk: &mut Desk,
    sheet: &BriefingSheet,
    all: &[BriefedChange],
    (mut told, level): (Vec<Told>, usize),
    room: f32,
) -> Vec<Told> {
    for (index, one) in all.iter().enumerate() {
        for detail in &DETAILS[..level] {
            let richer = change(desk, sheet, one, *detail, COLUMN);
            if height(&told) - told[index].height() + richer.height() <= room {
                told[index] = richer;
                break;
            }
        }
    }
    told
}

/// Sets some changes in full, more as headlines, and counts the rest.
fn mixed(desk: &mut Desk, sheet: &BriefingSheet, all: &[BriefedChange], room: f32) -> Vec<Told> {
    let least = DETAILS[DETAILS.len() - 1];
    let mut told: Vec<Told> = Vec::new();
    for one in all {
        let full = change(desk, sheet, one, least, COLUMN);
        if height(&told) + full.height() > room {
            break;
        }
        told.push(full);
    }
    let lines = all.iter().map(|one| change_line(desk, one, COLUMN));
    let mut lines: Vec<Told> = lines.collect();
    let reserve = counted(desk, all.len()).height();
    told.truncate(first_in_full(&told, &lines, room - APART, reserve));
    if let Some(line) = lines.get_mut(told.len()) {
        line.strip.gap += APART;
    }
    for line in lines.into_iter().skip(told.len()) {
        let is_last = told.len() + 1 == all.len();
        let reserve = if is_last { 0.0 } else { reserve };
        if height(&told) + line.height() + reserve > room {
            break;
        }
        told.push(line);
    }
    if told.len() < all.len() {
        let more = counted(desk, all.len() - told.len());
        told.push(more);
    }
    told
}

/// Says how many changes are not told.
fn counted(desk: &mut Desk, left: usize) -> Told {
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let left = count(left as u64);
    let text = fill(desk.words.more, &[("count", &left)]);
    let text = desk.plain(section, own(&text), SMALL, COLUMN);
    let strip = Strip {
        gap: 5.0,
        ..merged(text)
    };
    Told { section, strip }
}

/// Returns how many changes may be told in full: as many as leave room for the headlines of all
/// others, else a few.
fn first_in_full(full: &[Told], lines: &[Told], room: f32, reserve: f32) -> usize {
    let fits = |first: &usize| height(&full[..*first]) + height(&lines[*first..]) <= room;
    let few = |first: &usize| height(&full[..*first]) + reserve <= room;
    let most = (0..=full.len()).rev().find(fits);
    let least = || (0..=full.len().min(IN_FULL)).rev().find(few);
    most.or_else(least).unwrap_or(0)
}
