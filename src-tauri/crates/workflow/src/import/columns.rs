//! Which column of a spreadsheet holds which field of a standard.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A column map: what the person importing says about their spreadsheet.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// Field to column name.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Field to what its values mean: `channels: { TEL: phone }`.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Field to a value that holds for every row.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
}

/// Why a column map cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// It is not YAML of the right form.
    #[error("the column map cannot be read: {0}")]
    Unreadable(String),
    /// It names a field that standards do not have.
    #[error("the column map names “{0}”, which is not a field; the fields are {fields}", fields = FIELDS.iter().map(|f| f.0).collect::<Vec<_>>().join(", "))]
    UnknownField(String),
    /// It names a column that the spreadsheet does not have.
    #[error("the column map names the column “{0}”, which the spreadsheet does not have")]
    UnknownColumn(String),
}

/// The fields that a spreadsheet can fill, and the column names by which each is recognised.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "code",
        &[
            "standard_code",
            "standard_id",
            "service_standard_id",
            "id",
            "no",
            "ref",
        ],
    ),
    (
        "title",
        &["name", "service_name", "service", "standard_title"],
    ),
    (
        "statement",
        &[
            "standard",
            "service_standard",
            "text",
            "description",
            "standard_text",
        ],
    ),
    ("force", &[]),
    ("kind", &["type", "standard_type"]),
    ("section", &["area", "chapter"]),
    ("stage", &["journey_stage"]),
    ("channels", &["channel"]),
    ("actor", &["role", "responsible"]),
    ("audience", &[]),
    ("starts_when", &["start", "clock_starts"]),
    (
        "respond_within",
        &["respond", "response_time", "time_limit", "limit"],
    ),
    ("resolve_within", &["resolve", "resolution_time"]),
    ("late_after", &["late"]),
    ("measure_percent", &["target", "target_percent", "target_%"]),
    ("measure_bound", &[]),
    ("measure_cases", &[]),
    ("measure_done", &[]),
    ("measure_per", &[]),
    ("measure_source", &["data_source"]),
    ("script", &["words_to_say"]),
    ("owner", &["owner_org_title", "department"]),
    ("review_on", &["review_date"]),
    ("references", &["reference", "comments", "remarks"]),
    ("result_period", &["period", "fiscal_yr", "fiscal_year"]),
    ("result_met", &["met", "volume_meeting_target"]),
    ("result_cases", &["total_volume", "volume"]),
    ("result_share", &["performance", "result"]),
    ("result_source", &[]),
    ("title_fil", &[]),
    ("title_te", &[]),
    ("title_ta", &[]),
    ("statement_fil", &[]),
    ("statement_te", &[]),
    ("statement_ta", &[]),
];

/// Fields found in a spreadsheet: where each stands, and what its values mean.
#[derive(Debug)]
pub struct Columns {
    places: BTreeMap<&'static str, usize>,
    map: ColumnMap,
    /// The columns that fill no field.
    pub unused: Vec<String>,
}

/// Reads a column map from YAML (or JSON).
pub fn read_map(text: &str) -> Result<ColumnMap, MapError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let map: ColumnMap = serde_saphyr::from_str(text).map_err(|e| {
        MapError::Unreadable(e.to_string().lines().next().unwrap_or_default().into())
    })?;
    let named = map
        .columns
        .keys()
        .chain(map.values.keys())
        .chain(map.constants.keys());
    match named.into_iter().find(|name| field(name).is_none()) {
        Some(name) => Err(MapError::UnknownField(name.clone())),
        None => Ok(map),
    }
}

impl Columns {
    /// Finds the fields in a header, by the map where it speaks and by name where it does not.
    pub fn find(header: &[String], map: ColumnMap) -> Result<Self, MapError> {
        let mut places = BTreeMap::new();
        for (name, column) in &map.columns {
            let place = header.iter().position(|header| header == column.trim());
            let place = place.ok_or_else(|| MapError::UnknownColumn(column.clone()))?;
            places.extend(field(name).map(|field| (field, place)));
        }
        let taken: Vec<usize> = places.values().copied().collect();
        for (name, aliases) in FIELDS {
            if places.contains_key(name) || map.constants.contains_key(*name) {
                continue;
            }
            let names = || std::iter::once(name).chain(aliases.iter());
            let is_called = |header: &String, name: &str| {
                let plain = plain(header);
                plain == name || plain.strip_suffix("_en") == Some(name)
            };
            let free = |place: &usize| !taken.contains(place);
            let place = names().find_map(|name| {
                let mut places = 0..header.len();
                places.find(|place| free(place) && is_called(&header[*place], name))
            });
            places.extend(place.map(|place| (*name, place)));
        }
        let is_used = |place: usize| places.values().any(|used| *used == place);
        let unused =
            (0..header.len()).filter(|place| !is_used(*place) && !header[*place].is_empty());
        let unused = unused.map(|place| header[place].clone()).collect();
        Ok(Self {
            places,
            map,
            unused,
        })
    }

    /// Tells whether anything says what a standard is.
    pub fn name_a_standard(&self) -> bool {
        ["title", "statement"]
            .iter()
            .any(|field| self.places.contains_key(field))
    }

    /// Returns a row's text for a field, after the map's constants and values.
    pub fn text<'a>(&'a self, cells: &'a [String], field: &str) -> &'a str {
        if let Some(constant) = self.map.constants.get(field) {
            return constant;
        }
        let text = self
            .places
            .get(field)
            .map_or("", |place| cells[*place].as_str());
        self.map
            .values
            .get(field)
            .and_then(|values| values.get(text))
            .map_or(text, String::as_str)
    }
}

fn field(name: &str) -> Option<&'static str> {
    FIELDS
        .iter()
        .map(|field| field.0)
        .find(|field| *field == name)
}

/// Writes a column name in lower case with underscores.
fn plain(header: &str) -> String {
    header.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_string).collect()
    }

    #[test]
    fn common_names_need_no_map() {
        let columns = Columns::find(
            &header("Code,Title,service_standard_en,Channel,Colour"),
            ColumnMap::default(),
        );
        let columns = columns.unwrap();
        let row = ["PH-1", "Phone", "Answer", "phone", "red"].map(String::from);
        assert_eq!(columns.text(&row, "statement"), "Answer");
        assert_eq!(columns.unused, ["Colour"]);
    }

    #[test]
    fn a_map_that_names_what_is_not_there_is_refused() {
        assert!(matches!(
            read_map("columns: {colour: x}"),
            Err(MapError::UnknownField(_))
        ));
        assert!(matches!(
            read_map("columns: 3"),
            Err(MapError::Unreadable(_))
        ));
        let map = read_map("columns: {title: Name of it}").unwrap();
        assert!(matches!(
            Columns::find(&header("a,b"), map),
            Err(MapError::UnknownColumn(_))
        ));
    }
}
