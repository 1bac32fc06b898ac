//! Whether a phrase is a fault where it stands, and whether an act lacks its time.

use std::ops::Range;

use crate::en::phrases::Category;
use crate::finding::{FieldKind, Severity};
use crate::rule::Found;
use crate::tables::lexicon::{
    ACT, CAPITAL, CASE, CONTROL, CUSTOMER, DEFINES, EXACT, MANNER, MAY, MENTION, MONEY, Meaning,
    NEGATION, NUMBER, PERCENT, PROHIBIT, PUNCT, QUOTED, SAFETY, SERVICE, SUBORDINATOR,
};
use crate::tables::reading::{Hit, Sentence};

/// Adds the phrases of one category that are faults in this sentence.
pub fn faults(s: &Sentence<'_>, category: Category, found: &mut Found) {
    for hit in hits_of(s, category) {
        let range = s.reading.source(hit.tokens.clone());
        found.add(range, why(category), hit.sense.question);
        if category == Category::NoActor && s.kind == FieldKind::Statement {
            let last = found.faults.last_mut();
            last.into_iter()
                .for_each(|f| f.severity = Some(Severity::Consider));
        }
    }
    if category == Category::Absolute && found.faults.is_empty() {
        hundred_percent(s, found);
    }
}

fn hits_of<'s>(s: &'s Sentence<'_>, category: Category) -> impl Iterator<Item = &'s Hit> {
    let meant = s
        .hits()
        .iter()
        .filter(move |hit| hit.sense.meaning == Meaning::Fault(category));
    meant.filter(move |hit| !is_mentioned(s, &hit.tokens) && holds(s, hit, category))
}

fn why(category: Category) -> &'static str {
    match category {
        Category::VagueTime => "No deadline: nobody can tell when it is late.",
        Category::Unmeasurable => {
            "An aim without a measure: nobody can tell whether it is reached."
        }
        Category::Vague => "Two people will judge this differently.",
        Category::Absolute => "Nothing holds without exception, and one miss breaks the promise.",
        Category::OverPromise => "More than anybody can keep.",
        Category::Escape => "A way out: it lets everybody decide when the standard holds.",
        Category::NoActor => "Nobody is named to do this, so nobody may.",
        Category::Harmless => "",
    }
}

/// Tells whether the words are quoted, part of a name, or defined here.
fn is_mentioned(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let quoted = at.clone().any(|i| s.is(i, QUOTED));
    let opens = at.start == s.first || s.is(at.start - 1, PUNCT);
    let named = s.is(at.start, CAPITAL) && s.is(at.end.max(1), CAPITAL) && !opens;
    let near = at.start.saturating_sub(2)..at.end + 3;
    let worded = near.filter(|i| !at.contains(i)).any(|i| s.is(i, MENTION));
    quoted || named || worded || s.cues & DEFINES != 0
}

fn holds(s: &Sentence<'_>, hit: &Hit, category: Category) -> bool {
    let at = &hit.tokens;
    if !holds_in_context(s, at, hit.sense.context) {
        return false;
    }
    match category {
        Category::VagueTime => !is_timed_beside(s, at),
        Category::Unmeasurable => !has_number(s, s.first..s.last) && s.cues & PROHIBIT == 0,
        Category::Vague => !is_exact(s, at),
        Category::Absolute => s.cues & (MONEY | SAFETY | CONTROL | PROHIBIT) == 0 && !has_share(s),
        Category::OverPromise => s.cues & PROHIBIT == 0,
        Category::Escape => !has_share(s),
        Category::NoActor => true,
        Category::Harmless => false,
    }
}

/// The contexts that the tables name.
fn holds_in_context(s: &Sentence<'_>, at: &Range<usize>, context: &str) -> bool {
    match context {
        "urgent" => s.cues & SAFETY == 0,
        "unsaid" => s.kind != FieldKind::Script,
        "object" => (at.end..at.end + 3).any(|i| s.is(i, CASE | CUSTOMER | SERVICE)),
        "service" => (at.end..at.end + 3).any(|i| s.is(i, SERVICE | CASE | CUSTOMER)),
        "amount" => !has_number(s, s.clause(at.start)),
        "firm" => s.cues & (CASE | CUSTOMER | SERVICE | ACT) != 0,
        "negated" => s.cues & NEGATION != 0,
        "free" => s.cues & SUBORDINATOR == 0,
        _ => true,
    }
}

/// Tells whether a time stands in the same clause, or begins the next: “at once, in 5 minutes”.
fn is_timed_beside(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    let clause = s.clause(at.start);
    let next = clause.end + 1;
    let close = clause.start..next;
    s.times().iter().filter(|time| !time.is_event).any(|time| {
        let start = time.tokens.start;
        close.contains(&start) || start.saturating_sub(3) <= next && start >= next
    })
}

/// A number or a reference makes exact what would be vague: “a room for 30”, “as listed in B-4”.
fn is_exact(s: &Sentence<'_>, at: &Range<usize>) -> bool {
    s.clause(at.start).any(|i| s.is(i, EXACT))
}

fn has_number(s: &Sentence<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|i| s.is(i, NUMBER) && !is_year(s.word(i)))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// Tells whether the sentence names a share below the whole: “90 %”, “9 sa bawat 10”.
fn has_share(s: &Sentence<'_>) -> bool {
    let percent = |i| s.is(i + 1, PERCENT) && s.word(i) != "100";
    let free = |i: usize| s.is(i, NUMBER) && !s.times().iter().any(|t| t.tokens.contains(&i));
    (s.first..s.last)
        .any(|i| s.is(i, NUMBER) && (percent(i) || free(i) && (i + 2..i + 5).any(free)))
}

fn hundred_percent(s: &Sentence<'_>, found: &mut Found) {
    let firm = s.cues & (MONEY | SAFETY | CONTROL | PROHIBIT | DEFINES) != 0;
    let whole = (s.first..s.last).find(|i| s.word(*i) == "100" && s.is(i + 1, PERCENT));
    if let Some(at) = whole.filter(|at| !firm && !s.is(*at, QUOTED) && !has_share(s)) {
        let question = s.reading.lexicon.map_or("", |lexicon| lexicon.how_many);
        let range = s.reading.source(at..at + 2);
        found.add(range, why(Category::Absolute), question);
    }
}

/// Returns the act that is owed to a customer without any time, and what to ask.
pub fn missing_time(s: &Sentence<'_>) -> Option<(Range<usize>, &'static str)> {
    let free = PROHIBIT | MONEY | DEFINES | MAY | MANNER | SAFETY | PERCENT;
    let excused = s.is_timed || s.cues & free != 0 || s.cues & CASE == 0 || has_share(s);
    if excused || !s.times().is_empty() || hits_of(s, Category::VagueTime).next().is_some() {
        return None;
    }
    if s.reading
        .times
        .iter()
        .any(|time| stands_alone(s, time.tokens.start))
    {
        return None;
    }
    let act = act(s)?;
    let question = s.reading.lexicon.map_or("", |lexicon| lexicon.when);
    Some((s.reading.source(act), question))
}

/// Tells whether a time stands in a sentence without a verb of its own: “10 araw ng trabaho.”
fn stands_alone(s: &Sentence<'_>, time: usize) -> bool {
    let mut others = s.reading.sentences(s.kind, s.is_timed);
    let home = others.find(|other| (other.first..other.last).contains(&time));
    home.is_some_and(|home| {
        home.cues & ACT == 0 && !home.has(Meaning::Act) && home.last - home.first < 8
    })
}

/// Returns the first act in a clause that does not only say when or if.
fn act(s: &Sentence<'_>) -> Option<Range<usize>> {
    let words = (s.first..s.last)
        .filter(|i| s.is(*i, ACT))
        .map(|i| i..i + 1);
    let phrases = s
        .hits()
        .iter()
        .filter(|hit| hit.sense.meaning == Meaning::Act);
    let phrases = phrases.map(|hit| hit.tokens.clone());
    let mut acts = words.chain(phrases);
    acts.find(|act| {
        let mut before = s.clause(act.start).start..act.start;
        let aside = before.any(|i| s.is(i, SUBORDINATOR));
        !aside && !act.clone().any(|i| s.is(i, QUOTED))
    })
}
