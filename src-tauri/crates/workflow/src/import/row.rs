//! Turns a row of a spreadsheet into a standard and its measured result.

use handbook::{
    Bound, Channel, Force, Kind, Language, Measure, MeasuredResult, Percent, Standard, StandardId,
    TimeLimit, Translation,
};

use super::columns::Columns;

/// The known codes for channels in public registers of service standards.
const CHANNEL_CODES: &[(&str, &str)] = &[
    ("TEL", "phone"),
    ("EML", "e-mail"),
    ("ONL", "website"),
    ("PERSON", "in person"),
    ("INP", "in person"),
    ("POST", "post"),
    ("MAIL", "post"),
    ("FAX", "fax"),
    ("OTH", ""),
];

/// The known codes for kinds in such registers: timeliness, access, accuracy, other.
const KIND_CODES: [&str; 4] = ["TML", "ACS", "ACY", "OTH"];

/// What a row became.
#[derive(Debug)]
pub struct Taken {
    /// The standard.
    pub standard: Standard,
    /// Its measured result, where the row holds one.
    pub result: Option<MeasuredResult>,
    /// What could not be understood and was kept among the references.
    pub remarks: Vec<String>,
}

/// How a column of shares is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to 1.
    Share,
    /// From 0 to 100.
    Percent,
}

impl Scale {
    /// Tells how a column is written: as shares from 0 to 1 if no value is above 1 or has a sign.
    pub fn of<'a>(mut values: impl Iterator<Item = &'a str>) -> Self {
        let is_percent = |text: &str| text.contains('%') || number(text).is_some_and(|n| n > 1.0);
        if values.any(is_percent) {
            Self::Percent
        } else {
            Self::Share
        }
    }

    fn read(self, text: &str) -> Option<Percent> {
        let number = number(text)?;
        match self {
            Self::Share => Percent::from_share(number).ok(),
            Self::Percent => Percent::new(number).ok(),
        }
    }
}

/// The scales of a spreadsheet's two columns of shares.
#[derive(Debug, Clone, Copy)]
pub struct Scales {
    /// The scale of the targets.
    pub target: Scale,
    /// The scale of the results.
    pub result: Scale,
}

/// Makes a standard from a row. What a field cannot hold is kept as a reference, and said.
pub fn take_row(columns: &Columns, cells: &[String], scales: Scales, id: StandardId) -> Taken {
    let mut reading = Reading {
        columns,
        cells,
        odd: Vec::new(),
    };
    let mut standard = Standard::empty(id);
    reading.words(&mut standard);
    reading.choices(&mut standard);
    reading.limits(&mut standard);
    standard.measure = reading.measure(scales.target);
    let result = reading.result(scales.result);
    let remarks = reading.odd;
    standard
        .references
        .extend(remarks.iter().map(|remark| format!("Imported {remark}")));
    Taken {
        standard,
        result,
        remarks,
    }
}

struct Reading<'a> {
    columns: &'a Columns,
    cells: &'a [String],
    /// Fields whose text was not understood, as `field: text`.
    odd: Vec<String>,
}

impl<'a> Reading<'a> {
    fn text(&self, field: &str) -> &'a str {
        self.columns.text(self.cells, field)
    }

    /// Reads a field by its type's own parsing; an odd text is remembered.
    fn parsed<T: std::str::FromStr>(&mut self, field: &str) -> Option<T> {
        let text = self.text(field);
        let value = text.parse().ok();
        if value.is_none() {
            self.remember(field);
        }
        value
    }

    fn remember(&mut self, field: &str) {
        let text = self.text(field);
        if !text.is_empty() {
            self.odd.push(format!("{field}: {text}"));
        }
    }

    fn words(&mut self, standard: &mut Standard) {
        standard.code = self.text("code").into();
        standard.title = self.text("title").to_string();
        standard.statement = self.text("statement").to_string();
        if standard.title.is_empty() {
            standard.title = short_title(&standard.statement);
        }
        standard.section = self.text("section").to_string();
        standard.actor = self.text("actor").into();
        standard.audience = list(self.text("audience")).map(Into::into).collect();
        standard.starts_when = self.text("starts_when").to_string();
        standard.script = self.text("script").to_string();
        standard.owner = self.text("owner").into();
        let reference = self.text("references");
        standard
            .references
            .extend((!reference.is_empty()).then(|| reference.to_string()));
        for (language, title, statement) in [
            (Language::Filipino, "title_fil", "statement_fil"),
            (Language::Telugu, "title_te", "statement_te"),
            (Language::Tamil, "title_ta", "statement_ta"),
        ] {
            let (title, statement) = (self.text(title), self.text(statement));
            if !title.is_empty() || !statement.is_empty() {
                let text = Translation {
                    title: title.into(),
                    statement: statement.into(),
                    ..Default::default()
                };
                standard.translations.insert(language, text);
            }
        }
    }

    fn choices(&mut self, standard: &mut Standard) {
        standard.force = self.parsed("force").unwrap_or(Force::Must);
        if !KIND_CODES.contains(&self.text("kind")) {
            standard.kind = self.parsed("kind").unwrap_or(Kind::Service);
        }
        standard.stage = self.parsed("stage");
        standard.review_on = self.parsed("review_on");
        standard.channels = list(self.text("channels")).filter_map(channel).collect();
        if self.text("channels") == "OTH" {
            self.remember("channels");
        }
    }

    fn limits(&mut self, standard: &mut Standard) {
        standard.respond_within = self.parsed::<TimeLimit>("respond_within");
        standard.resolve_within = self.parsed("resolve_within");
        standard.late_after = self.parsed("late_after");
    }

    fn measure(&mut self, scale: Scale) -> Option<Measure> {
        let percent = scale
            .read(self.text("measure_percent"))
            .filter(|percent| percent.value() > 0.0);
        if percent.is_none() {
            self.remember("measure_percent");
        }
        let per = self.parsed("measure_per");
        let bound = self.parsed("measure_bound").unwrap_or(Bound::AtLeast);
        Some(Measure {
            bound,
            percent: percent?,
            cases: self.text("measure_cases").to_string(),
            done: self.text("measure_done").to_string(),
            within: None,
            per,
            source: self.text("measure_source").to_string(),
        })
    }

    fn result(&mut self, scale: Scale) -> Option<MeasuredResult> {
        let met = self.count("result_met");
        let cases = self.count("result_cases").filter(|cases| *cases > 0);
        let counted = met
            .zip(cases)
            .and_then(|(met, cases)| Percent::from_share(met as f64 / cases as f64).ok());
        let share = scale.read(self.text("result_share")).or(counted);
        if share.is_none() {
            ["result_share", "result_met", "result_cases"]
                .iter()
                .for_each(|field| self.remember(field));
        }
        let or = |text: &str, other: &str| {
            if text.is_empty() {
                other.into()
            } else {
                text.into()
            }
        };
        Some(MeasuredResult {
            period: or(self.text("result_period"), "not stated"),
            branch: None,
            share: share?,
            met,
            cases,
            source: or(self.text("result_source"), "import"),
        })
    }

    fn count(&self, field: &str) -> Option<u64> {
        let number = number(self.text(field)).filter(|n| *n >= 0.0 && n.fract() == 0.0)?;
        // Whole and not negative by the check above; counts lie far below 2^53.
        (number < 9e15).then_some(number as u64)
    }
}

fn channel(text: &str) -> Option<Channel> {
    let known = CHANNEL_CODES
        .iter()
        .find(|code| code.0 == text)
        .map_or(text, |code| code.1);
    (!known.is_empty()).then(|| Channel::from(known))
}

/// Splits a cell that holds several values.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// Reads a number with an optional per-cent sign, a decimal comma, or commas between thousands.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim();
    let mut groups = text.split('.').next().unwrap_or_default().split(',');
    let is_whole = groups
        .next()
        .is_some_and(|first| !matches!(first, "" | "0"));
    let has_thousands = is_whole && groups.all(|group| group.len() == 3);
    let text = if has_thousands {
        text.replace(',', "")
    } else {
        text.replace(',', ".")
    };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Cuts a statement down to a title, at a word's end.
fn short_title(statement: &str) -> String {
    let line = statement.lines().next().unwrap_or_default();
    let mut title = String::new();
    for word in line.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() > 70 {
            return title + " …";
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::columns::ColumnMap;

    fn take(header: &str, row: &[&str]) -> Taken {
        let header: Vec<String> = header.split(',').map(str::to_string).collect();
        let columns = Columns::find(&header, ColumnMap::default()).unwrap();
        let cells: Vec<String> = row.iter().map(|cell| cell.to_string()).collect();
        let scale = |field| Scale::of(std::iter::once(columns.text(&cells, field)));
        let scales = Scales {
            target: scale("measure_percent"),
            result: scale("result_share"),
        };
        take_row(&columns, &cells, scales, StandardId::NONE)
    }

    #[test]
    fn targets_and_results_become_a_measure_and_a_result() {
        let taken = take(
            "title,channel,target,volume_meeting_target,total_volume,performance",
            &["Calls", "TEL", "0.9", "31,283", "31689", "0.9872"],
        );
        assert_eq!(
            taken.standard.measure.unwrap().percent,
            Percent::new(90.0).unwrap()
        );
        assert_eq!(taken.standard.channels, [Channel::Phone]);
        let result = taken.result.unwrap();
        assert_eq!((result.met, result.cases), (Some(31283), Some(31689)));
        assert_eq!(result.share, Percent::new(98.72).unwrap());
        assert_eq!(taken.remarks, [""; 0]);
    }

    #[test]
    fn numbers_are_read_as_spreadsheets_write_them() {
        let read = [
            ("31,283", 31283.0),
            ("1,234,567.5", 1234567.5),
            ("0,985", 0.985),
            ("98,7 %", 98.7),
        ];
        read.into_iter()
            .for_each(|(text, value)| assert_eq!(number(text), Some(value), "{text}"));
        assert_eq!(number("n/a"), None);
    }

    #[test]
    fn what_is_not_understood_is_kept_and_said() {
        let taken = take("title,target,force", &["Calls", "to be decided", "perhaps"]);
        assert_eq!(taken.standard.measure, None);
        assert_eq!(
            taken.remarks,
            ["force: perhaps", "measure_percent: to be decided"]
        );
        assert_eq!(
            taken.standard.references[1],
            "Imported measure_percent: to be decided"
        );
    }

    #[test]
    fn a_text_without_a_title_lends_its_first_words() {
        let taken = take("text", &["Answer calls received within 60 seconds"]);
        assert_eq!(
            taken.standard.title,
            "Answer calls received within 60 seconds"
        );
    }
}
