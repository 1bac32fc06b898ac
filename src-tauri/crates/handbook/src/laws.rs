//! The laws that tie a standard's fields together. Those about single values are in their types.

use std::cmp::Ordering;

use crate::{Standard, TimeLimit};

/// A law that a standard breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenLaw {
    /// It counts as late before the resolution is due.
    LateBeforeDue {
        /// The limit that is due.
        due: TimeLimit,
        /// The limit after which it is late.
        late: TimeLimit,
    },
    /// The resolution is due before the response.
    ResolvedBeforeResponse {
        /// The limit for the response.
        respond: TimeLimit,
        /// The limit for the resolution.
        resolve: TimeLimit,
    },
    /// The steps' times add up to more than the time for all of them.
    StepsExceedTotal {
        /// The sum of the steps' times, in seconds of their clock.
        seconds: u64,
        /// The time for all of them.
        total: TimeLimit,
    },
}

/// Returns every law that `standard` breaks; limits on clocks that cannot be compared break none.
pub fn broken_laws(standard: &Standard) -> Vec<BrokenLaw> {
    let due = standard.resolve_within.or(standard.respond_within);
    [
        late_before_due(due, standard.late_after),
        resolved_before_response(standard),
        steps(standard),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn late_before_due(due: Option<TimeLimit>, late: Option<TimeLimit>) -> Option<BrokenLaw> {
    let (due, late) = (due?, late?);
    (late.compare(due) == Some(Ordering::Less)).then_some(BrokenLaw::LateBeforeDue { due, late })
}

fn resolved_before_response(standard: &Standard) -> Option<BrokenLaw> {
    let (respond, resolve) = (standard.respond_within?, standard.resolve_within?);
    let broken = resolve.compare(respond) == Some(Ordering::Less);
    broken.then_some(BrokenLaw::ResolvedBeforeResponse { respond, resolve })
}

fn steps(standard: &Standard) -> Option<BrokenLaw> {
    let total = standard.resolve_within.or(standard.respond_within)?;
    let mut times: Vec<TimeLimit> = standard.steps.iter().filter_map(|step| step.time).collect();
    let seconds = TimeLimit::total_seconds(&times)?;
    times.push(total);
    let with_total = TimeLimit::total_seconds(&times)?;
    let broken = seconds > with_total - seconds;
    broken.then_some(BrokenLaw::StepsExceedTotal { seconds, total })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StandardId, Step};

    fn limit(text: &str) -> Option<TimeLimit> {
        Some(text.parse().expect("a limit"))
    }

    fn standard() -> Standard {
        Standard::empty(StandardId::new(jiff::Timestamp::UNIX_EPOCH, [0; 10]))
    }

    #[test]
    fn late_is_not_before_due() {
        let mut broken = standard();
        broken.resolve_within = limit("3 working days");
        broken.late_after = limit("2 working days");
        assert!(matches!(
            broken_laws(&broken)[..],
            [BrokenLaw::LateBeforeDue { .. }]
        ));
        broken.late_after = limit("3 working days");
        assert_eq!(broken_laws(&broken), []);
    }

    #[test]
    fn steps_add_up_to_no_more_than_the_whole() {
        let mut broken = standard();
        broken.resolve_within = limit("10 minutes");
        let step = |time| Step {
            time: limit(time),
            ..Step::default()
        };
        broken.steps = vec![step("6 minutes"), step("5 minutes")];
        assert!(matches!(
            broken_laws(&broken)[..],
            [BrokenLaw::StepsExceedTotal { seconds: 660, .. }]
        ));
        broken.steps.pop();
        assert_eq!(broken_laws(&broken), []);
    }
}
