//! The list of branches to be called because they have not acknowledged an edition.

use handbook::Language;
use jiff::civil::Date;

use crate::Error;
use crate::fonts::Typeface;
use crate::layout::pages::{Block, COLUMN, Stack};
use crate::layout::strip::{Style, after};
use crate::layout::styles::{PLAIN, SMALL};
use crate::layout::{Role, Tree};
use crate::papers::Letterhead;
use crate::papers::desk::{Desk, count, name, own};
use crate::papers::table::{Line, table};
use crate::phrases::fill;

const TITLE: Style = Style::new(Typeface::SerifBold, 21.0, 1.2);
const STRONG: Style = Style::new(Typeface::SansBold, 9.0, 1.45);
const CELL: Style = Style::new(Typeface::Sans, 9.0, 1.45);

/// Which branches are to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderList {
    /// Whose handbook it is.
    pub head: Letterhead,
    /// The number of the edition that they have not acknowledged.
    pub edition: u32,
    /// The day from which lateness is counted.
    pub today: Date,
    /// The branches, in the order in which they are called.
    pub branches: Vec<Reminder>,
}

/// A branch to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Its name.
    pub branch: String,
    /// Its region; empty for none.
    pub region: String,
    /// The role or name of whoever answers for it.
    pub manager: String,
    /// Where reminders go; empty for none.
    pub email: String,
    /// By when it should have acknowledged the edition.
    pub due_on: Option<Date>,
    /// When anything last came from it.
    pub last_heard_on: Option<Date>,
}

/// Writes the list of branches to be called as a PDF.
pub fn reminder_list(list: &ReminderList, language: Language) -> Result<Vec<u8>, Error> {
    let mut desk = Desk::new(&list.head, language);
    let words = desk.words;
    let mut stack = Stack::default();
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let number = list.edition.to_string();
    let mut strips = desk.heading(section, 1, own(words.reminder), TITLE, COLUMN);
    let sentence = if list.branches.is_empty() {
        words.nobody_to_call
    } else {
        words.reminder_use
    };
    let sentence = fill(sentence, &[("number", &number)]);
    strips.extend(desk.plain(section, own(&sentence), PLAIN, COLUMN));
    stack.place_all(vec![Block {
        strips,
        starts_page: true,
    }]);
    if !list.branches.is_empty() {
        place_rows(&mut desk, section, list, &mut stack);
    }
    let edition = fill(desk.phrases.edition, &[("number", &number)]);
    let right = format!("{} · {edition}", words.reminder);
    let title = format!("{}, {edition}", words.reminder);
    desk.finish(&list.head, (&title, &right), stack)
}

fn place_rows(desk: &mut Desk, section: usize, list: &ReminderList, stack: &mut Stack) {
    let words = desk.words;
    let heads = [
        words.branch,
        words.region,
        words.manager,
        words.late,
        words.last_heard,
        words.called,
    ];
    let shares = [100.0, 62.0, 110.0, 72.0, 72.0, 60.0];
    let (table, head) = table(desk, section, &heads, &shares, COLUMN);
    let rows = list.branches.iter().map(|reminder| {
        let cells = cells(desk, reminder, list.today);
        table.row(desk, &cells)
    });
    let rows = rows.collect();
    stack.place_table(Vec::new(), after(12.0, vec![head]).remove(0), rows);
}

fn cells(desk: &Desk, reminder: &Reminder, today: Date) -> Vec<Vec<Line>> {
    let heard = reminder.last_heard_on.map(|date| desk.phrases.date(date));
    let mut manager = vec![Line::new(name(&reminder.manager), CELL)];
    if !reminder.email.trim().is_empty() {
        manager.push(Line::new(name(&reminder.email), SMALL));
    }
    vec![
        vec![Line::new(name(&reminder.branch), STRONG)],
        vec![Line::new(name(&reminder.region), CELL)],
        manager,
        vec![Line::new(lateness(desk, reminder.due_on, today), STRONG)],
        vec![Line::new(
            heard.unwrap_or_else(|| desk.words.never.into()),
            CELL,
        )],
        Vec::new(),
    ]
}

/// Says how late a branch is, or by when it is asked.
fn lateness(desk: &Desk, due_on: Option<Date>, today: Date) -> String {
    let words = desk.words;
    let Some(due) = due_on else {
        return words.no_due_day.to_string();
    };
    match due.duration_until(today).as_hours() / 24 {
        1 => words.one_day_late.to_string(),
        days if days > 1 => {
            let days = count(days.unsigned_abs());
            fill(words.days_late, &[("count", &days)])
        }
        _ => fill(words.due_on, &[("date", &desk.phrases.date(due))]),
    }
}
