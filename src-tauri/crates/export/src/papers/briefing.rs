//! The briefing sheet: one page that carries a team through what changed in ten minutes.

use handbook::{Language, Revision, WhatChanged};
use jiff::civil::Date;

use crate::Error;
use crate::fonts::Typeface;
use crate::layout::pages::{Block, COLUMN, ROOM, Stack};
use crate::layout::strip::{Strip, Style, after, height_of};
use crate::layout::styles::{PLAIN, SMALL};
use crate::layout::{Role, Tree};
use crate::papers::change::{DETAILS, change, change_line};
use crate::papers::desk::{Desk, count, name, own};
use crate::papers::sign::sign;
use crate::papers::{Letterhead, Person};
use crate::phrases::fill;

const TITLE: Style = Style::new(Typeface::SerifBold, 21.0, 1.2);
/// How many changes are told in full where not all of them find room.
const IN_FULL: usize = 3;

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
    // The last part is set first, to know how much room it takes; its nodes are moved below.
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let below = sign(&mut desk, section, &sheet.people, COLUMN);
    desk.tree.nodes[Tree::ROOT]
        .kids
        .retain(|kid| *kid != section);
    let room = ROOM - height_of(&strips) - height_of(&below);
    strips.extend(changes(&mut desk, sheet, room));
    desk.tree.nodes[Tree::ROOT].kids.push(section);
    let left = ROOM - height_of(&strips) - height_of(&below);
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
        None => desk.phrases.whats_new.to_string(),
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

/// Sets the changes in as much detail as fits into `room` points.
fn changes(desk: &mut Desk, sheet: &BriefingSheet, room: f32) -> Vec<Strip> {
    let mut all = sheet.changes.clone();
    all.sort_by_key(BriefedChange::weight);
    for detail in DETAILS {
        let mut strips = Vec::with_capacity(all.len());
        let mut height = 0.0;
        for told in &all {
            let strip = change(desk, sheet, told, detail, COLUMN);
            height += strip.gap + strip.height;
            strips.push(strip);
            if height > room {
                break;
            }
        }
        // Nodes of a trial that is not used stay without marks, and are left out of the file.
        if height <= room {
            return strips;
        }
    }
    mixed(desk, sheet, &all, room)
}

/// Sets some changes in full, more as headlines, and counts the rest.
fn mixed(
    desk: &mut Desk,
    sheet: &BriefingSheet,
    all: &[crate::papers::BriefedChange],
    room: f32,
) -> Vec<Strip> {
    let least = DETAILS[DETAILS.len() - 1];
    let tall = |strip: &Strip| strip.gap + strip.height;
    let mut full: Vec<Strip> = Vec::new();
    let mut height = 0.0;
    for told in all {
        let strip = change(desk, sheet, told, least, COLUMN);
        height += tall(&strip);
        if height > room {
            break;
        }
        full.push(strip);
    }
    let lines: Vec<Strip> = all
        .iter()
        .map(|told| change_line(desk, told, COLUMN))
        .collect();
    let more = desk.tree.add(Tree::ROOT, Role::Paragraph);
    let counted = |desk: &mut Desk, left: usize| {
        let left = count(left as u64);
        let text = fill(desk.words.more, &[("count", &left)]);
        let strips = crate::layout::strip::paragraph(&mut desk.shaper, more, &text, SMALL, COLUMN);
        after(5.0, strips)
    };
    let reserve = height_of(&counted(desk, all.len()));
    let heights: Vec<f32> = full.iter().map(tall).collect();
    let first = first_in_full(&heights, &lines, room);
    let mut strips = full;
    strips.truncate(first);
    let mut used = height_of(&strips);
    let mut shown = first;
    for line in lines.into_iter().skip(first) {
        let is_last = shown + 1 == all.len();
        let after_it = if is_last { 0.0 } else { reserve };
        if used + tall(&line) + after_it > room {
            break;
        }
        used += tall(&line);
        shown += 1;
        strips.push(line);
    }
    if shown < all.len() {
        strips.extend(counted(desk, all.len() - shown));
    }
    strips
}

/// Returns how many changes may be told in full: as many as leave room for the headlines of all
/// others, else a few.
fn first_in_full(full: &[f32], lines: &[Strip], room: f32) -> usize {
    let fits = |first: &usize| {
        let told: f32 = full[..*first].iter().sum();
        told + height_of(&lines[*first..]) <= room
    };
    let most = (0..=full.len()).rev().find(fits);
    most.unwrap_or(full.len().min(IN_FULL))
}
