//! Times without an amount: moments, rhythms, counts and events.

use super::{TimeKind, TimeSpan, Words, plain};
use crate::en::words::{
    COUNTNOUN, CUSTOMER, DAYNOUN, DETERMINER, EDGE, EVENTNOUN, EVENTPREP, EVERY, MOMENT, MONTH,
    NUMBER, NUMBERWORD, ORDINAL, PLURAL, RHYTHM, SETNOUN, WEEKDAY,
};

impl Words<'_> {
    pub(super) fn time_at(&self, at: usize) -> Option<TimeSpan> {
        self.amount(at)
            .or_else(|| self.clock_time(at))
            .or_else(|| self.date(at))
            .or_else(|| self.named_day(at))
            .or_else(|| self.rhythm(at))
            .or_else(|| self.count(at))
            .or_else(|| self.set_time(at))
            .or_else(|| self.edge(at))
            .or_else(|| self.event(at))
    }

    /// “17:00”, “5 p.m.”, “24/7”, “T+5”, “noon”.
    fn clock_time(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, MOMENT)
            && !(self.is_word(at, &["am", "pm"]) && !(at > 0 && self.is(at - 1, NUMBER)))
        {
            return Some(plain(at..at + 1, TimeKind::Moment));
        }
        if !self.is(at, NUMBER) {
            return None;
        }
        if self.word(at).contains(':') {
            return Some(plain(at..at + 1, TimeKind::Moment));
        }
        let half = self.is_word(at + 1, &["a", "p"])
            && self.is_word(at + 2, &["."])
            && self.is_word(at + 3, &["m"]);
        if half {
            return Some(plain(at..at + 4, TimeKind::Moment));
        }
        if self.is_word(at + 1, &["/"]) && self.is_word(at + 2, &["7"]) && self.is_word(at, &["24"])
        {
            return Some(plain(at..at + 3, TimeKind::Rhythm));
        }
        let plus = at >= 2 && self.is_word(at - 1, &["+"]) && self.is_word(at - 2, &["t", "d"]);
        plus.then(|| plain(at - 2..at + 1, TimeKind::Moment))
    }

    /// “3 May”, “May 3”, “by March”.
    fn date(&self, at: usize) -> Option<TimeSpan> {
        if !self.is(at, MONTH) {
            return None;
        }
        if at > 0 && self.is(at - 1, NUMBER) {
            return Some(plain(at - 1..at + 1, TimeKind::Moment));
        }
        if self.is(at + 1, NUMBER) {
            return Some(plain(at..at + 2, TimeKind::Moment));
        }
        let named = self.follows(at, &["by", "in", "until", "of", "each", "every"]);
        named.then(|| plain(at - 1..at + 1, TimeKind::Moment))
    }

    /// “by Friday”, “on Mondays”, “the same day”, “the next morning”.
    fn named_day(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, WEEKDAY) {
            let often = self.is(at, PLURAL) || (at > 0 && self.is(at - 1, EVERY));
            let kind = if often {
                TimeKind::Rhythm
            } else {
                TimeKind::Moment
            };
            return Some(plain(at..at + 1, kind));
        }
        if !self.is(at, DAYNOUN) || at == 0 {
            return None;
        }
        let (first, _) = self.before_unit(at);
        let which = first.checked_sub(1)?;
        let this = self.is(which, ORDINAL) || self.is_word(which, &["that", "this"]);
        let often = self.is(which, EVERY);
        let kind = if often {
            TimeKind::Rhythm
        } else {
            TimeKind::Moment
        };
        (this || often).then(|| plain(which..at + 1, kind))
    }

    /// “daily”, “once a week”, “after each call”, “around the clock”.
    fn rhythm(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, RHYTHM) {
            return Some(plain(at..at + 1, TimeKind::Rhythm));
        }
        let each = self.is_word(at, &["each", "every"])
            && self.follows(
                at,
                &["after", "before", "at", "with", "on", "during", "for"],
            );
        let bare = each && !self.follows(at, &["for", "with", "on"]);
        if bare {
            return Some(plain(at - 1..at + 2, TimeKind::Rhythm));
        }
        let often = self.is_word(at, &["per"]) && self.follows(at, &["once", "twice", "times"]);
        often.then(|| plain(at - 1..at + 2, TimeKind::Rhythm))
    }

    /// “by the third ring”, “on the first call”, “in one visit”.
    fn count(&self, at: usize) -> Option<TimeSpan> {
        if !self.is(at, COUNTNOUN) || at == 0 {
            return None;
        }
        let counted = self.is(at - 1, ORDINAL | NUMBERWORD | NUMBER);
        counted.then(|| plain(at - 1..at + 1, TimeKind::Count))
    }

    /// “within the agreed time”, “in advance”: set elsewhere, or before the event.
    fn set_time(&self, at: usize) -> Option<TimeSpan> {
        if self.is_word(at, &["advance"]) && self.follows(at, &["in"]) {
            return Some(plain(at - 1..at + 1, TimeKind::Event));
        }
        if !self.is_word(
            at,
            &[
                "time",
                "timeline",
                "timeframe",
                "timelines",
                "period",
                "deadline",
                "standard",
                "standards",
            ],
        ) {
            return None;
        }
        const SET: [&str; 10] = [
            "agreed",
            "requested",
            "established",
            "upon",
            "statutory",
            "published",
            "prescribed",
            "set",
            "stated",
            "service",
        ];
        let set = self.follows(at, &SET);
        let lead = (at.saturating_sub(7)..at)
            .rev()
            .find(|i| self.is_word(*i, &["within", "by", "in"]))?;
        set.then(|| plain(lead..at + 1, TimeKind::Moment))
    }

    /// “by the end of the shift”, “at the start of the call”, “close of business”.
    fn edge(&self, at: usize) -> Option<TimeSpan> {
        if !self.is(at, EDGE) {
            return None;
        }
        let of_business =
            self.is_word(at + 1, &["of"]) && self.is_word(at + 2, &["business", "play"]);
        if of_business {
            return Some(plain(at..at + 3, TimeKind::Moment));
        }
        if at == 0 {
            return None;
        }
        let article = self.is(at - 1, DETERMINER);
        let lead = at.checked_sub(1 + usize::from(article))?;
        let led = self.is_word(
            lead,
            &["by", "at", "from", "before", "until", "on", "towards"],
        );
        let of = self.is_word(at + 1, &["of"]);
        let closing = self.is_word(at, &["close", "closing"]) && led;
        ((led && of) || closing).then(|| plain(lead..at + 1, TimeKind::Moment))
    }

    /// “before …”, “while …”, “on arrival”, “on the spot”.
    fn event(&self, at: usize) -> Option<TimeSpan> {
        if self.is(at, EVENTPREP) {
            return Some(plain(at..at + 1, TimeKind::Event));
        }
        let moment = self.is_word(at, &["moment"])
            && self.follows(at, &["the"])
            && self.is(at + 1, DETERMINER);
        let soon = self.is_word(at, &["soon"])
            && self.follows(at, &["as"])
            && self.is(at + 2, DETERMINER | CUSTOMER);
        if moment || (soon && self.is_word(at + 1, &["as"])) {
            return Some(plain(at - 1..at + 1, TimeKind::Event));
        }
        let compound = self.is(at, SETNOUN)
            && self.is_word(at, &["check", "hand", "pick", "sign", "drop"])
            && self.is_word(at + 1, &["-"]);
        if !(compound || self.is(at, EVENTNOUN)) || at == 0 {
            return None;
        }
        let article = self.is(at - 1, DETERMINER) || self.is(at - 1, ORDINAL);
        let lead = at.checked_sub(1 + usize::from(article))?;
        let on = self.is_word(lead, &["on", "upon", "at", "by"]);
        // “At the request of the parents” says who asked, and not when.
        let asked = self.is_word(at, &["request"]) && self.is_word(at + 1, &["of"]);
        (on && !asked).then(|| plain(lead..at + 1, TimeKind::Event))
    }
}
