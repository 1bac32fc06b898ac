//! The texts of a standard and of its translations, each with what the fields beside it say.

use handbook::{Exception, Force, Kind, Standard, TimeLimit, Translation};

use crate::finding::{FieldKind, Place};

/// What the fields beside a text already say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// Whether they say how long it may take, or nobody needs to know.
    pub is_timed: bool,
    /// Whether they say what starts the clock.
    pub is_started: bool,
    /// The limit that may be offered.
    pub limit: Option<TimeLimit>,
}

/// One text.
#[derive(Debug, Clone, Copy)]
pub struct Field<'s> {
    /// Where it stands.
    pub place: Place,
    /// Which rules of wording hold for it; none hold where the reader needs no precise words.
    pub kind: Option<FieldKind>,
    /// Whether the place holds another text too, so that bytes would not say where.
    pub shares_place: bool,
    /// The text.
    pub text: &'s str,
    /// What stands beside it.
    pub beside: Beside,
}

/// The texts that a standard and a translation both have.
struct Texts<'s> {
    title: &'s str,
    statement: &'s str,
    starts_when: &'s str,
    script: &'s str,
    steps: Vec<&'s str>,
    exceptions: &'s [Exception],
    dos: &'s [String],
}

/// Lists a standard's own texts. Bad examples are left out: they hold bad words on purpose.
pub fn source(standard: &Standard) -> Vec<Field<'_>> {
    let texts = Texts {
        title: &standard.title,
        statement: &standard.statement,
        starts_when: &standard.starts_when,
        script: &standard.script,
        steps: standard.steps.iter().map(|s| s.text.as_str()).collect(),
        exceptions: &standard.exceptions,
        dos: &standard.dos,
    };
    list(standard, &texts)
}

/// Lists a translation's texts.
pub fn translated<'s>(standard: &Standard, translation: &'s Translation) -> Vec<Field<'s>> {
    let texts = Texts {
        title: &translation.title,
        statement: &translation.statement,
        starts_when: &translation.starts_when,
        script: &translation.script,
        steps: translation.steps.iter().map(String::as_str).collect(),
        exceptions: &translation.exceptions,
        dos: &translation.dos,
    };
    list(standard, &texts)
}

fn list<'s>(standard: &Standard, texts: &Texts<'s>) -> Vec<Field<'s>> {
    let beside = beside(standard);
    let field = |place, kind, text| Field {
        place,
        kind,
        shares_place: false,
        text,
        beside,
    };
    let mut fields = vec![
        field(Place::Title, Some(FieldKind::Title), texts.title),
        field(
            Place::Statement,
            Some(FieldKind::Statement),
            texts.statement,
        ),
        field(Place::StartsWhen, None, texts.starts_when),
        field(Place::Script, Some(FieldKind::Script), texts.script),
    ];
    for (index, text) in texts.steps.iter().enumerate() {
        let place = Place::Step(index + 1);
        fields.push(Field {
            beside: beside_step(standard, index),
            ..field(place, Some(FieldKind::Step), text)
        });
    }
    for (index, exception) in texts.exceptions.iter().enumerate() {
        let place = Place::Exception(index + 1);
        fields.push(Field {
            shares_place: true,
            ..field(place, None, &exception.when)
        });
        fields.push(field(place, Some(FieldKind::Note), &exception.holds));
    }
    for (index, text) in texts.dos.iter().enumerate() {
        fields.push(field(Place::Do(index + 1), None, text));
    }
    fields
}

fn beside(standard: &Standard) -> Beside {
    let limit = standard.respond_within.or(standard.resolve_within);
    let free = !demands_times(standard);
    Beside {
        is_timed: free || limit.is_some() || has_measured_limit(standard),
        is_started: free || !standard.starts_when.trim().is_empty(),
        limit,
    }
}

fn beside_step(standard: &Standard, index: usize) -> Beside {
    let time = standard.steps.get(index).and_then(|step| step.time);
    let limit = standard.respond_within.or(standard.resolve_within);
    Beside {
        is_timed: !demands_times(standard) || time.is_some() || limit.is_some(),
        is_started: true,
        limit: time,
    }
}

/// Prohibitions, conduct, speech and appearance need no time frame.
fn demands_times(standard: &Standard) -> bool {
    standard.force != Force::Never && matches!(standard.kind, Kind::Service | Kind::Documents)
}

fn has_measured_limit(standard: &Standard) -> bool {
    standard
        .measure
        .as_ref()
        .is_some_and(|measure| measure.within.is_some())
}
